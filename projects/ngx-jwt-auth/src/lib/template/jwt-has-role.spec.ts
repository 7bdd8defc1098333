import {
  ChangeDetectionStrategy,
  Component,
  provideZoneChangeDetection,
  signal,
} from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { useSilentConsole } from '../../../spec-support/console';
import { createFreshJwt } from '../../../spec-support/create-jwt';
import { setUp, type TestApp } from '../../../spec-support/set-up';
import { JwtHasRole } from './jwt-has-role';

type Required = string | readonly [string, ...string[]];

let created = 0;

@Component({ selector: 'jwt-counted', template: 'shown' })
class Counted {
  constructor() {
    created++;
  }
}

@Component({
  selector: 'jwt-role-host',
  template: `
    <jwt-counted *jwtHasRole="required(); else isLate() ? late : denied" />
    <ng-template #denied>denied</ng-template>
    <ng-template #late>too late</ng-template>
  `,
  imports: [JwtHasRole, Counted],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Host {
  readonly required = signal<Required>('admin');
  readonly isLate = signal(false);
}

@Component({
  selector: 'jwt-plain-host',
  template: `<b *jwtHasRole="['editor', 'admin']">shown</b>`,
  imports: [JwtHasRole],
})
class PlainHost {}

describe('*jwtHasRole', () => {
  const told = useSilentConsole();
  let app: TestApp;

  beforeEach(() => {
    created = 0;
    // In the zone configuration the zone decides when to look.
    const providers = 'Zone' in globalThis ? [provideZoneChangeDetection()] : [];
    app = setUp({ features: [], providers });
  });

  const signIn = (...roles: readonly string[]): Promise<void> =>
    app.auth.signIn(createFreshJwt(300, { roles }));

  /** What is shown once change detection, which nobody calls by hand, has run. */
  async function textOf(fixture: ComponentFixture<unknown>): Promise<string> {
    fixture.autoDetectChanges();
    await fixture.whenStable();
    return (fixture.nativeElement as HTMLElement).textContent.trim();
  }

  it('shows its content to who has the role', async () => {
    await signIn('admin');
    expect(await textOf(TestBed.createComponent(Host))).toBe('shown');
  });

  it('shows the other template to everybody else', async () => {
    await signIn('administrator', 'ADMIN', 'admin ');
    expect(await textOf(TestBed.createComponent(Host))).toBe('denied');
  });

  it('shows nothing to everybody else where there is no other template', async () => {
    expect(await textOf(TestBed.createComponent(PlainHost))).toBe('');
  });

  for (const role of ['editor', 'admin']) {
    it(`takes an array for any of its roles: ${role}`, async () => {
      await signIn(role);
      expect(await textOf(TestBed.createComponent(PlainHost))).toBe('shown');
    });
  }

  it('L5 follows the session, with zone.js and without', async () => {
    const fixture = TestBed.createComponent(Host);
    expect(await textOf(fixture)).toBe('denied');
    await signIn('admin');
    expect(await textOf(fixture)).toBe('shown');
    await app.auth.signOut();
    expect(await textOf(fixture)).toBe('denied');
  });

  it('follows the role that is asked for', async () => {
    await signIn('editor');
    const fixture = TestBed.createComponent(Host);
    expect(await textOf(fixture)).toBe('denied');
    fixture.componentInstance.required.set('editor');
    expect(await textOf(fixture)).toBe('shown');
    fixture.componentInstance.required.set(['admin', 'owner']);
    expect(await textOf(fixture)).toBe('denied');
  });

  it('follows the other template', async () => {
    const fixture = TestBed.createComponent(Host);
    expect(await textOf(fixture)).toBe('denied');
    fixture.componentInstance.isLate.set(true);
    expect(await textOf(fixture)).toBe('too late');
  });

  it('keeps its content, state and all, while the user may see it', async () => {
    await signIn('admin');
    const fixture = TestBed.createComponent(Host);
    await textOf(fixture);
    await signIn('admin', 'editor');
    fixture.componentInstance.required.set(['editor', 'admin']);
    fixture.componentInstance.isLate.set(true);
    expect(await textOf(fixture)).toBe('shown');
    expect(created).toBe(1);
  });

  it('N8 denies an empty array, and warns', async () => {
    await signIn('admin', '');
    const fixture = TestBed.createComponent(Host);
    fixture.componentInstance.required.set([] as unknown as Required);
    expect(await textOf(fixture)).toBe('denied');
    expect(told.warnings).toEqual([jasmine.stringContaining('*jwtHasRole="[]"')]);
  });

  it('N8 does not warn of a role', async () => {
    await textOf(TestBed.createComponent(Host));
    expect(told.warnings).toEqual([]);
  });
});
