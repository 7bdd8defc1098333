import { HttpClient } from '@angular/common/http';
import { HttpClientTestingModule, HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { JWT_OPTIONS, JwtHelperService, JwtModule } from '@auth0/angular-jwt';
import { createToken } from '../../../shared/http-cases';
import { AuthService } from './auth.service';

describe('AuthService', () => {
  beforeEach(() => localStorage.clear());

  it('knows nobody', () => {
    TestBed.configureTestingModule({
      imports: [HttpClientTestingModule],
      providers: [JwtHelperService, { provide: JWT_OPTIONS, useValue: JWT_OPTIONS }],
    });
    expect(TestBed.inject(AuthService).name()).toBeUndefined();
  });

  it('works beside a module of its own', () => {
    TestBed.configureTestingModule({
      imports: [
        HttpClientTestingModule,
        JwtModule.forRoot({
          config: { tokenGetter: () => localStorage.getItem('access_token') },
        }),
      ],
    });
    localStorage.setItem('access_token', createToken('ann', 60));
    expect(TestBed.inject(AuthService).name()).toBe('ann');
    TestBed.inject(HttpClient).get('/api/me').subscribe();
    const { request } = TestBed.inject(HttpTestingController).expectOne('/api/me');
    expect(request.headers.has('Authorization')).toBe(true);
  });
});
