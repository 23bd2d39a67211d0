import { h, written, type Child, type HtmlElement } from './html.ts';
import type { CountName } from '../../measures/comparison.ts';
import type { RequestedMeasure } from '../../measures/measure-names.ts';
import type { ItemKind } from '../../pairing/pairing.ts';
import { grouped } from '../../../numbers.ts';

/** What a person called things; asked for by id. */
export interface ReportNames {
  readonly annotator: (id: string) => string;
  readonly category: (id: string) => string;
  readonly attribute: (category: string, id: string) => string;
  readonly value: (category: string, attribute: string, id: string) => string;
  /** Title of an article. */
  readonly article: (id: string) => string;
  /** The exact words of a tag; `null` where they cannot be had. */
  readonly tagText: (article: string, tag: string) => string | null;
}

/** The order in which counts are shown: what both found, ever less alike, then what one found. */
export const COUNT_ORDER = [
  'all',
  'both',
  'match',
  'identical',
  'boundary',
  'attribute',
  'category',
  'only-a',
  'only-b',
  'split',
  'merged',
] as const satisfies readonly CountName[];

/** A count in words, with the two annotators' names. */
export function countInWords(count: CountName, a: Child, b: Child): Child[] {
  const words: Readonly<Record<CountName, readonly Child[]>> = {
    all: ['All items'],
    both: ['Found by both'],
    match: ['Match: found by both under one name'],
    identical: ['The same in everything'],
    boundary: ['Other boundaries'],
    attribute: ['Other attributes'],
    category: ['Another name'],
    'only-a': ['Only ', a],
    'only-b': ['Only ', b],
    split: ['Part of a longer tag by ', a],
    merged: ['Part of a longer tag by ', b],
  };
  return [...words[count]];
}

/** Kinds of items in the order in which they are listed. */
export const KINDS_OF_MATCHES = [
  'identical',
  'boundary',
  'attribute',
] as const satisfies ItemKind[];
export const KINDS_ALONE = ['only-a', 'only-b', 'split', 'merged'] as const satisfies ItemKind[];

/** Measures that are computed on request, as literature calls them. */
export const MEASURE_NAMES: Readonly<Record<RequestedMeasure, string>> = {
  partialF1: 'Partial F1',
  jaccard: 'Jaccard index of characters',
  characterF1: 'F1 of characters',
  characterKappa: 'Cohen’s κ of characters',
  characterPi: 'Scott’s π of characters',
  characterFleissKappa: 'Fleiss’ κ of characters',
  characterAlpha: 'Krippendorff’s α of characters',
  uAlpha: 'u-α',
  alphaU: 'α_U',
  gamma: 'γ',
  kuAlpha: '(k)u-α',
};

/** Follows the name of a measure over a whole text, where its tags are listed. */
export const OF_TEXT = ' (computed from the text that these cover)';

/** Two annotators' names. */
export function pairName(
  names: Pick<ReportNames, 'annotator'>,
  { a, b }: { readonly a: string; readonly b: string },
): Child[] {
  return [written(names.annotator(a)), ' and ', written(names.annotator(b))];
}

/** A title of an article. */
export function articleName(names: ReportNames, id: string): HtmlElement {
  return written(names.article(id));
}

/** Articles whose titles are listed. */
export const MOST_ARTICLES = 200;

/** How an article is called in tables, and the id of where its title stands. */
function articleCode(place: number): { readonly code: string; readonly id: string } {
  return { code: `A${place + 1}`, id: `article-${place + 1}` };
}

/** An article as tables name it: a short code that leads to its title. */
export function articleLink(
  articles: readonly { readonly article: string }[],
  article: string,
): HtmlElement {
  const place = articles.findIndex((one) => one.article === article);
  const { code, id } = articleCode(place);
  return place < MOST_ARTICLES ? h('a', { href: `#${id}` }, code) : h('span', {}, code);
}

/** The title of an article with its code. */
export function articleEntry(names: ReportNames, article: string, place: number): HtmlElement {
  const { code, id } = articleCode(place);
  return h('span', { id }, h('strong', {}, code), ' ', articleName(names, article));
}

/** The words of a tag in quotation marks, no more than `most` UTF-16 code units of them. */
export function tagWords(
  names: ReportNames,
  article: string,
  tag: string,
  most: number,
): HtmlElement {
  const text = names.tagText(article, tag);
  if (text === null) return h('span', { class: 'muted' }, '(words not available)');
  if (text.length <= most) return h('span', {}, '“', h('bdi', {}, text), '”');
  // The first half of a surrogate pair does not stay without its second half.
  const cut = text.slice(0, most).replace(/[\ud800-\udbff]$/u, '');
  return h('span', {}, '“', h('bdi', {}, cut), ` …” (${grouped(text.length)} characters in all)`);
}
