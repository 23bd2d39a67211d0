// Every measure of agreement, each from tags to a figure with the items that it rests on; see here
// for two people, group-comparison.ts for more. No names, and no words or tables for people.

import type { AgreementTag } from '../pairing/comparable-tag.ts';
import { attributeAgreement } from './attribute-agreement.ts';
import { boundaryDistances, type BoundaryDistances } from './boundary-distance.ts';
import { joinedTags, unitsOf } from './continuum.ts';
import { figure, type Basis, type Figure } from './figure.ts';
import type { GammaOptions } from './gamma.ts';
import { tagsAlsoTaggedByOthers } from '../pairing/overlap-graph.ts';
import {
  isMatch,
  isPaired,
  type ItemKind,
  type PairedItem,
  type PairingItem,
} from '../pairing/pairing.ts';
import type { RequestedMeasure } from './measure-names.ts';
import { exactF1, overlapF1, partialF1, type F1 } from './span-f1.ts';
import { measureText, textFigures, type MeasuredText, type TextFigures } from './text-measures.ts';

/** What is to be computed beyond what is always shown, and how γ is sampled. */
export interface ComparisonOptions {
  readonly measures?: readonly RequestedMeasure[];
  readonly gamma?: GammaOptions;
}

/** Precision, recall and F1; the first annotator is the reference. */
export interface F1Figures {
  readonly precision: Figure;
  readonly recall: Figure;
  readonly f1: Figure;
}

/** An item of the review list and its place in the report's list of items. */
export interface ListedItem {
  readonly index: number;
  readonly item: PairingItem<AgreementTag>;
}

/** One article as two annotators tagged it, without its boilerplate. */
export interface ComparedArticle {
  readonly id: string;
  /** UTF-16 code units that count. */
  readonly length: number;
  readonly a: readonly AgreementTag[];
  readonly b: readonly AgreementTag[];
  readonly items: readonly ListedItem[];
}

/** `both`: paired; `match`: paired under the same name; the rest are the kinds of items. */
export type CountName = 'all' | 'both' | 'match' | ItemKind;
/** Indexes of the items that are counted; the count is their number. */
export type Counts = Readonly<Record<CountName, readonly number[]>>;

/** (k)u-α of one label. */
export interface LabelFigure {
  /** Several where tags of one annotator overlap. */
  readonly categories: readonly string[];
  readonly figure: Figure;
  /** Part of the label's text that the other annotator tagged too. */
  readonly coverage: number;
}

/** Agreement on one attribute over matched pairs. */
export interface AttributeFigures {
  readonly category: string;
  readonly attribute: string;
  /** Part of the pairs with the same value. */
  readonly agreement: Figure;
  readonly alpha: Figure;
  /** Pairs by both annotators' values, `null` for none. */
  readonly confusion: readonly {
    readonly a: string | null;
    readonly b: string | null;
    readonly items: readonly number[];
  }[];
}

/** Two annotators compared over some articles, on one category or on all; in the order shown. */
export interface Comparison {
  /** `null`: all categories. */
  readonly category: string | null;
  readonly counts: Counts;
  /** Same place and same name. */
  readonly exact: F1Figures;
  /** Same name and at least one character in common. */
  readonly overlap: F1Figures;
  /** Mean of |Δstart| + |Δend| over paired items, in UTF-16 code units. */
  readonly boundaryDistance: Figure;
  readonly boundaries: BoundaryDistances;
  /** Was the same text found, whatever it was called? */
  readonly barUAlpha: Figure;
  /** Was text that both tagged given the same name? `null` on one category, where it cannot differ. */
  readonly cuAlpha: Figure | null;
  /** Part of all text on which cu-α rests. */
  readonly cuCoverage: number | null;
  readonly attributes: readonly AttributeFigures[];
  /** What was asked for beyond that. */
  readonly partial: F1Figures | null;
  readonly text: TextFigures;
  /** (k)u-α by label; empty on one category. */
  readonly labels: readonly LabelFigure[];
  /** Units that u-α and α_U joined with an overlapping one of the same annotator and category. */
  readonly mergedUnits: number;
  /** Items that such a unit belongs to. */
  readonly mergedItems: readonly number[];
}

/** Compares two annotators over articles that both have read, on one category or (`null`) on all. */
export function compareAnnotators(
  articles: readonly ComparedArticle[],
  category: string | null,
  { measures = [], gamma }: ComparisonOptions = {},
): Comparison {
  const scoped = category === null ? articles : articles.map((one) => onCategory(one, category));
  const items = scoped.flatMap((article) => article.items);
  const counts = countItems(items);
  const text = measureText(
    scoped.map(({ length, a, b }) => ({ length, coders: [unitsOf(a), unitsOf(b)] })),
  );
  const basis: Basis = { items: counts.all, leftOut: [] };
  const pairs = items.flatMap(({ index, item }) => (isPaired(item) ? [{ index, item }] : []));
  const boundaries = boundaryDistances(pairs);
  const coded = category === null ? codedBasis(scoped) : null;
  return {
    category,
    counts,
    exact: f1Figures(exactF1(scoped), basis),
    overlap: f1Figures(overlapF1(scoped), basis),
    boundaryDistance: figure(boundaries.both.mean, basisOf(items, isPaired)),
    boundaries,
    barUAlpha: figure(text.alphas.barUAlpha, basis),
    cuAlpha: coded && figure(text.alphas.cuAlpha, coded),
    cuCoverage: coded && text.alphas.cuCoverage,
    attributes: attributeFigures(items, category),
    partial: measures.includes('partialF1') ? f1Figures(partialF1(scoped), basis) : null,
    text: textFigures(text, measures, basis, gamma),
    labels: coded && measures.includes('kuAlpha') ? labelFigures(text, items, coded) : [],
    mergedUnits: text.mergedUnits,
    mergedItems: scoped.flatMap(mergedItemsOf),
  };
}

