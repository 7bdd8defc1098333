// Type-checks files with the Angular compiler: TypeScript and templates alike.
// @ts-expect-error -- its typings name files without their extension, which nodenext cannot follow
import { createCompilerHost, createProgram } from '@angular/compiler-cli';
import ts from 'typescript';

/** As strict as an app can be: what compiles here compiles for everybody. */
const strictest = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noPropertyAccessFromIndexSignature: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strictTemplates: true,
  strictInjectionParameters: true,
  strictInputAccessModifiers: true,
};

/**
 * @typedef {object} Diagnostic
 * @property {string} file
 * @property {number} line 1-based
 * @property {string} message
 */

/**
 * @param {readonly string[]} files
 * @param {Record<string, unknown>} [options] More compiler options.
 * @returns {readonly Diagnostic[]}
 */
export function ngDiagnostics(files, options = {}) {
  const all = { ...strictest, ...options };
  const program = createProgram({
    rootNames: files,
    options: all,
    host: createCompilerHost({ options: all }),
  });
  /** @type {readonly ts.Diagnostic[]} */
  const found = [
    ...program.getTsOptionDiagnostics(),
    ...program.getNgOptionDiagnostics(),
    ...program.getTsSyntacticDiagnostics(),
    ...program.getTsSemanticDiagnostics(),
    ...program.getNgStructuralDiagnostics(),
    ...program.getNgSemanticDiagnostics(),
  ];
  return found
    .filter(({ category }) => category === ts.DiagnosticCategory.Error)
    .map(({ file, start, code, messageText }) => {
      const text = ts.flattenDiagnosticMessageText(messageText, '\n');
      // Angular's codes are written as negative numbers behind a prefix.
      const name = code < 0 ? `NG${String(-code).replace(/^99/, '')}` : `TS${code}`;
      return {
        file: file?.fileName ?? '',
        line: file ? file.getLineAndCharacterOfPosition(start ?? 0).line + 1 : 0,
        message: text.startsWith(name) ? text : `${name}: ${text}`,
      };
    });
}
