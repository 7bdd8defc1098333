import { HttpErrorResponse, httpResource } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import {
  form,
  FormField,
  FormRoot,
  required,
  type FieldTree,
  type ValidationError,
} from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatIcon } from '@angular/material/icon';
import { MatInput } from '@angular/material/input';
import { MatProgressBar } from '@angular/material/progress-bar';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Router, RouterLink } from '@angular/router';
import { JwtAuth } from 'ngx-jwt-auth';
import { errorMessage } from '../shell/error-message';
import { fieldErrorsOf } from './field-errors-of';
import type { Movie, MovieDraft } from './movie';
import { MoviePoster } from './movie-poster';
import { MoviesApi } from './movies-api';

const NEW_MOVIE: MovieDraft = {
  title: '',
  year: null,
  director: '',
  genre: '',
  rating: null,
  watched: false,
  notes: '',
};

const GENRES = [
  'Action',
  'Animation',
  'Comedy',
  'Crime',
  'Drama',
  'Fantasy',
  'Horror',
  'Romance',
  'Science fiction',
  'Thriller',
  'War',
];

@Component({
  selector: 'app-movie-form-page',
  imports: [
    FormField,
    FormRoot,
    MatButton,
    MatCheckbox,
    MatError,
    MatFormField,
    MatHint,
    MatIcon,
    MatInput,
    MatLabel,
    MatProgressBar,
    MoviePoster,
    RouterLink,
  ],
  host: { class: 'app-page' },
  templateUrl: './movie-form-page.html',
  styleUrl: './movie-form-page.scss',
})
export class MovieFormPage {
  readonly #api = inject(MoviesApi);
  readonly #auth = inject(JwtAuth);
  readonly #router = inject(Router);
  readonly #snackBar = inject(MatSnackBar);

  /** Of the route; a new movie has none. */
  readonly id = input<string>();

  protected readonly genres = GENRES;
  protected readonly movie = httpResource<Movie>(() => {
    const id = this.id();
    return id === undefined || this.#auth.sessionKey() === null
      ? undefined
      : `/api/movies/${encodeURIComponent(id)}`;
  });
  protected readonly loadProblem = computed(() => {
    const error = this.movie.error();
    return error === undefined ? null : errorMessage(error);
  });
  protected readonly saveProblem = signal<string | null>(null);

  protected readonly draft = linkedSignal<MovieDraft>(() => {
    const movie = this.movie.hasValue() ? this.movie.value() : undefined;
    return movie ?? NEW_MOVIE;
  });
  protected readonly posterSeed = computed(() => Number(this.id() ?? 3) || 3);

  // Only what is obvious is checked here; the rules are the server's, and so are its messages.
  protected readonly form = form(
    this.draft,
    (path) => {
      required(path.title, { message: 'Enter the title.' });
      required(path.year, { message: 'Enter the year.' });
      required(path.director, { message: 'Enter who directed it.' });
      required(path.genre, { message: 'Enter the genre.' });
    },
    {
      submission: {
        action: (fields) => this.#save(fields),
        onInvalid: (fields) => fields().errorSummary()[0]?.fieldTree().focusBoundControl(),
      },
    },
  );

  async #save(
    fields: FieldTree<MovieDraft>,
  ): Promise<readonly ValidationError.WithFieldTree[] | undefined> {
    this.saveProblem.set(null);
    let saved: Movie;
    try {
      saved = await this.#api.save(this.draft(), this.id());
    } catch (error) {
      const errors = error instanceof HttpErrorResponse ? serverErrors(fields, error) : [];
      if (errors.length === 0) this.saveProblem.set(errorMessage(error));
      errors[0]?.fieldTree().focusBoundControl();
      return errors;
    }
    this.#snackBar.open(`“${saved.title}” was saved.`, 'Dismiss', { duration: 6000 });
    await this.#router.navigateByUrl('/movies');
    return undefined;
  }
}

/** What the server says about the fields of this form, at these fields. */
function serverErrors(
  fields: FieldTree<MovieDraft>,
  error: HttpErrorResponse,
): readonly ValidationError.WithFieldTree[] {
  const messages = fieldErrorsOf(error);
  return Object.keys(NEW_MOVIE).flatMap((name) => {
    const message = messages[name];
    if (message === undefined) return [];
    return { kind: 'server', message, fieldTree: fields[name as keyof MovieDraft] };
  });
}
