import { RenderMode, type ServerRoute } from '@angular/ssr';

const prerendered = ['about', 'saved', 'saved/all', 'vault'];

export const serverRoutes: ServerRoute[] = [
  ...prerendered.map((path) => ({ path, renderMode: RenderMode.Prerender }) as const),
  { path: '**', renderMode: RenderMode.Server },
];
