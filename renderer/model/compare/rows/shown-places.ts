// Which two places of the articles are on screen below the table or beside the list, whatever the section.
import type { Comparison } from '#core/compare/comparison/comparison.ts';
import { spanHull, type Span } from '#core/text/span.ts';

import { chosenCell, type CompareState, type ShownEvent } from '../../state/compare-state.ts';
import { chosenClaimLine, claimRows, chosenClaimRow } from './claim-rows.ts';
import { chosenFinding } from './finding-list.ts';
import { chosenPassage } from './passage-pairs.ts';
import { chosenTargetPlace } from './framing-rows.ts';
import { chosenReview, placesReviewed, type Looker } from './review-lines.ts';

/** Words of an article, or the article without any of them. */
export interface ShownPlace {
  /** Number of the article. */
  readonly article: number;
  /** Empty: nothing of it stands there. */
  readonly fragments: readonly Span[];
  /** What it is to the other one. */
  readonly role: 'here' | 'base' | 'there';
}

/** The two places that are on screen, the one that Enter opens first. */
export function shownPlaces(state: CompareState, looker: Looker): readonly ShownPlace[] {
  const { shown, section } = state;
  if (!shown) return [];
  switch (section) {
    case 'quotations':
      return ofCell(state, shown);
    case 'findings': {
      const finding = chosenFinding(state)?.finding;
      return finding
        ? [
            { ...finding.here, role: 'here' },
            { ...finding.there, role: 'there' },
          ]
        : [];
    }
    case 'passages': {
      const passage = chosenPassage(state);
      return passage ? [sideOf(passage.a, 'here'), sideOf(passage.b, 'there')] : [];
    }
    case 'claims':
      return ofClaim(state, shown);
    case 'framing': {
      const place = chosenTargetPlace(state);
      return place ? [sideOf(place, 'here')] : [];
    }
    case 'review':
      return ofReview(state, shown, looker);
    case 'people':
      return [];
  }
}

/** The two articles that are read side by side: that of the chosen cell and another one. */
export function besidePlaces(state: CompareState, looker: Looker): readonly ShownPlace[] {
  const places = shownPlaces(state, looker);
  const [first, second] = places;
  const { shown } = state;
  if (!shown || !first) return [];
  if (second && second.article !== first.article) return places;
  const row = chosenCell(state)?.row;
  const other = row?.cells.find(
    ({ article, coverage }) => article !== first.article && coverage.type === 'present',
  );
  const article = other?.article ?? (first.article === 0 ? 1 : 0);
  const item = shown.table.items[other?.renderings[0]?.item ?? -1];
  return [first, { article, fragments: item?.fragments ?? [], role: 'there' }];
}

function ofCell(state: CompareState, shown: ShownEvent): readonly ShownPlace[] {
  const chosen = chosenCell(state);
  if (!chosen) return [];
  const { row, cell, item, rendering } = chosen;
  const base = shown.table.items[row.base];
  const here: ShownPlace = {
    article: cell.article,
    fragments: item?.fragments ?? [],
    role: rendering?.item === row.base ? 'base' : 'here',
  };
  if (!base || base.index === item?.index) return [here];
  return [here, { article: base.article, fragments: base.fragments, role: 'base' }];
}

function ofClaim(state: CompareState, shown: ShownEvent): readonly ShownPlace[] {
  const row = chosenClaimRow(state, claimRows(shown));
  const line = chosenClaimLine(state, row);
  if (!row) return [];
  const base: ShownPlace = { article: row.article, fragments: row.fragments, role: 'base' };
  if (!line || line.isBase) return [base];
  return [{ article: line.article, fragments: line.fragments, role: 'here' }, base];
}

function ofReview(state: CompareState, shown: ShownEvent, looker: Looker): readonly ShownPlace[] {
  const line = chosenReview(state, looker);
  const { articles } = shown.comparison;
  return (line ? placesReviewed(line) : [])
    .map(({ article, fragments }, index): ShownPlace => {
      const role = index === 0 ? 'here' : 'there';
      return { article: articles.findIndex(({ id }) => id === article), fragments, role };
    })
    .filter(({ article }) => article >= 0)
    .slice(0, 2);
}

function sideOf(
  { article, start, end }: Span & { readonly article: number },
  role: ShownPlace['role'],
): ShownPlace {
  return { article, fragments: [{ start, end }], role };
}

/** The whole stretch of a place; `undefined` where nothing stands. */
export function hullOf({ fragments }: Pick<ShownPlace, 'fragments'>): Span | undefined {
  return spanHull(fragments) ?? undefined;
}

/** Two places that say the same in two articles. */
export interface LinkedPair {
  readonly here: Span;
  readonly there: Span;
  readonly kind: 'family' | 'passage';
}

/** What two articles have in common, in the order of the first: families with a member in both, shared passages. */
export function linkedPairs(
  { comparison, table }: ShownEvent,
  here: number,
  there: number,
): readonly LinkedPair[] {
  const spansIn = (row: (typeof table.rows)[number], article: number): Span[] =>
    (row.cells[article]?.renderings ?? []).flatMap(({ item, same, state }) =>
      state === 'offered'
        ? []
        : [item, ...same].flatMap((each) => spanHull(table.items[each]?.fragments ?? []) ?? []),
    );
  const families = table.rows.flatMap((row): LinkedPair[] => {
    const [first] = spansIn(row, there);
    return first
      ? spansIn(row, here).map((span) => ({ here: span, there: first, kind: 'family' }))
      : [];
  });
  const all = [...families, ...passagesOf(comparison, here, there)];
  return all.sort((a, b) => a.here.start - b.here.start || a.there.start - b.there.start);
}

function passagesOf({ passages }: Comparison, here: number, there: number): LinkedPair[] {
  return passages.flatMap(({ a, b, kind }): LinkedPair[] => {
    if (kind === 'names') return [];
    const [own, other] = a.article === here ? [a, b] : [b, a];
    return own.article === here && other.article === there
      ? [{ here: own, there: other, kind: 'passage' }]
      : [];
  });
}
