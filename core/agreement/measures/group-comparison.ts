import type { AgreementTag } from '../pairing/comparable-tag.ts';
import type { ComparisonOptions, LabelFigure } from './comparison.ts';
import { joinedTags, unitsOf } from './continuum.ts';
import { figure, type Basis, type Figure } from './figure.ts';
import { tagsAlsoTaggedByOthers } from '../pairing/overlap-graph.ts';
import { measureText, textFigures, type TextFigures } from './text-measures.ts';

/** One article with each annotator's tags, in a fixed order of annotators. */
export interface GroupArticle {
  /** UTF-16 code units that count. */
  readonly length: number;
  readonly coders: readonly (readonly AgreementTag[])[];
}

/**
 * Three or more annotators compared as a group, on one category or on all. Figures count tags, as
 * indexes into all tags article by article and annotator by annotator.
 */
export interface GroupComparison {
  /** `null`: all categories. */
  readonly category: string | null;
  readonly barUAlpha: Figure;
  /** `null` on one category, where names cannot differ. */
  readonly cuAlpha: Figure | null;
  readonly cuCoverage: number | null;
  /** Those measures asked for that are defined for any number of annotators. */
  readonly text: TextFigures;
  readonly labels: readonly LabelFigure[];
  /** Units that u-α and α_U joined with an overlapping one of the same annotator and category. */
  readonly mergedUnits: number;
  /** Tags that such a unit belongs to. */
  readonly mergedItems: readonly number[];
}

/** Compares a group over articles that all have read, on one category or (`null`) on all. */
export function compareGroup(
  articles: readonly GroupArticle[],
  category: string | null,
  { measures = [], gamma }: ComparisonOptions = {},
): GroupComparison {
  const inScope = (tag: AgreementTag): boolean => category === null || tag.category === category;
  const text = measureText(
    articles.map(({ length, coders }) => ({
      length,
      coders: coders.map((tags) => unitsOf(tags.filter(inScope))),
    })),
  );
  const all = articles.flatMap(({ coders }) => coders.flat());
  const shared = new Set(articles.flatMap(({ coders }) => [...tagsAlsoTaggedByOthers(coders)]));
  const joined = new Set(
    articles.flatMap(({ coders }) => coders.flatMap((tags) => [...joinedTags(tags)])),
  );
  const indexesOf = (counts: (tag: AgreementTag) => boolean): number[] =>
    all.flatMap((tag, index) => (counts(tag) ? [index] : []));
  const basis: Basis = { items: indexesOf(inScope), leftOut: [] };
  const codedBasis = (counts: (tag: AgreementTag) => boolean): Basis => ({
    items: indexesOf((tag) => counts(tag) && shared.has(tag)),
    leftOut: indexesOf((tag) => counts(tag) && !shared.has(tag)),
  });
  const onAll = category === null;
  return {
    category,
    barUAlpha: figure(text.alphas.barUAlpha, basis),
    cuAlpha: onAll ? figure(text.alphas.cuAlpha, codedBasis(inScope)) : null,
    cuCoverage: onAll ? text.alphas.cuCoverage : null,
    text: textFigures(text, measures, basis, gamma),
    labels:
      onAll && measures.includes('kuAlpha')
        ? text.alphas.byLabel.map(({ categories, alpha, coverage }) => ({
            categories,
            figure: figure(
              alpha,
              codedBasis((tag) => categories.includes(tag.category)),
            ),
            coverage,
          }))
        : [],
    mergedUnits: text.mergedUnits,
    mergedItems: indexesOf((tag) => inScope(tag) && joined.has(tag)),
  };
}
