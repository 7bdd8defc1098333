import { startWorker } from './start-worker';

/** The browser's side, where a page is taken over by a worker when the test says so. */
class FakeContainer extends EventTarget {
  readonly registered: string[] = [];
  readonly messages: unknown[] = [];
  controller: object | null = null;
  readonly ready = Promise.resolve({
    active: {
      postMessage: (message: unknown) => this.messages.push(message),
    },
  });

  register(url: URL): Promise<object> {
    this.registered.push(url.href);
    return Promise.resolve({});
  }

  takeOver(): void {
    this.controller = {};
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
    container.controller = {};
    await start(container);
    expect(container.messages).toEqual([]);
  });

  it("takes the worker from the app's folder", async () => {
    const container = new FakeContainer();
    container.controller = {};
    await start(container);
    expect(container.registered).toEqual(['https://a.example/demo/backend-worker.js']);
  });

  it('fails where there are no service workers', async () => {
    await expectAsync(startWorker(undefined, 'http://a.example/')).toBeRejectedWithError(
      'There are no service workers here.',
    );
  });
});
