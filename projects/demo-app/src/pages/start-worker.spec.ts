import { startWorker } from './start-worker';

const SCRIPT = 'https://a.example/demo/backend-worker.js';

/** The browser's side, where a page is taken over by a worker when the test says so. */
class FakeContainer extends EventTarget {
  readonly registered: string[] = [];
  readonly messages: unknown[] = [];
  controller: { readonly scriptURL: string } | null = null;

  register(url: string): Promise<object> {
    this.registered.push(url);
    const active = { postMessage: (message: unknown) => this.messages.push(message) };
    return Promise.resolve({ active });
  }

  takeOver(scriptURL = SCRIPT): void {
    this.controller = { scriptURL };
    this.dispatchEvent(new Event('controllerchange'));
  }
}

function start(container: FakeContainer): Promise<void> {
  return startWorker(container as unknown as ServiceWorkerContainer, 'https://a.example/demo/');
}

/** When all that can go on has done so. */
function settled(): Promise<void> {
  return new Promise((done) => setTimeout(done));
}

describe('startWorker', () => {
  it('waits until the worker has taken the page over, and asks for it', async () => {
    const container = new FakeContainer();
    let started = false;
    const starting = start(container).then(() => (started = true));
    await settled();
    expect(started).toBeFalse();
    expect(container.messages).toEqual(['claim']);
    container.takeOver();
    await starting;
    expect(started).toBeTrue();
  });

  it('is done at once where the page came through the worker', async () => {
    const container = new FakeContainer();
    container.controller = { scriptURL: SCRIPT };
    await start(container);
    expect(container.messages).toEqual([]);
  });

  it('waits for its own worker where the page came through one of a folder above', async () => {
    const above = 'https://a.example/backend-worker.js';
    const container = new FakeContainer();
    container.controller = { scriptURL: above };
    let started = false;
    const starting = start(container).then(() => (started = true));
    await settled();
    expect(container.messages).toEqual(['claim']);
    // That one may be replaced meanwhile.
    container.takeOver(above);
    await settled();
    expect(started).toBeFalse();
    container.takeOver();
    await starting;
    expect(started).toBeTrue();
  });

  it("takes the worker from the app's folder", async () => {
    const container = new FakeContainer();
    container.controller = { scriptURL: SCRIPT };
    await start(container);
    expect(container.registered).toEqual([SCRIPT]);
  });

  it('fails where there are no service workers', async () => {
    await expectAsync(startWorker(undefined, 'http://a.example/')).toBeRejectedWithError(
      'There are no service workers here.',
    );
  });
});
