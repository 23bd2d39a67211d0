import type { Category } from '#core/codebook/codebook.ts';
import { isSource, sourceOf } from '#core/people/names-in-tags.ts';
import type { Tag } from '#core/tags/tag.ts';
import { withoutHidden } from '#core/text/hidden.ts';
import { countOf } from '#core/numbers.ts';

import type { ArticleModel } from './article-model.ts';

/** What the list needs of a sequence of tags; an index gives it without making a copy. */
export interface TagSource extends Iterable<Tag> {
  readonly size: number;
  at(index: number): Tag | undefined;
  /** Its place in the sequence; -1 where it is not in it. */
  rankOf(id: string): number;
}

export function tagSourceOf(tags: readonly Tag[]): TagSource {
  const ranks = new Map(tags.map((tag, index) => [tag.id, index]));
  return {
    size: tags.length,
    at: (index) => tags[index],
    rankOf: (id) => ranks.get(id) ?? -1,
    [Symbol.iterator]: () => tags[Symbol.iterator](),
  };
}

/** What choosing needs of the rows of a list. */
export interface Rows {
  readonly at: (index: number) => { readonly id: string } | undefined;
  readonly rankOf: (id: string) => number;
}

/** Ids of the rows from one place to another, both included, in the order of the list. */
export function idsBetween(rows: Rows, from: number, to: number): string[] {
  const ids: string[] = [];
  for (let index = Math.min(from, to); index <= Math.max(from, to); index += 1) {
    const row = rows.at(index);
    if (row) ids.push(row.id);
  }
  return ids;
}

/** What is selected in a list; the last one is the active one. */
export interface Chosen {
  readonly selected: readonly string[];
  /** Where a range begins that Shift extends; `null` before anything was chosen. */
  readonly anchor: string | null;
}

/** How a row is chosen. */
export type How = 'alone' | 'extend' | 'toggle';

/**
 * What is selected after a row was chosen: alone, as the other end of a range (Shift), or in
 * addition (Ctrl), which takes it away again where it was selected.
 */
export function chooseRow(
  rows: Rows,
  before: Chosen,
  { id }: { readonly id: string },
  how: How,
): Chosen {
  const { selected } = before;
  const active = selected.at(-1);
  if (how === 'toggle') {
    const others = selected.filter((each) => each !== id);
    return { selected: others.length < selected.length ? others : [...selected, id], anchor: id };
  }
  if (how === 'alone' || active === undefined) return { selected: [id], anchor: id };
  const { anchor } = before;
  const from = anchor !== null && selected.includes(anchor) ? anchor : active;
  const range = idsBetween(rows, rows.rankOf(from), rows.rankOf(id));
  return { selected: [...range.filter((each) => each !== id), id], anchor: from };
}

/**
 * The values of a tag apart from who speaks, in a word or two each: chosen ones by their own words,
 * written ones, which could be anything, after the name of their field.
 */
export function shortDetails(category: Category | undefined, tag: Tag): string[] {
  const parts: string[] = [];
  for (const { id, label, type, values } of category?.attributes ?? []) {
    const value = tag.attributes[id];
    if (value === undefined || value === '' || isSource(id)) continue;
    const words = values?.find((each) => each.id === value)?.label ?? value;
    parts.push(type === 'enum' ? words : `${label}: ${value}`);
  }
  if (tag.fragments.length > 1) parts.push(countOf(tag.fragments.length, 'fragment'));
  if (tag.note !== '') parts.push('with a note');
  return parts;
}

/** The tags whose category, people by any spelling, words, details or note contain what was typed. */
export function filterTags(
  tags: TagSource,
  typed: string,
  article: Pick<ArticleModel, 'wordsOf'>,
  categoryOf: (tag: Tag) => Category | undefined,
  spellingsOf: (name: string) => readonly string[],
): TagSource {
  const wanted = withoutHidden(typed).trim().toLowerCase();
  if (wanted === '') return tags;
  const searchable = (tag: Tag): string => {
    const category = categoryOf(tag);
    const label = category?.label ?? tag.category;
    const details = shortDetails(category, tag).join(' ');
    const named = category?.attributes.filter(({ type }) => type === 'entity') ?? [];
    const names = [sourceOf(tag), ...named.map(({ id }) => tag.attributes[id])].flatMap((name) =>
      name ? spellingsOf(name) : [],
    );
    const words = `${label} ${names.join(' ')} ${article.wordsOf(tag)} ${details} ${tag.note}`;
    return withoutHidden(words).toLowerCase();
  };
  return tagSourceOf([...tags].filter((tag) => searchable(tag).includes(wanted)));
}
