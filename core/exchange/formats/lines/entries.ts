import { answerDecision, answerOf, type Answer } from '../../content/answers.ts';
import { DETAIL_NAMES } from '../../content/content-lookup.ts';
import type { LooseArticle, LooseAuthor, LooseDecision, LooseTag } from '../../content/loose.ts';
import type { LossCounter } from '../../content/losses.ts';
import { isRecord, positionIn } from '../../content/read-file.ts';
import type { JsonObject } from '../../containers/json-records.ts';
import { plainTag, positionOf } from './labelled-spans.ts';

/** What entries have beside place and label that says nothing of a tag, in any of these programs. */
const BOOKKEEPING = new Set(
  'id document manual prob token_start token_end type created_at updated_at user username input_hash meta answer word'.split(
    ' ',
  ),
);

/**
 * Where a stretch begins and ends, what it is called and what its words are, under the names that
 * programs have for these; of several names in one record the first counts. The words of a pipeline of
 * `transformers` (`word`) are not those of the text: they are put together from parts of words.
 */
const NAMES = {
  start: 'start_offset start begin from startoffset beginoffset startchar charstart offset'.split(
    ' ',
  ),
  end: 'end_offset end to endoffset endchar charend stop'.split(' '),
  label: 'label entity_group entitygroup tag category entitytype type entity'.split(' '),
  words: 'text surface mention exact'.split(' '),
} as const;

type What = keyof typeof NAMES;

/** What each name says, and how many others come before it. */
const MEANINGS: ReadonlyMap<string, { readonly what: What; readonly order: number }> = new Map(
  (['start', 'end', 'label', 'words'] as const).flatMap((what) =>
    NAMES[what].map((name, order) => [name, { what, order }] as const),
  ),
);

/** Under which of their names a record has what is known of a stretch. */
function namesIn(entry: JsonObject, keys: readonly string[]): Partial<Record<What, string>> {
  const found: Partial<Record<What, string>> = {};
  for (const key of keys) {
    const meaning = MEANINGS.get(key);
    if (!meaning || entry[key] === undefined || entry[key] === null) continue;
    const { what, order } = meaning;
    const before = found[what];
    if (before === undefined || order < (MEANINGS.get(before)?.order ?? 0)) found[what] = key;
  }
  return found;
}

/** A record with these names in one spelling, `BeginOffset` and `begin_offset`, if they are not the usual. */
function inOneSpelling(entry: JsonObject): JsonObject {
  if ('start' in entry || 'start_offset' in entry) return entry;
  return Object.fromEntries(
    Object.entries(entry).map(([name, value]) => {
      const plain = name.toLowerCase().replace(/[_-]/gu, '');
      return [MEANINGS.has(plain) ? plain : name, value];
    }),
  );
}

/** Whether an entry is a stretch of a text: an object that says where it begins, or a list. */
export function isStretch(entry: unknown): boolean {
  if (!isRecord(entry)) return Array.isArray(entry);
  const plain = inOneSpelling(entry);
  return namesIn(plain, Object.keys(plain)).start !== undefined;
}

/** Whether an entry says all of a stretch: where it begins and ends, and a label in words. */
export function isLabelledStretch(entry: JsonObject): boolean {
  const plain = inOneSpelling(entry);
  const { start = '', end = 'length', label = '' } = namesIn(plain, Object.keys(plain));
  const isPlaced = [plain[start], plain[end]].every((each) => Number.isFinite(positionIn(each)));
  return isPlaced && typeof plain[label] === 'string';
}

/** Whether an entry has a label, under whatever name, or words. */
export function isEntry(entry: JsonObject): boolean {
  const plain = inOneSpelling(entry);
  return [...NAMES.label, ...NAMES.words].some((name) => name in plain);
}

/**
 * The labelled stretches of a text: `[start, end, label]`, or objects under the names that doccano,
 * Prodigy, spaCy and others have for these. What is a name of the whole text, and no stretch, is counted.
 *
 * @param what what one of them is called in places: `label`, `span`
 */
