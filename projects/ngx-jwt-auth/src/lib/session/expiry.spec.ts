import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt, createJwt } from '../../../spec-support/create-jwt';
import { flushRefresh, freshReply } from '../../../spec-support/flush-refresh';
import {
  API,
  pass,
  REFRESH_URL,
  setUp,
  settle,
  START,
  useFakeTime,
} from '../../../spec-support/set-up';
import { CLOCK } from '../clock';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('the end of a session without refresh', () => {
  useFakeTime();
  useSilentConsole();

  const expired = { type: 'sessionEnded', reason: 'expired', from: 'here' } as const;

  it('comes with the deadline of its token, as expired', async () => {
    const app = setUp({ features: [] });
    const events = app.recordEvents();
    await app.signIn(60);
    await pass(59_999);
    expect(app.auth.status()).toBe('authenticated');
    await pass(1);
    expect(app.auth.status()).toBe('anonymous');
    expect(events).toEqual([{ type: 'signedIn', from: 'here' }, expired]);
  });

  it('comes with the request when time jumped over the timer', async () => {
    const app = setUp({ features: [] });
    await app.signIn(60);
    const events = app.recordEvents();
    jasmine.clock().mockDate(new Date(START.getTime() + HOUR)); // the timer is late
    app.get();
    expect(app.tokenAt()).toBeNull();
    expect(app.auth.status()).toBe('anonymous');
    await pass(HOUR);
    expect(events).toEqual([expired]);
  });

  it('comes at the very deadline, not after it', async () => {
    const app = setUp({ features: [] });
    await app.signIn(60);
    jasmine.clock().mockDate(new Date(START.getTime() + 60_000)); // the timer is late
    app.get();
    expect(app.tokenAt()).toBeNull();
    expect(app.auth.status()).toBe('anonymous');
  });

  it('is timed by the last sign-in only', async () => {
    const app = setUp({ features: [] });
    await app.signIn(60);
    await app.signIn(300);
    await pass(299_999);
    expect(app.auth.status()).toBe('authenticated');
    await pass(1);
    expect(app.auth.status()).toBe('anonymous');
  });

  it('is not timed any more after a sign-out', async () => {
    const app = setUp({ features: [] });
    await app.signIn(60);
    await app.auth.signOut();
    const events = app.recordEvents();
    await pass(HOUR);
    expect(events).toEqual([]);
  });

  it('K4 waits for 30 days although a timer holds 24.8', async () => {
    const app = setUp({ features: [] });
    await app.signIn((30 * DAY) / 1000);
    await pass(24 * DAY);
    expect(app.auth.status()).toBe('authenticated');
    await pass(6 * DAY - 1);
    expect(app.auth.status()).toBe('authenticated');
    await pass(1);
    expect(app.auth.status()).toBe('anonymous');
  });

  it('K11 comes in time when the clock was set back meanwhile', async () => {
    const app = setUp({ features: [] });
    await app.signIn(60);
    jasmine.clock().mockDate(new Date(START.getTime() - HOUR));
    await pass(60_000);
    expect(app.auth.status()).toBe('anonymous');
  });

  it('K4 needs no timer while the lifetime is unknown', async () => {
    const after = jasmine.createSpy('after').and.returnValue(() => undefined);
    const app = setUp({
      features: [],
      providers: [{ provide: CLOCK, useValue: { now: () => Date.now(), after } }],
    });
    await app.auth.signIn('opaque');
    expect(after).not.toHaveBeenCalled();
    await app.signIn(60);
    expect(after).toHaveBeenCalledOnceWith(60_000, jasmine.any(Function));
  });

  it('K4 does not come while the lifetime is unknown', async () => {
    const app = setUp({ features: [] });
    await app.auth.signIn('opaque');
    await pass(30 * DAY);
    expect(await app.auth.getAccessToken()).toBe('opaque');
  });
});

