import { decideClaim, isTaken, type Claimant, type Verdict } from './claim';
import type { LedgerRow } from './ledger-row';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const TERM = 12_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;

function decide(row: LedgerRow | undefined, fields: Partial<Claimant> = {}): Verdict {
  return decideClaim(row, {
    seq: 3,
    owner: 'me',
    held: true,
    now: NOW,
    term: TERM,
    hasSettled: false,
    awakeSince: 0,
    ...fields,
  });
}

/** A row whose tokens somebody else spends. */
function owned(fields: Partial<LedgerRow> = {}): LedgerRow {
  return { seq: 3, owner: 'them', held: true, until: NOW + 5_000, ...fields };
}

/** A row that its owner has released after failures. */
function paused(fields: Partial<NonNullable<LedgerRow['pause']>>): LedgerRow {
  return { seq: 3, pause: { failures: 1, at: NOW - 100, cool: 0, after: 0, ...fields } };
}

describe('a claim to spend a refresh token', () => {
  it('is granted where nothing is written down', () => {
    expect(decide(undefined)).toEqual({ is: 'granted' });
  });

  it('is granted when the row is behind: the store has shown newer tokens', () => {
    expect(decide(owned({ seq: 2 }))).toEqual({ is: 'granted' });
    expect(decide({ seq: 2, isRefused: true })).toEqual({ is: 'granted' });
    expect(decide({ ...paused({ cool: NOW + 1_000 }), seq: 2 })).toEqual({ is: 'granted' });
  });

  it('is granted at the same seq: the tokens were not spent', () => {
    expect(decide({ seq: 3 })).toEqual({ is: 'granted' });
  });

  it('by rule 3 finds a session over, whatever else is written', () => {
    expect(decide({ seq: 2, isOver: true })).toEqual({ is: 'over' });
    expect(decide(owned({ seq: 4, isOver: true }))).toEqual({ is: 'over' });
  });

  it('by rule 3 is behind newer tokens, and knows whether somebody is at work on them', () => {
    expect(decide({ seq: 4 })).toEqual({ is: 'behind', isOwned: false });
    expect(decide(owned({ seq: 4 }))).toEqual({ is: 'behind', isOwned: true });
    expect(decide(owned({ seq: 4, until: NOW }))).toEqual({ is: 'behind', isOwned: false });
  });

  it('by rule 3 is refused where the server refused these tokens', () => {
    expect(decide({ seq: 3, isRefused: true })).toEqual({ is: 'refused' });
  });

  for (const [who, held, row] of [
    ['me without the lock', false, owned()],
    ['me where there are no locks', null, owned()],
    ['an owner that had no lock', true, owned({ held: false })],
  ] as const) {
    it(`by rule 3 waits for a live owner: the lock tells nothing of ${who}`, () => {
      expect(decide(row, { held })).toEqual({ is: 'taken', until: NOW + 5_000 });
      expect(decide(row, { held, hasSettled: true }).is).toBe('taken');
    });
  }

  it('T2 by rule 3 takes over from who held the lock that it holds now, after a while', () => {
    expect(decide(owned())).toEqual({ is: 'settle' });
    expect(decide(owned(), { hasSettled: true })).toEqual({ is: 'granted' });
  });

  it('T2 by rule 3 takes over from who is past the term', () => {
    const past = owned({ until: NOW });
    // Not at once: a tab that was frozen has not seen yet what the owner has left.
    expect(decide(past, { held: null })).toEqual({ is: 'settle' });
    expect(decide(past, { held: null, hasSettled: true })).toEqual({ is: 'granted' });
    expect(decide(owned({ until: NOW + 1 }), { held: null }).is).toBe('taken');
  });

  it('is not in its own way', () => {
    expect(decide(owned({ owner: 'me' }), { held: null })).toEqual({ is: 'granted' });
  });

  it('by rule 3 takes a term further ahead than it can be for past: the clock was set back', () => {
    expect(decide(owned({ until: NOW + TERM }), { held: null }).is).toBe('taken');
    expect(decide(owned({ until: NOW + TERM + 1 }), { held: null })).toEqual({ is: 'settle' });
  });

  for (const [pause, longest] of [
    ['cool', MINUTE],
    ['after', HOUR],
  ] as const) {
    it(`by rule 3 holds back until ${pause}, at most for ${String(longest)} ms`, () => {
      for (const time of [NOW + 1, NOW + longest]) {
        const row = paused({ [pause]: time });
        expect(decide(row)).toEqual({ is: 'paused', pause: row.pause! });
      }
      for (const time of [NOW, NOW + longest + 1]) {
        expect(decide(paused({ [pause]: time }))).toEqual({ is: 'granted' });
      }
    });
  }

  it('ignores our own pause once the page woke up, and not what the server asked for', () => {
    const at = NOW - 1_000;
    const cool = paused({ at, cool: NOW + 1_000 });
    expect(decide(cool, { awakeSince: at }).is).toBe('paused');
    expect(decide(cool, { awakeSince: at + 1 })).toEqual({ is: 'granted' });
    const after = paused({ at, after: NOW + 1_000 });
    expect(decide(after, { awakeSince: at + 1 }).is).toBe('paused');
  });

  it('does not hold back for a pause that somebody has waited for already', () => {
    const { pause } = paused({ cool: NOW + 1_000, after: NOW + 1_000 });
    const row = { ...owned({ until: NOW }), pause: pause! };
    expect(decide(row, { hasSettled: true })).toEqual({ is: 'granted' });
  });
});

describe('isTaken()', () => {
  const rows: [title: string, row: LedgerRow, expected: boolean][] = [
    ['nobody', { seq: 1 }, false],
    ['nobody, with a time left over', { seq: 1, until: NOW + 1 }, false],
    ['somebody else', { seq: 1, owner: 'them', until: NOW + 1 }, true],
    ['somebody else who is late', { seq: 1, owner: 'them', until: NOW }, false],
    ['somebody else without a time', { seq: 1, owner: 'them' }, false],
    ['oneself', { seq: 1, owner: 'me', until: NOW + 1 }, false],
  ];
  for (const [title, row, expected] of rows) {
    it(`is ${String(expected)} for ${title}`, () => {
      expect(isTaken(row, 'me', NOW, TERM)).toBe(expected);
    });
  }
});
