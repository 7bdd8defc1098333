import { Component, input, model, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { MatFormField, MatLabel, MatPrefix, MatSuffix } from '@angular/material/form-field';
import { MatIcon } from '@angular/material/icon';
import { MatInput } from '@angular/material/input';

const STATUSES = ['all', 'unwatched', 'watched'] as const;

export type MovieStatus = (typeof STATUSES)[number];

export function isMovieStatus(value: unknown): value is MovieStatus {
  return STATUSES.some((status) => status === value);
}

@Component({
  selector: 'app-movie-filter',
  imports: [
    MatButtonToggle,
    MatButtonToggleGroup,
    MatFormField,
    MatIcon,
    MatIconButton,
    MatInput,
    MatLabel,
    MatPrefix,
    MatSuffix,
  ],
  host: { role: 'search' },
  template: `
    <mat-form-field appearance="outline" subscriptSizing="dynamic">
      <mat-label>Search movies</mat-label>
      <mat-icon matPrefix svgIcon="search" />
      <input
        #box
        matInput
        type="text"
        inputmode="search"
        autocomplete="off"
        [value]="text()"
        (input)="text.set(box.value)"
      />
      @if (text()) {
        <button
          matIconButton
          matSuffix
          type="button"
          aria-label="Clear search"
          (click)="text.set(''); box.focus()"
        >
          <mat-icon svgIcon="close" />
        </button>
      }
    </mat-form-field>

    <mat-button-toggle-group
      aria-label="Which movies"
      hideSingleSelectionIndicator
      [value]="show()"
      (change)="showChange.emit($event.value)"
    >
      <mat-button-toggle value="all">All</mat-button-toggle>
      <mat-button-toggle value="unwatched">To watch</mat-button-toggle>
      <mat-button-toggle value="watched">Watched</mat-button-toggle>
    </mat-button-toggle-group>
  `,
  styleUrl: './movie-filter.scss',
})
export class MovieFilter {
  readonly text = model.required<string>();
  readonly show = input.required<MovieStatus>();
  readonly showChange = output<MovieStatus>();
}
