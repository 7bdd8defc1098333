import type { Movie, MovieFields } from './movie.ts';
import { MOVIE_SEED } from './movie-seed.ts';

export interface SavedMovies {
  readonly movies: readonly Movie[];
  readonly nextId: number;
}

export const MAX_MOVIES = 1000;

/** The movie list, in memory. */
export class Movies {
  readonly #byId = new Map<number, Movie>();
  #nextId = 1;

  constructor() {
    this.reset();
  }

  reset(): void {
    this.#byId.clear();
    this.#nextId = 1;
    MOVIE_SEED.forEach((fields) => this.add(fields));
  }

  /** All movies, or those whose title, director or genre contains the text, whatever its case. */
  list(text = ''): readonly Movie[] {
    const wanted = text.trim().toLowerCase();
    return [...this.#byId.values()].filter(({ title, director, genre }) =>
      [title, director, genre].some((field) => field.toLowerCase().includes(wanted)),
    );
  }

  find(id: number): Movie | undefined {
    return this.#byId.get(id);
  }

  /** The new movie, or null where the list is full. */
  add(fields: MovieFields): Movie | null {
    if (this.#byId.size >= MAX_MOVIES) return null;
    return this.#put({ ...fields, id: this.#nextId++ });
  }

  update(id: number, fields: Partial<MovieFields>): Movie | undefined {
    const movie = this.#byId.get(id);
    return movie && this.#put({ ...movie, ...fields });
  }

  remove(id: number): boolean {
    return this.#byId.delete(id);
  }

  save(): SavedMovies {
    return { movies: this.list(), nextId: this.#nextId };
  }

  restore({ movies, nextId }: SavedMovies): void {
    this.#byId.clear();
    movies.forEach((movie) => this.#put(movie));
    this.#nextId = nextId;
  }

  #put(movie: Movie): Movie {
    this.#byId.set(movie.id, movie);
    return movie;
  }
}
