import { DatePipe } from '@angular/common';
import { Component, computed, inject } from '@angular/core';
import { JwtAuth } from 'ngx-jwt-auth';
import { initialsOf } from '../shell/initials-of';
import { EventLog } from './event-log';
import { SessionPanel } from './session-panel';
import { TokenClaims } from './token-claims';

@Component({
  selector: 'app-account-page',
  imports: [DatePipe, SessionPanel, TokenClaims],
  host: { class: 'app-page' },
  templateUrl: './account-page.html',
  styleUrl: './account-page.scss',
})
export class AccountPage {
  protected readonly auth = inject(JwtAuth);
  protected readonly log = inject(EventLog);
  protected readonly name = computed(() => this.auth.claims()?.name ?? 'Account');
  protected readonly initials = computed(() => initialsOf(this.name()));
}
