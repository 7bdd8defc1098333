/** Both storages are empty before and after each test; call it in `describe`. */
export function useCleanStorage(): void {
  for (const when of [beforeEach, afterEach]) {
    when(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
  }
}
