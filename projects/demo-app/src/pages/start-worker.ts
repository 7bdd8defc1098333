/** Starts the worker that answers the calls to the API, and waits until this page's calls go through it. */
export async function startWorker(
  workers: ServiceWorkerContainer | undefined,
  folder: string,
): Promise<void> {
  // No page of plain http has any.
  if (!workers) throw new Error('There are no service workers here.');
  const script = new URL('backend-worker.js', folder).href;
  // That of a folder above may have brought this page: another copy of the demo, with another state.
  const isControlled = () => workers.controller?.scriptURL === script;
  const controlled = new Promise<void>((done) => {
    workers.addEventListener('controllerchange', () => {
      if (isControlled()) done();
    });
  });
  const { active } = await workers.register(script, { updateViaCache: 'none' });
  if (isControlled()) return;
  // A new worker takes the page over by itself; one that was there before the page was reloaded past it
  // (shift and reload) has to be asked.
  active?.postMessage('claim');
  await controlled;
}
