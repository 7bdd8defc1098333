import { Component, inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import {
  ActivatedRoute,
  NavigationEnd,
  NavigationStart,
  provideRouter,
  Router,
  RouterOutlet,
  type Route,
  type Routes,
} from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { setUp, settle, type SetUp, type TestApp } from './set-up';

/** Shows `[path]` of its route, then its child. */
@Component({
  selector: 'jwt-page',
  template: '[{{ path }}]<router-outlet />',
  imports: [RouterOutlet],
})
class Page {
  readonly path = inject(ActivatedRoute).snapshot.routeConfig?.path;
}

/** A route that shows its own path. */
export function page(path: string, route: Route = {}): Route {
  return { path, component: Page, ...route };
}

/** An app with these routes, at no page yet. */
export async function setUpRoutes(routes: Routes, options: SetUp = {}): Promise<RoutedApp> {
  const app = setUp({
    ...options,
    providers: [provideRouter(routes), ...(options.providers ?? [])],
  });
  return new RoutedApp(app, await RouterTestingHarness.create());
}

export class RoutedApp {
  readonly router: Router = TestBed.inject(Router);
  /** Every URL that the router came to. */
  readonly visited: string[] = [];
  /** Every URL that it set out for. */
  readonly started: string[] = [];

  constructor(
    readonly app: TestApp,
    readonly harness: RouterTestingHarness,
  ) {
    this.router.events.subscribe((event) => {
      if (event instanceof NavigationStart) this.started.push(event.url);
      if (event instanceof NavigationEnd) this.visited.push(event.urlAfterRedirects);
    });
  }

  /** Starts a navigation, and lets it come as far as it comes without a timer or an answer. */
  async go(url: string): Promise<void> {
    this.router.navigateByUrl(url).catch(() => undefined);
    await this.settle();
  }

  /** Lets the router finish what waits for nothing but promises. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn++) await settle();
    this.harness.detectChanges();
  }

  get isNavigating(): boolean {
    return this.router.currentNavigation() !== null;
  }

  /** What is on the screen. */
  get text(): string {
    return (this.harness.fixture.nativeElement as HTMLElement).textContent.trim();
  }
}
