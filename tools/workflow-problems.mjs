import { parse } from 'yaml';

/** Actions that may run, all of them GitHub's own. */
const ACTIONS = [
  'actions/checkout',
  'actions/download-artifact',
  'actions/setup-node',
  'actions/upload-artifact',
];

/**
 * @typedef {object} Step
 * @property {string} [uses]
 * @property {string} [run]
 * @property {Record<string, unknown>} [with]
 *
 * @typedef {object} Job
 * @property {string} [uses]
 * @property {unknown} [permissions]
 * @property {Step[]} [steps]
 */

/**
 * What in a workflow would let somebody else run code in it, or give it more rights than it needs.
 * @param {string} text
 * @returns {string[]}
 */
export function workflowProblems(text) {
  /** @type {{ on?: unknown, permissions?: unknown, jobs?: Record<string, Job> }} */
  const { on, permissions, jobs = {} } = parse(text);
  return [
    ...triggerProblems(on),
    ...(isReadOnly(permissions)
      ? []
      : ['The workflow has to say `permissions: contents: read`, and no more, at its top.']),
    ...text.split('\n').flatMap(pinProblems),
    ...Object.entries(jobs).flatMap(([name, job]) => jobProblems(name, job)),
  ];
}

/** @param {unknown} on */
function triggerProblems(on) {
  const triggers = typeof on === 'string' ? [on] : Object.values(Array.isArray(on) ? on : keys(on));
  return triggers
    .filter((trigger) => trigger === 'pull_request_target' || trigger === 'workflow_run')
    .map((trigger) => `${trigger} gives the rights of this repository to code of strangers.`);
}

/**
 * The version in the comment is what people and update bots read.
 * @param {string} line
 */
function pinProblems(line) {
  if (!/^\s*(?:-\s+)?uses\s*:/.test(line)) return [];
  return /@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line)
    ? []
    : [`\`${line.trim()}\` has to be pinned: @<the 40 digits of a commit> # v<its full version>`];
}

/**
 * @param {string} name
 * @param {Job} job
 */
function jobProblems(name, { uses, permissions, steps = [] }) {
  /** @type {string[]} */
  const problems = [];
  const rights = keys(permissions);
  const mayPublish = rights.includes('id-token');
  if (typeof permissions === 'string' || rights.some((right) => !isKnown(right, permissions))) {
    problems.push(`${name}: a job may have \`contents: read\` and \`id-token: write\`, no more.`);
  }
  if (uses !== undefined) problems.push(`${name}: a job of another repository is not allowed.`);
  for (const step of steps) {
    const action = step.uses?.split('@')[0];
    if (action !== undefined && !ACTIONS.includes(action)) {
      problems.push(`${name}: ${action} is not one of ${ACTIONS.join(', ')}.`);
    }
    if (action === 'actions/checkout' && step.with?.['persist-credentials'] !== false) {
      problems.push(`${name}: checkout leaves its token behind: \`persist-credentials: false\`.`);
    }
    if (action === 'actions/checkout' && mayPublish) {
      problems.push(`${name}: a job with \`id-token: write\` must not have the sources at hand.`);
    }
    if (step.run?.includes('${{')) {
      problems.push(`${name}: an expression in \`run\` can inject commands: pass it in \`env\`.`);
    }
  }
  return problems;
}

/** @param {unknown} permissions */
function isReadOnly(permissions) {
  return keys(permissions).every((right) => right === 'contents' && isKnown(right, permissions))
    ? typeof permissions === 'object' && permissions !== null
    : false;
}

/**
 * @param {string} right
 * @param {unknown} permissions
 */
function isKnown(right, permissions) {
  const value = Object.entries(permissions ?? {}).find(([each]) => each === right)?.[1];
  return (right === 'contents' && value === 'read') || (right === 'id-token' && value === 'write');
}

/**
 * @param {unknown} value
 * @returns {string[]}
 */
function keys(value) {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}
