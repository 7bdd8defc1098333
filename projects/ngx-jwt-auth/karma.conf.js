import { karmaConfig } from '../../tools/karma.mjs';

/** @param {{ set(config: object): void }} config */
export default function configure(config) {
  config.set(
    karmaConfig('ngx-jwt-auth', { statements: 97, branches: 95, functions: 97, lines: 97 }),
  );
}
