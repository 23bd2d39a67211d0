import { alphaU } from './alpha-u.ts';
import {
  characterAlpha,
  characterFleissKappa,
  characterItems,
  characterKappa,
  characterOverlap,
  characterPi,
} from './character-agreement.ts';
import { mergedUnitCount, type Continuum } from './continuum.ts';
import { figure, type Basis, type Figure, type Measured } from './figure.ts';
import { gamma, type GammaOptions } from './gamma.ts';
import { TEXT_MEASURES, type TextMeasure } from './measure-names.ts';
import { uAlphas, type UAlphas } from './u-alpha.ts';

const OF_TWO_ANNOTATORS: readonly TextMeasure[] = [
  'jaccard',
  'characterF1',
  'characterKappa',
  'characterPi',
];

/** The measures asked for that can be computed, with what they rest on. */
export type TextFigures = Readonly<Partial<Record<TextMeasure, Figure>>>;

/** Articles as annotators divided them, with what every comparison needs of them. */
export interface MeasuredText {
  readonly continua: readonly Continuum[];
  readonly alphas: UAlphas;
  /** Units that u-α and α_U joined with an overlapping one of the same annotator and category. */
  readonly mergedUnits: number;
}

/** Takes the measures that are always shown. */
export function measureText(continua: readonly Continuum[]): MeasuredText {
  return { continua, alphas: uAlphas(continua), mergedUnits: mergedUnitCount(continua) };
}

/** Computes the measures asked for, in the order of `TEXT_MEASURES`. */
export function textFigures(
  { continua, alphas }: MeasuredText,
  wanted: readonly string[],
  basis: Basis,
  gammaOptions: GammaOptions = {},
): TextFigures {
  const coders = continua[0]?.coders.length ?? 0;
  const possible = TEXT_MEASURES.filter(
    (measure) => wanted.includes(measure) && (coders === 2 || !OF_TWO_ANNOTATORS.includes(measure)),
  );
  if (possible.length === 0) return {};
  const items = characterItems(continua);
  const values: Record<TextMeasure, () => Measured> = {
    jaccard: () => characterOverlap(continua).jaccard,
    characterF1: () => characterOverlap(continua).f1,
    characterKappa: () => characterKappa(items).coefficient,
    characterPi: () => characterPi(items).coefficient,
    characterFleissKappa: () => characterFleissKappa(items).coefficient,
    characterAlpha: () => characterAlpha(items).coefficient,
    uAlpha: () => alphas.uAlpha,
    alphaU: () => alphaU(continua).alpha,
    gamma: () => gamma(continua, gammaOptions).gamma,
  };
  return Object.fromEntries(possible.map((measure) => [measure, figure(values[measure](), basis)]));
}
