import { paragraphIndexAt, splitParagraphs } from './paragraphs.ts';
import { findQuotations, type Quotation } from './quotations.ts';
import { sentenceAt } from './sentences.ts';
import { spanContains, spansEqual, type Span } from './span.ts';
import {
  words,
  FINITE,
  PARTICIPLE,
  AUXILIARY,
  ADVERB,
  NAME,
  TITLE,
  NOT_A_NAME,
  INSTITUTION,
  NOT_A_PERSON,
  ACRONYM,
} from './speaker-words.ts';

/** Who probably says a quotation: a proposal to be confirmed, never stored by itself. */
export interface SpeakerSuggestion {
  /** The name without titles and nationalities: "Sergey Lavrov". */
  readonly name: string;
  /** The name in the text with its titles: "Russian Foreign Minister Sergey Lavrov". UTF-16. */
  readonly span: Span;
  /** The words that attribute the quotation: "has warned", "According to". UTF-16. */
  readonly cue?: Span;
}

/** Paragraphs are looked at up to this many code units on each side of the quotation. */
const REACH = 4_000;

/** A subject stands at most this many code units before its verb. */
const SUBJECT_REACH = 200;

const VERB = new RegExp(
  `(?<![\\p{L}’'-])(?:(${FINITE})|(${PARTICIPLE})|([Aa]ccording to))(?![\\p{L}’'-])`,
  'gu',
);
const GROUP = `((?:(?:${AUXILIARY}|${ADVERB})\\s){0,3})`;
const SUBJECT = new RegExp(
  `(?<![\\p{L}\\p{N}’'-])(${NAME})(?:,[^,;:.“”"]{1,80},)?\\s${GROUP}$`,
  'u',
);
/** "with Admiral Dragone noting": nothing may stand between name and participle. */
const PARTICIPLE_SUBJECT = new RegExp(`(?<!\\p{L})[Ww]ith\\s(${NAME})\\s${GROUP}$`, 'u');
/** An apposition: "the chief of staff, Andriy Yermak, announced". */
const APPOSITION = new RegExp(`, (${NAME}), ${GROUP}$`, 'u');
const PRONOUN_SUBJECT = new RegExp(`(?<![\\p{L}’'-])([Hh]e|[Ss]he)\\s${GROUP}$`, 'u');
const NAME_AHEAD = new RegExp(`^\\s(${NAME})`, 'u');
const SENTENCE_SUBJECT = new RegExp(`^(?:\\p{L}+,\\s)?(${NAME})(?![\\p{L}’'])`, 'u');
const AUXILIARIES_AT_END = new RegExp(`(?:(?:${AUXILIARY})\\s)+$`, 'u');

/** Before a name it makes the name part of another phrase: "an aide to Lavrov said". */
const GOVERNED = new RegExp(
  `(?<!\\p{L})(?:${words(`
  to for of with by from in at on against between near over under about like than and or as after before`)})\\s$`,
  'iu',
);
const PLURAL_NOUN_FORM = /^(?:claims|calls|demands|reports|repeats)$/u;

/** Words that may stand between a quotation and a verb without a name: “…,” the minister said. */
const ATTACHED_WORDS = 8;

/** Words that may follow the verb of an attribution that ends a sentence. */
const TRAILING_WORDS = 5;

interface Subject {
  readonly kind: 'name' | 'pronoun';
  readonly span: Span;
}

interface Attribution {
  readonly subject: Subject | undefined;
  readonly cue: Span;
  /** A participle without a subject of its own leans on the verb before it. */
  readonly leaning: boolean;
}

/** The paragraphs around a quotation with the words of all quotations blanked out. */
interface Surroundings {
  /** Same length as the slice of the article from `offset` on. */
  readonly masked: string;
  /** Where `masked` begins in the article. */
  readonly offset: number;
  readonly paragraphs: readonly Span[];
  /** Offsets into `masked`. */
  readonly quotations: readonly Quotation[];
}

/**
 * The name in a capitalised sequence: what begins a sentence by chance and what belongs to
 * another word ("Russia’s Lavrov") is cut off its front; `undefined` when no name is left.
 */
