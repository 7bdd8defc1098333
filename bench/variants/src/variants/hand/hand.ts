import { withInterceptors } from '@angular/common/http';
import type { Variant } from '../../rig/variant';
import { handInterceptor } from './hand-interceptor';

export const hand: Variant = {
  http: () => [withInterceptors([handInterceptor])],
  providers: () => [],
  seed({ accessToken, refreshToken }) {
    localStorage.setItem('access_token', accessToken);
    localStorage.setItem('refresh_token', refreshToken);
  },
};
