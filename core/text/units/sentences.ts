// What a text is made of as people read it: words, clauses, sentences, quotations, and who speaks in them.
// Places alone, and how they are found again, are in core/text; the words of each language in core/text/speech.
import { lastWhere } from '../../collections/search.ts';
import { splitParagraphs, nonEmpty } from '../paragraphs.ts';
import type { Span } from '../span.ts';
import { DEFAULT_LOCALE, segmenterFor, isWhiteSpace } from '../segmenter.ts';
import { graphemeBoundaryFrom } from '../graphemes.ts';
import { findQuotations, type Quotation } from './quotations.ts';
import { INITIALISM } from './words.ts';
import {
  NEVER_LAST,
  MAY_BE_LAST,
  MONTH_OR_NUMBER_SIGN,
  SENTENCE_OPENERS,
} from './sentence-words.ts';

/** Code units segmented into sentences at once: `Intl.Segmenter` is quadratic in Node 20. */
const SENTENCE_BLOCK = 10_000;

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

/** Scripts in which a sentence runs on through the sentences it quotes, to the end of the marks. */
const QUOTES_WHOLE =
  /[\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}][^\p{L}]*$/u;

/** A quotation longer than this, in code units, is read sentence by sentence in every script. */
const QUOTED_WHOLE_UP_TO = 1_000;

/** 「…」と述べた, “…”라고 말했다: what was quoted is the object of the words that follow. */
const GOES_ON_AFTER_QUOTATION = /[」』”]$/u;
const QUOTATIVE_PARTICLE = /^(?:と|って|라고|이라고|하고)/u;

/** The breaks of one block that stand inside a quotation; its quotations are read when first asked for. */
function breaksInsideQuotations(blockText: string): (at: number) => boolean {
  let quotations: readonly Quotation[] | undefined;
  return (at) => {
    const before = blockText.slice(Math.max(0, at - JUDGED), at);
    if (
      GOES_ON_AFTER_QUOTATION.test(before) &&
      QUOTATIVE_PARTICLE.test(blockText.slice(at, at + 4))
    )
      return true;
    if (!QUOTES_WHOLE.test(before)) return false;
    quotations ??= findQuotations(blockText).filter(
      ({ depth, unclosed, start, end }) =>
        depth === 0 && unclosed !== true && end - start <= QUOTED_WHOLE_UP_TO,
    );
    const holding = quotations[lastWhere(quotations, ({ start }) => start < at)];
    return holding !== undefined && holding.start < at && at < holding.end;
  };
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
export function sentencesInBlock(text: string, paragraph: Span, offset: number): Span[] {
  let blockStart = paragraph.start;
  let blockEnd = sentenceBlockEnd(text, blockStart, paragraph.end);
  while (blockEnd <= offset && blockEnd < paragraph.end) {
    blockStart = blockEnd;
    blockEnd = sentenceBlockEnd(text, blockStart, paragraph.end);
  }
  return sentencesOf(text, { start: blockStart, end: blockEnd });
}

function sentencesOf(text: string, { start: blockStart, end: blockEnd }: Span): Span[] {
  const blockText = text.slice(blockStart, blockEnd);
  const isQuoted = breaksInsideQuotations(blockText);
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
    if (isQuoted(breakAt - blockStart)) continue;
    sentences.push({ start, end: breakAt });
    start = breakAt;
  }
  sentences.push({ start, end: blockEnd });
  return sentences;
}

export function sentenceInParagraph(
  text: string,
  paragraph: Span,
  offset: number,
): Span | undefined {
  const sentences = sentencesInBlock(text, paragraph, offset);
  const sentence = sentences.find(({ end }) => offset < end) ?? sentences.at(-1);
  return sentence && nonEmpty(text, sentence);
}

/** Every sentence of every line that is not blank, with the white space after it, in order. */
export function splitSentences(text: string): Span[] {
  const sentences: Span[] = [];
  for (const paragraph of splitParagraphs(text)) {
    for (let start = paragraph.start; start < paragraph.end;) {
      const end = sentenceBlockEnd(text, start, paragraph.end);
      for (const sentence of sentencesOf(text, { start, end })) {
        if (nonEmpty(text, sentence)) sentences.push(sentence);
      }
      start = end;
    }
  }
  return sentences;
}

/** Compared as numbers: every character of a line is asked. */
function endsLine(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d || unit === 0x2028 || unit === 0x2029;
}

/** The line that holds an offset, found without splitting the whole text. */
function lineAround(text: string, offset: number): Span {
  let start = Math.min(Math.max(offset, 0), text.length);
  // Between CR and LF: the line is the one before.
  if (text.charAt(start - 1) === '\r' && text.charAt(start) === '\n') start -= 1;
  let end = start;
  while (start > 0 && !endsLine(text.charCodeAt(start - 1))) start -= 1;
  while (end < text.length && !endsLine(text.charCodeAt(end))) end += 1;
  return { start, end };
}

/**
 * The sentence at an offset, trimmed; white space after a sentence belongs to it. `undefined` on
 * a blank line. A sentence never crosses a line break.
 */
export function sentenceAt(text: string, offset: number): Span | undefined {
  return sentenceInParagraph(text, lineAround(text, offset), offset);
}
