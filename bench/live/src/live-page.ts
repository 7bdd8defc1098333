// What the benches may do to a page. Types only, so that they can be imported without Angular.

/** `globalThis.bench` of each app that talks to a real server. */
export interface LivePage {
  /** Signs in and leaves the session where the app finds it when it starts; only on `/?seed`. */
  seed(): Promise<void>;
  /** Whether the app can be asked. */
  readonly isReady: boolean;
  /** When the first protected request was answered, in milliseconds since the navigation; on `/?start`. */
  readonly firstAnswer: Answer | null;
  /** Sends a request that needs a token, at that moment, in milliseconds since 1970. */
  ask(at: number): Promise<Answer>;
}

export interface Answer {
  /** 0 where there was no answer. */
  readonly status: number;
  /** How long it took; or for the first one, when it was there. */
  readonly milliseconds: number;
}
