import type { XmlElement } from '../../exchange/containers/xml.ts';
import type { Block, Detail, DetailName, Details } from '../reading.ts';

/** The longest value of a detail. */
const LONGEST = 4000;

/** Details as they come together: the first that is found of each stays. */
export class DetailFinder {
  readonly #details: Partial<Record<DetailName, Detail>> = {};

  add(name: DetailName, value: string | undefined, from: string): void {
    const found = value?.trim().slice(0, LONGEST).toWellFormed();
    if (found === undefined || found === '' || this.#details[name]) return;
    const isDate = name === 'published' || name === 'modified';
    const iso = isDate ? isoOf(found) : null;
    this.#details[name] = iso === null ? { value: found, from } : { value: found, iso, from };
  }

  get details(): Details {
    return this.#details;
  }
}

/** A moment as properties have it, to the second or the day; `null` where it is none. */
export function isoOf(value: string): string | null {
  const date =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(?:[.,]\d+)?(Z|[+-]\d{2}:\d{2})?)?$/u.exec(value);
  if (!date || Number.isNaN(Date.parse(date[1] ?? ''))) return null;
  const [, day = '', time, zone = ''] = date;
  return time === undefined ? day : `${day}T${time}${zone}`;
}

/** Reads the properties that both kinds of documents write in the same words. */
export function addProperties(finder: DetailFinder, root: XmlElement | null, from: string): void {
  const value = (...names: string[]): string | undefined => {
    for (const wanted of names) {
      const found = root?.children.find(({ name, text }) => name === wanted && text.trim() !== '');
      if (found) return found.text;
    }
    return undefined;
  };
  finder.add('title', value('title'), from);
  finder.add('author', value('initial-creator', 'creator'), from);
  finder.add('published', value('created', 'creation-date'), `${from}, created`);
  finder.add('modified', value('modified', 'date'), `${from}, modified`);
  finder.add('language', value('language'), from);
}

/** A title out of the text, where the properties have none. */
export function addTitleOfText(finder: DetailFinder, blocks: readonly Block[]): void {
  const heading = blocks.find(({ kind, part }) => kind === 'heading' && part === 'article');
  if (heading && (heading.level ?? 1) <= 2) finder.add('title', heading.text, 'first heading');
}
