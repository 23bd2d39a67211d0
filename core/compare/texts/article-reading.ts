// What comparing reads off one text by itself: words, sentences, lines, quotations, who seems to speak.
// A text never changes, so whoever compares keeps this by the hash of the text.
import { firstIndex } from '../../collections/search.ts';
import { splitParagraphs } from '../../text/paragraphs.ts';
import { findQuotations, type Quotation } from '../../text/units/quotations.ts';
import { knownLanguageOf, type KnownLanguage } from '../../text/speech/detect.ts';
import { splitSentences } from '../../text/units/sentences.ts';
import { speakersOf, type KnownSpeaker } from '../../text/units/inherited-speaker.ts';
import type { Span } from '../../text/span.ts';
import type { TextOfEvent } from '../words/event-words.ts';
import { readWords } from '../words/word-table.ts';
import { findBoilerplate } from './boilerplate.ts';
import { readNames } from './names.ts';

/** A quotation outside every other one, and who seems to say it. */
export interface OuterQuotation extends Quotation {
  readonly speaker: string | null;
  /** Whether that is who says the quotation before it. */
  readonly isInherited?: true;
}

/** One text as comparing sees it. Offsets in UTF-16 code units, half-open. */
export interface ArticleReading extends TextOfEvent {
  readonly text: string;
  /** What it is in, of the languages of which something is known. */
  readonly language: KnownLanguage;
  readonly sentences: readonly Span[];
  readonly lines: readonly Span[];
  readonly quotations: readonly OuterQuotation[];
  /** For each word, the number of the outer quotation whose marks it stands in, from 1; else 0. */
  readonly marks: Uint16Array | Uint32Array;
  /** Lines of the page around the article, in order: "Leave a Comment". */
  readonly furniture: readonly Span[];
  /** 1 for a word of such a line. */
  readonly boilerplate: Uint8Array;
  /** Names of people without their titles, and how often each stands in the text. */
  readonly names: ReadonlyMap<string, number>;
}

/** A range of words by their numbers, half-open. */
export interface WordRange {
  readonly from: number;
  readonly to: number;
}

export function readArticle(text: string): ArticleReading {
  const language = knownLanguageOf(text);
  const words = readWords(text, language);
  const sentences = splitSentences(text);
  const lines = splitParagraphs(text);
  const outer = findQuotations(text).filter(({ depth }) => depth === 0);
  const speakers = speakersOf(text, lines, outer);
  const quotations = outer.map((quotation, index) => withSpeaker(quotation, speakers[index]));
  const marks = new Uint32Array(words.ids.length);
  for (const [index, { fragments }] of quotations.entries()) {
    for (const fragment of fragments) {
      const { from, to } = wordsWithin({ words }, fragment);
      marks.fill(index + 1, from, to);
    }
  }
  const boilerplate = new Uint8Array(words.ids.length);
  const furniture = findBoilerplate(text, lines);
  for (const span of furniture) {
    const { from, to } = wordsWithin({ words }, span);
    boilerplate.fill(1, from, to);
  }
  const sentenceStarts = Uint32Array.from(
    sentences,
    ({ start }) => wordsWithin({ words }, { start, end: start }).from,
  );
  const names = readNames(text);
  const parts = { language, words, sentences, sentenceStarts, lines, quotations, marks };
  return { text, ...parts, furniture, boilerplate, names };
}

function withSpeaker(quotation: Quotation, said: KnownSpeaker | undefined): OuterQuotation {
  const speaker = said?.name ?? null;
  return { ...quotation, speaker, ...(said?.isInherited && { isInherited: true as const }) };
}

/** The words that have a part in a span. */
export function wordsWithin({ words }: Pick<ArticleReading, 'words'>, span: Span): WordRange {
  const { starts, ends } = words;
  const count = starts.length;
  const from = firstIndex(0, count, (index) => (ends[index] ?? 0) > span.start);
  const to = firstIndex(from, count, (index) => (starts[index] ?? 0) >= span.end);
  return { from, to };
}

/** The stretch of text that some words cover. */
export function spanOfWords({ words }: Pick<ArticleReading, 'words'>, range: WordRange): Span {
  return { start: words.starts[range.from] ?? 0, end: words.ends[range.to - 1] ?? 0 };
}
