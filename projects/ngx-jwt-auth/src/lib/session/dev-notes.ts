import { HttpHandler } from '@angular/common/http';
import {
  ApplicationInitStatus,
  DestroyRef,
  EnvironmentInjector,
  inject,
  InjectionToken,
  runInInjectionContext,
} from '@angular/core';
import type { JwtAuthConfig } from '../jwt-auth-config';
import { OWN } from '../own';
import type { JwtSession } from './session-core';

// Each function that a call in devOnly() names asks for itself, as those of dev-checks.ts do.
declare const ngDevMode: unknown;

/** What decides whether a URL gets the token. */
export interface AttachRules {
  readonly page: string;
  readonly base: string;
  readonly attachTo: JwtAuthConfig['attachTo'];
  readonly neverAttachTo: JwtAuthConfig['neverAttachTo'];
}

/** What a development build remembers of one `provideJwtAuth()`, to say why something went wrong. */
export interface DevNotes {
  /** How many requests the interceptor has seen. */
  seen: number;
  /** What was said already. */
  readonly told: Set<string>;
  /** Those of child injectors. */
  readonly children: Set<DevNotes>;
  /** Once there is a config: a function of the app must not run for these notes. */
  config?: JwtAuthConfig;
  /** Once something asked for the rules. */
  rules?: () => AttachRules;
  /** Once somebody needed it. */
  session?: JwtSession;
  /** Those of the app; in a child injector nothing is ever known of them here. */
  readonly initializers: { status?: ApplicationInitStatus; readonly done: Promise<unknown> };
  /** An app initializer itself: it runs when they all exist. */
  readonly noteInitializers: () => void;
  /** Calls a function in the injection context of this session. */
  readonly run: <T>(call: () => T) => T;
  /** Whether requests of this injector go through an HttpClient of its own. */
  readonly hasOwnClient: () => boolean;
}

/** Provided in development only. */
export const DEV_NOTES: InjectionToken<DevNotes> = new InjectionToken(
  typeof ngDevMode === 'undefined' || ngDevMode ? 'DEV_NOTES' : '',
);

/** Called in the injection context of the session. */
export function createDevNotes(): DevNotes {
  const injector = inject(EnvironmentInjector);
  let start!: (done: unknown) => void;
  const done = new Promise((resolve) => (start = resolve));
  const notes: DevNotes = {
    seen: 0,
    told: new Set(),
    children: new Set(),
    initializers: { done },
    noteInitializers: () => {
      const status = inject(ApplicationInitStatus);
      notes.initializers.status = status;
      // Of a start that fails Angular tells; here it is never done.
      status.donePromise.then(start, () => undefined);
    },
    run: (call) => runInInjectionContext(injector, call),
    hasOwnClient: () => injector.get(HttpHandler, null, OWN) !== null,
  };
  const parent = inject(DEV_NOTES, { optional: true, skipSelf: true });
  parent?.children.add(notes);
  inject(DestroyRef).onDestroy(() => parent?.children.delete(notes));
  return notes;
}

/** How many sign-ins a session waits for. */
const signIns = new WeakMap<JwtSession, number>();

/** Whether a reply is waited for that was given to `signIn()`: a 401 then means a wrong password. */
export function isSigningIn({ session, children }: DevNotes): boolean {
  return !!(session && signIns.get(session)) || [...children].some(isSigningIn);
}

/** A sign-in is known until its reply is there, whatever comes before its request or between two. */
export function noteSignIn(session: JwtSession, reply: unknown): void {
  if (typeof ngDevMode === 'undefined' || ngDevMode) {
    // No other thenable: each call of its then() may send a request.
    if (!(reply instanceof Promise)) return;
    const add = (step: number): void =>
      void signIns.set(session, (signIns.get(session) ?? 0) + step);
    const finish = (): void => {
      add(-1);
    };
    add(1);
    reply.then(finish, finish);
  }
}

/** The session is made. */
export function noteSession(session: JwtSession): void {
  if (typeof ngDevMode === 'undefined' || ngDevMode) {
    const notes = inject(DEV_NOTES, OWN);
    if (notes) notes.session = session;
  }
}

/** The rules are known. */
export function noteRules(rules: () => AttachRules): void {
  if (typeof ngDevMode === 'undefined' || ngDevMode) {
    const notes = inject(DEV_NOTES, OWN);
    if (notes) notes.rules = rules;
  }
}
