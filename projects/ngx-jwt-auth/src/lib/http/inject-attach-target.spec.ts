import { PlatformLocation } from '@angular/common';
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
  });
});
