import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Annotation } from '../tags/tag.ts';
import { adjudicate, returnTo } from './adjudication.ts';
import {
  compareReferences,
  Decision,
  referenceKey,
  sameContent,
  type DecisionRule,
} from './decision.ts';
import type { Comment } from './comment.ts';
import {
  alignInSlices,
  alignSets,
  contestItems,
  decideItems,
  type ReviewItem,
  type ReviewSet,
} from './items.ts';
import { applyRule, campsOf, majorityOf } from './majority.ts';
import { NOW, plainAnnotation, plainDecision, uuid } from './testing/records.ts';

const sha1 = (namespace: Uint8Array, name: string): string =>
  createHash('sha1').update(namespace).update(name).digest('hex');
const [ME, ANNA, BERT] = [uuid(1, 1), uuid(2, 2), uuid(3, 3)];

type Fields = Partial<Pick<Annotation, 'category' | 'attributes' | 'note'>>;

/** `n` names the tag; the same number in two sets is two tags. */
function tag(n: number, start: number, end: number, fields: Fields = {}): Annotation {
  const fragment = { start, end, exact: 'x'.repeat(end - start), prefix: '', suffix: '' };
  return plainAnnotation({ id: uuid(4, n), fragments: [fragment], creator: ME, ...fields });
}

const set = (annotator: string, ...tags: Annotation[]): ReviewSet<Annotation> => ({
  annotator,
  tags,
});

function decide(
  item: Pick<ReviewItem<Annotation>, 'members'>,
  fields: Partial<Decision> = {},
): Decision {
  const about = item.members.map((member) => ({
    annotator: member.annotator,
    annotation: member.tag,
  }));
  const id = uuid(5, about[0]?.annotation.fragments[0]?.start ?? 0);
  return Decision.parse(plainDecision({ id, about, reviewer: ME, ...fields }));
}

const onlyItem = (sets: ReviewSet<Annotation>[], decisions: Decision[] = []) => {
  const { items } = alignSets(sets, decisions, ME);
  const [item] = items;
  if (!item || items.length > 1) throw new Error(`There are ${items.length} items.`);
  return item;
};

describe('The kind of an item', () => {
  const mine = tag(1, 0, 10, { attributes: { speaker: 'Ann' } });
  const cases: [string, ReviewSet<Annotation>[], string][] = [
    ['identical', [set(ME, mine), set(ANNA, { ...mine, id: uuid(4, 2) })], 'identical'],
    ['boundary', [set(ME, mine), set(ANNA, tag(2, 0, 9))], 'boundary'],
    ['category', [set(ME, mine), set(ANNA, tag(2, 0, 10, { category: 'claim' }))], 'category'],
    ['attribute', [set(ME, mine), set(ANNA, tag(2, 0, 10))], 'attribute'],
    ['only mine', [set(ME, mine), set(ANNA)], 'only-mine'],
    ['only theirs', [set(ME), set(ANNA, mine)], 'only-theirs'],
    ['partial among three', [set(ME, mine), set(ANNA, mine), set(BERT)], 'partial'],
    ['identical among three', [set(ME, mine), set(ANNA, mine), set(BERT, mine)], 'identical'],
  ];
  it.each(cases)('is %s', (_, sets, kind) => {
    expect(onlyItem(sets).kind).toBe(kind);
  });

  it('names the attributes that differ', () => {
    const other = tag(2, 0, 10, { attributes: { speaker: 'Bob', cue: 'said' } });
    expect(onlyItem([set(ME, mine), set(ANNA, other)]).differingAttributes).toEqual([
      'cue',
      'speaker',
    ]);
  });

  it('is split where they made two of mine, and names mine', () => {
    const { items } = alignSets(
      [set(ME, tag(1, 0, 20)), set(ANNA, tag(2, 0, 12), tag(3, 13, 20))],
      [],
      ME,
    );
    expect(items.map(({ kind }) => kind)).toEqual(['boundary', 'split']);
    expect(items[1]?.within?.annotator).toBe(ME);
  });
});

