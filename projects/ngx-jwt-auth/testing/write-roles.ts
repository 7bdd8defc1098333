/** Claims with these roles, where `rolesClaim` of the config says that they are looked for. */
export function writeRoles(
  claims: object,
  roles: readonly string[],
  rolesClaim: string | readonly string[] = 'roles',
): object {
  // A URI is a name with dots in it, and no path.
  const isName =
    typeof rolesClaim === 'string' &&
    (rolesClaim.includes('://') || Object.hasOwn(claims, rolesClaim));
  const path = isName
    ? [rolesClaim]
    : typeof rolesClaim === 'string'
      ? rolesClaim.split('.')
      : rolesClaim;
  return writeAt(claims, path, roles);
}

function writeAt(
  value: unknown,
  [key, ...rest]: readonly string[],
  roles: readonly string[],
): object {
  const before = Object(value) as Record<string, unknown>;
  if (key === undefined) return before;
  return { ...before, [key]: rest.length > 0 ? writeAt(before[key], rest, roles) : roles };
}
