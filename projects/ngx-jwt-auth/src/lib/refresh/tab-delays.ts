/** How long an attempt may take on top of its exchange, in ms; then it asks anew. */
export const SLACK = 2_000;

/** How long the store may take to show what the ledger knows of, in ms, */
export const STORE_DELAY = 2_000;
/** what a tab that died has written, */
export const SETTLE_DELAY = 1_000;
/** and the success of another tab that explains a refusal. */
export const REFUSAL_DELAY = 250;
