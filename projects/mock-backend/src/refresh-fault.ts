import type { Context } from 'hono';
import type { RefreshFault } from './faults.ts';

/**
 * Answers as the fault says. A dropped connection is a network error response: in a service worker the page
 * sees it as one, and on Node the server closes the socket for it.
 */
export async function answerWithFault(c: Context, fault: RefreshFault): Promise<Response> {
  switch (fault.kind) {
    case '503':
      return unavailable(c, fault, 503, 'The server is down for maintenance.');
    case '429':
      return unavailable(c, fault, 429, 'Too many requests.');
    case 'redirect':
      return c.redirect(fault.location, 307);
    case 'hang':
      await clientGaveUp(c.req.raw.signal);
      return Response.error();
    case 'drop':
      return Response.error();
  }
}

function unavailable(
  c: Context,
  fault: RefreshFault,
  status: 429 | 503,
  message: string,
): Response {
  if (fault.retryAfter !== null) c.header('Retry-After', String(fault.retryAfter));
  return c.json({ message }, status);
}

function clientGaveUp(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((done) => {
    signal.addEventListener('abort', () => done(), { once: true });
  });
}
