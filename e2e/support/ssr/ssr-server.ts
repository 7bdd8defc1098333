import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Backend } from '../backend.ts';

/** A build of e2e/ssr: where it keeps the session, and how it sends the token. */
export type Variant = 'local-storage' | 'custom-header' | 'cookie';

/** What the server noticed: since its start, if not said otherwise. */
export interface Probe {
  /** Names of browser globals that were asked for. */
  readonly touched: readonly string[];
  /** Errors and warnings in its console since the last probe. */
  readonly errors: readonly string[];
  /** The names in the answers of `GET /api/greeting` since the last probe. */
  readonly greeted: readonly string[];
  /** How many of them were under way at one time. */
  readonly mostAtOnce: number;
  /** Timers that keep the process alive, now. */
  readonly timers: number;
}

/** A page as the server sent it. */
export interface RenderedPage {
  readonly status: number;
  readonly location: string | null;
  readonly html: string;
  /** What the server hands over to the browser beside the elements. */
  readonly transferState: string;
}

/** The SSR app with its API, in a process of its own. */
export class SsrServer extends Backend {
  readonly #stop: () => void;

  private constructor(url: string, stop: () => void) {
    super(url);
    this.#stop = stop;
  }

  static async start(variant: Variant): Promise<SsrServer> {
    const host = fileURLToPath(new URL('host.ts', import.meta.url));
    // The runner's own flags are not for this process.
    const child = fork(host, [variant], { execArgv: [] });
    const failed = once(child, 'exit').then(([code]) => {
      throw new Error(`The SSR host ended with ${String(code)}. Is the app built?`);
    });
    failed.catch(() => undefined);
    const [url] = (await Promise.race([once(child, 'message'), failed])) as [string];
    return new SsrServer(url, () => child.kill());
  }

  stop(): void {
    this.#stop();
  }

  async probe(): Promise<Probe> {
    return (await (await fetch(`${this.url}/probe`)).json()) as Probe;
  }

  override async reset(): Promise<void> {
    await super.reset();
    await this.probe();
  }

  /** Fetches a page as a browser's first request does, without following a redirect. */
  async render(path: string, cookie = ''): Promise<RenderedPage> {
    const response = await fetch(this.url + path, {
      redirect: 'manual',
      headers: { Accept: 'text/html', ...(cookie && { Cookie: cookie }) },
    });
    const html = await response.text();
    return {
      status: response.status,
      location: response.headers.get('Location'),
      html,
      transferState: /<script id="ng-state"[^>]*>(.*?)<\/script>/s.exec(html)?.[1] ?? '',
    };
  }
}
