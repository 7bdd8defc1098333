import { Component, inject } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
import { Tabs } from './tabs';

/** The tabs that an experiment has open. */
@Component({
  selector: 'app-tab-frames',
  template: `
    @if (tabs.numbers().length > 0) {
      <h3>
        {{ tabs.numbers().length === 1 ? 'The other tab' : 'The tabs' }}
        <span class="app-muted">documents of this browser with an app each, as tabs are</span>
      </h3>
    }
    <div class="frames">
      @for (number of tabs.numbers(); track number) {
        <iframe [id]="'tab-' + number" [title]="'Tab ' + ($index + 1)" [src]="url"></iframe>
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
      margin-top: 16px;
    }

    h3 {
      margin: 0 0 8px;
      font-size: 0.875rem;

      span {
        font-weight: 400;
      }
    }

    .frames {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(128px, 1fr));
      gap: 8px;
    }

    iframe {
      width: 100%;
      height: 74px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: 12px;
      color-scheme: light dark;
    }
  `,
})
export class TabFrames {
  protected readonly tabs = inject(Tabs);
  // A path of this app, written here.
  protected readonly url = inject(DomSanitizer).bypassSecurityTrustResourceUrl('/chaos/tab');
}
