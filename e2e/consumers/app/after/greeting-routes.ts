import {
  provideHttpClient,
  withInterceptors,
  withRequestsMadeViaParent,
} from '@angular/common/http';
import type { Routes } from '@angular/router';
import { jwtAuthInterceptor } from 'ngx-jwt-auth';
import { GreetingPage } from './greeting-page';

/** Lazy routes with an HttpClient of their own. */
const routes: Routes = [
  {
    path: 'own',
    providers: [provideHttpClient(withInterceptors([jwtAuthInterceptor]))],
    component: GreetingPage,
  },
  {
    path: 'via-parent',
    providers: [
      provideHttpClient(withRequestsMadeViaParent(), withInterceptors([jwtAuthInterceptor])),
    ],
    component: GreetingPage,
  },
  // As docs/ssr.md warns of: not listed where the requests begin.
  {
    path: 'not-listed',
    providers: [provideHttpClient(withRequestsMadeViaParent())],
    component: GreetingPage,
  },
];
export default routes;
