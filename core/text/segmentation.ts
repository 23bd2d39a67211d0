import { paragraphIndexAt, splitParagraphs } from './paragraphs.ts';
import { spanLength, spansEqual, trimSpan, type Span } from './span.ts';

/** What one press of a selection key adds or takes away. */
export type SelectionUnit = 'word' | 'sentence' | 'paragraph';

/** Code units looked at on each side of a boundary, so that the cost never depends on the text. */
const GRAPHEME_WINDOW = 64;

/** Code units in a block that is segmented into words; blocks end at white space where they can. */
const WORD_BLOCK = 1024;

/** How far back from the end of a word block a white space is looked for, in code units. */
const WORD_BLOCK_SLACK = 256;

/** Code units segmented into sentences at once: `Intl.Segmenter` is quadratic in Node 20. */
const SENTENCE_BLOCK = 10_000;

const DEFAULT_LOCALE = 'en';

const segmenters = new Map<string, Intl.Segmenter>();

/** One segmenter per locale and granularity: making one costs more than using it. */
function segmenterFor(
  granularity: 'grapheme' | 'word' | 'sentence',
  locale: string,
): Intl.Segmenter {
  const key = `${granularity} ${locale}`;
  const known = segmenters.get(key);
  if (known) return known;
  const made = new Intl.Segmenter(locale, { granularity });
  segmenters.set(key, made);
  return made;
}

const WHITE_SPACE = /\s/u;

function isWhiteSpace(text: string, offset: number): boolean {
  return WHITE_SPACE.test(text.charAt(offset));
}

