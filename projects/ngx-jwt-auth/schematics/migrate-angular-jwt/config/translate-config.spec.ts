import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as ts from 'typescript';
import { filesOf } from '../spec-support/files-of.ts';
import { translateConfig, type Translation } from './translate-config.ts';

const style = { eol: '\n', indent: '  ', quote: "'", semicolon: ';', trailingComma: true };

function translate(properties: string, rest = ''): Translation {
  const { files } = filesOf({ '/main.ts': `${rest}\nexport default {\n${properties}\n};` });
  const statement = files.read('/main.ts')?.statements.at(-1);
  assert.ok(statement && ts.isExportAssignment(statement));
  assert.ok(ts.isObjectLiteralExpression(statement.expression));
  return translateConfig(files, statement.expression, style);
}

/** The lines of the new config, comments and all. */
function written(properties: string, rest = ''): readonly string[] {
  return translate(properties, rest).lines.flatMap(({ comments, text }) => [
    ...comments,
    ...(text === undefined ? [] : [text]),
  ]);
}

describe('translateConfig', () => {
  for (const change of ["domains.push('b.com');", "domains[1] = 'b.com';"]) {
    it(`marks a list that its file extends: ${change}`, () => {
      for (const list of ["['a.com']", "['a.com'] as string[]"]) {
        const lines = written('allowedDomains: domains', `const domains = ${list};\n${change}`);
        assert.deepEqual(lines.slice(1), ['//   allowedDomains: domains', "attachTo: ['/']"]);
      }
    });
  }

  const rows: readonly (readonly [string, readonly string[]])[] = [
    [
      "allowedDomains: ['a.com', 'localhost:3000']",
      ["attachTo: ['/', 'https://a.com', 'http://localhost:3000']"],
    ],
    ["allowedDomains: ['a.com', 'a.com']", ["attachTo: ['/', 'https://a.com']"]],
    // The own origin is the default here as there.
    ['allowedDomains: []', []],
    ["disallowedRoutes: ['/auth/login', '/auth/login?x']", ["neverAttachTo: ['/auth/login']"]],
    ["authScheme: 'JWT '", ["scheme: 'JWT'"]],
    ["authScheme: ''", ["scheme: ''"]],
    ["authScheme: 'Bearer '", []],
    ["headerName: 'X-Auth'", ["header: 'X-Auth'"]],
    ["headerName: 'Authorization'", []],
    ["headerName: ''", []],
    ['throwNoTokenError: false', []],
    ['skipWhenExpired: true', []],
    ['skipWhenExpired: false', []],
  ];
  for (const [config, lines] of rows) {
    it(`${config} is ${lines.join() || 'the default'}`, () => {
      assert.deepEqual(written(config), lines);
    });
  }

  const untranslated: readonly (readonly [string, RegExp])[] = [
    ["authScheme: 'Token token='", /`scheme` is a text/],
    ['authScheme: (request) => schemeOf(request)', /`scheme` is a text/],
    ['headerName: environment.header', /cannot be translated/],
    ['throwNoTokenError: true', /requireJwtAuth\(\)/],
    ['throwNoTokenError: environment.strict', /requireJwtAuth\(\)/],
    ['skipWhenExpired: environment.strict', /cannot be translated/],
    ['...defaults', /cannot be translated/],
    ['whatever: 1', /cannot be translated/],
    ['allowedDomains: environment.domains', /list these origins in attachTo/],
    ['disallowedRoutes: environment.routes', /list these URLs in neverAttachTo/],
  ];
  for (const [config, why] of untranslated) {
    it(`${config} is marked, and kept in the comment`, () => {
      const [first = '', second = ''] = written(config);
      assert.match(first, why);
      assert.equal(second, `//   ${config}`);
    });
  }

  it('marks the entries that cannot be translated, and translates the others', () => {
    assert.deepEqual(
      written(
        "allowedDomains: ['a.com', /b\\.com$/, env.host, 'https://c.com'],\ndisallowedRoutes: [/\\/public/, '/', '/auth'],",
      ),
      [
        '// ngx-jwt-auth: list these origins in attachTo, each with its scheme, or they get no token.',
        '//   allowedDomains: /b\\.com$/, env.host',
        '// ngx-jwt-auth: this never matched, since angular-jwt compares the bare host, so it got no token. Should it?',
        "//   allowedDomains: 'https://c.com'",
        "attachTo: ['/', 'https://a.com']",
        '// ngx-jwt-auth: list these URLs in neverAttachTo, or give the requests skipJwtAuth(): they get the token now.',
        "//   disallowedRoutes: /\\/public/, '/'",
        "neverAttachTo: ['/auth']",
      ],
    );
  });

  it('takes the scheme of a domain from a route on it', () => {
    assert.deepEqual(
      written("disallowedRoutes: ['http://dev.com:8080/auth'],\nallowedDomains: ['dev.com:8080']"),
      ["attachTo: ['/', 'http://dev.com:8080']", "neverAttachTo: ['http://dev.com:8080/auth']"],
    );
  });

  it('finds lists and texts by their names', () => {
    assert.deepEqual(
      written(
        'allowedDomains: HOSTS, headerName',
        "const API = 'a.com';\nconst HOSTS = [API];\nconst headerName = 'X';",
      ),
      ["attachTo: ['/', 'https://a.com']", "header: 'X'"],
    );
  });

  it('keeps comments', () => {
    assert.deepEqual(
      written(
        "// before\nallowedDomains: [\n  'a.com', // ours\n], // behind\n/* of it */ headerName: 'X',",
      ),
      [
        '// before',
        '// ours',
        '// behind',
        "attachTo: ['/', 'https://a.com']",
        '/* of it */',
        "header: 'X'",
      ],
    );
  });

  it('gives a line to each of many entries', () => {
    const hosts = ['one', 'two', 'three', 'four'].map((each) => `'${each}.api.example.com'`);
    const [text] = written(`allowedDomains: [${hosts.join(', ')}]`);
    assert.equal(text?.split('\n').length, 7);
  });

  it('reads the getter, and what comes with it', () => {
    const { getter, skipWhenExpired } = translate(
      "skipWhenExpired: true,\n// mine\ntokenGetter() { return localStorage.getItem('k'); }",
    );
    assert.equal(skipWhenExpired, true);
    assert.deepEqual(getter?.place, { area: 'localStorage', key: 'k' });
    assert.deepEqual(getter.comments, ['// mine']);
  });
});
