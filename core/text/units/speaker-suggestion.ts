import { paragraphIndexAt } from '../paragraphs.ts';
import type { Quotation } from './quotations.ts';
import { type Span, moveSpan, spanContains, spansEqual } from '../span.ts';
import type { SpeechLanguage } from '../speech/language.ts';
import {
  ACRONYM,
  isDoubtfulOpener,
  isKnownName,
  isPerson,
  mayBeABody,
  readName,
} from './speaker-names.ts';
import { sentenceOf, SurroundingsReader, type Surroundings } from './surroundings.ts';

/** Who probably says a quotation: a proposal to be confirmed, never stored by itself. */
export interface SpeakerSuggestion {
  /** The name without titles and nationalities: "Sergey Lavrov". */
  readonly name: string;
  /** The name in the text with its titles: "Russian Foreign Minister Sergey Lavrov". UTF-16. */
  readonly span: Span;
  /** The words that attribute the quotation: "has warned", "According to". UTF-16. */
  readonly cue?: Span;
}

/** A subject stands at most this many code units before its verb. */
const SUBJECT_REACH = 200;

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

/** The attribution a verb makes, with its subject where one can be told. */
function readAttribution(
  surroundings: Surroundings,
  sentence: Span,
  match: RegExpMatchArray,
  verbStart: number,
  followsQuotation: boolean,
): Attribution | undefined {
  const { masked, language } = surroundings;
  const verbEnd = verbStart + match[0].length;
  const cue = { start: verbStart, end: verbEnd };
  const named = (start: number, sequence: string): Subject | undefined => {
    const read = readName(surroundings, sequence, start);
    if (!read || isDoubtfulOpener(surroundings, sentence, read.span)) return undefined;
    return { kind: 'name', span: read.span };
  };
  const behind = masked.slice(verbEnd, Math.min(sentence.end, verbEnd + SUBJECT_REACH));
  const ahead = (): Subject | undefined => {
    const found = language.appositionAhead.exec(behind) ?? language.nameAhead.exec(behind);
    const sequence = found?.[1];
    return !found || sequence === undefined
      ? undefined
      : named(verbEnd + found[0].length - sequence.length, sequence);
  };
  if (match[3] !== undefined) return { subject: ahead(), cue, leaning: false };
  const from = Math.max(sentence.start, verbStart - SUBJECT_REACH);
  const before = masked.slice(from, verbStart);
  const group = language.auxiliariesAtEnd.exec(before);
  const wholeCue = { start: group ? from + group.index : verbStart, end: verbEnd };
  const by = (subject: Subject | undefined): Attribution => ({
    subject,
    cue: wholeCue,
    leaning: false,
  });

  const pronoun = pronounBy(language, before, from, behind, verbEnd);
  if (pronoun) return by({ kind: 'pronoun', span: pronoun });
  const participle = match[2] !== undefined;
  const subject = participle
    ? language.participleSubject.exec(before)
    : (language.apposition.exec(before) ?? language.subject.exec(before));
  const sequence = subject?.[1];
  const opensOnly =
    language.inverts && sequence?.split(/\s/u).every((word) => language.notAName.test(word));
  if (subject && sequence !== undefined && opensOnly !== true) {
    const start = from + subject.index + subject[0].indexOf(sequence);
    // "the Bank of England"
    const isBody = subject.groups?.['belonging'] !== undefined && mayBeABody(language, sequence);
    const free = participle || !language.governed.test(masked.slice(sentence.start, start));
    const isObject =
      language.isOtherCase(sequence, match[0]) && /\p{Ll}\s$/u.test(masked.slice(0, start));
    return by(free && !isObject && !isBody ? named(start, sequence) : undefined);
  }
  if (participle) return { subject: undefined, cue: wholeCue, leaning: true };
  // “…,” said Lavrov
  const isFirst = followsQuotation && /^[\s,—–-]*$/u.test(before);
  const isNamedAhead = language.nameAhead.test(behind) || language.appositionAhead.test(behind);
  if ((isFirst || language.inverts) && isNamedAhead) return by(ahead());
  if (language.goesOn.test(before)) return { subject: undefined, cue: wholeCue, leaning: true };
  if (PLURAL_NOUN_FORM.test(match[0])) return undefined;
  return by(undefined);
}

