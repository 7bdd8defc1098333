import { Component, computed, inject, LOCALE_ID } from '@angular/core';
import { JwtAuth } from 'ngx-jwt-auth';
import { readClaims } from './read-claims';

/** What the registered claims mean (RFC 7519, section 4.1), and the app's own. */
const MEANINGS: Readonly<Record<string, string>> = {
  sub: 'Subject',
  name: 'Name',
  roles: 'Roles',
  iss: 'Issuer',
  aud: 'Audience',
  iat: 'Issued at',
  nbf: 'Not before',
  exp: 'Expires at',
  jti: 'Token id',
};

/** The decoded access token. Nothing in the browser verifies it, and nothing here needs to. */
@Component({
  selector: 'app-token-claims',
  host: { class: 'app-panel' },
  template: `
    <section aria-labelledby="claims-heading">
      <h2 id="claims-heading">Claims of the access token</h2>
      <dl>
        @for (claim of claims(); track claim.name) {
          <div>
            <dt>
              {{ claim.meaning }} <code>{{ claim.name }}</code>
            </dt>
            <dd>{{ claim.value }}</dd>
          </div>
        }
      </dl>
    </section>
  `,
  styleUrl: './token-claims.scss',
})
export class TokenClaims {
  readonly #auth = inject(JwtAuth);
  readonly #locale = inject(LOCALE_ID);

  protected readonly claims = computed(() =>
    readClaims(this.#auth.claims(), this.#locale).map((claim) => ({
      ...claim,
      meaning: MEANINGS[claim.name] ?? '',
    })),
  );
}
