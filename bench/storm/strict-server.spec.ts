import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { StrictServer } from './strict-server.ts';

describe('StrictServer', () => {
  let server: StrictServer;

  beforeEach(() => {
    let issued = 1;
    server = new StrictServer(() => {
      issued++;
      return { accessToken: `AT${issued}`, refreshToken: `RT${issued}` };
    });
    server.signIn({ accessToken: 'AT1', refreshToken: 'RT1' });
  });

  it('carries out what has a good access token, and nothing else', () => {
    assert.equal(server.answer('a', 'AT1'), 200);
    assert.equal(server.answer('b', 'AT2'), 401);
    assert.equal(server.answer('c', null), 401);
    const { requests, rejected } = server.tally();
    assert.deepEqual({ requests, rejected }, { requests: 3, rejected: 2 });
  });

  it('refuses the access tokens that it has revoked, until there is a new one', () => {
    server.revokeAccess();
    assert.equal(server.answer('a', 'AT1'), 401);
    assert.deepEqual(server.refresh('RT1'), { accessToken: 'AT2', refreshToken: 'RT2' });
    assert.equal(server.answer('a', 'AT1'), 401);
    assert.equal(server.answer('a', 'AT2'), 200);
  });

  it('leaves the access token of an earlier refresh good, as a JWT is', () => {
    server.refresh('RT1');
    server.refresh('RT2');
    assert.equal(server.answer('a', 'AT2'), 200);
    assert.equal(server.answer('b', 'AT3'), 200);
    assert.equal(server.tally().refreshes, 2);
    assert.equal(server.tally().reuses, 0);
  });

  it('ends the session when a refresh token is shown a second time', () => {
    server.refresh('RT1');
    assert.equal(server.refresh('RT1'), null);
    assert.equal(server.answer('a', 'AT2'), 401);
    assert.equal(server.refresh('RT2'), null);
    assert.equal(server.tally().refreshes, 3);
    assert.equal(server.tally().reuses, 2);
  });

  it('has no tokens for who shows none, be it that there is no session any more', () => {
    assert.equal(server.refresh(null), null);
    assert.equal(server.refresh(null), null);
    assert.equal(server.tally().reuses, 2);
  });

  it('counts each request that was carried out more than once', () => {
    for (const id of ['a', 'b', 'b', 'c', 'c', 'c']) server.answer(id, 'AT1');
    server.answer('a', 'nonsense');
    assert.equal(server.tally().doubled, 2);
  });

  it('begins anew with a new session', () => {
    server.answer('a', 'AT1');
    server.refresh('nonsense');
    server.signIn({ accessToken: 'AT1', refreshToken: 'RT1' });
    server.signIn({ accessToken: 'other', refreshToken: 'other' });
    assert.deepEqual(server.tally(), {
      requests: 0,
      rejected: 0,
      refreshes: 0,
      reuses: 0,
      doubled: 0,
    });
    assert.equal(server.answer('a', 'AT1'), 401);
    assert.equal(server.answer('a', 'other'), 200);
    assert.equal(server.tally().doubled, 0);
  });
});