/** "he", "she" before a verb, or behind it: "sagte er", "a-t-il dit". */
function pronounBy(
  { pronounSubject, pronounAhead }: SpeechLanguage,
  before: string,
  from: number,
  behind: string,
  verbEnd: number,
): Span | undefined {
  const pronoun = pronounSubject.exec(before);
  if (pronoun?.[1] !== undefined) {
    const start = from + pronoun.index;
    return { start, end: start + pronoun[1].length };
  }
  const found = pronounAhead.exec(behind)?.[0] ?? '';
  const inner = /\p{L}+-t-(?:il|elle)\s$/u.exec(before);
  if (inner) return { start: from + inner.index, end: from + before.length - 1 };
  return found === '' ? undefined : { start: verbEnd, end: verbEnd + found.length };
}

/** The attributions inside one part of a sentence, in order. */
function attributionsIn(
  surroundings: Surroundings,
  part: Span,
  followsQuotation: boolean,
): Attribution[] {
  const found: Attribution[] = [];
  for (const match of surroundings.masked
    .slice(part.start, part.end)
    .matchAll(surroundings.language.verb)) {
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

/**
 * The attributions before the last quotation of a part, and behind it: “…,” said Lavrov, adding that. There
 * the subject stands behind the verb, as right behind any quotation.
 */
function attributionsAround(surroundings: Surroundings, part: Span): Attribution[] {
  const spoken = surroundings.quotations.findLast(
    ({ depth, start, end }) => depth === 0 && end > part.start && end <= part.end && start < end,
  );
  if (!spoken) return attributionsIn(surroundings, part, false);
  const before = { start: part.start, end: Math.max(part.start, spoken.start) };
  return [
    ...attributionsIn(surroundings, before, false),
    ...attributionsIn(surroundings, { start: spoken.end, end: part.end }, true),
  ];
}

/** The last attribution that does not lean on another one, with the cue of the last one. */
function nearestBefore(attributions: readonly Attribution[]): Attribution | undefined {
  const carrying = attributions.findLast(({ leaning }) => !leaning);
  const nearest = attributions.at(-1);
  return carrying && nearest && { ...carrying, cue: nearest.cue };
}

/** Who "he" or "she" is: the last person who speaks, or of whom a sentence speaks, before it. */
function resolvePronoun(surroundings: Surroundings, pronoun: Span): Span | undefined {
  const { paragraphs } = surroundings;
  const current = paragraphIndexAt(paragraphs, pronoun.start);
  for (let index = current; index >= Math.max(0, current - 1); index -= 1) {
    const paragraph = paragraphs[index];
    if (!paragraph) break;
    const limit = Math.min(paragraph.end, pronoun.start);
    let best: Span | undefined;
    for (let offset = paragraph.start; offset < limit;) {
      const sentence = sentenceOf(surroundings, offset);
      if (!sentence || sentence.end <= offset) break;
      const end = Math.min(sentence.end, limit);
      for (const span of peopleIn(surroundings, { start: sentence.start, end })) {
        // "Northern Water, she said, …": of this one something is said.
        if (surroundings.masked.slice(span.end, pronoun.start) !== ', ') best = span;
      }
      offset = sentence.end + 1;
    }
    if (best) return best;
  }
  return undefined;
}

/** The people a sentence is about or lets speak, in order. */
function peopleIn(surroundings: Surroundings, sentence: Span): Span[] {
  const { masked, language } = surroundings;
  const people: Span[] = [];
  const consider = (span: Span): void => {
    const read = readName(surroundings, masked.slice(span.start, span.end), span.start);
    if (
      read &&
      isPerson(language, read.name) &&
      !isDoubtfulOpener(surroundings, sentence, read.span)
    ) {
      people.push(read.span);
    }
  };
  const beginning = masked.slice(
    sentence.start,
    Math.min(sentence.end, sentence.start + SUBJECT_REACH),
  );
  const afterComma = language.subjectAfterComma.exec(beginning);
  const first = language.sentenceSubject.exec(beginning);
  // "In Geneva, Lavrov met": what begins with when or where is about what follows.
  const isFronted = language.notAName.test(/^\p{L}+/u.exec(beginning)?.[0] ?? '');
  for (const found of afterComma && isFronted ? [afterComma] : [afterComma, first]) {
    const name = found?.[1];
    if (!found || name === undefined) continue;
    // One capitalised word alone may be capitalised only because the sentence begins.
    if (!/\s/u.test(name) && !isKnownName(surroundings, name)) continue;
    const end = sentence.start + found[0].length;
    consider({ start: end - name.length, end });
  }
  for (const { subject } of attributionsIn(surroundings, sentence, false)) {
    if (subject?.kind === 'name') consider(subject.span);
  }
  return people;
}

/**
 * Who probably says a quotation, or words selected inside or without quotation marks.
 *
 * Looks, in this order, directly behind it (“…,” Lavrov said), before it in its sentence
 * (Lavrov said that “…”), behind it in its sentence, and, when it is a sentence by itself, in the
 * sentence before. "He" and "she" are the last person who speaks before, at most one paragraph
 * back. A line that begins with who speaks ("A: …", "Lavrov: “…”") says so for what follows there.
 * No suggestion when the nearest verb of speaking has a subject that is not a name ("the official
 * said"), nor for a quotation inside another: no answer is better than a wrong one. Reads the
 * quotation's paragraphs and one on each side, in English, German, French, Spanish and Russian.
 */
export function suggestSpeaker(text: string, quotation: Span): SpeakerSuggestion | undefined {
  return new SpeakerReader(text).read(quotation).suggestion;
}

interface SpeakerFound {
  readonly suggestion?: SpeakerSuggestion | undefined;
  readonly isUnnamed?: true;
}

/** Who speaks in a text. */
export class SpeakerReader {
  private readonly surroundings: SurroundingsReader;

  constructor(text: string) {
    this.surroundings = new SurroundingsReader(text);
  }

  /** What is read to know who says a quotation. */
  around(quotation: Span): Surroundings {
    return this.surroundings.around(quotation);
  }

  /** Who seems to say a quotation, and whether somebody without a name does: "the official said". */
  read(quotation: Span): SpeakerFound {
    return speakerIn(this.surroundings.around(quotation), quotation);
  }
}

function speakerIn(surroundings: Surroundings, quotation: Span): SpeakerFound {
  const { masked, offset, quotations } = surroundings;
  const selected = moveSpan(quotation, -offset);
  if (quotations.some((known) => known.depth > 0 && spansEqual(known, selected))) return {};
  const around = quotations.find((known) => known.depth === 0 && spanContains(known, selected));
  const inArticle = (span: Span): Span => moveSpan(span, offset);
  const label = speakerOfLine(surroundings, selected.start);
  const isLabelled = label && (!around || around.start === label.ends);
  const attribution = isLabelled
    ? undefined
    : (attributionInside(surroundings, around) ??
      findAttribution(surroundings, around ?? selected));
  if (label && !attribution) {
    return { suggestion: { name: label.name, span: inArticle(label.span) } };
  }
  if (!attribution) return {};
  const { subject } = attribution;
  if (!subject) return { isUnnamed: true };
  const span = subject.kind === 'name' ? subject.span : resolvePronoun(surroundings, subject.span);
  const read = span && readName(surroundings, masked.slice(span.start, span.end), span.start);
  if (!read) return {};
  const cue = inArticle(attribution.cue);
  return { suggestion: { name: read.name, span: inArticle(read.span), cue } };
}

const LINE_LABEL = /^\s*((?:\p{Lu}[\p{L}\p{M}.’'-]*\s?){1,5})\s?[:：]\s*/u;

/** Letters and words that stand for the two who speak in an interview. */
const ASKS_OR_ANSWERS =
  /^(?:[QAFRSPВО]|Question|Answer|Frage|Antwort|Réponse|Pregunta|Respuesta|Вопрос|Ответ)$/u;

/** Who speaks in a line that begins with it, before `offset`; offsets into the masked text. */
function speakerOfLine(
  surroundings: Surroundings,
  offset: number,
): { name: string; span: Span; ends: number } | undefined {
  const { masked, paragraphs } = surroundings;
  const line = paragraphs[paragraphIndexAt(paragraphs, offset)];
  if (!line) return undefined;
  const found = LINE_LABEL.exec(
    masked.slice(line.start, Math.min(line.end, line.start + LABEL_REACH)),
  );
  const label = found?.[1]?.trimEnd();
  if (!found || label === undefined || line.start + found[0].length > offset) return undefined;
  const start = line.start + found[0].indexOf(label);
  const name = nameOfLabel(surroundings, label, start);
  if (name === undefined) return undefined;
  return {
    name,
    span: { start, end: start + label.length },
    ends: line.start + found[0].length,
  };
}

/** A label of one or two words is at most this long with the white space around it, in code units. */
const LABEL_REACH = 80;

function nameOfLabel(surroundings: Surroundings, label: string, start: number): string | undefined {
  const { masked } = surroundings;
  if (ASKS_OR_ANSWERS.test(label)) return label;
  if (/^\p{Lu}{2,3}$/u.test(label)) {
    const parts = Array.from(label, (letter) => String.raw`${letter}\p{Ll}[\p{L}’'-]*`);
    const names = masked.match(new RegExp(`(?<!\\p{L})${parts.join('\\s')}(?!\\p{L})`, 'gu')) ?? [];
    if (new Set(names).size === 1) return names[0];
  }
  const read = readName(surroundings, label, start);
  if (!read) return undefined;
  const isCertain = /\s/u.test(read.name) || ACRONYM.test(read.name);
  return isCertain || isKnownName(surroundings, read.name) ? read.name : undefined;
}

/** Who speaks, where it is said between the parts of the quotation: «Мы ждём, — сказал он, — и всё». */
function attributionInside(
  surroundings: Surroundings,
  quotation: Quotation | undefined,
): Attribution | undefined {
  if (quotation?.interrupted !== true) return undefined;
  for (const [index, { end }] of quotation.fragments.entries()) {
    const next = quotation.fragments[index + 1];
    const cue = next && attributionsIn(surroundings, { start: end, end: next.start }, true)[0];
    if (cue) return cue;
  }
  return undefined;
}

function findAttribution(surroundings: Surroundings, quotation: Span): Attribution | undefined {
  const { masked } = surroundings;
  const first = sentenceOf(surroundings, quotation.start);
  const last = sentenceOf(surroundings, Math.max(quotation.start, quotation.end - 1));
  if (!first || !last) return undefined;
  const before = { start: Math.min(first.start, quotation.start), end: quotation.start };
  const after = { start: quotation.end, end: Math.max(last.end, quotation.end) };

  // “Is it?” Smith asked: the question mark made two sentences of one.
  if (after.start === after.end && /[?!]/u.test(masked.charAt(quotation.end - 2))) {
    const next = masked.startsWith(' ', after.end)
      ? sentenceOf(surroundings, after.end + 1)
      : undefined;
    const part = next && { start: after.start, end: next.end };
    const tag = part && attributionsIn(surroundings, part, true)[0];
    if (tag && isAttached(surroundings, part, tag)) return tag;
  }
  const behind = attributionsIn(surroundings, after, true).find(({ leaning }) => !leaning);
  if (behind && isAttached(surroundings, after, behind)) return behind;
  const inFront = nearestBefore(attributionsAround(surroundings, before));
  if (inFront) return inFront;
  if (behind && isTrailing(masked, after, behind)) return behind;
  if (!isAlone(masked, before, after)) return undefined;
  return attributionOfPreviousSentence(surroundings, before.start);
}

/**
 * Whether an attribution stands directly behind the quotation: “…,” Lavrov said. Without a name
 * the words between may be some: “…,” the minister said.
 */
function isAttached(
  { masked, language }: Surroundings,
  after: Span,
  { subject, cue }: Attribution,
): boolean {
  const start = Math.min(subject?.span.start ?? cue.start, cue.start);
  const between = masked.slice(after.start, start);
  if (subject) {
    if (language.beforeSpeaker.test(between)) return true;
    // “…,” Northern Water boss Daniel Okoro said
    const isSetOff =
      /^["'”’»“‘]$/u.test(masked.charAt(after.start - 1)) &&
      /[,?!]/u.test(masked.charAt(after.start - 2));
    return isSetOff && isOffice(language, between);
  }
  return /^,?\s?[^,;:.]*$/u.test(between) && countWords(between) <= ATTACHED_WORDS;
}

/** Whether words may be of somebody who is named behind them: no clause begins in them. */
function isOffice({ notAName, governed }: SpeechLanguage, between: string): boolean {
  const parts = between.trim().split(/\s/u);
  return (
    parts.length <= ATTACHED_WORDS &&
    parts.every(
      (part, at) => /^[\p{L}\p{M}’'.-]+$/u.test(part) && (at === 0 || !notAName.test(part)),
    ) &&
    !governed.test(between)
  );
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
  const previous = trimmed === '' ? undefined : sentenceOf(surroundings, trimmed.length - 1);
  if (!previous) return undefined;
  return nearestBefore(attributionsAround(surroundings, previous));
}
