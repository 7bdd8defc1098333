import { Component, inject } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { InspectorState } from './inspector-state';

/** The button in the top bar that opens and closes the inspector. */
@Component({
  selector: 'app-inspector-toggle',
  imports: [MatIcon],
  template: `
    <button
      id="inspector-toggle"
      type="button"
      aria-label="Session inspector"
      [attr.aria-controls]="state.isOpen() ? 'session-inspector' : null"
      [attr.aria-expanded]="state.isOpen()"
      (click)="state.toggle()"
    >
      <mat-icon svgIcon="pulse" /><span>Inspector</span>
    </button>
  `,
  styles: `
    button {
      display: flex;
      gap: 8px;
      align-items: center;
      min-width: 40px;
      height: 40px;
      padding: 0 14px 0 10px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 999px;
      background: none;
      color: var(--mat-sys-on-surface);
      cursor: pointer;
      font: inherit;
      font-weight: 600;

      &:hover {
        background: var(--mat-sys-surface-container);
      }

      &[aria-expanded='true'] {
        border-color: transparent;
        background: var(--mat-sys-secondary-container);
        color: var(--mat-sys-on-secondary-container);
      }
    }

    mat-icon {
      width: 20px;
      height: 20px;
    }

    @media (width < 820px) {
      button {
        padding: 0 9px;
      }

      span {
        display: none;
      }
    }
  `,
})
export class InspectorToggle {
  protected readonly state = inject(InspectorState);
}
