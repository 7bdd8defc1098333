import type { JwtAuthConfig } from '../jwt-auth-config';
import { createAttachTarget } from './attach-target';

const PAGE = 'https://app.example.com/tenant/';
const LAB = 'https://lab.example.com';

interface Table {
  readonly attachTo?: JwtAuthConfig['attachTo'];
  readonly neverAttachTo?: readonly string[];
  readonly attach: readonly string[];
  readonly doNotAttach: readonly string[];
}

/** What no rule allows: the path leads elsewhere once an encoded slash is read as one. */
const NOWHERE = [
  '/v1/..%2fadmin',
  '/v1/..%2Fadmin',
  '/v1/x%2f..',
  '/v1/x%2f../admin',
  '/v1/x%2f%2e%2E%2fadmin',
  '/v1/%2e%2e%2fadmin',
  '/v1/.%2fx',
  '/v1/x%2f.',
  '/v1/x%2f..;/admin',
  '/v1/x%2f..%3b/admin',
  '/v1/x%2f.. ',
  '/v1/a%2fb/../c',
  '/v1/a%2fb%5cc',
  '/v1/a%2fb\\c',
  '/v1/a%2fb%5C..%5Cc',
  '/v1/a%2fb%',
  '/v1/a%2fb%zz',
  '/v1/a%2fb%ff',
  '/v1/a%2fb\tc',
  // Nobody knows where the parameter ends.
  '/v1/x;a%2fb',
  '/v1/x%3Ba%2Fb/c',
] as const;

