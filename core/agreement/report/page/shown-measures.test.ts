import { describe, expect, it } from 'vitest';

import { REQUESTED_MEASURES } from '../../measures/measure-names.ts';
import { computeAgreement, type AgreementArticle } from '../report.ts';
import {
  BAR_U_ALPHA,
  CU_ALPHA,
  FOUND_MEASURES,
  FURTHER_MEASURES,
  measuresIn,
  type ShownMeasure,
} from './shown-measures.ts';

const ARTICLE: AgreementArticle = {
  id: 'one',
  length: 100,
  annotators: ['a', 'b', 'c'],
  boilerplate: [],
  tags: [
    ['a', 0, 10],
    ['b', 0, 10],
    ['a', 40, 50],
    ['c', 0, 10],
  ].map(([annotator, start, end], index) => ({
    id: `t${index}`,
    annotator: String(annotator),
    category: 'quote',
    attributes: {},
    fragments: [{ start: Number(start), end: Number(end) }],
  })),
};

function reportOn(annotators: readonly string[], measures = REQUESTED_MEASURES.slice()) {
  return computeAgreement({ annotators, articles: [ARTICLE], categories: ['quote'], measures });
}
const [pair] = reportOn(['a', 'b']).pairs;
if (!pair) throw new Error('Two people are a pair.');
const { all, byCategory } = pair.pooled;
const namesOf = (measures: readonly { readonly name: string }[]): string[] =>
  measures.map(({ name }) => name);

describe('the measures that are shown', () => {
  it('read their own figure off a comparison', () => {
    expect(FOUND_MEASURES.map(({ figureOf }) => figureOf(all))).toEqual([
      all.exact.f1,
      all.overlap.f1,
      all.boundaryDistance,
      all.barUAlpha,
    ]);
    expect(CU_ALPHA.figureOf(all)).toBe(all.cuAlpha);
    expect(FURTHER_MEASURES.map(({ figureOf }) => figureOf(all))).toEqual([
      all.partial?.f1,
      ...Object.values(all.text),
    ]);
  });

  it('have precision and recall below every F1 and below nothing else', () => {
    const withParts = [...FOUND_MEASURES, ...FURTHER_MEASURES].filter(
      ({ parts }: Pick<ShownMeasure<never>, 'parts'>) => parts.length > 0,
    );
    expect(withParts.map(({ name, parts }) => [name, ...namesOf(parts)])).toEqual([
      ['Exact F1', 'Exact precision', 'Exact recall'],
      ['Overlap F1', 'Overlap precision', 'Overlap recall'],
      ['Partial F1', 'Partial precision', 'Partial recall'],
    ]);
    const [exact] = FOUND_MEASURES;
    const { precision, recall } = all.exact;
    expect(precision).not.toEqual(recall);
    expect(exact?.parts.map(({ figureOf }) => figureOf(all))).toEqual([precision, recall]);
  });

  it('are of text where the whole text is measured, and of items where items are counted', () => {
    expect(namesOf(FOUND_MEASURES.filter(({ isOfText }) => isOfText))).toEqual([BAR_U_ALPHA.name]);
    expect(namesOf(FURTHER_MEASURES.filter(({ isOfText }) => !isOfText))).toEqual(['Partial F1']);
  });

  it('cover every measure that can be asked for, but the one that has a figure a label', () => {
    expect([...FURTHER_MEASURES.map(({ measure }) => measure), 'kuAlpha']).toEqual(
      REQUESTED_MEASURES,
    );
  });
});

describe('measuresIn', () => {
  it('leaves out what was not asked for', () => {
    const asked = reportOn(['a', 'b'], ['characterKappa']).pairs.map(({ pooled }) => pooled.all);
    expect(namesOf(measuresIn(FURTHER_MEASURES, asked))).toEqual(['Cohen’s κ of characters']);
  });

  it('keeps a measure that has a meaning in one comparison only', () => {
    expect(measuresIn([CU_ALPHA], byCategory)).toEqual([]);
    expect(measuresIn([CU_ALPHA], [...byCategory, all])).toEqual([CU_ALPHA]);
  });

  it('leaves out what is of two people where a group is shown', () => {
    const { group } = reportOn(['a', 'b', 'c']);
    if (!group) throw new Error('Three people are a group.');
    const names = namesOf(measuresIn(FURTHER_MEASURES, [group.pooled.all]));
    expect(names).not.toContain('Partial F1');
    expect(names).not.toContain('Cohen’s κ of characters');
    expect(names).toContain('Fleiss’ κ of characters');
  });
});
