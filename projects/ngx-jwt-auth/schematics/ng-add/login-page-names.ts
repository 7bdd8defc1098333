import type { ChosenProject } from './choose-project.ts';

/** What the sign-in page is called, in the style of the app. */
export interface LoginPageNames {
  readonly className: string;
  /** Without `.ts`. */
  readonly fileName: string;
  readonly selector: string;
}

/**
 * `login-page.ts` with the class LoginPage; where `ng generate component` is set to write a type,
 * as `ng update` to Angular 20 does, `login-page.component.ts` with LoginPageComponent.
 */
export function loginPageNames({ definition, workspace }: ChosenProject): LoginPageNames {
  const type = typeOf(definition.extensions) ?? typeOf(workspace.extensions) ?? '';
  const suffix = type.charAt(0).toUpperCase() + type.slice(1);
  const prefix = definition.prefix ?? 'app';
  return {
    className: `LoginPage${suffix}`,
    fileName: type ? `login-page.${type.toLowerCase()}` : 'login-page',
    selector: prefix ? `${prefix}-login-page` : 'login-page',
  };
}

function typeOf({ schematics }: Readonly<Record<string, unknown>>): string | undefined {
  const options = (schematics as Record<string, Record<string, unknown>> | undefined) ?? {};
  const type = options['@schematics/angular:component']?.['type'];
  return typeof type === 'string' ? type : undefined;
}
