import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { PageView } from '../testing/page-view';
import { provideTestApp, settle, signInAs } from '../testing/test-app';
import { ChaosPage } from './chaos-page';

describe('ChaosPage', () => {
  beforeEach(() => {
    TestBed.configureTestingModule({ providers: provideTestApp() });
  });

  async function show(): Promise<PageView> {
    const fixture = TestBed.createComponent(ChaosPage);
    await settle();
    return new PageView(fixture.nativeElement as Element);
  }

  it('offers everything to break, and says whose session it will be', async () => {
    const view = await show();
    expect(view.text).toContain('both sign in as Vera Viewer first');
    expect(view.text.match(/Not run yet/g)?.length).toBe(11);
    expect(view.announced('status')).toBe('Choose something to break.');
    await signInAs('admin');
    await settle();
    expect(view.text).toContain('Your own session is used');
  });

  it('runs one at a time, and says which', async () => {
    const view = await show();
    view.click('Go offline');
    await settle();
    expect(view.announced('status')).toBe('Running: Go offline …');
    const calls = TestBed.inject(HttpTestingController).match(() => true).length;
    expect(calls).toBe(2); // the switches of both servers
    view.click('Expire the token now');
    await settle();
    expect(view.announced('status')).toBe('Running: Go offline …');
    expect(view.controls('Go offline')[0]!.getAttribute('aria-disabled')).toBe('true');
  });

  it('says when the experiment itself failed, and lets it be tried again', async () => {
    const view = await show();
    const http = TestBed.inject(HttpTestingController);
    view.click('Go offline');
    for (let turn = 0; turn < 2; turn++) {
      await settle();
      http.match(() => true).forEach((call) => call.error(new ProgressEvent('error')));
    }
    await settle();
    expect(view.announced('alert')).toContain('The server cannot be reached');
    expect(view.controls('Go offline')[0]!.getAttribute('aria-disabled')).toBe('false');
  });
});
