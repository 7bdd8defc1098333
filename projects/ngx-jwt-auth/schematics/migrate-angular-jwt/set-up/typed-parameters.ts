import * as ts from 'typescript';

/**
 * The text of a `tokenGetter`, with the type of a request for a parameter that has none: the config
 * of angular-jwt gave it, and a provider gives none.
 */
export function typedParameters(property: ts.ObjectLiteralElementLike): string {
  const value = ts.isPropertyAssignment(property) ? property.initializer : property;
  const offset = property.getStart();
  let text = property.getText();
  if (!ts.isFunctionLike(value)) return text;
  for (const each of value.parameters) {
    if (each.type || each.initializer || each.dotDotDotToken) continue;
    const isBare = !/\(\s*$/.test(text.slice(0, each.getStart() - offset));
    const typed = `${each.name.getText()}?: HttpRequest<unknown>`;
    text =
      text.slice(0, each.getStart() - offset) +
      (isBare ? `(${typed})` : typed) +
      text.slice(each.getEnd() - offset);
    break; // there is but one
  }
  return text;
}
