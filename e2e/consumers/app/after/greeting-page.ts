import { HttpClient } from '@angular/common/http';
import { Component, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';

/** Public; what the API answers depends on who asks. */
@Component({
  selector: 'app-greeting-page',
  template: `<p>Hello, {{ greeting()?.name }}</p>`,
})
export class GreetingPage {
  readonly greeting = toSignal(inject(HttpClient).get<{ name: string }>('/api/greeting'));
}
