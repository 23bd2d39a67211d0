import { codePointLength, CodePointMap } from '../../../text/code-points.ts';
import type { JsonObject, JsonRecord } from '../../containers/json-records.ts';
import type { LooseAuthor, LooseDecision, LooseTag } from '../../content/loose.ts';
import type { LossCounter } from '../../content/losses.ts';
import { isRecord } from '../../content/read-file.ts';
import {
  countField,
  countTextLabels,
  isStretch,
  readAnswer,
  readDetails,
  readEntries,
  withAnswers,
} from './entries.ts';
import { lineArticle, type ReadText } from './labelled-lines.ts';
import { WRONG_POSITIONS, wordsOfTokens } from './token-words.ts';

const MARKS = [
  'answer',
  'tokens',
  '_annotator_id',
  '_session_id',
  '_input_hash',
  '_task_hash',
  '_view_id',
];

/** Whether a record has fields that Prodigy alone writes. */
export function hasProdigyMarks(record: JsonObject): boolean {
  return MARKS.some((name) => name in record);
}

/** What a task shows in place of a text. */
const SHOWN = ['html', 'image', 'audio', 'video'];

/** Reads one answered task: its text, and what was said of it by one annotator. */
export function readTask({ place, value }: JsonRecord, ignored: LossCounter): ReadText {
  const { text, spans, meta, answer, relations, tokens, label, accept, options, ...others } = value;
  const { ents, entities, labels, ...rest } = others;
  const shown = SHOWN.find((name) => name in value);
  if (typeof text !== 'string' && shown !== undefined) {
    const marks = [spans, value['audio_spans']].flatMap((list) => listOf(list));
    const reason = `It shows ${shown === 'html' ? 'a web page' : `a file of ${shown}`}, and has no text.`;
    return { place, reason, tags: marks.length };
  }
  ignored.add('links', listOf(relations).length);
  for (const [key, field] of Object.entries(rest)) {
    if (!key.startsWith('_')) countField(key, field, ignored);
  }
  const made = {
    author: readAuthor(value),
    created: readTime(value['_timestamp']),
  };
  const ofTask = readAnswer(answer, ignored);
  const tags: LooseTag[] = [];
  const decisions: LooseDecision[] = [];
  const withWords = typeof text === 'string' ? wordsOfTokens(text, tokens) : null;
  const add = (list: unknown, at: string): void => {
    // On pictures, spans have corners and no ends.
    const entries = listOf(list).filter((each) => !isRecord(each) || !('points' in each));
    ignored.add('regions', listOf(list).length - entries.length);
    const placed = entries.map((each) => withCharacters(each, tokens));
    const read = readEntries(placed, at, 'span', ignored).map((tag) => {
      const fragments = withWords ? tag.fragments.map(withWords) : tag.fragments;
      const isMoved = fragments.some(({ start }, index) => start !== tag.fragments[index]?.start);
      ignored.addNamed(WRONG_POSITIONS, isMoved ? 1 : 0);
      return { ...tag, ...made, fragments };
    });
    const answered = withAnswers(read, ofTask);
    tags.push(...answered.tags);
    decisions.push(...answered.decisions);
  };
  add(spans, place);
  // The names of other programs are understood where somebody says that a file is of this one.
  const named = [ents, entities, labels, label].flatMap((list): readonly unknown[] =>
    Array.isArray(list) ? list : [list],
  );
  add(named.filter(isStretch), place);
  const { chosen, accepted } = readOptions(options, accept, ignored);
  for (const option of chosen) add(option.spans, `${place}, option ${option.number}`);
  const ofText = [...accepted, ...named].filter((each) => each !== undefined && !isStretch(each));
  if (ofTask === null) countTextLabels(ofText, ignored);
  else ignored.addNamed(WRONG_LABELS, ofText.length);
  const unit = typeof text === 'string' && countsUtf16(text, tokens) ? 'utf-16' : 'code-points';
  return lineArticle(place, text, tags, { unit, details: readDetails(meta, ignored), decisions });
}

/** A span that has the numbers of its tokens alone, the last one included, with its characters. */
function withCharacters(span: unknown, tokens: unknown): unknown {
  if (!isRecord(span) || 'start' in span) return span;
  const [first, last] = ['token_start', 'token_end'].map((name) => {
    const number = span[name];
    const token = isIndex(number) ? listOf(tokens)[number] : undefined;
    return isRecord(token) ? token : undefined;
  });
  return first && last ? { ...span, start: first['start'], end: last['end'] } : span;
}

/** What a task says of its whole text and its answer takes back. */
const WRONG_LABELS = 'labels of whole texts that were rejected or ignored';

/** An option that was chosen, by its number, counted from 1. */
interface Option {
  readonly number: number;
  readonly spans: readonly unknown[];
}

/** An answer to a choice: what was chosen stands, with the spans that it shows. */
function readOptions(
  options: unknown,
  accept: unknown,
  ignored: LossCounter,
): { readonly chosen: readonly Option[]; readonly accepted: readonly unknown[] } {
  const ids = new Set(listOf(accept));
  const chosen: Option[] = [];
  const withSpans = new Set<unknown>();
  for (const [index, option] of listOf(options).entries()) {
    if (!isRecord(option)) continue;
    const spans = listOf(option['spans']);
    // An option with a text of its own is an answer about the whole.
    if (spans.length === 0 || 'text' in option) continue;
    if (ids.has(option['id'])) {
      withSpans.add(option['id']);
      chosen.push({ number: index + 1, spans });
    } else ignored.add('rejected', spans.length);
  }
  return { chosen, accepted: [...ids].filter((id) => !withSpans.has(id)) };
}

function readAuthor(task: JsonObject): LooseAuthor | null {
  const name = [task['_annotator_id'], task['_session_id']].find(
    (each) => typeof each === 'string' && each.trim() !== '',
  );
  return typeof name === 'string' ? { id: null, name } : null;
}

/** Seconds since 1970 as ISO 8601. */
function readTime(timestamp: unknown): string | null {
  const isTime = typeof timestamp === 'number' && timestamp > 0 && timestamp < 8e12;
  return isTime ? new Date(timestamp * 1000).toISOString() : null;
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

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
