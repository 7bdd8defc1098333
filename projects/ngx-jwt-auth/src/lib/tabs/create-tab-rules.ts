import { inject } from '@angular/core';
import { CLOCK } from '../clock';
import { endElsewhere } from '../session/end-elsewhere';
import type { SessionCore } from '../session/session-core';
import { OWN } from '../own';
import { storeKey, TOKEN_STORE } from '../token/jwt-token-store';
import { LEDGER, writeRow, type LedgerRow, type LedgerRows } from './ledger';
import { TAB_LOCK } from './tab-lock';
import type { TabRules, TabRulesSetup } from './tab-rules';
import { SETTLE_DELAY, SLACK, type TurnContext } from './create-steps';
import { createTurn } from './create-turn';

/** Of a session that is over nothing else counts. */
const OVER: LedgerRow = { seq: 0, isOver: true };

/** Makes the rules of tabs that share a store; called in an injection context. */
export function createTabRules(session: SessionCore, setup: TabRulesSetup): TabRules {
  const store = inject(TOKEN_STORE, OWN);
  const lock = inject(TAB_LOCK);
  const ledger = inject(LEDGER);
  const name = storeKey(store);
  const isPrivate = store?.reach === 'tab';
  const clock = inject(CLOCK);
  const context: TurnContext = {
    ...setup,
    session,
    isPrivate,
    term: setup.timeout + SLACK,
    clock,
    settledAt: 0,
    update: (change, isEager) =>
      ledger(name, change, isEager).catch((error: unknown) => {
        context.settledAt = clock.now() + SETTLE_DELAY;
        throw error;
      }),
    end: (sid, reason) => {
      if (session.sid === sid) endElsewhere(session, reason, isPrivate);
    },
  };
  const { update } = context;
  /** Whether a lost record is looked into already: the store may show the loss again and again. */
  let isHealing = false;

  return {
    // One session does not wait for another.
    takeTurn: (tokens, attempt) =>
      lock(`${name}.${tokens.sid}`, context.term, (held) =>
        attempt(createTurn(context, tokens, held)),
      ),

    async recordSignIn(tokens, replaced) {
      const { sid, seq } = tokens;
      const shown = replaced ?? session.stored?.read()?.sid;
      const old = shown ?? session.previous?.sid;
      const saved = session.stored?.save(tokens, shown);
      const record = (rows: LedgerRows): void => {
        const row = rows.get(sid);
        if (row?.isOver) return;
        if (!row) writeRow(rows, sid, { seq });
        // A private store, or a copy of it, lives on in another tab.
        if (isPrivate) return;
        const others = [...rows.keys()].filter(
          (key) => key !== sid && key !== old && !rows.get(key)?.isOver,
        );
        if (old !== undefined) writeRow(rows, old, OVER);
        for (const other of others) {
          writeRow(rows, other, OVER);
          void session.stored?.clear(other); // what it still writes does not come back
        }
        if (!row && (!saved || others.length > 0)) saveAgain(context, sid);
      };
      const recordLater = (error: unknown): void => {
        // A tab that is frozen has the ledger, or this one was frozen: the store shows who came last.
        if ((error as Error).name !== 'TimeoutError') return;
        whenSettled(context, () => {
          if (session.sid === sid && !session.isDestroyed) update(record).catch(recordLater);
        });
      };
      const written = update(record).catch(recordLater);
      // Both: the app may leave the page as soon as the sign-in is done.
      await written;
      await saved;
    },

    recordEnd: (sid, isCleared) =>
      update((rows) => {
        // Again: another tab may have written it since. Not where there may be the record of another
        // session: what is seen here may be old, and an app's store may not look what it clears.
        const isMine = !rows.get(sid)?.isOver;
        if ((store?.reach || !isCleared) && isMine) void session.stored?.clear(sid);
        writeRow(rows, sid, OVER);
      }).catch(() => {
        if (isCleared) return;
        whenSettled(context, () => {
          if (!session.sid) void session.stored?.clear(sid);
        });
      }),

    heal() {
      const mine = session.current();
      if (!mine || isHealing) return;
      const { sid } = mine;
      isHealing = true;
      const saveLater = (): void => {
        isHealing = true;
        whenSettled(context, () => {
          isHealing = false;
          const now = session.current();
          if (now?.sid === sid && !session.isDestroyed) void session.stored?.save(now);
        });
      };
      const save = (rows: LedgerRows): void => {
        isHealing = false;
        const row = rows.get(sid);
        if (row?.isOver) context.end(sid, 'signed-out');
        // It is not known which of them came last.
        else if (!row) saveLater();
        // Else newer tokens of another tab are on their way.
        else if (row.seq <= mine.seq) saveAgain(context, sid);
      };
      void update(save).catch(saveLater);
    },
  };
}

/** Looks at the store again when it shows what has happened, and goes on. */
function whenSettled({ clock, session }: TurnContext, task?: () => void): void {
  clock.after(SETTLE_DELAY, () => {
    session.stored?.reread();
    task?.();
  });
}

/** Saves the session once more, and not before it is settled whether that is the last one. */
function saveAgain(context: TurnContext, sid: string): void {
  const { session, clock, settledAt } = context;
  const now = session.current();
  // Not when the app is gone: the next one may have stored another session.
  if (now?.sid !== sid || session.isDestroyed) return;
  if (clock.now() < settledAt) whenSettled(context);
  else void session.stored?.save(now);
}
