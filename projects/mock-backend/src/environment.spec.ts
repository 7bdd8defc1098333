import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { faultsFromEnvironment } from './environment.ts';

describe('fault switches in the environment', () => {
  test('none set, none changed', () => {
    assert.deepEqual(faultsFromEnvironment({ PATH: '/bin', MOCK_LATENCY: '' }), {});
  });

  test('all set', () => {
    const faults = faultsFromEnvironment({
      MOCK_ACCESS_TOKEN_LIFETIME: '5',
      MOCK_REFRESH_TOKEN_LIFETIME: '60',
      MOCK_OVERLAP_WINDOW: '10',
      MOCK_LATENCY: '250',
      MOCK_CLOCK_OFFSET: '-30',
      MOCK_REFRESH_FAULT: '{"kind":"503","times":2,"retryAfter":4}',
    });
    assert.deepEqual(faults, {
      accessTokenLifetime: 5,
      refreshTokenLifetime: 60,
      overlapWindow: 10,
      latency: 250,
      clockOffset: -30,
      refreshFault: {
        kind: '503',
        times: 2,
        retryAfter: 4,
        location: 'https://elsewhere.example/auth/refresh',
        rotateFirst: false,
      },
    });
  });

  for (const [name, value] of [
    ['MOCK_LATENCY', 'slow'],
    ['MOCK_ACCESS_TOKEN_LIFETIME', '0'],
    ['MOCK_REFRESH_FAULT', '503'],
    ['MOCK_REFRESH_FAULT', '{"kind"'],
  ] as const) {
    test(`${name}=${value} is refused by name`, () => {
      assert.throws(
        () => faultsFromEnvironment({ [name]: value }),
        new RegExp(`^Error: ${name}: `),
      );
    });
  }
});
