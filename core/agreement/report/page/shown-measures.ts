import { MEASURE_NAMES } from './html-names.ts';
import type { Comparison, F1Figures } from '../../measures/comparison.ts';
import type { Figure } from '../../measures/figure.ts';
import { TEXT_MEASURES, type RequestedMeasure } from '../../measures/measure-names.ts';

/** A measure as page and window show it; `C` is what its figure is read off. */
export interface ShownMeasure<C> {
  readonly name: string;
  /** Computed from the text that the items cover and not from the items. */
  readonly isOfText: boolean;
  /** What the value is counted in. */
  readonly unit: 'characters' | null;
  /** `null` where the measure has no meaning or was not asked for. */
  readonly figureOf: (one: C) => Figure | null;
  /** What it is made of, for where there is room: of an F1 its precision and recall. */
  readonly parts: readonly ShownMeasure<C>[];
}

function ofItems<C>(name: string, figureOf: (one: C) => Figure | null): ShownMeasure<C> {
  return { name, isOfText: false, unit: null, figureOf, parts: [] };
}

function ofText<C>(name: string, figureOf: (one: C) => Figure | null): ShownMeasure<C> {
  return { ...ofItems(name, figureOf), isOfText: true };
}

function f1<C>(name: string, of: (one: C) => F1Figures | null): ShownMeasure<C> {
  return {
    ...ofItems(`${name} F1`, (one: C) => of(one)?.f1 ?? null),
    parts: [
      ofItems(`${name} precision`, (one: C) => of(one)?.precision ?? null),
      ofItems(`${name} recall`, (one: C) => of(one)?.recall ?? null),
    ],
  };
}

export const EXACT_F1 = f1('Exact', ({ exact }: Pick<Comparison, 'exact'>) => exact);
export const OVERLAP_F1 = f1('Overlap', ({ overlap }: Pick<Comparison, 'overlap'>) => overlap);
const BOUNDARY_DISTANCE: ShownMeasure<Pick<Comparison, 'boundaryDistance'>> = {
  ...ofItems('Mean boundary distance', ({ boundaryDistance }) => boundaryDistance),
  unit: 'characters',
};
export const BAR_U_ALPHA = ofText(
  '|u-α',
  ({ barUAlpha }: Pick<Comparison, 'barUAlpha'>) => barUAlpha,
);
export const CU_ALPHA = ofText('cu-α', ({ cuAlpha }: Pick<Comparison, 'cuAlpha'>) => cuAlpha);

/** Was the same text found? Always shown, in this order. */
export const FOUND_MEASURES: readonly ShownMeasure<Comparison>[] = [
  EXACT_F1,
  OVERLAP_F1,
  BOUNDARY_DISTANCE,
  BAR_U_ALPHA,
];

/** What was computed on request, of two people or (without partial F1) of a group. */
export type RequestedFigures = Pick<Comparison, 'category' | 'text' | 'labels'> &
  Partial<Pick<Comparison, 'partial'>>;

/** A measure that is shown where it was asked for. */
export interface FurtherMeasure extends ShownMeasure<RequestedFigures> {
  readonly measure: RequestedMeasure;
}

/**
 * Those on request that have one figure a comparison, in the order shown. (k)u-α has one for each
 * label and is not among them.
 */
export const FURTHER_MEASURES: readonly FurtherMeasure[] = [
  {
    measure: 'partialF1',
    ...f1('Partial', ({ partial }: RequestedFigures) => partial ?? null),
  },
  ...TEXT_MEASURES.map((measure) => ({
    measure,
    ...ofText(MEASURE_NAMES[measure], ({ text }: RequestedFigures) => text[measure] ?? null),
  })),
];

/** Measures that have a figure in one of some comparisons. */
export function measuresIn<C, M extends ShownMeasure<C>>(
  measures: readonly M[],
  comparisons: readonly C[],
): M[] {
  return measures.filter(({ figureOf }) => comparisons.some((one) => figureOf(one) !== null));
}
