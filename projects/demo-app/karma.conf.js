import { karmaConfig } from '../../tools/karma.mjs';

/** @param {{ set(config: object): void }} config */
export default function configure(config) {
  config.set(karmaConfig('demo-app'));
}
