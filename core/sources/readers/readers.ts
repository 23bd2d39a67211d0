// Every reader, and which one a file belongs to. A reader is one line here.
import { FEED_READER } from '../feeds/feed-reader.ts';
import { EML_READER } from '../mail/eml.ts';
import { MHTML_READER } from '../mail/mhtml.ts';
import { docxReader } from '../office/docx.ts';
import { odtReader } from '../office/odt.ts';
import { pdfReader } from '../paper/pdf.ts';
import type { SourceFile, SourceReader } from '../reader.ts';
import { RECORDS_READER, TABLE_READER } from '../tables/tables.ts';

export const READERS: readonly SourceReader[] = [
  docxReader,
  odtReader,
  pdfReader,
  MHTML_READER,
  EML_READER,
  FEED_READER,
  TABLE_READER,
  RECORDS_READER,
];

/** The reader that is surest of a file; `null` where it is of no kind that is read here. */
export function findReader(file: SourceFile): SourceReader | null {
  let best: SourceReader | null = null;
  let surest = 0;
  for (const reader of READERS) {
    const sure = reader.recognise(file);
    if (sure > surest) [best, surest] = [reader, sure];
  }
  return best;
}
