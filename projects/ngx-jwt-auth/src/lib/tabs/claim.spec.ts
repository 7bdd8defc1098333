import { decideClaim, isTaken, type Claimant, type Verdict } from './claim';
import type { LedgerRow } from './ledger-row';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const TERM = 70_000;

function decide(row: LedgerRow | undefined, fields: Partial<Claimant> = {}): Verdict {
  return decideClaim(row, {
    seq: 3,
    owner: 'me',
    held: true,
    now: NOW,
    term: TERM,
    hasSettled: false,
    ...fields,
  });
}

/** A row whose tokens somebody else spends. */
function owned(fields: Partial<LedgerRow> = {}): LedgerRow {
  return { seq: 3, owner: 'them', held: true, until: NOW + 5_000, ...fields };
}

describe('a claim to spend a refresh token', () => {
  it('is granted where nothing is written down', () => {
    expect(decide(undefined)).toBe('granted');
  });

  it('is granted when the row is behind: the store has shown newer tokens', () => {
    expect(decide(owned({ seq: 2 }))).toBe('granted');
    expect(decide({ seq: 2, isRefused: true })).toBe('granted');
  });

  it('is granted at the same seq: the tokens were not spent', () => {
    expect(decide({ seq: 3 })).toBe('granted');
  });

  it('by rule 3 finds a session over, whatever else is written', () => {
    expect(decide({ seq: 2, isOver: true })).toBe('over');
    expect(decide(owned({ seq: 4, isOver: true }))).toBe('over');
  });

  it('by rule 3 is behind newer tokens, and knows whether somebody is at work on them', () => {
    expect(decide({ seq: 4 })).toBe('lost');
    expect(decide(owned({ seq: 4 }))).toBe('behind');
    expect(decide(owned({ seq: 4, until: NOW }))).toBe('lost');
  });

  it('by rule 3 is refused where the server refused these tokens', () => {
    expect(decide({ seq: 3, isRefused: true })).toBe('refused');
  });

  for (const [who, held, row] of [
    ['me without the lock', false, owned()],
    ['me where there are no locks', null, owned()],
    ['an owner that had no lock', true, owned({ held: false })],
  ] as const) {
    it(`by rule 3 waits for a live owner: the lock tells nothing of ${who}`, () => {
      expect(decide(row, { held })).toBe('taken');
      expect(decide(row, { held, hasSettled: true })).toBe('taken');
    });
  }

  it('T2 by rule 3 takes over from who held the lock that it holds now, after a while', () => {
    expect(decide(owned())).toBe('settle');
    expect(decide(owned(), { hasSettled: true })).toBe('granted');
  });

  it('T2 by rule 3 takes over from who is past the term', () => {
    const past = owned({ until: NOW });
    // Not at once: a tab that was frozen has not seen yet what the owner has left.
    expect(decide(past, { held: null })).toBe('settle');
    expect(decide(past, { held: null, hasSettled: true })).toBe('granted');
    expect(decide(owned({ until: NOW + 1 }), { held: null })).toBe('taken');
  });

  it('is not in its own way', () => {
    expect(decide(owned({ owner: 'me' }), { held: null })).toBe('granted');
  });

  it('by rule 3 takes a term further ahead than it can be for past: the clock was set back', () => {
    expect(decide(owned({ until: NOW + TERM }), { held: null })).toBe('taken');
    expect(decide(owned({ until: NOW + TERM + 1 }), { held: null })).toBe('settle');
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
