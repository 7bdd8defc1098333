import { formatDate } from '@angular/common';
import { Component, computed, inject, LOCALE_ID } from '@angular/core';
import { JwtAuth } from 'ngx-jwt-auth';

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
const TIMES: readonly string[] = ['iat', 'nbf', 'exp'];

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
    Object.entries(this.#auth.claims() ?? {}).map(([name, value]: [string, unknown]) => ({
      name,
      meaning: MEANINGS[name] ?? '',
      value: this.#readable(name, value),
    })),
  );

  #readable(name: string, value: unknown): string {
    if (TIMES.includes(name) && typeof value === 'number') {
      return formatDate(value * 1000, 'MMM d, y, HH:mm:ss', this.#locale);
    }
    if (Array.isArray(value)) return value.join(', ');
    return typeof value === 'string' ? value : JSON.stringify(value);
  }
}
