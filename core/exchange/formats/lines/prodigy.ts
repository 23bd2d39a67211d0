import type { ArticleDetails } from '../../../article/article.ts';
import { codePointLength, CodePointMap } from '../../../text/code-points.ts';
import type { Span } from '../../../text/span.ts';
import { answerDecision } from '../../content/answers.ts';
import type { Codec } from '../../content/codec.ts';
import {
  codebookWords,
  categoryNames,
  DETAIL_NAMES,
  distinctAnnotatorNames,
  knownDetails,
  setsByArticle,
} from '../../content/content-lookup.ts';
import { countLosses } from '../../content/count-losses.ts';
import { sampleObjects, type JsonRecord } from '../../containers/json-records.ts';
import { lineArticle, lineFiles, readLabelledLines, textsWith } from './labelled-lines.ts';
import { labelledSpans, plainTag, type LabelledSpan } from './labelled-spans.ts';
import type { LossCounter } from '../../content/losses.ts';
import { sortedRecord } from '../../../collections/order.ts';
import { isRecord } from '../../content/read-file.ts';
import type { LooseTag } from '../../content/loose.ts';

/**
 * Prodigy's annotated tasks (`db-out`, `db-in`, `spans.manual`): a line for each text and
 * annotator, offsets in code points, `token_end` inclusive. Known to break importers: spans that
 * do not begin and end with a token; therefore tokens are written, and divided where tags end.
 */
export const PRODIGY: Codec = {
  name: 'prodigy',
  title: 'Prodigy (JSON lines)',
  extension: 'jsonl',
  output: 'file',
  unit: 'code points',
  text: 'always',
  write: (content, options) => {
    const losses = countLosses(content, [
      'attribute-spans',
      'parked-attributes',
      'notes',
      'confidence',
      'times',
      'ids',
      'boilerplate',
      'events',
      'decisions',
      'comments',
      'adjudicated',
    ]);
    const sets = setsByArticle(content);
    const names = categoryNames(content.codebook);
    const codebook = codebookWords(content.codebook);
    const people = distinctAnnotatorNames(content, options);
    const lines = content.articles.flatMap(({ id, text, details }) => {
      const made = (sets.get(id) ?? []).filter(({ annotations }) => annotations.length > 0);
      const fragments = made.flatMap(({ annotations }) =>
        annotations.flatMap((tag) => tag.fragments),
      );
      const tokens = tokenise(text, fragments);
      const map = new CodePointMap(text);
      const task = (spans: readonly LabelledSpan[]) => ({
        text,
        meta: { ...knownDetails(details), codebook },
        tokens: tokens.list,
        spans: spans.map(({ start, end, name, annotation }) => ({
          start: map.toCodePoint(start),
          end: map.toCodePoint(end),
          token_start: tokens.byStart.get(start),
          token_end: tokens.byEnd.get(end),
          label: name,
          ...(Object.keys(annotation.attributes).length > 0
            ? { meta: sortedRecord(annotation.attributes) }
            : {}),
        })),
        _view_id: 'spans_manual',
        answer: 'accept',
      });
      if (made.length === 0) return [task([])];
      return made.map(({ annotator, annotations }) => ({
        ...task(labelledSpans(annotations, names, losses)),
        _annotator_id: people.get(annotator) ?? annotator,
      }));
    });
    return { files: lineFiles(lines), losses: losses.list() };
  },
  recognise: ([file, ...others]) => {
    const tasks =
      file && others.length === 0 ? textsWith(sampleObjects(file), hasProdigyMarks) : [];
    if (tasks.length === 0) return 0;
    if (tasks.some((task) => Array.isArray(task['spans']))) return 0.95;
    // Of skipped tasks alone; no other program counts its tasks in this way.
    return tasks.some((task) => '_task_hash' in task || '_input_hash' in task) ? 0.8 : 0.4;
  },
  read: (files, tools) => readLabelledLines(files, tools, readTask),
};

/** A token as Prodigy has it; in code points, half-open. */
interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly id: number;
  /** Whether a space follows. */
  ws: boolean;
}

interface Tokens {
  readonly list: readonly Token[];
  /** Index of the token that begins or ends where a span does; UTF-16. */
  readonly byStart: ReadonlyMap<number, number>;
  readonly byEnd: ReadonlyMap<number, number>;
}

/** White space, words, and anything else by itself, with what belongs to it: flags, marks, joined emoji. */
const PIECES =
  /\s+|[\p{L}\p{N}\p{M}]+|\p{RI}{2}|[^\s\p{L}\p{N}](?:[\p{M}\p{Emoji_Modifier}]|\u200d\p{Extended_Pictographic})*/gu;

