import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  signal,
  untracked,
} from '@angular/core';
import { buildTimeline } from './build-timeline';
import { injectFrames } from './inject-frames';
import { layoutTimeline, ROWS } from './layout-timeline';
import { summarizeTimeline } from './summarize-timeline';
import type { RefreshSpan } from './timeline';
import { Trace } from './trace';

const WORDS: Readonly<Record<RefreshSpan['outcome'], string>> = {
  running: 'refresh …',
  here: 'refresh ✓',
  elsewhere: 'by a tab ✓',
  failed: 'refresh ✕',
};

/** The requests, the refreshes and the tabs as a picture over time. */
@Component({
  selector: 'app-timeline-picture',
  templateUrl: './timeline-picture.html',
  styleUrl: './timeline-picture.scss',
})
export class TimelinePicture {
  readonly #trace = inject(Trace);
  readonly #now = injectFrames();
  readonly #timeline = computed(() => {
    const now = this.#now();
    return untracked(() => buildTimeline(this.#trace.entries(), now, this.#trace.isBusy()));
  });

  protected readonly rows = ROWS;
  protected readonly width = signal(368);
  protected readonly shapes = computed(() => layoutTimeline(this.#timeline(), this.width()));
  protected readonly summary = computed(() => summarizeTimeline(this.#timeline()));
  protected readonly isEmpty = computed(() => this.#timeline().lanes.length === 0);

  protected refreshText(index: number, outcome: RefreshSpan['outcome']): string {
    const number = this.shapes().refreshes.length > 1 ? `${index + 1}. ` : '1 ';
    return `${number}${WORDS[outcome]}`;
  }

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const destroyRef = inject(DestroyRef);
    afterNextRender(() => {
      // Drawn in CSS pixels, so that the text has its size on a phone too.
      const observer = new ResizeObserver(() => {
        this.width.set(Math.max(240, host.clientWidth));
      });
      observer.observe(host);
      destroyRef.onDestroy(() => {
        observer.disconnect();
      });
    });
  }
}
