import { expect, it } from 'vitest';

import {
  applyEventSteps,
  createEventDocument,
  toStoredEvent,
  type EventDocument,
  type EventStep,
} from './document.ts';
import { planMerge } from './merge.ts';
import type { CoverageWord, Family, FindingWord, LinkSet, Place, Refusal } from './records.ts';

const [ME, OTHER] = ['a', 'b'].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`) as [
  string,
  string,
];
const AT = '2026-11-21T12:00:00.000Z';
const id = (n: number): string => `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;

function place(article: string, start: number): Place {
  const words = { exact: 'abc', prefix: '', suffix: '' };
  return { article: article.repeat(64), fragments: [{ start, end: start + 3, ...words }] };
}

function family(n: number, places: readonly Place[], more: Partial<Family> = {}): Family {
  return {
    id: id(n),
    kind: 'utterance',
    label: `family ${n}`,
    base: null,
    renderings: places.map((each, index) => ({
      ...{ id: id(n * 100 + index), ...each, tag: null, class: null, relation: null },
    })),
    note: '',
    creator: ME,
    created: AT,
    modified: AT,
    ...more,
  };
}

function refusal(n: number, a: Place, b: Place, creator = ME): Refusal {
  return { id: id(n), a, b, reason: null, creator, created: AT };
}

function word(n: number, verdict: FindingWord['verdict'], creator = ME): FindingWord {
  const places = [place('a', 0), place('b', 0)];
  const said = { verdict, reason: null, note: '', creator, decided: AT };
  return { id: id(n), type: 'splice', places, ...said };
}

function absence(n: number, of: number): CoverageWord {
  const where = { family: id(of), article: 'c'.repeat(64) };
  return { id: id(n), ...where, value: 'absent', creator: ME, decided: AT };
}

function set(families: readonly Family[], imported: string): LinkSet {
  return { id: OTHER, families: [...families], refusals: [], coverage: [], findings: [], imported };
}

function eventOf(n: number, steps: readonly EventStep[]): EventDocument {
  const applied = applyEventSteps(createEventDocument(id(n)), steps);
  if (!applied.ok) throw new Error(JSON.stringify(applied.error));
  return applied.value.document;
}

/** What is said of both after merging the first into the second; both can be taken back. */
function merge(from: EventDocument, into: EventDocument) {
  const steps = planMerge(from, into);
  const [a, b] = [applyEventSteps(from, steps.from), applyEventSteps(into, steps.into)];
  if (!a.ok || !b.ok) throw new Error('The steps cannot be made.');
  for (const [after, before] of [
    [a.value, from],
    [b.value, into],
  ] as const) {
    const undone = applyEventSteps(after.document, after.inverse);
    expect(undone.ok && toStoredEvent(undone.value.document)).toEqual(toStoredEvent(before));
  }
  return { from: a.value.document, into: toStoredEvent(b.value.document) };
}

it('moves everything that is said of an event, and leaves nothing behind', () => {
  const from = eventOf(1, [
    { op: 'put-family', family: family(1, [place('a', 0), place('b', 0)]) },
    { op: 'put-coverage', word: absence(2, 1) },
    { op: 'put-refusal', refusal: refusal(3, place('a', 9), place('b', 9)) },
    { op: 'put-finding-word', word: word(4, 'confirmed') },
    { op: 'put-link-set', set: set([family(5, [place('a', 5)], { creator: OTHER })], AT) },
  ]);
  const merged = merge(from, eventOf(2, []));
  expect(merged.from).toEqual(createEventDocument(id(1)));
  expect(merged.into).toEqual({ ...toStoredEvent(from), id: id(2) });
});

it('leaves a passage where it is that both have linked, and the base with it', () => {
  const shared = place('a', 0);
  const moved = family(1, [shared, place('b', 0)], { base: id(100) });
  const { into } = merge(
    eventOf(1, [{ op: 'put-family', family: moved }]),
    eventOf(2, [{ op: 'put-family', family: family(2, [shared]) }]),
  );
  expect(
    into.families.map(({ label, base, renderings }) => [label, base, renderings.length]),
  ).toEqual([
    ['family 1', null, 1],
    ['family 2', null, 1],
  ]);
});

it.each<[string, Partial<Family>, number]>([
  ['leaves out a family whose only passage is linked there, too', {}, 1],
  ['moves one whose only passage is linked there as a claim', { kind: 'claim' }, 2],
  ['moves one whose only passage is linked there by somebody else', { creator: OTHER }, 2],
])('%s', (_, there, expected) => {
  const shared = place('a', 0);
  const { into } = merge(
    eventOf(1, [
      { op: 'put-family', family: family(1, [shared]) },
      { op: 'put-coverage', word: absence(9, 1) },
    ]),
    eventOf(2, [{ op: 'put-family', family: family(2, [shared], there) }]),
  );
  expect(into.families).toHaveLength(expected);
  expect(into.coverage).toHaveLength(expected - 1);
});

it('keeps one word on a pair and on a finding of each analyst: the one that is there', () => {
  const [a, b] = [place('a', 0), place('b', 0)];
  const { into } = merge(
    eventOf(1, [
      { op: 'put-refusal', refusal: refusal(1, a, b) },
      { op: 'put-refusal', refusal: refusal(2, a, b, OTHER) },
      { op: 'put-finding-word', word: word(3, 'confirmed') },
      { op: 'put-finding-word', word: word(4, 'confirmed', OTHER) },
    ]),
    eventOf(2, [
      { op: 'put-refusal', refusal: refusal(5, b, a) },
      { op: 'put-finding-word', word: word(6, 'dismissed') },
    ]),
  );
  expect(into.refusals.map((each) => each.id)).toEqual([id(2), id(5)]);
  expect(into.findingWords.map(({ id: each, verdict }) => [each, verdict])).toEqual([
    [id(4), 'confirmed'],
    [id(6), 'dismissed'],
  ]);
});

it('joins what one colleague has linked in both', () => {
  const theirs = (n: number) => family(n, [place('a', n)], { creator: OTHER });
  const { into } = merge(
    eventOf(1, [{ op: 'put-link-set', set: set([theirs(1), theirs(2)], '2026-11-23') }]),
    eventOf(2, [{ op: 'put-link-set', set: set([theirs(2), theirs(3)], '2026-11-22') }]),
  );
  expect(into.linkSets).toHaveLength(1);
  expect(into.linkSets[0]).toMatchObject({ imported: '2026-11-23' });
  expect(into.linkSets[0]?.families.map((each) => each.id).sort()).toEqual([id(1), id(2), id(3)]);
});
