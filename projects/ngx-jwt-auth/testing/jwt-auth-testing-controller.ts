import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { inject, Injectable, Injector } from '@angular/core';
import { JwtAuth, JwtAuthError, ɵJWT_TEST_SESSION, type JwtStoredTokens } from 'ngx-jwt-auth';
import type { JwtTestTokenOptions } from './jwt-auth-testing-options';
import type { JwtAuthTestingTab } from './jwt-auth-testing-tab';
import { settle } from './settle';
import { TestTokenServer, type Answer } from './test-token-server';
import { TestTokenStore } from './test-token-store';
import { TestTokens } from './test-tokens';

/** An outage longer than anybody waits: the callers hear of it at once. */
const OUTAGE = new HttpHeaders({ 'Retry-After': '3600' });

/**
 * Plays the server and the other tabs for the session that {@link provideJwtAuthTesting} sets up.
 *
 * `refreshSucceeds()`, `refreshFails()` and `refreshIsRefused()` answer the refresh under way; when
 * there is none they answer the next one, so that a test can say beforehand how it will go.
 *
 * @usageNotes
 * ```ts
 * it('loads the movies with a fresh token', async () => {
 *   const session = TestBed.inject(JwtAuthTestingController);
 *   const movies = firstValueFrom(TestBed.inject(HttpClient).get('/api/movies'));
 *   const httpTesting = TestBed.inject(HttpTestingController);
 *
 *   httpTesting.expectOne('/api/movies').flush(null, { status: 401, statusText: '' });
 *   await session.refreshSucceeds();
 *
 *   httpTesting.expectOne('/api/movies').flush(['Alien']);
 *   expect(await movies).toEqual(['Alien']);
 *   session.verify();
 * });
 * ```
 *
 * @publicApi
 */
@Injectable()
export class JwtAuthTestingController {
  readonly #injector = inject(Injector);
  readonly #session = inject(ɵJWT_TEST_SESSION);
  readonly #server = inject(TestTokenServer);
  readonly #store = inject(TestTokenStore);
  readonly #tokens = inject(TestTokens);
  #otherSessions = 0;

  /**
   * Signs in, as the app's sign-in page does.
   *
   * @param signedInAs The `sub` claim. Default `'test-user'`.
   */
  async signIn(signedInAs?: string, options: JwtTestTokenOptions = {}): Promise<void> {
    await this.#auth.signIn(this.#tokens.issue(signedInAs, options));
  }

  /** Signs out, as the app's own button does. */
  async signOut(): Promise<void> {
    await this.#auth.signOut();
  }

  /**
   * Lets the life of the access token be over: the next who needs it has to wait for a refresh.
   * Where the app configures no refresh the session ends. The clock stays as it is.
   */
  expire(): void {
    this.#session.expire(this.#requireSession());
  }

  /**
   * The refresh brings new tokens: of the same user, with the same claims and roles but for those
   * that are given. Resolves when everything has happened that needs no further answer.
   */
  refreshSucceeds(options: JwtTestTokenOptions = {}): Promise<void> {
    return this.#answer((refresh) => {
      refresh.next(this.#tokens.renew(options));
    });
  }

  /**
   * The refresh gets no definite answer: the session stands, and whoever waits gets
   * REFRESH_UNAVAILABLE. The pause that would follow is left out, so that a test can go on.
   *
   * @param status What the server answers; 0 stands for no connection. What the app's
   * `isSessionOver` takes for a refusal is one here too. Default 503.
   */
  refreshFails(status = 503): Promise<void> {
    return this.#answer((refresh) => {
      refresh.error(new HttpErrorResponse({ status, headers: OUTAGE }));
    });
  }

  /**
   * The server refuses to refresh: the session ends; while its access token is still good it is
   * used to its end, as always.
   */
  refreshIsRefused(): Promise<void> {
    return this.#answer((refresh) => {
      refresh.error(new JwtAuthError('REFRESH_REJECTED', 'The test refuses the refresh.'));
    });
  }

  /** Another tab of the same browser. */
  otherTab(): JwtAuthTestingTab {
    return {
      signIn: async (signedInAs, options = {}) => {
        const sid = `test-session-of-other-tab-${++this.#otherSessions}`;
        const reply = this.#tokens.issue(signedInAs, options);
        await this.#changeElsewhere(this.#tokens.record(reply, sid, 1));
      },
      signOut: async () => {
        this.#requireSession();
        await this.#changeElsewhere(null);
      },
      refresh: async (options = {}) => {
        const { sid, seq } = this.#requireSession();
        await this.#changeElsewhere(this.#tokens.record(this.#tokens.renew(options), sid, seq + 1));
      },
    };
  }

  /** Fails when a refresh got no answer, or an answer is left over for which no refresh came. */
  verify(): void {
    const { isWaiting, preparedCount } = this.#server;
    if (isWaiting) {
      throw new Error(
        'A refresh got no answer. Call refreshSucceeds(), refreshFails() or refreshIsRefused().',
      );
    }
    if (preparedCount > 0) {
      throw new Error(
        `Nothing asked for a refresh: ${preparedCount} prepared answer(s) left over.`,
      );
    }
  }

  get #auth(): JwtAuth {
    return this.#injector.get(JwtAuth);
  }

  async #answer(answer: Answer): Promise<void> {
    if (!this.#session.isRefreshable) {
      throw new Error(
        'This app never refreshes: its provideJwtAuth() has neither withTokenRefresh() nor ' +
          'withCookieRefresh().',
      );
    }
    this.#server.answer(answer);
    await settle();
  }

  #changeElsewhere(record: JwtStoredTokens | null): Promise<void> {
    this.#injector.get(JwtAuth); // it listens from its beginning
    this.#store.changeElsewhere(record);
    return settle();
  }

  #requireSession(): JwtStoredTokens {
    const { tokens } = this.#session;
    if (!tokens)
      throw new Error('Nobody is signed in. Call signIn(), or set the test up with signedInAs.');
    return tokens;
  }
}
