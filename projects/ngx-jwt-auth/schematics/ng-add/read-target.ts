import { SchematicsException } from '@angular-devkit/schematics';

/** Stands for the page's own origin while a URL of it is parsed. */
const OWN = 'http://own.invalid';

/**
 * Checks a URL of the server. A path is resolved against `api`, the way browsers do it: `/refresh`
 * is on its origin, `refresh` below its path.
 */
export function readTarget(option: string, url: string, api?: string): string {
  const hasScheme = /^[a-z][a-z\d+.-]*:/i.test(url) && !/^[^/]*:\d+(?:\/|$)/.test(url);
  if (api === undefined && !hasScheme && !url.startsWith('/')) {
    fail(
      option,
      url,
      `It has no scheme. Write https://${url}, or a path of the app's own origin as /api.`,
    );
  }
  if (/^https?:(?!\/\/)/i.test(url) || url.startsWith('//') || /[\\\s\p{Cc}]/u.test(url)) {
    fail(option, url, 'It is no URL. Write it as https://api.example.com/path or as /path.');
  }
  const base = new URL(api ?? '/', OWN).href.replace(/\/?$/, '/');
  const target = URL.canParse(url, base) ? new URL(url, base) : null;
  if (!target || url === '') {
    return fail(option, url, 'It is no URL. Write it as https://api.example.com/path or as /path.');
  }
  if (!/^https?:$/.test(target.protocol)) {
    fail(option, url, `Requests go to http or https, not to ${target.protocol}`);
  }
  if (target.username || target.password) {
    fail(
      option,
      url,
      'It has credentials in it, which would be in the code of the app. Leave them out.',
    );
  }
  if (/[?#*]/.test(url) && api === undefined) {
    fail(
      option,
      url,
      'Neither a query nor a wildcard can match. Write an origin, with a path if you like.',
    );
  }
  if (/(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)|%2f|%5c/i.test(url)) {
    fail(
      option,
      url,
      'Its path has a dot segment or an encoded slash, which gets no token. Write it out.',
    );
  }
  const path = target.href.slice(target.origin.length);
  if (target.origin === OWN) return path;
  return path === '/' ? target.origin : target.origin + path;
}

function fail(option: string, url: string, why: string): never {
  throw new SchematicsException(`${option} '${url}' cannot be used. ${why}`);
}