export function readEntries(
  value: unknown,
  place: string,
  what: 'label' | 'span',
  ignored: LossCounter,
): EntryTag[] {
  if (!Array.isArray(value)) {
    countTextLabels(value, ignored);
    return [];
  }
  const tags: EntryTag[] = [];
  for (const [index, entry] of (value as readonly unknown[]).entries()) {
    const at = `${place}, ${what} ${index + 1}`;
    if (isOfBrat(entry)) {
      const [, label, spans] = entry;
      const fragments = spans.map(([start, end]) => {
        return { start: positionOf(start), end: positionOf(end), exact: null };
      });
      for (const [which, name] of labelNames(label).entries()) {
        tags.push({ ...plainTag(numbered(at, which), 0, 0, name), fragments });
      }
    } else if (Array.isArray(entry)) {
      const [start, end, label] = inOrder(entry as readonly unknown[]);
      for (const [which, name] of labelNames(label).entries()) {
        tags.push(plainTag(numbered(at, which), start, end, name));
      }
    } else if (what === 'span' || (isRecord(entry) && !isOfWholeText(entry))) {
      tags.push(...readObject(isRecord(entry) ? entry : {}, at, ignored));
    } else countTextLabels(entry, ignored);
  }
  return tags;
}

/** A stretch with its positions first: some programs write its label before them. */
function inOrder([first, second, third]: readonly unknown[]): readonly unknown[] {
  const isLabelFirst =
    typeof first === 'string' &&
    Number.isNaN(positionOf(first)) &&
    [second, third].every((each) => typeof each === 'number');
  return isLabelFirst ? [second, third, first] : [first, second, third];
}

/** An entity of the documents that brat shows: its id, its type, and its stretches. */
function isOfBrat(entry: unknown): entry is [unknown, unknown, (readonly unknown[])[]] {
  const spans: unknown = Array.isArray(entry) ? entry[2] : null;
  return Array.isArray(spans) && spans.length > 0 && spans.every((each) => Array.isArray(each));
}

function isOfWholeText(entry: JsonObject): boolean {
  if ('start' in entry) return false;
  const plain = inOneSpelling(entry);
  const isPlaced = [...NAMES.start, ...NAMES.end].some((name) => name in plain);
  // Words with a label are a stretch that stands wherever they do.
  if (typeof entry['label'] === 'string' && typeof entry['text'] === 'string') return false;
  return !isPlaced && (entry['label'] !== undefined || typeof entry['text'] === 'string');
}

/** A tag for each label of a stretch; it has one as a rule. */
function readObject(given: JsonObject, place: string, ignored: LossCounter): EntryTag[] {
  const entry = inOneSpelling(given);
  const { meta } = entry;
  const keys = Object.keys(entry);
  const {
    start: from = '',
    end: to = 'length',
    label: called = '',
    words = '',
  } = namesIn(entry, keys);
  for (const key of keys) {
    const isUnderstood = key === from || key === to || key === called || key === words;
    if (!isUnderstood && !BOOKKEEPING.has(key)) countField(key, entry[key], ignored);
  }
  const start = entry[from];
  const end = entry[to];
  const text = entry[words];
  const isLength = to === 'length' && end !== undefined;
  const last = isLength ? positionIn(start) + positionIn(end) : end;
  const exact = typeof text === 'string' ? text : null;
  const attributes = isRecord(meta) ? readMeta(meta, ignored) : {};
  const author = readUser(entry['user'] ?? entry['username']);
  const created = textOf(entry['created_at']);
  const modified = textOf(entry['updated_at']);
  const answer = answerOf(entry['answer']);
  // Field by field: to spread ten thousand tags takes longer than to read them.
  return labelNames(entry[called]).map((name, which) => ({
    place: numbered(place, which),
    id: null,
    label: name,
    fragments: [{ start: positionOf(start), end: positionOf(last), exact }],
    attributes,
    attributeSpans: {},
    note: '',
    confidence: null,
    author,
    created,
    modified,
    answer,
  }));
}

function readMeta(meta: JsonObject, ignored: LossCounter): Record<string, string> {
  const values = Object.entries(meta);
  const attributes = values.filter((each): each is [string, string] => typeof each[1] === 'string');
  if (attributes.length < values.length) ignored.add('attributes');
  return Object.fromEntries(attributes);
}

/** The answer about a text; one that is none of these is counted. */
export function readAnswer(answer: unknown, ignored: LossCounter): Answer | null {
  const known = answerOf(answer);
  if (known === null && answer !== 'accept') countField('answer', answer, ignored);
  return known;
}

/** A tag with what its own record answers to the question whether it is one. */
export interface EntryTag extends LooseTag {
  readonly answer?: Answer | null;
}

