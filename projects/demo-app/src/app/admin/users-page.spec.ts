import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { PageView } from '../testing/page-view';
import { provideTestApp, settle, signInAs } from '../testing/test-app';
import { UsersPage } from './users-page';

const USERS = [
  {
    username: 'ada',
    name: 'Ada Lovelace',
    roles: ['admin', 'viewer'],
    lastSignInAt: '2026-01-02T03:04:05.000Z',
    activeSessions: 2,
  },
  { username: 'bob', name: 'Bob Ross', roles: ['viewer'], lastSignInAt: null, activeSessions: 0 },
];

describe('UsersPage', () => {
  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: provideTestApp() });
    await signInAs('admin');
  });

  async function show(): Promise<PageView> {
    const fixture = TestBed.createComponent(UsersPage);
    await settle();
    return new PageView(fixture.nativeElement as Element);
  }

  it('lists the users', async () => {
    const view = await show();
    TestBed.inject(HttpTestingController).expectOne('/api/admin/users').flush(USERS);
    await settle();
    expect(view.text).toContain('Ada Lovelace');
    expect(view.text).toContain('Jan 2');
    expect(view.text).toContain('Never');
  });

  it('says why they cannot be shown', async () => {
    const view = await show();
    TestBed.inject(HttpTestingController)
      .expectOne('/api/admin/users')
      .flush({ message: 'This needs the role admin.' }, { status: 403, statusText: '' });
    await settle();
    expect(view.announced('alert')).toContain('This needs the role admin.');
  });
});