const tables: Record<string, Table> = {
  'an origin alone': {
    attachTo: [LAB, '/api'],
    attach: [
      `${LAB}/api/v4/projects/group%2Fproject`,
      `${LAB}/api/v4/projects/group%2fsub%2fproject/issues?a=%2f..`,
      `${LAB}/@scope%2Fname`,
      `${LAB}/%40scope%2Fname`,
      `${LAB}/objects/a%2F%2Fb;version=1`,
      `${LAB}/objects/%2Fa`,
      `${LAB}/objects/a%2F`,
      `${LAB}/objects/..a%2Fb..%2F...%2Fc`,
      'HTTPS://LAB.example.com:443/a%2Fb',
    ],
    doNotAttach: [
      ...NOWHERE.map((path) => LAB + path),
      'https://lab.example.com%2f.evil.com/x',
      'https://evil.com%2f@lab.example.com/x',
      'https://app.example.com/api/a%2Fb',
      'https://app.example.com/a%2Fb',
      'https://evil.com/a%2Fb',
    ],
  },
  'the default': {
    attach: ['/api/a%2Fb', 'api/a%2Fb', 'a%2Fb', '%2Fa', 'https://app.example.com/a%2Fb'],
    doNotAttach: [...NOWHERE, '..%2fx', '%2e%2e%2fx', '.%2Fx', ' ..%2fx', '//evil.com/a%2Fb'],
  },
  "'/' beside others": {
    attachTo: ['/', `${LAB}/v1`],
    attach: ['/api/a%2Fb'],
    doNotAttach: [`${LAB}/v1/a%2Fb`, `${LAB}/v1%2fx`, `${LAB}/a%2Fb`],
  },
  'something excluded on that origin': {
    attachTo: [LAB, 'https://other.example.com'],
    neverAttachTo: [`${LAB}/v1/public`],
    attach: [`${LAB}/v1/x`, 'https://other.example.com/a%2Fb'],
    doNotAttach: [`${LAB}/v1/a%2Fb`, `${LAB}/a%2Fb`, `${LAB}/v1%2Fpublic`],
  },
  'an entry with a path': {
    attachTo: [`${LAB}/v1`],
    attach: [`${LAB}/v1/x`],
    doNotAttach: [`${LAB}/v1/a%2Fb`, `${LAB}/v1/%2F`, `${LAB}/v1%2Fx`, `${LAB}/a%2Fb`],
  },
  'an entry that allows them': {
    attachTo: [{ url: `${LAB}/v1/`, allowEncodedSlash: true }, { url: '/api' }],
    neverAttachTo: [`${LAB}/v1/public`, `${LAB}/v1/projects/a%2Fsecret`],
    attach: [
      `${LAB}/v1`,
      `${LAB}/v1/x`,
      `${LAB}/v1/a%2Fb`,
      `${LAB}/v1/projects/group%2Fproject/issues?x=1#y`,
      `${LAB}/v1/%2Fx`,
      `${LAB}/v1/a%2Fb;c=d/e`,
      `${LAB}/v1/a;c=d/e%2Ff`,
      `${LAB}/v1/x/public%2Fy`,
      `${LAB}/v1/public-x%2Fy`,
      '/api/x',
    ],
    doNotAttach: [
      ...NOWHERE.map((path) => LAB + path),
      `${LAB}/v1%2Fx`,
      `${LAB}/v2/a%2Fb`,
      `${LAB}/%2Fv1/x`,
      // A server that takes the encoded slash for one is below what is excluded.
      `${LAB}/v1/public%2Fx`,
      `${LAB}/v1/%2Fpublic/x`,
      `${LAB}/v1/%2fpublic`,
      `${LAB}/v1/publi%63%2fx`,
      `${LAB}/v1/projects/a%2Fsecret`,
      `${LAB}/v1/projects/a%2fsecret/issues`,
      `${LAB}/v1/projects/a/secret`,
      `${LAB}/v1;a%2Fb/public`,
      `${LAB}/v1/;a%2Fb/public`,
      '/api/a%2Fb',
    ],
  },
  'an origin that allows them beside what is excluded': {
    attachTo: [{ url: LAB, allowEncodedSlash: true }],
    neverAttachTo: [`${LAB}/v1/public`],
    attach: [`${LAB}/v1/a%2Fb`, `${LAB}/a%2Fb`],
    doNotAttach: [`${LAB}/v1%2Fpublic`, `${LAB}/%2Fv1%2Fpublic%2Fx`, `${LAB}/v1;a%2Fb/public`],
  },
  'an entry that allows them, and nothing excluded': {
    attachTo: [{ url: `${LAB}/v1`, allowEncodedSlash: true }],
    neverAttachTo: ['/v1/public'],
    attach: [`${LAB}/v1/a%2Fb`, `${LAB}/v1/public%2Fx`],
    doNotAttach: [
      ...NOWHERE.map((path) => LAB + path),
      `${LAB}/v1%2Fx`,
      `${LAB}/v1;a%2Fb/x`,
      `${LAB}/v1/x;a%2F..%2F..%2Fb`,
    ],
  },
  'an entry that says no': {
    attachTo: [{ url: `${LAB}/v1`, allowEncodedSlash: false }],
    attach: [`${LAB}/v1/x`],
    doNotAttach: [`${LAB}/v1/a%2Fb`],
  },
  'an origin that says no': {
    attachTo: [{ url: LAB, allowEncodedSlash: false }],
    attach: [`${LAB}/v1/x`],
    doNotAttach: [`${LAB}/v1/a%2Fb`],
  },
};

describe('createAttachTarget, where a path has an encoded slash', () => {
  for (const [name, { attachTo, neverAttachTo, attach, doNotAttach }] of Object.entries(tables)) {
    describe(`with ${name}`, () => {
      const isCovered = createAttachTarget(PAGE, { baseURI: PAGE }, attachTo, neverAttachTo);
      for (const url of attach) {
        it(`H36 attaches to ${JSON.stringify(url)}`, () => {
          expect(isCovered(url)).toBeTrue();
        });
      }
      for (const url of doNotAttach) {
        it(`H36 does not attach to ${JSON.stringify(url)}`, () => {
          expect(isCovered(url)).toBeFalse();
        });
      }
    });
  }
});

describe('createAttachTarget, where a dot segment has an encoded parameter', () => {
  const isCovered = createAttachTarget(PAGE, { baseURI: PAGE }, [`${LAB}/v1`]);

  for (const path of ['/v1/..%3b/admin', '/v1/..%3Ba=1/admin', '/v1/%2e%2e%3b', '/v1/.%3b/x']) {
    it(`H36 does not attach to ${path}`, () => {
      expect(isCovered(LAB + path)).toBeFalse();
    });
  }
});
