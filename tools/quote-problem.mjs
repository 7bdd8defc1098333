/**
 * Why a quotation is none, or null. Its lines have to stand in the source as they are and in that order;
 * a line `// ...` says that something was left out. The indentation of a piece may be another one.
 * @param {string} quotation
 * @param {string} source
 * @returns {string | null}
 */
export function quoteProblem(quotation, source) {
  const lines = source.split('\n');
  let from = 0;
  for (const piece of piecesOf(quotation)) {
    const start = indexOfPiece(piece, lines, from);
    if (start === -1) return describe(piece, lines, from);
    from = start + piece.length;
  }
  return null;
}

/** @param {string} quotation */
function piecesOf(quotation) {
  return quotation
    .split(/^\s*\/\/ \.\.\.$/m)
    .map((piece) => dedented(piece.replace(/^(?:[^\S\n]*\n)+|\s+$/g, '').split('\n')));
}

/**
 * @param {readonly string[]} piece
 * @param {readonly string[]} lines
 * @param {number} from
 */
function indexOfPiece(piece, lines, from) {
  for (let index = from; index + piece.length <= lines.length; index++) {
    const there = dedented(lines.slice(index, index + piece.length));
    if (there.every((line, at) => line === piece[at])) return index;
  }
  return -1;
}

/**
 * Without the indentation that all lines have.
 * @param {readonly string[]} lines
 */
function dedented(lines) {
  const indents = lines.filter((line) => line.trim()).map((line) => line.search(/\S/));
  const common = Math.min(...indents);
  return lines.map((line) => line.slice(common).trimEnd());
}

/**
 * Names the first line that is nowhere, or the piece that is torn apart.
 * @param {readonly string[]} piece
 * @param {readonly string[]} lines
 * @param {number} from
 */
function describe(piece, lines, from) {
  const rest = new Set(lines.slice(from).map((line) => line.trim()));
  const missing = piece.find((line) => !rest.has(line.trim()));
  return missing === undefined
    ? `these lines do not follow one another there: \`${piece[0]?.trim()}\` ...`
    : `this line is not there: \`${missing.trim()}\``;
}
