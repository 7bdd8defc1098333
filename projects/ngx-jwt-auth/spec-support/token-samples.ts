import { createJwt, encode, encodeText } from './create-jwt';

/** What a server, a store or an attacker may hand over as a token, and what is to come of it. */
export interface TokenSample {
  /** The scenario and what is special. */
  readonly title: string;
  readonly token: unknown;
  /** What `decodeJwt` makes of it. */
  readonly claims: object | null;
  /** Whether it can be sent as an access token, decodable or not. */
  readonly isUsable: boolean;
}

const HEADER = encode({ alg: 'HS256' });
const PAYLOAD = encode({ sub: 'ann' });

/** A token around a payload that is taken as it is. */
function around(payload: string): string {
  return `${HEADER}.${payload}.c2ln`;
}

function bytes(...values: number[]): string {
  return btoa(String.fromCharCode(...values)).replace(/=+$/, '');
}

/** A token of exactly this length. */
function ofLength(length: number): string {
  return around('A'.repeat(length - around('').length));
}

function opaque(title: string, token: string): TokenSample {
  return { title, token, claims: null, isUsable: true };
}

function broken(title: string, token: unknown): TokenSample {
  return { title, token, claims: null, isUsable: false };
}

function decodable(title: string, claims: object): TokenSample {
  return { title, token: createJwt(claims), claims, isUsable: true };
}

/** The scenarios J1 to J12. */
export const TOKEN_SAMPLES: readonly TokenSample[] = [
  broken('J1 undefined', undefined),
  broken('J1 null', null),
  broken('J1 a number', 5),
  broken('J1 an object', {}),
  broken('J1 the empty string', ''),

  opaque('J2 one dot', '.'),
  opaque('J2 two dots', '..'),
  opaque('J2 no dot', PAYLOAD),
  opaque('J2 two parts', `${HEADER}.${PAYLOAD}`),
  opaque('J2 no header', `.${PAYLOAD}.c2ln`),
  opaque('J2 four parts', `${around(PAYLOAD)}.c2ln`),
  opaque('J3 five parts, a JWE', `${around(PAYLOAD)}.c2ln.c2ln`),

  opaque('J4 16 KiB + 1', ofLength(16 * 1024 + 1)),
  opaque('J4 1 MB', ofLength(1024 * 1024)),

  opaque('J5 null as payload', around(encode(null))),
  opaque('J5 an array as payload', around(encode([]))),
  opaque('J5 a string as payload', around(encode('x'))),
  opaque('J5 a number as payload', around(encode(1))),

  opaque('J6 truncated JSON', around(encodeText('{"sub":"ann"'))),
  opaque('J6 trailing garbage', around(encodeText('{"sub":"ann"}}'))),
  opaque('J6 no JSON', around(encodeText('sub=ann'))),

  // {"a":"?"} with a byte that no UTF-8 text has, with one cut short, with an overlong one
  opaque('J7 a byte that is no UTF-8', around(bytes(123, 34, 97, 34, 58, 34, 0xff, 34, 125))),
  opaque('J7 a truncated character', around(bytes(123, 34, 97, 34, 58, 34, 0xc3, 34, 125))),
  opaque('J7 an overlong character', around(bytes(123, 34, 97, 34, 58, 34, 0xc0, 0xaf, 34, 125))),

  opaque('J8 the + of base64', around(btoa('{"a":">>>"}').replace(/=/g, ''))),
  opaque('J8 the / of base64', around(btoa('{"a":"???"}').replace(/=/g, ''))),
  opaque('J8 padding', around('eyJhIjoxfQ==')),
  broken('J8 inner white space', around('eyJh IjoxfQ')),
  broken('J8 a line break', around('eyJh\r\nIjoxfQ')),
  broken('J8 a line break at the end', `${around(PAYLOAD)}\n`),
  opaque('J8 a length that base64 cannot have', around('eyJhI')),

  decodable('J9 non-ASCII claims', { name: 'Jürgen Ångström', city: '東京', path: '>>>???' }),
  decodable('J9 emoji', { name: '👩🏽‍🚀 zoë' }),

  { ...opaque('J10 __proto__', ''), ...withKey('__proto__') },
  { ...opaque('J10 constructor', ''), ...withKey('constructor') },

  decodable('J11 exp as a string', { exp: '1' }),
  decodable('J11 a negative exp', { exp: -1 }),
  decodable('J11 exp 0', { exp: 0 }),
  decodable('J12 no exp', { sub: 'ann' }),
  decodable('J12 no claim at all', {}),
];

/** What a plain `{ [key]: ... }` would not make an own property. */
function withKey(key: string): Pick<TokenSample, 'token' | 'claims'> {
  const json = `{"${key}":{"isAdmin":true}}`;
  return { token: around(encodeText(json)), claims: JSON.parse(json) as object };
}

/** Runs a task and gives back all that it wrote to the console or threw, as one text. */
export async function textOf(task: () => unknown): Promise<string> {
  const said: unknown[] = [];
  const say = (...args: unknown[]): void => void said.push(...args);
  for (const method of ['error', 'warn', 'info', 'log', 'debug'] as const) {
    spyOn(console, method).and.callFake(say);
  }
  try {
    await task();
  } catch (error) {
    const { message, stack, cause } = error as Error;
    said.push(message, stack, JSON.stringify(cause));
  }
  return said.map(String).join('\n');
}
