// The Karma configuration of mutation testing. CommonJS, because Stryker can load no other.

/** @param {{ set(config: object): void }} config */
module.exports = async (config) => {
  const { karmaConfig } = await import('./karma.mjs');
  config.set({ ...karmaConfig('ngx-jwt-auth'), reporters: [] });
};
