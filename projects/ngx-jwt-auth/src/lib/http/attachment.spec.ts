import { HttpRequest } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { JWT_AUTH_CONFIG, type JwtAuthConfig } from '../jwt-auth-config';
import { JWT_SESSION } from '../session/session-core';
import { injectAttachment, type Attachment } from './attachment';

describe('injectAttachment', () => {
  const request = new HttpRequest('GET', '/items');

  function setUp(config: JwtAuthConfig = {}): Attachment {
    TestBed.configureTestingModule({
      providers: [
        { provide: JWT_AUTH_CONFIG, useValue: config },
        { provide: JWT_SESSION, useValue: {} },
      ],
    });
    return TestBed.runInInjectionContext(injectAttachment);
  }

  it('sends each token in the header, also one after another', () => {
    const { attach } = setUp();
    const headers = ['AT1', 'AT1', 'AT2', 'AT1'].map((accessToken) =>
      attach(request, createStoredTokens({ accessToken })).headers.get('Authorization'),
    );
    expect(headers).toEqual(['Bearer AT1', 'Bearer AT1', 'Bearer AT2', 'Bearer AT1']);
  });

  it('V13 takes no answer for it that the server has transferred', () => {
    const cached = request.clone({ transferCache: { includeHeaders: ['X-Total'] } });
    const tokens = createStoredTokens();
    for (const header of ['Authorization', 'X-Token']) {
      TestBed.resetTestingModule();
      expect(setUp({ header }).attach(cached, tokens).transferCache).toBeFalse();
    }
  });

  it('is not for a request that has the configured header already, nor for JSONP', () => {
    const { isFor } = setUp({ header: 'X-Token' });
    expect(isFor(request)).toBeTrue();
    expect(isFor(request.clone({ setHeaders: { Authorization: 'Basic x' } }))).toBeTrue();
    expect(isFor(request.clone({ setHeaders: { 'x-token': 'x' } }))).toBeFalse();
    expect(isFor(request.clone({ method: 'JSONP' }))).toBeFalse();
  });
});
