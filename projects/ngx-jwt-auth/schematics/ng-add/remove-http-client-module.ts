import * as ts from 'typescript';
import { editImports } from '../shared/edit-imports.ts';
import { editList } from '../shared/edit-list.ts';
import { isCallOf } from '../shared/is-call-of.ts';
import { namesIn } from '../shared/names-in.ts';
import { HTTP } from '../shared/packages.ts';
import { refersTo } from '../shared/refers-to.ts';
import type { App } from './app.ts';

/** Takes HttpClientModule out of the app's own set-up, where provideHttpClient() now does its work. */
export function removeHttpClientModule(app: App): void {
  for (let target = find(app); target; target = find(app)) {
    const source = target.element.getSourceFile();
    const unused = namesIn(target.element);
    app.files.change(source, editList(source, target.list, { remove: new Set([target.element]) }));
    const changed = app.files.read(source.fileName);
    if (changed) app.files.change(changed, editImports(changed, { unused }));
    app.report.did(source.fileName, 'removed HttpClientModule, which provideHttpClient() replaces');
  }
}

interface Target {
  readonly list: ts.ArrayLiteralExpression | ts.CallExpression;
  readonly element: ts.Node;
}

/** In the objects of the config alone: in other modules it does no harm, and others may import them. */
function find(app: App): Target | null {
  const { objects } = app.config;
  for (const node of app.nodes) {
    if (!refersTo(node, HTTP, 'HttpClientModule')) continue;
    if (!app.files.isOwn(node) || !objects.some((each) => isWithin(node, each))) continue;
    const list = node.parent;
    if (ts.isArrayLiteralExpression(list)) return { list, element: node };
    if (!isCallOf(list, '@angular/core', 'importProvidersFrom')) continue;
    if (list.arguments.length > 1) return { list, element: node };
    if (ts.isArrayLiteralExpression(list.parent)) return { list: list.parent, element: list };
  }
  return null;
}

function isWithin(node: ts.Node, ancestor: ts.Node): boolean {
  for (let each = node; !ts.isSourceFile(each); each = each.parent) {
    if (each === ancestor) return true;
  }
  return false;
}
