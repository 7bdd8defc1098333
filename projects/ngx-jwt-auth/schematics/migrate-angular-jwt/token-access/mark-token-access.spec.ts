import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filesOf } from '../spec-support/files-of.ts';
import { markTokenAccess, type TokenAccess } from './mark-token-access.ts';

const place = { area: 'localStorage', key: 'token' } as const;

function marked(text: string, access: TokenAccess): string {
  const { files } = filesOf({ '/main.ts': text });
  const source = files.read('/main.ts');
  assert.ok(source);
  return markTokenAccess(files, source, access);
}

function marks(text: string, access: TokenAccess): readonly string[] {
  return marked(text, access)
    .split('\n')
    .filter((line) => line.includes('ngx-jwt-auth'))
    .map((line) => line.trim());
}

describe('markTokenAccess', () => {
  const lost = { place, isKept: false };

  it('marks what signs in, and says what happens otherwise', () => {
    assert.deepEqual(marks("localStorage.setItem('token', x);", lost), [
      '// ngx-jwt-auth: call JwtAuth.signIn(reply) instead, or no token is sent.',
    ]);
    assert.deepEqual(marks("localStorage.setItem('token', x);", { place, isKept: true }), [
      '// ngx-jwt-auth: call JwtAuth.signIn(reply) instead. Until then LegacyTokenStore sees to it.',
    ]);
  });

  it('marks what signs out, and what reads', () => {
    const text =
      "localStorage.removeItem('token');\nlocalStorage.clear();\nf(localStorage.getItem('token'));";
    assert.deepEqual(marks(text, lost), [
      '// ngx-jwt-auth: call JwtAuth.signOut() instead.',
      '// ngx-jwt-auth: call JwtAuth.signOut() as well.',
      '// ngx-jwt-auth: ask JwtAuth, getAccessToken() or claims(), instead.',
    ]);
  });

  it('stands above the line, and is as indented as it', () => {
    assert.equal(
      marked('if (x) {\r\n\tlocalStorage.clear();\r\n}', lost),
      'if (x) {\r\n\t// ngx-jwt-auth: call JwtAuth.signOut() as well.\r\n\tlocalStorage.clear();\r\n}',
    );
  });

  it('stands above a template, and not in its text', () => {
    const text = "send(\n  `\n  to=${f(`\n  ${localStorage.getItem('token')}`)}\n`,\n);\n";
    assert.equal(
      marked(text, lost),
      text.replace(
        '  `\n',
        '  // ngx-jwt-auth: ask JwtAuth, getAccessToken() or claims(), instead.\n  `\n',
      ),
    );
  });

  it('knows a key by its name', () => {
    const text = "const KEY = 'token';\nwindow.localStorage.removeItem(KEY);";
    assert.equal(marks(text, lost).length, 1);
  });

  it('leaves out other keys, other storages, and the getter', () => {
    const text =
      "localStorage.setItem('theme', x);\nsessionStorage.setItem('token', x);\n" +
      "function tokenGetter() {\n  return localStorage.getItem('token');\n}";
    assert.deepEqual(marks(text, lost), []);
  });

  it('goes by the name of the key where the getter did not tell', () => {
    const text =
      "sessionStorage.setItem('my_jwt', x);\nlocalStorage.setItem('theme', x);\nlocalStorage.clear();";
    assert.equal(marks(text, { place: null, isKept: false }).length, 1);
  });

  it('marks a line once, and no second time', () => {
    const text = "localStorage.removeItem('token'); localStorage.removeItem('token');\n";
    const once = marked(text, lost);
    assert.equal(once.split('\n').length, 3);
    assert.equal(marked(once, lost), once);
  });
});
