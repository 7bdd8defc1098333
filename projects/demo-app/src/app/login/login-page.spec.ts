import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { JwtAuth } from 'ngx-jwt-auth';
import { createTestJwt } from 'ngx-jwt-auth/testing';
import { PageView } from '../testing/page-view';
import { provideTestApp, settle } from '../testing/test-app';
import { LoginPage } from './login-page';

describe('LoginPage', () => {
  let http: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: provideTestApp([{ path: 'login', component: LoginPage }]),
    });
    http = TestBed.inject(HttpTestingController);
  });

  afterEach(() => {
    http.verify();
  });

  async function open(url = '/login'): Promise<PageView> {
    const harness = await RouterTestingHarness.create(url);
    return new PageView(harness.routeNativeElement!);
  }

  async function submit(view: PageView, username = 'ada', password = 'secret'): Promise<void> {
    view.fill('Username', username);
    view.fill('Password', password);
    view.click('Sign in');
    await settle();
  }

  function accept(): void {
    const reply = http.expectOne('/api/auth/login');
    expect(reply.request.body).toEqual({ username: 'ada', password: 'secret' });
    reply.flush({ accessToken: createTestJwt({ sub: 'ada' }) });
  }

  it('signs in and goes to the movies', async () => {
    await submit(await open());
    accept();
    await settle();
    expect(TestBed.inject(JwtAuth).isAuthenticated()).toBeTrue();
    expect(TestBed.inject(Router).url).toBe('/movies');
  });

  it('goes back to where the user wanted to go', async () => {
    await submit(await open('/login?returnUrl=%2Faccount%3Ftab%3D1'));
    accept();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/account?tab=1');
  });

  it('goes nowhere else', async () => {
    await submit(await open('/login?returnUrl=%2F%2Fevil.example'));
    accept();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/movies');
  });

  it('says what is missing, and asks the server nothing', async () => {
    const view = await open();
    view.click('Sign in');
    await settle();
    expect(view.errorOf('Username')).toContain('Enter your username.');
    expect(view.errorOf('Password')).toContain('Enter your password.');
  });

  it('announces a wrong password', async () => {
    const view = await open();
    await submit(view);
    http
      .expectOne('/api/auth/login')
      .flush({ message: 'Wrong username or password.' }, { status: 401, statusText: '' });
    await settle();
    expect(view.announced('alert')).toBe('Wrong username or password.');
    expect(TestBed.inject(Router).url).toBe('/login');
  });

  it('announces that the server cannot be reached, and lets the user try again', async () => {
    const view = await open();
    await submit(view);
    expect(view.controls('Sign in')).toEqual([]);
    http.expectOne('/api/auth/login').error(new ProgressEvent('error'));
    await settle();
    expect(view.announced('alert')).toContain('cannot be reached');

    view.click('Sign in');
    await settle();
    expect(view.announced('alert')).toBe('');
    accept();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/movies');
  });

  it('C20 takes a double click for one', async () => {
    const view = await open('/login?returnUrl=%2Faccount');
    view.fill('Username', 'ada');
    view.fill('Password', 'secret');
    view.click('Sign in');
    view.click('Sign in');
    await settle();
    expect(view.controls('Sign in')).toEqual([]);
    accept();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/account');
  });

  it('C20 says nothing of a wrong password when another sign-in has taken over', async () => {
    const view = await open();
    await submit(view);
    const taken = TestBed.inject(JwtAuth).signIn(createTestJwt({ sub: 'ada' }));
    accept();
    await taken;
    await settle();
    expect(view.announced('alert')).toBe('');
    expect(TestBed.inject(JwtAuth).isAuthenticated()).toBeTrue();
    expect(view.controls('Sign in').length).toBe(1);
  });

  it('N25 leads to the page that was asked for last', async () => {
    const view = await open('/login?returnUrl=%2Faccount%2F7');
    await TestBed.inject(Router).navigateByUrl('/login?returnUrl=%2Faccount%2F9');
    await submit(view);
    accept();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/account/9');
  });

  it('fills in a demo account', async () => {
    const view = await open();
    view.click('editor\nadds and edits');
    await settle();
    expect(view.field('Username').value).toBe('editor');
    expect(view.field('Password').value).toBe('password');
  });

  it('shows and hides the password', async () => {
    const view = await open();
    expect(view.field('Password').type).toBe('password');
    view.click('Show password');
    await settle();
    expect(view.field('Password').type).toBe('text');
    expect(view.controls('Show password')[0]!.getAttribute('aria-pressed')).toBe('true');
  });
});
