import { codePointLength } from '../../../text/code-points.ts';
import { CONTEXT_LENGTH } from '../../../text/selector.ts';
import type { LooseSpan } from '../../content/loose.ts';
import { isRecord } from '../../content/read-file.ts';

/** A token of a file, with where it stands in the text itself. */
interface PlacedToken {
  /** As the file has it. */
  readonly start: number;
  readonly end: number;
  /** UTF-16. */
  readonly at: number;
  readonly words: string;
}

/** What is counted of a span whose position is not that of its tokens. */
export const WRONG_POSITIONS =
  'positions that are not those of the text, in place of which tags were placed by the words of their tokens';

/**
 * Gives spans the words of their tokens in place of their positions, for a task whose tokens are those of its text and whose
 * positions are not: they were counted in another text, in which white space was another. `null` where
 * positions need no such help, or where the tokens do not show where they stand.
 */
export function wordsOfTokens(
  text: string,
  given: unknown,
): ((span: LooseSpan) => LooseSpan) | null {
  const tokens = placeTokens(text, given);
  if (!tokens || tokens.every((token) => isThere(text, token))) return null;
  const starts = new Map(tokens.map((token) => [token.start, token]));
  const ends = new Map(tokens.map((token) => [token.end, token]));
  return (span) => {
    const first = starts.get(span.start ?? -1);
    const last = ends.get(span.end ?? -1);
    if (!first || !last || last.at < first.at) return span;
    const end = last.at + last.words.length;
    const words = text.slice(first.at, end);
    if (span.exact !== null && span.exact !== words) return span;
    return {
      ...span,
      // A position that is another text's would speak for a way of counting that is none.
      start: null,
      end: null,
      exact: words,
      prefix: text.slice(Math.max(0, first.at - CONTEXT_LENGTH), first.at),
      suffix: text.slice(end, end + CONTEXT_LENGTH),
    };
  };
}

/** Whether a token is where the file says: in code points, or in UTF-16. */
function isThere(text: string, { start, at, words }: PlacedToken): boolean {
  return (
    start === at || text.startsWith(words, start) || codePointLength(text.slice(0, at)) === start
  );
}

/** Each token in its place, one behind the other; `null` where they are not just what the text has. */
function placeTokens(text: string, given: unknown): PlacedToken[] | null {
  if (!Array.isArray(given)) return null;
  const tokens: PlacedToken[] = [];
  let at = 0;
  for (const token of given as readonly unknown[]) {
    if (!isRecord(token)) return null;
    const { text: raw, start, end } = token;
    if (typeof raw !== 'string' || typeof start !== 'number' || typeof end !== 'number')
      return null;
    const words = raw.trim();
    if (words === '') continue;
    at = skipSpace(text, at);
    if (!text.startsWith(words, at)) return null;
    tokens.push({ start, end, at, words });
    at += words.length;
  }
  return skipSpace(text, at) === text.length ? tokens : null;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/u.test(text.charAt(at))) at += 1;
  return at;
}
