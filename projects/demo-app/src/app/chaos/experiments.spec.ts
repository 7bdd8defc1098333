import type { Tally } from './bench/tally';
import { EXPERIMENTS } from './experiments';

const CAME_THROUGH: Tally = {
  requests: 12,
  answered: 12,
  failed: 0,
  reasons: [],
  lost: 0,
  sentTwice: 0,
  asOther: 0,
  refreshCalls: 1,
  reuses: 0,
  signedInTabs: 1,
  tabs: 1,
};

/** The ways to go wrong that a text may speak of. */
const CLAIMS =
  /twice|refreshed again|never told|thrown out|signed out|no time limit|taken? for stolen|as another’s/;

describe('EXPERIMENTS', () => {
  it('have an id, a title and an explanation each', () => {
    expect(new Set(EXPERIMENTS.map(({ id }) => id)).size).toBe(EXPERIMENTS.length);
    for (const { title, what, explain } of EXPERIMENTS) {
      const { library, naive } = explain({ library: CAME_THROUGH, naive: CAME_THROUGH });
      for (const text of [title, what, library, naive])
        expect(text).withContext(title).toMatch(/\w/);
    }
  });

  for (const experiment of EXPERIMENTS) {
    it(`"${experiment.title}" blames nobody for what did not happen`, () => {
      const { naive } = experiment.explain({ library: CAME_THROUGH, naive: CAME_THROUGH });
      expect(naive).not.toMatch(CLAIMS);
    });
  }

  it('say what did happen', () => {
    const explain = (id: string, naive: Partial<Tally>): string => {
      const experiment = EXPERIMENTS.find((each) => each.id === id)!;
      return experiment.explain({ library: CAME_THROUGH, naive: { ...CAME_THROUGH, ...naive } })
        .naive;
    };
    expect(explain('expire', { refreshCalls: 2 })).toContain('refreshed again');
    expect(explain('hundred', { sentTwice: 12 })).toContain('24 calls instead of 12');
    expect(explain('revoke', { lost: 11 })).toContain('never told');
    expect(explain('refresh-503', { signedInTabs: 0 })).toContain('thrown out');
    expect(explain('refresh-hang', { lost: 12 })).toContain('no time limit');
    expect(explain('offline', { signedInTabs: 0 })).toContain('signed out');
    expect(explain('tabs', { reuses: 4 })).toContain('takes it for stolen');
    expect(explain('other-user', { asOther: 8 })).toContain('as another’s');
  });

  it('say of the library whether the requests were answered or told', () => {
    const refresh503 = EXPERIMENTS.find(({ id }) => id === 'refresh-503')!;
    const explain = (library: Tally): string =>
      refresh503.explain({ library, naive: CAME_THROUGH }).library;
    expect(explain(CAME_THROUGH)).toContain('tried again');
    expect(explain({ ...CAME_THROUGH, answered: 0, failed: 12 })).toContain(
      'told so with status 0',
    );
  });
});