describe('A decision', () => {
  const mine = tag(1, 0, 10);
  const theirs = tag(1, 0, 12);
  const sets = [set(ME, mine), set(ANNA, theirs)];
  const decision = decide(onlyItem(sets), { kept: [{ annotator: ANNA, id: theirs.id }] });

  it('stands at its item', () => {
    expect(onlyItem(sets, [decision])).toMatchObject({ decision, earlier: null });
  });

  it('is asked again when one of its tags has changed, and is shown as the earlier one', () => {
    const changed = [set(ME, mine), set(ANNA, { ...theirs, note: 'New.' })];
    expect(onlyItem(changed, [decision])).toMatchObject({ decision: null, earlier: decision });
  });

  it('is kept when only the time of its tags is another', () => {
    const again = [set(ME, mine), set(ANNA, { ...theirs, modified: '2026-02-02T00:00:00.000Z' })];
    expect(onlyItem(again, [decision]).decision).toEqual(decision);
  });

  it('keeps its tags together when a new tag would fit one of them better', () => {
    const more = [set(ME, mine), set(ANNA, theirs, tag(9, 0, 10))];
    const { items } = alignSets(more, [decision], ME);
    expect(items.map((item) => [item.kind, item.decision !== null])).toEqual([
      ['boundary', true],
      ['only-theirs', false],
    ]);
  });

  it('gives way to a later one about the same tag', () => {
    const later = decide(onlyItem(sets), {
      id: uuid(5, 99),
      decided: '2026-03-03T00:00:00.000Z',
    });
    expect(onlyItem(sets, [later, decision]).decision).toEqual(later);
    expect(onlyItem(sets, [decision, later]).decision).toEqual(later);
  });

  it('about a passage stands beside the items', () => {
    const passage = { start: 40, end: 50, exact: 'x'.repeat(10), prefix: '', suffix: '' };
    const checked = decide({ members: [] }, { passage, verdict: 'nothing-here' });
    expect(alignSets(sets, [checked], ME).passages).toEqual([checked]);
  });
});

describe('What is said against a decision', () => {
  const tags = [tag(1, 0, 5), tag(2, 10, 15)];
  const [first] = alignSets([set(ME, ...tags)], [], ME).items;
  if (!first) throw new Error('An item is missing.');
  const word = decide(first);
  const decided = alignSets([set(ME, ...tags)], [word], ME).items;
  const comment = (n: number, author: string, contests: boolean): Comment => ({
    id: uuid(8, n),
    about: { type: 'decision', id: word.id },
    parent: null,
    author,
    created: `2026-02-0${n}T00:00:00.000Z`,
    modified: NOW,
    text: 'No.',
    contests,
  });
  const contest = comment(1, ANNA, true);

  it('stands with the item until the reviewer answers, and leaves the others as they are', () => {
    const contested = contestItems(decided, [contest], ME);
    expect(contested.map(({ contest: against }) => against)).toEqual([contest, undefined]);
    expect(contested[1]).toBe(decided[1]);
    const answered = contestItems(contested, [contest, comment(2, ME, false)], ME);
    expect(answered).toEqual(decided);
    expect(contestItems(decided, [comment(2, ANNA, false)], ME)).toBe(decided);
  });

  it('is gone once another word stands in the place of that decision', () => {
    const anew = { ...word, id: uuid(5, 77) };
    const items = alignSets([set(ME, ...tags)], [anew], ME).items;
    expect(contestItems(items, [contest], ME).every((item) => !('contest' in item))).toBe(true);
  });
});

