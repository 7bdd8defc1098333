import { type HttpClient } from '@angular/common/http';
import { skipJwtAuth } from 'ngx-jwt-auth';
import { firstValueFrom } from 'rxjs';

/** The switches of the mock backend that the experiments use. */
export interface FaultSettings {
  readonly accessTokenLifetime?: number;
  readonly latency?: number;
  readonly clockOffset?: number;
  readonly unplugged?: boolean;
  readonly refreshFault?: { readonly kind: RefreshFaultKind; readonly times: number } | null;
}

export type RefreshFaultKind = '503' | '429' | 'hang' | 'drop';

export interface Stats {
  /** Refreshes that got to the server. */
  readonly refreshCalls: number;
  /** How they ended; one that met a fault has the name of the fault. */
  readonly refreshes: Readonly<Record<RefreshFaultKind, number>>;
  readonly reusesDetected: number;
}

/** The switchboard of one server. It needs no sign-in, so no token is sent there. */
export class Switches {
  constructor(
    readonly http: HttpClient,
    readonly api: string,
  ) {}

  set(settings: FaultSettings): Promise<unknown> {
    return this.#call('POST', '', settings);
  }

  /** All as at the start. */
  reset(): Promise<unknown> {
    return this.#call('PUT', '', {});
  }

  rejectAccessTokens(): Promise<unknown> {
    return this.#call('POST', '/reject-access-tokens');
  }

  revokeRefreshTokens(): Promise<unknown> {
    return this.#call('POST', '/revoke-refresh-tokens');
  }

  stats(): Promise<Stats> {
    return this.#call('GET', '/stats') as Promise<Stats>;
  }

  #call(method: string, path: string, body?: object): Promise<unknown> {
    const options = { body, context: skipJwtAuth() };
    return firstValueFrom(this.http.request(method, `${this.api}/faults${path}`, options));
  }
}
