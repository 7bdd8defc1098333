/** Which share of a token's life is left, from 0 to 1; 1 where its lifetime is not known. */
export function lifeLeft(
  claims: { readonly exp?: number; readonly iat?: number } | null,
  secondsLeft: number | null,
): number {
  if (claims === null) return 0;
  if (secondsLeft === null) return 1;
  const { exp, iat } = claims;
  // The server's clock alone: how long it lives is the same by every clock.
  const lifetime = exp !== undefined && iat !== undefined ? exp - iat : 0;
  return lifetime > 0 ? Math.min(1, secondsLeft / lifetime) : Number(secondsLeft > 0);
}
