import type { Block, BlockPart } from '../reading.ts';
import { knownWords } from './layout/hyphens.ts';
import { joinLines, type JoinedWord } from './layout/line-joiner.ts';
import type { Line } from './layout/lines.ts';
import type { Column, ColumnAside } from './page-layout.ts';
import { continues, paragraphsOf, type Paragraph } from './layout/paragraphs.ts';
import { bodyOf, roleOf, type Role } from './layout/roles.ts';

/** A paragraph with what it is, before its lines are joined. */
interface Piece {
  readonly paragraph: Paragraph;
  readonly role: Role;
  readonly aside: ColumnAside | null;
}

/** Blocks out of columns, and the words in them that the ends of lines had cut. */
export function blocksOf(
  columns: readonly Column[],
  bold: ReadonlySet<string>,
): {
  readonly blocks: Block[];
  readonly joined: JoinedWord[];
} {
  const text = columns.filter(({ aside }) => aside === null).flatMap(({ lines }) => lines);
  const all = columns.flatMap(({ lines }) => lines);
  if (all.length === 0) return { blocks: [], joined: [] };
  const body = bodyOf(text.length > 0 ? text : all, bold);
  const pieces = piecesOf(columns, bold, (paragraph, isLast) => roleOf(paragraph, body, isLast));
  const known = knownWords(text.map((line) => line.text));
  const placeOf = placesOf(all);
  const blocks: Block[] = [];
  const joined: JoinedWord[] = [];
  for (const { paragraph, role, aside } of pieces) {
    const [first] = paragraph.lines;
    if (!first) continue;
    const own = joinLines(paragraph.lines, known, placeOf);
    const block: Block = {
      kind: role.kind,
      text: own.text.toWellFormed(),
      ...partOf(aside, role),
      place: placeOf(first),
    };
    blocks.push(role.level === undefined ? block : { ...block, level: role.level });
    for (const each of own.joined) joined.push(each);
  }
  return { blocks, joined };
}

/** Paragraphs of all columns; one that a column or a page cuts is one. */
function piecesOf(
  columns: readonly Column[],
  bold: ReadonlySet<string>,
  roleIn: (paragraph: Paragraph, isLast: boolean) => Role,
): Piece[] {
  const pieces: Piece[] = [];
  let open: Piece | undefined;
  for (const { lines, shape, aside } of columns) {
    if (aside !== null) {
      for (const line of lines) {
        pieces.push({
          paragraph: { lines: [line], column: shape },
          role: { kind: 'paragraph' },
          aside,
        });
      }
      continue;
    }
    const paragraphs = paragraphsOf(lines, shape, bold);
    const roles = rolesOf(paragraphs, roleIn);
    let isFirst = true;
    for (const [index, paragraph] of paragraphs.entries()) {
      const role = roles[index] ?? { kind: 'paragraph' };
      const isText =
        (role.kind === 'paragraph' && role.isNote !== true) || role.kind === 'list-item';
      const goesOn =
        isFirst &&
        isText &&
        open !== undefined &&
        role.kind === 'paragraph' &&
        continues(open.paragraph, paragraph);
      if (open && goesOn) open.paragraph.lines.push(...paragraph.lines);
      else pieces.push({ paragraph, role, aside });
      if (isText) {
        open = goesOn ? open : pieces.at(-1);
        isFirst = false;
      } else if (role.kind === 'heading') {
        open = undefined;
        isFirst = false;
      }
    }
  }
  return pieces;
}

/** What the paragraphs of a column are: notes stand at its foot; a line with gaps alone is no table. */
function rolesOf(
  paragraphs: readonly Paragraph[],
  roleIn: (paragraph: Paragraph, isLast: boolean) => Role,
): Role[] {
  const roles: Role[] = [];
  let isLast = true;
  for (const paragraph of paragraphs.toReversed()) {
    const role = roleIn(paragraph, isLast);
    isLast = isLast && role.isNote === true;
    roles.unshift(role);
  }
  return roles.map((role, index) => {
    if (role.kind !== 'table-row') return role;
    const isTable =
      roles[index - 1]?.kind === 'table-row' || roles[index + 1]?.kind === 'table-row';
    return isTable ? role : { kind: 'paragraph' };
  });
}

/** `page 2, line 14`: lines are counted in the order in which they are read. */
function placesOf(lines: readonly Line[]): (line: Line) => string {
  const counts = new Map<number, number>();
  const places = new Map<Line, string>();
  for (const line of lines) {
    const number = (counts.get(line.page) ?? 0) + 1;
    counts.set(line.page, number);
    places.set(line, `page ${line.page}, line ${number}`);
  }
  return (line) => places.get(line) ?? `page ${line.page}`;
}

function partOf(
  aside: ColumnAside | null,
  role: Role,
): { readonly part: BlockPart; readonly why: string } {
  if (aside === null) {
    return role.isNote === true
      ? { part: 'aside', why: 'It is a note at the foot of a page, in smaller letters.' }
      : { part: 'article', why: 'It stands in the text of the pages.' };
  }
  switch (aside.type) {
    case 'repeated':
      return {
        part: 'navigation',
        why: `It stands at the same place on ${aside.pages} pages, as running heads do.`,
      };
    case 'page-number':
      return { part: 'navigation', why: 'It is the number of a page.' };
    case 'artifact':
      return { part: 'navigation', why: 'The document marks it as no part of its text.' };
    case 'turned':
      return { part: 'aside', why: 'It is turned, unlike the text of its page.' };
    case 'invisible':
      return { part: 'hidden', why: 'It is not drawn, so nobody sees it.' };
  }
}
