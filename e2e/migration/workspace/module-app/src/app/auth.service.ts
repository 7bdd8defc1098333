import { HttpClient } from '@angular/common/http';
import { Injectable } from '@angular/core';
import { JwtHelperService } from '@auth0/angular-jwt';
import { tap } from 'rxjs';
import type { Observable } from 'rxjs';
import { TOKEN_KEY } from './token-key';

@Injectable({ providedIn: 'root' })
export class AuthService {
  constructor(
    private readonly http: HttpClient,
    private readonly jwtHelper: JwtHelperService,
  ) {}

  login(user: string): Observable<{ token: string }> {
    return this.http
      .post<{ token: string }>('http://localhost:3000/auth/login', { user })
      .pipe(tap(({ token }) => localStorage.setItem(TOKEN_KEY, token)));
  }

  logout(): void {
    localStorage.removeItem(TOKEN_KEY);
  }

  isLoggedIn(): boolean {
    return this.jwtHelper.isTokenExpired() === false;
  }

  name(): string | undefined {
    return this.jwtHelper.decodeToken()?.sub;
  }
}
