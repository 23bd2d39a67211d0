import { hiddenLengthAt } from '../../text/hidden.ts';
import type { Span } from '../../text/span.ts';

/** What Python, Java and JavaScript take for a line end, or part of one. */
const LINE_END = /^[\n\v\f\r\u001c-\u001e\u0085\u2028\u2029]$/u;

/** Any but the one without a width, which nobody sees. */
const SPACE = /^[^\S\ufeff]$/u;

function isLineEnd(character: string): boolean {
  return LINE_END.test(character);
}

function isSpace(character: string): boolean {
  return SPACE.test(character) || isLineEnd(character);
}

/**
 * What the words of a tag are to those of a text: the same, where a line end may be another one or a
 * space, or the same but for kinds of spaces, for characters that nobody sees, and for letters with marks
 * that Unicode writes in two ways.
 */
export type Sameness = 'same' | 'looks-same';

/** Whether a text has the words of a tag at some places, or words that look the same. */
export function hasWords(text: string, parts: readonly Span[], words: string): boolean {
  return compareWords(text, parts, words) !== null;
}

/**
 * What the words of a tag are to those of a text at some places, in every format that has words;
 * `null` where these are others. Line ends may be other ones or spaces, a space may be a no-break or a
 * thin one, and soft hyphens and the like may be missing: programs change them in what they show of a
 * text; and é may be one character or two. Words of several parts are joined by a space or by nothing.
 */
export function compareWords(text: string, parts: readonly Span[], words: string): Sameness | null {
  const [part] = parts;
  if (part && parts.length === 1) {
    const { start, end } = part;
    if (words.length === end - start && text.startsWith(words, start)) return 'same';
    return compare(text, parts, words, '') ?? compareComposed(text, parts, words);
  }
  return (
    compare(text, parts, words, ' ') ??
    compare(text, parts, words, '') ??
    compareComposed(text, parts, words)
  );
}

/** By how much words may be longer where their letters are written with marks of their own. */
const MOST_MARKS = 4;

/** The same where letters and their marks are one character each, in words and in the text. */
function compareComposed(text: string, parts: readonly Span[], words: string): Sameness | null {
  const length = parts.reduce((sum, { start, end }) => sum + end - start, 0);
  if (length > MOST_MARKS * words.length || words.length > MOST_MARKS * length) return null;
  const slices = parts.map(({ start, end }) => text.slice(start, end));
  const composed = slices.map((slice) => slice.normalize('NFC'));
  const given = words.normalize('NFC');
  if (given === words && composed.every((slice, index) => slice === slices[index])) return null;
  const isSo = [' ', ''].some((glue) => {
    const joined = composed.join(glue);
    return compare(joined, [{ start: 0, end: joined.length }], given, '') !== null;
  });
  return isSo ? 'looks-same' : null;
}

/** Stops at the first difference, so that long places with short words cost nothing. */
function compare(
  text: string,
  parts: readonly Span[],
  words: string,
  glue: ' ' | '',
): Sameness | null {
  let at = 0;
  let found: Sameness = 'same';
  for (const [index, { start, end }] of parts.entries()) {
    if (index > 0 && glue !== '') {
      if (words.charAt(at) !== glue) return null;
      at += 1;
    }
    for (let offset = start; offset < end;) {
      const [here, there] = [text.charAt(offset), words.charAt(at)];
      if (isSame(here, there) || (isSpace(here) && isSpace(there))) {
        if (!isSame(here, there)) found = 'looks-same';
        offset += lengthAt(text, offset, end);
        at += lengthAt(words, at, words.length);
        continue;
      }
      const hidden = hiddenLengthAt(text, offset);
      if (hidden > 0) offset += hidden;
      else {
        const hiddenThere = hiddenLengthAt(words, at);
        if (hiddenThere === 0) return null;
        at += hiddenThere;
      }
      found = 'looks-same';
    }
  }
  for (let rest = 1; rest > 0; at += rest) {
    rest = hiddenLengthAt(words, at);
    if (rest > 0) found = 'looks-same';
  }
  return at === words.length ? found : null;
}

function isSame(here: string, there: string): boolean {
  return (
    here === there ||
    (isLineEnd(here) && (there === ' ' || isLineEnd(there))) ||
    (here === ' ' && isLineEnd(there))
  );
}

/** Of the character at an offset, where CR LF is one; in UTF-16. */
function lengthAt(text: string, offset: number, end: number): 1 | 2 {
  return offset + 1 < end && text.startsWith('\r\n', offset) ? 2 : 1;
}
