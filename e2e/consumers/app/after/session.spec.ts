import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { authGuard, JwtAuth, JwtHasRole, jwtAuthInterceptor } from 'ngx-jwt-auth';
import { JwtAuthTestingController, provideJwtAuthTesting } from 'ngx-jwt-auth/testing';
import { firstValueFrom } from 'rxjs';

// What docs/testing.md says, in the words that Jasmine and Vitest share.

@Component({
  selector: 'app-movie-menu',
  imports: [JwtHasRole],
  template: `<button *jwtHasRole="'admin'">Delete</button>`,
})
class MovieMenu {}

@Component({ template: '' })
class EmptyPage {}

describe('ngx-jwt-auth/testing', () => {
  it('knows who is signed in', async () => {
    TestBed.configureTestingModule({ providers: [provideJwtAuthTesting({ signedInAs: 'ada' })] });
    const auth = TestBed.inject(JwtAuth);
    expect(auth.claims()?.sub).toBe('ada');

    await TestBed.inject(JwtAuthTestingController).signOut();
    expect(auth.status()).toBe('anonymous');
  });

  it('shows what a role may see', async () => {
    TestBed.configureTestingModule({ providers: [provideJwtAuthTesting({ signedInAs: 'ada' })] });
    const fixture = TestBed.createComponent(MovieMenu);
    const element = fixture.nativeElement as HTMLElement;
    fixture.detectChanges();
    await fixture.whenStable();
    expect(element.textContent).toBe('');

    await TestBed.inject(JwtAuthTestingController).signIn('grace', { roles: ['admin'] });
    fixture.detectChanges();
    await fixture.whenStable();
    expect(element.textContent).toBe('Delete');
  });

  it('sends a request again that was refused', async () => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([jwtAuthInterceptor])),
        provideHttpClientTesting(),
        provideJwtAuthTesting({ signedInAs: 'ada' }),
      ],
    });
    const session = TestBed.inject(JwtAuthTestingController);
    const httpTesting = TestBed.inject(HttpTestingController);
    const movies = firstValueFrom(TestBed.inject(HttpClient).get('/api/movies'));

    httpTesting.expectOne('/api/movies').flush(null, { status: 401, statusText: 'Unauthorized' });
    await session.refreshSucceeds();
    httpTesting.expectOne('/api/movies').flush(['Alien']);

    expect(await movies).toEqual(['Alien']);
    session.verify();
  });

  it('leaves a guarded page when another tab signs out', async () => {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([
          { path: 'account', canActivate: [authGuard], component: EmptyPage },
          { path: 'login', component: EmptyPage },
        ]),
        provideJwtAuthTesting({ signedInAs: 'ada' }),
      ],
    });
    await RouterTestingHarness.create('/account');
    expect(TestBed.inject(Router).url).toBe('/account');

    await TestBed.inject(JwtAuthTestingController).otherTab().signOut();
    expect(TestBed.inject(Router).url).toBe('/login?returnUrl=%2Faccount');
  });
});