describe('The adjudicated set', () => {
  const mine = tag(1, 0, 10);
  const theirs = tag(2, 0, 12);
  const sets = [set(ME, mine), set(ANNA, theirs)];
  const item = onlyItem(sets);
  const keep = (...kept: [string, Annotation][]) =>
    decide(item, { kept: kept.map(([annotator, { id }]) => ({ annotator, id })) });
  const edited = tag(3, 1, 11, { category: 'claim' });
  const cases: [string, Decision, readonly Annotation[]][] = [
    ['theirs', keep([ANNA, theirs]), [theirs]],
    ['mine', keep([ME, mine]), [mine]],
    ['both', keep([ME, mine], [ANNA, theirs]), [theirs, mine]],
    ['neither', keep(), []],
    ['the edited one', decide(item, { verdict: 'edit', edited }), [edited]],
    ['nothing', decide(item, { verdict: 'nothing-here' }), []],
  ];
  it.each(cases)('holds %s', (_, decision, standing) => {
    const { tags, open } = adjudicate(sets, [decision], ME, sha1);
    expect(open).toEqual([]);
    expect(tags).toHaveLength(standing.length);
    for (const [index, each] of standing.entries()) {
      const found = tags[index];
      expect(found && sameContent(found.annotation, each)).toBe(true);
      expect(found?.provenance.decision).toBe(decision.id);
    }
  });

  it('says whose tag stands', () => {
    const [kept] = adjudicate(sets, [keep([ANNA, theirs])], ME, sha1).tags;
    expect(kept?.provenance).toMatchObject({
      from: { annotator: ANNA, id: theirs.id },
      about: [
        { annotator: ME, id: mine.id },
        { annotator: ANNA, id: theirs.id },
      ],
    });
  });

  it('leaves out what is not decided or put off, and names it', () => {
    expect(adjudicate(sets, [], ME, sha1)).toMatchObject({ tags: [], open: [{ id: item.id }] });
    const deferred = decide(item, { verdict: 'defer' });
    expect(adjudicate(sets, [deferred], ME, sha1).open).toHaveLength(1);
  });
});

describe('What an author is sent back', () => {
  const theirs = tag(2, 0, 12);
  const mine = tag(1, 0, 10);
  const item = onlyItem([set(ME, mine), set(ANNA, theirs)]);
  const keep = (...kept: [string, Annotation][]) =>
    decide(item, { kept: kept.map(([annotator, { id }]) => ({ annotator, id })) });
  const cases: [string, Decision[], object][] = [
    ['accepted', [keep([ANNA, theirs])], { outcome: 'accepted', after: [theirs] }],
    ['changed', [keep([ME, mine])], { outcome: 'changed', before: theirs, after: [mine] }],
    ['rejected', [keep()], { outcome: 'rejected', after: [] }],
    ['open', [], { outcome: 'open', after: [] }],
    ['open again', [decide(item, { verdict: 'defer' })], { outcome: 'open' }],
  ];
  it.each(cases)('says that a tag was %s', (_, decisions, line) => {
    expect(returnTo(ANNA, [theirs], decisions)).toMatchObject([line]);
  });

  it('says what was added', () => {
    const alone = onlyItem([set(ME, mine)]);
    const decision = decide(alone, { kept: [{ annotator: ME, id: mine.id }] });
    expect(returnTo(ANNA, [], [decision])).toEqual([
      { outcome: 'added', before: null, after: [mine], decision },
    ]);
  });
});

describe('A majority', () => {
  const same = (n: number) => tag(n, 0, 10);
  it('is more than half of all, those who did not tag included', () => {
    const two = [set(ME, same(1)), set(ANNA, same(2)), set(BERT)];
    expect(majorityOf(onlyItem(two))).toHaveLength(2);
    const one = [set(ME, same(1)), set(ANNA), set(BERT)];
    expect(majorityOf(onlyItem(one))).toBeNull();
  });

  it('does not look at notes', () => {
    const sets = [set(ME, same(1)), set(ANNA, { ...same(2), note: 'Hm.' })];
    expect(campsOf(onlyItem(sets))).toHaveLength(1);
  });

  const three = [
    set(ME, same(1), tag(2, 20, 30)),
    set(ANNA, same(1), tag(2, 20, 30)),
    set(BERT, same(1)),
  ];
  const rules: [string, DecisionRule, number][] = [
    ['all agree', { type: 'all-agree' }, 1],
    ['all who tagged agree', { type: 'all-who-tagged-agree' }, 2],
    ['two of three', { type: 'n-of-m', least: 2, of: 3 }, 2],
    ['three of three', { type: 'n-of-m', least: 3, of: 3 }, 1],
    [
      'everything by one',
      { type: 'of-annotator', annotator: BERT, category: null, accept: true },
      1,
    ],
    [
      'nothing in a category',
      { type: 'of-annotator', annotator: BERT, category: 'claim', accept: true },
      0,
    ],
  ];
  it.each(rules)('rule “%s” is previewed', (_, rule, count) => {
    expect(applyRule(alignSets(three, [], ME).items, rule)).toHaveLength(count);
  });
});

