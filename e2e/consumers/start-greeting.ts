import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** An API that answers everybody with a name: of who sends a good token, or of nobody without one. */
export async function startGreeting(api: string): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    void answer(request.headers.authorization).then(({ status, name }) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ name }));
    });
  });
  const answer = async (token?: string): Promise<{ status: number; name: string }> => {
    if (token === undefined) return { status: 200, name: 'nobody' };
    const me = await fetch(`${api}/api/me`, { headers: { Authorization: token } });
    return { status: me.status, name: ((await me.json()) as { name: string }).name };
  };
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${String(port)}`, close: () => void server.close() };
}