/** Tags with the decisions that take them back: by the answer about their text, or by their own. */
export function withAnswers(
  entries: readonly EntryTag[],
  ofText: Answer | null,
): { readonly tags: readonly LooseTag[]; readonly decisions: readonly LooseDecision[] } {
  const decisions: LooseDecision[] = [];
  const tags = entries.map((entry) => {
    const answer = ofText ?? entry.answer ?? null;
    // To copy each of ten thousand tags takes as long as to read them.
    if (answer === null) return entry;
    const { answer: _, ...tag } = entry;
    const whole = { ...tag, id: tag.place };
    decisions.push(answerDecision(whole, answer));
    return whole;
  });
  return { tags, decisions };
}

function numbered(place: string, which: number): string {
  return which === 0 ? place : `${place}, label ${which + 1}`;
}

/** Labels of one stretch, which programs of several labels have in a list. */
function labelNames(label: unknown): string[] {
  const names = Array.isArray(label) ? label.map(labelName) : [];
  return names.length > 0 ? names : [labelName(label)];
}

/** A label by its name, or by the number that the program has for it. */
function labelName(label: unknown): string {
  if (typeof label === 'number' && Number.isSafeInteger(label)) return `label ${label}`;
  return typeof label === 'string' ? label : '';
}

/** Somebody by the name, or by the number that the server has for them. */
export function readUser(user: unknown): LooseAuthor | null {
  if (typeof user === 'number') return { id: `user ${user}`, name: `user ${user}` };
  return typeof user === 'string' && user.trim() !== '' ? { id: null, name: user } : null;
}

/** Counts names of whole texts: one, a list, or names with how far each applies, from 0 to 1. */
export function countTextLabels(value: unknown, ignored: LossCounter): void {
  if (typeof value === 'number') ignored.addWithName('text-labels', labelName(value));
  else if (typeof value === 'string' && value !== '') ignored.addWithName('text-labels', value);
  else if (Array.isArray(value)) for (const each of value) countTextLabels(each, ignored);
  else if (isRecord(value) && ('label' in value || typeof value['text'] === 'string')) {
    if (value['value'] === undefined || applies(value['value'])) {
      countTextLabels(value['label'] ?? value['text'], ignored);
    }
  } else if (isRecord(value)) {
    for (const [name, share] of Object.entries(value)) {
      if (applies(share)) ignored.addWithName('text-labels', name);
    }
  }
}

function applies(share: unknown): boolean {
  return share === true || (typeof share === 'number' && share >= 0.5);
}

/** What is known of an article; what there is no place for is counted by its name. */
export function readDetails(values: unknown, ignored: LossCounter): LooseArticle['details'] {
  const details: Record<string, string> = {};
  for (const [key, value] of isRecord(values) ? Object.entries(values) : []) {
    const name = DETAIL_NAMES.find((each) => each === key);
    if (name !== undefined && typeof value === 'string') details[name] = value;
    else if (key !== 'codebook') countField(key, value, ignored);
  }
  return details;
}

/**
 * The same tags without those that say the same as another of the same person, for formats in which
 * nothing tells two of them apart.
 */
export function withoutDuplicates(tags: readonly EntryTag[], ignored: LossCounter): EntryTag[] {
  // Most begin where no other does: keys are made only of those that do not.
  const starting = new Map<number | null | undefined, EntryTag | Set<string>>();
  const different = tags.filter((tag) => {
    const start = tag.fragments[0]?.start;
    const known = starting.get(start);
    if (!known) return starting.set(start, tag);
    const keys = known instanceof Set ? known : new Set([keyOf(known)]);
    starting.set(start, keys);
    const key = keyOf(tag);
    return !keys.has(key) && keys.add(key);
  });
  ignored.add('duplicates', tags.length - different.length);
  return different;
}

function keyOf({ label, author, fragments: [span], place, answer }: EntryTag): string {
  const isPlaced = Number.isFinite(span?.start) && Number.isFinite(span?.end);
  return isPlaced
    ? `${span?.start ?? ''} ${span?.end ?? ''} ${author?.name ?? ''} ${answer ?? ''} ${label}`
    : place;
}

/** Nothing is lost by a field without a value. */
export function countField(name: string, value: unknown, ignored: LossCounter): void {
  const isEmpty =
    value === undefined ||
    value === null ||
    value === '' ||
    (typeof value === 'object' && Object.keys(value).length === 0);
  if (!isEmpty) ignored.addWithName('unknown', name);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
