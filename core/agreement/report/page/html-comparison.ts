import { h, type Child } from './html.ts';
import { attributeConfusions, foundTable, furtherTable, namedTable } from './html-figures.ts';
import type { Linking } from './html-lists.ts';
import type { ReportNames } from './html-names.ts';
import { distanceHistogram, distanceTable } from './plots.ts';
import { summarizeCounts } from '../words.ts';
import type { Counts } from '../../measures/comparison.ts';
import type { DescribedComparison } from '../report.ts';

/** A comparison of one category or of all, and where its numbers lead. */
export interface Scoped<C> {
  readonly comparison: C;
  readonly linking: Linking;
  readonly about: Child;
}

/** Stand for the names while the sentence is made; no sentence of the program has them. */
const PLACES = { subject: '\ue000', a: '\ue001', b: '\ue002' };

/** The sentence on some counts with the names set apart in it. */
export function sentence(counts: Counts, subject: Child, [a, b]: readonly [Child, Child]): Child[] {
  const names: Readonly<Record<string, Child>> = {
    [PLACES.subject]: subject,
    [PLACES.a]: a,
    [PLACES.b]: b,
  };
  return summarizeCounts(counts, PLACES)
    .split(/([\ue000-\ue002])/u)
    .map((part) => names[part] ?? part);
}

/** Everything on one comparison: words, what was found, how far apart, and how it was named. */
export function comparisonContent(
  names: ReportNames,
  { comparison, linking, about }: Scoped<DescribedComparison>,
  annotators: readonly [Child, Child],
  confusionOfNames: Child = null,
): Child[] {
  if (comparison.counts.all.length === 0) return [h('p', {}, 'Nobody tagged any.')];
  const { boundaries, attributes, category } = comparison;
  return [
    h('p', {}, ...sentence(comparison.counts, about, annotators)),
    h('h4', {}, 'Found the same text'),
    foundTable(linking, comparison, comparison.published),
    boundaries.pairs === 0
      ? null
      : h(
          'div',
          { class: 'distances' },
          h(
            'figure',
            {},
            h('figcaption', {}, about, ': start and end apart, added up, in characters'),
            distanceHistogram(linking, boundaries),
          ),
          distanceTable(linking, boundaries, [about]),
        ),
    h('h4', {}, 'Gave it the same name'),
    category === null
      ? null
      : h(
          'p',
          {},
          'Within one category the name cannot differ; these are the attributes of matched pairs.',
        ),
    category !== null && attributes.length === 0
      ? h('p', {}, 'No matched pair has an attribute.')
      : namedTable(linking, comparison, names),
    confusionOfNames,
    // On all tags they would only be said again.
    ...(category === null ? [] : attributeConfusions(linking, comparison, names, annotators)),
    furtherTable(linking, comparison, names),
  ];
}
