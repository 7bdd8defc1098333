import {
  ApplicationRef,
  Component,
  DOCUMENT,
  inject,
  viewChild,
  type ElementRef,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterOutlet } from '@angular/router';
import { distinctUntilChanged, filter, map, skip } from 'rxjs';
import { EventLog } from './account/event-log';
import { InspectorState } from './inspector/inspector-state';
import { SessionInspector } from './inspector/session-inspector';
import { SessionObserver } from './inspector/session-observer';
import { registerIcons } from './shell/icons';
import { SessionNotices } from './shell/session-notices';
import { TopBar } from './shell/top-bar';

@Component({
  selector: 'app-root',
  imports: [RouterOutlet, SessionInspector, TopBar],
  templateUrl: './app.html',
  styleUrl: './app.scss',
})
export class App {
  /** Its name, where this is a tab of the chaos page: the page alone is shown, nothing around it. */
  protected readonly tabName = tabName(inject(DOCUMENT));
  protected readonly inspector = inject(InspectorState);
  readonly #application = inject(ApplicationRef);
  private readonly content = viewChild.required<ElementRef<HTMLElement>>('content');

  constructor() {
    registerIcons();
    // They listen from the start: what they tell about may happen before anybody looks.
    inject(EventLog);
    inject(SessionObserver);
    if (this.tabName === null) inject(SessionNotices);

    // A new page is read from its beginning; a change of the query, as by a filter, is the same page.
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        map(({ urlAfterRedirects }) => urlAfterRedirects.replace(/[?#].*/s, '')),
        distinctUntilChanged(),
        skip(1),
        takeUntilDestroyed(),
      )
      .subscribe(() => {
        this.#focusContent();
      });
  }

  /**
   * The router puts a page into the document before anything is bound in it. On a busy machine that was seen,
   * and moved when the rest came.
   */
  protected completePage(): void {
    this.#application.tick();
  }

  // A bare fragment link would lead to the base URL.
  protected skipToContent(event: Event): void {
    event.preventDefault();
    this.#focusContent();
  }

  #focusContent(): void {
    this.content().nativeElement.focus({ preventScroll: true });
  }
}

/** Somebody else's frame, as that of an online editor, is not one of our tabs. */
function tabName({ defaultView: window }: Document): string | null {
  const frame = window?.frameElement;
  return frame?.id.startsWith('tab-') ? frame.getAttribute('title') : null;
}
