import { DETAIL_NAMES } from '../../content/content-lookup.ts';
import type { LooseArticle, LooseAuthor, LooseTag } from '../../content/loose.ts';
import type { LossCounter } from '../../content/losses.ts';
import { isRecord } from '../../content/read-file.ts';
import type { JsonObject } from '../../containers/json-records.ts';
import { plainTag } from './labelled-spans.ts';

/** What entries have beside place and label that says nothing of a tag, in any of these programs. */
const BOOKKEEPING = new Set(
  'id document manual prob token_start token_end type created_at updated_at user username input_hash'.split(
    ' ',
  ),
);
const UNDERSTOOD = new Set('start end start_offset end_offset label text meta answer'.split(' '));

/**
 * The labelled stretches of a text: `[start, end, label]`, or objects under the names that doccano,
 * Prodigy and spaCy have for these. What is a name of the whole text, and no stretch, is counted.
 *
 * @param what what one of them is called in places: `label`, `span`
 */
export function readEntries(
  value: unknown,
  place: string,
  what: 'label' | 'span',
  ignored: LossCounter,
): LooseTag[] {
  if (!Array.isArray(value)) {
    countTextLabels(value, ignored);
    return [];
  }
  return value.flatMap((entry: unknown, index) => {
    const at = `${place}, ${what} ${index + 1}`;
    if (Array.isArray(entry)) {
      const [start, end, label] = entry as readonly unknown[];
      return [plainTag(at, start, end, labelName(label))];
    }
    const isStretch = what === 'span' || (isRecord(entry) && !isOfWholeText(entry));
    if (isStretch) return [readObject(isRecord(entry) ? entry : {}, at, ignored)];
    countTextLabels(entry, ignored);
    return [];
  });
}

function isOfWholeText(entry: JsonObject): boolean {
  const isPlaced = ['start', 'end', 'start_offset', 'end_offset'].some((name) => name in entry);
  return !isPlaced && (entry['label'] !== undefined || typeof entry['text'] === 'string');
}

function readObject(entry: JsonObject, place: string, ignored: LossCounter): LooseTag {
  const { label, text, meta } = entry;
  for (const [key, value] of Object.entries(entry)) {
    if (!UNDERSTOOD.has(key) && !BOOKKEEPING.has(key)) countField(key, value, ignored);
  }
  const start = entry['start_offset'] ?? entry['start'];
  const tag = plainTag(place, start, entry['end_offset'] ?? entry['end'], labelName(label));
  const values = isRecord(meta) ? Object.entries(meta) : [];
  const attributes = values.filter((each): each is [string, string] => typeof each[1] === 'string');
  if (attributes.length < values.length) ignored.add('attributes');
  const exact = typeof text === 'string' ? text : null;
  return {
    ...tag,
    fragments: tag.fragments.map((each) => ({ ...each, exact })),
    attributes: Object.fromEntries(attributes),
    author: readUser(entry['user'] ?? entry['username']),
    created: textOf(entry['created_at']),
    modified: textOf(entry['updated_at']),
  };
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
export function withoutDuplicates(tags: readonly LooseTag[], ignored: LossCounter): LooseTag[] {
  const different = new Map(tags.map((tag) => [keyOf(tag), tag]));
  ignored.add('duplicates', tags.length - different.size);
  return [...different.values()];
}

function keyOf({ label, author, fragments: [span], place }: LooseTag): string {
  const isPlaced = Number.isFinite(span?.start) && Number.isFinite(span?.end);
  return isPlaced
    ? `${span?.start ?? ''} ${span?.end ?? ''} ${author?.name ?? ''} ${label}`
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
