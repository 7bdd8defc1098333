#!/usr/bin/env bash
# Package:   @angular/core 22.2.6, checked with typescript 6.0.3.
# Valid input: an app that reads `inject(ApplicationInitStatus).done`, a public field, during and after its initialisation.
# Behaviour: the type of `done` is the literal `false`, while its value is true after initialisation. So a strict program
#            may take it for `false`, cannot compare it with `true`, and has `never` where it is true.
# Output seen:
#   during initialisation: false
#   after initialisation: true
#   const no: false = status.done -> compiles
#   const yes: true = status.done -> error TS2322: Type 'false' is not assignable to type 'true'.
#   const ready = status.done === true -> error TS2367: This comparison appears to be unintentional because the types 'false' and 'true' have no overlap.
#   if (status.done) status.done.valueOf() -> error TS2339: Property 'valueOf' does not exist on type 'never'.
#   const ready: boolean = status.done -> compiles
# Ends with 0 when that is seen again, else with 1. Needs Node and npm, and takes some seconds.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat > "$folder/value.mjs" <<'SCRIPT'
globalThis.document = {}; // createApplication() asks for one, and nothing is drawn here
await import('@angular/compiler');
const { ApplicationInitStatus, inject, provideAppInitializer, provideZonelessChangeDetection } = await import('@angular/core');
const { createApplication } = await import('@angular/platform-browser');

const app = await createApplication({
  providers: [
    provideZonelessChangeDetection(),
    provideAppInitializer(() => console.log(`during initialisation: ${inject(ApplicationInitStatus).done}`)),
  ],
});
console.log(`after initialisation: ${app.injector.get(ApplicationInitStatus).done}`);
SCRIPT

cat > "$folder/type.mjs" <<'SCRIPT'
import { writeFileSync } from 'node:fs';
import ts from 'typescript';

const programs = [
  'const no: false = status.done',
  'const yes: true = status.done',
  'const ready = status.done === true',
  'if (status.done) status.done.valueOf()',
  'const ready: boolean = status.done',
];
const files = programs.map((program, index) => {
  const file = `program-${index}.ts`;
  writeFileSync(
    file,
    `import type { ApplicationInitStatus } from '@angular/core';\ndeclare const status: ApplicationInitStatus;\n${program};\nexport {};\n`,
  );
  return file;
});
const checked = ts.createProgram(files, {
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  noEmit: true,
  skipLibCheck: true,
  strict: true,
  target: ts.ScriptTarget.ES2022,
  types: [],
});
const errors = ts.getPreEmitDiagnostics(checked);
const text = ({ code, messageText }) => `error TS${code}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
programs.forEach((program, index) => {
  const own = errors.filter(({ file }) => file?.fileName === files[index]);
  console.log(`${program} -> ${own.map(text).join('; ') || 'compiles'}`);
});
for (const other of errors.filter(({ file }) => !files.includes(file?.fileName))) console.log(text(other));
SCRIPT

cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
  @angular/common@22.2.6 @angular/compiler@22.2.6 @angular/core@22.2.6 @angular/platform-browser@22.2.6 \
  rxjs@7.8.2 tslib@2.8.1 typescript@6.0.3
cd - > /dev/null

expected=$(sed -n '/^# Output seen:$/,/^# Ends with/s/^#   //p' "$0")
seen=$(cd "$folder" && node value.mjs && node type.mjs)
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "That is not what was seen before." >&2
  exit 1
fi
