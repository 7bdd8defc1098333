/** What is not configured by this `provideJwtAuth()` is not inherited from a parent injector either. */
export const OWN = { self: true, optional: true } as const;
