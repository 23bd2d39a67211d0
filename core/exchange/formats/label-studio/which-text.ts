import type { JsonObject } from '../../containers/json-records.ts';
import { addToGroup } from '../../../collections/order.ts';
import type { Region } from './results.ts';
import { pageText, plainText, type TaskText } from './task-text.ts';
import { stringOf } from './tasks.ts';
import { turnsOf, turnsText } from './turns.ts';

/** Regions of one text of one task that are looked at to find out which text it is. */
const LOOKED_AT = 20;

/** Most texts of one task; to look for regions in all of them takes as long as there are many. */
export const TEXT_LIMIT = 50;

/** One of the texts in the data of a task. */
export interface FoundText extends TaskText {
  /** Its name in the data. */
  readonly key: string;
}

/**
 * Says which of the texts in the data of a task regions are on. The configuration would say it, and
 * is in another file as a rule; the words of the regions say it as well. Where they do not, a task is
 * read as the other tasks of the file are.
 */
export class TextFinder {
  /** By the name that regions have for a text: how many tasks have it under which name. */
  readonly #votes = new Map<string, Map<string, number>>();
  /** Names of texts that have regions on a page of HTML. */
  readonly #pages = new Set<string>();

  /** Looks at a task before any is read. */
  note(data: JsonObject, regions: readonly Region[]): void {
    const groups = groupByText(regions);
    if (groups.size > TEXT_LIMIT) return;
    for (const [to, group] of groups) {
      const [key, ...others] = this.#fitting(data, group);
      if (key === undefined || others.length > 0) continue;
      const votes = this.#votes.get(to) ?? new Map<string, number>();
      this.#votes.set(to, votes.set(key, (votes.get(key) ?? 0) + 1));
      if (group.some(isOnPage)) this.#pages.add(key);
    }
  }

  /** The text that regions with one name for it are on, or why it is none, in a sentence. */
  find(data: JsonObject, to: string, regions: readonly Region[]): FoundText | string {
    const keys = textKeys(data);
    if (keys.length === 0) return whyNone(data);
    const fitting = this.#fitting(data, regions);
    const among = fitting.length > 0 ? fitting : keys;
    const key = fitting.length === 1 ? fitting[0] : (this.#elected(to, among) ?? textAmong(among));
    if (key !== undefined) return this.#open(data, key, regions);
    return fitting.length > 0
      ? `The words of its tags are in several of its texts: ${named(fitting)}. ${CALL_IT}`
      : `The words of its tags are in none of its texts: ${named(keys)}. ${CALL_IT}`;
  }

  /** The text of a task without regions. */
  findAny(data: JsonObject): FoundText | string {
    const keys = textKeys(data);
    if (keys.length === 0) return whyNone(data);
    const voted = [...this.#votes.keys()].flatMap((to) => this.#elected(to, keys) ?? []);
    const key = keys.length === 1 ? keys[0] : (voted[0] ?? textAmong(keys));
    return key === undefined
      ? `It has several texts and no tags that say which one is meant: ${named(keys)}. ${CALL_IT}`
      : this.#open(data, key, []);
  }

  /** The name that most tasks have for a text, if it is one of these. */
  #elected(to: string, keys: readonly string[]): string | undefined {
    const votes = [...(this.#votes.get(to) ?? [])].filter(([key]) => keys.includes(key));
    return votes.sort(([, a], [, b]) => b - a)[0]?.[0];
  }

  /** Names of the texts that regions fit best; none where they fit nowhere. */
  #fitting(data: JsonObject, regions: readonly Region[]): readonly string[] {
    const keys = textKeys(data);
    if (keys.length < 2) return keys;
    const looked = regions.slice(0, LOOKED_AT);
    const fits = keys.map((key) => {
      const text = this.#open(data, key, looked);
      return looked.reduce((sum, { value }) => sum + text.fit(value), 0);
    });
    const best = Math.max(...fits);
    return best === 0 ? [] : keys.filter((_, index) => fits[index] === best);
  }

  #open(data: JsonObject, key: string, regions: readonly Region[]): FoundText {
    const value = data[key];
    const turns = turnsOf(value);
    if (turns) return { key, ...turnsText(turns) };
    const text = stringOf(value) ?? '';
    const isPage =
      regions.length > 0 ? regions.some(isOnPage) : this.#pages.has(key) || PAGE.test(text);
    return { key, ...(isPage && /[<&]/u.test(text) ? pageText(text) : plainText(text)) };
  }
}

const CALL_IT = 'Call the one with the tags on it “text” in data.';

/** The beginning of a page. */
const PAGE = /^\s*<(?:!doctype|html|body|div|p|article|section|main|h[1-6]|table|ul|ol)\b/iu;

/** Whether a region names its place by a path to an element. */
function isOnPage({ value: { start }, item: { type } }: Region): boolean {
  return type === 'hypertextlabels' || (typeof start === 'string' && start.startsWith('/'));
}

/** Regions by the name that they have for their text. */
export function groupByText(regions: readonly Region[]): Map<string, Region[]> {
  const groups = new Map<string, Region[]>();
  for (const region of regions) addToGroup(groups, region.to, region);
  return groups;
}

/** Names of what can be a text: strings, and lists of turns. */
function textKeys(data: JsonObject): readonly string[] {
  return Object.entries(data).flatMap(([key, value]) => {
    const isText = typeof value === 'string' && key !== 'sha256' && !ADDRESS.test(value);
    return isText || turnsOf(value) ? [key] : [];
  });
}

/** A file elsewhere, by address or name, which a project may show in place of a text. */
const ADDRESS =
  /^(?:(?:(?:https?|s3|gs|azure-blob|file):\/)?\/\S+|[\w%./-]{1,200}\.[a-z][a-z\d]{1,4})$/iu;

function textAmong(keys: readonly string[]): string | undefined {
  return keys.length === 1 ? keys[0] : keys.find((key) => key === 'text');
}

function whyNone(data: JsonObject): string {
  const address = Object.values(data).find(
    (value) => typeof value === 'string' && ADDRESS.test(value),
  );
  return address === undefined
    ? 'It has no text.'
    : 'It has no text, but the address of a file, which is not fetched.';
}

function named(keys: readonly string[]): string {
  const shown = keys.slice(0, 6).map((key) => `“${key.slice(0, 40).toWellFormed()}”`);
  return `${shown.join(', ')}${keys.length > shown.length ? ', …' : ''}`;
}
