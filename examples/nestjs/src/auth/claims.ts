/** What the access token says of its user. */
export interface Claims {
  readonly sub: string;
  readonly name: string;
  readonly role: string;
}
