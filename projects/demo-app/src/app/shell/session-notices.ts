import { inject, Injectable } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatSnackBar } from '@angular/material/snack-bar';
import { JwtAuth, type JwtAuthEvent } from 'ngx-jwt-auth';

/** Tells users why they were signed out when they did not do it themselves, here. */
@Injectable({ providedIn: 'root' })
export class SessionNotices {
  readonly #snackBar = inject(MatSnackBar);

  constructor() {
    inject(JwtAuth)
      .events.pipe(takeUntilDestroyed())
      .subscribe((event) => {
        const notice = noticeOf(event);
        if (notice !== null) this.#snackBar.open(notice, 'Dismiss', { duration: 8000 });
      });
  }
}

function noticeOf(event: JwtAuthEvent): string | null {
  if (event.type !== 'sessionEnded') return null;
  switch (event.reason) {
    case 'signed-out':
      return event.from === 'elsewhere' ? 'You signed out in another tab.' : null;
    case 'session-changed':
      return event.from === 'elsewhere' ? 'Somebody signed in in another tab.' : null;
    case 'expired':
    case 'token-rejected':
    case 'refresh-rejected':
    case 'subject-changed':
    case 'superseded':
      return 'Your session is over. Please sign in again.';
  }
}
