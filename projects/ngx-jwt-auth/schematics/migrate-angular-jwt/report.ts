import type { logging } from '@angular-devkit/core';
import { ANGULAR_JWT } from '../shared/packages.ts';
import { parseSource } from '../shared/parse-source.ts';
import { MARK } from './config/mark.ts';
import { findHandWrittenInterceptors } from './find-hand-written-interceptors.ts';

export interface Outcome {
  readonly files: ReadonlyMap<string, string>;
  readonly isBlocked: boolean;
  readonly setUps: number;
  readonly isKept: boolean;
  readonly isRemoved: boolean;
  /** The files that still import angular-jwt. */
  readonly users: readonly string[];
  readonly created: readonly string[];
  /** The files that were changed and that other projects import, each with one that does. */
  readonly shared: readonly (readonly [path: string, user: string])[];
}

/** Says what was done, and what is left to do, with file and line. */
export function report(
  logger: Pick<logging.LoggerApi, 'info' | 'warn'>,
  { files, isBlocked, setUps, isKept, isRemoved, users, created, shared }: Outcome,
): void {
  if (isBlocked) {
    logger.warn('Nothing was moved over: first move by hand what is marked, then run again.');
  } else if (setUps > 0) {
    logger.info(`Moved over: ${setUps} set-up(s) of ${ANGULAR_JWT}.`);
    logger.info(
      'Check attachTo: allowedDomains had no scheme. neverAttachTo covers what is below.',
    );
  }
  if (setUps > 0 && !isKept) {
    logger.warn(
      'NO TOKEN IS SENT until your sign-in code calls JwtAuth.signIn(reply): nothing reads the key ' +
        'that it has written to so far.',
    );
  }
  for (const path of created) {
    logger.info(`${relative(path)} goes on with the token where your own code keeps it.`);
  }
  for (const [path, user] of shared) {
    logger.warn(
      `${relative(path)} was changed, and ${relative(user)} of another project imports it: look there too.`,
    );
  }
  if (isRemoved) logger.info(`${ANGULAR_JWT} was removed from package.json.`);
  else if (users.length > 0) {
    logger.warn(`${ANGULAR_JWT} stays in package.json, for ${users.map(relative).join(', ')}.`);
  }

  const left = [...files].flatMap(([path, text]) => marksIn(path, text));
  if (left.length > 0) {
    logger.warn(`Left to do, marked with "${MARK}":`);
    for (const line of left) logger.warn(`  ${line}`);
  }
  const handWritten = [...files].flatMap(([path, text]) =>
    findHandWrittenInterceptors(parseSource(path, text)).map((node) => {
      const source = node.getSourceFile();
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      return `${relative(path)}:${line + 1}`;
    }),
  );
  for (const place of handWritten) {
    logger.warn(
      `${place}: an interceptor that refreshes by itself. jwtAuthInterceptor and withTokenRefresh() ` +
        'do that: see docs/from-a-hand-written-interceptor.md, then remove it. It was left as it is.',
    );
  }
}

function marksIn(path: string, text: string): readonly string[] {
  return text.split('\n').flatMap((line, index) => {
    const [before, what] = line.split(MARK);
    return what !== undefined && before?.trim() === ''
      ? [`${relative(path)}:${index + 1}:${what.trimEnd()}`]
      : [];
  });
}

function relative(path: string): string {
  return path.replace(/^\//, '');
}
