import * as ts from 'typescript';
import { applyChanges } from '../../shared/apply-changes.ts';
import { editList } from '../../shared/edit-list.ts';
import { isTypeOnly } from '../../shared/imported-names.ts';
import { ANGULAR_JWT, COMPAT } from '../../shared/packages.ts';
import { parseSource } from '../../shared/parse-source.ts';
import type { TextChange } from '../../shared/text-change.ts';
import { textStyle } from '../../shared/text-style.ts';

/** Imports `JwtHelperService`, under the name it has in the file, from `ngx-jwt-auth/compat`. */
export function rewriteHelperImports(path: string, text: string): string {
  const source = parseSource(path, text);
  const style = textStyle(source);
  const changes: TextChange[] = [];
  for (const statement of source.statements) {
    const isImport = ts.isImportDeclaration(statement);
    if (!isImport && !ts.isExportDeclaration(statement)) continue;
    const { moduleSpecifier: from } = statement;
    const bindings = isImport ? statement.importClause?.namedBindings : statement.exportClause;
    if (!from || !ts.isStringLiteral(from) || from.text !== ANGULAR_JWT) continue;
    if (!bindings || !(ts.isNamedImports(bindings) || ts.isNamedExports(bindings))) continue;

    const elements: ts.NodeArray<ts.ImportOrExportSpecifier> = bindings.elements;
    const helpers = elements.filter(
      ({ name, propertyName }) => (propertyName ?? name).text === 'JwtHelperService',
    );
    if (helpers.length === 0) continue;
    const { quote, eol } = style;
    if (helpers.length === elements.length) {
      changes.push({
        start: from.getStart(source),
        end: from.getEnd(),
        text: quote + COMPAT + quote,
      });
      continue;
    }
    changes.push(...editList(source, bindings, { remove: new Set<ts.Node>(helpers) }));
    const keyword = isImport ? 'import' : 'export';
    const names = helpers.map((each) => each.getText(source)).join(', ');
    const line = `${keyword}${isTypeOnly(statement) ? ' type' : ''} { ${names} } from ${quote}${COMPAT}${quote};`;
    changes.push({ start: statement.getEnd(), end: statement.getEnd(), text: eol + line });
  }
  return applyChanges(text, changes);
}
