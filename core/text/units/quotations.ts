import { splitParagraphs } from '../paragraphs.ts';
import { spansEqual, trimSpan, type Span } from '../span.ts';
import { cuesInsideDashes } from '../speech/inside-dashes.ts';
import { firstWhere } from '../../collections/search.ts';
import {
  type QuotationMarks,
  type MarkPair,
  PAIRS,
  MARK,
  ELIDED,
  ELISION_WINDOW,
  MAY_END_IN_APOSTROPHE,
} from './quotation-marks.ts';

/** A stretch of text in quotation marks; offsets in UTF-16 code units, half-open. */
export interface Quotation extends Span {
  /** One per paragraph and on each side of a cue inside, in order, quotation marks included. */
  readonly fragments: readonly Span[];
  readonly marks: QuotationMarks;
  /** Number of quotations around this one. */
  readonly depth: number;
  /** Present when it runs over a paragraph break, its opening mark repeated after each. */
  readonly continued?: true;
  /** Present when who speaks is said between dashes inside the marks, which no fragment holds. */
  readonly interrupted?: true;
  /** Present when no closing mark was found: it ends where its last paragraph ends. */
  readonly unclosed?: true;
}

/** How a quotation stands in the sentence: all of it in marks, part of it, or none. */
export type QuoteType = 'direct' | 'mixed' | 'indirect';

/**
 * Quotations nested deeper than this are not looked for. It bounds the work per mark, so that a
 * text of opening marks alone is still read in linear time.
 */
const MAX_DEPTH = 8;

const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;
const WHITE_SPACE = /\s/u;

/** One quotation mark with what can be read off the characters beside it. */
interface Mark {
  readonly offset: number;
  readonly character: string;
  /** Stands where an opening mark stands: something to quote follows, no word ends before it. */
  readonly opens: boolean;
  /** Stands where a closing mark stands: directly after something, not directly before a word. */
  readonly closes: boolean;
  /** An apostrophe or a measure, whatever is open. */
  readonly inert: boolean;
  /** Closes only when no better closing mark follows: "the Russians’ road", `12" of snow`. */
  readonly weak: boolean;
  /** A firm closing mark of this character follows, before the next opening one. */
  firmAhead: boolean;
  /** Any closing mark of this character follows, before the next opening one. */
  closerAhead: boolean;
  /** The closing marks of its kind, double or single, that follow before the next opening one. */
  closersAhead: string;
}

/** A quotation that is being read. */
interface OpenQuotation {
  readonly pair: MarkPair;
  readonly fragments: Span[];
  /** Where the opening mark of the current fragment stands. */
  fragmentStart: number;
  interrupted: boolean;
  state: 'open' | 'closed' | 'unclosed' | 'dropped';
}

