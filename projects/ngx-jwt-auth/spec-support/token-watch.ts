import type { TestRequest } from '@angular/common/http/testing';
import { TransferState } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { everything } from './everything';

/** What every token of a test that watches holds: where this is met, a part of a token is. */
export const MARK = 'MARKED-TOKEN';

/** Finds out where marked tokens are met; made in a test, for the time of it. */
export class TokenWatch {
  readonly #places = new Set<string>();

  constructor() {
    for (const name of Object.keys(console) as (keyof Console)[]) {
      // Not called through: the report of the tests is no place for it.
      if (typeof console[name] === 'function') {
        spyOn(console, name as 'log').and.callFake((...said: unknown[]) => {
          this.note('console', said);
        });
      }
    }
    this.#spy(history, 'pushState', () => 'history');
    this.#spy(history, 'replaceState', () => 'history');
    this.#spy(BroadcastChannel.prototype, 'postMessage', () => 'broadcast');
    this.#spy(MessagePort.prototype, 'postMessage', () => 'message');
    this.#spy(window, 'postMessage', () => 'message');
    this.#spy(Storage.prototype, 'setItem', ([key]) => `storage ${String(key)}`);
  }

  /** Where marks were met, each place once. */
  get places(): string[] {
    return [...this.#places].sort();
  }

  /** Says what was given away, and where. */
  note(where: string, value: unknown): void {
    if (everything(value).includes(MARK)) this.#places.add(where);
  }

  /** Reads what is written in the page at this moment. */
  look(): void {
    this.note('DOM', document.documentElement);
    this.note('history', history.state);
    this.note('URL of the page', [location.href, document.referrer, document.baseURI]);
    this.note('window.name', window.name);
    this.note('cookie', document.cookie);
    this.note('performance', performance.getEntries());
    this.note('TransferState', TestBed.inject(TransferState).toJson());
    for (const storage of [localStorage, sessionStorage]) {
      for (const [key, text] of Object.entries(storage)) this.note(`storage ${key}`, text);
    }
  }

  /** Answers a request, and says what it carried. */
  answer(sent: TestRequest, status: number, body: object | string): void {
    const { request } = sent;
    const path = new URL(request.urlWithParams).pathname;
    this.note(`URL of ${request.method} ${path}`, request.urlWithParams);
    this.note(`body of ${request.method} ${path}`, request.body);
    for (const name of request.headers.keys()) {
      const place = `${name.toLowerCase()} of ${request.method} ${path}`;
      this.note(place, request.headers.getAll(name));
    }
    // What a server says beside the tokens that were asked for is for nobody either.
    const headers = { 'X-Token': `${MARK}-header` };
    sent.flush(body, { status, statusText: `Status ${String(status)}`, headers });
  }

  #spy(owner: object, name: string, where: (args: unknown[]) => string): void {
    const original = Reflect.get(owner, name) as (...args: unknown[]) => unknown;
    const note = (args: unknown[]): void => {
      this.note(where(args), args);
    };
    spyOn(owner, name as never).and.callFake(function (this: unknown, ...args: unknown[]) {
      note(args);
      return original.apply(this, args);
    } as never);
  }
}
