import { karmaConfig } from '../../tools/karma.mjs';

/** @param {{ set(config: object): void }} config */
export default function configure(config) {
  config.set(
    // The name of each injection token is a branch that production builds alone take the other way.
    karmaConfig('ngx-jwt-auth', { statements: 99.5, branches: 97.5, functions: 100, lines: 99.5 }),
  );
}
