import assert from 'node:assert/strict';
import { beforeEach, describe, it, mock } from 'node:test';
import { Delivery } from './delivery.ts';

describe('Delivery', () => {
  let arrived: string[];
  let now: number;
  const pass = (milliseconds: number): void => {
    now += milliseconds;
    mock.timers.tick(milliseconds);
  };
  const arrive = (name: string) => () => {
    arrived.push(name);
  };

  beforeEach((context) => {
    arrived = [];
    now = 0;
    mock.timers.enable({ apis: ['setTimeout'] });
    mock.method(performance, 'now', () => now);
    if ('after' in context) context.after(() => mock.reset());
  });

  it('brings all answers that are under way at once, and those to what they lead to later', () => {
    const delivery = new Delivery(0, Math.random);
    delivery.deliver(() => {
      arrived.push('a');
      delivery.deliver(arrive('replay'));
    });
    pass(9);
    delivery.deliver(arrive('b'));
    delivery.deliverRefresh(arrive('refresh'));
    assert.equal(delivery.underWay, 3);
    pass(1);
    assert.deepEqual(arrived, ['a', 'b', 'refresh']);
    assert.equal(delivery.underWay, 1);
    pass(10);
    assert.deepEqual(arrived.at(-1), 'replay');
    assert.equal(delivery.underWay, 0);
  });

  it('spreads them over the given time, a refresh in the middle of it', () => {
    const times = [0.9, 0, 0.1];
    const delivery = new Delivery(200, () => times.shift() ?? NaN);
    for (const name of ['last', 'first', 'second']) delivery.deliver(arrive(name));
    delivery.deliverRefresh(arrive('refresh'));
    pass(10);
    assert.deepEqual(arrived, ['first']);
    pass(20);
    assert.deepEqual(arrived, ['first', 'second']);
    pass(79);
    assert.equal(arrived.length, 2);
    pass(1);
    assert.equal(arrived.at(-1), 'refresh');
    pass(80);
    assert.equal(arrived.at(-1), 'last');
  });
});
