import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WriteQueue } from './write-queue.ts';

/** Writes that the test ends, and who has been told so. */
class Writes {
  readonly told: string[] = [];
  started = 0;
  readonly #queue = new WriteQueue(() => {
    this.started++;
    return new Promise((done) => (this.#end = done));
  });
  #end: () => void = () => undefined;

  ask(name: string): void {
    void this.#queue.written().then(() => this.told.push(name));
  }

  async endWrite(): Promise<void> {
    this.#end();
    await settled();
  }
}

/** When all that can go on without a write has done so. */
function settled(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}

test('who asks while a write is under way waits for the next, which is one for all', async () => {
  const writes = new Writes();
  writes.ask('first');
  await settled();
  assert.equal(writes.started, 1);
  writes.ask('second');
  writes.ask('third');
  await settled();
  assert.equal(writes.started, 1);

  await writes.endWrite();
  assert.deepEqual(writes.told, ['first']);
  assert.equal(writes.started, 2);
  await writes.endWrite();
  assert.deepEqual(writes.told, ['first', 'second', 'third']);
  assert.equal(writes.started, 2);
});

test('who asks when nothing is under way gets a write of their own', async () => {
  const writes = new Writes();
  for (const name of ['first', 'second']) {
    writes.ask(name);
    await settled();
    await writes.endWrite();
  }
  assert.deepEqual(writes.told, ['first', 'second']);
  assert.equal(writes.started, 2);
});

test('those who ask before a write has begun share it', async () => {
  const writes = new Writes();
  writes.ask('first');
  writes.ask('second');
  await settled();
  await writes.endWrite();
  assert.deepEqual(writes.told, ['first', 'second']);
  assert.equal(writes.started, 1);
});
