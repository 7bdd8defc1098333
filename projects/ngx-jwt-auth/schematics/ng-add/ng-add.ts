import { chain, noop, type Rule } from '@angular-devkit/schematics';
import { addDependency, type ProjectDefinition } from '@schematics/angular/utility';
import { absolutePath } from '../shared/absolute-path.ts';
import { AppFiles } from '../shared/app-files.ts';
import { mainOf } from '../shared/main-of.ts';
import { tsConfigOf } from '../shared/ts-config-of.ts';
import { addJwtAuth } from './add-jwt-auth.ts';
import { addLoginPage } from './add-login-page.ts';
import { App } from './app.ts';
import { checkAngular, declaredVersion } from './check-angular.ts';
import { chooseProject } from './choose-project.ts';
import { guardRoutes } from './guard-routes.ts';
import { mergeHttpClient } from './merge-http-client.ts';
import type { NgAddOptions } from './ng-add-options.ts';
import { nextSteps } from './next-steps.ts';
import { noteOtherHttpClients } from './note-other-http-clients.ts';
import { noteServerRendering } from './note-server-rendering.ts';
import { readSettings } from './read-settings.ts';
import { Report } from './report.ts';

/** `ng add ngx-jwt-auth`: sets the library up in an app, and says what it did. */
export function ngAdd(options: NgAddOptions): Rule {
  return async (tree, context) => {
    const settings = readSettings(options);
    const angular = checkAngular(tree);
    const project = await chooseProject(tree, options);
    const report = new Report();
    const folder = folderOf(project.definition);
    const files = new AppFiles(tree, folder, tsConfigOf(tree, project.definition));
    const app = new App(files, report, angular, mainOf(project.definition, folder));

    guardRoutes(app, settings.guarded);
    const hasLoginPage = settings.loginPage && addLoginPage(tree, app, project, settings);
    mergeHttpClient(app);
    const isNewSession = addJwtAuth(app, settings);
    noteOtherHttpClients(app);
    noteServerRendering(app, project);
    if (project.others.length) {
      report.note(
        `it is the first application; --project takes another: ${project.others.join(', ')}.`,
      );
    }

    const next = nextSteps(settings, hasLoginPage, isNewSession);
    for (const line of report.lines(project.name, next)) context.logger.info(line);
    for (const step of report.steps) context.logger.warn(`Please do by hand: ${step}`);
    return chain([
      addRouter(declaredVersion(tree, '@angular/router'), declaredVersion(tree, '@angular/core')),
    ]);
  };
}

/** The router is a peer of the library; an app without routes may not have it. */
function addRouter(declared: string | null, version: string | null): Rule {
  return declared || !version ? noop() : addDependency('@angular/router', version);
}

function folderOf({ root, sourceRoot }: ProjectDefinition): string {
  return absolutePath(sourceRoot || [root.replace(/\/$/, ''), 'src'].filter(Boolean).join('/'));
}