// Few places and categories, so that tags meet each other.
const anyTag = fc
  .record({
    start: fc.nat({ max: 30 }),
    length: fc.integer({ min: 1, max: 12 }),
    category: fc.constantFrom('quote', 'claim'),
    attributes: fc.constantFrom({}, { speaker: 'Ann' }),
  })
  .map(({ start, length, ...fields }) => ({ start, end: start + length, fields }));
const anySet = fc
  .array(anyTag, { maxLength: 8 })
  .map((tags) => tags.map(({ start, end, fields }, n) => tag(n, start, end, fields)));
const anySets = fc
  .tuple(anySet, anySet, anySet)
  .map(([a, b, c]) => [set(ME, ...a), set(ANNA, ...b), set(BERT, ...c)]);
const choice = fc.array(fc.nat({ max: 4 }), { minLength: 30, maxLength: 30 });

/** A word on some of the items, as a reviewer would give it. */
function someDecisions(sets: ReviewSet<Annotation>[], choices: readonly number[]): Decision[] {
  return alignSets(sets, [], ME).items.flatMap((item, index) => {
    const references = item.members.map(({ annotator, tag: { id } }) => ({ annotator, id }));
    const fields: Partial<Decision>[] = [
      { kept: references.slice(0, 1) },
      { kept: references },
      { kept: [] },
      { verdict: 'defer' },
    ];
    const chosen = fields[choices[index % choices.length] ?? 4];
    return chosen ? [decide(item, { id: uuid(5, index), ...chosen })] : [];
  });
}