function splitsSurrogatePair(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

/**
 * Code units that are a grapheme of their own beside each other: Latin, Greek, Cyrillic, general
 * punctuation, kana and Han. A shortcut only; all others are put to the segmenter.
 */
function isPlain(unit: number): boolean {
  return (
    unit < 0x300 ||
    (unit >= 0x370 && unit < 0x483) ||
    (unit >= 0x48a && unit < 0x590) ||
    (unit >= 0x2010 && unit < 0x2028) ||
    (unit >= 0x3041 && unit < 0x3097) ||
    (unit >= 0x30a1 && unit < 0x30fb) ||
    (unit >= 0x4e00 && unit < 0xa000)
  );
}

/** Combining Diacritical Marks, by far the commonest; a shortcut like `isPlain`. */
function isCombiningMark(unit: number): boolean {
  return unit >= 0x300 && unit < 0x370;
}

/** A mark after one of these stands alone. */
const CONTROL = /[\p{Cc}\u00ad]/u;

/**
 * Whether an offset lies between two grapheme clusters. Looks at 64 code units on each side at
 * most: inside a longer cluster, or a longer run of flags, only surrogate pairs are sure to be
 * seen.
 */
export function isGraphemeBoundary(text: string, offset: number): boolean {
  if (offset < 0 || offset > text.length) return false;
  if (offset === 0 || offset === text.length) return true;
  if (splitsSurrogatePair(text, offset)) return false;
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  if (before === 0x0d && after === 0x0a) return false;
  if (isPlain(before) && isPlain(after)) return true;
  if (isPlain(before) && isCombiningMark(after)) return CONTROL.test(text.charAt(offset - 1));
  if (isCombiningMark(before) && isPlain(after)) return true;
  const windowStart = Math.max(0, offset - GRAPHEME_WINDOW);
  const window = text.slice(windowStart, offset + GRAPHEME_WINDOW);
  const index = offset - windowStart;
  return (
    segmenterFor('grapheme', DEFAULT_LOCALE).segment(window).containing(index)?.index === index
  );
}

/** The next grapheme boundary in one direction; gives up after 64 units and keeps pairs whole. */
function graphemeBoundaryFrom(text: string, offset: number, step: 1 | -1): number {
  for (let moved = 0; moved <= GRAPHEME_WINDOW; moved += 1) {
    const candidate = offset + moved * step;
    if (isGraphemeBoundary(text, candidate)) return candidate;
  }
  return splitsSurrogatePair(text, offset) ? offset + step : offset;
}

/**
 * The span widened so that neither end splits a grapheme cluster: no surrogate pair, combining
 * mark, joined or flag emoji, CR LF. An empty span inside a cluster comes out as the cluster.
 */
export function snapToGraphemes(text: string, span: Span): Span {
  return {
    start: graphemeBoundaryFrom(text, span.start, -1),
    end: graphemeBoundaryFrom(text, span.end, 1),
  };
}

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

const INITIALISM = /^\p{L}(?:\.\p{L})+$/u;

/**
 * The words of one block. A word is what the segmenter calls word-like, with one addition: the
 * last full stop of an initialism belongs to it ("U.S."). Apostrophes inside a word belong to it
 * ("can’t", "Lavrov’s"); hyphens and dashes part words ("post", "war"; "2", "3"), so that a tag
 * can cover one half.
 */
function wordsInBlock(text: string, block: number, locale: string): Span[] {
  const blockStart = wordBlockStart(text, block);
  const blockText = text.slice(blockStart, wordBlockStart(text, block + 1));
  const words: Span[] = [];
  for (const { segment, index, isWordLike } of segmenterFor('word', locale).segment(blockText)) {
    if (isWordLike !== true) continue;
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
function wordEndingAfter(text: string, offset: number, locale: string): Span | undefined {
  for (let block = wordBlockAt(text, offset); block < wordBlockCount(text); block += 1) {
    const found = wordsInBlock(text, block, locale).find((word) => word.end > offset);
    if (found) return found;
  }
  return undefined;
}

/** The last word that ends before or at `offset`. */
function wordEndingBy(text: string, offset: number, locale: string): Span | undefined {
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

/** Titles and other abbreviations that never end a sentence, in lower case without full stop. */
const NEVER_LAST = new Set(
  (
    'mr mrs ms mx dr prof st messrs gen lt col maj capt cmdr sgt cpl pvt adm brig rep sen gov pres ' +
    'rev hon supt insp amb sec mt ft vs e.g i.e cf approx fig art mme mlle'
  ).split(' '),
);

/** Abbreviations that may end a sentence: what follows decides. */
const MAY_BE_LAST = new Set('jr sr inc corp ltd co bros etc al dept est'.split(' '));

const MONTH_OR_NUMBER_SIGN =
  /^(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|nos?|pp?|art|vol)$/u;

/** Words that begin a sentence far more often than they follow an abbreviation inside one. */
const SENTENCE_OPENERS = new Set(
  (
    'a an the this that these those he she it its they their his her we our i you there here who what when ' +
    'where why how but and or so yet if in on at for from by with after before as since while although ' +
    'however meanwhile moreover furthermore also still then now no not one some many most both all ' +
    'according speaking earlier later last'
  ).split(' '),
);

const LAST_WORD = /([\p{L}\p{N}.]+)\.[\s]*$/u;
const FIRST_WORD = /^[^\p{L}\p{N}]*([\p{L}\p{N}][\p{L}\p{N}’'-]*)/u;
const SINGLE_LETTER = /^\p{Lu}$/u;
const STARTS_WITH_INITIAL = /^[^\p{L}\p{N}]*\p{Lu}\./u;
const STARTS_LOWER = /^[^\p{L}\p{N}]*\p{Ll}/u;
const OPENS_QUOTATION = /^[“‘«„‚"']/u;

/** How much of a sentence's end or beginning is looked at when a break is judged, in code units. */
const JUDGED = 40;

/** Whether a break the segmenter found at `offset` stands in the middle of a sentence. */
function isFalseSentenceBreak(text: string, offset: number, end: number): boolean {
  const before = text.slice(Math.max(0, offset - JUDGED), offset);
  const after = text.slice(offset, Math.min(end, offset + JUDGED));
  // “Is it?” he asked.
  if (STARTS_LOWER.test(after) && !OPENS_QUOTATION.test(after)) return true;
  const lastWord = LAST_WORD.exec(before)?.[1];
  const nextWord = FIRST_WORD.exec(after)?.[1];
  if (lastWord === undefined || nextWord === undefined) return false;
  const abbreviation = lastWord.toLowerCase();
  if (NEVER_LAST.has(abbreviation)) return true;
  if (MONTH_OR_NUMBER_SIGN.test(abbreviation) && /^\p{N}/u.test(nextWord)) return true;
  const mayBeLast =
    MAY_BE_LAST.has(abbreviation) || INITIALISM.test(lastWord) || SINGLE_LETTER.test(lastWord);
  if (!mayBeLast || OPENS_QUOTATION.test(after)) return false;
  return STARTS_WITH_INITIAL.test(after) || !SENTENCE_OPENERS.has(nextWord.toLowerCase());
}

const STRANDED_CLOSERS = /^[”’»›」』)\]]+(?=\s|$)\s*/u;

/** Where the sentence block after the one that begins at `start` begins. */
function sentenceBlockEnd(text: string, start: number, limit: number): number {
  const nominal = start + SENTENCE_BLOCK;
  if (nominal >= limit) return limit;
  for (let offset = nominal; offset > start + SENTENCE_BLOCK / 2; offset -= 1) {
    if (isWhiteSpace(text, offset)) return offset;
  }
  return graphemeBoundaryFrom(text, nominal, -1);
}

/**
 * The sentences of the block of a paragraph that holds `offset`, with the white space after each,
 * so that they cover the block.
 */
function sentencesInBlock(text: string, paragraph: Span, offset: number): Span[] {
  let blockStart = paragraph.start;
  let blockEnd = sentenceBlockEnd(text, blockStart, paragraph.end);
  while (blockEnd <= offset && blockEnd < paragraph.end) {
    blockStart = blockEnd;
    blockEnd = sentenceBlockEnd(text, blockStart, paragraph.end);
  }
  const blockText = text.slice(blockStart, blockEnd);
  const sentences: Span[] = [];
  let start = blockStart;
  for (const { index } of segmenterFor('sentence', DEFAULT_LOCALE).segment(blockText)) {
    let breakAt = blockStart + index;
    const stranded = STRANDED_CLOSERS.exec(
      text.slice(breakAt, Math.min(blockEnd, breakAt + JUDGED)),
    );
    if (stranded) breakAt += stranded[0].length;
    if (breakAt <= start || breakAt >= blockEnd) continue;
    if (isFalseSentenceBreak(text, breakAt, blockEnd)) continue;
    sentences.push({ start, end: breakAt });
    start = breakAt;
  }
  sentences.push({ start, end: blockEnd });
  return sentences;
}

function nonEmpty(text: string, span: Span): Span | undefined {
  const trimmed = trimSpan(text, span);
  return spanLength(trimmed) > 0 ? trimmed : undefined;
}

function sentenceInParagraph(text: string, paragraph: Span, offset: number): Span | undefined {
  const sentences = sentencesInBlock(text, paragraph, offset);
  const sentence = sentences.find(({ end }) => offset < end) ?? sentences.at(-1);
  return sentence && nonEmpty(text, sentence);
}

/** Every sentence of every line that is not blank, with the white space after it, in order. */
export function splitSentences(text: string): Span[] {
  const sentences: Span[] = [];
  for (const paragraph of splitParagraphs(text)) {
    for (let from = paragraph.start; from < paragraph.end;) {
      const found = sentencesInBlock(text, paragraph, from);
      sentences.push(...found.filter((sentence) => nonEmpty(text, sentence)));
      from = found.at(-1)?.end ?? paragraph.end;
    }
  }
  return sentences;
}

const LINE_BREAK = /[\n\r\u2028\u2029]/u;

/** The line that holds an offset, found without splitting the whole text. */
function lineAround(text: string, offset: number): Span {
  let start = Math.min(Math.max(offset, 0), text.length);
  // Between CR and LF: the line is the one before.
  if (text.charAt(start - 1) === '\r' && text.charAt(start) === '\n') start -= 1;
  let end = start;
  while (start > 0 && !LINE_BREAK.test(text.charAt(start - 1))) start -= 1;
  while (end < text.length && !LINE_BREAK.test(text.charAt(end))) end += 1;
  return { start, end };
}

/**
 * The sentence at an offset, trimmed; white space after a sentence belongs to it. `undefined` on
 * a blank line. A sentence never crosses a line break.
 */
export function sentenceAt(text: string, offset: number): Span | undefined {
  return sentenceInParagraph(text, lineAround(text, offset), offset);
}

/** The paragraph at an offset, trimmed; `undefined` on a blank line. */
export function paragraphAt(
  text: string,
  paragraphs: readonly Span[],
  offset: number,
): Span | undefined {
  const paragraph = paragraphs[paragraphIndexAt(paragraphs, offset)];
  return paragraph && nonEmpty(text, paragraph);
}

/** The first word, sentence or paragraph that begins at or after `offset`. */
function nextUnit(
  text: string,
  paragraphs: readonly Span[],
  offset: number,
  unit: SelectionUnit,
): Span | undefined {
  if (unit === 'word') {
    const word = wordEndingAfter(text, offset, DEFAULT_LOCALE);
    return word && word.start < offset ? wordEndingAfter(text, word.end, DEFAULT_LOCALE) : word;
  }
  for (let index = paragraphIndexAt(paragraphs, offset); index < paragraphs.length; index += 1) {
    const paragraph = paragraphs[index];
    if (!paragraph) break;
    let from = Math.max(offset, paragraph.start);
    if (unit === 'paragraph') {
      const found = nonEmpty(text, paragraph);
      if (found && found.start >= offset) return found;
      continue;
    }
    while (from < paragraph.end) {
      const sentences = sentencesInBlock(text, paragraph, from);
      for (const sentence of sentences) {
        const found = nonEmpty(text, sentence);
        if (found && found.start >= offset) return found;
      }
      from = Math.max(from + 1, sentences.at(-1)?.end ?? paragraph.end);
    }
  }
  return undefined;
}

/** The last word, sentence or paragraph that ends before `offset`. */
function previousUnit(
  text: string,
  paragraphs: readonly Span[],
  offset: number,
  unit: SelectionUnit,
): Span | undefined {
  if (unit === 'word') return wordEndingBy(text, offset - 1, DEFAULT_LOCALE);
  for (let index = paragraphIndexAt(paragraphs, offset); index >= 0; index -= 1) {
    const paragraph = paragraphs[index];
    if (!paragraph) break;
    if (unit === 'paragraph') {
      const found = nonEmpty(text, paragraph);
      if (found && found.end < offset) return found;
      continue;
    }
    let from = Math.min(offset, paragraph.end);
    while (from >= paragraph.start) {
      const sentences = sentencesInBlock(text, paragraph, from);
      for (const sentence of sentences.toReversed()) {
        const found = nonEmpty(text, sentence);
        if (found && found.end < offset) return found;
      }
      from = Math.min(from, sentences[0]?.start ?? paragraph.start) - 1;
    }
  }
  return undefined;
}

function unitAt(
  text: string,
  paragraphs: readonly Span[],
  offset: number,
  unit: SelectionUnit,
): Span | undefined {
  if (unit === 'word') return wordAt(text, offset);
  if (unit === 'paragraph') return paragraphAt(text, paragraphs, offset);
  const paragraph = paragraphs[paragraphIndexAt(paragraphs, offset)];
  return paragraph && sentenceInParagraph(text, paragraph, offset);
}

/** The smallest run of whole units that covers a selection that is not empty. */
function wholeUnits(
  text: string,
  paragraphs: readonly Span[],
  span: Span,
  unit: SelectionUnit,
): Span {
  if (unit === 'word') return snapToWords(text, span);
  const first = unitAt(text, paragraphs, span.start, unit);
  const last = unitAt(text, paragraphs, span.end - 1, unit);
  return {
    start: Math.min(span.start, first?.start ?? span.start),
    end: Math.max(span.end, last?.end ?? span.end),
  };
}

/**
 * One press of W, S or P. A caret becomes the unit at it, or the next one; a selection becomes
 * the whole units it touches; whole units are extended by the next one, over paragraph breaks.
 * Returned unchanged at the end of the text.
 */
export function growSelection(
  text: string,
  paragraphs: readonly Span[],
  span: Span,
  unit: SelectionUnit,
): Span {
  const selected = trimSpan(text, span);
  if (spanLength(selected) <= 0) {
    return (
      unitAt(text, paragraphs, span.start, unit) ??
      nextUnit(text, paragraphs, span.start, unit) ??
      span
    );
  }
  const whole = wholeUnits(text, paragraphs, selected, unit);
  if (!spansEqual(whole, selected)) return whole;
  const next = nextUnit(text, paragraphs, whole.end, unit);
  return next ? { start: whole.start, end: next.end } : whole;
}

/**
 * One press of Shift+W, S or P: the last unit, whole or in part, is taken from the end. The first
 * unit stays: a selection never shrinks to nothing.
 */
export function shrinkSelection(
  text: string,
  paragraphs: readonly Span[],
  span: Span,
  unit: SelectionUnit,
): Span {
  const selected = trimSpan(text, span);
  if (spanLength(selected) <= 0) return span;
  const previous = previousUnit(text, paragraphs, selected.end, unit);
  return previous && previous.end > selected.start
    ? { start: selected.start, end: previous.end }
    : selected;
}
