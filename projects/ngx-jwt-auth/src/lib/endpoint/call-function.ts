import { HttpContext } from '@angular/common/http';
import { runInInjectionContext, type EnvironmentInjector } from '@angular/core';
import { isObservable, type ObservableInput } from 'rxjs';
import { AUTH_MODE } from '../http/auth-mode';
import type { JwtStoredTokens } from '../token/jwt-token-store';

/** The request that the app's refresh and revocation functions get. */
export interface TokenRequest {
  readonly accessToken: string | null;
  readonly refreshToken: string | null;
  readonly context: HttpContext;
}

/** Calls a function of the app, in an injection context, whatever form its result has. */
export function callFunction(
  call: (request: TokenRequest) => unknown,
  injector: EnvironmentInjector,
): (tokens: JwtStoredTokens) => ObservableInput<unknown> {
  return ({ accessToken, refreshToken = null }) => {
    const context = new HttpContext().set(AUTH_MODE, null);
    const request = { accessToken: accessToken || null, refreshToken, context };
    const result = runInInjectionContext(injector, () => call(request));
    return isObservable(result) ? result : Promise.resolve(result);
  };
}
