import { HttpEventType, HttpHeaderResponse, type HttpEvent } from '@angular/common/http';
import { concat, of, Subject, take, throwError, type Observable } from 'rxjs';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { EventLog } from '../../../spec-support/http';
import { serve } from '../../../spec-support/serve';
import { sendWithReplay, type Replay } from './send-with-replay';

describe('sendWithReplay', () => {
  const refusal = new HttpHeaderResponse({ status: 401 });
  const download: HttpEvent<unknown> = { type: HttpEventType.DownloadProgress, loaded: 1 };

  const send = (
    source: Observable<HttpEvent<unknown>>,
    replay: Replay,
  ): Observable<HttpEvent<unknown>> =>
    serve({ sendWith: () => source }, (outgoing) => {
      sendWithReplay(outgoing, createStoredTokens(), replay);
    });

  // An interceptor further down may try again by itself, or answer.
  for (const type of [HttpEventType.Sent, HttpEventType.UploadProgress] as const) {
    it(`holds a refusal back until another answer begins with ${HttpEventType[type]}`, () => {
      const source = new Subject<HttpEvent<unknown>>();
      const { events } = new EventLog(send(source, () => false));
      source.next(refusal);
      source.next(download);
      expect(events).toEqual([]);
      const again: HttpEvent<unknown> = { type, loaded: 1 };
      source.next(again);
      expect(events).toEqual([refusal, download, again]);
      source.next(download);
      expect(events.length).toBe(4);
    });
  }

  it('fails with what an interceptor further down throws when it is sent again', () => {
    const broken = new Error('from below');
    const source = throwError(() => new Error('refused'));
    const { error } = new EventLog(
      send(source, () => {
        throw broken;
      }),
    );
    expect(error).toBe(broken);
  });

  it('sends nothing again for who has unsubscribed from a synchronous source', () => {
    const sent: HttpEvent<unknown> = { type: HttpEventType.Sent };
    const source = concat(
      of(sent),
      throwError(() => new Error('refused')),
    );
    const replay = jasmine.createSpy().and.returnValue(false);
    send(source, replay).pipe(take(1)).subscribe();
    expect(replay).not.toHaveBeenCalled();
  });
});
