import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { JwtAuth } from 'ngx-jwt-auth';
import { PageView } from '../testing/page-view';
import { provideTestApp, settle, signInAs } from '../testing/test-app';
import { TopBar } from './top-bar';

describe('TopBar', () => {
  beforeEach(() => {
    TestBed.configureTestingModule({ providers: provideTestApp() });
  });

  async function show(): Promise<PageView> {
    const fixture = TestBed.createComponent(TopBar);
    await settle();
    return new PageView(fixture.nativeElement as Element);
  }

  it('offers the anonymous to sign in, except where they do', async () => {
    const view = await show();
    // Nobody knows yet where they will be.
    expect(view.controls('Sign in')).toEqual([]);
    await TestBed.inject(Router).navigateByUrl('/chaos');
    await settle();
    expect(view.controls('Sign in').length).toBe(1);
    expect(view.controls('Account')).toEqual([]);
    await TestBed.inject(Router).navigateByUrl('/login?returnUrl=%2Faccount');
    await settle();
    expect(view.controls('Sign in')).toEqual([]);
  });

  it('shows the users only to admins', async () => {
    await signInAs('editor');
    const view = await show();
    expect(view.controls('Movies').length).toBe(1);
    expect(view.controls('Users')).toEqual([]);
    await signInAs('admin');
    await settle();
    expect(view.controls('Users').length).toBe(1);
  });

  it('signs out and goes to the sign-in page', async () => {
    await signInAs('viewer');
    const view = await show();
    view.click('AT, user menu of Ada Test');
    view.click('Sign out');
    expect(TestBed.inject(JwtAuth).isAuthenticated()).toBeFalse();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/login');
  });
});
