// The workspace is copied to dist/migration before it is used.
import { karmaConfig } from '../../tools/karma.mjs';

/** @param {{ set(config: object): void }} config */
export default function configure(config) {
  config.set(karmaConfig('migration'));
}
