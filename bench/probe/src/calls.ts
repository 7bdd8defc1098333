// Takes down the calls of the library. The code that `insertProbes()` adds to it imports this file.
import type { Call } from './probe-page';

/** A call, from its first statement to its last one. */
interface Frame {
  /** Its position in the record; -1 outside of it. */
  readonly position: number;
  /** The call that was being executed when it began. */
  readonly back: Frame | undefined;
  /** Whether it has gone on after an `await`. */
  isResumed: boolean;
}

let running: Frame | undefined;
let record: Call[] | undefined;

/** Runs first in each function; `around` is the call that made the function. */
export function enter(file: string, name: string, around?: Frame): Frame {
  const caller = running ?? around;
  const call: Call = { file, name, caller: caller?.position ?? -1, isLater: !running };
  const position = record ? record.push(call) - 1 : -1;
  running = { position, back: running, isResumed: false };
  return running;
}

/** Runs last in each function; of an `async` one when it returns its promise. */
export function leave({ back }: Frame): void {
  running = back;
}

/** Takes what is awaited, right before an `await`, and runs at the end of an `async` function. */
export function suspend<T>(frame: Frame, value?: T): T | undefined {
  if (frame.isResumed) running = undefined;
  return value;
}

/** Takes what was awaited, right after an `await`. */
export function resume<T>(frame: Frame, value: T): T {
  frame.isResumed = true;
  running = frame;
  return value;
}

export function startRecord(): void {
  record = [];
}

/** Gives the calls since `startRecord()`. */
export function takeRecord(): readonly Call[] {
  const calls = record ?? [];
  record = undefined;
  return calls;
}
