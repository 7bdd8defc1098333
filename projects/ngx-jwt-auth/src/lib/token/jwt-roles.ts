/** The names that servers use without being asked; the URI is what ASP.NET writes. */
const DEFAULT_CLAIMS = [
  'roles',
  'role',
  'http://schemas.microsoft.com/ws/2008/06/identity/claims/role',
];

/**
 * The roles in the claims: whole strings, from a string or an array of strings, own properties
 * only. `rolesClaim` is an own key, else a dotted path; an array is an exact path.
 */
export function jwtRoles(
  claims: unknown,
  rolesClaim: string | readonly string[] | undefined,
): readonly string[] {
  if (rolesClaim === undefined) {
    return [...new Set(DEFAULT_CLAIMS.flatMap((key) => strings(own(claims, key))))];
  }
  if (typeof rolesClaim !== 'string') return strings(rolesClaim.reduce(own, claims));
  return strings(own(claims, rolesClaim) ?? rolesClaim.split('.').reduce(own, claims));
}

function own(value: unknown, key: string): unknown {
  // Of a string the characters are its own: a path must not lead into one.
  return typeof value === 'object' && Object.hasOwn(Object(value) as object, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function strings(value: unknown): readonly string[] {
  return [value].flat().filter((role) => typeof role === 'string');
}
