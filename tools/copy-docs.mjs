// Copies what the package shows on npm into the library's folder: ng-packagr takes no assets from
// outside of it. The copies are ignored by git.
import { copyFileSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

for (const name of ['README.md', 'LICENSE', 'CHANGELOG.md']) {
  if (existsSync(root + name)) copyFileSync(root + name, `${root}projects/ngx-jwt-auth/${name}`);
  else console.warn(`copy-docs: there is no ${name}; the package will lack it.`);
}
