import { pause } from '../bench/pause';
import type { Experiment } from '../experiment';

/** Long enough for the other tab to sign in while a refresh, or a request, is under way. */
const LATENCY = 700;

export const otherUser: Experiment = {
  id: 'other-user',
  title: 'Another user in another tab',
  what: 'The token has run out, 8 requests are under way, and somebody else signs in in another tab.',
  async run({ bench, tabs, username }) {
    await bench.signInAndExpire(username);
    const [tab] = await tabs.open(1);
    const signIn = await tab?.prepareSignIn(username === 'admin' ? 'editor' : 'admin');
    await bench.onSwitches((switches) => switches.set({ latency: LATENCY }));
    bench.send(8);
    await pause(LATENCY / 3);
    await signIn?.();
    await bench.settle();
  },
  explain: ({ naive }) => ({
    library:
      'A request belongs to the session that made it: what waited fails with SESSION_CHANGED, nothing of it is sent as somebody else, and this page shows the new user.',
    naive:
      naive.asOther > 0
        ? 'It replays the queue with whatever token the store holds by then: one user’s requests, sent and answered as another’s, while this page still shows the first one.'
        : 'It does not notice the other user.',
  }),
};
