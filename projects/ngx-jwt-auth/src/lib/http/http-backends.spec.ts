import {
  HttpClient,
  HttpEventType,
  type HttpErrorResponse,
  provideHttpClient,
  withInterceptors,
  withXhr,
} from '@angular/common/http';
import { XhrFactory } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { useSilentConsole } from '../../../spec-support/console';
import { FakeXhr } from '../../../spec-support/fake-xhr';
import { EventLog } from '../../../spec-support/http';
import { API, REFRESH_URL, Result } from '../../../spec-support/set-up';
import { provideJwtAuth } from '../provide-jwt-auth';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { JwtAuth } from '../session/jwt-auth';
import { jwtAuthInterceptor } from './jwt-auth-interceptor';

/** An app with one of Angular's own backends, fetch by default, signed in with `AT1`. */
async function setUp(...backend: ReturnType<typeof withXhr>[]): Promise<HttpClient> {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(withInterceptors([jwtAuthInterceptor]), ...backend),
      provideJwtAuth({ attachTo: [API] }, withTokenRefresh(REFRESH_URL)),
      { provide: XhrFactory, useValue: { build: () => new FakeXhr() } },
    ],
  });
  await TestBed.inject(JwtAuth).signIn({ accessToken: 'AT1', refreshToken: 'RT1' });
  return TestBed.inject(HttpClient);
}

describe('with the fetch backend', () => {
  useSilentConsole();

  let fetch: jasmine.Spy<typeof globalThis.fetch>;
  const tokens = (): (string | undefined)[] =>
    fetch.calls
      .all()
      .map(({ args: [, init] }) => (init!.headers as Record<string, string>)['Authorization']);
  /** Accepts the token `AT2` alone. */
  const answer = (url: unknown, init?: RequestInit): Promise<Response> => {
    if (url === REFRESH_URL) return Promise.resolve(Response.json({ accessToken: 'AT2' }));
    const isGood = (init!.headers as Record<string, string>)['Authorization'] === 'Bearer AT2';
    return Promise.resolve(isGood ? Response.json('ok') : Response.json(null, { status: 401 }));
  };

  beforeEach(() => {
    fetch = spyOn(globalThis, 'fetch').and.callFake(answer);
  });

  it('H6 replays the body and answers the caller', async () => {
    const http = await setUp();
    expect(await firstValueFrom(http.post<unknown>(`${API}/items`, { a: 1 }))).toBe('ok');
    expect(tokens()).toEqual(['Bearer AT1', undefined, 'Bearer AT2']);
    const [first, refresh, replay] = fetch.calls.all().map(({ args }) => args[1]!.body);
    expect([first, refresh, replay]).toEqual(['{"a":1}', '{"refreshToken":"RT1"}', '{"a":1}']);
  });

  it('H11 hands on that upload progress is not supported (NG2824), without a refresh', async () => {
    const http = await setUp();
    const sent = http.post(`${API}/items`, 'body', { reportUploadProgress: true });
    const error: unknown = await firstValueFrom(sent).catch((reason: unknown) => reason);
    expect(String((error as HttpErrorResponse).error)).toContain('NG02824');
    expect(fetch).not.toHaveBeenCalled();
  });

  it('H12 aborts a download that is unsubscribed, and nothing else', async () => {
    const http = await setUp();
    const endless = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new Uint8Array(8));
      },
    });
    fetch.withArgs(`${API}/film`, jasmine.anything()).and.resolveTo(new Response(endless));
    const options = { observe: 'events', reportProgress: true, responseType: 'text' } as const;
    const film = http.get(`${API}/film`, options);
    const other = firstValueFrom(http.get<unknown>(`${API}/items`)); // waits for its replay
    await new Promise<void>((resolve) => {
      const subscription = film.subscribe(({ type }) => {
        if (type !== HttpEventType.DownloadProgress) return;
        subscription.unsubscribe();
        resolve();
      });
    });
    const signals = fetch.calls.all().map(({ args: [url, init] }) => [url, init!.signal!.aborted]);
    expect(signals).toContain([`${API}/film`, true]);
    expect(signals.filter(([, isAborted]) => isAborted).length).toBe(1);
    expect(await other).toBe('ok');
  });

  it('H12 aborts no refresh that an unsubscribed request has started', async () => {
    const http = await setUp();
    let reply!: (response: Response) => void;
    const asked = new Promise<void>((resolve) => {
      fetch.withArgs(REFRESH_URL, jasmine.anything()).and.callFake(() => {
        resolve();
        return new Promise((settle) => (reply = settle));
      });
    });
    const { subscription } = new Result(http.get(`${API}/items`));
    await asked;
    subscription.unsubscribe();
    reply(Response.json({ accessToken: 'AT2' }));
    expect(await TestBed.inject(JwtAuth).getAccessToken()).toBe('AT2');
  });
});

describe('with the XHR backend', () => {
  useSilentConsole();

  beforeEach(() => {
    FakeXhr.sent.length = 0;
  });

  it('H11 reports the upload of both attempts, and the download of the replay', async () => {
    const http = await setUp(withXhr());
    const options = { observe: 'events', reportProgress: true } as const;
    const log = new EventLog(http.post(`${API}/items`, 'body', options));
    FakeXhr.sent[0]!.upload.dispatchEvent(new ProgressEvent('progress', { loaded: 4 }));
    FakeXhr.sent[0]!.answer(401, 'no');
    FakeXhr.sent[1]!.answer(200, '{"accessToken":"AT2"}');
    await TestBed.inject(JwtAuth).getAccessToken();
    FakeXhr.sent[2]!.upload.dispatchEvent(new ProgressEvent('progress', { loaded: 4 }));
    FakeXhr.sent[2]!.answer(200, '"ok"');

    expect(
      FakeXhr.sent.map(({ url, body, headers }) => [url, body, headers['Authorization']]),
    ).toEqual([
      [`${API}/items`, 'body', 'Bearer AT1'],
      [REFRESH_URL, '{"refreshToken":"RT1"}', undefined],
      [`${API}/items`, 'body', 'Bearer AT2'],
    ]);
    expect(log.events.map(({ type }) => HttpEventType[type])).toEqual([
      'Sent',
      'UploadProgress',
      'UploadProgress',
      'ResponseHeader',
      'DownloadProgress',
      'Response',
    ]);
    expect(log.isComplete).toBeTrue();
  });

  it('H12 aborts a download that is unsubscribed', async () => {
    const http = await setUp(withXhr());
    const { subscription } = new Result(http.get(`${API}/items`));
    subscription.unsubscribe();
    expect(FakeXhr.sent.map(({ isAborted }) => isAborted)).toEqual([true]);
  });
});
