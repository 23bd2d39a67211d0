import type { Block } from '../reading.ts';

/** Whether and how lines were broken by the program that wrote them (RFC 3676). */
export interface Flow {
  readonly isFlowed: boolean;
  /** Whether the space at which a line was broken was added. */
  readonly dropsSpace: boolean;
}

interface Line {
  readonly text: string;
  /** How often it is quoted. */
  readonly depth: number;
  readonly number: number;
}

/**
 * The paragraphs of a message in plain text: lines between empty ones, with their line ends as they
 * stand, but for those that the sender's program has set and says so. What is quoted is quoted without
 * its marks.
 */
export function plainMessage(text: string, place: string, flow: Flow): Block[] {
  const lines = text.split(/\r\n|\r|\n/u).map(lineOf);
  const blocks: Block[] = [];
  let paragraph: Line[] = [];
  const finish = (): void => {
    const [first] = paragraph;
    if (first) {
      blocks.push({
        ...(first.depth > 0
          ? { kind: 'quote', level: Math.min(first.depth, 100) }
          : { kind: 'paragraph' }),
        text: joined(paragraph, flow),
        part: 'article',
        why: first.depth > 0 ? 'It is quoted in the message.' : 'It is the text of the message.',
        place: `${place}, line ${first.number}`,
      });
    }
    paragraph = [];
  };
  for (const line of lines) {
    const isMark = /^--\s?$/u.test(line.text);
    if (line.text.trim() === '' || line.depth !== paragraph[0]?.depth || isMark) finish();
    if (line.text.trim() !== '') paragraph.push(line);
  }
  finish();
  return blocks;
}

const QUOTED = /^(?:> ?)+/u;

function lineOf(line: string, index: number): Line {
  const [marks = ''] = QUOTED.exec(line) ?? [];
  return {
    text: line.slice(marks.length),
    depth: marks.replaceAll(' ', '').length,
    number: index + 1,
  };
}

function joined(lines: readonly Line[], { isFlowed, dropsSpace }: Flow): string {
  let text = '';
  for (const [index, line] of lines.entries()) {
    const isBroken = isFlowed && line.text.endsWith(' ') && line.text !== '-- ';
    // A space at the beginning was put there where a line begins like a quotation.
    const own = isFlowed && line.text.startsWith(' ') ? line.text.slice(1) : line.text;
    const isLast = index === lines.length - 1;
    text += isBroken && dropsSpace ? own.slice(0, -1) : own;
    if (!isLast && !isBroken) text += '\n';
  }
  return text;
}
