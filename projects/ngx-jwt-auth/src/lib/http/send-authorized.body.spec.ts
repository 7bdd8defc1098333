import type { HttpRequest } from '@angular/common/http';
import { useSilentConsole } from '../../../spec-support/console';
import { refreshSucceeds, refuse, sentTo } from '../../../spec-support/http';
import { API, Result, setUp, useFakeTime } from '../../../spec-support/set-up';

describe('the body of a replay', () => {
  useSilentConsole();
  useFakeTime();

  const form = new FormData();
  form.append('name', 'Ann');
  form.append('file', new File(['\0\xff'], 'a.bin'));
  const bodies: Record<string, unknown> = {
    JSON: { title: 'Grün', list: [1, null] },
    text: 'plain',
    FormData: form,
    Blob: new Blob([new Uint8Array([0, 255, 128])], { type: 'image/png' }),
    ArrayBuffer: new Uint8Array([0, 255, 128]).buffer,
    URLSearchParams: new URLSearchParams({ q: 'a b&c', empty: '' }),
  };

  for (const [name, body] of Object.entries(bodies)) {
    it(`H6 is that of the first attempt: ${name}`, async () => {
      const app = setUp();
      await app.signIn();
      const result = new Result(app.http.post(`${API}/items`, body));
      const first = sentTo(app);
      await refuse(first);
      await refreshSucceeds(app);
      const replay = sentTo(app);
      expect(replay.request.body).toBe(body);
      expect(await bytesOf(replay.request)).toEqual(await bytesOf(first.request));
      expect(replay.request.detectContentTypeHeader()).toBe(
        first.request.detectContentTypeHeader(),
      );
      replay.flush('ok');
      expect(result.value).toBe('ok');
      app.backend.verify();
    });
  }

  it('H7 cannot be a stream: its 401 is the answer, and the next request has the new token', async () => {
    const app = setUp();
    await app.signIn();
    const result = new Result(app.http.post(`${API}/items`, new ReadableStream()));
    await refuse(sentTo(app));
    expect(result.error).toEqual(jasmine.objectContaining({ status: 401, error: null }));
    app.get();
    const token = await refreshSucceeds(app);
    expect(app.tokenAt()).toBe(token);
    app.backend.verify();
  });

  it('H8 may have become unreadable: that failure is the answer', async () => {
    const app = setUp();
    await app.signIn();
    const result = new Result(app.http.post(`${API}/items`, form));
    await refuse(sentTo(app));
    await refreshSucceeds(app);
    const failure = new ProgressEvent('error');
    sentTo(app).error(failure, { statusText: 'ERR_UPLOAD_FILE_CHANGED' });
    expect(result.error).toEqual(
      jasmine.objectContaining({
        status: 0,
        error: failure,
        statusText: 'ERR_UPLOAD_FILE_CHANGED',
      }),
    );
    app.backend.verify();
  });
});

/** What goes over the wire; a form without its boundary, which the browser makes up each time. */
async function bytesOf(request: HttpRequest<unknown>): Promise<unknown> {
  const body = request.serializeBody();
  if (!(body instanceof FormData)) return new Uint8Array(await new Response(body).arrayBuffer());
  const texts = [...body].map(async ([name, value]) => [name, await new Response(value).text()]);
  return Promise.all(texts);
}
