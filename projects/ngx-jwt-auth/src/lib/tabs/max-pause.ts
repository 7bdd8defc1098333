/** The longest pause of our own between two attempts to refresh, in ms. */
export const MAX_PAUSE = 60_000;

/** The longest pause that a server may ask for, in ms. */
export const MAX_RETRY_AFTER = 3_600_000;
