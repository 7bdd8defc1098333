import { Component, computed, input } from '@angular/core';
import type { Verdict } from './compare';

const WORDS: Readonly<Record<Verdict, string>> = { held: 'held', costly: 'costly', broke: 'broke' };
const SIGNS: Readonly<Record<Verdict, string>> = {
  held: 'm5 12.5 4.5 4.5L19 7.5',
  costly: 'M12 5v9m0 4.5v.5',
  broke: 'M6 6l12 12M18 6 6 18',
};

/** How somebody came through, as a sign with its word: the colour only underlines it. */
@Component({
  selector: 'app-verdict-badge',
  host: { '[class]': 'verdict() ?? "none"' },
  template: `
    @if (sign(); as path) {
      <svg viewBox="0 0 24 24" aria-hidden="true"><path [attr.d]="path" /></svg>
    }
    {{ word() }}
  `,
  styles: `
    :host {
      display: inline-flex;
      gap: 4px;
      align-items: center;
      padding: 1px 9px 1px 6px;
      border-radius: 999px;
      font-size: 0.75rem;
      font-weight: 650;
      line-height: 1.5;
      white-space: nowrap;
    }

    svg {
      width: 13px;
      height: 13px;
      fill: none;
      stroke: currentcolor;
      stroke-linecap: round;
      stroke-linejoin: round;
      stroke-width: 3.2;
    }

    :host(.held) {
      background: light-dark(#dcf3e3, #123a20);
      color: light-dark(#0d5227, #a5e8b4);
    }

    :host(.costly) {
      background: light-dark(#fdf0d9, #3a2e0f);
      color: light-dark(#6f4200, #ffd591);
    }

    :host(.broke) {
      background: var(--mat-sys-error-container);
      color: var(--mat-sys-on-error-container);
    }

    :host(.none) {
      padding-left: 9px;
      background: var(--mat-sys-surface-container-high);
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class VerdictBadge {
  readonly verdict = input.required<Verdict | null>();
  protected readonly word = computed(() => {
    const verdict = this.verdict();
    return verdict === null ? 'not run' : WORDS[verdict];
  });
  protected readonly sign = computed(() => {
    const verdict = this.verdict();
    return verdict === null ? null : SIGNS[verdict];
  });
}
