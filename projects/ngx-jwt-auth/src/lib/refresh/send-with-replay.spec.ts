import { HttpEventType, HttpHeaderResponse, type HttpEvent } from '@angular/common/http';
import { concat, of, Subject, take, throwError } from 'rxjs';
import { EventLog } from '../../../spec-support/http';
import { sendWithReplay } from './send-with-replay';

describe('sendWithReplay', () => {
  const refusal = new HttpHeaderResponse({ status: 401 });
  const download: HttpEvent<unknown> = { type: HttpEventType.DownloadProgress, loaded: 1 };

  // An interceptor further down may try again by itself, or answer.
  for (const type of [HttpEventType.Sent, HttpEventType.UploadProgress] as const) {
    it(`holds a refusal back until another answer begins with ${HttpEventType[type]}`, () => {
      const source = new Subject<HttpEvent<unknown>>();
      const { events } = new EventLog(sendWithReplay(source, () => null));
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
      sendWithReplay(source, () => {
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
    const replay = jasmine.createSpy().and.returnValue(null);
    sendWithReplay(source, replay).pipe(take(1)).subscribe();
    expect(replay).not.toHaveBeenCalled();
  });
});
