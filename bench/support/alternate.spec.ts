import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { alternate } from './alternate.ts';

describe('alternate', () => {
  it('measures each variant once a round, and lets another one begin each time', async () => {
    const order: string[] = [];
    await alternate(['a', 'b', 'c'], { rounds: 7, warmUps: 0 }, (variant) => {
      order.push(variant);
      return Promise.resolve();
    });
    assert.equal(order.join(''), 'abcbcacababcbcacababc');
  });

  it('keeps what was measured, and nothing of the warm-up', async () => {
    const results = await alternate(['a', 'b'], { rounds: 7, warmUps: 2 }, (variant, round) =>
      Promise.resolve(`${variant}${round}`),
    );
    assert.deepEqual(results.get('a'), ['a0', 'a1', 'a2', 'a3', 'a4', 'a5', 'a6']);
    assert.equal(results.get('b')?.length, 7);
  });

  it('starts none before the last one has ended', async () => {
    let underWay = 0;
    await alternate(['a', 'b'], { rounds: 7 }, async () => {
      assert.equal(++underWay, 1);
      await Promise.resolve();
      underWay--;
    });
  });

  it('wants seven rounds, and variants that can be told apart', async () => {
    const measure = () => Promise.resolve(0);
    await assert.rejects(alternate(['a'], { rounds: 6 }, measure), /6 rounds/);
    await assert.rejects(alternate(['a', 'a'], { rounds: 7 }, measure), /twice/);
  });
});
