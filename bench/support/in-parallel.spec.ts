import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { describe, it } from 'node:test';
import { inParallel } from './in-parallel.ts';

describe('inParallel', () => {
  it('gives the results in the order of the items, whoever is first', async () => {
    const waits: (() => void)[] = [];
    const results = inParallel([1, 2], async (item) => {
      if (item === 1 && availableParallelism() > 1) await new Promise<void>((go) => waits.push(go));
      for (const go of item === 2 ? waits : []) go();
      return item * 10;
    });
    assert.deepEqual(await results, [10, 20]);
  });

  it('has as many under way as there are processors, and takes each item once', async () => {
    let [underWay, most] = [0, 0];
    const items = Array.from({ length: 3 * availableParallelism() }, (_, index) => index);
    const results = await inParallel(items, async (item) => {
      most = Math.max(most, ++underWay);
      await Promise.resolve();
      underWay--;
      return item;
    });
    assert.equal(most, availableParallelism());
    assert.deepEqual(results, items);
  });

  it('fails with the first that fails', async () => {
    const work = (item: number): Promise<void> => Promise.reject(new Error(`no ${item}`));
    await assert.rejects(inParallel([1], work), /no 1/);
  });
});
