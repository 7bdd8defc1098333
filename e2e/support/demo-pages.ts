/** Every page of the demo, and its heading, as an admin sees it, or somebody who is signed out. */
export const PAGES = [
  { path: '/login', heading: 'Welcome back', isSignedIn: false },
  { path: '/chaos', heading: 'Cause chaos', isSignedIn: false },
  { path: '/movies', heading: 'Movies', isSignedIn: true },
  { path: '/movies/new', heading: 'Add a movie', isSignedIn: true },
  { path: '/movies/10/edit', heading: 'Edit movie', isSignedIn: true },
  { path: '/account', heading: 'Ada Admin', isSignedIn: true },
  { path: '/admin', heading: 'Users', isSignedIn: true },
  { path: '/chaos', heading: 'Cause chaos', isSignedIn: true },
  { path: '/forbidden', heading: 'This page is not for you', isSignedIn: true },
  { path: '/no-such-page', heading: 'This scene was cut', isSignedIn: true },
].map((page) => ({ ...page, name: `${page.path} signed ${page.isSignedIn ? 'in' : 'out'}` }));
