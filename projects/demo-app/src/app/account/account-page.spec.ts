import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { JwtAuth } from 'ngx-jwt-auth';
import { JwtAuthTestingController } from 'ngx-jwt-auth/testing';
import { PageView } from '../testing/page-view';
import { provideTestApp, settle, signInAs } from '../testing/test-app';
import { AccountPage } from './account-page';
import { EventLog } from './event-log';

describe('AccountPage', () => {
  let http: HttpTestingController;

  beforeEach(() => {
    jasmine
      .clock()
      .install()
      .mockDate(new Date(2026, 0, 1));
    TestBed.configureTestingModule({ providers: provideTestApp() });
    http = TestBed.inject(HttpTestingController);
  });

  afterEach(() => {
    jasmine.clock().uninstall();
    http.verify();
  });

  async function show(): Promise<PageView> {
    TestBed.inject(EventLog);
    await signInAs('editor');
    const fixture = TestBed.createComponent(AccountPage);
    await settle();
    return new PageView(fixture.nativeElement as Element);
  }

  it('shows who is signed in, with the claims and the roles', async () => {
    const view = await show();
    expect(view.text).toContain('Ada Test');
    expect(view.text).toContain('viewer, editor');
    expect(view.text).toContain('Jan 1, 2026, 00:05:00');
  });

  it('counts down the life of the access token', async () => {
    const view = await show();
    expect(view.text).toContain('5 min 0 s');
    jasmine.clock().tick(28_000);
    await settle();
    expect(view.text).toContain('4 min 32 s');
  });

  it('logs what happens to the session', async () => {
    const view = await show();
    expect(view.text).toContain('Signed in');
    await signInAs('viewer');
    await settle();
    expect(view.text).toContain('Another sign-in took the place of this session');
  });

  it('sends five requests at once', async () => {
    const view = await show();
    view.click('Send 5 requests');
    const requests = http.match('/api/me');
    expect(requests.length).toBe(5);
    requests.forEach((request) => request.flush({}));
    await settle();
    expect(view.announced('status')).toBe('All 5 requests were answered.');
  });

  it('says why a request failed', async () => {
    const view = await show();
    view.click('Send 5 requests');
    http.match('/api/me').forEach((request) => request.error(new ProgressEvent('error')));
    await settle();
    expect(view.announced('status')).toContain('cannot be reached');
  });

  it('refreshes the access token', async () => {
    const view = await show();
    jasmine.clock().tick(28_000);
    view.click('Refresh now');
    await TestBed.inject(JwtAuthTestingController).refreshSucceeds();
    await settle();
    expect(view.announced('status')).toBe('The access token is new.');
    expect(view.text).toContain('5 min 0 s');
  });

  it('says why a refresh failed', async () => {
    const view = await show();
    view.click('Refresh now');
    await TestBed.inject(JwtAuthTestingController).refreshFails();
    await settle();
    expect(view.announced('status')).toContain('You are still signed in');
  });

  it('has the server refuse the token', async () => {
    const view = await show();
    view.click('Invalidate the token');
    http.expectOne('/api/faults/reject-access-tokens').flush(null);
    await settle();
    expect(view.announced('status')).toContain('refuses this access token');
  });

  it('signs out', async () => {
    const view = await show();
    view.click('Sign out');
    await settle();
    expect(TestBed.inject(JwtAuth).isAuthenticated()).toBeFalse();
    expect(TestBed.inject(Router).url).toBe('/login');
  });
});
