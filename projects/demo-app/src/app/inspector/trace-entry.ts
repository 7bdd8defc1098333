import type { JwtAuthEvent } from 'ngx-jwt-auth';

/** Something that was seen of the session or of a request; `at` is in milliseconds of the trace's clock. */
export type TraceEntry = { readonly at: number } & TraceNews;

export type TraceNews =
  /** The app asked for it, above `jwtAuthInterceptor`. */
  | { readonly kind: 'asked'; readonly lane: number; readonly label: string }
  /** It went out, below `jwtAuthInterceptor`; the second time it is a replay. */
  | { readonly kind: 'sent'; readonly lane: number }
  /** The server answered what was sent; status 0 when nothing came. */
  | { readonly kind: 'answered'; readonly lane: number; readonly status: number }
  /** The app has its answer. */
  | { readonly kind: 'settled'; readonly lane: number; readonly outcome: LaneOutcome }
  | { readonly kind: 'refreshStarted' | 'refreshEnded' }
  | { readonly kind: 'event'; readonly event: JwtAuthEvent }
  /** Another access token, or none; null: it is not known until when it is good. */
  | { readonly kind: 'token'; readonly isThere: boolean; readonly expiresAt: number | null };

export type LaneOutcome = 'done' | 'failed' | 'cancelled';
