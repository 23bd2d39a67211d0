import type { JsonObject } from '../../containers/json-records.ts';
import { isRecord } from '../../content/read-file.ts';
import type { LooseAuthor } from '../../content/loose.ts';

/** What one person or program made of a task. */
export interface Work {
  readonly place: string;
  readonly results: readonly JsonObject[];
  readonly author: LooseAuthor | null;
  /** What its author is called where a file has their number alone; `null` where there is none. */
  readonly number: string | null;
  /** ISO 8601; `null` where the file does not say. */
  readonly created: string | null;
  readonly modified: string | null;
  /** Whether it is the one that others are held against. */
  readonly isGroundTruth: boolean;
  /** What was said of it by whoever looked it over. */
  readonly reviews: readonly JsonObject[];
}

/** A text, or several, with everything that was made of it. */
export interface Task {
  readonly place: string;
  readonly data: JsonObject;
  readonly annotations: readonly Work[];
  /** Annotations that were given up or skipped. */
  readonly skipped: readonly Work[];
  readonly predictions: readonly Work[];
  readonly drafts: readonly Work[];
}

/** Whether a record is a task with work in it, judged by its names. */
export function looksLikeTask(record: JsonObject): boolean {
  const { data, task, annotation_id: id, annotator, lead_time: time } = record;
  const hasWork = ['annotations', 'completions', 'predictions'].some((name) =>
    Array.isArray(record[name]),
  );
  const isShort = id !== undefined && (annotator !== undefined || time !== undefined);
  const isInside = isRecord(task) && isRecord(task['data']) && Array.isArray(record['result']);
  return (isRecord(data) && hasWork) || isShort || isInside;
}

/** A task as any of the program's exports has it; `null` for what is none. */
export function toTask(value: unknown, place: string): Task | null {
  if (!isRecord(value)) return null;
  if (isRecord(value['data'])) return fromTask(value, value['data'], place);
  // What the program writes into a cloud folder: an annotation with its task inside.
  const { task } = value;
  if (isRecord(task) && isRecord(task['data'])) {
    return fromTask({ annotations: [value] }, task['data'], place);
  }
  return MIN_KEYS.some((key) => key in value) ? fromMin(value, place) : null;
}

function fromTask(task: JsonObject, data: JsonObject, place: string): Task {
  const worksIn = (name: string): [JsonObject, string][] =>
    recordsOf(task[name]).map((each, index) => [each, `${place}/${name}/${index}`]);
  const made = worksIn('annotations' in task ? 'annotations' : 'completions');
  const toWork = ([each, at]: [JsonObject, string]): Work => workOf(each, at, each);
  return {
    place,
    data,
    annotations: made.filter(([each]) => !isSkipped(each)).map(toWork),
    skipped: made.filter(([each]) => isSkipped(each)).map(toWork),
    predictions: worksIn('predictions').map(([each, at]) => ({
      ...toWork([each, at]),
      author: readModel(each),
      number: null,
    })),
    drafts: worksIn('drafts').map(toWork),
  };
}

function isSkipped(work: JsonObject): boolean {
  return work['was_cancelled'] === true || work['skipped'] === true;
}

/** @param by has who made it, under any of the names that there are for that */
function workOf(work: JsonObject, place: string, by: JsonObject): Work {
  return {
    place,
    results: recordsOf(work['result']),
    author: readAuthor(by),
    number: numberOf(by['completed_by']),
    created: stringOf(work['created_at']),
    modified: stringOf(work['updated_at']),
    isGroundTruth: work['ground_truth'] === true,
    reviews: recordsOf(work['reviews']),
  };
}

/** What the short form of the export has in each record, beside data and results. */
const MIN_KEYS = ['annotation_id', 'annotator', 'lead_time'];
const ABOUT_WORK = new Set([
  ...MIN_KEYS,
  ...['id', 'created_at', 'updated_at', 'agreement', 'history', 'was_cancelled', 'skipped'],
]);

/** A record of the short form: data, and results under the names of their controls, side by side. */
function fromMin(record: JsonObject, place: string): Task {
  const data: [string, unknown][] = [];
  const results: JsonObject[] = [];
  for (const [key, value] of Object.entries(record)) {
    if (ABOUT_WORK.has(key)) continue;
    const list = listIn(value);
    const given = list.filter((each) => isRecord(each)).filter((each) => resultType(each) !== null);
    if (given.length === 0) data.push([key, value]);
    for (const each of given) {
      // Nothing else tells which answers are about which region.
      const id = `${String(each['start'])} ${String(each['end'])}`;
      results.push({ id, from_name: key, to_name: key, type: resultType(each), value: each });
    }
  }
  const by = { completed_by: record['annotator'] };
  const work = workOf({ ...record, result: results }, place, by);
  return {
    place,
    data: Object.fromEntries(data),
    annotations: isSkipped(record) ? [] : [work],
    skipped: isSkipped(record) ? [work] : [],
    predictions: [],
    drafts: [],
  };
}

/** A value as a list; tables have lists of results as JSON in a cell, and what is made of them keeps it. */
function listIn(value: unknown): readonly unknown[] {
  if (typeof value !== 'string' || !/^\s*\[\s*\{/u.test(value)) {
    return Array.isArray(value) ? value : [value];
  }
  try {
    const list: unknown = JSON.parse(value);
    return listOf(list);
  } catch {
    return [value];
  }
}

const ANSWER_TYPES = ['choices', 'taxonomy', 'rating', 'number', 'datetime'];

/** What kind of result a value is, by the names in it; `null` where it is none. */
function resultType(value: JsonObject): string | null {
  const type = Object.keys(value).find(
    (key) => key.endsWith('labels') || ANSWER_TYPES.includes(key),
  );
  return type ?? (Array.isArray(value['text']) ? 'textarea' : null);
}

export function stringOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function recordsOf(value: unknown): JsonObject[] {
  return listOf(value).filter((each) => isRecord(each));
}

/** Who made an annotation: a person of ours, or one of the server's by what is known of them. */
export function readAuthor({
  annotator,
  completed_by: user,
  created_username: username,
}: JsonObject): LooseAuthor | null {
  if (isRecord(annotator)) {
    const name = stringOf(annotator['name']);
    return name === null ? null : { id: stringOf(annotator['id']), name };
  }
  const number = numberOf(user);
  if (number !== null && !isRecord(user)) return { id: number, name: number };
  if (typeof user === 'string' && user.trim() !== '') return { id: user, name: user };
  if (!isRecord(user)) {
    const name = stringOf(username)?.trim() ?? '';
    return name === '' ? null : { id: name, name };
  }
  const full = [user['first_name'], user['last_name']].filter(
    (each) => typeof each === 'string' && each !== '',
  );
  const email = stringOf(user['email']);
  const name = full.length > 0 ? full.join(' ') : (email ?? stringOf(user['username']) ?? number);
  return name === null ? null : { id: email ?? number ?? name, name };
}

function numberOf(user: unknown): string | null {
  const number = isRecord(user) ? user['id'] : user;
  return typeof number === 'number' ? `user ${number}` : null;
}

/** The program that predicted something. */
function readModel({ model_version: version }: JsonObject): LooseAuthor {
  const isNamed =
    (typeof version === 'string' && version.trim() !== '') || typeof version === 'number';
  const name = isNamed ? String(version) : 'prediction';
  return { id: `model ${name}`, name };
}
