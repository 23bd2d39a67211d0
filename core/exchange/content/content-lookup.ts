import { compareText, groupBy } from '../../collections/order.ts';
import type { ArticleDetails } from '../../article/article.ts';
import type { Codebook } from '../../codebook/codebook.ts';
import { findByName } from '../../codebook/names.ts';
import type { WriteOptions } from './codec.ts';
import type { ExchangeSet, ExchangeContent } from './content.ts';

/** The sets of each article, in the order of their annotators' ids. */
export function setsByArticle({ sets }: Pick<ExchangeContent, 'sets'>): Map<string, ExchangeSet[]> {
  const sorted = sets.toSorted((a, b) => compareText(a.annotator, b.annotator));
  return groupBy(sorted, ({ articleId }) => articleId);
}

/** A codebook and its version in few words, for formats without a place for the whole. */
export function codebookWords({ id, version }: Pick<Codebook, 'id' | 'version'>): string {
  return `${id} ${version}`;
}

/** What to write for each annotator: their name, or a number where names are to be left out. */
export function annotatorNames(
  { annotators }: Pick<ExchangeContent, 'annotators'>,
  { hideNames }: Pick<WriteOptions, 'hideNames'>,
): Map<string, string> {
  return new Map(
    annotators
      .toSorted((a, b) => compareText(a.id, b.id))
      .map(({ id, name }, index) => [id, hideNames ? `annotator ${index + 1}` : name]),
  );
}

/**
 * As `annotatorNames`, for formats that know people by name alone: where two have the same, the
 * later ones get a number, so that nobody's tags become somebody else's.
 */
export function distinctAnnotatorNames(
  content: Pick<ExchangeContent, 'annotators'>,
  options: Pick<WriteOptions, 'hideNames'>,
): Map<string, string> {
  const taken = new Set<string>();
  const names = annotatorNames(content, options);
  for (const [id, name] of names) {
    let distinct = name;
    for (let number = 2; taken.has(distinct); number += 1) distinct = `${name} (${number})`;
    taken.add(distinct);
    names.set(id, distinct);
  }
  return names;
}

/** What names an item when it is read again: its label, or its id where the label means another. */
export function nameAmong<T extends { readonly id: string; readonly label: string }>(
  items: readonly T[],
  item: T,
): string {
  return findByName(items, item.label) === item ? item.label : item.id;
}

/** The name of each category by its id. */
export function categoryNames({ categories }: Codebook): Map<string, string> {
  return new Map(categories.map((category) => [category.id, nameAmong(categories, category)]));
}

/** How many categories have tags and are called neither by their label nor by their id. */
export function countChangedNames(
  { codebook, sets }: Pick<ExchangeContent, 'codebook' | 'sets'>,
  nameOf: (category: string) => string,
): number {
  const labels = new Map(codebook.categories.map(({ id, label }) => [id, label]));
  const used = new Set(sets.flatMap(({ annotations }) => annotations.map((tag) => tag.category)));
  return [...used].filter((id) => ![id, labels.get(id)].includes(nameOf(id))).length;
}

/** What is written for an attribute of a category and for its value. */
export type NameAttribute = (
  category: string,
  id: string,
  value: string,
) => { readonly name: string; readonly value: string };

/** Names attributes and their values by their labels, as far as these are clear, else by their ids. */
export function attributeNames({ categories }: Codebook): NameAttribute {
  const known = new Map(
    categories.map(({ id, attributes }) => [
      id,
      new Map(
        attributes.map((attribute) => {
          const { values = [] } = attribute;
          const ofValues = new Map(values.map((each) => [each.id, nameAmong(values, each)]));
          return [attribute.id, { name: nameAmong(attributes, attribute), ofValues }];
        }),
      ),
    ]),
  );
  return (category, id, value) => {
    const found = known.get(category)?.get(id);
    return { name: found?.name ?? id, value: found?.ofValues.get(value) ?? value };
  };
}

/** What is said of an article in words. */
export const DETAIL_NAMES = ['title', 'outlet', 'author', 'url', 'published'] as const;

/** The details of an article that are known. */
export function knownDetails(
  details: ArticleDetails,
): Partial<Record<(typeof DETAIL_NAMES)[number], string>> {
  return Object.fromEntries(
    DETAIL_NAMES.flatMap((name) => {
      const value = details[name];
      return value === null ? [] : [[name, value]];
    }),
  );
}
