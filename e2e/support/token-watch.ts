import type { BrowserContext, Page, Request, Route } from '@playwright/test';
import { everything } from '../../projects/ngx-jwt-auth/spec-support/everything.ts';

/** Something that was said, and where. */
interface Said {
  readonly where: string;
  readonly text: string;
}

/** Finds out where the tokens that the server hands out are met in the pages of a context. */
export class TokenWatch {
  readonly #said: Said[] = [];
  readonly #secrets = new Set<string>();
  readonly #pending: Promise<unknown>[] = [];

  private constructor(readonly context: BrowserContext) {}

  /** From now on, in every document that the pages load. */
  static async watch(context: BrowserContext): Promise<TokenWatch> {
    const watch = new TokenWatch(context);
    await context.exposeFunction('tell', (said: readonly Said[]) => {
      watch.#said.push(...said);
    });
    await context.addInitScript({
      content: `const everything = ${String(everything)}; (${String(watchPage)})(everything);`,
    });
    await context.route(/\/auth\/(?:login|refresh)$/, (route) => watch.#handOut(route));
    context.on('console', (message) => {
      watch.#say('console', message.text());
    });
    context.on('weberror', (error) => {
      watch.#say('uncaught error', everything(error.error()));
    });
    context.on('request', (request) => {
      watch.#pending.push(watch.#readRequest(request));
    });
    context.on('page', (page) => {
      watch.#watchNavigation(page);
    });
    context.pages().forEach((page) => {
      watch.#watchNavigation(page);
    });
    return watch;
  }

  /** How many parts of tokens the server has handed out. */
  get size(): number {
    return this.#secrets.size;
  }

  /** Reads what is written in a page at this moment. */
  async look(page: Page): Promise<void> {
    await page.evaluate(async () => {
      await (globalThis as unknown as { lookAround: () => Promise<void> }).lookAround();
    });
  }

  /** Where tokens were met, each place once. */
  async places(): Promise<string[]> {
    // A body is read after its request was seen, which adds nothing to wait for.
    await Promise.all(this.#pending);
    const secrets = [...this.#secrets];
    const found = this.#said.filter(({ text }) => secrets.some((secret) => text.includes(secret)));
    return [...new Set(found.map(({ where }) => where))].sort();
  }

  /** Starts anew, with the tokens that are known. */
  forget(): void {
    this.#said.length = 0;
  }

  #say(where: string, text: string): void {
    this.#said.push({ where, text });
  }

  #watchNavigation(page: Page): void {
    page.on('framenavigated', (frame) => {
      this.#say('URL of a page', frame.url());
    });
    page.on('websocket', (socket) => {
      this.#say('URL of a socket', socket.url());
    });
    page.on('dialog', (dialog) => {
      this.#say('dialog', dialog.message());
    });
  }

  async #readRequest(request: Request): Promise<void> {
    const path = `${request.method()} ${new URL(request.url()).pathname}`;
    this.#say(`URL of ${path}`, request.url());
    this.#say(`body of ${path}`, request.postData() ?? '');
    const headers = await request.allHeaders().catch(() => request.headers());
    for (const [name, value] of Object.entries(headers)) this.#say(`${name} of ${path}`, value);
  }

  /** Hands an answer on, and remembers the tokens in it. */
  async #handOut(route: Route): Promise<void> {
    const response = await route.fetch({ maxRedirects: 0 }).catch(() => null);
    if (!response) return route.abort();
    if (response.ok()) {
      const reply = (await response.json()) as { accessToken: string; refreshToken: string };
      // The header of a JWT is no secret; of the rest, a part is bad enough.
      for (const part of reply.accessToken.split('.').slice(1)) this.#secrets.add(part);
      for (const part of reply.refreshToken.split('.')) this.#secrets.add(part);
    }
    await route.fulfill({ response });
  }
}

/** Runs in the page, before anything of the app; uses nothing from outside of itself. */
function watchPage(read: (value: unknown) => string): void {
  const page = globalThis as unknown as {
    tell: (said: readonly Said[]) => Promise<void>;
    lookAround: () => Promise<void>;
  };

  // What is said at once is told at once: a page adds thousands of nodes.
  let unsaid: Said[] = [];
  let told = Promise.resolve();
  const note = (where: string, value: unknown): Promise<void> => {
    unsaid.push({ where, text: read(value) });
    if (unsaid.length === 1) {
      told = Promise.resolve().then(() => {
        const said = unsaid;
        unsaid = [];
        return page.tell(said);
      });
    }
    return told;
  };

  /** Tells what a method is called with, and calls it. */
  const spy = (owner: object, name: string, where: (...args: unknown[]) => string): void => {
    const original = Reflect.get(owner, name) as (...args: unknown[]) => unknown;
    Reflect.set(owner, name, function (this: unknown, ...args: unknown[]): unknown {
      void note(where(...args), args);
      return original.apply(this, args);
    });
  };

  for (const name of Object.keys(console)) spy(console, name, () => 'console');
  spy(History.prototype, 'pushState', () => 'history');
  spy(History.prototype, 'replaceState', () => 'history');
  spy(BroadcastChannel.prototype, 'postMessage', () => 'broadcast');
  spy(MessagePort.prototype, 'postMessage', () => 'message');
  spy(window, 'postMessage', () => 'message');
  spy(Storage.prototype, 'setItem', (key) => `storage ${String(key)}`);
  spy(IDBObjectStore.prototype, 'put', () => 'database');
  spy(IDBObjectStore.prototype, 'add', () => 'database');
  spy(Performance.prototype, 'mark', () => 'performance');
  spy(Performance.prototype, 'measure', () => 'performance');

  addEventListener('error', (event) => void note('uncaught error', event.error));
  addEventListener('unhandledrejection', (event) => void note('uncaught error', event.reason));

  // What is in the DOM for a moment only is there all the same.
  new MutationObserver((mutations) => {
    for (const { type, target, addedNodes } of mutations) {
      if (type === 'childList') for (const node of addedNodes) void note('DOM', node);
      else void note('DOM', target.cloneNode(false));
    }
  }).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  });

  page.lookAround = async () => {
    await note('DOM', [document.documentElement, document.title]);
    await note('history', history.state);
    await note('URL of a page', [location.href, document.referrer, document.baseURI]);
    await note('window.name', window.name);
    await note('cookie', document.cookie);
    await note('cache', await caches.keys());
    await note('performance', performance.getEntries());
    for (const storage of [localStorage, sessionStorage]) {
      const owner = storage === localStorage ? '' : ' of the tab';
      for (const [key, text] of Object.entries(storage)) {
        await note(`storage ${key}${owner}`, [key, text]);
      }
    }
  };
}
