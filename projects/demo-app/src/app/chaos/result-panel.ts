import { Component, computed, input } from '@angular/core';
import type { Result } from './lab';
import { resultRows } from './result-rows';
import { VerdictBadge } from './verdict-badge';

/** What came out, side by side. Its lines are there from the start, so that nothing moves when they fill. */
@Component({
  selector: 'app-result-panel',
  imports: [VerdictBadge],
  templateUrl: './result-panel.html',
  styleUrl: './result-panel.scss',
})
export class ResultPanel {
  readonly result = input.required<Result | null>();
  /** Another experiment is running: this is the result of the one before. */
  readonly isStale = input.required<boolean>();

  protected readonly rows = computed(() => {
    const result = this.result();
    const sides = result?.sides;
    const tallies = sides ? { library: sides.library.tally, naive: sides.naive.tally } : null;
    return resultRows(tallies, result?.experiment.endsSession ?? false);
  });
}
