import { karmaConfig } from '../../tools/karma.mjs';

/** @param {{ set(config: object): void }} config */
export default function configure(config) {
  config.set(
    karmaConfig('ngx-jwt-auth', { statements: 99.5, branches: 98, functions: 100, lines: 99.5 }),
  );
}
