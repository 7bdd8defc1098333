import { JwtAuthError } from 'ngx-jwt-auth';
import { describeEvent } from './describe-event';

describe('describeEvent', () => {
  it('says what happened, and whether in another tab', () => {
    expect(describeEvent({ type: 'signedIn', from: 'here' })).toBe('Signed in');
    expect(describeEvent({ type: 'refreshed', from: 'elsewhere' })).toBe(
      'Access token refreshed (in another tab)',
    );
    expect(describeEvent({ type: 'sessionEnded', reason: 'signed-out', from: 'elsewhere' })).toBe(
      'Signed out (in another tab)',
    );
  });

  it('says why a refresh failed', () => {
    const error = new JwtAuthError('REFRESH_UNAVAILABLE', 'internal');
    const text = describeEvent({ type: 'refreshFailed', error });
    expect(text).toContain('Refresh failed');
    expect(text).toContain('cannot be reached');
  });
});