function mergedItemsOf({ a, b, items }: ComparedArticle): number[] {
  const joined = new Set([...joinedTags(a), ...joinedTags(b)]);
  return items.flatMap(({ index, item }) =>
    [item.a, item.b].some((tag) => tag !== null && joined.has(tag)) ? [index] : [],
  );
}

/** The tags of one category, and the items in which one of them stands. */
function onCategory(article: ComparedArticle, category: string): ComparedArticle {
  const belongs = (tag: AgreementTag | null): boolean => tag?.category === category;
  return {
    ...article,
    a: article.a.filter(belongs),
    b: article.b.filter(belongs),
    items: article.items.filter(({ item }) => belongs(item.a) || belongs(item.b)),
  };
}

function countItems(items: readonly ListedItem[]): Counts {
  const where = (belongs: (item: PairingItem<AgreementTag>) => boolean): number[] =>
    items.filter(({ item }) => belongs(item)).map(({ index }) => index);
  const ofKind = (kind: ItemKind): number[] => where((item) => item.kind === kind);
  return {
    all: where(() => true),
    both: where(isPaired),
    match: where(isMatch),
    identical: ofKind('identical'),
    boundary: ofKind('boundary'),
    category: ofKind('category'),
    attribute: ofKind('attribute'),
    'only-a': ofKind('only-a'),
    'only-b': ofKind('only-b'),
    split: ofKind('split'),
    merged: ofKind('merged'),
  };
}

/** Splits items into those that a figure can use and those that it leaves out. */
function basisOf(
  items: readonly ListedItem[],
  isUsed: (item: PairingItem<AgreementTag>) => boolean,
): Basis {
  const used: number[] = [];
  const leftOut: number[] = [];
  for (const { index, item } of items) (isUsed(item) ? used : leftOut).push(index);
  return { items: used, leftOut };
}

/** cu-α rests on items with text that both annotators tagged, under whatever name. */
function codedBasis(articles: readonly ComparedArticle[]): Basis {
  const used: number[] = [];
  const leftOut: number[] = [];
  for (const { a, b, items } of articles) {
    const shared = tagsAlsoTaggedByOthers([a, b]);
    const basis = basisOf(items, (item) =>
      [item.a, item.b].some((tag) => tag !== null && shared.has(tag)),
    );
    used.push(...basis.items);
    leftOut.push(...basis.leftOut);
  }
  return { items: used, leftOut };
}

function f1Figures({ precision, recall, f1 }: F1, basis: Basis): F1Figures {
  return {
    precision: figure(precision, basis),
    recall: figure(recall, basis),
    f1: figure(f1, basis),
  };
}

function labelFigures(
  { alphas }: MeasuredText,
  items: readonly ListedItem[],
  coded: Basis,
): LabelFigure[] {
  const usable = new Set(coded.items);
  return alphas.byLabel.map(({ categories, alpha, coverage }) => {
    const ofLabel = items.filter(({ item: { a, b } }) =>
      [a, b].some((tag) => tag !== null && categories.includes(tag.category)),
    );
    const indexes = ofLabel.map(({ index }) => index);
    const basis: Basis = {
      items: indexes.filter((index) => usable.has(index)),
      leftOut: indexes.filter((index) => !usable.has(index)),
    };
    return { categories, figure: figure(alpha, basis), coverage };
  });
}

function attributeFigures(
  items: readonly ListedItem[],
  category: string | null,
): AttributeFigures[] {
  const indexOf = new Map(items.map(({ index, item }) => [item, index]));
  const indexesOf = (pairs: readonly PairedItem<AgreementTag>[]): number[] =>
    pairs.flatMap((pair) => indexOf.get(pair) ?? []);
  return attributeAgreement(items.map(({ item }) => item))
    .filter((one) => category === null || one.category === category)
    .map(({ used, leftOut, confusion, ...one }) => {
      const basis: Basis = { items: indexesOf(used), leftOut: indexesOf(leftOut) };
      return {
        category: one.category,
        attribute: one.attribute,
        agreement: figure(one.agreement, basis),
        alpha: figure(one.alpha, basis),
        confusion: confusion.map(({ a, b, pairs }) => ({ a, b, items: indexesOf(pairs) })),
      };
    });
}
