import type * as ts from 'typescript';
import type { TextChange } from '../../shared/text-change.ts';
import type { TextStyle } from '../../shared/text-style.ts';
import { editList } from './edit-list.ts';

interface Change {
  readonly remove: Set<ts.Node>;
  readonly replace: Map<ts.Node, readonly string[]>;
  readonly append: string[];
}

/** What is to happen to the lists of a file, collected: a list is edited once. */
export class ListChanges {
  readonly #changes = new Map<ts.NodeArray<ts.Node>, Change>();

  of(list: ts.NodeArray<ts.Node>): Change {
    const known = this.#changes.get(list);
    if (known) return known;
    const change: Change = { remove: new Set(), replace: new Map(), append: [] };
    this.#changes.set(list, change);
    return change;
  }

  /** Whether an element of the list stays. */
  keeps(list: ts.NodeArray<ts.Node>, node: ts.Node): boolean {
    const change = this.#changes.get(list);
    return !change?.remove.has(node) && !change?.replace.has(node);
  }

  applyTo(changes: TextChange[], source: ts.SourceFile, style: TextStyle): void {
    const gone = [...this.#changes.values()].flatMap(({ remove, replace }) => [
      ...remove,
      ...replace.keys(),
    ]);
    for (const [list, change] of this.#changes) {
      // What was in something that goes, goes with it.
      const isInside = gone.some((node) => node.pos < list.pos && list.end < node.end);
      if (!isInside) editList(changes, source, style, list, change);
    }
  }
}
