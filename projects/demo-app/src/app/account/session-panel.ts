import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { Router } from '@angular/router';
import { JwtAuth, skipJwtAuth } from 'ngx-jwt-auth';
import { firstValueFrom } from 'rxjs';
import { errorMessage } from '../shell/error-message';
import { formatDuration } from './format-duration';
import { injectSecondsLeft } from './inject-seconds-left';

const PARALLEL_REQUESTS = 5;

/** How long the access token lives, and buttons to try out what happens to it. */
@Component({
  selector: 'app-session-panel',
  imports: [MatButton, MatIcon],
  host: { class: 'app-panel' },
  templateUrl: './session-panel.html',
  styleUrl: './session-panel.scss',
})
export class SessionPanel {
  readonly #http = inject(HttpClient);
  readonly #router = inject(Router);
  protected readonly auth = inject(JwtAuth);

  readonly #secondsLeft = injectSecondsLeft(this.auth.expiresAt);
  protected readonly timeLeft = computed(() => {
    const seconds = this.#secondsLeft();
    if (seconds === null) return 'unknown';
    return seconds === 0 ? 'expired' : formatDuration(seconds);
  });
  /** Null before anything was tried. */
  protected readonly outcome = signal<Outcome | null>(null);

  protected refresh(): Promise<void> {
    return this.#attempt(async () => {
      await this.auth.refresh();
      return 'The access token is new.';
    });
  }

  protected requestInParallel(): Promise<void> {
    return this.#attempt(async () => {
      const requests = Array.from({ length: PARALLEL_REQUESTS }, () =>
        firstValueFrom(this.#http.get('/api/me')),
      );
      const results = await Promise.allSettled(requests);
      const failed = results.find((result) => result.status === 'rejected');
      if (failed) throw failed.reason;
      return `All ${PARALLEL_REQUESTS} requests were answered.`;
    });
  }

  /** A switch of the mock backend: the token still looks valid here, and is answered with 401. */
  protected invalidate(): Promise<void> {
    return this.#attempt(async () => {
      const context = skipJwtAuth();
      await firstValueFrom(this.#http.post('/api/faults/reject-access-tokens', null, { context }));
      return 'The server refuses this access token from now on. Send some requests: one refresh, and each is sent again.';
    });
  }

  protected async signOut(): Promise<void> {
    await this.auth.signOut();
    await this.#router.navigateByUrl('/login');
  }

  async #attempt(task: () => Promise<string>): Promise<void> {
    this.outcome.set(null);
    try {
      this.outcome.set({ isError: false, text: await task() });
    } catch (error) {
      this.outcome.set({ isError: true, text: errorMessage(error) });
    }
  }
}

interface Outcome {
  readonly isError: boolean;
  readonly text: string;
}
