/** Hosts of the developer's own machine, which has no certificate. */
const LOCAL = /^(?:.+\.)?localhost(?::|$)|^127(?:\.\d+){3}(?::|$)|^\[::1\](?::|$)/;

/**
 * The origin that an entry of `allowedDomains` stands for, or null for one that angular-jwt never
 * matched: it compares the whole host, and leaves the ports 80 and 443 out.
 *
 * @param schemes What other settings say of the scheme of a host.
 */
export function originOfDomain(
  domain: string,
  schemes: ReadonlyMap<string, string> = new Map(),
): string | null {
  const scheme = schemes.get(domain) ?? (LOCAL.test(domain) ? 'http:' : 'https:');
  try {
    const { hostname, port, origin, pathname } = new URL(`${scheme}//${domain}`);
    const host = port && !['80', '443'].includes(port) ? `${hostname}:${port}` : hostname;
    return host === domain && pathname === '/' && !domain.includes('*') ? origin : null;
  } catch {
    return null;
  }
}
