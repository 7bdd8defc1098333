import { PlatformLocation } from '@angular/common';
import { HTTP_TRANSFER_CACHE_ORIGIN_MAP } from '@angular/common/http';
import { PLATFORM_ID } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { JWT_AUTH_CONFIG, type JwtAuthConfig } from '../jwt-auth-config';
import type { AttachTarget } from './attach-target';
import { injectAttachTarget } from './inject-attach-target';

describe('injectAttachTarget', () => {
  function setUp(config: JwtAuthConfig = {}, providers: object[] = []): AttachTarget {
    TestBed.configureTestingModule({
      providers: [{ provide: JWT_AUTH_CONFIG, useValue: config }, providers],
    });
    return TestBed.runInInjectionContext(injectAttachTarget);
  }

  describe('in the browser', () => {
    const { baseURI } = document;
    let base: HTMLBaseElement;

    beforeEach(() => {
      base = document.createElement('base');
      document.head.prepend(base);
    });
    afterEach(() => {
      base.remove();
    });

    it('covers the origin of the page by default', () => {
      const isCovered = setUp();
      expect([isCovered('/x'), isCovered(`${location.origin}/x`)]).toEqual([true, true]);
      expect(isCovered('https://other.example/x')).toBeFalse();
    });

    it('covers what the config names, without what it excludes', () => {
      const isCovered = setUp({
        attachTo: ['https://api.example/v1'],
        neverAttachTo: ['/', 'https://api.example/v1/x'],
      });
      expect(isCovered('https://api.example/v1/y')).toBeTrue();
      expect([isCovered('https://api.example/v1/x'), isCovered('/y')]).toEqual([false, false]);
    });

    it('resolves relative URLs against the base as it is when the request is made', () => {
      base.href = '/';
      const isCovered = setUp({ attachTo: ['/api'] });
      expect(isCovered('api/x')).toBeTrue();
      base.href = '/shop/';
      expect(isCovered('api/x')).toBeFalse();
    });

    it('does not make the origin of a foreign base the default', () => {
      base.href = 'https://evil.example/';
      const isCovered = setUp();
      expect([isCovered('/x'), isCovered('https://evil.example/x')]).toEqual([false, false]);
      expect(isCovered(`${new URL(baseURI).origin}/x`)).toBeTrue();
    });
  });

  describe('on the server', () => {
    const onServer = (href: string, base: string | null): object[] => {
      // As the server's DOM does.
      spyOnProperty(document, 'baseURI').and.throwError('NotYetImplemented');
      return [
        { provide: PLATFORM_ID, useValue: 'server' },
        { provide: PlatformLocation, useValue: { href, getBaseHrefFromDOM: () => base } },
      ];
    };

    it('V1 takes the URL of the request for the page', () => {
      const isCovered = setUp({}, onServer('https://app.example.com/a/b', null));
      expect([isCovered('x'), isCovered('https://app.example.com/x')]).toEqual([true, true]);
      expect(isCovered('https://other.example/x')).toBeFalse();
    });

    it('V1 takes it for the base as well where there is no base href', () => {
      const isCovered = setUp(
        { attachTo: ['/a/b'] },
        onServer('https://app.example.com/a/b', null),
      );
      expect([isCovered('?page=1'), isCovered('b/x'), isCovered('c')]).toEqual([true, true, false]);
    });

    it('V9 resolves relative URLs against the base href, as the browser will', () => {
      const isCovered = setUp({ attachTo: ['/api'] }, onServer('https://app.example.com/a/b', '/'));
      expect([isCovered('api/x'), isCovered('b/x')]).toEqual([true, false]);
    });

    it('V9 knows a covered API in a render without a URL', () => {
      const isCovered = setUp({ attachTo: ['https://api.example'] }, onServer('/', null));
      expect([isCovered('https://api.example/x'), isCovered('/x')]).toEqual([true, false]);
    });

    describe('with HTTP_TRANSFER_CACHE_ORIGIN_MAP', () => {
      const PUBLIC = 'https://api.example';
      const INTERNAL = 'http://api.internal:3000';
      const withMap = (
        config: JwtAuthConfig,
        map: Record<string, string>,
        page = 'https://app.example.com/',
      ): AttachTarget =>
        setUp(config, [
          ...onServer(page, '/'),
          { provide: HTTP_TRANSFER_CACHE_ORIGIN_MAP, useValue: map },
        ]);

      it('V10 knows a covered API by the address that the server uses', () => {
        const isCovered = withMap({ attachTo: [PUBLIC] }, { [INTERNAL]: PUBLIC });
        expect([isCovered(`${INTERNAL}/x?y=1`), isCovered(`${PUBLIC}/x`)]).toEqual([true, true]);
        expect(isCovered('http://api.internal/x')).toBeFalse();
        expect(isCovered(`${INTERNAL}0/x`)).toBeFalse();
        expect(isCovered(`http://other.example/x?from=${INTERNAL}/x`)).toBeFalse();
      });

      it('V10 asks what the browser will ask: paths, and what is excluded', () => {
        const isCovered = withMap(
          { attachTo: [`${PUBLIC}/v1`], neverAttachTo: [`${PUBLIC}/v1/open`] },
          { [INTERNAL]: PUBLIC },
        );
        expect(isCovered(`${INTERNAL}/v1/x`)).toBeTrue();
        expect([isCovered(`${INTERNAL}/v1/open`), isCovered(`${INTERNAL}/v2`)]).toEqual([
          false,
          false,
        ]);
      });

      it('V10 leaves alone what is covered by neither name', () => {
        const isCovered = withMap(
          { attachTo: [PUBLIC] },
          { 'http://cdn.internal': 'https://cdn.example' },
        );
        expect(isCovered('http://cdn.internal/x')).toBeFalse();
      });

      it('V10 knows each of several addresses', () => {
        const isCovered = withMap(
          { attachTo: ['/api', PUBLIC] },
          {
            'http://cdn.internal': 'https://cdn.example',
            'http://a.internal': PUBLIC,
            'http://b.internal': PUBLIC,
            'http://app.internal': 'https://app.example.com',
          },
        );
        const covered = ['a.internal/x', 'b.internal/x', 'app.internal/api/x'];
        expect(covered.map((url) => isCovered(`http://${url}`))).toEqual([true, true, true]);
        expect([isCovered('http://cdn.internal/api'), isCovered('/x')]).toEqual([false, false]);
      });

      it('V10 reads a slash at the end of an address as Angular does', () => {
        // The browser would have to ask for //v1, which is not covered there either.
        const isCovered = withMap({ attachTo: [`${PUBLIC}/v1`] }, { [INTERNAL]: `${PUBLIC}/` });
        expect(isCovered(`${INTERNAL}/v1/x`)).toBeFalse();
      });

      it('V10 covers a config that names the internal address, as one that is made on the server', () => {
        const isCovered = withMap({ attachTo: [INTERNAL] }, { [INTERNAL]: PUBLIC });
        expect(isCovered(`${INTERNAL}/x`)).toBeTrue();
      });

      it('V10 survives a URL that no parser takes', () => {
        const isCovered = withMap({ attachTo: [PUBLIC] }, { [INTERNAL]: PUBLIC });
        expect(['http://[', `${INTERNAL}:x/`, 'http://'].map(isCovered)).toEqual([
          false,
          false,
          false,
        ]);
      });

      it('V11 maps the page too: its own origin is the one that the browser sees', () => {
        const isCovered = withMap(
          { attachTo: ['/api'] },
          {
            'http://localhost:4000': 'https://app.example.com',
            [INTERNAL]: 'https://app.example.com',
          },
          'http://localhost:4000/a/b',
        );
        const covered = [
          '/api/x',
          'api/x',
          'https://app.example.com/api/x',
          'http://localhost:4000/api/x',
          `${INTERNAL}/api/x`,
        ];
        expect(covered.map(isCovered)).toEqual(covered.map(() => true));
        expect([isCovered('/x'), isCovered('https://app.example.com/x')]).toEqual([false, false]);
      });
    });

    it('V11 knows its own https URL where TLS ends before the server', () => {
      const isCovered = setUp({}, onServer('http://app.example.com/a', '/'));
      const covered = ['https://app.example.com/x', 'http://app.example.com/x', '/x'];
      expect(covered.map(isCovered)).toEqual([true, true, true]);
      expect(isCovered('https://other.example/x')).toBeFalse();
    });
  });
});
