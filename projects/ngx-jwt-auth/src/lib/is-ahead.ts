/** Whether a time is still to come; further away than it can be, the clock was set back since. */
export function isAhead(time = 0, now: number, longest: number): boolean {
  return time > now && time <= now + longest;
}
