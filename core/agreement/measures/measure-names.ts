/**
 * Measures over the whole text that are computed only when they are asked for, because they cost
 * more or need explaining. Jaccard, κ and π are of two annotators, the others of any number.
 */
export const TEXT_MEASURES = [
  'jaccard',
  'characterF1',
  'characterKappa',
  'characterPi',
  'characterFleissKappa',
  'characterAlpha',
  'uAlpha',
  'alphaU',
  'gamma',
] as const;
export type TextMeasure = (typeof TEXT_MEASURES)[number];

/** Measures that are computed only when they are asked for. */
export const REQUESTED_MEASURES = ['partialF1', ...TEXT_MEASURES, 'kuAlpha'] as const;
export type RequestedMeasure = (typeof REQUESTED_MEASURES)[number];
