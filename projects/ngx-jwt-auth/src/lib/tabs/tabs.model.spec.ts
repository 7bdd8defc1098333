import fc from 'fast-check';
import { useSilentConsole } from '../../../spec-support/console';
import { expectAsyncProperty, useNoTimeLimit } from '../../../spec-support/properties';
import { PAST_FAILURES } from '../../../spec-support/tabs-model/past-failures';
import { FATES, type Plan } from '../../../spec-support/tabs-model/strict-server';
import {
  DISTURBANCES,
  REMOUNT,
  STEPS,
  TabsWorld,
  type Start,
  type Step,
} from '../../../spec-support/tabs-model/tabs-world';

const plan = fc.record<Plan>({
  fate: often('ok', FATES),
  // Later than 10 s nobody waits for the answer any more: it is lost like some of the others.
  ms: fc.constantFrom(5, 5, 5, 40, 40, 40, 400, 400, 400, 3_000, 9_000, 11_000),
});

const start = fc.record<Start>({
  seed: fc.noShrink(fc.integer()),
  tabs: fc.constantFrom(2, 3),
  age: fc.constantFrom(0, 50, 65),
  hasLocks: often(true, [false]),
  plans: fc.array(plan, { maxLength: 6 }),
});

/** Some time, or so many events: those come close to one another while the tabs talk. */
const pause = fc.oneof(
  { arbitrary: fc.record({ events: fc.nat(40), ms: fc.constant(12_000) }), weight: 2 },
  fc.record({
    events: fc.constant(Infinity),
    ms: fc.constantFrom(10, 100, 700, 3_000, 12_000, 50_000, 70_000),
  }),
);

function stepOf(...whats: readonly Step['what'][]): fc.Arbitrary<Step> {
  const act = fc.record({ what: fc.constantFrom(...whats), pick: fc.nat(5) });
  return fc.tuple(act, pause).map(([act, pause]) => ({ ...act, ...pause }));
}

/** All tabs need new tokens, and something comes in between. */
const round = fc
  .tuple(
    stepOf('send in all tabs', 'refresh() in all tabs'),
    fc.array(stepOf(...DISTURBANCES), { minLength: 1, maxLength: 3 }),
  )
  .map(([first, others]) => [first, ...others]);

/** All tabs need new tokens, and apps come and go in pages that live on. */
const remounts = fc
  .array(
    fc.tuple(
      stepOf('send in all tabs', 'refresh() in all tabs'),
      stepOf(REMOUNT),
      stepOf(REMOUNT, 'sign in as another user', 'sign out', 'reload', 'crash'),
    ),
    { minLength: 1, maxLength: 4, size: 'max' },
  )
  .map((groups) => groups.flat());

const steps = fc
  .array(fc.oneof(round, fc.tuple(stepOf(...STEPS))), { minLength: 1, maxLength: 8, size: 'max' })
  .map((groups) => groups.flat());

/** Nearly always this, else one of those. */
function often<T>(usual: T, rare: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof({ arbitrary: fc.constant(usual), weight: 5 }, fc.constantFrom(...rare));
}

describe('C14 the tabs of a browser in any order of events', () => {
  useSilentConsole();
  useNoTimeLimit();
  beforeEach(() => jasmine.clock().install());
  afterEach(() => {
    jasmine.clock().uninstall();
  });

  async function expectAgreement(conditions: Start, order: readonly Step[]): Promise<void> {
    const world = new TabsWorld(conditions);
    try {
      for (const step of order) await world.run(step);
      await world.drain();
    } finally {
      world.close();
    }
  }

  it('C14 the tabs spend no token twice, lose and revive no session, and agree in the end', async () => {
    await expectAsyncProperty(fc.asyncProperty(start, steps, expectAgreement), 0.05, PAST_FAILURES);
  });

  it('L15 neither do they when apps are destroyed and others started in their pages', async () => {
    await expectAsyncProperty(fc.asyncProperty(start, remounts, expectAgreement), 0.1);
  });
});
