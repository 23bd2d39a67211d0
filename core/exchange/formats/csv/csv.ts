// CSV, a row for each part of a tag, for spreadsheets and scripts. What a cell may hold is in columns.
import type { Codec } from '../../content/codec.ts';
import { latin1 } from '../../containers/latin1.ts';
import { writeTable } from './write.ts';
import { readTables } from './read.ts';
import { beginsLikeOurs, utf16Of } from './table.ts';

/**
 * Comma-separated values (RFC 4180) with a row for each part of a tag, all cells quoted, for
 * spreadsheets and statistics; read again where this program wrote it. A cell that a spreadsheet
 * would take for a formula begins with `'`. Known to break importers: line ends in cells, and
 * positions, of which there are two pairs of columns.
 */
export const CSV: Codec = {
  name: 'csv',
  title: 'CSV (a row for each part of a tag)',
  extension: 'csv',
  output: 'file',
  unit: 'UTF-16 code units and code points, each in columns of its own',
  text: 'never',
  carriesRejections: true,
  write: writeTable,
  recognise: ([file, ...others]) => {
    if (!file || others.length > 0) return 0;
    const begin = file.bytes.subarray(0, 16_384);
    // The names of the columns are in ASCII: without the other half of its bytes, UTF-16 is, too.
    const encoding = utf16Of(begin);
    const plain =
      encoding === null
        ? begin
        : begin.filter((_, at) => at % 2 === (encoding === 'utf-16le' ? 0 : 1));
    return beginsLikeOurs(latin1(plain).replace(/^(?:ï»¿|[ÿþ])/u, '')) ? 0.95 : 0;
  },
  read: readTables,
};
