import { HttpRequest, HttpResponse, type HttpHandlerFn } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { of } from 'rxjs';
import { useSilentConsole } from '../../../spec-support/console';
import { API, setUp } from '../../../spec-support/set-up';
import { jwtAuthInterceptor } from './jwt-auth-interceptor';

describe('jwtAuthInterceptor, synchronously', () => {
  useSilentConsole();

  const next = jasmine.createSpy<HttpHandlerFn>('next');
  const NativeURL = URL;

  /** What was called of all that costs time, while one request was sent. */
  function cost(): string[] {
    const send = (): void => {
      const request = new HttpRequest('GET', `${API}/items`);
      TestBed.runInInjectionContext(() => jwtAuthInterceptor(request, next)).subscribe();
    };
    next.and.returnValue(of(new HttpResponse()));
    send(); // what is made at first use is made
    next.calls.reset();
    const spies = [
      spyOn(globalThis, 'atob').and.callThrough(),
      spyOn(JSON, 'parse').and.callThrough(),
      spyOn(TextDecoder.prototype, 'decode').and.callThrough(),
      spyOn(Promise.prototype, 'then').and.callThrough(),
      spyOn(globalThis, 'setTimeout').and.callThrough(),
      spyOn(globalThis, 'queueMicrotask').and.callThrough(),
      // Of the page's URL the parser is asked when the app starts.
      spyOn(globalThis, 'URL').and.callFake(function (...url: ConstructorParameters<typeof URL>) {
        return Reflect.construct(NativeURL, url);
      }),
    ];
    send();
    return spies.filter((spy) => spy.calls.any()).map((spy) => spy.and.identity);
  }

  it('passes a request with a fresh token on: no promise, no timer, no decoding, no parsing', async () => {
    await setUp().signIn();
    expect(cost()).toEqual([]);
    expect(next).toHaveBeenCalledTimes(1);
    expect(next.calls.first().args[0].headers.has('Authorization')).toBeTrue();
  });

  it('passes a request without a session on', () => {
    setUp();
    expect(cost()).toEqual([]);
    expect(next).toHaveBeenCalledTimes(1);
    expect(next.calls.first().args[0].headers.has('Authorization')).toBeFalse();
  });
});
