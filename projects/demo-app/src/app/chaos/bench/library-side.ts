import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { JwtAuth, skipJwtAuth, type JwtTokenResponse } from 'ngx-jwt-auth';
import { firstValueFrom } from 'rxjs';
import { DEMO_PASSWORD } from '../../login/demo-users';
import type { Side } from './side';

/** The app's own session: what happens to it is seen in the inspector, and in the top bar. */
@Injectable({ providedIn: 'root' })
export class LibrarySide implements Side {
  readonly api = '/api';
  readonly http = inject(HttpClient);
  readonly #auth = inject(JwtAuth);

  user(): string | null {
    return this.#auth.claims()?.sub ?? null;
  }

  isSignedIn(): boolean {
    return this.#auth.isAuthenticated();
  }

  async fetchTokens(username: string): Promise<() => Promise<void>> {
    const credentials = { username, password: DEMO_PASSWORD };
    const options = { context: skipJwtAuth() };
    const reply = await firstValueFrom(
      this.http.post<JwtTokenResponse>(`${this.api}/auth/login`, credentials, options),
    );
    return () => this.#auth.signIn(reply);
  }

  restart(): void {
    // Nothing is left: whatever waits has an end.
  }
}
