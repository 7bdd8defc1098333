import type { TabPage } from '../support/browsers/tab-browser.ts';

/** What befalls one tab in the middle of a round. */
export interface Fault {
  readonly kind: 'crash' | 'reload' | 'stall';
  readonly tab: number;
  /** Milliseconds after all tabs have asked. */
  readonly after: number;
  /** How long the main thread of a stalled tab does nothing else. */
  readonly stall: number;
}

const KINDS = ['crash', 'reload', 'stall'] as const;

/** Of every ten rounds one has a fault, at any point of the refresh and a little beyond. */
export function randomFault(random: () => number, tabs: number, latency: number): Fault | null {
  // Always as many numbers, so that the next round does not depend on this one.
  const [isFaulty = 0, kind = 0, tab = 0, after = 0, stall = 0] = Array.from({ length: 5 }, random);
  if (isFaulty >= 0.1) return null;
  return {
    kind: KINDS[Math.floor(kind * KINDS.length)] ?? 'crash',
    tab: Math.floor(tab * tabs),
    after: Math.floor(after * (latency + 30)),
    stall: Math.floor(100 + stall * 2400),
  };
}

/** From then on, in milliseconds since 1970, the page does nothing for a while. */
export async function stall(page: TabPage, at: number, milliseconds: number): Promise<void> {
  await page.evaluate(
    ([start, length]) => {
      setTimeout(() => {
        const end = Date.now() + length;
        while (Date.now() < end);
      }, start - Date.now());
    },
    [at, milliseconds] as const,
  );
}
