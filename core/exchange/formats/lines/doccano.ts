import { sampleObjects, type JsonObject, type JsonRecord } from '../../containers/json-records.ts';
import type { Codec } from '../../content/codec.ts';
import type { LossCounter } from '../../content/losses.ts';
import { isRecord } from '../../content/read-file.ts';
import { FORMAT_FACTS } from '../../content/format-facts.ts';
import {
  countField,
  countTextLabels,
  isEntry,
  readAnswer,
  readDetails,
  readEntries,
  withAnswers,
  withoutDuplicates,
} from './entries.ts';
import {
  lineArticle,
  readLabelledLines,
  writeLabelledLines,
  type LineRelation,
  type LineSpan,
  type ReadText,
} from './labelled-lines.ts';
import { ownColumns, stretchesIn } from './own-columns.ts';

/**
 * doccano's lines of JSON for sequence labelling, as its export and import of *JSONL* have them:
 * `{"text": …, "label": [[start, end, label], …]}`, offsets in code points. Its other forms are read
 * as well: `data` in place of `text` (1.4 to 1.6), `labels`, `entities` with `relations`, and
 * `annotations` with numbers of labels and users (before 1.0); a list in place of lines; text and labels
 * in columns that a project has named itself.
 */
export const DOCCANO: Codec = {
  ...FORMAT_FACTS.doccano,
  unit: 'code points',
  write: (content) =>
    writeLabelledLines(
      content,
      (text, spans) => ({
        text,
        label: spans.map(({ start, end, label }) => [start, end, label]),
      }),
      writeRelations,
    ),
  recognise: ([file, ...others]) => {
    const records = file && others.length === 0 ? sampleObjects(file) : [];
    if (records.some(isOfOthers)) return 0.1;
    if (records.some(isLabelled)) return 0.9;
    if (records.some(isInOwnColumns)) return 0.6;
    // Projects of other kinds, which no other program is likely to write in the same way.
    return records.some((record) => isClassified(record) || isOnFile(record)) ? 0.5 : 0;
  },
  read: (files, tools) => readLabelledLines(files, tools, readText),
};

/** A line in doccano's form for projects with relations, whose stretches have numbers. */
function writeRelations(
  text: string,
  spans: readonly LineSpan[],
  relations: readonly LineRelation[],
): object {
  return {
    text,
    entities: spans.map(({ start, end, label }, index) => ({
      ...{ id: index + 1, label, start_offset: start, end_offset: end },
    })),
    relations: relations.map(({ from, to, name }, index) => ({
      ...{ id: index + 1, from_id: from + 1, to_id: to + 1, type: name },
    })),
  };
}

const LABELS = ['label', 'labels', 'entities', 'annotations'];
/** Those, and what other programs call them. */
const ALL_LABELS = [...LABELS, 'spans', 'ents'];

function isLabelled(record: JsonObject): boolean {
  const text = record['text'] ?? record['data'];
  return typeof text === 'string' && LABELS.some((key) => isListOfLabels(record[key]));
}

/** Whether a record has labelled stretches of a text under names of its own. */
function isInOwnColumns(record: JsonObject): boolean {
  const { text, labels } = ownColumns(record, []);
  const isThere = text !== null || typeof (record['text'] ?? record['data']) === 'string';
  return isThere && labels.length > 0;
}

/** Whether a record has a text as Prodigy and spaCy have them. */
function isOfOthers(record: JsonObject): boolean {
  return 'tokens' in record || ('spans' in record && typeof record['text'] === 'string');
}

/** Regions of other programs are objects as well, with the names of their labels in a list. */
function isListOfLabels(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((each: unknown) => !isRecord(each) || isEntry(each)) &&
    value.every((each: unknown) => !isRecord(each) || !('labels' in each))
  );
}

/** Whether a record has a text with a name for the whole of it. */
function isClassified({ text, data, label }: JsonObject): boolean {
  return typeof (text ?? data) === 'string' && typeof label === 'string';
}

/** Whether a record is about a picture or a recording. */
function isOnFile({ filename, text, ...others }: JsonObject): boolean {
  const isMarked = ON_FILES.some((name) => Array.isArray(others[name]));
  return typeof filename === 'string' && text === undefined && isMarked;
}

const ON_FILES = ['bbox', 'segmentation', 'label'];

function readText({ place, value }: JsonRecord, ignored: LossCounter): ReadText {
  if (isOnFile(value)) {
    const tags = ON_FILES.reduce((sum, name) => sum + listed(value[name]), 0);
    return { place, reason: 'It is about a picture or a recording, and has no text.', tags };
  }
  const own = ownColumns(value, ALL_LABELS);
  // The number of a text says nothing of it; other fields are the project's own.
  const { text, data, label, labels, entities, annotations, id: _, codebook: __, ...rest } = value;
  const { relations, cats, meta, metadata, annotation_approver: approver, ...others } = rest;
  const { Comments, comments, answer, spans, ents, ...fields } = others;
  ignored.add('links', listed(relations));
  ignored.add('comments', listed(Comments) + listed(comments));
  countTextLabels(cats, ignored);
  if (approver === null) ignored.addNamed('marks of texts that nobody has approved');
  else if (approver !== undefined) ignored.addNamed('names of those who approved a text');
  if (typeof meta === 'string' && meta !== '{}') countField('meta', meta, ignored);
  // The names of other programs are understood where somebody says that a file is of this one.
  const lists = [label, labels, entities, annotations, spans, ents].map(
    (list) => (isRecord(list) ? stretchesIn(list) : null) ?? list,
  );
  lists.push(...own.labels.map((name) => stretchesIn(value[name])));
  const entries = lists.flatMap((list): readonly unknown[] => {
    if (Array.isArray(list)) return list;
    countTextLabels(list, ignored);
    return [];
  });
  const read = withoutDuplicates(readEntries(entries, place, 'label', ignored), ignored);
  const { tags, decisions } = withAnswers(read, readAnswer(answer, ignored));
  const named = new Set(own.text === null ? own.labels : [...own.labels, own.text]);
  const left = Object.entries(fields).filter(([name]) => !named.has(name));
  const details = { ...Object.fromEntries(left), ...recordOf(metadata), ...recordOf(meta) };
  return lineArticle(place, own.text === null ? (text ?? data) : value[own.text], tags, {
    decisions,
    details: readDetails(details, ignored),
  });
}

function listed(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function recordOf(value: unknown): JsonObject {
  return isRecord(value) ? value : {};
}
