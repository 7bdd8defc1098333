import { formatNumber } from '../support/format-number.ts';
import { spreadOf } from '../support/spread-of.ts';
import type { Cell, Check, Column, Row, Table } from '../support/table.ts';
import { VARIANTS } from '../variants/variants.ts';
import type { Storm } from './in-the-middle.ts';
import { SMALL_STORMS, type Storms } from './measure-storms.ts';
import { SIZES, whyNot, type StormCase } from './storm-cases.ts';

/** The small and the large storm of each round. */
type Round = readonly [small: Storm, large: Storm];
type Part = (round: Round) => number;

const [SMALL, LARGE] = SIZES.map((size) => formatNumber(size));

const lost: Part = (round) => sum(round, ({ failed, hanging }) => failed + hanging);
const doubled: Part = (round) => sum(round, (storm) => storm.doubled);
const time: Part = ([, large]) => large.milliseconds;
const timeOfSmall: Part = ([small]) => small.milliseconds;
const work: Part = ([, large]) => large.work;
const growth: Part = ([small, large]) => large.work / small.work;

const PARTS: readonly (Column & { readonly part: Part })[] = [
  { title: `refreshes of ${SMALL}`, unit: '', part: ([small]) => small.refreshes },
  { title: `refreshes of ${LARGE}`, unit: '', part: ([, large]) => large.refreshes },
  { title: 'lost', unit: '', part: lost },
  { title: 'done twice', unit: '', part: doubled },
  { title: `time of ${SMALL}`, unit: 'ms', digits: 0, part: timeOfSmall },
  { title: `time of ${LARGE}`, unit: 'ms', digits: 0, part: time },
  { title: `work of ${LARGE}`, unit: 'ms', digits: 0, part: work },
  { title: `work of ${LARGE} by that of ${SMALL}`, unit: '', digits: 1, part: growth },
  {
    title: `peak heap of ${LARGE}`,
    unit: 'MB',
    digits: 1,
    part: ([, large]) => large.peakHeap / 1e6,
  },
];

/** One of the storms, from what was measured in each round. */
export function stormTable(
  storm: StormCase,
  results: ReadonlyMap<string, readonly Storms[]>,
): Table {
  const rounds = (app: string): readonly Round[] =>
    (results.get(app) ?? []).flatMap((storms) => {
      const [small, large] = storms.get(storm.id) ?? [];
      return small && large ? [[small, large]] : [];
    });
  const rows = VARIANTS.map(({ app, title }): Row => {
    const reason = whyNot(app, storm);
    const cells = (): Cell[] => PARTS.map(({ part }) => cellOf(rounds(app).map(part)));
    return { variant: title, cells: reason === null ? cells() : { cannot: reason } };
  });
  return {
    id: storm.id,
    title: storm.title,
    columns: PARTS.map(({ part: _, ...column }) => column),
    rows,
    chart: PARTS.findIndex(({ part }) => part === time),
    notes: [
      'So many requests are sent at once. A strict server in the page answers each 10 ms later, or spread over 200 ms more; a refresh takes as long as they do.',
      `A storm of ${SMALL} is done ${SMALL_STORMS} times in each round, and the one of median time counts.`,
      'Time ends with the last answer; work is what the main thread of the page has done for it.',
      ...(storm.isKnown
        ? ['Hand-written code does not look at the end of a token: it learns by the 401.']
        : []),
    ],
    checks: VARIANTS.filter(({ app }) => /^library-(?!minimal)/.test(app)).flatMap(
      ({ app, title }) =>
        checksOf(rounds(app), rounds('hand')).map((check) => ({
          ...check,
          claim: `${title}: ${check.claim}`,
        })),
    ),
  };
}

function checksOf(ours: readonly Round[], hand: readonly Round[]): Check[] {
  const median = (rounds: readonly Round[], part: Part): number =>
    spreadOf(rounds.map(part)).median;
  const ofHand = (part: Part): number => median(ours, part) / median(hand, part);
  const [small, large] = [ofHand(timeOfSmall), ofHand(time)];
  const ratios = [small, large, ofHand(work)].map((ratio) => formatNumber(ratio, 2));
  const grown = median(ours, growth);
  return [
    {
      claim: 'one refresh in every round',
      isMet: ours.every((round) => round.every(({ refreshes }) => refreshes === 1)),
    },
    {
      claim: 'nothing lost, nothing done twice',
      isMet: ours.every((round) => lost(round) + doubled(round) === 0),
    },
    {
      claim: `at most 1.2 times the time of hand-written (${SMALL}: ${ratios[0]}, ${LARGE}: ${ratios[1]}, and ${ratios[2]} times its work)`,
      isMet: Math.max(small, large) <= 1.2,
    },
    {
      claim: `${LARGE} requests are at most 12 times the work of ${SMALL} (${formatNumber(grown, 1)})`,
      isMet: grown <= 12,
    },
  ];
}

function sum(round: Round, count: (storm: Storm) => number): number {
  return round.reduce((all, storm) => all + count(storm), 0);
}

/** What is the same in each round is one number. */
function cellOf(values: readonly number[]): Cell {
  const spread = spreadOf(values);
  return spread.min === spread.max ? spread.min : spread;
}
