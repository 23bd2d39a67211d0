import { REQUESTED_MEASURES } from '#core/agreement/measures/measure-names.ts';
import type { Basis, Figure } from '#core/agreement/measures/figure.ts';
import type { GroupComparison } from '#core/agreement/measures/group-comparison.ts';
import { computeAgreement } from '#core/agreement/report/report.ts';
import { MEASURE_NAMES } from '#core/agreement/report/page/html-names.ts';
import { LINK_KINDS, linksInWords } from '#core/agreement/report/link-figures.ts';
import { compareAllFamilies } from '#core/review/links/agreement.ts';
import { reasonInWords } from '#core/agreement/report/words.ts';
import type { TextFigures } from '#core/agreement/measures/text-measures.ts';

import { requireComparable } from '../files/comparable.ts';
import { INPUT_OPTIONS } from '../files/inputs.ts';
import { readAnnotators } from '../files/annotators.ts';
import type { CommandLine } from '../terminal/command.ts';
import { BadInput, WrongUse } from '../terminal/problem.ts';

/** Says how well annotators agree. */
export const AGREE: CommandLine = {
  name: 'agree',
  usage: 'agree A B [C…] [--annotator FILE=NAME]… [--from FORMAT] [--without MEASURE,…]',
  summary: 'Says how well annotators agree: every measure, by category and over all.',
  options: {
    ...INPUT_OPTIONS,
    without: {
      type: 'string',
      value: 'MEASURE,…',
      help: `Measures to leave out, such as gamma, which takes long over many tags: ${REQUESTED_MEASURES.join(', ')}.`,
    },
  },
  run: async (call, streams) => {
    const { values } = call;
    const without = (values['without'] ?? '').split(',').filter((name) => name !== '');
    const unknown = without.find((name) => !REQUESTED_MEASURES.some((measure) => measure === name));
    if (unknown !== undefined) throw new WrongUse(`There is no measure ${unknown}.`);
    const { annotators, articles, codebook, events, notes } = await readAnnotators(call, streams);
    if (annotators.length < 2) {
      throw new BadInput(
        `Agreement needs two annotators; ${describeFew(annotators)} --annotator FILE=NAME says whose a file is.`,
      );
    }
    const problems = requireComparable({ annotators, articles }, events.length > 0);
    const names = Object.fromEntries([
      ...annotators.map(({ id, name }) => [id, name]),
      ...codebook.categories.map(({ id, label }) => [id, label]),
    ]) as Record<string, string>;
    const report = computeAgreement({
      annotators: annotators.map(({ id }) => id),
      articles: articles.map(({ text: _text, title: _title, ...article }) => article),
      categories: codebook.categories.map(({ id }) => id),
      names,
      measures: REQUESTED_MEASURES.filter((measure) => !without.includes(measure)),
    });
    const lines = report.pairs.flatMap(({ a, b, pooled }) => [
      `${names[a] ?? a} and ${names[b] ?? b}`,
      ...[...pooled.byCategory, pooled.all]
        .filter(({ counts }) => counts.all.length > 0)
        .flatMap((comparison) => [
          `  ${comparison.words}`,
          `    ${figureInWords('exact F1', comparison.exact.f1)}`,
          `    ${figureInWords('overlap F1', comparison.overlap.f1)}`,
          `    ${figureInWords('mean boundary distance in UTF-16', comparison.boundaryDistance)}`,
          ...(comparison.partial
            ? [`    ${figureInWords(MEASURE_NAMES.partialF1, comparison.partial.f1)}`]
            : []),
          ...textInWords(comparison, names),
          ...comparison.attributes.flatMap(({ attribute, agreement, alpha }) => [
            `    ${figureInWords(`${attribute}: same value`, agreement)}`,
            `    ${figureInWords(`${attribute}: α`, alpha)}`,
          ]),
        ]),
      ...(pooled.all.counts.all.length === 0
        ? ['  Both have no tags on any article that both have.']
        : []),
    ]);
    const { group } = report;
    if (group) {
      lines.push(`All ${group.annotators.length} together`);
      for (const each of [...group.pooled.byCategory, group.pooled.all]) {
        const { category } = each;
        lines.push(`  ${category === null ? 'All tags' : (names[category] ?? category)}`);
        lines.push(...textInWords(each, names));
      }
    }
    const links = compareAllFamilies(
      annotators.map(({ id }) => id),
      events,
    );
    for (const { a, b, kinds } of links) {
      lines.push(`${names[a] ?? a} and ${names[b] ?? b}, on which passages belong together`);
      for (const each of kinds) {
        lines.push(`  ${LINK_KINDS[each.kind]}`);
        lines.push(...linksInWords(each).map((line) => `    ${line}`));
      }
    }
    return {
      text: `${lines.join('\n')}\n`,
      json: {
        offsetUnit: 'utf-16',
        annotators,
        articles: articles.map(({ id, title }) => ({ id, title })),
        links,
        agreement: JSON.parse(JSON.stringify(report, withoutIndexes)) as unknown,
      },
      notes,
      problems,
    };
  },
};

/** Who there is, where two are needed. */
export function describeFew(annotators: readonly { readonly name: string }[]): string {
  const [only] = annotators;
  return only ? `all tags in these files are of ${only.name}.` : 'these files name nobody.';
}

/** What is computed from the text as a whole, for two annotators or a group. */
function textInWords(
  {
    barUAlpha,
    cuAlpha,
    text,
    labels,
  }: Pick<GroupComparison, 'barUAlpha' | 'cuAlpha' | 'text' | 'labels'>,
  names: Readonly<Record<string, string>>,
): string[] {
  const asked = REQUESTED_MEASURES.flatMap((name): [string, Figure][] => {
    const figure = name in text ? text[name as keyof TextFigures] : undefined;
    return figure ? [[MEASURE_NAMES[name], figure]] : [];
  });
  const byLabel = labels.map(({ categories, figure }): [string, Figure] => [
    `${MEASURE_NAMES.kuAlpha} of ${categories.map((id) => names[id] ?? id).join(' + ')}`,
    figure,
  ]);
  const all: [string, Figure][] = [
    ['|u-α', barUAlpha],
    ...(cuAlpha ? [['cu-α', cuAlpha] as [string, Figure]] : []),
    ...asked,
    ...byLabel,
  ];
  return all.map(([name, figure]) => `    ${figureInWords(name, figure)}`);
}

/** A figure with its name and what it rests on: `α 0.71 on 21 of 23 items`. */
function figureInWords(name: string, one: Figure): string {
  const rest = one.n === one.of ? `${one.n}` : `${one.n} of ${one.of}`;
  const items = `${rest} ${one.of === 1 ? 'item' : 'items'}`;
  if (one.value === null) return `${name}: no value on ${items}. ${reasonInWords(one.reason)}`;
  const value = one.value.toFixed(2).replace('-', '−');
  return `${name} ${value} on ${items}${one.tooFew ? ', too few to interpret' : ''}`;
}

/** The lists of items behind each figure are longer than everything else; how many there are is said. */
function withoutIndexes(this: unknown, key: string, value: unknown): unknown {
  const isBasis = (of: unknown): of is Basis =>
    typeof of === 'object' && of !== null && 'n' in of && 'of' in of;
  return (key === 'items' || key === 'leftOut') && isBasis(this) ? undefined : value;
}