function readName(sequence: string, start: number): { name: string; span: Span } | undefined {
  const parts = [...sequence.matchAll(/\S+/gu)];
  const last = parts.at(-1);
  if (!last || /[’']s?$/u.test(last[0])) return undefined;
  let from = parts.findLastIndex(([part]) => /[’']s?$/u.test(part)) + 1;
  while (NOT_A_NAME.test(parts[from]?.[0] ?? '')) from += 1;
  const kept = parts.slice(from);
  const institution = INSTITUTION.test(last[0]);
  const firstOfName = institution ? 0 : kept.findIndex(([part]) => !TITLE.test(part));
  const begin = kept[0];
  const nameBegin = kept[firstOfName];
  if (!begin || !nameBegin) {
    // "NATO" is no part of the name in "NATO Secretary General Mark Rutte", but a name by itself.
    const speaksByItself = kept.length === 1 && /^(?:Kremlin|\p{Lu}{2,})$/u.test(begin?.[0] ?? '');
    if (!begin || !speaksByItself) return undefined;
    return { name: begin[0], span: { start: start + begin.index, end: start + sequence.length } };
  }
  const name = sequence.slice(nameBegin.index);
  if (name.split(/\s/u).some((part) => NOT_A_NAME.test(part))) return undefined;
  return { name, span: { start: start + begin.index, end: start + sequence.length } };
}

function isPerson(name: string): boolean {
  return (
    !NOT_A_PERSON.test(name) &&
    !ACRONYM.test(name) &&
    !INSTITUTION.test(name.split(/\s/u).at(-1) ?? '')
  );
}

/** Whether a capital letter may be due to the sentence alone: "Rockets said" is no name. */
function isDoubtfulOpener({ masked }: Surroundings, sentence: Span, span: Span): boolean {
  const word = masked.slice(span.start, span.end);
  if (span.start !== sentence.start || !/^\p{Lu}\p{Ll}*s$/u.test(word) || word.endsWith('ss')) {
    return false;
  }
  return !new RegExp(`[\\p{L},]\\s${word}(?!\\p{L})`, 'u').test(masked);
}

/** The attribution a verb makes, with its subject where one can be told. */
function readAttribution(
  surroundings: Surroundings,
  sentence: Span,
  match: RegExpMatchArray,
  verbStart: number,
  followsQuotation: boolean,
): Attribution | undefined {
  const { masked } = surroundings;
  const verbEnd = verbStart + match[0].length;
  const cue = { start: verbStart, end: verbEnd };
  const named = (start: number, sequence: string): Subject | undefined => {
    const read = readName(sequence, start);
    if (!read || isDoubtfulOpener(surroundings, sentence, read.span)) return undefined;
    return { kind: 'name', span: read.span };
  };
  const ahead = NAME_AHEAD.exec(
    masked.slice(verbEnd, Math.min(sentence.end, verbEnd + SUBJECT_REACH)),
  );
  if (match[3] !== undefined) {
    const sequence = ahead?.[1];
    return {
      subject: sequence === undefined ? undefined : named(verbEnd + 1, sequence),
      cue,
      leaning: false,
    };
  }
  const from = Math.max(sentence.start, verbStart - SUBJECT_REACH);
  const before = masked.slice(from, verbStart);
  const group = AUXILIARIES_AT_END.exec(before);
  const wholeCue = { start: group ? from + group.index : verbStart, end: verbEnd };

  const pronoun = PRONOUN_SUBJECT.exec(before);
  if (pronoun?.[1] !== undefined) {
    const start = from + pronoun.index;
    const span = { start, end: start + pronoun[1].length };
    return { subject: { kind: 'pronoun', span }, cue: wholeCue, leaning: false };
  }
  const participle = match[2] !== undefined;
  const subject = participle
    ? PARTICIPLE_SUBJECT.exec(before)
    : (APPOSITION.exec(before) ?? SUBJECT.exec(before));
  const sequence = subject?.[1];
  if (subject && sequence !== undefined) {
    const start = from + subject.index + subject[0].indexOf(sequence);
    const free = participle || !GOVERNED.test(masked.slice(sentence.start, start));
    return { subject: free ? named(start, sequence) : undefined, cue: wholeCue, leaning: false };
  }
  if (participle) return { subject: undefined, cue: wholeCue, leaning: true };
  // “…,” said Lavrov
  if (followsQuotation && ahead?.[1] !== undefined && /^[\s,]*$/u.test(before)) {
    return { subject: named(verbEnd + 1, ahead[1]), cue: wholeCue, leaning: false };
  }
  if (PLURAL_NOUN_FORM.test(match[0])) return undefined;
  return { subject: undefined, cue: wholeCue, leaning: false };
}

/** The attributions inside one part of a sentence, in order. */
function attributionsIn(
  surroundings: Surroundings,
  part: Span,
  followsQuotation: boolean,
): Attribution[] {
  const found: Attribution[] = [];
  for (const match of surroundings.masked.slice(part.start, part.end).matchAll(VERB)) {
    const attribution = readAttribution(
      surroundings,
      part,
      match,
      part.start + match.index,
      followsQuotation,
    );
    if (attribution) found.push(attribution);
  }
  return found;
}

/** The last attribution that does not lean on another one, with the cue of the last one. */
function nearestBefore(attributions: readonly Attribution[]): Attribution | undefined {
  const carrying = attributions.findLast(({ leaning }) => !leaning);
  const nearest = attributions.at(-1);
  return carrying && nearest && { ...carrying, cue: nearest.cue };
}

/** Who "he" or "she" is: the last person who speaks, or of whom a sentence speaks, before it. */
function resolvePronoun(surroundings: Surroundings, pronoun: Span): Span | undefined {
  const { masked, paragraphs } = surroundings;
  const current = paragraphIndexAt(paragraphs, pronoun.start);
  for (let index = current; index >= Math.max(0, current - 1); index -= 1) {
    const paragraph = paragraphs[index];
    if (!paragraph) break;
    const limit = Math.min(paragraph.end, pronoun.start);
    let best: Span | undefined;
    for (let offset = paragraph.start; offset < limit;) {
      const sentence = sentenceAt(masked, offset);
      if (!sentence || sentence.end <= offset) break;
      const end = Math.min(sentence.end, limit);
      for (const span of peopleIn(surroundings, { start: sentence.start, end })) best = span;
      offset = sentence.end + 1;
    }
    if (best) return best;
  }
  return undefined;
}

/** The people a sentence is about or lets speak, in order. */
function peopleIn(surroundings: Surroundings, sentence: Span): Span[] {
  const { masked } = surroundings;
  const people: Span[] = [];
  const consider = (span: Span): void => {
    const read = readName(masked.slice(span.start, span.end), span.start);
    if (read && isPerson(read.name) && !isDoubtfulOpener(surroundings, sentence, read.span)) {
      people.push(read.span);
    }
  };
  const opener = SENTENCE_SUBJECT.exec(
    masked.slice(sentence.start, Math.min(sentence.end, sentence.start + SUBJECT_REACH)),
  );
  if (opener?.[1] !== undefined) {
    const start = sentence.start + opener[0].length - opener[1].length;
    // One capitalised word alone may be capitalised only because the sentence begins.
    if (/\s/u.test(opener[1]) || isKnownName(surroundings, opener[1])) {
      consider({ start, end: start + opener[1].length });
    }
  }
  for (const { subject } of attributionsIn(surroundings, sentence, false)) {
    if (subject?.kind === 'name') consider(subject.span);
  }
  return people;
}

/** Whether a word also stands capitalised where no sentence begins. */
function isKnownName({ masked }: Surroundings, word: string): boolean {
  return new RegExp(`[\\p{L},]\\s${escapePattern(word)}(?!\\p{L})`, 'u').test(masked);
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
}

function surroundingsOf(text: string, quotation: Span): Surroundings {
  const from = Math.max(0, quotation.start - REACH);
  const slice = text.slice(from, quotation.end + REACH);
  const lines = paragraphsWithText(slice);
  const first = paragraphIndexAt(lines, quotation.start - from);
  const last = paragraphIndexAt(lines, Math.max(quotation.start, quotation.end - 1) - from);
  const start = lines[Math.max(0, first - 1)]?.start ?? 0;
  const end = lines[Math.min(lines.length - 1, last + 1)]?.end ?? slice.length;
  const local = slice.slice(start, end);
  const offset = from + start;
  let masked = '';
  const quotations = findQuotations(local);
  const spans = quotations.filter(({ depth }) => depth === 0).flatMap(({ fragments }) => fragments);
  for (const span of [...spans, { start: local.length, end: local.length }]) {
    masked += local.slice(masked.length, span.start);
    masked += maskQuotation(local.slice(span.start, span.end));
  }
  return { masked, offset, paragraphs: paragraphsWithText(local), quotations };
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

/**
 * Who probably says a quotation, or words selected inside or without quotation marks.
 *
 * Looks, in this order, directly behind it (“…,” Lavrov said), before it in its sentence
 * (Lavrov said that “…”), behind it in its sentence, and, when it is a sentence by itself, in the
 * sentence before. "He" and "she" are the last person who speaks before, at most one paragraph
 * back. No suggestion when the nearest verb of speaking has a subject that is not a name ("the
 * official said"), nor for a quotation inside another: no answer is better than a wrong one.
 * Reads the quotation's paragraphs and one on each side.
 */
export function suggestSpeaker(text: string, quotation: Span): SpeakerSuggestion | undefined {
  const surroundings = surroundingsOf(text, quotation);
  const { masked, offset, quotations } = surroundings;
  const selected = { start: quotation.start - offset, end: quotation.end - offset };
  if (quotations.some((known) => known.depth > 0 && spansEqual(known, selected))) return undefined;
  const around = quotations.find((known) => known.depth === 0 && spanContains(known, selected));
  const attribution = findAttribution(surroundings, around ?? selected);
  const subject = attribution?.subject;
  if (!attribution || !subject) return undefined;
  const span = subject.kind === 'name' ? subject.span : resolvePronoun(surroundings, subject.span);
  const read = span && readName(masked.slice(span.start, span.end), span.start);
  if (!read) return undefined;
  const inArticle = ({ start, end }: Span): Span => ({ start: start + offset, end: end + offset });
  return { name: read.name, span: inArticle(read.span), cue: inArticle(attribution.cue) };
}

function findAttribution(surroundings: Surroundings, quotation: Span): Attribution | undefined {
  const { masked } = surroundings;
  const first = sentenceAt(masked, quotation.start);
  const last = sentenceAt(masked, Math.max(quotation.start, quotation.end - 1));
  if (!first || !last) return undefined;
  const before = { start: Math.min(first.start, quotation.start), end: quotation.start };
  const after = { start: quotation.end, end: Math.max(last.end, quotation.end) };

  // “Is it?” Smith asked: the question mark made two sentences of one.
  if (after.start === after.end && /[?!]/u.test(masked.charAt(quotation.end - 2))) {
    const next = masked.startsWith(' ', after.end) ? sentenceAt(masked, after.end + 1) : undefined;
    const part = next && { start: after.start, end: next.end };
    const tag = part && attributionsIn(surroundings, part, true)[0];
    if (tag && isAttached(masked, part, tag)) return tag;
  }
  const behind = attributionsIn(surroundings, after, true).find(({ leaning }) => !leaning);
  if (behind && isAttached(masked, after, behind)) return behind;
  const inFront = nearestBefore(attributionsIn(surroundings, before, false));
  if (inFront) return inFront;
  if (behind && isTrailing(masked, after, behind)) return behind;
  if (!isAlone(masked, before, after)) return undefined;
  return attributionOfPreviousSentence(surroundings, before.start);
}

/**
 * Whether an attribution stands directly behind the quotation: “…,” Lavrov said. Without a name
 * the words between may be some: “…,” the minister said.
 */
function isAttached(masked: string, after: Span, { subject, cue }: Attribution): boolean {
  const start = Math.min(subject?.span.start ?? cue.start, cue.start);
  const between = masked.slice(after.start, start);
  if (subject) return /^[\s,]*(?:the\s)?$/iu.test(between);
  return /^,?\s?[^,;:.]*$/u.test(between) && countWords(between) <= ATTACHED_WORDS;
}

/** Whether an attribution ends the sentence: “…” it is, Lavrov said on Wednesday. */
function isTrailing(masked: string, after: Span, { subject, cue }: Attribution): boolean {
  if (!subject) return false;
  return (
    masked.slice(after.start, subject.span.start).endsWith(', ') &&
    countWords(masked.slice(cue.end, after.end)) <= TRAILING_WORDS
  );
}

function countWords(text: string): number {
  return text.match(/\p{L}+/gu)?.length ?? 0;
}

/** Whether a quotation has no words of its sentence around it. */
function isAlone(masked: string, before: Span, after: Span): boolean {
  const around = masked.slice(before.start, before.end) + masked.slice(after.start, after.end);
  return !/\p{L}/u.test(around);
}

function attributionOfPreviousSentence(
  surroundings: Surroundings,
  sentenceStart: number,
): Attribution | undefined {
  const { masked } = surroundings;
  const trimmed = masked.slice(0, sentenceStart).trimEnd();
  const previous = trimmed === '' ? undefined : sentenceAt(masked, trimmed.length - 1);
  if (!previous) return undefined;
  return nearestBefore(attributionsIn(surroundings, previous, false));
}
