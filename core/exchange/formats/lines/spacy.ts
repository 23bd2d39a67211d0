import { sampleRecords, type JsonObject, type JsonRecord } from '../../containers/json-records.ts';
import type { Codec } from '../../content/codec.ts';
import type { LossCounter } from '../../content/losses.ts';
import { isRecord } from '../../content/read-file.ts';
import { FORMAT_FACTS } from '../../content/format-facts.ts';
import {
  countField,
  countTextLabels,
  readAnswer,
  readDetails,
  readEntries,
  withAnswers,
  withoutDuplicates,
  type EntryTag,
} from './entries.ts';
import {
  lineArticle,
  readLabelledLines,
  writeLabelledLines,
  type ReadText,
} from './labelled-lines.ts';
import { hasProdigyMarks } from './prodigy-tasks.ts';
import { ANALYSES, countAnalyses, readTraining } from './spacy-training.ts';

/**
 * Lines of JSON from which spaCy 3 makes its span groups: `{"text": …, "spans": [{"start", "end",
 * "label"}]}`, offsets in code points, as `Doc.char_span` counts. Known to break importers: a span
 * that ends inside one of spaCy's tokens, for which `char_span` gives nothing unless its
 * `alignment_mode` is `expand`. Read are also what `Doc.to_json` writes (`ents`, and `spans` by the
 * name of their group), training data (`[text, {"entities": [[start, end, label]]}]`) and the
 * training format of spaCy 2 with a letter for each token.
 */
export const SPACY: Codec = {
  ...FORMAT_FACTS.spacy,
  unit: 'code points',
  write: (content) => writeLabelledLines(content, (text, spans) => ({ text, spans })),
  recognise: ([file, ...others]) => {
    const values = file && others.length === 0 ? sampleRecords(file) : [];
    if (values.some((value) => toPair(value) !== null)) return 0.9;
    const records = values.filter((value) => isRecord(value));
    if (records.some((record) => isDoc(record) || hasTraining(record))) return 0.95;
    if (records.some(hasProdigyMarks)) return records.some(hasSpans) ? 0.2 : 0;
    if (records.some(hasSpans)) return 0.9;
    return records.some(({ text, cats }) => typeof text === 'string' && isRecord(cats)) ? 0.6 : 0;
  },
  read: (files, tools) => readLabelledLines(files, tools, readRecord, toRecord),
};

function hasSpans({ text, spans }: JsonObject): boolean {
  return typeof text === 'string' && Array.isArray(spans);
}

/** Whether a record is a `Doc`, of which no other program writes the names. */
export function isDoc({ text, ents, sents, spans }: JsonObject): boolean {
  return (
    typeof text === 'string' && (Array.isArray(ents) || Array.isArray(sents) || isRecord(spans))
  );
}

/** Whether a record has texts in a list of paragraphs, or of pairs as tools for annotating write. */
function hasTraining({ paragraphs, annotations }: JsonObject): boolean {
  return (
    (Array.isArray(paragraphs) && paragraphs.some(isParagraph)) ||
    (Array.isArray(annotations) && annotations.some((each) => toPair(each) !== null))
  );
}

/** Paragraphs of other programs have questions and answers. */
function isParagraph(value: unknown): boolean {
  return isRecord(value) && ('sentences' in value || 'raw' in value);
}

/**
 * A text and what is said of it: `[text, {…}]`, or `[text, [[start, end, label], …]]`; and as a third
 * entry what is said of the text as a whole, which is `{"cats": {…}}` or the categories themselves.
 */
function toPair(value: unknown): JsonObject | null {
  if (!Array.isArray(value)) return null;
  const [text, said, ofText = {}] = value as readonly unknown[];
  if (typeof text !== 'string' || value.length < 2 || value.length > 3) return null;
  if (!isRecord(ofText)) return null;
  const isCats = Object.values(ofText).every((each) => typeof each !== 'object');
  const whole = isCats && value.length === 3 ? { cats: ofText } : ofText;
  if (isRecord(said)) return { ...whole, ...said, text };
  return Array.isArray(said) && said.every((each) => Array.isArray(each))
    ? { ...whole, text, entities: said }
    : null;
}

