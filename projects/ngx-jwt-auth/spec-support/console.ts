/** Keeps what the library tells the developer out of the report, and for the test to look at. */
export function useSilentConsole(): { readonly warnings: string[]; readonly errors: string[] } {
  const told = { warnings: [] as string[], errors: [] as string[] };
  beforeEach(() => {
    told.warnings.length = told.errors.length = 0;
    spyOn(console, 'warn').and.callFake((...text) => told.warnings.push(text.join(' ')));
    spyOn(console, 'error').and.callFake((...text) => told.errors.push(text.join(' ')));
  });
  return told;
}
