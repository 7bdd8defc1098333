/** Looks at a page as its users do: by labels and by text. */
export class PageView {
  readonly #root: HTMLElement;

  constructor(root: Element) {
    this.#root = root as HTMLElement;
  }

  get text(): string {
    return this.#root.innerText;
  }

  /** What is announced: the text of all live regions with this role. */
  announced(role: 'alert' | 'status'): string {
    return this.#all(`[role=${role}]`)
      .map((element) => element.innerText.trim())
      .join('\n');
  }

  /** The buttons and links with exactly this name. */
  controls(name: string): HTMLElement[] {
    return this.#all('button, a').filter((element) => nameOf(element) === name);
  }

  click(name: string): void {
    const [control] = this.controls(name);
    if (!control) throw new Error(`There is no "${name}" in: ${this.text}`);
    control.click();
  }

  field(label: string): HTMLInputElement {
    const found = this.#all('label').find(({ innerText }) => innerText.startsWith(label));
    const field = this.#root.querySelector<HTMLInputElement>(
      `#${found?.getAttribute('for') ?? '-'}`,
    );
    if (!field) throw new Error(`There is no field "${label}".`);
    return field;
  }

  fill(label: string, value: string): void {
    const field = this.field(label);
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  /** The error that a screen reader reads with the field. */
  errorOf(label: string): string {
    const ids = this.field(label).getAttribute('aria-describedby')?.split(' ') ?? [];
    return ids.map((id) => this.#root.querySelector<HTMLElement>(`#${id}`)?.innerText).join(' ');
  }

  #all(selector: string): HTMLElement[] {
    return [...this.#root.querySelectorAll<HTMLElement>(selector)];
  }
}

function nameOf(element: HTMLElement): string {
  return element.getAttribute('aria-label') ?? element.innerText.trim();
}
