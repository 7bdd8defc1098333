import type { Page } from '@playwright/test';

/** Something that moved without the user having done anything, as the browser reports it. */
interface LayoutShift {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources: readonly {
    readonly node: Element | null;
    readonly previousRect: DOMRectReadOnly;
    readonly currentRect: DOMRectReadOnly;
  }[];
}

type ShiftsWindow = Window & { takeShifts?: () => string[] };

/**
 * Watches from the first paint of each document that comes next. What it gives tells what has moved in the
 * one that is shown.
 */
export async function watchLayoutShifts(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const shifts: string[] = [];
    const note = (entries: readonly PerformanceEntry[]) => {
      for (const { value, hadRecentInput, sources } of entries as unknown as LayoutShift[]) {
        // The score has three decimals: less is a digit that is wider than another.
        if (hadRecentInput || value < 0.0005) continue;
        // The border of a field, without what is in it: Material measures the gap for the label after the
        // first paint.
        const isBorder = sources.every(({ node }) => node?.matches('.mat-mdc-notch-piece'));
        if (isBorder) continue;
        const moved = sources.map(({ node, previousRect: from, currentRect: to }) => {
          const name = node?.nodeName.toLowerCase() ?? 'something';
          return `${name}.${node?.className ?? ''} from ${from.x},${from.y} to ${to.x},${to.y}`;
        });
        shifts.push(`${value.toFixed(4)}: ${moved.join('; ')}`);
      }
    };
    const observer = new PerformanceObserver((list) => note(list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    (window as ShiftsWindow).takeShifts = () => {
      note(observer.takeRecords());
      return shifts;
    };
  });
  return () => page.evaluate(() => (window as ShiftsWindow).takeShifts?.() ?? ['not watched']);
}
