import { useSilentConsole } from '../../../spec-support/console';
import {
  codeOf,
  refreshFails,
  refreshSucceeds,
  signInStale,
  tokenOf,
} from '../../../spec-support/http';
import {
  API,
  pass,
  REFRESH_URL,
  setUp,
  settle,
  useFakeTime,
  type TestApp,
} from '../../../spec-support/set-up';
import { withTokenRefresh } from '../refresh/with-token-refresh';
import { jwtAuthInterceptor } from './jwt-auth-interceptor';

const isItem = ({ url }: { url: string }): boolean => url.startsWith(`${API}/items`);

describe('a request that has to wait', () => {
  useSilentConsole();
  useFakeTime();

  describe('for the refresh', () => {
    it('C1 shares it with the others', async () => {
      const app = setUp();
      await signInStale(app);
      const results = Array.from({ length: 10 }, (_, index) => app.get(`/items/${index}`));
      app.backend.expectNone(isItem);
      const token = await refreshSucceeds(app);
      const sent = app.backend.match(isItem);
      expect(sent.map(tokenOf)).toEqual(Array(10).fill(token));
      for (const request of sent) request.flush('ok');
      expect(results.map(({ value }) => value)).toEqual(Array(10).fill('ok'));
      app.backend.verify();
    });

    it('C5 waits for the one in flight, and is sent once with the new token', async () => {
      const app = setUp();
      await app.signIn();
      const refreshed = app.auth.refresh();
      app.get();
      await settle();
      app.backend.expectNone(isItem);
      const token = await refreshSucceeds(app);
      await refreshed;
      expect(app.tokenAt()).toBe(token);
      app.backend.verify();
    });

    it('H9 starts it before the token expires, so that no large upload is sent in vain', async () => {
      const app = setUp();
      const old = await app.signIn(300);
      await pass(269_000);
      app.http.post(`${API}/upload`, new Blob(['large'])).subscribe();
      expect(app.tokenAt('/upload')).toBe(old);
      await pass(1_000);
      app.http.post(`${API}/upload`, new Blob(['large'])).subscribe();
      app.backend.expectNone(`${API}/upload`);
      const token = await refreshSucceeds(app);
      expect(app.tokenAt('/upload')).toBe(token);
    });

    it('is sent with a token that is nearly over when there is no other', async () => {
      const app = setUp();
      const token = await app.signIn(300);
      await pass(280_000);
      app.get();
      await refreshFails(app, 503);
      expect(app.tokenAt()).toBe(token);
    });

    it('H3 is sent alone when the 999 others were unsubscribed', async () => {
      const app = setUp();
      await signInStale(app);
      const results = Array.from({ length: 1_000 }, (_, index) => app.get(`/items/${index}`));
      for (const { subscription } of results.slice(1)) subscription.unsubscribe();
      const refresh = app.backend.expectOne(REFRESH_URL);
      expect(refresh.cancelled).toBeFalse();
      refresh.flush({ accessToken: 'AT2' });
      await settle();
      expect(app.backend.match(isItem).map(({ request }) => request.url)).toEqual([
        `${API}/items/0`,
      ]);
    });

    it('H4 leaves it to its end when everybody is gone', async () => {
      const app = setUp();
      await signInStale(app);
      const results = [app.get('/items/0'), app.get('/items/1')];
      for (const { subscription } of results) subscription.unsubscribe();
      const token = await refreshSucceeds(app);
      app.backend.verify();
      app.get();
      expect(app.tokenAt()).toBe(token);
    });

    it('C7 is not sent when the user signs out meanwhile, whatever the refresh brings', async () => {
      const app = setUp();
      await signInStale(app);
      const result = app.get();
      const signedOut = app.auth.signOut();
      await pass(1);
      expect(result.error).toEqual(jasmine.objectContaining({ status: 401 }));
      await signedOut;
      await refreshSucceeds(app);
      app.backend.expectNone(isItem);
      expect(app.auth.status()).toBe('anonymous');
      app.get();
      expect(app.tokenAt()).toBeNull();
    });

    it('settles with what an interceptor further down throws', async () => {
      const app = setUp({
        interceptors: [
          jwtAuthInterceptor,
          () => {
            throw new Error('from below');
          },
        ],
      });
      await signInStale(app);
      const result = app.get();
      await refreshSucceeds(app);
      expect(result.error).toEqual(new Error('from below'));
    });
  });

  describe('C15 for the refresh whose function made it', () => {
    const send = (app: () => TestApp, isLate: boolean) => async (): Promise<string> => {
      if (isLate) await Promise.resolve();
      return new Promise((resolve, reject) => {
        app().http.post<string>(REFRESH_URL, {}).subscribe({ next: resolve, error: reject });
      });
    };

    it('fails within the timeout without the context, with an error that names the mistake', async () => {
      const app: TestApp = setUp({ features: [withTokenRefresh(send(() => app, false))] });
      await signInStale(app);
      const result = app.get();
      await pass(15_000);
      await pass(1);
      expect(codeOf(result)).toBe('REFRESH_UNAVAILABLE');
      expect(console.error).toHaveBeenCalledWith(
        jasmine.stringContaining('without the given `context`'),
      );
      app.backend.verify();
    });

    it('fails within the timeout where an await hides who it is', async () => {
      const app: TestApp = setUp({
        features: [
          withTokenRefresh(
            send(() => app, true),
            { timeout: 2_000 },
          ),
        ],
      });
      await signInStale(app);
      const result = app.get();
      await pass(2_999);
      expect(result.isSettled).toBeFalse();
      await pass(1);
      await pass(1);
      expect(codeOf(result)).toBe('REFRESH_UNAVAILABLE');
      expect(console.warn).toHaveBeenCalledWith(
        jasmine.stringContaining('pass the given `context`'),
      );
      app.backend.verify();
    });
  });
});
