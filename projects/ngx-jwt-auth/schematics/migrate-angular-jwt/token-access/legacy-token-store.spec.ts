import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as ts from 'typescript';
import { legacyTokenStore } from './legacy-token-store.ts';

const style = { eol: '\n', indent: '  ', quote: "'", semicolon: ';', trailingComma: true };
const place = { area: 'localStorage', key: 'access_token' } as const;

function syntaxErrors(text: string): number {
  const { diagnostics } = ts.transpileModule(text, {
    reportDiagnostics: true,
    compilerOptions: { experimentalDecorators: true, target: ts.ScriptTarget.ES2022 },
  });
  return diagnostics?.length ?? 0;
}

describe('legacyTokenStore', () => {
  it('looks where the app looked', () => {
    const text = legacyTokenStore({ area: 'sessionStorage', key: 'jwt' }, false, style);
    assert.match(text, /const TOKEN_KEY = 'jwt';/);
    assert.match(text, /sessionStorage\.getItem\(TOKEN_KEY\)/);
    assert.doesNotMatch(text, /localStorage/);
    assert.equal(syntaxErrors(text), 0);
  });

  it('lets a token expire where angular-jwt did', () => {
    assert.match(legacyTokenStore(place, true, style), /expiresAt = jwtExpiration\(accessToken\)/);
    assert.match(legacyTokenStore(place, false, style), /expiresAt: null,/);
    assert.equal(syntaxErrors(legacyTokenStore(place, true, style)), 0);
  });

  it('is written as the app is', () => {
    const text = legacyTokenStore(place, false, {
      ...style,
      eol: '\r\n',
      quote: '"',
      indent: '\t',
      semicolon: '',
    });
    assert.match(text, /\r\n\tload\(\): JwtStoredTokens \| null \{\r\n\t\tconst accessToken/);
    assert.match(text, /const TOKEN_KEY = "access_token"\r\n/);
    assert.match(text, /this app's own code/);
    assert.doesNotMatch(text, /[^\r]\n/);
    assert.doesNotMatch(text, /'(?!s )|^ {2}|;\r/m);
    assert.equal(syntaxErrors(text), 0);
  });

  it('takes any key', () => {
    const text = legacyTokenStore({ area: 'localStorage', key: `it's "mine"` }, false, style);
    assert.equal(syntaxErrors(text), 0);
    assert.ok(text.includes(`const TOKEN_KEY = 'it\\'s "mine"';`), text);
  });
});
