import { formatNumber } from './format-number.ts';
import { cellsOf, valueOf, type Cell, type Table } from './table.ts';

const WIDTH = 760;
const MARGIN = 20;
const NAMES = 200;
/** Of one bar with its space. */
const LINE = 30;
const HEAD = 64;
/** What a character of the labels is wide, with room to spare in any font. */
const CHARACTER = 7.5;

// The picture brings its own background: where it is shown, nobody knows whether that page is dark.
const STYLE = `
    text { font: 13px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: #1f2328; }
    .title { font-size: 15px; font-weight: 600; }
    .quiet { fill: #59636e; }
    .paper { fill: #ffffff; stroke: #d1d9e0; }
    .bar { fill: #8c959f; }
    .ours .bar { fill: #1a7f64; }
    .ours text { font-weight: 600; }
    .spread { stroke: #1f2328; stroke-width: 1.5; }
    @media (prefers-color-scheme: dark) {
      text { fill: #f0f6fc; }
      .quiet { fill: #9198a1; }
      .paper { fill: #0d1117; stroke: #3d444d; }
      .bar { fill: #656c76; }
      .ours .bar { fill: #2ea583; }
      .spread { stroke: #f0f6fc; }
    }`;

/**
 * One column of a table as bars, of which the shortest is the best: SVG that needs no script and no font of its own.
 * Null where the table asks for no chart.
 */
export function barChart(table: Table): string | null {
  const column = table.chart === undefined ? undefined : table.columns[table.chart];
  if (table.chart === undefined || column === undefined) return null;
  const index = table.chart;
  const bars = table.rows.map((row) => {
    const cell = cellsOf(table, row)[index] ?? { cannot: 'not measured' };
    return { name: row.variant, cell, text: labelOf(cell, column.unit, column.digits) };
  });
  const most = Math.max(...bars.map(({ cell }) => highest(cell)), Number.MIN_VALUE);
  const longest = Math.max(...bars.filter(isMeasured).map(({ text }) => text.length), 0);
  const room = WIDTH - 2 * MARGIN - NAMES - (longest + 2) * CHARACTER;
  const scale = (value: number): number => (Math.max(value, 0) / most) * room;
  const height = HEAD + bars.length * LINE + MARGIN;
  const heading = column.unit === '' ? column.title : `${column.title}, ${column.unit}`;
  const description = bars.map(({ name, text }) => `${name}: ${text}`).join('; ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title description">
  <title id="title">${escape(`${table.title}: ${heading}`)}</title>
  <desc id="description">${escape(`${description}.`)}</desc>
  <style>${STYLE}
  </style>
  <rect class="paper" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="6" />
  <text class="title" x="${MARGIN}" y="28">${escape(table.title)}</text>
  <text class="quiet" x="${MARGIN}" y="48">${escape(`${heading}; less is better`)}</text>
${bars.map((bar, position) => barOf(bar, HEAD + position * LINE, scale)).join('\n')}
</svg>
`;
}

interface Bar {
  readonly name: string;
  readonly cell: Cell;
  readonly text: string;
}

function barOf({ name, cell, text }: Bar, y: number, scale: (value: number) => number): string {
  const value = valueOf(cell);
  const start = MARGIN + NAMES;
  const end = start + (value === null ? 0 : scale(highest(cell)));
  const shapes = [
    `<text x="${start - 10}" y="${y + 19}" text-anchor="end">${escape(name)}</text>`,
    value === null
      ? ''
      : `<rect class="bar" x="${start}" y="${y + 6}" width="${round(Math.max(scale(value), 1))}" height="18" rx="2" />`,
    whiskerOf(cell, start, y + 15, scale),
    `<text${value === null ? ' class="quiet"' : ''} x="${round(end + 8)}" y="${y + 19}">${escape(text)}</text>`,
  ];
  const isOurs = name.startsWith('ngx-jwt-auth');
  return `  <g${isOurs ? ' class="ours"' : ''}>\n${shapes
    .filter(Boolean)
    .map((shape) => `    ${shape}`)
    .join('\n')}\n  </g>`;
}

/** From the least to the most of all rounds; nothing where that is the same place. */
function whiskerOf(cell: Cell, start: number, y: number, scale: (value: number) => number): string {
  if (typeof cell === 'number' || 'cannot' in cell) return '';
  const [from, to] = [start + scale(cell.min), start + scale(cell.max)];
  if (to - from < 2) return '';
  return `<line class="spread" x1="${round(from)}" x2="${round(to)}" y1="${y}" y2="${y}" />`;
}

function labelOf(cell: Cell, unit: string, digits: number | undefined): string {
  const value = valueOf(cell);
  if (value === null) return 'not possible, see the table';
  return `${formatNumber(value, digits)} ${unit}`.trim();
}

function isMeasured({ cell }: Bar): boolean {
  return valueOf(cell) !== null;
}

function highest(cell: Cell): number {
  if (typeof cell === 'number') return cell;
  return 'cannot' in cell ? 0 : cell.max;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
