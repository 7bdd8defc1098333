/** One request of an experiment, and what became of it. */
export interface RequestRecord {
  /** Who the screen showed when it was asked for. */
  readonly askedAs: string | null;
  /** How often it went out. */
  sends: number;
  state: 'open' | 'answered' | 'failed';
  /** Whose data the server sent. */
  answeredAs: string | null;
  /** Why it failed: a code of the library's, or a status. */
  reason: string | null;
}
