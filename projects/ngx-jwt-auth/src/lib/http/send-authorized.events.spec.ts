import {
  HttpEventType,
  HttpHeaderResponse,
  HttpResponse,
  type HttpEvent,
  type HttpRequest,
} from '@angular/common/http';
import { catchError, of } from 'rxjs';
import { useSilentConsole } from '../../../spec-support/console';
import {
  EventLog,
  refreshFails,
  refreshSucceeds,
  refuse,
  sentTo,
} from '../../../spec-support/http';
import {
  API,
  pass,
  setUp,
  useFakeTime,
  type SetUp,
  type TestApp,
} from '../../../spec-support/set-up';
import { jwtAuthInterceptor } from './jwt-auth-interceptor';
import { optionalJwtAuth } from './optional-jwt-auth';

const sentEvent: HttpEvent<unknown> = { type: HttpEventType.Sent };
const upload = (loaded: number): HttpEvent<unknown> => ({
  type: HttpEventType.UploadProgress,
  loaded,
});
const download = (loaded: number): HttpEvent<unknown> => ({
  type: HttpEventType.DownloadProgress,
  loaded,
});
const headers = (status: number): HttpEvent<unknown> =>
  new HttpHeaderResponse({ status, statusText: 'Text' });

describe('the events of a request', () => {
  useSilentConsole();
  useFakeTime();

  async function send(setting: SetUp = {}, options = {}): Promise<[TestApp, EventLog]> {
    const app = setUp(setting);
    await app.signIn();
    const all = { observe: 'events', reportProgress: true, ...options } as const;
    return [app, new EventLog(app.http.post(`${API}/items`, 'body', all))];
  }

  it('pass live when it is answered well', async () => {
    const [app, { events }] = await send();
    const request = sentTo(app);
    for (const event of [upload(4), headers(200), download(1), download(2)]) {
      request.event(event);
      expect(events[events.length - 1]).toBe(event);
    }
    request.flush('ok');
    expect(events.map(({ type }) => HttpEventType[type])).toEqual([
      'Sent',
      'UploadProgress',
      'ResponseHeader',
      'DownloadProgress',
      'DownloadProgress',
      'Response',
    ]);
  });

  it('H11 are those of both attempts for the upload, of the replay alone for the answer', async () => {
    const [app, log] = await send();
    const { events } = log;
    const first = sentTo(app);
    first.event(upload(4));
    expect(events).toEqual([sentEvent, upload(4)]);
    for (const event of [headers(401), download(1), download(2)]) first.event(event);
    await refuse(first);
    expect(events).toEqual([sentEvent, upload(4)]);

    await refreshSucceeds(app);
    const replay = sentTo(app);
    const live = [upload(2), upload(4), headers(200), download(3)];
    for (const event of live) {
      replay.event(event);
      expect(events[events.length - 1]).toBe(event);
    }
    replay.flush('ok');
    expect(events).toEqual([sentEvent, upload(4), ...live, jasmine.any(HttpResponse)]);
    expect(log.isComplete).toBeTrue();
  });

  it('are those of the replay alone when that is refused too', async () => {
    const [app, log] = await send();
    const first = sentTo(app);
    for (const event of [headers(401), download(1)]) first.event(event);
    await refuse(first);
    await refreshSucceeds(app);
    const replay = sentTo(app);
    for (const event of [headers(401), download(7)]) replay.event(event);
    expect(log.events).toEqual([sentEvent, headers(401), download(7)]);
    await refuse(replay);
    expect(log.events.length).toBe(3);
    expect(log.error).toEqual(jasmine.objectContaining({ status: 401 }));
  });

  it('reach the caller in order with an error that leads to no replay', async () => {
    const [app, log] = await send();
    const request = sentTo(app);
    for (const event of [upload(4), headers(403), download(1), download(2)]) request.event(event);
    request.flush(null, { status: 403, statusText: 'Forbidden' });
    expect(log.events).toEqual([sentEvent, upload(4), headers(403), download(1), download(2)]);
    expect(log.error).toEqual(jasmine.objectContaining({ status: 403 }));
  });

  it('are not those of the 401 when the session is over', async () => {
    const [app, log] = await send();
    const request = sentTo(app);
    for (const event of [headers(401), download(1)]) request.event(event);
    await refuse(request);
    await refreshFails(app, 400);
    expect(log.events).toEqual([sentEvent]);
    expect(log.error).toEqual(jasmine.objectContaining({ status: 401 }));
  });

  it('are not those of the 401 when the refresh could not be reached', async () => {
    const [app, log] = await send();
    const request = sentTo(app);
    request.event(headers(401));
    await refuse(request);
    await refreshFails(app, 503);
    expect(log.events).toEqual([sentEvent]);
    expect(log.error).toEqual(jasmine.objectContaining({ status: 0 }));
  });

  it('pass live without a session', () => {
    const app = setUp();
    const all = { observe: 'events', reportProgress: true } as const;
    const { events } = new EventLog(app.http.get(`${API}/items`, all));
    const request = sentTo(app);
    request.event(headers(401));
    expect(events).toEqual([sentEvent, headers(401)]);
  });

  it('are dropped as well before an anonymous replay', async () => {
    const [app, { events }] = await send({}, { context: optionalJwtAuth() });
    const request = sentTo(app);
    request.event(headers(401));
    await refuse(request);
    sentTo(app).flush('public');
    expect(events).toEqual([sentEvent, jasmine.any(HttpResponse)]);
  });

  it('are complete where an interceptor further down answers for the server', async () => {
    const fallback = new HttpResponse({ body: 'fallback' });
    const [app, log] = await send({
      interceptors: [
        jwtAuthInterceptor,
        (request: HttpRequest<unknown>, next) => next(request).pipe(catchError(() => of(fallback))),
      ],
    });
    const request = sentTo(app);
    for (const event of [headers(503), download(1)]) request.event(event);
    request.flush(null, { status: 503, statusText: 'Down' });
    expect(log.events).toEqual([sentEvent, headers(503), download(1), fallback]);
    expect(log.isComplete).toBeTrue();
  });

  it('are complete where an interceptor further down swallows the error', async () => {
    const [app, log] = await send({
      interceptors: [
        jwtAuthInterceptor,
        (request: HttpRequest<unknown>, next) => next(request).pipe(catchError(() => of())),
      ],
    });
    const request = sentTo(app);
    request.event(headers(503));
    request.flush(null, { status: 503, statusText: 'Down' });
    await pass(1);
    expect(log.events).toEqual([sentEvent, headers(503)]);
    expect(log.isComplete).toBeTrue();
  });
});
