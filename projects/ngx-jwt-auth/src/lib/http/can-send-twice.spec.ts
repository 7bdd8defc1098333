import { canSendTwice } from './send-authorized';

describe('canSendTwice', () => {
  it('H7 is no for a stream alone', () => {
    expect(canSendTwice(new ReadableStream())).toBeFalse();
    expect([canSendTwice(null), canSendTwice('text')]).toEqual([true, true]);
  });

  it('is yes where there are no streams', () => {
    const { ReadableStream: original } = globalThis;
    Reflect.deleteProperty(globalThis, 'ReadableStream');
    try {
      expect(canSendTwice({})).toBeTrue();
    } finally {
      globalThis.ReadableStream = original;
    }
  });
});
