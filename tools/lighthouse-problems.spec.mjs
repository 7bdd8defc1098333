import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lighthouseProblems } from './lighthouse-problems.mjs';

/** @param {{ score: number | null, audits?: Record<string, object> }} options */
function result({ score, audits = {} }) {
  const auditRefs = Object.keys(audits).map((id) => ({ id, weight: id === 'advice' ? 0 : 1 }));
  return /** @type {import('./lighthouse-problems.mjs').Result} */ ({
    categories: { accessibility: { title: 'Accessibility', score, auditRefs } },
    audits: Object.fromEntries(
      Object.entries(audits).map(([id, audit]) => [
        id,
        { title: `Title of ${id}`, score: 1, scoreDisplayMode: 'binary', ...audit },
      ]),
    ),
  });
}

test('100 is no problem, whatever the audits without weight say', () => {
  const perfect = result({ score: 1, audits: { advice: { score: 0 } } });
  assert.deepEqual(lighthouseProblems(perfect, ['accessibility']), []);
});

test('less than 100 is one, with the audits that failed and where', () => {
  const audits = {
    'image-alt': { score: 0, details: { items: [{ node: { snippet: '<img>' } }] } },
    'html-has-lang': { score: 1 },
    list: { score: null, scoreDisplayMode: 'notApplicable' },
    advice: { score: 0 },
  };
  assert.deepEqual(lighthouseProblems(result({ score: 0.96, audits }), ['accessibility']), [
    'Accessibility: 96',
    '- image-alt: Title of image-alt',
    '  <img>',
  ]);
});

test('a score that rounds up to 100 is not 100', () => {
  const [problem] = lighthouseProblems(result({ score: 0.999 }), ['accessibility']);
  assert.equal(problem, 'Accessibility: 99');
});

test('an audit that broke is told with its message', () => {
  const audits = {
    'errors-in-console': { score: null, scoreDisplayMode: 'error', errorMessage: 'No log.' },
  };
  assert.deepEqual(lighthouseProblems(result({ score: null, audits }), ['accessibility']), [
    'Accessibility: no score',
    '- errors-in-console: No log.',
  ]);
});

test('no result is a problem', () => {
  const broken = { ...result({ score: 1 }), runtimeError: { message: 'NO_FCP' } };
  assert.deepEqual(lighthouseProblems(broken, ['accessibility']), [
    'Lighthouse could not look at it: NO_FCP',
  ]);
  assert.deepEqual(lighthouseProblems(result({ score: 1 }), ['seo']), [
    'Lighthouse has no category seo.',
  ]);
});
