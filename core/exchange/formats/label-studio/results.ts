import type { JsonObject } from '../../containers/json-records.ts';
import type { LossCounter } from '../../content/losses.ts';
import { isRecord } from '../../content/read-file.ts';
import { attributeName } from './names.ts';
import { listOf, stringOf, type Work } from './tasks.ts';

/** A stretch of a text with labels, and what was answered about it. */
export interface Region {
  readonly place: string;
  readonly item: JsonObject;
  readonly value: JsonObject;
  readonly labels: readonly unknown[];
  /** Name of the text in the configuration. */
  readonly to: string;
  readonly attributes: Map<string, string>;
}

/** Results that are stretches of texts; the other kinds of labels are on images, sound or video. */
const ON_TEXT = ['labels', 'hypertextlabels', 'htmllabels', 'paragraphlabels'];

/** What answers are called that have no place here. */
const ANSWERS_ELSEWHERE = 'answers about marks on pictures, sound or video';

/** The regions of a piece of work in their order, with the answers about each of them. */
export function readResults({ place, results }: Work, ignored: LossCounter): Region[] {
  const regions = new Map<string, Region>();
  const elsewhere = new Set<string>();
  const answers: [string, JsonObject][] = [];
  for (const [index, item] of results.entries()) {
    const at = `${place}/result/${index}`;
    const type = stringOf(item['type']) ?? '';
    if (type === 'relation') ignored.add('links');
    else if (ON_TEXT.includes(type) && isOnText(item)) {
      addRegion(regions, toRegion(at, item, labelsOf(item, type)));
    } else if (type.endsWith('labels') || isElsewhere(item)) {
      elsewhere.add(stringOf(item['id']) ?? at);
      ignored.add('regions');
    } else answers.push([at, item]);
  }
  for (const [at, item] of answers) {
    const id = stringOf(item['id']) ?? '';
    const region = regions.get(id);
    const answer = readAnswer(item);
    const name = stringOf(item['from_name']);
    if (region && answer !== null && name !== null) {
      region.attributes.set(attributeName(name), answer);
    } else if (elsewhere.has(id)) ignored.addNamed(ANSWERS_ELSEWHERE);
    else if (answer !== null && canLabel(item)) {
      // Projects without labels answer about stretches of the text itself.
      addRegion(regions, toRegion(at, item, [answer]));
    } else ignored.addWithName('text-labels', name ?? 'unnamed');
  }
  return [...regions.values()];
}

/** Two regions with one id stay two. */
function addRegion(regions: Map<string, Region>, region: Region): void {
  const id = stringOf(region.item['id']) ?? region.place;
  regions.set(regions.has(id) ? region.place : id, region);
}

function toRegion(place: string, item: JsonObject, labels: readonly unknown[]): Region {
  const to = stringOf(item['to_name']) ?? '';
  return { place, item, value: valueOf(item), labels, to, attributes: new Map() };
}

function valueOf({ value }: JsonObject): JsonObject {
  return isRecord(value) ? value : {};
}

function labelsOf(item: JsonObject, type: string): readonly unknown[] {
  const value = valueOf(item);
  const name = type in value ? type : Object.keys(value).find((key) => key.endsWith('labels'));
  const labels = listOf(value[name ?? '']);
  return labels.length > 0 ? labels : [null];
}

/** Labels are put on stretches of sound, too, which are in seconds. */
function isOnText(item: JsonObject): boolean {
  return !('channel' in valueOf(item)) && !('original_length' in item);
}

function isElsewhere(item: JsonObject): boolean {
  const value = valueOf(item);
  return !isOnText(item) || ['x', 'points', 'rle', 'sequence'].some((key) => key in value);
}

function canLabel(item: JsonObject): boolean {
  const { start, end } = valueOf(item);
  const isChoice = ['choices', 'taxonomy'].includes(stringOf(item['type']) ?? '');
  return isChoice && start !== undefined && end !== undefined;
}

/** What was chosen or written about a region; `null` for answers of other kinds. */
function readAnswer(item: JsonObject): string | null {
  const type = stringOf(item['type']) ?? '';
  const value = valueOf(item);
  const answer = value[type === 'textarea' ? 'text' : type];
  const parts = Array.isArray(answer) ? answer : [answer];
  const strings = parts.flatMap((part: unknown) =>
    typeof part === 'string' || typeof part === 'number'
      ? [String(part)]
      : // A way down a tree of choices.
        Array.isArray(part) && part.every((each) => typeof each === 'string')
        ? [part.join(' / ')]
        : [],
  );
  return strings.length > 0 ? strings.join('\n') : null;
}

/** How many tags there would be in work that is not read. */
export function countRegions(works: readonly Work[]): number {
  return works.reduce((sum, { results }) => {
    const regions = results.filter(({ type }) => ON_TEXT.includes(stringOf(type) ?? ''));
    return sum + (regions.length > 0 ? regions.length : results.length);
  }, 0);
}
