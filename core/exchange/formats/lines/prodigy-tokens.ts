import { codePointLength } from '../../../text/code-points.ts';
import type { Span } from '../../../text/span.ts';

/** A token as Prodigy has it; in code points, half-open. */
interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly id: number;
  /** Whether a space follows. */
  ws: boolean;
}

/** All of a text in tokens. */
interface Tokens {
  readonly list: readonly Token[];
  /** Index of the token that begins or ends where a span does; UTF-16. */
  readonly byStart: ReadonlyMap<number, number>;
  readonly byEnd: ReadonlyMap<number, number>;
}

/** White space, words, and anything else by itself, with what belongs to it: flags, marks, joined emoji. */
const PIECES =
  /\s+|[\p{L}\p{N}\p{M}]+|\p{RI}{2}|[^\s\p{L}\p{N}](?:[\p{M}\p{Emoji_Modifier}]|\u200d\p{Extended_Pictographic})*/gu;

/** All of a text in tokens, divided where one of the spans begins or ends. */
export function tokenise(text: string, spans: readonly Span[]): Tokens {
  const starts = new Set(spans.map(({ start }) => start));
  const ends = new Set(spans.map(({ end }) => end));
  const cuts = [...new Set([...starts, ...ends])].sort((a, b) => a - b);
  let next = 0;
  let codePoints = 0;
  const list: Token[] = [];
  const byStart = new Map<number, number>();
  const byEnd = new Map<number, number>();
  const add = (start: number, end: number): void => {
    const part = text.slice(start, end);
    const last = list.at(-1);
    const from = codePoints;
    codePoints += codePointLength(part);
    // A space is its own token only where a tag needs it to be.
    if (part === ' ' && last && !last.ws && !starts.has(start) && !ends.has(end)) {
      last.ws = true;
      return;
    }
    if (starts.has(start)) byStart.set(start, list.length);
    if (ends.has(end)) byEnd.set(end, list.length);
    list.push({ text: part, start: from, end: codePoints, id: list.length, ws: false });
  };
  for (const { 0: piece, index } of text.matchAll(PIECES)) {
    let start = index;
    const end = index + piece.length;
    if (piece.length > 1 && piece.startsWith(' ')) {
      add(start, start + 1);
      start += 1;
    }
    for (; (cuts[next] ?? Infinity) < end; next += 1) {
      const cut = cuts[next] ?? end;
      if (cut <= start) continue;
      add(start, cut);
      start = cut;
    }
    add(start, end);
  }
  return { list, byStart, byEnd };
}
