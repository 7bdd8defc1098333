import { formatDate } from '@angular/common';

export interface ReadableClaim {
  readonly name: string;
  readonly value: string;
}

const TIMES: readonly string[] = ['iat', 'nbf', 'exp'];

/** The claims of a token as people read them, times included. */
export function readClaims(claims: object | null, locale = 'en-US'): ReadableClaim[] {
  return Object.entries(claims ?? {}).map(([name, value]: [string, unknown]) => ({
    name,
    value: readable(name, value, locale),
  }));
}

function readable(name: string, value: unknown, locale: string): string {
  if (TIMES.includes(name) && typeof value === 'number') {
    return formatDate(value * 1000, 'MMM d, y, HH:mm:ss', locale);
  }
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
