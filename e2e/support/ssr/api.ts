import { createApp } from '../../../projects/mock-backend/src/app.ts';
import { seedStorage } from './browser-globals.ts';

/** The mock backend, which also takes the token in `X-Access-Token`, and greets everybody. */
export interface Api {
  answer(request: Request): Promise<Response>;
  /** Whom `GET /api/greeting` greeted: a name, or nobody. */
  readonly greeted: string[];
  /** How many greetings were under way at one time, since this was asked last. */
  takeMostAtOnce(): number;
  /** Puts a good session of the admin where a browser would keep it. */
  leaveSessionInStorage(): Promise<void>;
}

export function createApi(): Api {
  const app = createApp();
  const greeted: string[] = [];
  let underWay = 0;
  let mostAtOnce = 0;
  const call = async (request: Request): Promise<Response> => app.fetch(request);

  return {
    greeted,

    takeMostAtOnce() {
      const most = mostAtOnce;
      mostAtOnce = underWay;
      return most;
    },

    async answer(request) {
      const token = request.headers.get('X-Access-Token');
      if (token) request.headers.set('Authorization', token);
      const { pathname, origin } = new URL(request.url);
      if (pathname !== '/api/greeting') return call(request);
      // Public, and cacheable: 200 for the anonymous, so that their answer could be transferred.
      mostAtOnce = Math.max(mostAtOnce, ++underWay);
      const me = await call(new Request(`${origin}/api/me`, request));
      const name = me.ok ? ((await me.json()) as { name: string }).name : 'nobody';
      underWay--;
      greeted.push(name);
      return Response.json({ name });
    },

    async leaveSessionInStorage() {
      const reply = await call(
        new Request('http://localhost/api/auth/login', {
          method: 'POST',
          body: JSON.stringify({ username: 'admin', password: 'password' }),
        }),
      );
      const tokens = (await reply.json()) as { accessToken: string; refreshToken: string };
      const sid = 'of-nobody-here';
      const expiresAt = Date.now() + 3_600_000;
      seedStorage('ssr-app', JSON.stringify({ v: 1, sid, seq: 1, ...tokens, expiresAt }));
      seedStorage('ssr-app.hint', sid);
    },
  };
}
