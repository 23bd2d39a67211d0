// Every reader, and which one a file belongs to. A reader is one line here.
import { docxReader } from '../office/docx.ts';
import type { SourceFile, SourceReader } from '../reader.ts';

export const READERS: readonly SourceReader[] = [docxReader];

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
