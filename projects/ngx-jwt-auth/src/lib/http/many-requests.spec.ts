import { useSilentConsole } from '../../../spec-support/console';
import { refreshFails, refreshSucceeds, signInStale, tokenOf } from '../../../spec-support/http';
import { API, REFRESH_URL, setUp, useFakeTime } from '../../../spec-support/set-up';

const COUNT = 1_000;

describe('a thousand requests', () => {
  useSilentConsole();
  useFakeTime();

  const paths = Array.from({ length: COUNT }, (_, index) => `/items/${index}`);
  const isItem = ({ url }: { url: string }): boolean => url.startsWith(`${API}/items`);

  it('H1 wait for one refresh, and are sent in the order in which they came', async () => {
    const app = setUp();
    await signInStale(app);
    const results = paths.map((path) => app.get(path));
    app.backend.expectNone(isItem);
    const token = await refreshSucceeds(app);
    const sent = app.backend.match(isItem);
    expect(sent.map(({ request }) => request.url)).toEqual(paths.map((path) => `${API}${path}`));
    expect(sent.every((request) => tokenOf(request) === token)).toBeTrue();
    for (const request of sent) request.flush('ok');
    expect(results.every(({ value }) => value === 'ok')).toBeTrue();
    app.backend.verify();
  });

  it('H1 that are refused together are repeated in that order after one refresh', async () => {
    const app = setUp();
    await app.signIn();
    const results = paths.map((path) => app.get(path));
    for (const request of app.backend.match(isItem)) {
      request.flush(null, { status: 401, statusText: 'Unauthorized' });
    }
    const token = await refreshSucceeds(app);
    const replays = app.backend.match(isItem);
    expect(replays.map(({ request }) => request.url)).toEqual(paths.map((path) => `${API}${path}`));
    expect(replays.every((request) => tokenOf(request) === token)).toBeTrue();
    for (const request of replays) request.flush('ok');
    expect(results.every(({ value }) => value === 'ok')).toBeTrue();
    app.backend.verify();
  });

  it('H2 fail each when the refresh is refused, and none of them is sent', async () => {
    const app = setUp();
    await signInStale(app);
    const events = app.recordEvents();
    const results = paths.map((path) => app.get(path));
    await refreshFails(app, 400);
    expect(results.every(({ error, isSettled }) => isSettled && error)).toBeTrue();
    expect(events).toEqual([{ type: 'sessionEnded', reason: 'refresh-rejected', from: 'here' }]);
    app.backend.expectNone(isItem);
    app.backend.expectNone(REFRESH_URL);
  });
});
