import { Component } from '@angular/core';
import { MoviePoster } from '../movies/movie-poster';

const TITLES = [
  'Metropolis',
  'Alien',
  'The Godfather',
  'Amélie',
  'Rear Window',
  'Toy Story',
  'Parasite',
  'Casablanca',
  'Das Boot',
  'Modern Times',
  'Pulp Fiction',
  'Rashomon',
];

/** The wall of posters beside the sign-in form: decoration. */
@Component({
  selector: 'app-poster-wall',
  imports: [MoviePoster],
  template: `
    <div class="wall" aria-hidden="true">
      @for (title of titles; track title) {
        <app-movie-poster [title]="title" [seed]="$index + 1" />
      }
    </div>
    <p class="claim">Every film you love, <br />every film you mean to see.</p>
  `,
  styleUrl: './poster-wall.scss',
})
export class PosterWall {
  protected readonly titles = TITLES;
}
