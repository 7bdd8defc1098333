/** A Karma plugin whose reporter, `seeds`, prints at the start of a run what repeats its random cases. */
export const karmaSeedsPlugin = { 'reporter:seeds': ['type', KarmaSeedsReporter] };

KarmaSeedsReporter.$inject = ['config.client.properties.seeds'];

/**
 * @this {Record<string, unknown>}
 * @param {readonly number[]} seeds
 */
function KarmaSeedsReporter(seeds) {
  this['onRunStart'] = () => {
    console.log(`PROPERTY_SEED=${seeds.join(',')}`);
  };
}
