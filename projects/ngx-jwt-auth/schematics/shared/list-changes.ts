import type * as ts from 'typescript';
import { editList } from './edit-list.ts';
import { elementsOf, type ListNode } from './list-node.ts';
import type { TextChange } from './text-change.ts';

interface Change {
  readonly remove: Set<ts.Node>;
  readonly replace: Map<ts.Node, readonly string[]>;
  readonly add: string[];
}

/** What is to happen to the lists of some files, collected: a list is edited once. */
export class ListChanges {
  readonly #changes = new Map<ListNode, Change>();

  of(list: ListNode): Change {
    const known = this.#changes.get(list);
    if (known) return known;
    const change: Change = { remove: new Set(), replace: new Map(), add: [] };
    this.#changes.set(list, change);
    return change;
  }

  /** Whether an element of the list stays. */
  keeps(list: ListNode, node: ts.Node): boolean {
    const change = this.#changes.get(list);
    return !change?.remove.has(node) && !change?.replace.has(node);
  }

  toText(source: ts.SourceFile): TextChange[] {
    const own = [...this.#changes].filter(([list]) => list.getSourceFile() === source);
    const gone = own.flatMap(([, { remove, replace }]) => [...remove, ...replace.keys()]);
    return own.flatMap(([list, change]) => {
      // What was in something that goes, goes with it.
      const { pos, end } = elementsOf(list);
      const isInside = gone.some((node) => node.pos < pos && end < node.end);
      return isInside ? [] : editList(source, list, change);
    });
  }
}
