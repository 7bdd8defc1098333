import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Routes } from '@angular/router';
import { useFakeTime } from '../../../spec-support/set-up';
import { page, setUpRoutes, type RoutedApp } from '../../../spec-support/set-up-routes';
import { authGuard } from './auth-guard';
import { injectReturnUrl } from './inject-return-url';

@Component({ selector: 'jwt-login-page', template: '{{ returnUrl }}' })
class LoginPage {
  readonly returnUrl = injectReturnUrl();
}

const ROUTES: Routes = [
  page('', { pathMatch: 'full' }),
  { path: 'sign-in', redirectTo: 'login' },
  { path: 'account-sign-in', redirectTo: '/login?returnUrl=%2Faccount' },
  { path: 'login', component: LoginPage },
  page('account', { canActivate: [authGuard] }),
];

function setUp(homeUrl?: string): Promise<RoutedApp> {
  const config = homeUrl === undefined ? {} : { homeUrl };
  return setUpRoutes(ROUTES, { config, features: [] });
}

describe('injectReturnUrl', () => {
  useFakeTime();

  it('N3 gives a component the page that the guard came from, while the router goes there', async () => {
    const routed = await setUp();
    await routed.go('/account;a=1?tab=2#top');
    expect(routed.text).toBe('/account;a=1?tab=2#top');
  });

  it('gives it when the navigation is over, too', async () => {
    const routed = await setUp();
    await routed.go('/login?returnUrl=%2Faccount');
    expect(TestBed.runInInjectionContext(injectReturnUrl)).toBe('/account');
  });

  it('follows a redirect of the app', async () => {
    const routed = await setUp();
    await routed.go('/sign-in?returnUrl=%2Faccount');
    expect(routed.router.url).toBe('/login?returnUrl=%2Faccount');
    expect(routed.text).toBe('/account');
  });

  it('reads the URL that the redirect leads to', async () => {
    const routed = await setUp();
    await routed.go('/account-sign-in');
    expect(routed.text).toBe('/account');
  });

  const rejected: readonly [what: string, query: string][] = [
    ['nothing', ''],
    ['another parameter', '?returnurl=%2Faccount'],
    ['an empty one', '?returnUrl='],
    ['another origin', '?returnUrl=%2F%2Fevil.com'],
    ['the login page', '?returnUrl=%2Flogin'],
    ['two of them', '?returnUrl=%2Faccount&returnUrl=%2Faccount'],
  ];
  for (const [what, query] of rejected) {
    it(`N13 gives homeUrl for ${what}`, async () => {
      const routed = await setUp('/start');
      await routed.go(`/login${query}`);
      expect(routed.text).toBe('/start');
    });
  }

  it('gives / where there is no homeUrl', async () => {
    const routed = await setUp();
    await routed.go('/login');
    expect(routed.text).toBe('/');
  });

  it('N16 leads back after the sign-in', async () => {
    const routed = await setUp();
    await routed.go('/account?tab=2');
    await routed.app.signIn();
    await routed.go(TestBed.runInInjectionContext(injectReturnUrl));
    expect(routed.router.url).toBe('/account?tab=2');
    expect(routed.text).toBe('[account]');
  });
});
