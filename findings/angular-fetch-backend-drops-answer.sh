#!/usr/bin/env bash
# Package:   @angular/common 20.1.8, 21.2.26, 22.2.6.
# Valid input: an HttpClient in an injector of its own, with provideHttpClient(withFetch()), and a server that sends the
#            headers of its answer at once and the body a little later.
# Behaviour: when the injector is destroyed before the body was read, the request of the fetch backend completes without a
#            value and without an error, whether the headers had come or not, though the server answers with 200 and a
#            body. The XHR backend delivers the answer in the same cases.
# Output seen:
#   20.1.8 fetch, not destroyed: value, complete
#   20.1.8 fetch, destroyed before the headers: complete
#   20.1.8 fetch, destroyed before the body: complete
#   20.1.8 XHR, not destroyed: value, complete
#   20.1.8 XHR, destroyed before the headers: value, complete
#   20.1.8 XHR, destroyed before the body: value, complete
#   21.2.26 fetch, not destroyed: value, complete
#   21.2.26 fetch, destroyed before the headers: complete
#   21.2.26 fetch, destroyed before the body: complete
#   21.2.26 XHR, not destroyed: value, complete
#   21.2.26 XHR, destroyed before the headers: value, complete
#   21.2.26 XHR, destroyed before the body: value, complete
#   22.2.6 fetch, not destroyed: value, complete
#   22.2.6 fetch, destroyed before the headers: complete
#   22.2.6 fetch, destroyed before the body: complete
#   22.2.6 XHR, not destroyed: value, complete
#   22.2.6 XHR, destroyed before the headers: value, complete
#   22.2.6 XHR, destroyed before the body: value, complete
# It runs in Node without a browser: the XMLHttpRequest is the one of the package xhr2 0.2.1.
# Ends with 0 when that is seen again, else with 1. Needs Node and npm, and takes about a minute.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat > "$folder/request.mjs" <<'SCRIPT'
globalThis.document = {}; // createApplication() asks for one, and nothing is drawn here
await import('@angular/compiler');
const { createServer } = await import('node:http');
const { setTimeout: wait } = await import('node:timers/promises');
const { XhrFactory } = await import('@angular/common');
const { createEnvironmentInjector, provideZonelessChangeDetection, VERSION } = await import('@angular/core');
const http = await import('@angular/common/http');
const { createApplication } = await import('@angular/platform-browser');
const { XMLHttpRequest } = (await import('xhr2')).default;

let destroy;
const server = createServer(async (request, response) => {
  if (request.url === '/before-headers') destroy();
  await wait(200);
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
  await wait(200);
  if (request.url === '/before-body') destroy();
  await wait(200);
  response.end('{"text":"answer"}');
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
setTimeout(() => {
  console.error('No end after 20 seconds.');
  process.exit(1);
}, 20_000).unref();

let sentByXhr = false;
const build = () => {
  sentByXhr = true;
  return new XMLHttpRequest();
};
const app = await createApplication({
  providers: [provideZonelessChangeDetection(), { provide: XhrFactory, useValue: { build } }],
});

// XHR is the default up to 21, and has a feature of its own in 22.
const backends = [[http.withFetch()], http.withXhr ? [http.withXhr()] : []];
const moments = {
  'not destroyed': '/never',
  'destroyed before the headers': '/before-headers',
  'destroyed before the body': '/before-body',
};

function outcome(features, path) {
  const injector = createEnvironmentInjector([http.provideHttpClient(...features)], app.injector);
  destroy = () => injector.destroy();
  return new Promise((resolve) => {
    const seen = [];
    injector
      .get(http.HttpClient)
      .get(origin + path)
      .subscribe({
        next: (value) => seen.push(value.text === 'answer' ? 'value' : `value ${JSON.stringify(value)}`),
        error: (error) => resolve([...seen, `error ${error.message}`].join(', ')),
        complete: () => resolve([...seen, 'complete'].join(', ')),
      });
  });
}

for (const features of backends) {
  for (const [moment, path] of Object.entries(moments)) {
    sentByXhr = false;
    const seen = await outcome(features, path);
    console.log(`${VERSION.full} ${sentByXhr ? 'XHR' : 'fetch'}, ${moment}: ${seen}`);
  }
}
server.close();
server.closeAllConnections();
SCRIPT

install() {
  local app="$folder/$1"
  mkdir "$app"
  cp "$folder/request.mjs" "$app/"
  echo '{ "private": true, "type": "module" }' > "$app/package.json"
  cd "$app"
  npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
    "@angular/common@$1" "@angular/compiler@$1" "@angular/core@$1" "@angular/platform-browser@$1" \
    rxjs@7.8.2 tslib@2.8.1 xhr2@0.2.1
}

versions=(20.1.8 21.2.26 22.2.6)
for version in "${versions[@]}"; do (install "$version"); done

expected=$(sed -n 's/^#   \([0-9].*\)$/\1/p' "$0")
seen=$(for version in "${versions[@]}"; do node "$folder/$version/request.mjs"; done)
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "That is not what was seen before." >&2
  exit 1
fi
