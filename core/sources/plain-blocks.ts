import type { Block, BlockPart } from './reading.ts';

/** Where some plain text belongs, and where it stands in the source. */
export interface PlainPlace {
  readonly part: BlockPart;
  readonly why: string;
  readonly place: string;
}

const LINE_END = /\r\n|\r|\n/u;

/**
 * The paragraphs of plain text: each line is one, as it stands. Lines of white space alone are between
 * them.
 */
export function plainBlocks(text: string, { part, why, place }: PlainPlace): Block[] {
  return text.split(LINE_END).flatMap((line, index, lines): Block[] =>
    line.trim() === ''
      ? []
      : [
          {
            kind: 'paragraph',
            text: line,
            part,
            why,
            place: lines.length === 1 ? place : `${place}, line ${index + 1}`,
          },
        ],
  );
}
