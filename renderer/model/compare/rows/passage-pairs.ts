import type { ComparedPassage } from '#core/compare/comparison/comparison.ts';
import { sharedByPair, type SharedWords } from '#core/compare/sentences/passages.ts';

import type { CompareState, ShownEvent } from '../../state/compare-state.ts';

/** A shared passage in the list, with the pair that it is of. */
export interface ListedPassage {
  readonly key: string;
  readonly passage: ComparedPassage;
  readonly pair: SharedWords;
  readonly isFirst: boolean;
}

/** Every shared passage, pair by pair, those that share most first, the longest passage first. */
export function listPassages({ comparison }: ShownEvent): readonly ListedPassage[] {
  return sharedByPair(comparison.passages).flatMap((pair) =>
    pair.passages
      .toSorted((x, y) => y.words - x.words)
      .map((passage, index) => ({
        key: `${pair.a}-${pair.b}:${passage.a.start}-${passage.b.start}-${passage.words}`,
        passage,
        pair,
        isFirst: index === 0,
      })),
  );
}

/** The passage that is chosen, the longest of the first pair where none is. */
export function chosenPassage({ shown, lines }: CompareState): ComparedPassage | undefined {
  const all = shown ? listPassages(shown) : [];
  return (all.find(({ key }) => key === lines.passages) ?? all[0])?.passage;
}
