import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { Movie, MovieDraft } from './movie';

/** What changes movies. Pages read them with `httpResource`. */
@Injectable({ providedIn: 'root' })
export class MoviesApi {
  readonly #http = inject(HttpClient);

  /** Adds a movie, or replaces the one with the id. */
  save(draft: MovieDraft, id?: string): Promise<Movie> {
    return firstValueFrom(
      id === undefined
        ? this.#http.post<Movie>('/api/movies', draft)
        : this.#http.put<Movie>(`/api/movies/${encodeURIComponent(id)}`, draft),
    );
  }

  setWatched({ id }: Movie, watched: boolean): Promise<Movie> {
    return firstValueFrom(this.#http.patch<Movie>(`/api/movies/${id}`, { watched }));
  }

  async delete({ id }: Movie): Promise<void> {
    await firstValueFrom(this.#http.delete(`/api/movies/${id}`));
  }
}
