// PDF: pieces of text with a place on a page become lines, columns, paragraphs. The library that reads
// the file gives pieces; everything else is decided here, from where they stand.

/** A piece of text as the library gives it. */
export interface PdfItem {
  readonly str: string;
  readonly dir: string;
  /** In points, along the line. */
  readonly width: number;
  /** In points, across the line; of vertical writing along it. */
  readonly height: number;
  readonly transform: readonly number[];
  readonly fontName: string;
}

/**
 * A piece of text in reading coordinates, in points: `start` to `end` along the line in the direction of
 * reading, `base` across lines in the direction in which they follow each other.
 */
export interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly base: number;
  readonly size: number;
  readonly font: string;
  /** What the document marks as no part of its text, such as a running head. */
  readonly isArtifact: boolean;
  /** Nothing is drawn of it. */
  readonly isInvisible: boolean;
}

/** The pieces of a page that are read in one direction. */
export interface Flow {
  readonly direction: 'horizontal' | 'vertical' | 'turned';
  /** From right to left; `start` and `end` count from the right then. */
  readonly isRtl: boolean;
  readonly pieces: readonly Piece[];
  /** Extent across lines: the height of the page for horizontal text. */
  readonly depth: number;
}

/** What a page has and how it is turned. */
export interface PageGeometry {
  readonly width: number;
  readonly height: number;
  /** From the page's own coordinates to those of the page as it is seen, the origin top left. */
  readonly transform: readonly number[];
}

const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/gu;
const STRONG = /\p{L}/gu;

/** Whether a text has letters that are written from right to left. */
export function hasRtl(text: string): boolean {
  return text.search(RTL) >= 0;
}

export function multiply(a: readonly number[], b: readonly number[]): number[] {
  const [a0 = 1, a1 = 0, a2 = 0, a3 = 1, a4 = 0, a5 = 0] = a;
  const [b0 = 1, b1 = 0, b2 = 0, b3 = 1, b4 = 0, b5 = 0] = b;
  return [
    a0 * b0 + a2 * b1,
    a1 * b0 + a3 * b1,
    a0 * b2 + a2 * b3,
    a1 * b2 + a3 * b3,
    a0 * b4 + a2 * b5 + a4,
    a1 * b4 + a3 * b5 + a5,
  ];
}

type Turn = 'right' | 'down' | 'left' | 'up' | 'vertical';

interface Turned extends Piece {
  readonly turn: Turn;
}

/** One item in reading coordinates. */
export function pieceOf(
  item: PdfItem,
  isVertical: boolean,
  page: PageGeometry,
  marks: { readonly isArtifact: boolean; readonly isInvisible: boolean },
): Turned | null {
  if (item.str === '') return null;
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = multiply(page.transform, item.transform);
  const size = Math.hypot(c, d) || Math.hypot(a, b);
  if (![a, b, c, d, x, y, item.width, item.height].every(Number.isFinite) || size === 0)
    return null;
  const common = { text: item.str, size, font: item.fontName, ...marks };
  if (isVertical) {
    // The origin is in the middle above the first character.
    const base = page.width - x + size * 0.35;
    // Some signs have a form of their own in vertical lines; the text has the usual one.
    const text = item.str.replace(/[\ufe10-\ufe19\ufe30-\ufe48]/gu, (sign) =>
      sign.normalize('NFKC'),
    );
    return { ...common, text, turn: 'vertical', start: y, end: y + Math.abs(item.height), base };
  }
  const angle = Math.atan2(b, a);
  const quarter = Math.round(angle / (Math.PI / 2));
  const { width } = item;
  switch (((quarter % 4) + 4) % 4) {
    case 0:
      return { ...common, turn: 'right', start: x, end: x + width, base: y };
    case 1:
      return { ...common, turn: 'down', start: y, end: y + width, base: page.width - x };
    case 2:
      return {
        ...common,
        turn: 'left',
        start: page.width - x,
        end: page.width - x + width,
        base: page.height - y,
      };
    default:
      return {
        ...common,
        turn: 'up',
        start: page.height - y,
        end: page.height - y + width,
        base: x,
      };
  }
}

/** The flows of a page, the one with most of the text first. */
export function flowsOf(pieces: readonly Turned[], page: PageGeometry): Flow[] {
  const byTurn = new Map<Turn, Piece[]>();
  const hasVertical = pieces.some(({ turn }) => turn === 'vertical');
  for (const { turn, ...piece } of pieces) {
    // Foreign words in vertical lines are turned, and stand in them.
    const own = hasVertical && turn === 'down' ? 'vertical' : turn;
    const flow = byTurn.get(own);
    if (flow) flow.push(piece);
    else byTurn.set(own, [piece]);
  }
  const weight = (flow: readonly Piece[]): number =>
    flow.reduce((sum, { text }) => sum + text.length, 0);
  return [...byTurn]
    .toSorted(([, one], [, other]) => weight(other) - weight(one))
    .map(([turn, own], index) => {
      const isUpright = turn === 'right' || turn === 'left';
      const [length, depth] = isUpright ? [page.width, page.height] : [page.height, page.width];
      const text = own.map((piece) => piece.text).join('');
      const isRtl = turn !== 'vertical' && countOf(text, RTL) * 2 > countOf(text, STRONG);
      return {
        direction:
          turn === 'vertical'
            ? 'vertical'
            : turn === 'right' || index === 0
              ? 'horizontal'
              : 'turned',
        isRtl,
        pieces: isRtl ? own.map((piece) => mirrored(piece, length)) : own,
        depth,
      };
    });
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function mirrored(piece: Piece, length: number): Piece {
  return { ...piece, start: length - piece.end, end: length - piece.start };
}
