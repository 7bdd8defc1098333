import type * as ts from 'typescript';
import { importName } from './import-name.ts';
import { ListChanges } from './list-changes.ts';
import type { TextChange } from './text-change.ts';

/** What is to happen to one file, its lists aside. */
interface FileChange {
  readonly texts: TextChange[];
  readonly imports: Map<string, Set<string>>;
}

/** What is to happen to the files, collected: a set-up may have to do with more than its own. */
export class PendingChanges {
  readonly lists = new ListChanges();
  readonly #files = new Map<ts.SourceFile, FileChange>();
  readonly #interceptors = new Map<ts.CallExpression, Set<string>>();

  of(source: ts.SourceFile): FileChange {
    const known = this.#files.get(source);
    if (known) return known;
    const change: FileChange = { texts: [], imports: new Map() };
    this.#files.set(source, change);
    return change;
  }

  /** Has a file import a name from a module. */
  import(source: ts.SourceFile, name: string, from: string): void {
    const { imports } = this.of(source);
    imports.set(from, (imports.get(from) ?? new Set()).add(name));
  }

  /** Has a file import a name from a module, and gives the one that it is to use for it. */
  localOf(source: ts.SourceFile, name: string, from: string): string {
    const { local, missing } = importName(source, from, name);
    if (missing !== null) this.import(source, missing, from);
    return local;
  }

  /** The interceptors that a call of `provideHttpClient()` is to have. */
  interceptorsOf(client: ts.CallExpression): Set<string> {
    const known = this.#interceptors.get(client) ?? new Set();
    this.#interceptors.set(client, known);
    return known;
  }

  get sources(): readonly ts.SourceFile[] {
    return [...this.#files.keys()];
  }
}
