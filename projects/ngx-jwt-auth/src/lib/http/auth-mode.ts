import { HttpContextToken } from '@angular/common/http';
import type { Outgoing } from '../session/session-core';

/** A way to send a request that is covered; it comes with it, so that only its users pay for it. */
export type SendMode = (outgoing: Outgoing) => void;

/**
 * Another way than the usual one, carried in the context of a request; null to leave it alone. Ask
 * has() first: get() would write null into a context that has none.
 */
export const AUTH_MODE: HttpContextToken<SendMode | null> = new HttpContextToken(() => null);
