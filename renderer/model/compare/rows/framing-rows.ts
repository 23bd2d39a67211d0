// Framing targets: every place where one is named.
import type { FramingTarget, TargetPlace } from '#core/compare/comparison/comparison.ts';

import type { CompareState } from '../../state/compare-state.ts';

/** A place of the concordance with its key. */
export interface ListedPlace {
  readonly key: string;
  readonly place: TargetPlace;
}

/** The target whose places are listed, the first where none is chosen. */
export function chosenTarget({ shown, target }: CompareState): FramingTarget | undefined {
  const targets = shown?.comparison.targets ?? [];
  return targets.find(({ name }) => name === target) ?? targets[0];
}

/** Every place of the chosen target, by outlet. */
export function targetPlaces(state: CompareState): readonly ListedPlace[] {
  const places = chosenTarget(state)?.places ?? [];
  return places
    .map((place) => ({ key: `${place.article}:${place.start}`, place }))
    .sort((a, b) => a.place.article - b.place.article || a.place.start - b.place.start);
}

export function chosenTargetPlace(state: CompareState): TargetPlace | undefined {
  const all = targetPlaces(state);
  return (all.find(({ key }) => key === state.lines.framing) ?? all[0])?.place;
}