describe('Aligned sets', () => {
  it('hold every tag exactly once', () => {
    fc.assert(
      fc.property(anySets, choice, (sets, choices) => {
        const { items } = alignSets(sets, someDecisions(sets, choices), ME);
        const keys = items.flatMap(({ members }) =>
          members.map(({ annotator, tag: { id } }) => referenceKey({ annotator, id })),
        );
        const all = sets.flatMap(({ annotator, tags }) =>
          tags.map(({ id }) => referenceKey({ annotator, id })),
        );
        expect(keys.toSorted()).toEqual(all.toSorted());
      }),
    );
  });

  it('have the decisions that were made on them, in whatever order these are given', () => {
    fc.assert(
      fc.property(anySets, choice, (sets, choices) => {
        const decisions = someDecisions(sets, choices);
        const review = alignSets(sets, decisions, ME);
        expect(alignSets(sets, decisions.toReversed(), ME)).toEqual(review);
        const found = review.items.flatMap(({ decision }) => decision ?? []);
        expect(found.map(({ id }) => id).sort()).toEqual(decisions.map(({ id }) => id).sort());
      }),
    );
  });

  it('ask again only what changed when a newer file comes', () => {
    fc.assert(
      fc.property(anySets, choice, fc.nat(), (sets, choices, which) => {
        const decisions = someDecisions(sets, choices);
        const [first, second, third] = sets;
        const changed = second?.tags[which % Math.max(1, second.tags.length)];
        if (!first || !second || !third || !changed) return;
        const newer = second.tags.map((each) =>
          each === changed ? { ...each, note: 'Changed.' } : each,
        );
        const now = alignSets([first, set(ANNA, ...newer), third], decisions, ME).items;
        const lost = decisions.filter(({ id }) => !now.some(({ decision }) => decision?.id === id));
        const touched = decisions.filter(({ about }) =>
          about.some(
            ({ annotator, annotation }) => annotator === ANNA && annotation.id === changed.id,
          ),
        );
        expect(lost).toEqual(touched);
      }),
    );
  });

  it('come out the same for the same input, and their adjudicated ids are unique', () => {
    fc.assert(
      fc.property(anySets, choice, (sets, choices) => {
        const decisions = someDecisions(sets, choices);
        const one = adjudicate(sets, decisions, ME, sha1);
        const other = adjudicate(sets, decisions.toReversed(), ME, sha1);
        expect(JSON.stringify(other)).toBe(JSON.stringify(one));
        const ids = one.tags.map(({ annotation }) => annotation.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(one.open).toHaveLength(
          alignSets(sets, decisions, ME).items.filter(
            ({ decision }) => decision === null || decision.verdict === 'defer',
          ).length,
        );
      }),
    );
  });

  it('are the same after decisions as when they are lined up again', () => {
    fc.assert(
      fc.property(anySets, choice, choice, (sets, choices, more) => {
        const first = someDecisions(sets, choices);
        const before = alignSets(sets, first, ME).items;
        const second = before.flatMap((item, index) =>
          (more[index % more.length] ?? 0) > 2
            ? [decide(item, { id: uuid(6, index), decided: '2026-02-01T00:00:00.000Z' })]
            : [],
        );
        const replaced = first.filter(({ about }) =>
          second.some((each) =>
            each.about.some((tag) =>
              about.some(
                ({ annotation, annotator }) =>
                  annotation.id === tag.annotation.id && annotator === tag.annotator,
              ),
            ),
          ),
        );
        const after = decideItems(before, [
          ...replaced.map(({ id }) => ({ op: 'remove-decision' as const, id })),
          ...second.map((decision) => ({ op: 'put-decision' as const, decision })),
        ]);
        const all = [...first.filter((each) => !replaced.includes(each)), ...second];
        const lined = alignSets(sets, all, ME).items;
        const words = (items: readonly ReviewItem[]) =>
          items.map(({ id, decision }) => [id, decision?.id]);
        expect(after && words(after)).toEqual(words(lined));
      }),
    );
  });

  it('must be lined up again when a decision is taken back', () => {
    const sets = [set(ME, tag(1, 0, 10)), set(ANNA, tag(2, 0, 10))];
    const item = onlyItem(sets);
    const decision = decide(item);
    const decided = alignSets(sets, [decision], ME).items;
    expect(decideItems(decided, [{ op: 'remove-decision', id: decision.id }])).toBeNull();
  });

  it('must be lined up again when undo brings a decision back that does not hold any more', () => {
    const mine = tag(1, 0, 10);
    const old = decide(onlyItem([set(ME, mine)]));
    const sets = [set(ME, { ...mine, note: 'Changed since.' })];
    const anew = { ...old, id: uuid(5, 77), about: decide(onlyItem(sets)).about };
    const decided = alignSets(sets, [anew], ME).items;
    const undone = decideItems(decided, [
      { op: 'remove-decision', id: anew.id },
      { op: 'put-decision', decision: old },
    ]);
    expect(undone).toBeNull();
  });

  it('are the same when the work is laid aside again and again for another', () => {
    fc.assert(
      fc.property(anySets, anySets, choice, (sets, others, choices) => {
        const decisions = someDecisions(sets, choices);
        const running = [alignInSlices(sets, decisions, ME), alignInSlices(others, [], ANNA)];
        const done = running.map((): unknown => null);
        for (let left = running.length; left > 0;) {
          for (const [index, work] of running.entries()) {
            if (done[index] !== null) continue;
            const step = work.next();
            if (!step.done) continue;
            done[index] = step.value;
            left -= 1;
          }
        }
        expect(done).toEqual([alignSets(sets, decisions, ME), alignSets(others, [], ANNA)]);
      }),
    );
  });

  it('stand in document order', () => {
    fc.assert(
      fc.property(anySets, (sets) => {
        const starts = alignSets(sets, [], ME).items.map(({ members }) => members[0]?.tag);
        for (const [index, each] of starts.entries()) {
          const next = starts[index + 1];
          const [a, b] = [each?.fragments[0]?.start ?? 0, next?.fragments[0]?.start ?? Infinity];
          expect(a).toBeLessThanOrEqual(b);
        }
      }),
    );
  });
});

it('References are ordered by annotator, then id', () => {
  const references = [
    { annotator: BERT, id: uuid(4, 1) },
    { annotator: ANNA, id: uuid(4, 2) },
    { annotator: ANNA, id: uuid(4, 1) },
  ];
  expect(references.toSorted(compareReferences)).toEqual(references.toReversed());
});
