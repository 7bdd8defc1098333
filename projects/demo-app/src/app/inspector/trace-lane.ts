import { HttpContextToken } from '@angular/common/http';

/** The lane of a request in the trace; null for one that is not traced. */
export const TRACE_LANE = new HttpContextToken<number | null>(() => null);
