/** A page, what is attached to on it, and what becomes of these request URLs. */
export interface AttachUrls {
  readonly page: string;
  readonly attachTo?: readonly string[];
  readonly neverAttachTo?: readonly string[];
  readonly attach: readonly string[];
  readonly doNotAttach: readonly string[];
}

const PAGE = 'https://app.example.com/tenant/';

/** One path of another origin. */
export const ONE_API: AttachUrls = {
  page: PAGE,
  attachTo: ['https://api.example.com/v1'],
  attach: [
    'https://api.example.com/v1',
    'https://api.example.com/v1/users',
    'https://api.example.com/v1?x',
    'HTTPS://API.EXAMPLE.COM/v1/x',
    // Nastier ones.
    'https://api.example.com/v1/',
    'https://api.example.com/v1#x',
    'https://api.example.com:443/v1/x',
    '//api.example.com/v1/x',
    'https://api.example.com/v1/a.b/..c/x..',
    'https://api.example.com/v1/%20/%C3%BC',
    'https://api.example.com/v1?next=../%2f\\',
    'https://api.example.com/v1#/../%2f\n',
  ],
  doNotAttach: [
    '',
    '#x',
    './v1',
    '//evil.com/v1',
    '\\\\evil.com\\v1',
    'about:blank',
    'blob:https://api.example.com/3f2a',
    'data:text/plain,hi',
    'http://[',
    'https:///evil.com/v1',
    'https://api.example.com%00.evil.com/v1',
    'https://api.example.com//v1/x',
    'https://api.example.com/V1/x',
    'https://api.example.com/v1/.%2e/admin',
    'https://api.example.com/v1/..%2fadmin',
    'https://api.example.com/v1/../admin',
    'https://api.example.com/v10/x',
    'https://api.example.com:8443/v1',
    'https://api.example.com:99999/v1',
    'https://api.example.com:pw@evil.com/v1',
    'https://api.example.com@evil.com/v1/',
    'https://evil-api.example.com/v1',
    'https://xn--pi-6kc.example.com/v1',
    'ws://api.example.com/v1',
    // Nastier ones.
    '/v1',
    'v1',
    'http://api.example.com/v1',
    'https://api.example.com./v1',
    'https://api.example.com.evil.com/v1',
    'https://evil.com/https://api.example.com/v1',
    'https://evil.com?https://api.example.com/v1',
    'https://evil.com#@api.example.com/v1',
    'https://evil.com\\@api.example.com/v1',
    'https://user@api.example.com/v1',
    'https://user:pw@api.example.com/v1',
    'https://:pw@api.example.com/v1',
    'https://\u0430pi.example.com/v1', // a Cyrillic a
    'https://api.example.com/v1;a=b',
    'https://api.example.com/v1%2fx',
    'https://api.example.com/v1%2Fx',
    'https://api.example.com/v1/x%5c..%5cadmin',
    'https://api.example.com/v1/x%5Cadmin',
    'https://api.example.com/v1\\x',
    'https://api.example.com/v1/x\\..\\admin',
    'https://api.example.com/v1/\tx',
    'https://api.example.com/v1/\0x',
    'https://api.example.com/v1/.',
    'https://api.example.com/v1/./x',
    'https://api.example.com/v1/%2E/x',
    'https://api.example.com/v1/x/%2e%2E',
    'https://api.example.com/v1/x/..?y',
    'https://api.example.com/v1/x/.. ',
    'https://api.example.com/v1/..;/admin',
    'https://api.example.com/v1/.;x=1/admin',
    'https://api.example.com/%76%31/x',
    'https://api.example.com/v1/%',
    'https://api.example.com/v1/%ff',
  ],
};

