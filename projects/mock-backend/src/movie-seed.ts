import type { MovieFields } from './movie.ts';

type SeedRow = readonly [
  title: string,
  year: number,
  director: string,
  genre: string,
  rating: number | null,
  notes?: string,
];

/** A movie with a rating has been watched. */
const ROWS: readonly SeedRow[] = [
  ['Metropolis', 1927, 'Fritz Lang', 'Science fiction', 8, 'The restored cut of 2010.'],
  ['Modern Times', 1936, 'Charlie Chaplin', 'Comedy', 9],
  ['Casablanca', 1942, 'Michael Curtiz', 'Romance', 9, 'Nobody says "Play it again, Sam".'],
  ['Rashomon', 1950, 'Akira Kurosawa', 'Drama', null],
  ['Rear Window', 1954, 'Alfred Hitchcock', 'Thriller', 9],
  ['The Seventh Seal', 1957, 'Ingmar Bergman', 'Drama', null, 'Recommended by Vera.'],
  ['Some Like It Hot', 1959, 'Billy Wilder', 'Comedy', 8],
  [
    '2001: A Space Odyssey',
    1968,
    'Stanley Kubrick',
    'Science fiction',
    10,
    'On a big screen only.',
  ],
  ['The Godfather', 1972, 'Francis Ford Coppola', 'Crime', 10],
  ['Alien', 1979, 'Ridley Scott', 'Horror', 9, "The director's cut is not longer."],
  ['Das Boot', 1981, 'Wolfgang Petersen', 'War', null],
  ['My Neighbor Totoro', 1988, 'Hayao Miyazaki', 'Animation', 9, 'With the children.'],
  ['Do the Right Thing', 1989, 'Spike Lee', 'Drama', null],
  ['The Piano', 1993, 'Jane Campion', 'Drama', 8],
  ['Pulp Fiction', 1994, 'Quentin Tarantino', 'Crime', 9],
  ['Toy Story', 1995, 'John Lasseter', 'Animation', 8],
  ['Run Lola Run', 1998, 'Tom Tykwer', 'Thriller', 8, 'Twenty minutes, three times.'],
  ['The Matrix', 1999, 'Lana and Lilly Wachowski', 'Science fiction', 9],
  ['Amélie', 2001, 'Jean-Pierre Jeunet', 'Romance', null, 'The gnome travels.'],
  ['City of God', 2002, 'Fernando Meirelles and Kátia Lund', 'Crime', 9],
  ["Pan's Labyrinth", 2006, 'Guillermo del Toro', 'Fantasy', null],
  ['Mad Max: Fury Road', 2015, 'George Miller', 'Action', 9, 'Watch the black and white cut next.'],
  ['Parasite', 2019, 'Bong Joon-ho', 'Thriller', 10],
  ['Portrait of a Lady on Fire', 2019, 'Céline Sciamma', 'Romance', null],
];

export const MOVIE_SEED: readonly MovieFields[] = ROWS.map(
  ([title, year, director, genre, rating, notes = '']) => ({
    title,
    year,
    director,
    genre,
    rating,
    watched: rating !== null,
    notes,
  }),
);
