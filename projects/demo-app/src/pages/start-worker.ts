/** Starts the worker that answers the calls to the API, and waits until this page's calls go through it. */
export async function startWorker(
  workers: ServiceWorkerContainer | undefined,
  folder: string,
): Promise<void> {
  // No page of plain http has any.
  if (!workers) throw new Error('There are no service workers here.');
  const controlled = new Promise<void>((done) => {
    workers.addEventListener('controllerchange', () => done(), { once: true });
  });
  await workers.register(new URL('backend-worker.js', folder), { updateViaCache: 'none' });
  const { active } = await workers.ready;
  if (workers.controller) return;
  // A new worker takes the page over by itself; one that was there before the page was reloaded past it
  // (shift and reload) has to be asked.
  active?.postMessage('claim');
  await controlled;
}
