/** Collects what was done and what is left to do, for the last lines on the screen. */
export class Report {
  readonly #done = new Map<string, string[]>();
  readonly #kept: string[] = [];
  readonly #byHand: string[] = [];
  readonly #notes: string[] = [];

  /** Something was changed in a file. */
  did(path: string, what: string): void {
    const file = path.replace(/^\//, '');
    this.#done.set(file, [...(this.#done.get(file) ?? []), what]);
  }

  /** Something was there already, or stays as it is. */
  kept(what: string): void {
    this.#kept.push(what);
  }

  /** Something that could not be changed safely: the exact steps. */
  byHand(what: string): void {
    this.#byHand.push(what);
  }

  /** Something to know. */
  note(what: string): void {
    this.#notes.push(what);
  }

  get isUnchanged(): boolean {
    return this.#done.size === 0;
  }

  get steps(): readonly string[] {
    return this.#byHand;
  }

  /** The report, but for the steps to do by hand. */
  lines(project: string, next: readonly string[]): string[] {
    const rest = this.#byHand.length ? ', but something is left to do by hand' : '';
    const intro = this.isUnchanged
      ? `ngx-jwt-auth: nothing to change in ${project}${rest}.`
      : `ngx-jwt-auth is set up in ${project}${rest}:`;
    return [
      intro,
      ...[...this.#done].map(([file, what]) => `  ${file}: ${what.join('; ')}`),
      ...this.#kept.map((each) => `  kept: ${each}`),
      ...this.#notes.map((each) => `  note: ${each}`),
      ...(next.length && !this.isUnchanged ? ['Next:'] : []),
      ...(this.isUnchanged ? [] : next.map((each) => `  - ${each}`)),
    ];
  }
}
