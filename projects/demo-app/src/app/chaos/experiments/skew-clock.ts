import { pause } from '../bench/pause';
import type { Experiment } from '../experiment';

export const skewClock: Experiment = {
  id: 'skew',
  title: 'Skew the server’s clock',
  what: 'The server’s clock is an hour behind: by this device’s clock its new tokens ran out 55 minutes ago. 12 requests.',
  async run({ bench, username }) {
    await bench.onSwitches((switches) => switches.set({ clockOffset: -3600, latency: 150 }));
    await bench.signIn(username);
    await pause(900);
    bench.send(12);
    await bench.settle();
  },
  explain: () => ({
    library:
      'It takes the lifetime from the token and the start from its own clock, so that a wrong clock changes nothing.',
    naive:
      'No fault here: it looks at no clock at all, and learns of every expiry by a 401. A version that compares exp with its own clock would refresh before each request.',
  }),
};
