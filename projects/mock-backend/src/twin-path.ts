/**
 * Below it is the same API once more, with keys, sessions, switches and counters of its own: two
 * clients can be put through the same faults without using up those of the other.
 */
export const TWIN_PATH = '/twin';
