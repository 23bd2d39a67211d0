import { isAnnotatorList } from '../../containers/annotator-files.ts';
import { latin1Head } from '../../containers/latin1.ts';
import { splitPath } from '../../containers/paths.ts';
import type { InputFile } from '../../content/codec.ts';
import { splitLines } from '../../content/read-file.ts';
import { areNearlyAll, findColumns, mayHaveColumns, type Columns } from './columns.ts';
import { isDocumentMark, isPlainRow, splitCells } from './table.ts';

/** Bytes at the beginning of a file that are looked at. */
const HEAD = 4096;

/** What files are called that are nothing else. */
const EXTENSIONS = ['conll', 'conllu', 'conllup', 'conllx', 'iob', 'iob2', 'bio', 'bioes'];

/** What lies beside data and is none. */
const BESIDE =
  /(?:^|[/\\])(?:readme|licen[cs]e|changes|authors|citation)[^/\\]*$|\.(?:md|html?|pdf|json|xml|ya?ml|py|bib|cff|conf)$/iu;

/** The files that have rows: all but texts and what describes them, unless there is but one file. */
export function rowFiles(files: readonly InputFile[]): readonly InputFile[] {
  if (files.length === 1) return files;
  return files.filter((file) => {
    if (isAnnotatorList(file.path) || BESIDE.test(file.path)) return false;
    // Many a corpus of rows is called like texts.
    return splitPath(file.path).extension !== 'txt' || recogniseRows(file) > 0.5;
  });
}

/** How sure it is that a file has rows of tokens with tags, from 0 to 1. */
export function recogniseRows({ path, bytes }: InputFile): number {
  const beginning = latin1Head(bytes, HEAD).replace(/^ï»¿/u, '');
  if (beginning.startsWith('#FORMAT=WebAnno')) return 0;
  if (isDocumentMark(beginning.trimStart())) return 0.95;
  // The last line may be cut.
  const lines = splitLines(beginning);
  if (bytes.length > HEAD) lines.pop();
  if (/^#[ \t]*global\.columns[ \t]*=|^#begin document /mu.test(beginning)) return 0.95;
  const rows = lines.filter(isPlainRow);
  // One line alone may be an article that ends in `I-95`.
  const isLine = rows.length < 2 && !beginning.includes('\t');
  const columns = !isLine && mayHaveColumns(lines) ? findColumns(lines) : null;
  if (columns?.ok && areRows(rows, columns.value)) {
    const { layers, number, header, separator, isRagged } = columns.value;
    if (!isRagged && (number !== null || header !== null)) return 0.9;
    if (layers.some(({ scheme }) => scheme !== 'prefixes')) return isRagged ? 0 : 0.7;
    const isMarked = (row: string): boolean =>
      layers.some(({ column, notation }) =>
        /^[BIMELSUW]-./u.test(notation(splitCells(row, separator)[column] ?? '')),
      );
    if (rows.some(isMarked)) return 0.85;
    // Without a tag anywhere, `None` and 0 are what any table has.
    const isOutside = (row: string): boolean =>
      layers.some(({ column }) => splitCells(row, separator)[column] === 'O');
    if (rows.length > 2 && !isRagged && rows.some(isOutside)) return 0.6;
  }
  // Without tags it is still no article.
  if (EXTENSIONS.includes(splitPath(path).extension)) return 0.6;
  const isConllU = (row: string): boolean => /^\d+(?:[-.]\d+)?\t(?:[^\t]*\t){8}[^\t]*/u.test(row);
  return rows.length > 0 && rows.every(isConllU) ? 0.8 : 0;
}

/** Whether rows have the cells that they should have: of rows that may have fewer, each begins with a word. */
function areRows(rows: readonly string[], columns: Columns): boolean {
  const { separator, isRagged, token } = columns;
  return isRagged
    ? rows.every((row) => /^\S+$/u.test(splitCells(row, separator)[token] ?? ''))
    : areNearlyAll(rows, columns);
}
