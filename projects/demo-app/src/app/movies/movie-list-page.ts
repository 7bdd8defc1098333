import { httpResource } from '@angular/common/http';
import {
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  viewChild,
  type ElementRef,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatIcon } from '@angular/material/icon';
import { MatProgressBar } from '@angular/material/progress-bar';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Router, RouterLink } from '@angular/router';
import { JwtAuth, JwtHasRole } from 'ngx-jwt-auth';
import { firstValueFrom } from 'rxjs';
import { errorMessage } from '../shell/error-message';
import { DeleteMovieDialog } from './delete-movie-dialog';
import type { Movie } from './movie';
import { MovieCard } from './movie-card';
import { isMovieStatus, MovieFilter, type MovieStatus } from './movie-filter';
import { MoviesApi } from './movies-api';

/** Long enough for the next letter, short enough not to be noticed. */
const TYPING_PAUSE = 250;

@Component({
  selector: 'app-movie-list-page',
  imports: [JwtHasRole, MatButton, MatIcon, MatProgressBar, MovieCard, MovieFilter, RouterLink],
  host: { class: 'app-page' },
  templateUrl: './movie-list-page.html',
  styleUrl: './movie-list-page.scss',
})
export class MovieListPage {
  readonly #api = inject(MoviesApi);
  readonly #auth = inject(JwtAuth);
  readonly #dialog = inject(MatDialog);
  readonly #router = inject(Router);
  readonly #snackBar = inject(MatSnackBar);
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  /** The query parameters: a filtered list can be bookmarked and comes back with the back button. */
  readonly q = input('', { transform: (value: string | undefined) => value ?? '' });
  readonly show = input('all', {
    transform: (value: string | undefined): MovieStatus => (isMovieStatus(value) ? value : 'all'),
  });

  /** What is in the box; it goes to the URL when the typing pauses. */
  protected readonly text = linkedSignal(() => this.q());

  // Keyed by the session: another user's list is another list.
  protected readonly movies = httpResource<readonly Movie[]>(() =>
    this.#auth.sessionKey() === null
      ? undefined
      : { url: '/api/movies', params: this.q() === '' ? {} : { q: this.q() } },
  );

  /** The last list of this session, so that the page does not go blank while another one loads. */
  readonly #latest = linkedSignal<Latest, Latest>({
    source: () => ({
      session: this.#auth.sessionKey(),
      movies: this.movies.hasValue() ? this.movies.value() : undefined,
    }),
    computation: (now, before) =>
      now.movies === undefined && before?.value.session === now.session ? before.value : now,
  });

  protected readonly shown = computed(() => {
    const show = this.show();
    return this.#latest().movies?.filter(
      ({ watched }) => show === 'all' || watched === (show === 'watched'),
    );
  });
  protected readonly problem = computed(() => {
    const error = this.movies.error();
    return error === undefined ? null : errorMessage(error);
  });
  protected readonly isFiltered = computed(() => this.q() !== '' || this.show() !== 'all');
  protected readonly summary = computed(() => {
    const movies = this.shown();
    if (movies === undefined) return '';
    return movies.length === 1 ? '1 movie' : `${movies.length} movies`;
  });
  protected readonly placeholders = Array.from({ length: 10 }, (_, index) => index);

  constructor() {
    effect((onCleanup) => {
      const q = this.text().trim();
      if (q === this.q()) return;
      const timer = setTimeout(() => void this.#filter({ q: q || null }), TYPING_PAUSE);
      onCleanup(() => {
        clearTimeout(timer);
      });
    });
  }

  protected setShow(show: MovieStatus): void {
    void this.#filter({ show: show === 'all' ? null : show });
  }

  protected clearFilter(): void {
    this.text.set('');
    void this.#filter({ q: null, show: null });
  }

  protected async setWatched(movie: Movie, watched: boolean): Promise<void> {
    try {
      const changed = await this.#api.setWatched(movie, watched);
      this.#updateList((movies) => movies.map((each) => (each.id === changed.id ? changed : each)));
    } catch (error) {
      this.#tell(errorMessage(error));
    }
  }

  protected async delete(movie: Movie): Promise<void> {
    const dialog = this.#dialog.open<DeleteMovieDialog, Movie, boolean>(DeleteMovieDialog, {
      data: movie,
    });
    if (!(await firstValueFrom(dialog.afterClosed()))) return;
    try {
      await this.#api.delete(movie);
    } catch (error) {
      this.#tell(errorMessage(error));
      return;
    }
    this.#updateList((movies) => movies.filter(({ id }) => id !== movie.id));
    this.#tell(`“${movie.title}” was deleted.`);
    // The button that had the focus is gone with its movie.
    this.heading().nativeElement.focus();
  }

  #updateList(change: (movies: readonly Movie[]) => readonly Movie[]): void {
    if (this.movies.hasValue()) this.movies.update(change);
  }

  #filter(queryParams: Readonly<Record<string, string | null>>): Promise<boolean> {
    return this.#router.navigate([], {
      queryParams,
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  #tell(message: string): void {
    this.#snackBar.open(message, 'Dismiss', { duration: 6000 });
  }
}

interface Latest {
  readonly session: string | null;
  readonly movies: readonly Movie[] | undefined;
}