/** The default: the page's own origin. */
export const OWN_ORIGIN: AttachUrls = {
  page: PAGE,
  attach: [
    '',
    '#x',
    '?x',
    '/',
    '/api',
    '//app.example.com/api',
    'api/x',
    ' api/x ',
    'https://app.example.com',
    'https://app.example.com:443/api',
    'HTTPS://App.Example.com/api',
  ],
  doNotAttach: [
    './api',
    '../api',
    ' ../api',
    '%2e%2e/api',
    '/api/../x',
    '//evil.com/api',
    '/\\evil.com/api',
    '/\t/evil.com/api',
    'http://app.example.com/api',
    'https://app.example.com:8443/api',
    'https://api.example.com/api',
    'https://app.example.com@evil.com/',
    'https://user@app.example.com/',
    'blob:https://app.example.com/3f2a',
    'javascript:alert(1)',
    'file:///api',
  ],
};

/** Several origins and paths, in spellings that URL parsers even out. */
export const SPELLINGS: AttachUrls = {
  page: PAGE,
  attachTo: [
    '/api/',
    'https://münchen.example/v1',
    'https://one.example:8443',
    'http://127.0.0.1:3000/a b',
    'https://[::1]/v1',
  ],
  attach: [
    '/api',
    '/api/x',
    'https://app.example.com/api/x',
    'https://xn--mnchen-3ya.example/v1/x',
    'https://MÜNCHEN.example/v1/x',
    'https://one.example:8443/x',
    'http://0x7f.1:3000/a%20b/x',
    'https://[0:0::1]/v1/x',
  ],
  doNotAttach: [
    '/',
    'api/x', // below /tenant/
    '/apis',
    'https://munchen.example/v1/x',
    'https://one.example/x',
    'https://two.one.example:8443/x',
    'http://127.0.0.1/a%20b',
    'http://127.0.0.1:3000/a+b',
    'https://[::2]/v1/x',
  ],
};

/** What is excluded is so in every spelling. */
export const EXCEPT_PUBLIC: AttachUrls = {
  page: PAGE,
  attachTo: ['https://api.example.com', '/'],
  neverAttachTo: ['https://api.example.com/v1/public/', '/grün'],
  attach: [
    'https://api.example.com/v1',
    'https://api.example.com/v1/publications',
    'https://api.example.com/v2/v1/public',
    'https://app.example.com/v1/public',
    'https://api.example.com/v1/x;a=1/public',
    'https://api.example.com/v1/x;/v1/public',
    '/gr',
  ],
  doNotAttach: [
    'https://api.example.com/v1/public',
    'https://api.example.com/v1/public/x',
    'https://api.example.com/v1/public?x',
    'https://api.example.com:443/v1/public/',
    'https://api.example.com/v1/%70ublic/x',
    'https://api.example.com/%761/publi%63',
    // What a server may leave out before it looks where a path leads.
    'https://api.example.com//v1///public',
    'https://api.example.com/v1/public//x',
    'https://api.example.com/v1;a=1/public',
    'https://api.example.com/v1/public;a=1/x',
    'https://api.example.com/v1/public;',
    'https://api.example.com/v1/public%3Ba=1',
    'https://api.example.com/v1/;a=1/public',
    '/grün/x',
    '/gr%C3%BCn',
    '/gr%c3%bcn/x',
  ],
};

/** Entries that can never match let nothing through, and take nothing away. */
export const BROKEN_ENTRIES: AttachUrls = {
  page: PAGE,
  attachTo: ['http://[', 'https://user:pw@api.example.com', '/../x', 'file:///api', '/api'],
  neverAttachTo: ['http://[', '/api/..'],
  attach: ['/api', '/api/x'],
  doNotAttach: ['/', 'https://api.example.com/', '/x', 'file:///api/x', 'http://[', 'data:,/api'],
};

/** A page without an origin of its own has no default target. */
export const FILE_PAGE: AttachUrls = {
  page: 'file:///app/index.html',
  attach: [],
  doNotAttach: ['', '/', '/api', 'file:///app/index.html', 'data:,/x', 'https://app.example.com/'],
};

/** Nothing is attached to when the app says so. */
export const NOWHERE: AttachUrls = {
  page: PAGE,
  attachTo: [],
  attach: [],
  doNotAttach: ['', '/', '/api', 'https://app.example.com/'],
};
