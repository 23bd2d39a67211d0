import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Annotation } from '../tags/tag.ts';
import type { ProposedTag } from '../tags/proposed-tag.ts';
import { placeTag, settlePlacements, withPlacements, type Placement } from './placement.ts';
import { plainAnnotation, uuid } from './testing/records.ts';

const [ANNA, BERT, ME] = [uuid(1, 1), uuid(1, 2), uuid(1, 3)];
const TEXT = 'The minister refused. “Never,” she said.';

function tag(n: number): Annotation {
  const fragment = { start: 100 + n, end: 106 + n, exact: 'Never!', prefix: '', suffix: '' };
  return plainAnnotation({ id: uuid(4, n), fragments: [fragment], creator: ANNA });
}

const proposal = (n: number): ProposedTag => ({
  annotation: tag(n),
  fragments: [{ start: 23, end: 28 }],
  score: 0.8,
  rivals: 0,
});

function placement(n: number, isPlaced: boolean, more: Partial<Placement> = {}): Placement {
  return {
    id: uuid(5, n),
    annotator: ANNA,
    original: tag(n),
    placed: isPlaced ? placeTag(TEXT, tag(n), [{ start: 23, end: 28 }]) : null,
    reviewer: ME,
    decided: `2026-01-01T00:00:00.00${n}Z`,
    ...more,
  };
}

const ids = (tags: readonly { readonly id: string }[]) => tags.map(({ id }) => id);
const unplaced = { proposals: [proposal(1), proposal(2)], orphans: [tag(3), tag(4)] };

describe('Words on where tags belong', () => {
  it('take a tag with a place from those without, and leave one that has none among them', () => {
    const settled = settlePlacements(ANNA, unplaced, [placement(1, true), placement(3, false)]);
    expect(ids(settled.placed)).toEqual([uuid(4, 1)]);
    expect(settled.placed[0]?.fragments[0]?.exact).toBe('Never');
    expect(settled.proposals).toEqual([proposal(2)]);
    expect(ids(settled.orphans)).toEqual([uuid(4, 3), uuid(4, 4)]);
    expect([...settled.setAside.keys()]).toEqual([uuid(4, 3)]);
  });

  it('do not hold for a tag that its author has changed since', () => {
    const before = { ...tag(1), note: 'before' };
    const word = placement(1, true, { original: before });
    expect(settlePlacements(ANNA, unplaced, [word]).placed).toEqual([]);
  });

  it('are about one annotator’s tag, whatever ids others use', () => {
    const word = placement(1, true, { annotator: BERT });
    expect(settlePlacements(ANNA, unplaced, [word]).proposals).toEqual(unplaced.proposals);
  });

  it('count in the order in which they were said', () => {
    const later = placement(1, false, { id: uuid(5, 9), decided: '2026-02-01T00:00:00.000Z' });
    for (const words of [
      [placement(1, true), later],
      [later, placement(1, true)],
    ]) {
      expect(settlePlacements(ANNA, unplaced, words).placed).toEqual([]);
    }
  });

  it('never lose a tag, nor count one twice', () => {
    const word = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const set = { annotator: { id: ANNA }, annotations: [tag(5)], ...unplaced };
        const [after] = withPlacements(
          [set],
          words.map(([n, isPlaced], index) =>
            placement(n, isPlaced, { id: uuid(5, index), decided: String(index).padStart(4, '0') }),
          ),
        );
        const all = [
          ...(after?.annotations ?? []),
          ...(after?.proposals.map(({ annotation }) => annotation) ?? []),
          ...(after?.orphans ?? []),
        ];
        expect(ids(all).sort()).toEqual([1, 2, 3, 4, 5].map((n) => uuid(4, n)));
      }),
    );
  });
});
