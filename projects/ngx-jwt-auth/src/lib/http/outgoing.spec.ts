import { NEVER } from 'rxjs';
import { createStoredTokens } from '../../../spec-support/create-stored-tokens';
import { EventLog } from '../../../spec-support/http';
import { serve } from '../../../spec-support/serve';
import { pass, settle } from '../../../spec-support/set-up';
import { authError } from '../errors';
import type { JwtStoredTokens } from '../token/jwt-token-store';
import type { Outgoing } from '../session/session-core';
import { after, fail } from './send-authorized';

describe('Outgoing', () => {
  let tokens: JwtStoredTokens | null;

  beforeEach(() => (tokens = null));

  function log(way: (outgoing: Outgoing) => void): EventLog {
    const session = { current: () => tokens };
    return new EventLog(serve({ session, sendWith: () => NEVER }, way));
  }

  it('does not go on for who has left while it waited', async () => {
    const goOn = jasmine.createSpy();
    const { subscription } = log((outgoing) => {
      after(outgoing, Promise.resolve(), goOn);
    });
    subscription.unsubscribe();
    await settle();
    expect(goOn).not.toHaveBeenCalled();
  });

  it('fails with what an interceptor further down throws after a wait', async () => {
    const broken = new Error('from below');
    const request = log((outgoing) => {
      after(outgoing, Promise.resolve(), () => {
        throw broken;
      });
    });
    await settle();
    expect(request.error).toBe(broken);
  });

  it('fails before the next one that waited goes on', async () => {
    const order: string[] = [];
    const wait = Promise.resolve();
    const below = (): never => {
      throw new Error('from below');
    };
    const first = serve({ sendWith: () => NEVER }, (outgoing) => {
      after(outgoing, wait, below);
    });
    first.subscribe({ error: () => order.push('first failed') });
    log((outgoing) => {
      after(outgoing, wait, () => order.push('second went on'));
    });
    await settle();
    expect(order).toEqual(['first failed', 'second went on']);
  });

  describe('with a reason of ours', () => {
    beforeEach(() => jasmine.clock().install());
    afterEach(() => {
      jasmine.clock().uninstall();
    });

    it('fails in a macrotask', async () => {
      const request = log(failNow);
      await settle();
      expect(request.error).toBeUndefined();
      await pass(0);
      expect(request.error).toEqual(
        jasmine.objectContaining({ status: 401, statusText: 'SESSION_OVER' }),
      );
    });

    it('is no 401 when a session stood, though it ends before', async () => {
      tokens = createStoredTokens();
      const request = log((outgoing) => {
        fail(outgoing, authError('REFRESH_UNAVAILABLE'));
      });
      tokens = null;
      await pass(0);
      expect(request.error).toEqual(
        jasmine.objectContaining({ status: 0, statusText: 'REFRESH_UNAVAILABLE' }),
      );
    });

    it('is no 401 when a session stands by then', async () => {
      const request = log(fail);
      tokens = createStoredTokens();
      await pass(0);
      expect(request.error).toEqual(
        jasmine.objectContaining({ status: 0, statusText: 'SESSION_CHANGED' }),
      );
    });
  });
});

function failNow(outgoing: Outgoing): void {
  fail(outgoing, authError('SESSION_OVER'));
}
