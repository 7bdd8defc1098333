import { HttpClient } from '@angular/common/http';
import { inject, Injectable, signal } from '@angular/core';
import { decodeJwt } from 'ngx-jwt-auth';
import { tap, type Observable } from 'rxjs';

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

const ACCESS_TOKEN = 'naive_access_token';
const REFRESH_TOKEN = 'naive_refresh_token';

/** What its server is: the twin, so that neither client uses up the faults of the other. */
export const NAIVE_API = '/api/twin';

/** The `AuthService` of countless tutorials. It is here to be compared with, not to be copied. */
@Injectable()
export class NaiveAuth {
  readonly #http = inject(HttpClient);
  /** Who the app shows as signed in: read when it starts, and set at the sign-in, as usual. */
  readonly user = signal(decodeJwt(this.accessToken)?.sub ?? null);

  get accessToken(): string | null {
    return localStorage.getItem(ACCESS_TOKEN);
  }

  get refreshToken(): string | null {
    return localStorage.getItem(REFRESH_TOKEN);
  }

  get isLoggedIn(): boolean {
    return this.accessToken !== null;
  }

  login(username: string, password: string): Observable<Tokens> {
    return this.#http.post<Tokens>(`${NAIVE_API}/auth/login`, { username, password });
  }

  refresh(): Observable<Tokens> {
    return this.#http
      .post<Tokens>(`${NAIVE_API}/auth/refresh`, { refreshToken: this.refreshToken })
      .pipe(tap((tokens) => this.save(tokens)));
  }

  save({ accessToken, refreshToken }: Tokens): void {
    localStorage.setItem(ACCESS_TOKEN, accessToken);
    localStorage.setItem(REFRESH_TOKEN, refreshToken);
  }

  logout(): void {
    localStorage.removeItem(ACCESS_TOKEN);
    localStorage.removeItem(REFRESH_TOKEN);
    this.user.set(null);
  }
}
