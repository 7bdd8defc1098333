import { Component, computed, inject } from '@angular/core';
import { JwtAuth } from 'ngx-jwt-auth';
import { formatDuration } from '../account/format-duration';
import { injectSecondsLeft } from '../account/inject-seconds-left';
import { lifeLeft } from './life-left';

/** The access token's life as a bar that runs down. */
@Component({
  selector: 'app-token-life',
  template: `
    <p>
      <strong>Access token</strong>
      <span>{{ text() }}</span>
    </p>
    <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect class="back" width="100" height="6" />
      <rect class="left" height="6" [attr.width]="share() * 100" [class.low]="share() < 0.25" />
    </svg>
  `,
  styles: `
    p {
      display: flex;
      justify-content: space-between;
      font-variant-numeric: tabular-nums;
    }

    span {
      color: var(--mat-sys-on-surface-variant);
    }

    svg {
      display: block;
      width: 100%;
      height: 10px;
      border-radius: 5px;
      margin-top: 6px;
    }

    .back {
      fill: var(--mat-sys-surface-container-highest);
    }

    .left {
      fill: var(--app-ink-valid);

      &.low {
        fill: var(--app-ink-waiting);
      }
    }
  `,
})
export class TokenLife {
  readonly #auth = inject(JwtAuth);
  readonly #secondsLeft = injectSecondsLeft(this.#auth.expiresAt);

  protected readonly share = computed(() => lifeLeft(this.#auth.claims(), this.#secondsLeft()));
  protected readonly text = computed(() => {
    const status = this.#auth.status();
    if (status !== 'authenticated') return status === 'unknown' ? 'looking' : 'nobody is signed in';
    const seconds = this.#secondsLeft();
    if (seconds === null) return 'good until the server says no';
    return seconds === 0 ? 'expired' : `${formatDuration(seconds)} left`;
  });
}
