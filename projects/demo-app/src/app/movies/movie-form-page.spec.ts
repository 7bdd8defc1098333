import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { PageView } from '../testing/page-view';
import { provideTestApp, settle, signInAs } from '../testing/test-app';
import { movieFormRoutes } from './movie-form.routes';

const ALIEN = {
  id: 7,
  title: 'Alien',
  year: 1979,
  director: 'Ridley Scott',
  genre: 'Horror',
  rating: null,
  watched: false,
  notes: '',
};

describe('MovieFormPage', () => {
  let http: HttpTestingController;

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: provideTestApp([{ path: 'movies', children: movieFormRoutes }]),
    });
    http = TestBed.inject(HttpTestingController);
    await signInAs('editor');
  });

  afterEach(() => {
    http.verify();
  });

  async function open(url: string): Promise<PageView> {
    const harness = await RouterTestingHarness.create(url);
    return new PageView(harness.routeNativeElement!);
  }

  async function openAlien(): Promise<PageView> {
    const view = await open('/movies/7/edit');
    http.expectOne('/api/movies/7').flush(ALIEN);
    await settle();
    return view;
  }

  async function save(view: PageView): Promise<void> {
    view.click('Save movie');
    await settle();
  }

  it('adds a movie', async () => {
    const view = await open('/movies/new');
    view.fill('Title', 'Alien');
    view.fill('Director', 'Ridley Scott');
    view.fill('Year', '1979');
    view.fill('Genre', 'Horror');
    await save(view);
    const request = http.expectOne({ method: 'POST', url: '/api/movies' });
    const { id: _, ...draft } = ALIEN;
    expect(request.request.body).toEqual(draft);
    request.flush(ALIEN);
    await settle();
    expect(TestBed.inject(Router).url).toBe('/movies');
  });

  it('changes a movie', async () => {
    const view = await openAlien();
    expect(view.field('Title').value).toBe('Alien');
    view.fill('Rating', '8.5');
    await save(view);
    const request = http.expectOne({ method: 'PUT', url: '/api/movies/7' });
    expect(request.request.body).toEqual({ ...ALIEN, rating: 8.5 });
    request.flush(ALIEN);
    await settle();
    expect(TestBed.inject(Router).url).toBe('/movies');
  });

  it('says what is missing, and asks the server nothing', async () => {
    const view = await open('/movies/new');
    await save(view);
    expect(view.errorOf('Title')).toContain('Enter the title.');
    expect(view.errorOf('Year')).toContain('Enter the year.');
  });

  it('shows what the server says at the fields, until they are changed', async () => {
    const view = await openAlien();
    await save(view);
    const errors = { year: 'Must be later.', rating: 'Must be smaller.', stars: 'Unknown field.' };
    http.expectOne('/api/movies/7').flush({ errors }, { status: 400, statusText: '' });
    await settle();
    expect(view.errorOf('Year')).toContain('Must be later.');
    expect(view.errorOf('Rating')).toContain('Must be smaller.');
    expect(view.errorOf('Title')).toBe('');

    view.fill('Year', '1980');
    await settle();
    expect(view.errorOf('Year')).not.toContain('Must be later.');
  });

  it('announces what is wrong with no field', async () => {
    const view = await openAlien();
    await save(view);
    http
      .expectOne('/api/movies/7')
      .flush({ message: 'The list is full.' }, { status: 409, statusText: '' });
    await settle();
    expect(view.announced('alert')).toBe('The list is full.');
    expect(view.controls('Save movie').length).toBe(1);
  });

  it('says that there is no such movie', async () => {
    const view = await open('/movies/99/edit');
    http
      .expectOne('/api/movies/99')
      .flush({ message: 'There is no movie 99.' }, { status: 404, statusText: '' });
    await settle();
    expect(view.announced('alert')).toContain('There is no movie 99.');
  });
});
