import { DatePipe } from '@angular/common';
import { Component, computed, DOCUMENT, inject } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { JwtAuth } from 'ngx-jwt-auth';
import { EventLog } from '../account/event-log';
import { readClaims } from '../account/read-claims';
import { InspectorState } from './inspector-state';
import { SessionObserver } from './session-observer';
import { TimelineLegend } from './timeline-legend';
import { TimelinePicture } from './timeline-picture';
import { TokenLife } from './token-life';

const SHOWN_EVENTS = 8;

/** Looks at the session while the app is used: a picture, the events, the claims. */
@Component({
  selector: 'app-session-inspector',
  imports: [
    DatePipe,
    MatIcon,
    MatIconButton,
    RouterLink,
    TimelineLegend,
    TimelinePicture,
    TokenLife,
  ],
  // A deferred block is in the document before anything is bound in it: until then nobody shall see it.
  host: { '[style.visibility]': '"visible"' },
  templateUrl: './session-inspector.html',
  styleUrl: './session-inspector.scss',
})
export class SessionInspector {
  readonly #document = inject(DOCUMENT);
  readonly #state = inject(InspectorState);
  readonly #log = inject(EventLog);
  protected readonly auth = inject(JwtAuth);
  protected readonly observer = inject(SessionObserver);

  protected readonly events = computed(() => this.#log.entries().slice(0, SHOWN_EVENTS));
  protected readonly claims = computed(() => readClaims(this.auth.claims()));

  protected close(): void {
    this.#state.toggle();
    // The focus goes back to where the panel is opened.
    this.#document.getElementById('inspector-toggle')?.focus();
  }
}
