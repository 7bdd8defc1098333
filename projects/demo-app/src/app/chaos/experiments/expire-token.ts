import { pause } from '../bench/pause';
import type { Experiment } from '../experiment';

export const expireToken: Experiment = {
  id: 'expire',
  title: 'Expire the token now',
  what: 'The server changes its signing key: every access token that it has issued is answered with 401. 12 requests, one of them to a slow endpoint.',
  async run({ bench, username }) {
    await bench.signIn(username);
    await pause(900);
    await bench.onSwitches((switches) => switches.rejectAccessTokens());
    await bench.onSwitches((switches) => switches.set({ latency: 2500 }));
    bench.send(1);
    await pause(250); // it has got there, and is slow
    await bench.onSwitches((switches) => switches.set({ latency: 60 }));
    bench.send(11);
    await bench.settle();
  },
  explain: ({ naive }) => ({
    library:
      'All 401s share one refresh, and those that come in late are sent again with the token that is there already.',
    naive:
      naive.refreshCalls > 1
        ? 'A 401 that came in when the refresh was over looked like a new expiry, so it refreshed again.'
        : 'The 401s happened to come in together this time; a late one would refresh again.',
  }),
};
