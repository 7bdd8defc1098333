import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { answerWithin } from './answer-within.ts';

test('an answer in time is handed on', async () => {
  const reply = new Response('here');
  assert.equal(await answerWithin(60_000, Promise.resolve(reply)), reply);
});

test('what hangs is a broken connection in the end, and not before', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    let type: string | null = null;
    const answered = answerWithin(60_000, new Promise(() => undefined)).then((reply) => {
      type = reply.type;
    });
    mock.timers.tick(59_999);
    await new Promise((done) => setImmediate(done));
    assert.equal(type, null);
    mock.timers.tick(1);
    await answered;
    assert.equal(type, 'error');
  } finally {
    mock.timers.reset();
  }
});
