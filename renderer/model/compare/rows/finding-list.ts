import type { ComparedFinding } from '#core/compare/comparison/comparison.ts';
import type { PlaceBody } from '#core/event/edit.ts';
import { findingKey } from '#core/event/places.ts';
import type { FindingWord } from '#core/event/records.ts';

import type { CompareState, ShownEvent } from '../../state/compare-state.ts';

/** A finding with what was said of it. */
export interface ListedFinding {
  readonly key: string;
  readonly finding: ComparedFinding;
  readonly word: FindingWord | null;
}

/** The places of a finding as the event's document names them. */
export function placesOf(
  { comparison }: ShownEvent,
  { here, there }: ComparedFinding,
): PlaceBody[] {
  return [here, there].map(({ article, fragments }) => ({
    article: comparison.articles[article]?.id ?? '',
    fragments: fragments.map(({ start, end }) => ({ start, end })),
  }));
}

/** Every finding that the list may show, in the order in which they were found. */
export function listFindings({
  shown,
  options,
}: Pick<CompareState, 'shown' | 'options'>): readonly ListedFinding[] {
  if (!shown) return [];
  const words = new Map(
    [...shown.document.findingWords].map((word) => [findingKey(word.type, word.places), word]),
  );
  return shown.comparison.findings
    .map((finding) => ({
      key: finding.key,
      finding,
      word: words.get(finding.key) ?? null,
    }))
    .filter(({ word }) => options.show !== 'undecided' || isOpenFinding(word));
}

/** Whether nothing has been said of a finding, or only that it is put off. */
export function isOpenFinding(word: FindingWord | null): boolean {
  return word === null || word.verdict === 'deferred';
}

/** The finding that is chosen, the first where none is. */
export function chosenFinding(state: CompareState): ListedFinding | undefined {
  const all = listFindings(state);
  return all.find(({ key }) => key === state.lines.findings) ?? all[0];
}
