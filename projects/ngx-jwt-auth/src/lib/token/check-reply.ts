import { devWarn } from '../dev-mode';
import { decodeJwt } from './decode-jwt';
import type { JwtStoredTokens } from './jwt-token-store';
import {
  ACCESS_TOKEN_NAMES,
  isAccessToken,
  isRefreshToken,
  isMeantAsToken,
  REFRESH_TOKEN_NAMES,
} from './token-response';

// What a development build says of a reply. The texts name fields, and never hold a value. Each
// exported function asks for itself, as in dev-checks.ts.
declare const ngDevMode: unknown;

/** A text in a reply, and the names that lead to it. */
interface Field {
  readonly path: readonly string[];
  readonly value: string;
}

/** How deep a reply is searched, and how many values of it: it can be anything. */
const MAX_DEPTH = 4;
const MAX_VALUES = 500;

/** Whose refresh was told of: it is tried again and again. */
const told = new WeakSet<JwtStoredTokens>();

/** Says why the reply of a sign-in, or of the refresh of `previous`, was refused. */
export function checkRefusedReply(reply: unknown, previous: JwtStoredTokens | null): void {
  if (typeof ngDevMode === 'undefined' || ngDevMode) {
    if (previous) {
      if (told.has(previous)) return;
      told.add(previous);
    }
    const fields = fieldsOf(reply);
    const broken = fields.find(isBroken);
    if (broken) {
      checkBroken(broken);
      return;
    }
    const isAccess = ({ path, value }: Field): boolean =>
      ACCESS_TOKEN_NAMES.includes(path.at(-1) ?? '') &&
      isMeantAsToken(value) &&
      isAccessToken(value);
    const found = fields.find(isAccess) ?? fields.find(({ value }) => decodeJwt(value));
    if (found) {
      devWarn(
        `The reply has its access token at '${nameOf(found)}', where it is not looked for. Map the ` +
          'reply to { accessToken, refreshToken, expiresIn }: for a sign-in with map(), for a ' +
          'refresh in its function form.',
      );
    } else if (previous) {
      devWarn(
        'The reply of the refresh holds no usable access token, which counts as an outage. Map it to ' +
          '{ accessToken, refreshToken, expiresIn } in the function form of the refresh.',
      );
    }
  }
}

/** Says which field of a reply without a refresh token may be it. */
export function checkRefreshToken(reply: unknown): void {
  if (typeof ngDevMode === 'undefined' || ngDevMode) {
    const found = fieldsOf(reply).find(isLikeRefreshToken);
    if (!found) return;
    devWarn(
      `The reply has no refresh token under a known name, but a field '${nameOf(found)}'. If that is ` +
        'it, map the reply to { accessToken, refreshToken, expiresIn }; without it the session ends ' +
        'early.',
    );
  }
}

/** Whether a text of a known name made the whole reply refused. */
function isBroken({ path, value }: Field): boolean {
  if (path.length > 1 || !isMeantAsToken(value)) return false;
  const [name = ''] = path;
  return (
    (path.length === 0 && !isAccessToken(value)) ||
    (ACCESS_TOKEN_NAMES.includes(name) && !isAccessToken(value)) ||
    (REFRESH_TOKEN_NAMES.includes(name) && !isRefreshToken(value))
  );
}

function checkBroken(field: Field): void {
  const { value } = field;
  const name = nameOf(field);
  if (/^\s*[{[]/.test(value)) {
    devWarn(
      `JSON as text was found in '${name}' in place of a token, and is never sent. Leave out ` +
        "responseType: 'text', or parse it.",
    );
  } else if (/^\s*["']/.test(value)) {
    devWarn(
      `The token in '${name}' has quotes around it, and is never sent like that. Parse it as JSON: ` +
        "leave out responseType: 'text', or take the quotes off.",
    );
  } else if (/^\s*[a-z]+ \S+$/i.test(value)) {
    devWarn(
      `The token in '${name}' has a word such as Bearer in front, and is never sent like that. Map ` +
        'the reply to the token alone: the scheme is added when it is sent.',
    );
  } else {
    devWarn(
      `The text in '${name}' is no token: it has a space, a line break, a quote or a character ` +
        'beyond ASCII in it. It is never sent.',
    );
  }
}

function isLikeRefreshToken({ path, value }: Field): boolean {
  return (
    path.some((name) => /refresh|renew|^rt$/i.test(name)) &&
    !/expir|type|ur[il]|link|path|ttl|time|date|interval|after|count|at$|in$/i.test(
      path.at(-1) ?? '',
    ) &&
    isMeantAsToken(value) &&
    isRefreshToken(value) &&
    !/^(?:true|false|[\d.]+|https?:.*|\/.*)$/i.test(value)
  );
}

/** As it is written in code; what is no usual name may be a value, and is left out. */
function nameOf({ path }: Field): string {
  const names = path.map((name) => {
    if (/^\d{1,3}$/.test(name)) return `[${name}]`;
    return /^[a-z_$][a-z_$-]{0,39}\d?$/i.test(name) ? `.${name}` : '.(...)';
  });
  return names.join('').replace(/^\./, '') || 'the reply itself';
}

/** The texts of a reply, the outer ones first. */
function fieldsOf(reply: unknown): readonly Field[] {
  const found: Field[] = [];
  const values: { readonly path: readonly string[]; readonly value: unknown }[] = [
    { path: [], value: reply },
  ];
  for (const { path, value } of values) {
    if (typeof value === 'string') found.push({ path, value });
    else if (path.length < MAX_DEPTH && values.length < MAX_VALUES) {
      for (const [name, inner] of Object.entries(Object(value) as object)) {
        values.push({ path: [...path, name], value: inner as unknown });
      }
    }
  }
  return found;
}
