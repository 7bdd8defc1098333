import { createBackend, type Backend, type BackendOptions } from './backend.ts';

/** The server and its twin. */
export interface Backends {
  readonly main: Backend;
  readonly twin: Backend;
}

export function createBackends(options: BackendOptions = {}): Backends {
  return { main: createBackend(options), twin: createBackend(options) };
}
