import { Injectable } from '@angular/core';
import type { JwtTokenResponse } from 'ngx-jwt-auth';
import { Observable, type Subscriber } from 'rxjs';

/** How a refresh is answered. */
export type Answer = (refresh: Subscriber<JwtTokenResponse>) => void;

/** Answers the refreshes of a test when the test says so. */
@Injectable()
export class TestTokenServer {
  /** The refresh that has no answer yet. */
  #waiting: Subscriber<JwtTokenResponse> | undefined;
  /** Answers to refreshes that are still to come. */
  readonly #prepared: Answer[] = [];

  get isWaiting(): boolean {
    return this.#waiting !== undefined;
  }

  get preparedCount(): number {
    return this.#prepared.length;
  }

  /** What the session calls to refresh. */
  exchange(): Observable<JwtTokenResponse> {
    return new Observable((refresh) => {
      const prepared = this.#prepared.shift();
      if (prepared) {
        // As from a server: not before the caller has gone on. Fake timers may hold queueMicrotask().
        void Promise.resolve().then(() => {
          prepared(refresh);
        });
        return undefined;
      }
      this.#waiting = refresh;
      return () => {
        if (this.#waiting === refresh) this.#waiting = undefined;
      };
    });
  }

  /** Answers the refresh under way, else the next one. */
  answer(answer: Answer): void {
    if (this.#waiting) answer(this.#waiting);
    else this.#prepared.push(answer);
  }
}
