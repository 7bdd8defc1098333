import { Component } from '@angular/core';
import { JwtHasRole, type JwtRole } from 'ngx-jwt-auth';

@Component({
  selector: 'jwt-role-compiles',
  imports: [JwtHasRole],
  template: `<p *jwtHasRole="'admin'"></p>
    <p *jwtHasRole="'editor'; else denied"></p>
    <p *jwtHasRole="role"></p>
    <ng-template #denied />`,
})
export class RoleCompiles {
  readonly role: JwtRole = 'admin';
}

@Component({
  selector: 'jwt-list-compiles',
  imports: [JwtHasRole],
  template: `<p *jwtHasRole="['admin', 'editor']"></p>
    <p *jwtHasRole="['admin']"></p>
    <p *jwtHasRole="roles"></p>`,
})
export class ListCompiles {
  readonly roles = ['editor', 'admin'] as const;
}

@Component({
  selector: 'jwt-misspelt-role-does-not-compile',
  imports: [JwtHasRole],
  template: `
    <!-- @expect-error TS2820 "admn" -->
    <p *jwtHasRole="'admn'"></p>
  `,
})
export class MisspeltRoleDoesNotCompile {}

@Component({
  selector: 'jwt-misspelt-role-in-a-list-does-not-compile',
  imports: [JwtHasRole],
  template: `
    <!-- @expect-error TS2322 "editr" -->
    <p *jwtHasRole="['admin', 'editr']"></p>
  `,
})
export class MisspeltRoleInAListDoesNotCompile {}

@Component({
  selector: 'jwt-any-string-does-not-compile',
  imports: [JwtHasRole],
  template: `
    <!-- @expect-error TS2322 string -->
    <p *jwtHasRole="role"></p>
  `,
})
export class AnyStringDoesNotCompile {
  readonly role: string = 'admin';
}

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
  selector: 'jwt-missing-role-does-not-compile',
  imports: [JwtHasRole],
  template: `
    <!-- @expect-error TS2322 '""' -->
    <p *jwtHasRole></p>
  `,
})
export class MissingRoleDoesNotCompile {}
