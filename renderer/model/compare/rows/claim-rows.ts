// Claims across articles as a list: families that the analyst has linked and claims that stand alone, each
// with a ledger of who says it where, and the nearest sentences of the other articles.
import type { ComparedClaim } from '#core/compare/comparison/comparison.ts';
import type { ClaimRelation } from '#core/event/records.ts';
import { placeKey } from '#core/event/places.ts';
import { trimSpan, type Span } from '#core/text/span.ts';

import type { CompareState, ShownEvent } from '../../state/compare-state.ts';

/** A line of a claim's ledger: a linked claim, or a sentence that is offered. */
export interface ClaimLine {
  /** Its place, which stays the same when it is linked. */
  readonly key: string;
  readonly article: number;
  readonly fragments: readonly Span[];
  readonly words: string;
  readonly isBase: boolean;
  /** Id of the rendering; `null` for what is not linked. */
  readonly rendering: string | null;
  readonly relation: ClaimRelation | null;
  /** The tag that marks it; `null` for words without one. */
  readonly claim: ComparedClaim | null;
  /** Above 0 to 1, of a sentence that is offered. */
  readonly similarity: number | null;
}

export interface ClaimRow {
  /** Id of the family, else of the tag. */
  readonly key: string;
  readonly family: string | null;
  readonly label: string;
  readonly note: string;
  /** Where the base stands. */
  readonly article: number;
  readonly fragments: readonly Span[];
  readonly linked: readonly ClaimLine[];
  /** The nearest sentences of each article that has none of it. */
  readonly offered: readonly ClaimLine[];
}

/** Goes with the event as it was shown, which never changes in place. */
const KNOWN = new WeakMap<ShownEvent, readonly ClaimRow[]>();

/** Every claim of the event once, families first. */
export function claimRows(shown: ShownEvent): readonly ClaimRow[] {
  const rows = KNOWN.get(shown) ?? layOutRows(shown);
  KNOWN.set(shown, rows);
  return rows;
}

function layOutRows(shown: ShownEvent): readonly ClaimRow[] {
  const { comparison, document } = shown;
  const numbers = new Map(comparison.articles.map(({ id }, article) => [id, article]));
  const claimAt = new Map(
    comparison.claims.map((claim) => [
      placeKey({
        article: comparison.articles[claim.article]?.id ?? '',
        fragments: claim.fragments,
      }),
      claim,
    ]),
  );
  const used = new Set<ComparedClaim>();
  const families = [...document.families].flatMap((family): ClaimRow[] => {
    if (family.kind !== 'claim') return [];
    const base = family.base ?? family.renderings[0]?.id;
    const linked = family.renderings.flatMap((rendering): ClaimLine[] => {
      const article = numbers.get(rendering.article);
      if (article === undefined) return [];
      const claim =
        claimAt.get(placeKey(rendering)) ??
        comparison.claims.find(({ tag }) => tag === rendering.tag?.id) ??
        null;
      if (claim) used.add(claim);
      const { id, fragments, relation } = rendering;
      return [
        {
          key: placeKey(rendering),
          article,
          fragments,
          words: fragments.map(({ exact }) => exact).join(' … '),
          isBase: id === base,
          rendering: id,
          relation,
          claim,
          similarity: null,
        },
      ];
    });
    const first = linked.find(({ isBase }) => isBase) ?? linked[0];
    if (!first) return [];
    const { id, label, note } = family;
    const offered = offeredFor(shown, first.claim, linked);
    const { article, fragments, words } = first;
    return [
      { key: id, family: id, label: label || words, note, article, fragments, linked, offered },
    ];
  });
  const single = comparison.claims
    .filter((claim) => !used.has(claim))
    .map((claim): ClaimRow => {
      const { tag, words, article, fragments } = claim;
      const line: ClaimLine = {
        key: placeKey({ article: comparison.articles[article]?.id ?? '', fragments }),
        article,
        fragments,
        words,
        isBase: true,
        rendering: null,
        relation: null,
        claim,
        similarity: null,
      };
      return {
        key: tag,
        family: null,
        label: words,
        note: '',
        article,
        fragments,
        linked: [line],
        offered: offeredFor(shown, claim, [line]),
      };
    });
  return [...families, ...single];
}

/** The nearest sentences in each article that has no linked claim; a claim tag in one stands in its place. */
function offeredFor(
  { comparison }: ShownEvent,
  claim: ComparedClaim | null,
  linked: readonly ClaimLine[],
): readonly ClaimLine[] {
  const taken = new Set(linked.map(({ article }) => article));
  const offered = new Set<string>();
  return (claim?.nearest ?? []).flatMap(({ article, start, end, similarity }): ClaimLine[] => {
    if (taken.has(article)) return [];
    const own = comparison.claims.find(
      (each) =>
        each.article === article &&
        each.fragments.some((fragment) => fragment.start < end && start < fragment.end),
    );
    const { id = '', text = '' } = comparison.articles[article] ?? {};
    const fragments = own?.fragments ?? [trimSpan(text, { start, end })];
    const key = placeKey({ article: id, fragments });
    // A claim that reaches over two sentences is near by each of them.
    if (offered.has(key)) return [];
    offered.add(key);
    return [
      {
        key,
        article,
        fragments,
        words: own?.words ?? text.slice(start, end).trim(),
        isBase: false,
        rendering: null,
        relation: null,
        claim: own ?? null,
        similarity,
      },
    ];
  });
}

/** The row that is chosen, the first where none is. */
export function chosenClaimRow(
  { lines }: CompareState,
  rows: readonly ClaimRow[],
): ClaimRow | undefined {
  return rows.find((row) => isRow(row, lines.claims)) ?? rows[0];
}

/** Whether a row is meant by a key: its own, or that of a claim in it, which it had before it was linked. */
function isRow({ key, linked }: ClaimRow, wanted: string | undefined): boolean {
  return key === wanted || linked.some(({ claim }) => claim !== null && claim.tag === wanted);
}

/** The line of the ledger that is chosen. */
export function chosenClaimLine(
  { ledger }: CompareState,
  row: ClaimRow | undefined,
): ClaimLine | undefined {
  const all = row ? [...row.linked, ...row.offered] : [];
  return all.find(({ key }) => key === ledger) ?? all[0];
}
