import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';
import { beginVisit } from './pages/begin-visit';
import { startWorker } from './pages/start-worker';

// The demo without a server: what calls /api below is answered by a service worker in this browser.
startWorker(navigator.serviceWorker, document.baseURI)
  .then(() => beginVisit(document.baseURI))
  .then(() => bootstrapApplication(App, appConfig))
  .catch((error: unknown) => {
    console.error(error);
    document
      .querySelector('app-root')
      ?.append(
        'Movie Tracker keeps its server in a service worker, and this browser does not start one: ' +
          'it wants https or localhost, and no private window.',
      );
  });
