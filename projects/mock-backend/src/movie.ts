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

export type MovieFields = Omit<Movie, 'id'>;
