// Every reader, and which one a file belongs to. A reader is one line here.
import { recogniseFormat } from '../../exchange/pipeline/codecs.ts';
import { FEED_READER } from '../feeds/feed-reader.ts';
import { EML_READER } from '../mail/eml.ts';
import { MHTML_READER } from '../mail/mhtml.ts';
import { docxReader } from '../office/docx/docx.ts';
import { odtReader } from '../office/odt/odt.ts';
import { rtfReader } from '../office/rtf.ts';
import { pageReader } from '../page/page-reader.ts';
import { pdfReader } from '../paper/pdf.ts';
import type { SourceFile, SourceReader } from '../reader.ts';
import { RECORDS_READER, TABLE_READER } from '../tables/tables.ts';
import { zipReader } from './zip-reader.ts';

/** Readers of single files; what is in an archive is read by these. */
const FILE_READERS: readonly SourceReader[] = [
  pageReader,
  docxReader,
  odtReader,
  rtfReader,
  pdfReader,
  MHTML_READER,
  EML_READER,
  FEED_READER,
  TABLE_READER,
  RECORDS_READER,
];

export const READERS: readonly SourceReader[] = [
  ...FILE_READERS,
  zipReader(FILE_READERS, (file) => surestOf(FILE_READERS, file)),
];

/**
 * The reader that is surest of a file; `null` where it is of no kind that is read here, or has tags in one
 * of the exchange formats.
 */
export function findReader(file: SourceFile): SourceReader | null {
  return surestOf(READERS, file);
}

function surestOf(readers: readonly SourceReader[], file: SourceFile): SourceReader | null {
  let best: SourceReader | null = null;
  let surest = 0;
  for (const reader of readers) {
    const sure = reader.recognise(file);
    if (sure > surest) [best, surest] = [reader, sure];
  }
  // Only these look like formats with tags, and asking every format of every page would take long.
  const mayHaveTags = best !== null && ['table', 'records', 'zip'].includes(best.name);
  const { name: path, bytes } = file;
  return mayHaveTags && recogniseFormat([{ path, bytes }]) ? null : best;
}
