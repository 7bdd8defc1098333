/** Licences that put no condition on an app but to keep their text. */
const ALLOWED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

/**
 * Whether a package under this SPDX expression may come with ours. What is not understood may not.
 * @param {unknown} expression the `license` field of a package.json
 * @returns {boolean}
 */
export function isAllowedLicence(expression) {
  if (typeof expression !== 'string') return false;
  const choice = expression.replace(/^\((.*)\)$/, '$1');
  // With parentheses left inside, the licences would have to be weighed against each other.
  if (/[()]/.test(choice)) return false;
  return choice
    .split(' OR ')
    .some((licences) => licences.split(' AND ').every((licence) => ALLOWED.includes(licence)));
}
