/** A number, also where it came as text; NaN for everything else, such as a flag, a date or ''. */
export function toNumber(value: unknown): number {
  return Number(String(value) || NaN);
}
