interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Changes to a text at positions of the original, applied all at once: the rest stays as it is. */
export class TextEdits {
  readonly #edits: TextEdit[] = [];

  replace(start: number, end: number, text: string): void {
    this.#edits.push({ start, end, text });
  }

  insert(position: number, text: string): void {
    this.replace(position, position, text);
  }

  apply(text: string): string {
    let result = '';
    let position = 0;
    for (const edit of this.#edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
      if (edit.start < position) throw new Error(`Two edits meet at ${edit.start}.`);
      result += text.slice(position, edit.start) + edit.text;
      position = edit.end;
    }
    return result + text.slice(position);
  }
}
