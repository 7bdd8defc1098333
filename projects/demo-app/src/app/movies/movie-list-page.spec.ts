import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { JwtAuth } from 'ngx-jwt-auth';
import { of } from 'rxjs';
import { PageView } from '../testing/page-view';
import { provideTestApp, settle, signInAs } from '../testing/test-app';
import type { Movie } from './movie';
import { MovieListPage } from './movie-list-page';

const ALIEN: Movie = {
  id: 1,
  title: 'Alien',
  year: 1979,
  director: 'Ridley Scott',
  genre: 'Horror',
  rating: 9,
  watched: true,
  notes: '',
};
const RASHOMON: Movie = {
  ...ALIEN,
  id: 2,
  title: 'Rashomon',
  director: 'Akira Kurosawa',
  rating: null,
  watched: false,
};

describe('MovieListPage', () => {
  let http: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: provideTestApp([{ path: 'movies', component: MovieListPage }]),
    });
    http = TestBed.inject(HttpTestingController);
  });

  afterEach(() => {
    http.verify();
  });

  /** The page while its movies are being loaded. */
  async function open(url = '/movies'): Promise<PageView> {
    const harness = await RouterTestingHarness.create(url);
    return new PageView(harness.routeNativeElement!);
  }

  async function answer(movies: readonly Movie[], url = '/api/movies'): Promise<TestRequest> {
    const request = http.expectOne(url);
    request.flush(movies);
    await settle();
    return request;
  }

  async function openWithMovies(url?: string): Promise<PageView> {
    const view = await open(url);
    await answer([ALIEN, RASHOMON]);
    return view;
  }

  it('shows the movies, fetched with the token', async () => {
    await signInAs('viewer');
    const view = await open();
    const request = await answer([ALIEN, RASHOMON]);
    expect(request.request.headers.get('Authorization')).toMatch(/^Bearer /);
    expect(view.announced('status')).toBe('2 movies');
    expect(view.text).toContain('Ridley Scott');
    expect(view.text).toContain('Rashomon');
  });

  it('offers a viewer nothing to change', async () => {
    await signInAs('viewer');
    const view = await openWithMovies();
    for (const name of ['Add movie', 'Edit Alien', 'Mark Alien as watched', 'Delete Alien']) {
      expect(view.controls(name)).withContext(name).toEqual([]);
    }
  });

  it('lets an editor add and edit, but not delete', async () => {
    await signInAs('editor');
    const view = await openWithMovies();
    expect(view.controls('Add movie').length).toBe(1);
    expect(view.controls('Edit Alien').length).toBe(1);
    expect(view.controls('Delete Alien')).toEqual([]);
  });

  it('takes the buttons away when the role is gone', async () => {
    await signInAs('admin');
    const view = await openWithMovies();
    expect(view.controls('Delete Alien').length).toBe(1);
    await signInAs('viewer');
    await settle();
    await answer([ALIEN]);
    expect(view.controls('Delete Alien')).toEqual([]);
  });

  it('deletes a movie when that is confirmed', async () => {
    await signInAs('admin');
    const view = await openWithMovies();
    const open = spyOn(TestBed.inject(MatDialog), 'open');

    open.and.returnValue({ afterClosed: () => of(false) } as ReturnType<MatDialog['open']>);
    view.click('Delete Alien');
    await settle();
    http.expectNone({ method: 'DELETE' });

    open.and.returnValue({ afterClosed: () => of(true) } as ReturnType<MatDialog['open']>);
    view.click('Delete Alien');
    await settle();
    http.expectOne({ method: 'DELETE', url: '/api/movies/1' }).flush(null);
    await settle();
    expect(view.text).not.toContain('Alien');
    expect(view.announced('status')).toBe('1 movie');
  });

  it('marks a movie as watched', async () => {
    await signInAs('editor');
    const view = await openWithMovies();
    view.click('Mark Rashomon as watched');
    const request = http.expectOne({ method: 'PATCH', url: '/api/movies/2' });
    expect(request.request.body).toEqual({ watched: true });
    request.flush({ ...RASHOMON, watched: true });
    await settle();
    const [button] = view.controls('Mark Rashomon as watched');
    expect(button!.getAttribute('aria-pressed')).toBe('true');
  });

  it('searches when the typing pauses, and keeps the list until the answer is there', async () => {
    await signInAs('viewer');
    const view = await openWithMovies();
    jasmine.clock().withMock(() => {
      for (const text of ['r', 'ra', 'ras']) {
        view.fill('Search movies', text);
        TestBed.tick();
        jasmine.clock().tick(200);
      }
      http.expectNone((request) => request.params.has('q'));
      jasmine.clock().tick(50);
    });
    await settle();
    expect(TestBed.inject(Router).url).toBe('/movies?q=ras');
    expect(view.text).toContain('Alien');
    await answer([RASHOMON], '/api/movies?q=ras');
    expect(view.text).not.toContain('Alien');
    expect(view.announced('status')).toBe('1 movie');
  });

  it('reads the filter from the URL', async () => {
    await signInAs('viewer');
    const view = await openWithMovies('/movies?show=unwatched');
    expect(view.text).toContain('Rashomon');
    expect(view.text).not.toContain('Alien');
  });

  it('says that nothing matches, and shows everything again', async () => {
    await signInAs('viewer');
    const view = await open('/movies?q=zzz');
    await answer([], '/api/movies?q=zzz');
    expect(view.text).toContain('No movie matches');
    view.click('Show all movies');
    await settle();
    expect(TestBed.inject(Router).url).toBe('/movies');
    await answer([ALIEN]);
    expect(view.text).toContain('Alien');
  });

  it('says that the movies could not be loaded, and tries again', async () => {
    await signInAs('viewer');
    const view = await open();
    http.expectOne('/api/movies').error(new ProgressEvent('error'));
    await settle();
    expect(view.announced('alert')).toContain('cannot be reached');
    view.click('Try again');
    await settle();
    await answer([ALIEN]);
    expect(view.announced('alert')).toBe('');
    expect(view.text).toContain('Alien');
  });

  it('shows nobody the list of somebody else', async () => {
    await signInAs('viewer');
    const view = await openWithMovies();
    await TestBed.inject(JwtAuth).signOut();
    await settle();
    expect(view.text).not.toContain('Alien');
  });
});
