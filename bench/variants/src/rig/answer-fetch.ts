import type { InPageServer } from './in-page-server';
import { isTokenUrl } from './urls';

/** Some clients ask for new tokens with fetch(), past HttpClient: they too get them in the page. */
export function answerFetch(server: InPageServer): void {
  const network = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!isTokenUrl(url)) return network(input, init);
    return new Promise((resolve) => {
      server.refresh(init?.body, false, ({ status, body }) => {
        resolve(Response.json(body, { status }));
      });
    });
  };
}