/** All of a text in tokens, divided where one of the spans begins or ends. */
function tokenise(text: string, spans: readonly Span[]): Tokens {
  const starts = new Set(spans.map(({ start }) => start));
  const ends = new Set(spans.map(({ end }) => end));
  const cuts = [...new Set([...starts, ...ends])].sort((a, b) => a - b);
  let next = 0;
  let codePoints = 0;
  const list: Token[] = [];
  const byStart = new Map<number, number>();
  const byEnd = new Map<number, number>();
  const add = (start: number, end: number): void => {
    const part = text.slice(start, end);
    const last = list.at(-1);
    const from = codePoints;
    codePoints += codePointLength(part);
    // A space is its own token only where a tag needs it to be.
    if (part === ' ' && last && !last.ws && !starts.has(start) && !ends.has(end)) {
      last.ws = true;
      return;
    }
    if (starts.has(start)) byStart.set(start, list.length);
    if (ends.has(end)) byEnd.set(end, list.length);
    list.push({ text: part, start: from, end: codePoints, id: list.length, ws: false });
  };
  for (const { 0: piece, index } of text.matchAll(PIECES)) {
    let start = index;
    const end = index + piece.length;
    if (piece.length > 1 && piece.startsWith(' ')) {
      add(start, start + 1);
      start += 1;
    }
    for (; (cuts[next] ?? Infinity) < end; next += 1) {
      const cut = cuts[next] ?? end;
      if (cut <= start) continue;
      add(start, cut);
      start = cut;
    }
    add(start, end);
  }
  return { list, byStart, byEnd };
}

const MARKS = [
  'answer',
  'tokens',
  '_annotator_id',
  '_session_id',
  '_input_hash',
  '_task_hash',
  '_view_id',
];

/** Whether a line has fields that Prodigy alone writes. */
export function hasProdigyMarks(line: Readonly<Record<string, unknown>>): boolean {
  return MARKS.some((name) => name in line);
}

function readTask({ place, value }: JsonRecord, ignored: LossCounter) {
  const { text, spans, meta, answer, relations, ...others } = value;
  if (Array.isArray(relations)) ignored.add('links', relations.length);
  const unknown = Object.keys(others).filter((key) => !key.startsWith('_') && key !== 'tokens');
  ignored.add('unknown', unknown.length);
  const session = value['_annotator_id'] ?? value['_session_id'];
  const author = typeof session === 'string' ? { id: null, name: session } : null;
  const tags = readSpans(spans, place, ignored).map((tag) => ({ ...tag, id: tag.place, author }));
  if (typeof text === 'string' && countsUtf16(text, value['tokens'])) {
    const reason = 'Its tokens are where they say in UTF-16 alone; Prodigy counts code points.';
    return { place, reason, tags: tags.length };
  }
  const decisions =
    answer === 'reject' || answer === 'ignore'
      ? tags.map((tag) => answerDecision(tag, answer))
      : [];
  return lineArticle(place, text, tags, { details: readMeta(meta, ignored), decisions });
}

/** Whether the words of tokens show that positions count something else than code points. */
function countsUtf16(text: string, tokens: unknown): boolean {
  // Without characters of two units both are the same.
  if (!Array.isArray(tokens) || codePointLength(text) === text.length) return false;
  const map = new CodePointMap(text);
  let isElsewhere = false;
  for (const token of tokens as readonly unknown[]) {
    if (!isRecord(token)) continue;
    const { text: words, start, end } = token;
    if (typeof words !== 'string' || !isIndex(start) || !isIndex(end)) continue;
    const isHere = end <= map.length && text.slice(map.toUtf16(start), map.toUtf16(end)) === words;
    const isInUtf16 = text.slice(start, end) === words;
    if (isHere && !isInUtf16) return false;
    if (isInUtf16 && !isHere) isElsewhere = true;
  }
  return isElsewhere;
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function readMeta(meta: unknown, ignored: LossCounter): Partial<ArticleDetails> {
  if (!isRecord(meta)) return {};
  const details: Partial<Record<(typeof DETAIL_NAMES)[number], string>> = {};
  for (const [key, value] of Object.entries(meta)) {
    const name = DETAIL_NAMES.find((each) => each === key);
    if (name !== undefined && typeof value === 'string') details[name] = value;
    else if (key !== 'codebook') ignored.add('unknown');
  }
  return details;
}

const SPAN_FIELDS = new Set(['start', 'end', 'label', 'meta', 'text', 'token_start', 'token_end']);

/** The spans of a line; what they have beside place, label and attributes is counted. */
export function readSpans(spans: unknown, place: string, ignored: LossCounter): LooseTag[] {
  const list: readonly unknown[] = Array.isArray(spans) ? spans : [];
  if (spans !== undefined && spans !== null && !Array.isArray(spans)) ignored.add('unknown');
  return list.map((span, index) => {
    const at = `${place}, span ${index + 1}`;
    if (!isRecord(span)) return plainTag(at, null, null, null);
    const { start, end, label, meta, text } = span;
    if (Object.keys(span).some((key) => !SPAN_FIELDS.has(key))) ignored.add('unknown');
    const tag = plainTag(at, start, end, label);
    const values = isRecord(meta) ? Object.entries(meta) : [];
    const attributes = values.filter(
      (each): each is [string, string] => typeof each[1] === 'string',
    );
    if (attributes.length < values.length) ignored.add('attributes');
    return {
      ...tag,
      fragments: tag.fragments.map((each) => ({
        ...each,
        exact: typeof text === 'string' ? text : null,
      })),
      attributes: Object.fromEntries(attributes),
    };
  });
}
