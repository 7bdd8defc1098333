#!/usr/bin/env bash
# Package:   @angular/common 22.2.6.
# Valid input: a URL whose query or fragment ends with `/index.html`, such as the address to go back to after a sign-in.
# Behaviour: Location.normalize() cuts `/index.html` off the end of the whole URL, not of its path only: the query or the
#            fragment loses it. Location.path(), which normalizes the URL of the browser, gives the shortened query too.
#            An encoded slash, or something behind it, keeps it whole.
# Output seen:
#   22.2.6
#   normalize /docs/index.html -> /docs
#   normalize /docs/index.html?page=1 -> /docs/index.html?page=1
#   normalize /login?returnUrl=/docs/index.html -> /login?returnUrl=/docs
#   normalize /login?returnUrl=/docs/index.html&page=1 -> /login?returnUrl=/docs/index.html&page=1
#   normalize /login?returnUrl=%2Fdocs%2Findex.html -> /login?returnUrl=%2Fdocs%2Findex.html
#   normalize /login#/docs/index.html -> /login#/docs
#   path at /login?returnUrl=/docs/index.html -> /login?returnUrl=/docs
# Ends with 0 when that is seen again, else with 1. Needs Node and npm, and takes some seconds.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat > "$folder/normalize.mjs" <<'SCRIPT'
import '@angular/compiler';
import { Injector } from '@angular/core';
import { Location, LocationStrategy, PathLocationStrategy, PlatformLocation, VERSION } from '@angular/common';
import { MockPlatformLocation } from '@angular/common/testing';

const locationAt = (url) =>
  Injector.create({
    providers: [
      { provide: PlatformLocation, useValue: new MockPlatformLocation({ startUrl: `https://app.example.com${url}`, appBaseHref: '/' }) },
      {
        provide: LocationStrategy,
        useFactory: (platform) => new PathLocationStrategy(platform, '/'),
        deps: [PlatformLocation],
      },
      { provide: Location, useFactory: (strategy) => new Location(strategy), deps: [LocationStrategy] },
    ],
  }).get(Location);

console.log(VERSION.full);
for (const url of [
  '/docs/index.html',
  '/docs/index.html?page=1',
  '/login?returnUrl=/docs/index.html',
  '/login?returnUrl=/docs/index.html&page=1',
  '/login?returnUrl=%2Fdocs%2Findex.html',
  '/login#/docs/index.html',
]) {
  console.log(`normalize ${url} -> ${locationAt('/').normalize(url)}`);
}
const current = '/login?returnUrl=/docs/index.html';
console.log(`path at ${current} -> ${locationAt(current).path()}`);
SCRIPT

cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
  @angular/common@22.2.6 @angular/compiler@22.2.6 @angular/core@22.2.6 rxjs@7.8.2 tslib@2.8.1
cd - > /dev/null

expected=$(sed -n '/^# Output seen:$/,/^# Ends with/s/^#   //p' "$0")
seen=$(node "$folder/normalize.mjs")
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "That is not what was seen before." >&2
  exit 1
fi
