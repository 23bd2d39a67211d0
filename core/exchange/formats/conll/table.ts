/** What parts the cells of a row. */
export type Separator = 'tab' | 'space';

/** Begins a document, in files of several. */
export const DOCUMENT_MARK = '-DOCSTART-';

/** Whether a line is neither empty, nor the beginning of a document, nor what looks like a comment. */
export function isPlainRow(line: string): boolean {
  return !isBlank(line) && !line.startsWith(DOCUMENT_MARK) && !line.startsWith('#');
}

/** Whether a line ends a sentence. */
export function isBlank(line: string): boolean {
  return line.trim() === '';
}

/** Tabs, where most rows have some; else any run of spaces and tabs. */
export function separatorOf(rows: readonly string[]): Separator {
  const withTab = rows.filter((row) => row.includes('\t')).length;
  return withTab * 2 > rows.length ? 'tab' : 'space';
}

/** The cells of a row, of which nothing is known but what parts them. */
export function splitCells(row: string, separator: Separator): string[] {
  return separator === 'tab'
    ? row.split('\t').map(trimSpaces)
    : row.split(/[ \t]+/u).filter((cell) => cell !== '');
}

/**
 * The cells of a row with so many columns. Where spaces part them, the token is what the others leave:
 * there may be a space in it.
 */
export function rowCells(
  row: string,
  separator: Separator,
  count: number,
  token: number,
): string[] {
  if (separator === 'tab') return splitCells(row, separator);
  const after: string[] = [];
  let rest = trimEndSpaces(row);
  for (let column = count - 1; column > token; column -= 1) {
    const gap = Math.max(rest.lastIndexOf(' '), rest.lastIndexOf('\t'));
    if (gap < 0) return [];
    after.unshift(rest.slice(gap + 1));
    rest = trimEndSpaces(rest.slice(0, gap));
  }
  const before: string[] = [];
  for (let column = 0; column < token; column += 1) {
    const [, cell = '', more = ''] = /^[ \t]*([^ \t]+)[ \t]+(.*)$/u.exec(rest) ?? [];
    before.push(cell);
    rest = more;
  }
  return [...before, rest, ...after];
}

function trimSpaces(cell: string): string {
  return trimEndSpaces(cell).replace(/^ +/u, '');
}

function trimEndSpaces(cell: string): string {
  let end = cell.length;
  while (end > 0 && (cell[end - 1] === ' ' || cell[end - 1] === '\t')) end -= 1;
  return cell.slice(0, end);
}
