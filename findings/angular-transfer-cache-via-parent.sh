#!/usr/bin/env bash
# Package:   @angular/common 20.3.27, 21.2.19, 22.1.0 against 20.3.28, 21.2.20, 22.1.1.
# Valid input: an app with provideClientHydration() whose root HttpClient has an interceptor that sets
#            `transferCache: false`, and a child injector with provideHttpClient(withRequestsMadeViaParent()).
# Behaviour: rendered on the server, a GET of the child goes through the interceptor of the root, and its answer is put
#            into the page's transfer state all the same: the child has a transfer cache of its own, which sees the request
#            before the parent does. Mended in 20.3.28, 21.2.20 and 22.1.1. What helps in all versions: the interceptor is
#            listed in the child as well.
# Output seen:
#   20.3.27: root only: transferred; in both: kept
#   20.3.28: root only: kept; in both: kept
#   21.2.19: root only: transferred; in both: kept
#   21.2.20: root only: kept; in both: kept
#   22.1.0: root only: transferred; in both: kept
#   22.1.1: root only: kept; in both: kept
# Ends with 0 when that is seen again, else with 1. Needs Node and npm, and takes a minute or two.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat > "$folder/render.mjs" <<'SCRIPT'
globalThis.ngServerMode = true; // as the server builds of Angular's CLI do
await import('@angular/compiler');
const { Component, createEnvironmentInjector, enableProdMode, EnvironmentInjector, inject, provideZonelessChangeDetection, VERSION } =
  await import('@angular/core');
const { HttpClient, HttpResponse, provideHttpClient, withInterceptors, withRequestsMadeViaParent } =
  await import('@angular/common/http');
const { bootstrapApplication, provideClientHydration } = await import('@angular/platform-browser');
const { provideServerRendering, renderApplication } = await import('@angular/platform-server');
const { of } = await import('rxjs');

enableProdMode();
const keep = (request, next) => next(request.clone({ transferCache: false }));
const answer = () => of(new HttpResponse({ status: 200, body: { text: 'for nobody' } }));

async function outcome(...ofChild) {
  class App {
    constructor() {
      const child = createEnvironmentInjector(
        [provideHttpClient(withRequestsMadeViaParent(), withInterceptors(ofChild))],
        inject(EnvironmentInjector),
      );
      child.get(HttpClient).get('https://api.example.com/items').subscribe();
    }
  }
  Component({ selector: 'app-root', template: 'App' })(App);
  const providers = [
    provideZonelessChangeDetection(),
    provideServerRendering(),
    provideClientHydration(),
    provideHttpClient(withInterceptors([keep, answer])),
  ];
  const html = await renderApplication((context) => bootstrapApplication(App, { providers }, context), {
    document: '<html><head></head><body><app-root></app-root></body></html>',
    url: 'https://app.example.com/',
    allowedHosts: ['app.example.com'],
  });
  if (!html.includes('ng-state')) throw new Error(`There is no transfer state:\n${html}`);
  return html.includes('for nobody') ? 'transferred' : 'kept';
}

console.log(`${VERSION.full}: root only: ${await outcome()}; in both: ${await outcome(keep)}`);
SCRIPT

install() {
  local app="$folder/$1"
  mkdir "$app"
  cp "$folder/render.mjs" "$app/"
  echo '{ "private": true, "type": "module" }' > "$app/package.json"
  cd "$app"
  npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
    "@angular/common@$1" "@angular/compiler@$1" "@angular/core@$1" "@angular/platform-browser@$1" \
    "@angular/platform-server@$1" "@angular/router@$1" rxjs@7.8.2 tslib@2.8.1
}

versions=(20.3.27 20.3.28 21.2.19 21.2.20 22.1.0 22.1.1)
installs=()
for version in "${versions[@]}"; do
  (install "$version") & installs+=($!)
done
for process in "${installs[@]}"; do wait "$process"; done

expected=$(sed -n 's/^#   \([0-9].*\)$/\1/p' "$0")
seen=$(for version in "${versions[@]}"; do node "$folder/$version/render.mjs"; done)
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "That is not what was seen before." >&2
  exit 1
fi
