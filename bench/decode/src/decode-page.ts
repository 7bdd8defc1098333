// What the bench may do to the page. Types only, so that they can be imported without Angular.

export const DECODERS = ['ngx-jwt-auth', 'jwt-decode', 'jose'] as const;

export type Decoder = (typeof DECODERS)[number];

export interface DecodePage {
  /** Reads the claims of the token of the session so many times; in milliseconds. */
  readCurrent(decoder: Decoder, times: number): number;
  /** Decodes so many tokens of that length, no two of them alike, once each; in milliseconds. */
  decodeNew(decoder: Decoder, length: number, count: number): number;
}
