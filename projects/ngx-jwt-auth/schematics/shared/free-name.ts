import * as ts from 'typescript';

/** A name to import something under: its own, or an alias where the file has that for something else. */
export function freeName(source: ts.SourceFile, name: string): string {
  const taken = namesIn(source);
  if (!taken.has(name)) return name;
  let alias = `jwt${name.charAt(0).toUpperCase()}${name.slice(1)}`.replace(/^jwtJwt/, 'ngxJwt');
  while (taken.has(alias)) alias += '_';
  return alias;
}

/** All identifiers of the file: what is declared in a function could hide an import, too. */
function namesIn(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}
