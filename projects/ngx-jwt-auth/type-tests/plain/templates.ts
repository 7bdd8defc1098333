import { Component } from '@angular/core';
import { JwtHasRole } from 'ngx-jwt-auth';

@Component({
  selector: 'jwt-any-role-compiles',
  imports: [JwtHasRole],
  template: `<p *jwtHasRole="'whatever'; else denied"></p>
    <p *jwtHasRole="['one', 'two']"></p>
    <ng-template #denied />`,
})
export class AnyRoleCompiles {}

@Component({
  selector: 'jwt-empty-list-does-not-compile',
  imports: [JwtHasRole],
  template: `
    <!-- @expect-error TS2322 Source has 0 element(s) but target requires 1 -->
    <p *jwtHasRole="[]"></p>
  `,
})
export class EmptyListDoesNotCompile {}

@Component({
  selector: 'jwt-else-takes-a-template',
  imports: [JwtHasRole],
  template: `
    <!-- @expect-error TS2322 TemplateRef -->
    <p *jwtHasRole="'admin'; else 'denied'"></p>
  `,
})
export class ElseTakesATemplate {}
