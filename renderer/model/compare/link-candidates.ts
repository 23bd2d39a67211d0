// What may be linked with some words: what is offered first, then everything else, then any words that are
// typed and stand in a text. Which of it is chosen is the dialog's.
import type { ComparedItem } from '#core/compare/comparison/comparison.ts';
import type { TableRow } from '#core/compare/table/table-types.ts';
import type { Span } from '#core/text/span.ts';
import { findMatches } from '#core/text/text-search.ts';

import type { ShownEvent } from '../state/compare-state.ts';
import type { LinkedPlace, LinkSource } from '../state/link-source.ts';
import { claimRows, type ClaimLine } from './rows/claim-rows.ts';

/** Something to be linked with: a row of the table, or words of an article. */
export interface LinkCandidate {
  readonly id: string;
  readonly words: string;
  readonly who: string | null;
  /** Numbers of the articles that it stands in. */
  readonly articles: readonly number[];
  /** `offered`: something speaks for it; `typed`: words that were looked for. */
  readonly from: 'offered' | 'other' | 'typed';
  readonly target:
    | { readonly type: 'row'; readonly row: TableRow }
    | { readonly type: 'place'; readonly place: LinkedPlace };
}

/** Places of typed words in one article that are listed. */
const TYPED_IN_ARTICLE = 3;
/** Letters that must be typed before texts are searched. */
const LEAST_TYPED = 3;

/** Everything that the source may be linked with, what is offered first; not yet narrowed to a query. */
export function linkCandidates(shown: ShownEvent, source: LinkSource): readonly LinkCandidate[] {
  switch (source.type) {
    case 'words':
      return rowsFor(shown, source);
    case 'cell':
      return itemsFor(shown, source);
    case 'claim':
      return claimsFor(shown, source);
  }
}

/** Where typed words stand: in the article of the cell, or in all. */
export function typedCandidates(
  { comparison }: ShownEvent,
  source: LinkSource,
  query: string,
): readonly LinkCandidate[] {
  const wanted = query.trim();
  if (wanted.length < LEAST_TYPED) return [];
  return comparison.articles.flatMap(({ id, text }, article): LinkCandidate[] => {
    if (source.type === 'cell' && source.article !== article) return [];
    const options = { caseSensitive: false, wholeWord: false, ignoreQuotesAndAccents: true };
    return findMatches(text, wanted, options, TYPED_IN_ARTICLE).map((match) => {
      const span = toWholeWords(text, match);
      const place = { article: id, fragments: [span], tag: null };
      return {
        id: `typed:${article}:${span.start}-${span.end}`,
        words: text.slice(span.start, span.end),
        who: null,
        articles: [article],
        from: 'typed',
        target: { type: 'place', place },
      };
    });
  });
}

function rowsFor(
  { comparison, table }: ShownEvent,
  { item, place }: Extract<LinkSource, { type: 'words' }>,
): readonly LinkCandidate[] {
  const offers = item === null ? [] : (comparison.offers[item] ?? []);
  const offered = offers.flatMap(({ member }) => rowOfItem(table.rows, member) ?? []);
  const own = item === null ? undefined : rowOfItem(table.rows, item);
  const article = comparison.articles.findIndex(({ id }) => id === place.article);
  const ranked = [...new Set([...offered, ...table.rows])].filter((row) => row !== own);
  return ranked
    .map((row): LinkCandidate => {
      return {
        id: `row:${row.key}`,
        words: row.label,
        who: row.who,
        articles: row.cells.flatMap((cell) =>
          cell.coverage.type === 'present' ? [cell.article] : [],
        ),
        from: offered.includes(row) ? 'offered' : 'other',
        target: { type: 'row', row },
      };
    })
    .sort((a, b) => rank(a, article) - rank(b, article));
}

/** What is offered stays in front; what stands only in the article itself comes last. */
function rank({ from, articles }: LinkCandidate, article: number): number {
  if (from === 'offered') return 0;
  return articles.every((each) => each === article) ? 2 : 1;
}

function itemsFor(
  { comparison, table }: ShownEvent,
  { row: key, article }: Extract<LinkSource, { type: 'cell' }>,
): readonly LinkCandidate[] {
  const row = table.rows.find((each) => each.key === key);
  if (!row) return [];
  const scoreOf = ({ index }: ComparedItem): number => {
    const offers = comparison.offers[index] ?? [];
    return offers.find(({ member }) => rowOfItem(table.rows, member) === row)?.score ?? 0;
  };
  return table.items
    .filter((item) => item.article === article && rowOfItem(table.rows, item.index) !== row)
    .map((item) => ({ item, score: scoreOf(item) }))
    .sort((a, b) => b.score - a.score || startOf(a.item) - startOf(b.item))
    .map(({ item, score }): LinkCandidate => ({
      id: `item:${item.index}`,
      words: item.words,
      who: item.speaker?.name ?? null,
      articles: [article],
      from: score > 0 ? 'offered' : 'other',
      target: {
        type: 'place',
        place: {
          article: comparison.articles[article]?.id ?? '',
          fragments: item.fragments,
          tag: item.tag,
        },
      },
    }));
}

/** What is nearest to a claim, then the other claims; not what is linked with it. */
function claimsFor(
  shown: ShownEvent,
  { row: key }: Extract<LinkSource, { type: 'claim' }>,
): readonly LinkCandidate[] {
  const rows = claimRows(shown);
  const own = rows.find((row) => row.key === key);
  if (!own) return [];
  const known = new Set([...own.linked, ...own.offered].map((line) => line.key));
  const others = rows.flatMap(({ linked }) => linked.filter((line) => !known.has(line.key)));
  const candidate =
    (from: LinkCandidate['from']) =>
    ({ key: id, words, claim, article, fragments }: ClaimLine): LinkCandidate => ({
      ...{ id, words, from, who: claim?.claimant ?? null, articles: [article] },
      target: {
        type: 'place',
        place: {
          article: shown.comparison.articles[article]?.id ?? '',
          fragments,
          tag: claim?.tag ?? null,
        },
      },
    });
  return [...own.offered.map(candidate('offered')), ...others.map(candidate('other'))];
}

/** The row that an item is a member of. */
export function rowOfItem(rows: readonly TableRow[], item: number): TableRow | undefined {
  return rows.find(({ cells }) =>
    cells.some(({ renderings }) =>
      renderings.some(
        (each) => each.state !== 'offered' && (each.item === item || each.same.includes(item)),
      ),
    ),
  );
}

function startOf({ fragments }: ComparedItem): number {
  return fragments[0]?.start ?? 0;
}

const IN_WORD = /[\p{L}\p{N}\p{M}]/u;

/** The span made larger until it cuts no word. */
function toWholeWords(text: string, { start, end }: Span): Span {
  let from = start;
  let to = end;
  while (from > 0 && IN_WORD.test(text.charAt(from - 1)) && IN_WORD.test(text.charAt(from)))
    from -= 1;
  while (to < text.length && IN_WORD.test(text.charAt(to)) && IN_WORD.test(text.charAt(to - 1)))
    to += 1;
  return { start: from, end: to };
}
