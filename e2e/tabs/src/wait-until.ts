/** How early a timer is set: the rest is waited for without leaving the processor. */
const EARLY = 4;

/** Until a moment, in milliseconds since 1970: in all tabs the same one, to the millisecond. */
export async function waitUntil(at: number): Promise<void> {
  const left = at - Date.now();
  if (left > EARLY) await new Promise((resolve) => setTimeout(resolve, left - EARLY));
  while (Date.now() < at);
}
