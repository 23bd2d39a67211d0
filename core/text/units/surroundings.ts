import { lastWhere } from '../../collections/search.ts';
import { paragraphIndexAt, splitParagraphs } from '../paragraphs.ts';
import { findQuotations, type Quotation } from './quotations.ts';
import { splitSentences } from './sentences.ts';
import { trimSpan, type Span } from '../span.ts';
import { speechLanguageOf } from '../speech/detect.ts';
import type { SpeechLanguage } from '../speech/language.ts';

/** Paragraphs are looked at up to this many code units and a step more on each side of the quotation. */
const REACH = 4_000;

/** Where looking begins and ends is a multiple of this: quotations that stand close share what is read. */
const STEP = 1_000;

/** The paragraphs around a quotation with the words of all quotations blanked out. */
export interface Surroundings {
  /** Same length as the slice of the article from `offset` on. */
  readonly masked: string;
  /** Where `masked` begins in the article. */
  readonly offset: number;
  readonly paragraphs: readonly Span[];
  /** Every sentence of it, with the white space behind each. */
  readonly sentences: readonly Span[];
  /** Offsets into `masked`. */
  readonly quotations: readonly Quotation[];
  readonly language: SpeechLanguage;
}

/** The sentence that holds an offset, as `sentenceAt` finds it. */
export function sentenceOf({ masked, sentences }: Surroundings, offset: number): Span | undefined {
  const sentence = sentences[lastWhere(sentences, ({ start }) => start <= offset)];
  return sentence && offset < sentence.end ? trimSpan(masked, sentence) : undefined;
}

/** A stretch of a text around a quotation, and its paragraphs that have words. */
interface Stretch extends Span {
  readonly lines: readonly Span[];
}

/** Reads what is around quotations of a text. Keeps what was read last: neighbours have the same around them. */
export class SurroundingsReader {
  private stretch: Stretch | null = null;
  private surroundings: (Surroundings & { readonly end: number }) | null = null;

  constructor(private readonly text: string) {}

  private stretchAround(quotation: Span): Stretch {
    const start = Math.max(0, Math.floor((quotation.start - REACH) / STEP) * STEP);
    const end = Math.min(this.text.length, Math.ceil((quotation.end + REACH) / STEP) * STEP);
    if (this.stretch?.start !== start || this.stretch.end !== end) {
      this.stretch = { start, end, lines: paragraphsWithText(this.text.slice(start, end)) };
    }
    return this.stretch;
  }

  around(quotation: Span): Surroundings {
    const { start: from, end: to, lines } = this.stretchAround(quotation);
    const first = paragraphIndexAt(lines, quotation.start - from);
    const last = paragraphIndexAt(lines, Math.max(quotation.start, quotation.end - 1) - from);
    const start = from + (lines[Math.max(0, first - 1)]?.start ?? 0);
    const end = from + (lines[Math.min(lines.length - 1, last + 1)]?.end ?? to - from);
    if (this.surroundings?.offset !== start || this.surroundings.end !== end) {
      this.surroundings = { ...readSurroundings(this.text.slice(start, end), start), end };
    }
    return this.surroundings;
  }
}

function readSurroundings(local: string, offset: number): Surroundings {
  let masked = '';
  const quotations = findQuotations(local);
  const spans = quotations.filter(({ depth }) => depth === 0).flatMap(({ fragments }) => fragments);
  for (const span of [...spans, { start: local.length, end: local.length }]) {
    masked += local.slice(masked.length, span.start);
    masked += maskQuotation(local.slice(span.start, span.end));
  }
  return {
    masked,
    offset,
    paragraphs: paragraphsWithText(local),
    sentences: splitSentences(masked),
    quotations,
    language: speechLanguageOf(local),
  };
}

function paragraphsWithText(text: string): Span[] {
  return splitParagraphs(text).filter(({ start, end }) => text.slice(start, end).trim() !== '');
}

const QUOTATION_END = /[.,!?…]*["'”’»›“‘」』]*$/u;

/** Same length, no words; the punctuation at the end stays, for it ends the sentence or does not. */
function maskQuotation(quotation: string): string {
  const ending = QUOTATION_END.exec(quotation.slice(-8))?.[0] ?? '';
  const inner = quotation.slice(1, Math.max(1, quotation.length - ending.length));
  // Code unit by code unit, so that the length stays.
  const masked = inner.replace(/[^\n\r\u2028\u2029]/g, '_');
  return quotation.slice(0, 1) + masked + quotation.slice(1 + inner.length);
}
