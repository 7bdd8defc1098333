declare global {
  /** When the page sent its last POST, in milliseconds since the navigation. */
  var lastPostAt: number;
}

/** Runs in a page before anything else does: notes when a POST leaves it. */
export function watchPosts(): void {
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) => {
    const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
    if (method === 'POST') globalThis.lastPostAt = performance.now();
    return fetch(input, init);
  };
  const posts = new WeakSet<XMLHttpRequest>();
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with their owner
  const { open, send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...args: [string, string]) {
    if (args[0] === 'POST') posts.add(this);
    open.apply(this, args as unknown as Parameters<typeof open>);
  };
  XMLHttpRequest.prototype.send = function (body) {
    if (posts.has(this)) globalThis.lastPostAt = performance.now();
    send.call(this, body);
  };
}
