// CSV, a row for each part of a tag, for spreadsheets and scripts. What a cell may hold is in columns.
import type { Codec } from '../../content/codec.ts';
import { FORMAT_FACTS } from '../../content/format-facts.ts';
import { latin1, latin1Head } from '../../containers/latin1.ts';
import { writeTable } from './write.ts';
import { readTables } from './read.ts';
import { beginsLikeOurs, utf16Of } from './table.ts';

/** Bytes at the beginning of a file by which it is recognised. */
const HEAD = 16 * 1024;

/**
 * Comma-separated values (RFC 4180) with a row for each part of a tag, all cells quoted, for
 * spreadsheets and statistics; read again where this program wrote it. A cell that a spreadsheet
 * would take for a formula begins with `'`. Known to break importers: line ends in cells, and
 * positions, of which there are two pairs of columns.
 */
export const CSV: Codec = {
  ...FORMAT_FACTS.csv,
  unit: 'UTF-16 code units and code points, each in columns of its own',
  carriesRejections: true,
  write: writeTable,
  recognise: ([file, ...others]) => {
    if (!file || others.length > 0) return 0;
    // The names of the columns that are looked for are in ASCII.
    const encoding = utf16Of(file.bytes);
    const begin =
      encoding === null
        ? latin1Head(file.bytes, HEAD)
        : latin1(lowHalves(file.bytes.subarray(0, HEAD), encoding));
    return beginsLikeOurs(begin.replace(/^ï»¿/u, '')) ? 0.95 : 0;
  },
  read: readTables,
};

/** The characters of a text in UTF-16 as bytes; an `x` for those that have no byte. */
function lowHalves(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Uint8Array {
  const hasMark = bytes[0] === 0xff || bytes[0] === 0xfe;
  const units = hasMark ? bytes.subarray(2) : bytes;
  const [low, high] = encoding === 'utf-16le' ? [0, 1] : [1, 0];
  return Uint8Array.from({ length: units.length >> 1 }, (_, at) =>
    units[2 * at + high] === 0 ? (units[2 * at + low] ?? 0) : 0x78,
  );
}
