import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import type { Movie } from './movie';

/** Closes with true when the movie shall go. */
@Component({
  selector: 'app-delete-movie-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title>Delete “{{ movie.title }}”?</h2>
    <mat-dialog-content>
      It disappears for everybody, with its rating and its notes. This cannot be undone.
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" [mat-dialog-close]="false">Keep it</button>
      <button matButton="filled" type="button" class="delete" [mat-dialog-close]="true">
        Delete
      </button>
    </mat-dialog-actions>
  `,
  styles: `
    .delete {
      --mat-button-filled-container-color: var(--mat-sys-error);
      --mat-button-filled-label-text-color: var(--mat-sys-on-error);
    }
  `,
})
export class DeleteMovieDialog {
  protected readonly movie = inject<Movie>(MAT_DIALOG_DATA);
}
