import assert from 'node:assert/strict';
import { test } from 'node:test';
import { propertySettings } from './property-settings.mjs';

test('a run has one seed, another one each time, and 10,000 cases', () => {
  const all = Array.from({ length: 20 }, () => propertySettings({}));
  assert.deepEqual(
    all.map(({ seeds, runs }) => [seeds.length, runs]),
    all.map(() => [1, 10_000]),
  );
  assert.equal(new Set(all.map(({ seeds }) => seeds[0])).size, 20);
});

test('PROPERTY_SEEDS asks for several', () => {
  const { seeds } = propertySettings({ PROPERTY_SEEDS: '200' });
  assert.equal(new Set(seeds).size, 200);
});

test('PROPERTY_SEED repeats a run, and PROPERTY_RUNS tries more cases', () => {
  const env = { PROPERTY_SEED: '7', PROPERTY_SEEDS: '200', PROPERTY_RUNS: '1000000' };
  assert.deepEqual(propertySettings(env), { seeds: [7], runs: 1_000_000 });
  assert.deepEqual(propertySettings({ PROPERTY_SEED: '4,-11,0' }).seeds, [4, -11, 0]);
});

test('what would try nothing is an error', () => {
  for (const text of ['0', '-1', '1.5', 'many']) {
    assert.throws(() => propertySettings({ PROPERTY_SEEDS: text }), /PROPERTY_SEEDS/);
    assert.throws(() => propertySettings({ PROPERTY_RUNS: text }), /PROPERTY_RUNS/);
  }
  for (const text of ['many', '1.5', '4,', ' ']) {
    assert.throws(() => propertySettings({ PROPERTY_SEED: text }), /PROPERTY_SEED/);
  }
});
