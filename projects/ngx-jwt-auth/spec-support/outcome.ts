import { JwtAuthError, type JwtAuthErrorCode } from '../src/public-api';

/** What has come of a promise so far. */
export class Outcome<T> {
  value: T | undefined;
  error: unknown;
  state: 'pending' | 'resolved' | 'rejected' = 'pending';

  constructor(promise: Promise<T>) {
    promise.then(
      (value) => {
        this.value = value;
        this.state = 'resolved';
      },
      (error: unknown) => {
        this.error = error;
        this.state = 'rejected';
      },
    );
  }

  /** The code of the `JwtAuthError` that it was rejected with; else how it stands. */
  get code(): JwtAuthErrorCode | 'pending' | 'resolved' | 'another error' {
    if (this.state !== 'rejected') return this.state;
    return this.error instanceof JwtAuthError ? this.error.code : 'another error';
  }
}
