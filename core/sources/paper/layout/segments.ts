import { hasRtl, type Flow, type Piece } from './page-text.ts';

/** Pieces that stand side by side in one line without a gap, in the order of reading. */
export interface Segment {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly top: number;
  readonly bottom: number;
  readonly base: number;
  /** Of most of its characters. */
  readonly size: number;
  readonly font: string;
  /** Whether all its characters have one font. */
  readonly isPure: boolean;
  readonly isArtifact: boolean;
  readonly isInvisible: boolean;
}

/** Gaps in parts of the size of the letters. */
const GAP = { word: 0.17, cell: 1 } as const;
const CJK =
  /[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]/u;

/** Whether a character belongs to a script that sets no spaces between words. */
export function isCjk(character: string | undefined): boolean {
  return character !== undefined && CJK.test(character);
}

/** The pieces of a flow put together, in the order in which the file has them. */
export function segmentsOf({ pieces, isRtl }: Pick<Flow, 'pieces' | 'isRtl'>): Segment[] {
  const segments: Segment[] = [];
  let open: Piece[] = [];
  const close = (): void => {
    const segment = segmentOf(open, isRtl);
    if (segment) segments.push(segment);
    open = [];
  };
  for (const piece of pieces) {
    const last = open.at(-1);
    if (last && !goesOn(last, piece, open[0] ?? last, isRtl)) close();
    // A wide space is a gap.
    const isGap = piece.text.trim() === '' && piece.end - piece.start > piece.size * GAP.cell;
    if (isGap) close();
    else open.push(piece);
  }
  close();
  return segments;
}

function goesOn(last: Piece, next: Piece, first: Piece, isRtl: boolean): boolean {
  const size = Math.max(last.size, next.size);
  const isSameLine = Math.abs(last.base - next.base) < size * 0.55;
  if (!isSameLine || last.isInvisible !== next.isInvisible || last.isArtifact !== next.isArtifact) {
    return false;
  }
  const gap = next.start - last.end;
  if (gap > -size * 0.5 && gap < size * GAP.cell) return true;
  // A word of Latin letters in a line from right to left is written from its other end.
  const before = first.start - next.end;
  return isRtl && before > -size * 0.5 && before < size * GAP.cell;
}

function segmentOf(pieces: readonly Piece[], isRtl: boolean): Segment | null {
  if (pieces.every(({ text }) => text.trim() === '')) return null;
  const ordered = inOrder(pieces, isRtl);
  const main = mainOf(pieces);
  return {
    text: joined(ordered),
    start: Math.min(...pieces.map(({ start }) => start)),
    end: Math.max(...pieces.map(({ end }) => end)),
    top: main.base - main.size * 0.8,
    bottom: main.base + main.size * 0.22,
    ...main,
    isArtifact: pieces[0]?.isArtifact ?? false,
    isInvisible: pieces[0]?.isInvisible ?? false,
  };
}

/** Size, font and base of most characters. */
function mainOf(pieces: readonly Piece[]): Pick<Segment, 'size' | 'font' | 'base' | 'isPure'> {
  const counts = new Map<string, { count: number; piece: Piece }>();
  for (const piece of pieces) {
    const key = `${piece.font} ${piece.size.toFixed(1)}`;
    const known = counts.get(key);
    const count = piece.text.trim().length;
    if (known) known.count += count;
    else counts.set(key, { count, piece });
  }
  let best: { count: number; piece: Piece } | undefined;
  for (const each of counts.values()) if (!best || each.count > best.count) best = each;
  const { size = 1, font = '', base = 0 } = best?.piece ?? {};
  return { size, font, base, isPure: counts.size === 1 };
}

/** Pieces as they are read: along the line, runs of Latin letters in a line of Arabic turned round. */
function inOrder(pieces: readonly Piece[], isRtl: boolean): readonly Piece[] {
  const isSorted = pieces.every(
    (piece, index) => index === 0 || piece.start >= (pieces[index - 1]?.start ?? 0) - 0.01,
  );
  const sorted = isSorted ? pieces : pieces.toSorted((one, other) => one.start - other.start);
  if (!isRtl) return sorted;
  const ordered: Piece[] = [];
  let run: Piece[] = [];
  const close = (): void => {
    // Spaces at the end of a run stay where they are.
    const tail: Piece[] = [];
    while (run.at(-1)?.text.trim() === '') tail.unshift(...run.splice(-1));
    ordered.push(...run.toReversed(), ...tail);
    run = [];
  };
  for (const piece of sorted) {
    const isLtr = !hasRtl(piece.text) && (/[\p{L}\p{N}]/u.test(piece.text) || run.length > 0);
    if (isLtr) run.push(piece);
    else {
      close();
      ordered.push(piece);
    }
  }
  close();
  return ordered;
}

/** Texts side by side, with a space where there is a gap and none in them. */
function joined(pieces: readonly Piece[]): string {
  let text = '';
  let last: Piece | undefined;
  for (const piece of pieces) {
    if (last && needsSpace(text, piece, last)) text += ' ';
    text += piece.text;
    last = piece;
  }
  // A wide space at the start of a paragraph is a sign of Japanese.
  return text.replace(/^[ \t\n]+|[ \t\n]+$/gu, '');
}

function needsSpace(text: string, next: Piece, last: Piece): boolean {
  if (/\s$/u.test(text) || /^\s/u.test(next.text)) return false;
  const size = Math.min(last.size, next.size);
  const gap = Math.max(next.start - last.end, last.start - next.end);
  const isTight = isCjk(text.at(-1)) && isCjk(next.text[0]);
  return gap > size * (isTight ? 0.8 : GAP.word);
}
