import type { Experiment } from '../experiment';

export const hundredRequests: Experiment = {
  id: 'hundred',
  title: '100 requests at once',
  what: 'The token has run out, and a page asks for 100 things at the same time.',
  async run({ bench, username }) {
    await bench.signInAndExpire(username);
    await bench.onSwitches((switches) => switches.set({ latency: 40 }));
    bench.send(100);
    await bench.settle();
  },
  explain: ({ naive }) => ({
    library:
      'It knows that the token has run out: all wait for one refresh, and each goes out once.',
    naive:
      naive.sentTwice > 0
        ? `It has to be told by a 401, so it sends everything twice: ${naive.requests + naive.sentTwice} calls instead of ${naive.requests}.`
        : 'It came through.',
  }),
};
