export interface Movie {
  readonly id: number;
  readonly title: string;
  readonly year: number;
  readonly director: string;
  readonly genre: string;
  /** 0 to 10, or null while nobody has rated it. */
  readonly rating: number | null;
  readonly watched: boolean;
  readonly notes: string;
}

/** What a form holds; the server says whether it is a movie. */
export type MovieDraft = Omit<Movie, 'id' | 'year'> & { readonly year: number | null };
