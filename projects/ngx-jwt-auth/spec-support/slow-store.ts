import type { JwtAsyncTokenStore, JwtStoredTokens } from '../src/public-api';
import { settle } from './set-up';

/** One call that waits for its answer. */
export interface StoreCall {
  readonly name: 'load' | 'save' | 'clear';
  /** What was saved, or the session that was cleared. */
  readonly argument: unknown;
  readonly resolve: (value?: unknown) => void;
  readonly reject: (error: Error) => void;
  isAnswered: boolean;
}

/** An asynchronous store that answers when the test says so, or never. */
export class SlowStore implements JwtAsyncTokenStore {
  readonly calls: StoreCall[] = [];
  #listener: () => void = () => undefined;

  load(): Promise<JwtStoredTokens | null> {
    return this.#call('load') as Promise<JwtStoredTokens | null>;
  }

  save(tokens: JwtStoredTokens): Promise<void> {
    return this.#call('save', tokens) as Promise<void>;
  }

  clear(sid?: string): Promise<void> {
    return this.#call('clear', sid) as Promise<void>;
  }

  onExternalChange(listener: () => void): () => void {
    this.#listener = listener;
    return () => undefined;
  }

  /** Answers every call of this name, and those that come of it, as long as there are any. */
  async answer(name: StoreCall['name'], value?: unknown): Promise<void> {
    for (;;) {
      await settle();
      const waiting = this.calls.filter((call) => call.name === name && !call.isAnswered);
      if (waiting.length === 0) return;
      for (const call of waiting) call.resolve(value);
    }
  }

  /** The calls so far that write. */
  get writes(): readonly StoreCall[] {
    return this.calls.filter(({ name }) => name !== 'load');
  }

  /** The names of the calls so far. */
  get names(): readonly string[] {
    return this.calls.map(({ name }) => name);
  }

  get last(): StoreCall {
    return this.calls[this.calls.length - 1]!;
  }

  announceChange(): void {
    this.#listener();
  }

  #call(name: StoreCall['name'], argument?: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const answered =
        <T>(answer: (value: T) => void) =>
        (value: T): void => {
          call.isAnswered = true;
          answer(value);
        };
      const call: StoreCall = {
        name,
        argument,
        resolve: answered(resolve),
        reject: answered(reject),
        isAnswered: false,
      };
      this.calls.push(call);
    });
  }
}
