// node unpack-chromium.mjs <folder of @sparticuz/chromium> <target folder>
//
// Unpacks the package's headless shell, the libraries it needs and its fonts, so that it runs on a
// machine that has none of them. The package's own executablePath() is not used: it unpacks to
// /tmp, without the libraries, and keeps a stale copy there for ever. Called by browser.mjs.
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import tar from 'tar-fs';

// `$0` is looked up at run time, so that the folder may be moved into place when it is complete.
const WRAPPER = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
export LD_LIBRARY_PATH="$here/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export FONTCONFIG_PATH="$here"
exec "$here/chromium" "$@"
`;

// The package's own file names folders of AWS Lambda. "relative" is relative to this file.
const FONTS_CONF = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

const [source, target] = process.argv.slice(2);
if (!source || !target)
  throw new Error('usage: unpack-chromium.mjs <package folder> <target folder>');

await mkdir(dirname(target), { recursive: true });
const temporary = await mkdtemp(`${target}-`);
try {
  await unpack(source, temporary);
  checkThatItRuns(join(temporary, 'chrome'));
  await moveIntoPlace(temporary, target);
} catch (error) {
  // One line: browser.mjs quotes it.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(temporary, { recursive: true, force: true });
}

/**
 * @param {string} from
 * @param {string} to
 */
async function unpack(from, to) {
  /** @param {string} name */
  const archive = (name) => createReadStream(join(from, 'bin', name));
  await pipeline(
    archive('chromium.br'),
    createBrotliDecompress(),
    createWriteStream(join(to, 'chromium'), { mode: 0o755 }),
  );
  for (const name of ['al2023.tar.br', 'fonts.tar.br']) {
    await pipeline(archive(name), createBrotliDecompress(), tar.extract(to));
  }
  await writeFile(join(to, 'fonts.conf'), FONTS_CONF);
  await writeFile(join(to, 'chrome'), WRAPPER, { mode: 0o755 });
}

/** @param {string} executable */
function checkThatItRuns(executable) {
  const { status, error, stderr } = spawnSync(executable, ['--version'], { encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`the browser does not start (${error?.message ?? stderr.trim()})`);
}

/**
 * Two processes may unpack at once: the first rename wins, and the other one's copy is dropped.
 * @param {string} from
 * @param {string} to
 */
async function moveIntoPlace(from, to) {
  try {
    await rename(from, to);
  } catch (error) {
    const isThere = await stat(join(to, 'chrome')).then(
      () => true,
      () => false,
    );
    if (!isThere) throw error;
  }
}
