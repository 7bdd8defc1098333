import {
  Directive,
  effect,
  inject,
  input,
  TemplateRef,
  ViewContainerRef,
  type InputSignal,
} from '@angular/core';
import { devOnly, devWarn } from '../dev-mode';
import { JwtAuth } from '../session/jwt-auth';
import type { JwtRole } from '../token/jwt-auth-types';

/**
 * Shows its content while the user has the role, or one of several; `else` names a template for
 * everybody else. It hides, and protects nothing: the server decides.
 *
 * @usageNotes
 * ```html
 * <button *jwtHasRole="'admin'; else denied">Delete</button>
 * <ng-template #denied>Only admins delete.</ng-template>
 *
 * <a *jwtHasRole="['editor', 'admin']" routerLink="/edit">Edit</a>
 * ```
 *
 * @publicApi
 */
@Directive({ selector: '[jwtHasRole]' })
export class JwtHasRole {
  /** The role, or a non-empty array of which one is enough. */
  readonly jwtHasRole: InputSignal<JwtRole | readonly [JwtRole, ...JwtRole[]]> = input.required<
    JwtRole | readonly [JwtRole, ...JwtRole[]]
  >();
  /** What to show instead. */
  readonly jwtHasRoleElse: InputSignal<TemplateRef<unknown> | null> =
    input<TemplateRef<unknown> | null>(null);

  constructor() {
    const auth = inject(JwtAuth);
    const content = inject<TemplateRef<unknown>>(TemplateRef);
    const container = inject(ViewContainerRef);
    let shown: TemplateRef<unknown> | null = null;
    effect(() => {
      const roles = [this.jwtHasRole()].flat() as readonly JwtRole[];
      devOnly(() => {
        if (!roles.length) devWarn('*jwtHasRole="[]" shows its content to nobody. Name a role.');
      });
      const next = roles.some((role) => auth.hasRole(role)) ? content : this.jwtHasRoleElse();
      if (next === shown) return;
      shown = next;
      container.clear();
      if (next) container.createEmbeddedView(next);
    });
  }
}
