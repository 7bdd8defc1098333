import {
  HttpClient,
  HttpContext,
  HttpErrorResponse,
  provideHttpClient,
  withInterceptors,
} from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { jwtAuthInterceptor, provideJwtAuth, withTokenRefresh } from 'ngx-jwt-auth';
import { JwtAuthTestingController, provideJwtAuthTesting } from 'ngx-jwt-auth/testing';
import { firstValueFrom } from 'rxjs';
import { settle } from '../testing/test-app';
import { SessionObserver } from './session-observer';
import { Trace } from './trace';
import { TRACE_CLOCK } from './trace-clock';
import { traceRequests } from './trace-requests';
import { traceSends } from './trace-sends';

describe('Trace', () => {
  let now: number;
  let trace: Trace;
  let http: HttpTestingController;
  let session: JwtAuthTestingController;

  beforeEach(async () => {
    now = 1000;
    TestBed.configureTestingModule({
      providers: [
        { provide: TRACE_CLOCK, useValue: () => now },
        provideHttpClient(withInterceptors([traceRequests, jwtAuthInterceptor, traceSends])),
        provideHttpClientTesting(),
        provideJwtAuth({ attachTo: ['/api'] }, withTokenRefresh('/api/auth/refresh')),
        provideJwtAuthTesting({ signedInAs: 'ada' }),
      ],
    });
    trace = TestBed.inject(Trace);
    http = TestBed.inject(HttpTestingController);
    session = TestBed.inject(JwtAuthTestingController);
    TestBed.inject(SessionObserver);
    await settle();
  });

  function get(url = '/api/me'): Promise<unknown> {
    return firstValueFrom(TestBed.inject(HttpClient).get(url)).catch((error: unknown) => error);
  }

  /** What was noted, without what a single word cannot tell. */
  function kinds(): string[] {
    return trace.entries().map((entry) => {
      if (entry.kind === 'event') return entry.event.type;
      if (entry.kind === 'answered') return String(entry.status);
      return entry.kind === 'settled' ? entry.outcome : entry.kind;
    });
  }

  it('sees a request that passes', async () => {
    const reply = get('/api/movies?q=x');
    http.expectOne('/api/movies?q=x').flush([]);
    await reply;
    expect(kinds()).toEqual(['token', 'asked', 'sent', '200', 'done']);
    expect(trace.entries()[1]).toEqual({ kind: 'asked', at: 1000, lane: 1, label: 'GET /movies' });
    expect(trace.isBusy()).toBeFalse();
  });

  it('sees requests wait for one refresh, and go out then', async () => {
    session.expire();
    await settle();
    const replies = [get(), get()];
    await settle();
    expect(kinds()).toEqual(['token', 'token', 'asked', 'asked', 'refreshStarted']);
    expect(trace.isBusy()).toBeTrue();
    await session.refreshSucceeds();
    await settle();
    http.match('/api/me').forEach((request) => request.flush({}));
    await Promise.all(replies);
    await settle();
    const later = kinds().slice(5);
    expect(later.filter((kind) => kind === 'sent').length).toBe(2);
    expect(later.filter((kind) => kind === 'refreshed').length).toBe(1);
    expect(later.filter((kind) => kind === 'done').length).toBe(2);
    expect(later).toContain('refreshEnded');
    expect(TestBed.inject(SessionObserver).lastRefresh()?.by).toBe('here');
  });

  it('sees a 401 and the replay', async () => {
    const reply = get();
    http.expectOne('/api/me').flush(null, { status: 401, statusText: '' });
    await session.refreshSucceeds();
    await settle();
    http.expectOne('/api/me').flush({});
    await reply;
    const seen = kinds().filter((kind) => ['asked', 'sent', '401', '200', 'done'].includes(kind));
    expect(seen).toEqual(['asked', 'sent', '401', 'sent', '200', 'done']);
  });

  it('sees one that fails, and one that nobody waits for any more', async () => {
    const reply = get();
    http.expectOne('/api/me').error(new ProgressEvent('error'));
    expect(await reply).toBeInstanceOf(HttpErrorResponse);
    TestBed.inject(HttpClient).get('/api/me').subscribe().unsubscribe();
    expect(kinds().slice(1)).toEqual([
      'asked',
      'sent',
      '0',
      'failed',
      'asked',
      'sent',
      'cancelled',
    ]);
  });

  it('leaves out the switches of the mock backend', async () => {
    const reply = get('/api/faults');
    http.expectOne('/api/faults').flush({});
    await reply;
    expect(kinds()).toEqual(['token']);
  });

  it('keeps two requests apart that share a context, also when they wait', async () => {
    session.expire();
    const context = new HttpContext();
    for (const url of ['/api/a', '/api/b']) {
      TestBed.inject(HttpClient).get(url, { context }).subscribe();
    }
    await session.refreshSucceeds();
    await settle();
    const sent = trace.entries().filter((entry) => entry.kind === 'sent');
    expect(sent.map(({ lane }) => lane)).toEqual([1, 2]);
  });

  it('begins anew after a pause, with the token that there is', async () => {
    const reply = get();
    http.expectOne('/api/me').flush({});
    await reply;
    now += 801;
    void get();
    expect(kinds()).toEqual(['token', 'asked', 'sent']);
    // While something is under way a pause is none.
    now += 5000;
    void get();
    expect(kinds()).toEqual(['token', 'asked', 'sent', 'asked', 'sent']);
  });
});
