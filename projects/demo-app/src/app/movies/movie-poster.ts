import { Component, computed, input } from '@angular/core';
import { initialsOf } from '../shell/initials-of';
import { posterArt } from './poster-art';

/** A drawn poster: the demo has no pictures. It is decoration, the title stands beside it. */
@Component({
  selector: 'app-movie-poster',
  host: {
    'aria-hidden': 'true',
    '[style.--shadow]': 'art().shadow',
    '[style.--tone]': 'art().tone',
    '[style.--light]': 'art().light',
  },
  template: `
    <svg viewBox="0 0 200 300" preserveAspectRatio="xMidYMid slice">
      <path [attr.d]="art().motif" />
    </svg>
    <span>{{ initials() }}</span>
  `,
  styleUrl: './movie-poster.scss',
})
export class MoviePoster {
  readonly title = input.required<string>();
  readonly seed = input.required<number>();

  protected readonly art = computed(() => posterArt(this.seed()));
  protected readonly initials = computed(() => initialsOf(this.title()));
}
