import { chain } from './chain';

describe('chain', () => {
  const double = (value: number): number => 2 * value;

  it('goes on at once with what is there', () => {
    expect(chain(1, double)).toBe(2);
  });

  it('goes on with what a promise brings, whoever made it', async () => {
    expect(await chain(Promise.resolve(1), double)).toBe(2);
    const other = { then: (goOn: typeof double) => goOn(1) } as unknown as Promise<number>;
    expect(chain(other, double)).toBe(2);
  });

  it('fails with the promise', async () => {
    await expectAsync(chain(Promise.reject<number>(new Error('no')), double)).toBeRejectedWithError(
      'no',
    );
  });
});
