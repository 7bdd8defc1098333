import { Component } from '@angular/core';

/** What the shapes of the picture mean. Each has a form of its own: colour is not all that tells them apart. */
@Component({
  selector: 'app-timeline-legend',
  template: `
    <ul aria-label="Legend">
      <li>
        <svg viewBox="0 0 22 10" aria-hidden="true">
          <rect class="waiting" x=".5" y="1.5" width="21" height="7" />
          <path class="stripes" d="M2 8.5 9 1.5M8 8.5 15 1.5M14 8.5 21 1.5" />
        </svg>
        waiting
      </li>
      <li>
        <svg viewBox="0 0 22 10" aria-hidden="true">
          <rect class="sent" y="1.5" width="22" height="7" />
        </svg>
        sent
      </li>
      <li>
        <svg viewBox="0 0 10 10" aria-hidden="true">
          <path class="failed" d="M5 0 10 5 5 10 0 5Z" />
        </svg>
        answered 401
      </li>
      <li>
        <svg viewBox="0 0 22 10" aria-hidden="true">
          <rect class="replay" y="1.5" width="22" height="7" />
        </svg>
        sent again
      </li>
      <li>
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <circle class="done" cx="6" cy="6" r="6" />
          <path class="sign" d="m3.2 6.2 2 2.1L9 4" />
        </svg>
        done
      </li>
      <li>
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <rect class="failed" width="12" height="12" />
          <path class="sign" d="m3.2 3.2 5.6 5.6m0-5.6L3.2 8.8" />
        </svg>
        failed
      </li>
      <li>
        <svg viewBox="0 0 22 10" aria-hidden="true">
          <rect class="refresh" width="22" height="10" rx="3" />
        </svg>
        refresh
      </li>
      <li>
        <svg viewBox="0 0 12 10" aria-hidden="true">
          <path class="tab" d="M0 10V1h4.5L6 3h6v7Z" />
        </svg>
        another tab
      </li>
    </ul>
  `,
  styles: `
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 14px;
      color: var(--mat-sys-on-surface-variant);
      font-size: 0.75rem;
      list-style: none;
    }

    li {
      display: flex;
      gap: 6px;
      align-items: center;
    }

    svg {
      height: 10px;
    }

    .waiting {
      fill: var(--app-ink-waiting-back);
      stroke: var(--app-ink-waiting);
    }

    .stripes {
      stroke: var(--app-ink-waiting);
      stroke-width: 2;
    }

    .sent {
      fill: var(--app-ink-sent);
    }

    .replay {
      fill: var(--app-ink-replay);
    }

    .failed {
      fill: var(--app-ink-failed);
    }

    .done {
      fill: var(--app-ink-done);
    }

    .refresh {
      fill: var(--app-ink-refresh);
    }

    .tab {
      fill: var(--app-ink-tab);
    }

    .sign {
      fill: none;
      stroke: var(--app-ink-on);
      stroke-width: 2;
    }
  `,
})
export class TimelineLegend {}
