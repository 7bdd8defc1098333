declare global {
  /** The page's clock is so many milliseconds later from now on. */
  var sleepInPage: (milliseconds: number) => void;
}

/**
 * Runs in a page before anything else does: makes its clock one that can be put forward, as a computer's is
 * that was asleep. Timers go on where they were, as they do then.
 */
export function installSleep(): void {
  const SystemDate = Date;
  let slept = 0;
  const now = (): number => SystemDate.now() + slept;
  globalThis.Date = new Proxy(SystemDate, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
    get: (target, name, receiver) =>
      name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown),
  });
  globalThis.sleepInPage = (milliseconds) => {
    slept += milliseconds;
  };
}
