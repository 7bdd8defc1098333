import { HttpContext, HttpErrorResponse, type HttpClient } from '@angular/common/http';
import { JwtAuthError } from 'ngx-jwt-auth';
import type { Subscription } from 'rxjs';
import { SEND_COUNTER } from './count-sends';
import type { RequestRecord } from './request-record';

let nextNumber = 1;

/** Requests for the own profile, whose answer says as whom they were sent. */
export class RequestBatch {
  readonly records: RequestRecord[] = [];
  /** When something happened last, in milliseconds since 1970. */
  changedAt = Date.now();
  readonly #subscriptions: Subscription[] = [];

  constructor(
    readonly http: HttpClient,
    readonly api: string,
  ) {}

  get open(): number {
    return this.records.filter(({ state }) => state === 'open').length;
  }

  send(count: number, askedAs: string | null): void {
    for (let index = 0; index < count; index++) this.#sendOne(askedAs);
  }

  /** Gives up what is still open; its record stays as it is. */
  stop(): void {
    for (const subscription of this.#subscriptions) subscription.unsubscribe();
  }

  #sendOne(askedAs: string | null): void {
    const record: RequestRecord = {
      askedAs,
      sends: 0,
      state: 'open',
      answeredAs: null,
      reason: null,
    };
    this.records.push(record);
    const touch = (): void => {
      this.changedAt = Date.now();
    };
    const sent = (): void => {
      record.sends++;
      touch();
    };
    const context = new HttpContext().set(SEND_COUNTER, { sent, back: touch });
    // A URL of its own: browsers line up requests for the same one, to answer them from the cache.
    const params = { request: nextNumber++ };
    const reply = this.http.get<{ username: string }>(`${this.api}/me`, { context, params });
    this.#subscriptions.push(
      reply.subscribe({
        next: ({ username }) => {
          this.#settle(record, { state: 'answered', answeredAs: username });
        },
        error: (error: unknown) => {
          this.#settle(record, { state: 'failed', reason: reasonOf(error) });
        },
      }),
    );
  }

  #settle(record: RequestRecord, outcome: Partial<RequestRecord>): void {
    Object.assign(record, outcome);
    this.changedAt = Date.now();
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof HttpErrorResponse)) return 'unknown';
  if (error.error instanceof JwtAuthError) return error.error.code;
  return error.status === 0 ? 'no connection' : String(error.status);
}
