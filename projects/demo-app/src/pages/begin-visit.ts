/** Tells the worker that the app begins: it puts back what an experiment of an earlier visit has left. */
export async function beginVisit(folder: string): Promise<void> {
  // The app starts all the same where the worker was ended in the middle.
  await fetch(new URL('visit', folder), { method: 'POST' }).catch(() => undefined);
}
