import { devOnly, devWarn } from '../dev-mode';

/** Makes what tells the developer that a store failed; it does so once. */
export function storeWarning(): () => void {
  let isWarned = false;
  return () => {
    devOnly(() => {
      if (isWarned) return;
      isWarned = true;
      devWarn(
        'The token store failed (cookies blocked, quota exceeded, or no answer in time). The ' +
          'session lives in memory: it works, and a reload signs out.',
      );
    });
  };
}
