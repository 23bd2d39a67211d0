import { isRecord } from '../../content/read-file.ts';
import type { LooseArticle } from '../../content/loose.ts';
import { ABOUT, readDescribed } from './described.ts';
import { ANNOTATION, asAnnotation } from './forms.ts';
import { inWordsOfModel } from './linked-data.ts';
import { idIn, idOf, isA, isAddress, listOf, localName, type JsonObject } from './values.ts';

/** An annotation as a file has it, in the words of the model. */
export interface Item {
  readonly place: string;
  readonly id: string | null;
  readonly value: JsonObject;
}

const PAGES: ReadonlySet<string> = new Set([
  'AnnotationCollection',
  'AnnotationContainer',
  'AnnotationList',
  'AnnotationPage',
]);

/** Types that pages have beside, and that collections of anything have. */
const COLLECTIONS: ReadonlySet<string> = new Set([
  ...PAGES,
  'BasicContainer',
  'OrderedCollection',
  'OrderedCollectionPage',
]);

/** Where annotations are in collections, in pages, and in the answers and exports of programs. */
const INSIDE: ReadonlySet<string> = new Set([
  'first',
  'items',
  'next',
  'last',
  'prev',
  'contains',
  '@graph',
  '@list',
  'rows',
  'replies',
  'annotations',
  'resources',
]);

/** Gathers the annotations of values, wherever the model or a program of its family lets them be. */
export class ItemCollector {
  readonly items: Item[] = [];
  /** What the file says of the texts, by their addresses. */
  readonly described = new Map<string, LooseArticle['details']>();
  /** Things among annotations that are none. */
  strange = 0;
  readonly #elsewhere = new Set<string>();
  /** How many annotations are here of so many that there are. */
  readonly #totals = new Map<number, number>();
  /** Ids of pages and collections. */
  readonly #pages = new Set<string>();

  /** Takes the annotations of a value; whether there can be any. */
  collect(value: unknown, place: string, isInside = false): boolean {
    if (Array.isArray(value)) return this.#collectList(value, place, isInside);
    if (!isRecord(value)) return false;
    const isPage = isA(value, COLLECTIONS);
    if (isPage && ABOUT in value) {
      for (const [id, details] of readDescribed(value)) this.described.set(id, details);
    }
    const annotation = isPage ? null : asAnnotation(value);
    if (annotation) {
      this.items.push({ place, id: idOf(annotation), value: annotation });
      return true;
    }
    const inside = Object.entries(value).filter(
      ([key, each]) => INSIDE.has(localName(key)) || (!isPage && isListOfRecords(key, each)),
    );
    const id = idOf(value);
    if (isPage && id !== null) {
      // The first page may be there as the last one, too.
      if (inside.length > 0 && this.#pages.has(id)) return true;
      // A page that is only named is not there.
      (isInside && inside.length === 0 ? this.#elsewhere : this.#pages).add(id);
    }
    let found = isPage;
    for (const [key, each] of inside) {
      if (typeof each === 'string' && isPage) this.#elsewhere.add(idIn(each) ?? each);
      else if (this.collect(each, within(place, key, isInside), true)) found = true;
      else if (isPage) this.strange += listOf(each).length;
    }
    if (!found) found = this.#collectWrapped(value, place, isInside);
    if ('rows' in value) this.#count(value['total'], listOf(value['rows']).length);
    return found;
  }

  /** What stands in objects that are neither annotations nor pages: in answers of servers, or around each one. */
  #collectWrapped(value: JsonObject, place: string, isInside: boolean): boolean {
    let found = false;
    for (const [key, each] of Object.entries(value)) {
      if (key === '@context' || !isRecord(each)) continue;
      if (this.collect(each, within(place, key, isInside), true)) found = true;
    }
    return found;
  }

  /** Pages and annotations that are named by their addresses and are in none of the files. */
  elsewhere(): string[] {
    if (this.#elsewhere.size === 0) return [];
    const here = new Set([...this.#pages, ...this.items.map(({ id }) => id)]);
    return [...this.#elsewhere].filter((address) => !here.has(address));
  }

  /** How many annotations the file says that there are and does not have. */
  missing(): number {
    let missing = 0;
    for (const [total, here] of this.#totals) missing += Math.max(0, total - here);
    return missing;
  }

  /** Answers with the same total are parts of one. */
  #count(total: unknown, here: number): void {
    if (!Number.isSafeInteger(total)) return;
    this.#totals.set(Number(total), (this.#totals.get(Number(total)) ?? 0) + here);
  }

  #collectList(list: readonly unknown[], place: string, isInside: boolean): boolean {
    // In a list of annotations there may be strange things; a list of strange things is none.
    const before = this.items.length + this.#elsewhere.size;
    let strange = 0;
    for (const [index, each] of list.entries()) {
      if (typeof each === 'string' && isAddress(each)) this.#elsewhere.add(idIn(each) ?? each);
      else if (!this.collect(each, within(place, index, isInside), true)) strange += 1;
    }
    if (this.items.length + this.#elsewhere.size === before) return isInside && list.length === 0;
    this.strange += strange;
    return true;
  }
}

/** Whether a program may keep its annotations in a list, whatever it calls it. */
function isListOfRecords(key: string, value: unknown): boolean {
  return key !== '@context' && Array.isArray(value) && isRecord(value[0]);
}

/** The path of a value inside another one; that of the outermost is the file, or a line of it. */
function within(place: string, key: string | number, isInside: boolean): string {
  return `${place}${isInside ? '' : ', '}/${key}`;
}

/** Whether a value is sure to be an annotation or a page of them, and nothing that resembles one. */
export function isOfFamily(given: unknown): boolean {
  const value = inWordsOfModel(given);
  const isTyped = (each: JsonObject): boolean => isA(each, ANNOTATION) || isA(each, PAGES);
  if (isRecord(value) && isTyped(value)) return true;
  const collector = new ItemCollector();
  collector.collect(value, '');
  return collector.items.some(({ value: item }) => {
    const { target, user } = item;
    const isOnPart = listOf(target).some((each) => isRecord(each) && 'selector' in each);
    return isOnPart || isTyped(item) || (typeof user === 'string' && user.startsWith('acct:'));
  });
}
