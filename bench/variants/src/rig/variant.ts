import type { HttpFeature, HttpFeatureKind } from '@angular/common/http';
import type { EnvironmentProviders, Injector, Provider } from '@angular/core';

/** What a user who comes back has from the last visit. */
export interface Session {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly idToken: string;
  /** When the access token ends, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** One way to do auth: everything in which the apps of the benches differ. */
export interface Variant {
  /** What its app gives to `provideHttpClient()`. */
  http(): readonly HttpFeature<HttpFeatureKind>[];
  /** Called once an app, after the session was put in its place. */
  providers(session: Session): readonly (EnvironmentProviders | Provider)[];
  /** Puts the session where it finds it when an app starts. */
  seed(session: Session): void;
  /** What an app has to wait for, or to do, before it sends. */
  ready?(injector: Injector, session: Session): Promise<void> | void;
}
