import { Component, computed, inject, signal, viewChild, type ElementRef } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { JwtAuth } from 'ngx-jwt-auth';
import type { Experiment } from './experiment';
import { EXPERIMENTS } from './experiments';
import { Lab } from './lab';
import { ResultPanel } from './result-panel';
import { TabFrames } from './tabs/tab-frames';
import { VerdictBadge } from './verdict-badge';

/** Ways to break a session, and what becomes of it: with the library, and with the usual interceptor. */
@Component({
  selector: 'app-chaos-page',
  imports: [MatButton, MatIcon, ResultPanel, TabFrames, VerdictBadge],
  host: { class: 'app-page' },
  templateUrl: './chaos-page.html',
  styleUrl: './chaos-page.scss',
})
export class ChaosPage {
  protected readonly auth = inject(JwtAuth);
  protected readonly lab = inject(Lab);
  protected readonly experiments = EXPERIMENTS;
  protected readonly counts = [1, 2, 3];
  protected readonly times = signal(1);
  private readonly result = viewChild.required<ElementRef<HTMLElement>>('result');

  protected readonly user = computed(() => this.auth.claims()?.name ?? null);
  protected readonly status = computed(() => {
    const running = this.lab.running();
    if (running) return `Running: ${running.title} …`;
    const latest = this.lab.latest();
    return latest ? `Done: ${latest.experiment.title}` : 'Choose something to break.';
  });

  protected setTimes(event: Event): void {
    this.times.set(Number((event.target as HTMLSelectElement).value));
  }

  protected run(experiment: Experiment): void {
    if (this.lab.running()) return;
    void this.lab.run(experiment, this.times());
    // On a phone the result is below the buttons.
    this.result().nativeElement.scrollIntoView({ block: 'nearest' });
  }
}
