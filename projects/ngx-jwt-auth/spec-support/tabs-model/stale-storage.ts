import { Inbox } from './inbox';
import type { TabProcess } from './tab-process';

interface Change {
  readonly key: string;
  readonly value: string | null;
  readonly writer: StorageView;
}

/** How long a change takes to the browser, and from there to a tab, in ms at most. */
const UP = 90;
const DOWN = 210;

/** The `localStorage` of an origin: every tab has a copy of its own, and hears of changes late. */
export class StaleStorage {
  readonly items = new Map<string, string>();
  readonly views: StorageView[] = [];
  /** When something was written first, whoever sees it by now. */
  readonly writtenAt = new Map<string, number>();

  openTab(tab: TabProcess): StorageView {
    const view = new StorageView(this, tab);
    this.views.push(view);
    return view;
  }

  /** A change has arrived: from now on it is the newest. */
  commit(change: Change): void {
    setItem(this.items, change);
    for (const view of this.views) view.hear(change);
  }
}

/** What one tab sees of it: its own changes at once, those of others up to 300 ms later. */
export class StorageView {
  onStorage: ((change: Change) => void) | undefined;
  readonly #items: Map<string, string>;
  /** Own changes that have not come back yet: they hide those of other tabs, which are older. */
  readonly #pending = new Map<string, number>();
  readonly #inbox: Inbox<Change>;
  #sentAt = 0;

  constructor(
    private readonly storage: StaleStorage,
    private readonly tab: TabProcess,
  ) {
    this.#items = new Map(storage.items);
    this.#inbox = new Inbox(tab, (change) => {
      this.#receive(change);
    });
  }

  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#change(key, value);
  }

  removeItem(key: string): void {
    if (this.#items.has(key)) this.#change(key, null);
  }

  hear(change: Change): void {
    this.#inbox.put(change, this.tab.time.between(0, DOWN));
  }

  #change(key: string, value: string | null): void {
    const { time, isDead } = this.tab;
    if (isDead || this.getItem(key) === value) return;
    const change: Change = { key, value, writer: this };
    setItem(this.#items, change);
    if (value !== null && !this.storage.writtenAt.has(value)) {
      this.storage.writtenAt.set(value, time.now);
    }
    this.#pending.set(key, (this.#pending.get(key) ?? 0) + 1);
    this.#sentAt = Math.max(this.#sentAt + 0.001, time.now + time.between(0, UP));
    // From here on it does not need the tab any more.
    time.at(this.#sentAt, () => {
      this.storage.commit(change);
    });
  }

  #receive(change: Change): void {
    const { key, writer } = change;
    const pending = this.#pending.get(key) ?? 0;
    if (writer === this) {
      this.#pending.set(key, pending - 1);
      return;
    }
    if (pending === 0) setItem(this.#items, change);
    this.onStorage?.(change);
  }
}

function setItem(items: Map<string, string>, { key, value }: Change): void {
  if (value === null) items.delete(key);
  else items.set(key, value);
}
