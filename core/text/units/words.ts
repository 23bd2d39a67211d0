import { spanLength, type Span } from '../span.ts';
import { DEFAULT_LOCALE, segmenterFor, isWhiteSpace } from '../segmenter.ts';
import { isGraphemeBoundary, graphemeBoundaryFrom, hasEmoji } from '../graphemes.ts';

/** Code units in a block that is segmented into words; blocks end at white space where they can. */
const WORD_BLOCK = 1024;

/** How far back from the end of a word block a white space is looked for, in code units. */
const WORD_BLOCK_SLACK = 256;

/**
 * Where word block `index` begins. Blocks depend on the text alone, never on the question, so
 * that every question sees the same words.
 */
function wordBlockStart(text: string, index: number): number {
  const nominal = index * WORD_BLOCK;
  if (nominal <= 0) return 0;
  if (nominal >= text.length) return text.length;
  for (let offset = nominal; offset > nominal - WORD_BLOCK_SLACK; offset -= 1) {
    if (isWhiteSpace(text, offset)) return offset;
  }
  return graphemeBoundaryFrom(text, nominal, -1);
}

function wordBlockCount(text: string): number {
  return Math.ceil(text.length / WORD_BLOCK);
}

function wordBlockAt(text: string, offset: number): number {
  const index = Math.floor(offset / WORD_BLOCK);
  return wordBlockStart(text, index + 1) <= offset ? index + 1 : index;
}

export const INITIALISM = /^\p{L}(?:\.\p{L})+$/u;

/**
 * The words of one block. A word is what the segmenter calls word-like, with one addition: the
 * last full stop of an initialism belongs to it ("U.S."). Apostrophes inside a word belong to it
 * ("can’t", "Lavrov’s"); hyphens and dashes part words ("post", "war"; "2", "3"), so that a tag
 * can cover one half. An emoji is a word, with all that belongs to it.
 */
function wordsInBlock(text: string, block: number, locale: string): Span[] {
  const blockStart = wordBlockStart(text, block);
  const blockText = text.slice(blockStart, wordBlockStart(text, block + 1));
  const words: Span[] = [];
  for (const { segment, index, isWordLike } of segmenterFor('word', locale).segment(blockText)) {
    if (isWordLike !== true && !hasEmoji(segment)) continue;
    const start = blockStart + index;
    let end = start + segment.length;
    if (text.charAt(end) === '.' && INITIALISM.test(segment)) end += 1;
    words.push({ start, end });
  }
  return words;
}

const IS_SPACES = /^ *$/u;

/**
 * Every word, and every other character that is no white space, in order. Each code unit but white
 * space is in exactly one of them, and none splits a grapheme cluster. One pass over the text.
 */
export function splitTokens(text: string, locale: string = DEFAULT_LOCALE): Span[] {
  const tokens: Span[] = [];
  const add = (start: number, end: number): void => {
    const last = tokens.at(-1);
    if (isGraphemeBoundary(text, start)) tokens.push({ start, end });
    else if (last?.end === start) tokens[tokens.length - 1] = { start: last.start, end };
    else tokens.push({ start: graphemeBoundaryFrom(text, start, -1), end });
  };
  let done = 0;
  const addBetween = (end: number): void => {
    if (done >= end) return;
    const between = text.slice(done, end);
    if (IS_SPACES.test(between)) {
      done = end;
      return;
    }
    for (const { segment, index } of segmenterFor('grapheme', locale).segment(between)) {
      if (segment.trim() !== '') add(done + index, done + index + segment.length);
    }
    done = end;
  };
  for (let block = 0; block < wordBlockCount(text); block += 1) {
    for (const { start, end } of wordsInBlock(text, block, locale)) {
      addBetween(start);
      add(start, end);
      done = end;
    }
    addBetween(wordBlockStart(text, block + 1));
  }
  return tokens;
}

/** The first word that ends after `offset`, from the block of the offset on. */
export function wordEndingAfter(text: string, offset: number, locale: string): Span | undefined {
  for (let block = wordBlockAt(text, offset); block < wordBlockCount(text); block += 1) {
    const found = wordsInBlock(text, block, locale).find((word) => word.end > offset);
    if (found) return found;
  }
  return undefined;
}

/** The last word that ends before or at `offset`. */
export function wordEndingBy(text: string, offset: number, locale: string): Span | undefined {
  for (let block = wordBlockAt(text, offset); block >= 0; block -= 1) {
    const found = wordsInBlock(text, block, locale).findLast((word) => word.end <= offset);
    if (found) return found;
  }
  return undefined;
}

/**
 * The span widened to whole words. An end moves only when it stands inside a word, so a
 * selection never takes in punctuation it did not touch. An empty span is returned as it is.
 */
export function snapToWords(text: string, span: Span, locale: string = DEFAULT_LOCALE): Span {
  if (spanLength(span) <= 0) return span;
  const first = wordAround(text, span.start, locale);
  const last = wordAround(text, span.end, locale);
  return { start: first?.start ?? span.start, end: last?.end ?? span.end };
}

/** The word that has `offset` strictly inside it. */
function wordAround(text: string, offset: number, locale: string): Span | undefined {
  return wordsInBlock(text, wordBlockAt(text, offset), locale).find(
    (word) => word.start < offset && offset < word.end,
  );
}

/** The word at an offset: the one that holds it or begins there, else the one that ends there. */
export function wordAt(
  text: string,
  offset: number,
  locale: string = DEFAULT_LOCALE,
): Span | undefined {
  const next = wordEndingAfter(text, offset, locale);
  if (next && next.start <= offset) return next;
  const previous = wordEndingBy(text, offset, locale);
  return previous?.end === offset ? previous : undefined;
}
