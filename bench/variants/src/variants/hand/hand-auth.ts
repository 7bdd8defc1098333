import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { BehaviorSubject, tap, type Observable } from 'rxjs';
import { REFRESH_URL } from '../../rig/urls';

interface TokenResponse {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** The `AuthService` of the usual tutorial: see hand-interceptor.ts. */
@Injectable({ providedIn: 'root' })
export class HandAuth {
  readonly #http = inject(HttpClient);
  isRefreshing = false;
  readonly refreshedToken = new BehaviorSubject<string | null>(null);

  getAccessToken(): string | null {
    return localStorage.getItem('access_token');
  }

  getRefreshToken(): string | null {
    return localStorage.getItem('refresh_token');
  }

  saveTokens({ accessToken, refreshToken }: TokenResponse): void {
    localStorage.setItem('access_token', accessToken);
    localStorage.setItem('refresh_token', refreshToken);
  }

  refresh(): Observable<TokenResponse> {
    return this.#http
      .post<TokenResponse>(REFRESH_URL, { refreshToken: this.getRefreshToken() })
      .pipe(tap((tokens) => this.saveTokens(tokens)));
  }

  logout(): void {
    localStorage.removeItem('access_token');
    localStorage.removeItem('refresh_token');
  }
}
