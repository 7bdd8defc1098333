import { DOCUMENT, inject, InjectionToken } from '@angular/core';

/** Where the API is for {@link GreetingsPage}: in the browser the page's own origin, on the server an internal one. */
export const API_ORIGIN = new InjectionToken<string>('API_ORIGIN', {
  factory: () => inject(DOCUMENT).location.origin,
});
