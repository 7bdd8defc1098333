import type { HttpClient } from '@angular/common/http';

/** One of the two that are compared: a client with a session of its own, and its server. */
export interface Side {
  readonly api: string;
  readonly http: HttpClient;
  /** Who its screen shows as signed in. */
  user(): string | null;
  isSignedIn(): boolean;
  /** Asks the server for tokens; what is returned puts them in place, at once. */
  fetchTokens(username: string): Promise<() => Promise<void>>;
  /** Forgets what an experiment has left in its memory, not in its store. */
  restart(): void;
}
