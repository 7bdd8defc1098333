import type { Version } from './versions.ts';

/** An app as somebody has it who adds the library: made by `ng new` of that version. */
export interface Consumer {
  readonly version: Version;
  readonly flavour: string;
  /** Options of `ng new`, beside `--defaults`. */
  readonly newOptions?: readonly string[];
  /** Options of `ng add`, beside `--defaults`. Without `--guard` the guard is added by hand. */
  readonly addOptions?: readonly string[];
  /** The app has `provideHttpClient(withFetch())` before it adds the library. */
  readonly hasHttpClient?: boolean;
  /** What the app is made of on a server: as `ng new` has it, or each page when it is asked for. */
  readonly serverRendering?: 'Prerender' | 'Server';
  /** Runs a spec that uses `ngx-jwt-auth/testing`, with the runner that `ng new` chose. */
  readonly unitTests?: 'Karma' | 'Vitest';
}

const GUARD = ['--guard', 'account'];

/** Neighbours are of different versions, so that two at a time do not wait for the same install. */
export const CONSUMERS: readonly Consumer[] = [
  { version: '20.1', flavour: 'zone.js', unitTests: 'Karma' },
  { version: '22', flavour: 'zoneless', unitTests: 'Vitest' },
  { version: '20', flavour: 'zone.js', addOptions: GUARD },
  { version: '21', flavour: 'zoneless', unitTests: 'Vitest' },
  { version: '20.1', flavour: 'NgModule', newOptions: ['--standalone=false'], addOptions: GUARD },
  {
    version: '22',
    flavour: 'SSR',
    newOptions: ['--ssr'],
    serverRendering: 'Server',
    hasHttpClient: true,
  },
  {
    version: '20',
    flavour: 'zoneless SSR',
    newOptions: ['--zoneless', '--ssr'],
    serverRendering: 'Server',
  },
  {
    version: '21',
    flavour: 'SSR',
    newOptions: ['--ssr'],
    addOptions: GUARD,
    serverRendering: 'Prerender',
  },
  // The last versions, and the first one, whose transfer cache keeps too much: transfers-via-parent.ts.
  { version: '21.2.19', flavour: 'SSR', newOptions: ['--ssr'], serverRendering: 'Server' },
  { version: '22.1.0', flavour: 'SSR', newOptions: ['--ssr'], serverRendering: 'Server' },
  {
    version: '20.1',
    flavour: 'SSR',
    newOptions: ['--ssr'],
    addOptions: GUARD,
    serverRendering: 'Server',
  },
  { version: '22', flavour: 'zone.js', newOptions: ['--zoneless=false'], hasHttpClient: true },
  {
    version: '22',
    flavour: 'NgModule cookie',
    newOptions: ['--standalone=false'],
    addOptions: ['--cookie', '--logout-url', '/api/auth/logout'],
  },
];

export function nameOf({ version, flavour }: Consumer): string {
  return `${version} ${flavour}`;
}
