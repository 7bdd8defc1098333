// What the scenarios may do to the page. Types only, so that they can be imported without Angular.

/** Which server a page talks to: set before its script runs. */
export interface Target {
  readonly backend: 'nestjs' | 'express' | 'fastify' | 'better-auth';
  /** The origin of its API. */
  readonly api: string;
}

/** The app, driven from outside: `page.evaluate(() => client.get('/me'))`. */
export interface Client {
  status(): 'unknown' | 'anonymous' | 'authenticated';
  signIn(name: string, password: string): Promise<Answer>;
  signOut(): Promise<Answer>;
  /** A request of the app with its HttpClient; a path is one of the API. */
  get(url: string): Promise<Answer>;
  /** Goes to a page of the app, and tells where the router ended up. */
  navigate(url: string): Promise<string>;
}

/** How a call ended; none rejects, since an error would lose its parts on the way to the test. */
export interface Answer {
  /** Of a request; 0 where none was answered, 200 where a call of the library succeeded. */
  readonly status: number;
  readonly body: unknown;
}
