import { SchematicsException } from '@angular-devkit/schematics';
import * as ts from 'typescript';
import type { AppFiles } from '../shared/app-files.ts';
import { findAppConfig, type AppConfig } from '../shared/find-app-config.ts';
import { findProviders } from '../shared/find-providers.ts';
import { editList } from '../shared/edit-list.ts';
import { reachableNodes } from '../shared/reachable-nodes.ts';
import { textStyle } from '../shared/text-style.ts';
import type { Report } from './report.ts';

/** The app that is changed. Every change moves positions, so all is found again when it is needed. */
export class App {
  readonly files: AppFiles;
  readonly report: Report;
  /** The major version of Angular, if known. */
  readonly angular: number | null;
  readonly #main: string;

  constructor(files: AppFiles, report: Report, angular: number | null, main: string) {
    this.files = files;
    this.report = report;
    this.angular = angular;
    this.#main = main;
    this.#addProvidersList();
  }

  get config(): AppConfig {
    const config = findAppConfig(this.files, this.#main);
    if (config) return config;
    throw new SchematicsException(
      `${this.#main.slice(1)} neither calls bootstrapApplication() nor bootstrapModule(), so there is no telling ` +
        'where the providers of the app are. Add there, by hand: provideHttpClient(withInterceptors([jwtAuthInterceptor])) ' +
        'and provideJwtAuth().',
    );
  }

  /** What makes up the root injector. */
  get nodes(): ts.Node[] {
    return reachableNodes(this.files, this.config.objects);
  }

  /** Where providers are added, or null where it takes a person. */
  get providers(): ts.ArrayLiteralExpression | null {
    return findProviders(this.files, this.config);
  }

  /** Gives an app without a list of providers an empty one. */
  #addProvidersList(): void {
    const { bootstrap, objects, kind } = this.config;
    if (this.providers) return;
    const object = objects.find((each) => this.files.isOwn(each));
    if (object && !hasProviders(object)) {
      const source = object.getSourceFile();
      this.files.change(source, editList(source, object, { add: ['providers: []'] }));
    } else if (!objects.length && kind === 'standalone' && bootstrap.arguments.length === 1) {
      const source = bootstrap.getSourceFile();
      const { eol, indent } = textStyle(source);
      const end = bootstrap.arguments[0]?.end ?? bootstrap.arguments.end;
      const text = `, {${eol}${indent}providers: [],${eol}}`;
      this.files.change(source, [{ start: end, end, text }]);
    }
  }
}

/** A spread may bring some, and a list of its own would take their place. */
function hasProviders(object: ts.ObjectLiteralExpression): boolean {
  return object.properties.some(
    (each) => ts.isSpreadAssignment(each) || each.name.getText() === 'providers',
  );
}
