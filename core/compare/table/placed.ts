import { addToGroup } from '../../collections/order.ts';
import type { Family } from '../../event/records.ts';
import type { ComparedItem, Comparison } from '../comparison/comparison.ts';
import { PassageFinder, refusalsAmong, type PlacedPassage } from '../comparison/placed-families.ts';
import type { TableDocument } from './table-types.ts';

/** A family of the analyst with its members. */
export interface GivenRow {
  readonly family: Family;
  /** Numbers of items. */
  readonly items: readonly number[];
}

/** What the analyst has said, by the numbers of items. */
export interface Placed {
  /** Those of the comparison, then passages that were linked since. */
  readonly items: readonly ComparedItem[];
  readonly given: readonly GivenRow[];
  /** By the number of the item, the id of the rendering that links it. */
  readonly renderingOf: ReadonlyMap<number, string>;
  readonly isRefused: (a: number, b: number) => boolean;
}

/** Finds what the analyst has linked and refused among the items of a comparison. */
export function placeAll(comparison: Comparison, document: TableDocument): Placed {
  const items = [...comparison.items];
  const utterances = [...document.families].filter(({ kind }) => kind === 'utterance');
  const finder = new PassageFinder(comparison.articles, comparison.items);
  const { renderings } = finder.placeFamilies(utterances);
  const itemsOf = new Map<string, number[]>();
  const renderingOf = new Map<number, string>();
  for (const { family, rendering, item, ...place } of renderings) {
    const index = item >= 0 ? item : items.push(newItem(comparison, place, items.length)) - 1;
    addToGroup(itemsOf, family, index);
    renderingOf.set(index, rendering);
  }
  const given = utterances.flatMap((family) => {
    const own = itemsOf.get(family.id);
    return own ? [{ family, items: own }] : [];
  });
  const isRefused = refusalsAmong(comparison.articles, items, document.refusals);
  return { items, given, renderingOf, isRefused };
}

/** A passage that the comparison does not know. */
export function newItem(
  { articles }: Comparison,
  { article, fragments }: PlacedPassage,
  index: number,
  origin: 'linked' | 'words' = 'linked',
): ComparedItem {
  const text = articles[article]?.text ?? '';
  const words = fragments.map(({ start, end }) => text.slice(start, end)).join(' … ');
  const length = words.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}’'.,-]*/gu)?.length ?? 0;
  const nobody = { tag: null, speaker: null, proposal: -1 };
  return { index, article, fragments, words, length, origin, ...nobody };
}
