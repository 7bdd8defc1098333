import type { Experiment } from '../experiment';

export const revokeRefreshToken: Experiment = {
  id: 'revoke',
  title: 'Revoke the refresh token',
  what: 'The token has run out, and the server ends the session: the refresh is refused for good. 12 requests.',
  endsSession: true,
  async run({ bench, username }) {
    await bench.signInAndExpire(username);
    await bench.onSwitches((switches) => switches.set({ latency: 300 }));
    await bench.onSwitches((switches) => switches.revokeRefreshTokens());
    bench.send(12);
    await bench.settle();
  },
  explain: ({ naive }) => ({
    library:
      'The server said so, so the session ends, once; every request that waited is told, and none was sent in vain.',
    naive:
      naive.lost > 0
        ? 'It signs out too, but who waited in the BehaviorSubject is never told: spinners that turn for ever.'
        : 'It signs out too.',
  }),
};
