import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { createApplication } from '@angular/platform-browser';
import { decodeJwt as joseDecode } from 'jose';
import { jwtDecode } from 'jwt-decode';
import { decodeJwt, JwtAuth, jwtAuthInterceptor, provideJwtAuth } from 'ngx-jwt-auth';
import { createToken } from './create-token';
import type { DecodePage, Decoder } from './decode-page';

interface Claims {
  readonly exp?: number;
}

const decoders: Readonly<Record<Decoder, (token: string) => Claims | null>> = {
  'ngx-jwt-auth': (token) => decodeJwt<Claims>(token),
  'jwt-decode': (token) => jwtDecode<Claims>(token),
  jose: (token) => joseDecode(token),
};

const app = await createApplication({
  providers: [provideHttpClient(withInterceptors([jwtAuthInterceptor])), provideJwtAuth()],
});
const auth = app.injector.get(JwtAuth);
const current = createToken(1500);
await auth.signIn(current);

/** The claims of the session: the library has them, the others decode the token each time. */
const readers: Readonly<Record<Decoder, () => Claims | null>> = {
  'ngx-jwt-auth': () => auth.claims(),
  'jwt-decode': () => decoders['jwt-decode'](current),
  jose: () => decoders.jose(current),
};

const page: DecodePage = {
  readCurrent(decoder, times) {
    const read = readers[decoder];
    return timed(times, () => read());
  },

  decodeNew(decoder, length, count) {
    const decode = decoders[decoder];
    const tokens = Array.from({ length: count }, () => createToken(length));
    return timed(count, (index) => decode(tokens[index] ?? ''));
  },
};
Object.assign(globalThis, { bench: page });

/** What is read is used, so that no compiler may leave it out. */
function timed(times: number, read: (index: number) => Claims | null): number {
  let valid = 0;
  const start = performance.now();
  for (let index = 0; index < times; index++) {
    if (typeof read(index)?.exp === 'number') valid++;
  }
  const milliseconds = performance.now() - start;
  if (valid !== times) throw new Error(`Of ${times} tokens ${valid} were read.`);
  return milliseconds;
}
