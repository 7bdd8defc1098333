import { beginVisit } from './begin-visit';

describe('beginVisit', () => {
  it("tells the worker of the app's folder", async () => {
    const send = spyOn(globalThis, 'fetch').and.resolveTo(new Response());
    await beginVisit('https://a.example/demo/');
    expect(send).toHaveBeenCalledOnceWith(new URL('https://a.example/demo/visit'), {
      method: 'POST',
    });
  });

  it('is over where the worker does not answer', async () => {
    spyOn(globalThis, 'fetch').and.rejectWith(new TypeError('Failed to fetch'));
    await expectAsync(beginVisit('https://a.example/')).toBeResolved();
  });
});
