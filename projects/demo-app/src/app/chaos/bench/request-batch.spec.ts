import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { retry } from 'rxjs';
import { countSends } from './count-sends';
import { RequestBatch } from './request-batch';

describe('RequestBatch', () => {
  let http: HttpTestingController;
  let batch: RequestBatch;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        // What sends a request again is above what counts, as both interceptors are.
        provideHttpClient(
          withInterceptors([(request, next) => next(request).pipe(retry(1)), countSends]),
        ),
        provideHttpClientTesting(),
      ],
    });
    http = TestBed.inject(HttpTestingController);
    batch = new RequestBatch(TestBed.inject(HttpClient), '/api');
  });

  function requests() {
    return http.match(({ url }) => url === '/api/me');
  }

  it('sends each to a URL of its own, and knows as whom it was answered', () => {
    batch.send(2, 'viewer');
    const [one, two] = requests();
    expect(one!.request.urlWithParams).not.toBe(two!.request.urlWithParams);
    expect(batch.open).toBe(2);
    one!.flush({ username: 'admin' });
    expect(batch.records[0]).toEqual({
      askedAs: 'viewer',
      sends: 1,
      state: 'answered',
      answeredAs: 'admin',
      reason: null,
    });
    expect(batch.open).toBe(1);
  });

  it('counts each time that a request goes out, and says why it failed', () => {
    batch.send(1, 'viewer');
    requests()[0]!.flush(null, { status: 503, statusText: '' });
    requests()[0]!.error(new ProgressEvent('error'));
    expect(batch.records[0]).toEqual(
      jasmine.objectContaining({ sends: 2, state: 'failed', reason: 'no connection' }),
    );
  });

  it('gives up what is open, which then counts as lost', () => {
    batch.send(1, null);
    batch.stop();
    expect(requests()[0]!.cancelled).toBeTrue();
    expect(batch.records[0]!.state).toBe('open');
  });
});
