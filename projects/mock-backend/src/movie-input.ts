import type { MovieFields } from './movie.ts';
import {
  checkFields,
  hasErrors,
  text,
  trueOrFalse,
  wholeNumber,
  type Check,
  type Validated,
} from './validation.ts';

const isRating: Check = (value) =>
  value === null || (typeof value === 'number' && value >= 0 && value <= 10)
    ? null
    : 'Must be a number from 0 to 10, or empty.';

const CHECKS: Readonly<Record<keyof MovieFields, Check>> = {
  title: text(1, 200),
  // The first surviving motion picture is from 1888.
  year: wholeNumber(1888, 2100),
  director: text(1, 200),
  genre: text(1, 50),
  rating: isRating,
  watched: trueOrFalse,
  notes: text(0, 2000),
};

const REQUIRED = ['title', 'year', 'director', 'genre'] as const;
const DEFAULTS = { rating: null, watched: false, notes: '' };

/** A whole movie, for POST and PUT. */
export function parseMovie(input: Readonly<Record<string, unknown>>): Validated<MovieFields> {
  const missing = REQUIRED.filter((field) => input[field] === undefined);
  const errors = {
    ...checkFields(withoutId(input), CHECKS),
    ...Object.fromEntries(missing.map((field) => [field, 'Required.'])),
  };
  if (hasErrors(errors)) return { ok: false, errors };
  return { ok: true, value: { ...DEFAULTS, ...withoutId(input) } as MovieFields };
}

/** Some fields of a movie, for PATCH. */
export function parseMoviePatch(
  input: Readonly<Record<string, unknown>>,
): Validated<Partial<MovieFields>> {
  const errors = checkFields(withoutId(input), CHECKS);
  if (hasErrors(errors)) return { ok: false, errors };
  return { ok: true, value: withoutId(input) };
}

/** A client may send back the movie it was given; the URL, not the body, says which movie it is. */
function withoutId(input: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { id: _, ...fields } = input;
  return fields;
}
