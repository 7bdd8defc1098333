/** The `scheme` that stands for an `authScheme`; null where none does: it is followed by one space. */
export function schemeOf(authScheme: string): string | null {
  return authScheme === '' ? '' : (/^(\S+) $/.exec(authScheme)?.[1] ?? null);
}
