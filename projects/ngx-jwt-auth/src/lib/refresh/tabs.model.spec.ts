import fc from 'fast-check';
import { useSilentConsole } from '../../../spec-support/console';
import { expectAsyncProperty } from '../../../spec-support/properties';
import { FATES, type Plan } from '../../../spec-support/tabs-model/strict-server';
import {
  STEPS,
  TabsWorld,
  type Start,
  type Step,
} from '../../../spec-support/tabs-model/tabs-world';

const start = fc.record<Start>({
  seed: fc.noShrink(fc.integer()),
  tabs: fc.constantFrom(2, 3),
  age: fc.constantFrom(0, 50, 65),
  hasLocks: fc.constantFrom(true, true, true, true, false),
  plans: fc.array(
    fc.record<Plan>({
      fate: fc.oneof(
        { arbitrary: fc.constant('ok' as const), weight: 12 },
        { arbitrary: fc.constantFrom(...FATES), weight: 8 },
      ),
      ms: fc.constantFrom(5, 40, 400, 3_000, 9_000, 11_000),
    }),
    { maxLength: 6 },
  ),
});

const OFTEN: readonly Step['what'][] = ['send in all tabs', 'refresh() in all tabs'];

/** Some time, or so many events: those come close to one another while the tabs talk. */
const pauses = fc.oneof(
  { arbitrary: fc.record({ events: fc.nat(40), ms: fc.constant(12_000) }), weight: 2 },
  fc.record({
    events: fc.constant(Infinity),
    ms: fc.constantFrom(10, 100, 700, 3_000, 12_000, 50_000, 70_000),
  }),
);

const steps = fc.array(
  fc
    .tuple(fc.record({ what: fc.constantFrom(...OFTEN, ...STEPS), pick: fc.nat(5) }), pauses)
    .map(([act, pause]): Step => ({ ...act, ...pause })),
  { minLength: 1, maxLength: 16, size: 'max' },
);

/** Lets the browser breathe: a page of microtasks alone looks dead to Karma. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

describe('C14 the tabs of a browser in any order of events', () => {
  useSilentConsole();
  let timeout: number;
  beforeEach(() => {
    timeout = jasmine.DEFAULT_TIMEOUT_INTERVAL;
    jasmine.DEFAULT_TIMEOUT_INTERVAL = 3_600_000;
    jasmine.clock().install();
  });
  afterEach(() => {
    jasmine.clock().uninstall();
    jasmine.DEFAULT_TIMEOUT_INTERVAL = timeout;
  });

  it('C14 the tabs spend no token twice, lose and revive no session, and agree in the end', async () => {
    await expectAsyncProperty(
      fc.asyncProperty(start, steps, async (conditions, order) => {
        const world = new TabsWorld(conditions);
        try {
          for (const step of order) await world.run(step);
          await world.drain();
        } finally {
          world.close();
        }
        await breathe();
      }),
      0.2,
    );
  });
});
