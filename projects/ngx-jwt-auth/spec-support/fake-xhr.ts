/** As much of an XMLHttpRequest as Angular's backend uses; the test answers it. */
export class FakeXhr extends EventTarget {
  /** Those that were sent, in order. */
  static readonly sent: FakeXhr[] = [];

  readonly upload: EventTarget = new EventTarget();
  readonly headers: Record<string, string> = {};
  readonly DONE = 4;
  url = '';
  body: unknown;
  isAborted = false;
  status = 0;
  statusText = '';
  response = '';
  readyState = 1;

  open(_method: string, url: string): void {
    this.url = url;
  }

  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }

  getAllResponseHeaders(): string {
    return '';
  }

  send(body: unknown): void {
    this.body = body;
    FakeXhr.sent.push(this);
  }

  abort(): void {
    this.isAborted = true;
  }

  /** The whole answer: headers, progress, end. */
  answer(status: number, response: string): void {
    this.status = status;
    this.response = response;
    this.readyState = this.DONE;
    this.dispatchEvent(new ProgressEvent('progress', { loaded: response.length }));
    this.dispatchEvent(new ProgressEvent('load'));
  }
}
