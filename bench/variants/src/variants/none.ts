import type { Variant } from '../rig/variant';

/** No auth at all: what the others are compared with. */
export const none: Variant = {
  http: () => [],
  providers: () => [],
  seed: () => undefined,
};
