import fc from 'fast-check';
import {
  disturbed,
  expectAll,
  expectProperty,
  NASTY_SEGMENTS,
  oneOf,
  TAILS,
} from '../../../spec-support/properties';
import type { JwtAuthConfig } from '../jwt-auth-config';
import type { AttachRules } from '../session/dev-notes';
import { createAttachTarget } from './attach-target';
import { explainAttachment, showUrl } from './explain-attachment';

const PAGE = 'https://app.example.com/tenant/';
const API = 'https://api.example.com';

function rulesOf(
  attachTo?: JwtAuthConfig['attachTo'],
  neverAttachTo?: readonly string[],
): AttachRules {
  return { page: PAGE, base: PAGE, attachTo, neverAttachTo };
}

describe('explainAttachment', () => {
  const reasons: readonly [url: string, rules: AttachRules, kind: string, reason: RegExp][] = [
    [`${API}/x`, rulesOf(), 'uncovered', /attachTo is not set.*attachTo: \['https:\/\/api/],
    [`${API}/x`, rulesOf([]), 'uncovered', /^attachTo is empty.*'https:\/\/api\.example\.com'/],
    [
      '/api/x',
      rulesOf([API]),
      'uncovered',
      /^attachTo replaces the default, which is the page's own origin\. Add '\/'/,
    ],
    [
      `${API}/v2/x`,
      rulesOf(['/', `${API}/v1`]),
      'uncovered',
      /nearest attachTo entry is 'https:\/\/api\.example\.com\/v1'.* whole segments.*'https:\/\/api\.example\.com\/v2'/,
    ],
    ['/v10', rulesOf(['/v1']), 'uncovered', /nearest attachTo entry is '\/v1'.*such as '\/v10'/],
    [
      `${API}/v1%2Fx`,
      rulesOf([`${API}/v1`]),
      'uncovered',
      /nearest attachTo entry is .*\/v1', which covers/,
    ],
    [
      'http://api.example.com/x',
      rulesOf(['/', API]),
      'uncovered',
      /nearest attachTo entry is 'https:\/\/api\.example\.com', but one is http and the other https/,
    ],
    [
      `${API}:8443/x`,
      rulesOf(['https://cdn.example.com', API]),
      'uncovered',
      /nearest attachTo entry is 'https:\/\/api\.example\.com', but the port.* Add 'https:\/\/api\.example\.com:8443'/,
    ],
    [
      'https://files.example.com/x',
      rulesOf(['https://other.test', { url: API }]),
      'uncovered',
      /nearest attachTo entry is 'https:\/\/api\.example\.com', but the host.* Add 'https:\/\/files/,
    ],
    [
      `${API}/v1/public/x`,
      rulesOf([API], ['/public', `${API}/v1/public`]),
      'excluded',
      /^The neverAttachTo entry 'https:\/\/api\.example\.com\/v1\/public' excludes it/,
    ],
    [
      `${API}/v1/%70ublic`,
      rulesOf([API], [`${API}/v1/public`]),
      'excluded',
      /neverAttachTo entry .*public' excludes it/,
    ],
    [
      `${API}/v1/public%2Fx`,
      rulesOf([API], [`${API}/v1/public`]),
      'excluded',
      /neverAttachTo entry .*public' excludes it/,
    ],
    [
      `${API}/v1/group%2Fproject`,
      rulesOf(['/', `${API}/v1`]),
      'encoded-slash',
      /encoded slash.*'https:\/\/api\.example\.com\/v1'.*\{ url: 'https:\/\/api\.example\.com\/v1', allowEncodedSlash: true \}/,
    ],
    [
      `${API}/group%2Fproject`,
      rulesOf([API], [`${API}/public`]),
      'encoded-slash',
      /neverAttachTo excludes something there/,
    ],
    [`${API}/x;a%2Fb`, rulesOf([API]), 'parameter', /an encoded slash behind a ';'/],
    [`${API}/v1/../x`, rulesOf([API]), 'dot-segment', /has a dot segment/],
    [`${API}/v1/..%2fx`, rulesOf([API]), 'dot-segment', /has a dot segment/],
    ['../x', rulesOf(), 'dot-segment', /has a dot segment/],
    [`${API}/v1\\x`, rulesOf([API]), 'backslash', /has a backslash or a control character/],
    [`${API}/v1%5Cx`, rulesOf([API]), 'backslash', /has a backslash/],
    [`${API}/100%`, rulesOf([API]), 'escape', /'%' that begins no escape/],
    [`${API}/%ff`, rulesOf([API]), 'escape', /'%' that begins no escape/],
    ['https://ann:secret@api.example.com/x', rulesOf([API]), 'credentials', /credentials/],
    ['data:,x', rulesOf(), 'no-http', /no http or https URL/],
    ['http://[', rulesOf(), 'no-http', /no http or https URL/],
  ];
  for (const [url, rules, kind, reason] of reasons) {
    it(`H33 says why ${url} gets no token: ${kind}`, () => {
      const explanation = explainAttachment(url, rules);
      expect(explanation.isAttached).toBeFalse();
      expect(explanation.kind).toBe(kind);
      expect(explanation.reason).toMatch(reason);
      expect(explanation.reason).not.toContain('secret');
    });
  }

  it('H34 names the entry that covers a URL', () => {
    const rules = rulesOf(['/api', { url: `${API}/v1`, allowEncodedSlash: true }]);
    expect(explainAttachment(`${API}/v1/a%2Fb`, rules)).toEqual({
      isAttached: true,
      kind: 'attached',
      reason: `The attachTo entry '${API}/v1' covers it.`,
    });
    expect(explainAttachment('/api/x', rules).reason).toContain("'/api'");
    expect(explainAttachment('x', rulesOf()).reason).toContain("'/'");
  });

  it('H33 decides as the matcher does, whatever the URL', () => {
    const lists: readonly AttachRules[] = [
      rulesOf(),
      rulesOf([API]),
      rulesOf([`${API}/v1`, '/'], [`${API}/v1/public`, '/public']),
      rulesOf([{ url: `${API}/v1`, allowEncodedSlash: true }], [`${API}/v1/public`]),
    ];
    const start = oneOf(
      API,
      '',
      `${API}/v1`,
      'http://api.example.com',
      'https://a@api.example.com',
    );
    const names = oneOf('v1', 'public', ...NASTY_SEGMENTS);
    const path = fc
      .array(fc.tuple(oneOf('/', '%2F', '//', ';'), names), { maxLength: 4 })
      .map((all) => all.flat().join(''));
    const url = disturbed(
      fc.tuple(start, path, oneOf(...TAILS)).map((all) => all.join('')),
      oneOf(...NASTY_SEGMENTS),
    );
    expectProperty(
      fc.property(url, fc.constantFrom(...lists), (text, rules) => {
        const { attachTo, neverAttachTo } = rules;
        const isAttached = createAttachTarget(
          PAGE,
          { baseURI: PAGE },
          attachTo,
          neverAttachTo,
        )(text);
        const explanation = explainAttachment(text, rules);
        expectAll({
          'the same': explanation.isAttached === isAttached,
          'a reason': explanation.reason.length > 10,
        });
      }),
      0.3,
    );
  });
});

describe('showUrl', () => {
  const token = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.${'x'.repeat(43)}`;
  const long = 'a1b2c3d4e5-very-long.execute-api.eu-central-1.amazonaws.com';
  const shown: readonly [url: string, text: string][] = [
    ['/a?token=secret', 'https://app.example.com/a'],
    ['a#secret', 'https://app.example.com/tenant/a'],
    ['https://ann:secret@api.example.com/x', 'https://api.example.com/x'],
    [`${API}/verify/${token}/now`, `${API}/verify/eyJhbGci.../now`],
    [`https://${long}/x`, `https://${long}/x`],
    [`http://[${token}`, 'http://[eyJhbGc...'],
    ['data:text/plain,x', 'text/plain,x'],
  ];
  for (const [url, text] of shown) {
    it(`H33 shows ${url} without what may be secret`, () => {
      expect(showUrl(url, PAGE)).toBe(text);
    });
  }
});