/** Scripts written without spaces: a mark beside such a letter may open, close, or be no apostrophe. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

function isWordAt(text: string, offset: number): boolean {
  const codePoint = text.codePointAt(offset);
  if (codePoint === undefined) return false;
  const character = String.fromCodePoint(codePoint);
  return WORD_CHARACTER.test(character) && !UNSPACED.test(character);
}

function isWordBefore(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset - 1);
  return isWordAt(text, unit >= 0xdc00 && unit <= 0xdfff ? offset - 2 : offset - 1);
}

const NOTHING_TO_QUOTE = /^(?:\s|[,;:!?)\]}”’»」』｣〟〞]|\.(?!\.)|$)/u;
const OPENING_CONTEXT = /[\s([{<—–\-/“‘«„‚‹「『｢〝＂`"'»›]/u;

/** Reads one mark in its surroundings; looks at a fixed number of characters on each side. */
function readMark(text: string, paragraph: Span, offset: number, character: string): Mark {
  const next = offset + character.length;
  const before = offset > paragraph.start ? text.charAt(offset - 1) : ' ';
  const after = text.slice(next, Math.min(paragraph.end, next + ELISION_WINDOW));
  const wordBefore = offset > paragraph.start && isWordBefore(text, offset);
  const wordAfter = next < paragraph.end && isWordAt(text, next);
  const spaceBefore = WHITE_SPACE.test(before);

  const opens =
    !NOTHING_TO_QUOTE.test(after) &&
    (OPENING_CONTEXT.test(before) || ('“‘＂'.includes(character) && UNSPACED.test(before)));
  // Corpora put spaces around every token, marks too.
  const closes = (!spaceBefore || (character === "''" && !opens)) && !wordAfter;
  const tail = text.slice(Math.max(paragraph.start, offset - 3), offset);
  const lowerCaseFollows = /^\s\p{Ll}/u.test(after);

  let inert = false;
  let weak = false;
  if (character === "'" || character === '’' || character === '‘') {
    const elided = !wordBefore && ELIDED.test(after);
    const insideWord = wordBefore && wordAfter;
    const closesElidedAnd = /['’‘]n$/iu.test(tail);
    inert = insideWord || elided || closesElidedAnd || (character === '’' && wordAfter);
    weak = character !== '‘' && lowerCaseFollows && MAY_END_IN_APOSTROPHE.test(tail);
  } else if (character === '״') {
    inert = wordBefore && wordAfter;
  } else if (character === '"' || character === "''") {
    inert = /\d['’′]\d{0,2}$/u.test(text.slice(Math.max(paragraph.start, offset - 4), offset));
    weak = lowerCaseFollows && /\p{N}$/u.test(tail);
  }
  return {
    offset,
    character,
    opens,
    closes,
    inert,
    weak,
    firmAhead: false,
    closerAhead: false,
    closersAhead: '',
  };
}

/** Marks that keyboards and programs put for each other at one end of a quotation alone. */
const MIXED = { double: '"“”„', single: "'‘’‚" };

/** What closes a mark that does not close itself, of those that may be something else. */
const CLOSED_BY: Readonly<Record<string, string>> = { '‘': '’', '``': "''" };

/** The marks of a paragraph; a second pass from the end tells each what follows it. */
function readMarks(text: string, paragraph: Span): Mark[] {
  const marks: Mark[] = [];
  // Of the paragraph alone: a search of the whole text would run to the next mark, however far that is.
  for (const match of text.slice(paragraph.start, paragraph.end).matchAll(MARK)) {
    marks.push(readMark(text, paragraph, paragraph.start + match.index, match[0]));
  }
  const ahead: Record<string, { firm: boolean; any: boolean }> = {
    '’': { firm: false, any: false },
    "'": { firm: false, any: false },
    '"': { firm: false, any: false },
    "''": { firm: false, any: false },
    '״': { firm: false, any: false },
  };
  const closersAhead = { double: '', single: '' };
  for (const mark of marks.toReversed()) {
    const kind = MIXED.double.includes(mark.character) ? 'double' : 'single';
    mark.closersAhead = closersAhead[kind];
    if (!mark.inert && MIXED[kind].includes(mark.character)) {
      if (mark.opens) closersAhead[kind] = '';
      else if (mark.closes && !closersAhead[kind].includes(mark.character)) {
        closersAhead[kind] += mark.character;
      }
    }
    const closer = CLOSED_BY[mark.character] ?? mark.character;
    const seen = ahead[closer];
    if (!seen) continue;
    mark.firmAhead = seen.firm;
    mark.closerAhead = seen.any;
    if (mark.inert) continue;
    if (mark.opens && mark.character !== '’') {
      seen.firm = false;
      seen.any = false;
    } else if (mark.closes && mark.character !== '‘') {
      seen.any = true;
      if (!mark.weak) seen.firm = true;
    }
  }
  return marks;
}

/** Reads a text paragraph by paragraph with one stack of open quotations. */
class QuotationReader {
  readonly #text: string;
  /** In the order of their opening marks, which is document order. */
  readonly #found: OpenQuotation[] = [];
  #stack: OpenQuotation[] = [];
  /** End of the last paragraph that was not blank, without its white space. */
  #lastEnd = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readParagraph(paragraph: Span): void {
    const content = trimSpan(this.#text, paragraph);
    if (content.start === content.end) return;
    const marks = readMarks(this.#text, content);
    const repeated = this.#continueFrom(content);
    let lastOpened = repeated > 0 ? content.start + repeated - 1 : -1;
    for (const mark of marks.slice(repeated)) {
      // A mark directly after an opening one opens as well: “‘…
      const opens =
        mark.opens &&
        (!isQuotationMark(this.#text, mark.offset - 1) || lastOpened === mark.offset - 1);
      if (this.#readMark(mark, opens)) lastOpened = mark.offset + mark.character.length - 1;
    }
    this.#lastEnd = content.end;
  }

  finish(): Quotation[] {
    this.#giveUp(0);
    const quotations: Quotation[] = [];
    const around: number[] = [];
    for (const { state, fragments, pair, interrupted } of this.#found) {
      const first = fragments[0];
      const last = fragments.at(-1);
      if (!first || !last || (state !== 'closed' && state !== 'unclosed')) continue;
      while (around.length > 0 && (around.at(-1) ?? 0) <= first.start) around.pop();
      quotations.push({
        start: first.start,
        end: last.end,
        fragments,
        marks: pair.marks,
        depth: around.length,
        ...(fragments.length > 1 && !interrupted && { continued: true as const }),
        ...(interrupted && { interrupted: true as const }),
        ...(state === 'unclosed' && { unclosed: true as const }),
      });
      around.push(last.end);
    }
    return quotations;
  }

  /**
   * At the start of a paragraph: quotations left open go on when their opening marks are repeated
   * here, the others end with the paragraph before. Returns how many marks that used up.
   */
  #continueFrom(content: Span): number {
    let repeated = 0;
    for (const open of this.#stack) {
      if (this.#text.charAt(content.start + repeated) !== open.pair.open) break;
      repeated += 1;
    }
    this.#giveUp(repeated);
    for (const [index, open] of this.#stack.entries()) {
      open.fragments.push({ start: open.fragmentStart, end: this.#lastEnd });
      open.fragmentStart = content.start + index;
    }
    return repeated;
  }

  /** Ends what is open from stack index `from` on: the outermost is reported, marks inside it are strays. */
  #giveUp(from: number): void {
    const outermost = this.#stack[from];
    for (const open of this.#stack.splice(from)) open.state = 'dropped';
    if (outermost && from === 0 && outermost.pair.paired !== true) {
      outermost.fragments.push({ start: outermost.fragmentStart, end: this.#lastEnd });
      if (!this.#isEmpty(outermost)) outermost.state = 'unclosed';
    }
  }

  /** Handles one mark; true when it opened a quotation. */
  #readMark(mark: Mark, opens: boolean): boolean {
    if (mark.inert) return false;
    const closing = this.#closingIndex(mark, opens);
    if (closing !== undefined) {
      this.#close(closing, mark.offset + mark.character.length);
      return false;
    }
    return this.#open(mark, opens);
  }

  /** Stack index of the quotation this mark closes. */
  #closingIndex(mark: Mark, opens: boolean): number | undefined {
    const { character } = mark;
    const alwaysCloses = '»«›‹」』｣〟〞＂'.includes(character);
    if (!alwaysCloses && opens) return undefined;
    for (let index = this.#stack.length - 1; index >= 0; index -= 1) {
      const pair = this.#stack[index]?.pair;
      if (!pair) break;
      if (pair.close.includes(character)) {
        if (character === '“' && pair.open === '“' && !mark.closes) return undefined;
        if (pair.single && (!mark.closes || (mark.weak && mark.firmAhead))) return undefined;
        if (character === '"' && mark.weak && mark.firmAhead) return undefined;
        return index;
      }
      // A single mark closes only what is innermost: elsewhere it is an apostrophe.
      if (character === "'" || character === '’' || character === '‘') break;
    }
    return this.#mixedIndex(mark);
  }

  /**
   * Stack index of the innermost quotation, where this mark closes it although another one should:
   * “no". Only where the right one does not follow.
   */
  #mixedIndex({ character, opens, closes, weak, closersAhead }: Mark): number | undefined {
    const pair = this.#stack.at(-1)?.pair;
    if (!pair || opens || !closes || weak) return undefined;
    // The low marks never close.
    const mayClose = Object.values(MIXED).some(
      (marks) =>
        marks.includes(pair.open) && marks.includes(character) && !'„‚'.includes(character),
    );
    const isRightAhead = pair.close.some((close) => closersAhead.includes(close));
    return mayClose && !isRightAhead ? this.#stack.length - 1 : undefined;
  }

  #close(index: number, end: number): void {
    for (const stray of this.#stack.splice(index + 1)) stray.state = 'dropped';
    const open = this.#stack.pop();
    if (!open) return;
    open.fragments.push({ start: open.fragmentStart, end });
    if (this.#stack.length === 0) this.#leaveOutCues(open);
    open.state = this.#isEmpty(open) ? 'dropped' : 'closed';
  }

  /** Parts the fragments of a quotation at each cue that stands between dashes inside it. */
  #leaveOutCues(open: OpenQuotation): void {
    const parted = open.fragments.flatMap((fragment) => {
      const words = this.#text.slice(fragment.start, fragment.end);
      const parts: Span[] = [];
      let { start } = fragment;
      for (const cue of cuesInsideDashes(words)) {
        parts.push({ start, end: fragment.start + cue.start });
        start = fragment.start + cue.end;
      }
      return [...parts, { start, end: fragment.end }];
    });
    const hasWords = ({ start, end }: Span): boolean =>
      WORD_CHARACTER.test(this.#text.slice(start, end));
    if (parted.length === open.fragments.length || !parted.every(hasWords)) return;
    open.fragments.splice(0, open.fragments.length, ...parted);
    open.interrupted = true;
  }

  /** Whether nothing but white space and other marks stands between the two marks. */
  #isEmpty({ fragments }: OpenQuotation): boolean {
    return fragments.every(({ start, end }) => {
      for (let offset = start; offset < end; offset += 1) {
        if (isQuotationMark(this.#text, offset)) continue;
        if (!WHITE_SPACE.test(this.#text.charAt(offset))) return false;
      }
      return true;
    });
  }

  #open(mark: Mark, opens: boolean): boolean {
    const pair = PAIRS[mark.character];
    if (!pair || this.#stack.length >= MAX_DEPTH) return false;
    if (!opens && !this.#opensAnyway(mark)) return false;
    if (pair.paired === true && !mark.closerAhead) return false;
    const open: OpenQuotation = {
      pair,
      fragments: [],
      fragmentStart: mark.offset,
      interrupted: false,
      state: 'open',
    };
    this.#stack.push(open);
    this.#found.push(open);
    return true;
  }

  /** Marks that only ever open do so wherever something follows; a straight one before a word. */
  #opensAnyway({ character, offset, closes }: Mark): boolean {
    // Corpora put a space after it.
    if (character === '``') return true;
    if ('“„「『｢〝'.includes(character)) return !closes || this.#hasContentAfter(offset);
    // French sets a space after the opening guillemet.
    if (character === '«' || character === '‹') return this.#hasContentAfter(offset);
    return character === '"' && !closes && !isWordBefore(this.#text, offset);
  }

  #hasContentAfter(offset: number): boolean {
    const after = this.#text.slice(offset + 1, offset + 3);
    return /^[\s]?[^\s,;:!?.)\]}”’»」』]/u.test(after) && !/^[\n\r\u2028\u2029]/u.test(after);
  }
}

function isQuotationMark(text: string, offset: number): boolean {
  return offset >= 0 && '"\'`«»‘’‚“”„‹›「」『』｢｣〝〞〟＂״'.includes(text.charAt(offset) || ' ');
}

/**
 * All quotations of a text in document order, an outer one before those inside it.
 *
 * A proposal for the reader, made from the marks alone, in one pass and linear time. Hazards it
 * decides by the characters beside a mark: U+2019 is an apostrophe as well as a closing mark, a
 * straight mark may be feet or inches, and a mark may be missing. A quotation left open at the
 * end of a paragraph goes on when the next paragraph that is not blank begins with the same mark.
 */
export function findQuotations(text: string): Quotation[] {
  const reader = new QuotationReader(text);
  for (const paragraph of splitParagraphs(text)) reader.readParagraph(paragraph);
  return reader.finish();
}

/**
 * The innermost quotation that holds `offset`, else the first one after it. To step on from a
 * selected quotation, ask with its end.
 */
export function nextQuotation(
  quotations: readonly Quotation[],
  offset: number,
): Quotation | undefined {
  const after = firstWhere(quotations, ({ start }) => start > offset);
  for (let index = after - 1; index >= 0; index -= 1) {
    const candidate = quotations[index];
    if (!candidate) break;
    if (candidate.end > offset) return candidate;
    if (candidate.depth === 0) break;
  }
  return quotations[after];
}

/** The last quotation that ends at or before `offset`; the outermost where several do. */
export function previousQuotation(
  quotations: readonly Quotation[],
  offset: number,
): Quotation | undefined {
  let best: Quotation | undefined;
  for (
    let index = firstWhere(quotations, ({ start }) => start >= offset) - 1;
    index >= 0;
    index -= 1
  ) {
    const candidate = quotations[index];
    if (!candidate) break;
    if (candidate.end <= offset && (!best || candidate.depth < best.depth)) best = candidate;
    if (candidate.depth === 0 && best) break;
  }
  return best;
}

/**
 * The type of a quote from the marks around and inside its span: `direct` when all its letters
 * and digits stand inside marks, `mixed` when some do, `indirect` when none does. The marks
 * themselves need not be selected.
 */
export function inferQuoteType(
  text: string,
  span: Span,
  quotations: readonly Quotation[],
): QuoteType {
  let inside = false;
  let outside = false;
  let reached = span.start;
  for (const quotation of quotations) {
    if (quotation.start >= span.end) break;
    if (quotation.depth > 0 || quotation.end <= span.start) continue;
    for (const fragment of quotation.fragments) {
      const start = Math.max(span.start, fragment.start);
      const end = Math.min(span.end, fragment.end);
      if (start >= end) continue;
      // The cue of an interrupted quotation is no part of its tag.
      if (spansEqual(quotation, span) && quotation.interrupted === true) reached = start;
      inside ||= WORD_CHARACTER.test(text.slice(start, end));
      outside ||= WORD_CHARACTER.test(text.slice(reached, start));
      reached = end;
    }
  }
  outside ||= WORD_CHARACTER.test(text.slice(reached, span.end));
  if (!inside) return 'indirect';
  return outside ? 'mixed' : 'direct';
}
