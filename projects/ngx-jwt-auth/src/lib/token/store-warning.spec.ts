import { useSilentConsole } from '../../../spec-support/console';
import { storeWarning } from './store-warning';

describe('the warning that a store failed', () => {
  const told = useSilentConsole();

  it('is given once for each store', () => {
    const [warn, other] = [storeWarning(), storeWarning()];
    expect(told.warnings).toEqual([]);
    warn();
    warn();
    expect(told.warnings).toEqual([jasmine.stringContaining('The token store failed')]);
    other();
    expect(told.warnings.length).toBe(2);
  });
});
