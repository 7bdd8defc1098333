import type { Experiment } from '../experiment';

/** Besides this one. */
const MORE_TABS = 4;

export const fiveTabs: Experiment = {
  id: 'tabs',
  title: 'Five tabs, all expire',
  what: 'This page and four more documents of this browser, as tabs are, share the session; the token runs out, and each sends 4 requests at the same moment.',
  async run({ bench, tabs, username }) {
    const opening = tabs.open(MORE_TABS);
    await bench.signInAndExpire(username);
    const drivers = await opening;
    await bench.onSwitches((switches) => switches.set({ latency: 250 }));
    bench.send(4);
    await Promise.all([bench.settle(), ...drivers.map((driver) => driver.send(4))]);
  },
  explain: ({ naive }) => ({
    library:
      'One tab refreshes for all: a Web Lock and a ledger in IndexedDB decide which, and the others take over its tokens.',
    naive:
      naive.reuses > 0
        ? 'Each tab has a flag of its own, so the same refresh token is spent several times: the server takes it for stolen, and ends the session everywhere.'
        : 'Each tab has a flag of its own; the refreshes did not meet this time.',
  }),
};
