import { Component, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { JwtHasRole } from 'ngx-jwt-auth';
import type { Movie } from './movie';
import { MoviePoster } from './movie-poster';

@Component({
  selector: 'app-movie-card',
  imports: [JwtHasRole, MatIcon, MatIconButton, MoviePoster, RouterLink],
  templateUrl: './movie-card.html',
  styleUrl: './movie-card.scss',
})
export class MovieCard {
  readonly movie = input.required<Movie>();
  readonly watchedChange = output<boolean>();
  readonly deleteRequest = output();
}
