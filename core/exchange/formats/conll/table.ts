/** What parts the cells of a row. */
export type Separator = 'tab' | 'space';

/** Begins a document, in files of several; the number of a row or a tag may stand before it. */
const DOCUMENT_MARK = /^(?:[^\s]{1,20}[\t ]{1,20})?-DOCSTART-/u;

/** Whether a line is the mark of a document, and no row. */
export function isDocumentMark(line: string): boolean {
  // Most lines are told by this alone, and there are very many.
  return line.includes('-DOCSTART-') && DOCUMENT_MARK.test(line);
}

/** What stands in cells behind the mark of a document and is no name of it. */
const FILLER = /^(?:|O|-[A-Z]-|[-_*#])$/u;

/**
 * What a line with the mark of a document calls it: `(a title)`, or what is left of its cells, without a
 * name for what that is; `null` where it calls it nothing.
 */
export function titleOfDocument(line: string): string | null {
  const rest = line.replace(DOCUMENT_MARK, '');
  const [, inBrackets] = /\(([^()]+)\)/u.exec(rest) ?? [];
  const words = rest.split(/[ \t]+/u).filter((cell) => !FILLER.test(cell));
  const title = (inBrackets ?? words.join(' '))
    .replace(/^(?:#? ?(?:new)?(?:doc(?:ument)?)?[ _-]?(?:id|name|title|doc))[ ]?[=:] ?/iu, '')
    .trim();
  return title === '' ? null : title;
}

/** Whether a line is neither empty, nor the beginning of a document, nor what looks like a comment. */
export function isPlainRow(line: string): boolean {
  return !isBlank(line) && !isDocumentMark(line) && !line.startsWith('#') && !isOlderTsv(line);
}

/** Whether a line names the layers of WebAnno TSV 2, which has rows of tokens: ` # type | feature`. */
export function isOlderTsv(line: string): boolean {
  return /^ ?# [\w.]+\.\w+ \| /u.test(line);
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
  const cells = new Array<string>(count).fill('');
  let end = endOfWords(row, row.length);
  for (let column = count - 1; column > token; column -= 1) {
    let start = end;
    while (start > 0 && !isSpace(row, start - 1)) start -= 1;
    if (start === 0) return [];
    cells[column] = row.slice(start, end);
    end = endOfWords(row, start);
  }
  let start = 0;
  for (let column = 0; column < token; column += 1) {
    while (start < end && isSpace(row, start)) start += 1;
    const from = start;
    while (start < end && !isSpace(row, start)) start += 1;
    cells[column] = row.slice(from, start);
    while (start < end && isSpace(row, start)) start += 1;
  }
  cells[token] = row.slice(start, end);
  return cells;
}

function trimSpaces(cell: string): string {
  // Most cells have no space at their ends, and there are very many.
  const isTrimmed = cell === '' || !(isSpace(cell, 0) || isSpace(cell, cell.length - 1));
  return isTrimmed ? cell : cell.slice(0, endOfWords(cell, cell.length)).replace(/^ +/u, '');
}

/** Where the white space before an offset begins. */
function endOfWords(row: string, before: number): number {
  let end = before;
  while (end > 0 && isSpace(row, end - 1)) end -= 1;
  return end;
}

function isSpace(row: string, offset: number): boolean {
  const character = row.charAt(offset);
  return character === ' ' || character === '\t';
}
