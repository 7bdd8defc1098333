import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as ts from 'typescript';
import { filesOf } from '../spec-support/files-of.ts';
import { readTokenGetter } from './read-token-getter.ts';

function read(getter: string, rest = '', others: Readonly<Record<string, string>> = {}): unknown {
  const text = `${rest}\nexport default (${getter});`;
  const { files } = filesOf({ ...others, '/src/main.ts': text });
  const statement = files.read('/src/main.ts')?.statements.at(-1);
  assert.ok(statement && ts.isExportAssignment(statement));
  return readTokenGetter(files, statement.expression);
}

const plain = { area: 'localStorage', key: 'token' };

describe('readTokenGetter', () => {
  for (const getter of [
    "() => localStorage.getItem('token')",
    "() => localStorage.getItem(`token`) ?? ''",
    "() => localStorage.getItem('token') || null",
    "() => localStorage.getItem('token')!",
    "() => (localStorage.getItem('token') as string)",
    "() => localStorage.getItem('token') satisfies string | null",
    "() => window.localStorage.getItem('token')",
    "() => globalThis.localStorage.getItem('token')",
    "async () => localStorage.getItem('token')",
    "(request) => localStorage.getItem('token')",
    "() => { return localStorage.getItem('token'); }",
    "function () { return localStorage.getItem('token'); }",
    "() => { const token = localStorage.getItem('token'); return token; }",
  ]) {
    it(`reads ${getter}`, () => {
      assert.deepEqual(read(getter), plain);
    });
  }

  it('reads sessionStorage', () => {
    const place = { area: 'sessionStorage', key: 'jwt' };
    assert.deepEqual(read("() => sessionStorage.getItem('jwt')"), place);
  });

  it('finds functions and keys by their names', () => {
    const key = "const KEY = 'token';";
    assert.deepEqual(
      read('getToken', `${key} export function getToken() { return localStorage.getItem(KEY); }`),
      plain,
    );
    assert.deepEqual(
      read('getToken', `${key} const getToken = () => localStorage.getItem(KEY);`),
      plain,
    );
  });

  it('finds them in the file they are imported from', () => {
    const files = {
      '/src/auth/token.ts':
        "import { KEY as key } from '.';\nexport const get = () => localStorage.getItem(key);",
      '/src/auth/index.ts': "export const KEY = 'token';",
    };
    assert.deepEqual(
      read('getToken', "import { get as getToken } from './auth/token';", files),
      plain,
    );
  });

  it('takes a variable that is never assigned for a constant', () => {
    const getter = '() => localStorage.getItem(key)';
    assert.deepEqual(read(getter, "let key = 'token';\nlog(key === 'token');"), plain);
    assert.equal(read(getter, "let key = 'token';\nif (x) key = 'other';"), null);
    assert.equal(read(getter, "let key = 'token';\nkey += '2';"), null);
  });

  it('is not deceived by a parameter of that name', () => {
    const key = "const key = 'token';";
    assert.equal(read('(key) => localStorage.getItem(key)', key), null);
    assert.equal(read('({ key }) => localStorage.getItem(key)', key), null);
    assert.deepEqual(read('({ keys }) => localStorage.getItem(key)', key), plain);
  });

  it('finds no end in a circle', () => {
    assert.equal(read('a', 'const a = b;\nconst b = a;'), null);
  });

  for (const getter of [
    "() => localStorage.getItem('token') ?? sessionStorage.getItem('token')",
    "() => localStorage.getItem('token') && 'x'",
    "() => localStorage.getItem('token')?.trim()",
    "() => JSON.parse(localStorage.getItem('user')).token",
    '() => localStorage.getItem(environment.key)',
    '() => localStorage.getItem()',
    "() => storage.getItem('token')",
    '() => inject(Tokens).get()',
    "() => { log(); return localStorage.getItem('token'); }",
    "() => { const a = localStorage.getItem('token'); return b; }",
    "() => { if (x) return 'a'; return localStorage.getItem('token'); }",
    '() => {}',
    "'token'",
    'getToken',
  ]) {
    it(`takes ${getter} for one with logic`, () => {
      assert.equal(read(getter), null);
    });
  }

  it('is not deceived by a variable of that name', () => {
    assert.equal(
      read("() => localStorage.getItem('token')", 'const localStorage = createStorage();'),
      null,
    );
  });
});
