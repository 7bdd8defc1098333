import { pause } from '../bench/pause';
import type { Experiment } from '../experiment';

export const goOffline: Experiment = {
  id: 'offline',
  title: 'Go offline',
  what: 'In the middle of a refresh the connection goes: both servers drop every call, and the page gets the browser’s own offline event, 2.5 s later online. (A page cannot unplug the browser itself.)',
  async run({ bench, username }) {
    await bench.signIn(username);
    await pause(900);
    await bench.onSwitches((switches) => switches.rejectAccessTokens());
    await bench.onSwitches((switches) => switches.set({ latency: 500 }));
    // As many as a browser has connections: all are answered before the line is cut.
    bench.send(3);
    await pause(800);
    await bench.onSwitches((switches) => switches.set({ unplugged: true, latency: 0 }));
    dispatchEvent(new Event('offline'));
    await pause(2500);
    await bench.onSwitches((switches) => switches.set({ unplugged: false }));
    dispatchEvent(new Event('online'));
    await bench.settle();
  },
  explain: ({ naive }) => ({
    library:
      'No answer is no verdict: the session stands, the requests wait, and the online event ends the pause at once.',
    naive:
      naive.signedInTabs === 0
        ? 'A tunnel on the way to work, and the user is signed out; who waited is never told.'
        : 'It came through.',
  }),
};
