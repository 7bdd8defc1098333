/**
 * The parts of a Lighthouse result that are looked at.
 * @typedef {object} Result
 * @property {{ message?: string }} [runtimeError]
 * @property {Record<string, { title: string, score: number | null, auditRefs: { id: string, weight: number }[] }>} categories
 * @property {Record<string, Audit>} audits
 *
 * @typedef {object} Audit
 * @property {string} title
 * @property {number | null} score
 * @property {string} scoreDisplayMode
 * @property {string} [errorMessage]
 * @property {{ items?: object[] }} [details]
 */

/**
 * Why a page has less than 100 in one of the categories: the score, and each audit that failed.
 * @param {Result} result
 * @param {readonly string[]} names
 */
export function lighthouseProblems({ runtimeError, categories, audits }, names) {
  if (runtimeError) return [`Lighthouse could not look at it: ${runtimeError.message}`];
  return names.flatMap((name) => {
    const category = categories[name];
    if (!category) return [`Lighthouse has no category ${name}.`];
    if (category.score === 1) return [];
    const failed = category.auditRefs.filter(({ id, weight }) => weight > 0 && !isFine(audits[id]));
    return [
      `${category.title}: ${category.score === null ? 'no score' : Math.floor(category.score * 100)}`,
      ...failed.flatMap(({ id }) => describeAudit(id, audits[id])),
    ];
  });
}

/** @param {Audit | undefined} audit */
function isFine(audit) {
  if (!audit) return false;
  // What there is nothing to look at for has no score: a page without a list, say.
  return audit.score === null ? audit.scoreDisplayMode !== 'error' : audit.score === 1;
}

/**
 * @param {string} id
 * @param {Audit | undefined} audit
 */
function describeAudit(id, audit) {
  if (!audit) return [`- ${id}: it was not run`];
  const items = audit.details?.items ?? [];
  return [
    `- ${id}: ${audit.errorMessage ?? audit.title}`,
    ...items.slice(0, 5).map((item) => `  ${placeOf(item)}`),
  ];
}

/**
 * Where it is: the element, or whatever else the audit says.
 * @param {object} item
 */
function placeOf(item) {
  const { node } = /** @type {{ node?: { snippet?: string } }} */ (item);
  return node?.snippet ?? JSON.stringify(item);
}
