/**
 * As it is written everywhere in a report: `1,234`, `12.3`. Without decimal places given there are
 * as many as three significant digits need, and none for what is whole.
 */
export function formatNumber(value: number, digits?: number): string {
  const places = digits ?? (Number.isInteger(value) ? 0 : placesFor(value));
  const text = value.toLocaleString('en-US', {
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  });
  // What rounds to nothing is neither above nor below it.
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

function placesFor(value: number): number {
  return Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
}
