import type { Decodes, Way } from './probe-page';

export interface PlatformWatch {
  start(): void;
  /** Tells what there was since `start()`. */
  stop(): Pick<Way, 'recordReads' | 'otherReads' | 'decodes'>;
  /** What was decoded since the page was loaded. */
  decodesInAll(): Decodes;
}

/** Watches what is read in the storage, where the record of the session has this key, and what is decoded. */
export function watchPlatform(key: string): PlatformWatch {
  const reads: string[] = [];
  const decoded: string[] = [];
  let first = { reads: 0, decoded: 0 };
  let before: string | undefined;

  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its owner
  const { getItem } = Storage.prototype;
  Storage.prototype.getItem = function (name) {
    reads.push(name);
    return getItem.call(this, name);
  };
  for (const [owner, name] of [
    [globalThis, 'atob'],
    [Uint8Array, 'fromBase64'],
  ] as const) {
    const methods = owner as unknown as Record<
      string,
      (text: string, ...rest: unknown[]) => unknown
    >;
    const decode = methods[name];
    if (!decode) continue; // an older browser
    methods[name] = (text, ...rest) => {
      decoded.push(text);
      return decode.call(owner, text, ...rest);
    };
  }

  /** The access token in the storage. */
  const stored = (): string | undefined => {
    const record = JSON.parse(getItem.call(localStorage, key) ?? 'null') as {
      accessToken?: string;
    } | null;
    return record?.accessToken;
  };

  const count = (texts: readonly string[]): Decodes => {
    const after = stored();
    const isOf = (token: string | undefined, text: string): boolean =>
      !!token?.split('.').includes(base64Url(text));
    const ofBefore = texts.filter((text) => isOf(before, text)).length;
    const ofAfter = texts.filter((text) => !isOf(before, text) && isOf(after, text)).length;
    return { before: ofBefore, after: ofAfter, other: texts.length - ofBefore - ofAfter };
  };

  return {
    start() {
      before = stored();
      first = { reads: reads.length, decoded: decoded.length };
    },
    stop() {
      const since = reads.slice(first.reads);
      const recordReads = since.filter((name) => name === key).length;
      return {
        recordReads,
        otherReads: since.length - recordReads,
        decodes: count(decoded.slice(first.decoded)),
      };
    },
    decodesInAll: () => count(decoded),
  };
}

/** As it stands in a token. */
function base64Url(text: string): string {
  return text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
