/** What was wrong, by field: the `errors` of a 400 reply. */
export type FieldErrors = Readonly<Record<string, string>>;

export type Validated<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: FieldErrors };

/** What is wrong with a value, or null. */
export type Check = (value: unknown) => string | null;

/** Checks the fields that are there and refuses those that are not known. */
export function checkFields(
  input: Readonly<Record<string, unknown>>,
  checks: Readonly<Record<string, Check>>,
): FieldErrors {
  const errors: Record<string, string> = {};
  for (const [field, value] of Object.entries(input)) {
    const check = Object.hasOwn(checks, field) ? checks[field] : undefined;
    const error = check
      ? check(value)
      : `Unknown field. Known are: ${Object.keys(checks).join(', ')}.`;
    if (error !== null) errors[field] = error;
  }
  return errors;
}

export function wholeNumber(min: number, max: number): Check {
  return (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? null
      : `Must be a whole number from ${min} to ${max}.`;
}

export function text(minLength: number, maxLength: number): Check {
  return (value) =>
    typeof value === 'string' && value.trim().length >= minLength && value.length <= maxLength
      ? null
      : `Must be a text of ${minLength} to ${maxLength} characters.`;
}

export const trueOrFalse: Check = (value) =>
  typeof value === 'boolean' ? null : 'Must be true or false.';

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function hasErrors(errors: FieldErrors): boolean {
  return Object.keys(errors).length > 0;
}
