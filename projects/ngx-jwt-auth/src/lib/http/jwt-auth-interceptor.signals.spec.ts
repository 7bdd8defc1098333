import { httpResource } from '@angular/common/http';
import { effect, resource } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { useSilentConsole } from '../../../spec-support/console';
import { refreshSucceeds, refuse, sentTo, signInStale, tokenOf } from '../../../spec-support/http';
import { refreshStaysDown } from '../../../spec-support/flush-refresh';
import { API, pass, setUp, settle, useFakeTime } from '../../../spec-support/set-up';
import { JwtAuth } from '../session/jwt-auth';
import { jwtAuthInterceptor } from './jwt-auth-interceptor';

describe('jwtAuthInterceptor beside signals', () => {
  useSilentConsole();
  useFakeTime();

  it('does not make an effect that sends a request track the session', async () => {
    const app = setUp({
      interceptors: [
        jwtAuthInterceptor,
        (request, next) => {
          TestBed.inject(JwtAuth).claims();
          return next(request);
        },
      ],
    });
    let runs = 0;
    TestBed.runInInjectionContext(() =>
      effect(() => {
        runs++;
        app.get();
      }),
    );
    TestBed.tick();
    await app.signIn();
    TestBed.tick();
    await app.auth.signOut();
    TestBed.tick();
    expect(runs).toBe(1);
  });

  it('H23 serves httpResource, its reload too', async () => {
    const app = setUp();
    const old = await app.signIn();
    const items = TestBed.runInInjectionContext(() => httpResource(() => `${API}/items`));
    TestBed.tick();
    const first = sentTo(app);
    expect(tokenOf(first)).toBe(old);
    await refuse(first);
    const token = await refreshSucceeds(app);
    const replay = sentTo(app);
    expect(tokenOf(replay)).toBe(token);
    replay.flush(['a']);
    await settle();
    expect([items.value(), items.error()]).toEqual([['a'], undefined]);

    await pass(301_000);
    items.reload();
    TestBed.tick();
    const next = await refreshSucceeds(app);
    const reloaded = sentTo(app);
    expect(tokenOf(reloaded)).toBe(next);
    reloaded.flush(['b']);
    await settle();
    expect(items.value()).toEqual(['b']);
  });

  it('H23 serves a resource, and shows it why its request failed', async () => {
    const app = setUp();
    await signInStale(app);
    const items = TestBed.runInInjectionContext(() =>
      resource({ loader: () => firstValueFrom(app.http.get(`${API}/items`)) }),
    );
    TestBed.tick();
    expect(await refreshStaysDown(app)).toBeGreaterThan(1);
    expect(items.error()).toEqual(jasmine.objectContaining({ status: 0 }));
  });
});