function toRecord(value: unknown): JsonObject | null {
  return isRecord(value) ? value : toPair(value);
}

function readRecord({ place, value }: JsonRecord, ignored: LossCounter): ReadText | ReadText[] {
  const { paragraphs, annotations } = value;
  if (Array.isArray(paragraphs)) return readTraining(paragraphs, place, ignored);
  if (!Array.isArray(annotations) || 'text' in value) return readText(value, place, ignored);
  return annotations.flatMap((each, index) => {
    const at = `${place}, text ${index + 1}`;
    const pair = toPair(each);
    // One that was passed over.
    if (each === null) return [];
    return pair ? readText(pair, at, ignored) : { place: at, reason: 'It is no text.', tags: 0 };
  });
}

/** Where tokens and sentences are, which says nothing of a text. */
const DIVISIONS = new Set('tokens sents words spaces sent_starts'.split(' '));

function readText(value: JsonObject, place: string, ignored: LossCounter): ReadText {
  const { text, spans, ents, entities, cats, links, meta, answer, label, labels, ...rest } = value;
  const { codebook: _, id: __, ...others } = rest;
  const letters = listOf(entities).filter((each) => typeof each === 'string');
  if (letters.length > 0) {
    const reason =
      'Its entities are letters for tokens (BILUO), which have no position in the text.';
    const tags = letters.filter((each) => /^[BU]-/u.test(each)).length;
    return { place, reason, tags };
  }
  countTextLabels(cats, ignored);
  countField('links', links, ignored);
  for (const [key, field] of Object.entries(others)) {
    if (ANALYSES.has(key)) continue;
    if (!DIVISIONS.has(key)) countField(key, field, ignored);
  }
  countAnalyses([value, ...listOf(value['tokens'])], ignored);
  const groups = isRecord(spans) ? Object.entries(spans) : [];
  const inCharacters = tokenReader(groups.length > 0 ? value : {});
  const read = [
    ...readEntries(ents ?? [], place, 'span', ignored),
    ...readEntries(isRecord(spans) ? [] : (spans ?? []), place, 'span', ignored),
    ...[entities, label, labels].flatMap((list) =>
      readEntries(list ?? [], place, 'label', ignored),
    ),
    ...groups.flatMap(([group, list]) => readGroup(group, inCharacters(list), place, ignored)),
  ];
  // An entity may be in a group of spans as well.
  const { tags, decisions } = withAnswers(
    withoutDuplicates(read, ignored),
    readAnswer(answer, ignored),
  );
  return lineArticle(place, text, tags, {
    decisions,
    details: readDetails(meta, ignored),
  });
}

/** The spans of a group, which stands in for a label that they do not have. */
function readGroup(
  group: string,
  list: readonly unknown[],
  place: string,
  ignored: LossCounter,
): EntryTag[] {
  return readEntries(list, `${place}, group ${group}`, 'span', ignored).map((tag) =>
    tag.label === '' ? { ...tag, label: group } : tag,
  );
}

/**
 * Moves spans of groups to positions in characters, as spaCy writes them. Early versions counted
 * tokens; a span begins and ends with a token, which shows what was counted.
 */
function tokenReader({ tokens }: JsonObject): (list: unknown) => readonly unknown[] {
  const places = listOf(tokens).filter((each) => isRecord(each));
  const starts = new Set(places.map(({ start }) => start));
  const ends = new Set(places.map(({ end }) => end));
  const fits = (span: unknown): boolean =>
    !isRecord(span) || (starts.has(span['start']) && ends.has(span['end']));
  return (list) => {
    const spans = listOf(list);
    if (places.length === 0 || spans.every(fits)) return spans;
    const moved = spans.map((span) => {
      if (!isRecord(span)) return span;
      const { start, end } = span;
      const first = typeof start === 'number' ? places[start] : undefined;
      const last = typeof end === 'number' ? places[end - 1] : undefined;
      return first && last ? { ...span, start: first['start'], end: last['end'] } : null;
    });
    return moved.includes(null) ? spans : moved;
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