describe('an exp without iat, on a device whose clock is ahead of it', () => {
  useFakeTime();
  useSilentConsole();

  it('K2 signs in all the same, and ends when an API refuses the token', async () => {
    const app = setUp({ features: [] });
    const token = createJwt({ sub: 'ann', exp: START.getTime() / 1000 - 60 });
    await app.auth.signIn(token);
    await pass(HOUR);
    expect(await app.auth.getAccessToken()).toBe(token);
    app.get();
    app.backend.expectOne(`${API}/items`).flush(null, { status: 401, statusText: 'Unauthorized' });
    expect(app.auth.status()).toBe('anonymous');
  });
});

describe('the deadline of a token', () => {
  useFakeTime();
  useSilentConsole();

  const now = START.getTime() / 1000;
  const at = (seconds: number): Date => new Date(START.getTime() + seconds * 1000);

  const rows: Record<string, [reply: object | string, deadline: Date | null]> = {
    'K2 is its lifetime from now on when the server is two hours ahead': [
      createJwt({ iat: now + 7200, exp: now + 7500 }),
      at(300),
    ],
    'K2 is its lifetime from now on when the server is two hours behind': [
      createJwt({ iat: now - 7200, exp: now - 6900 }),
      at(300),
    ],
    'K7 is exp without iat': [createJwt({ exp: now + 120 }), at(120)],
    'K7 is expires_in for an opaque token': [{ access_token: 'AT', expires_in: 90 }, at(90)],
    'K7 is expiresIn as a string': [{ accessToken: 'AT', expiresIn: '90' }, at(90)],
    'K7 is unknown for an opaque token alone': ['AT', null],
    'K14 is expires_in where that is shorter': [
      { access_token: createJwt({ iat: now, exp: now + 300 }), expires_in: 60 },
      at(60),
    ],
    'K15 is understood where exp is a text': [createJwt({ exp: String(now + 120) }), at(120)],
    'K15 is understood in milliseconds': [createJwt({ exp: (now + 120) * 1000 }), at(120)],
    'K2 is unknown where a clock that is ahead takes an exp without iat for over': [
      createJwt({ exp: now - 60 }),
      null,
    ],
    'K16 is unknown where exp is no time': [createJwt({ exp: 'soon' }), null],
    'K4 is unknown where expires_in is not finite': [
      { access_token: 'AT', expires_in: 'Infinity' },
      null,
    ],
    'K10 does not care for nbf': [createJwt({ iat: now, exp: now + 300, nbf: now + 600 }), at(300)],
  };

  for (const [title, [reply, deadline]] of Object.entries(rows)) {
    it(title, async () => {
      const app = setUp();
      await app.auth.signIn(reply);
      expect(app.auth.expiresAt()).toEqual(deadline);
    });
  }

  it('K2 leaves a refresh to the 401 when the server rejects what is fresh here', async () => {
    const app = setUp();
    await app.signIn();
    const result = app.get();
    app.backend.expectOne(`${API}/items`).flush(null, { status: 401, statusText: 'Unauthorized' });
    const next = freshReply();
    await flushRefresh(app, 200, next);
    expect(app.tokenAt()).toBe(next.accessToken);
    expect(result.isSettled).toBeFalse();
  });

  it('K4 starts no refresh in 24 days of a 30-day token', async () => {
    const app = setUp();
    const accessToken = await app.signIn((30 * DAY) / 1000);
    for (let day = 0; day < 24; day++) {
      await pass(DAY);
      expect(await app.auth.getAccessToken()).toBe(accessToken);
    }
    app.backend.expectNone(REFRESH_URL);
  });

  it('K7 leaves an opaque token without lifetime in use until a 401', async () => {
    const app = setUp();
    await app.auth.signIn({ accessToken: 'opaque', refreshToken: 'RT1' });
    await pass(30 * DAY);
    expect(await app.auth.getAccessToken()).toBe('opaque');
    app.get();
    app.backend.expectOne(`${API}/items`).flush(null, { status: 401, statusText: 'Unauthorized' });
    await settle();
    app.backend.expectOne(REFRESH_URL);
  });

  it('K10 lets a token with a future nbf through at once', async () => {
    const app = setUp();
    const accessToken = createFreshJwt(300, { nbf: now + 600 });
    await app.signIn(300, { accessToken });
    app.get();
    expect(app.tokenAt()).toBe(accessToken);
  });
});
