import { pause } from '../bench/pause';
import type { RefreshFaultKind } from '../bench/switches';
import type { Tally } from '../bench/tally';
import type { Experiment } from '../experiment';

const TITLES: Readonly<Record<RefreshFaultKind, string>> = {
  '503': 'Refresh answers 503',
  '429': 'Refresh answers 429',
  hang: 'Refresh hangs',
  drop: 'Refresh loses its connection',
};

/** Milliseconds that the line is down for at least, so that two or three attempts of the library meet it. */
const DOWN_FOR: Readonly<Record<number, number>> = { 2: 2000, 3: 6000 };
/** After so many a browser has given up to send a call again by itself. */
const RESENT_WITHIN = 600;

/** The next refreshes fail in some way that says nothing about the session. */
export function failRefresh(kind: RefreshFaultKind): Experiment {
  return {
    id: `refresh-${kind}`,
    title: TITLES[kind],
    what:
      kind === 'drop'
        ? 'The token has run out, and the connection of the refresh breaks. Browsers send it again by themselves, so the line is down for a time instead of a number of calls. 12 requests.'
        : 'The token has run out, and the next refreshes fail in a way that says nothing about the session. 12 requests.',
    async run({ bench, username, times }) {
      await bench.signInAndExpire(username);
      const isDrop = kind === 'drop';
      const refreshFault = { kind, times: isDrop ? 1000 : times };
      await bench.onSwitches((switches) =>
        switches.set({ latency: isDrop ? 30 : 150, refreshFault }),
      );
      const downUntil = pause(DOWN_FOR[times] ?? 0);
      const met = isDrop ? bench.untilBothMet(kind) : null;
      bench.send(12);
      if (met) {
        await Promise.all([downUntil, met]);
        await pause(RESENT_WITHIN);
        await bench.onSwitches((switches) => switches.set({ refreshFault: null }));
      }
      await bench.settle();
    },
    explain: ({ library, naive }) => ({ library: ofLibrary(library), naive: ofNaive(naive, kind) }),
  };
}

function ofLibrary({ answered, requests }: Tally): string {
  return answered === requests
    ? 'No definite answer, so the session stands: it tried again after a pause, while the requests waited.'
    : 'No definite answer in 15 s: the requests are told so with status 0, and the session stands.';
}

function ofNaive({ signedInTabs, lost }: Tally, kind: RefreshFaultKind): string {
  if (signedInTabs === 0) {
    return 'It takes any failure of the refresh for the end of the session: the user is thrown out by an outage, and who waited is never told.';
  }
  return kind === 'hang' && lost > 0
    ? 'It has no time limit: all requests hang with the refresh, and so will every later one.'
    : 'It came through.';
}
