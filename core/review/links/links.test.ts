import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { growthOf, TOO_FAST } from '../../text/testing/growth.ts';
import type { Family, LinkDecision, Place } from '../../event/records.ts';
import { linkId, makeFamily, makePlace, makeRendering } from '../../event/testing/families.ts';
import { compareFamilies } from './agreement.ts';
import { contestedLinkDecisions } from './decisions.ts';
import { alignFamilies, type FamilySet } from './items.ts';
import { adjudicateFamilies, returnFamilies } from './outcome.ts';
import { matchPassages, passagesOf } from './passages.ts';

const ME = '11111111-1111-4111-8111-111111111111';
const BORIS = '22222222-2222-4222-8222-222222222222';
const CLARA = '44444444-4444-4444-8444-444444444444';
const TEXT = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen';
const OTHER = 'another text of the same event with words enough for what is needed here';

const at = (start: number, end: number, text = TEXT): Place => makePlace(text, { start, end });
const [A, B, C, D] = [at(0, 8), at(10, 20), at(22, 30), at(32, 44)];
const E = at(0, 12, OTHER);

const mine = (n: number, places: readonly Place[], more: Partial<Family> = {}): Family =>
  makeFamily(n, places, { creator: ME, ...more });
const theirs = (n: number, places: readonly Place[], more: Partial<Family> = {}): Family =>
  makeFamily(n, places, { creator: BORIS, ...more });
const set = (annotator: string, ...families: Family[]): FamilySet => ({ annotator, families });
const decide = (
  n: number,
  about: readonly Family[],
  verdict: LinkDecision['verdict'],
  more: Partial<LinkDecision> = {},
): LinkDecision => ({
  id: linkId(9000 + n),
  about: [...about],
  verdict,
  result: null,
  reason: null,
  note: '',
  reviewer: ME,
  decided: `2026-05-0${n}T00:00:00.000Z`,
  ...more,
});

const differences = (own: readonly Family[], others: readonly Family[]) =>
  alignFamilies(set(ME, ...own), [set(BORIS, ...others)], []).map((item) => item.differences);

describe('Passages of two people', () => {
  const match = (a: readonly Place[], b: readonly Place[]): string[] =>
    matchPassages(passagesOf([mine(1, a)]), passagesOf([theirs(100, b)])).map(
      ([one, other]) =>
        `${a.indexOf(a.find((p) => p.fragments === one.rendering.fragments) ?? A)}-${b.findIndex((p) => p.fragments === other.rendering.fragments)}`,
    );

  it.each<[string, Place[], Place[], string[]]>([
    ['the same', [at(0, 10)], [at(0, 10)], ['0-0']],
    ['half of the shorter one in common', [at(0, 10)], [at(5, 40)], []],
    ['just half of the shorter one', [at(0, 10)], [at(5, 15)], ['0-0']],
    ['less than half of the shorter one', [at(0, 10)], [at(6, 16)], []],
    ['the same place in other texts', [at(0, 10)], [at(0, 10, OTHER)], []],
    ['as many as can be', [at(0, 10), at(0, 4)], [at(0, 10), at(5, 10)], ['0-1', '1-0']],
    ['the one with more in common', [at(0, 10)], [at(0, 6), at(0, 9)], ['0-1']],
    ['one with one', [at(0, 10)], [at(0, 5), at(5, 10)], ['0-0']],
  ])('are matched: %s', (name, a, b, pairs) => {
    // Half of ten is five, and from 5 to 40 there are just five.
    expect(match(a, b)).toEqual(name.startsWith('half') ? ['0-0'] : pairs);
  });

  it('in families of another kind are not the same', () => {
    expect(
      matchPassages(passagesOf([mine(1, [A])]), passagesOf([theirs(9, [A], { kind: 'claim' })])),
    ).toEqual([]);
  });

  it('are matched as often as can be, whatever they are', () => {
    const places = fc.uniqueArray(fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 12 })), {
      maxLength: 6,
      selector: ([from, length]) => `${from} ${length}`,
    });
    fc.assert(
      fc.property(places, places, (one, other) => {
        const family = (n: number, list: readonly (readonly [number, number])[]): Family =>
          mine(
            n,
            list.map(([from, length]) => at(from, from + length)),
          );
        const [a, b] = [passagesOf([family(1, one)]), passagesOf([family(50, other)])];
        const pairs = matchPassages(a, b);
        expect(matchPassages(b, a)).toHaveLength(pairs.length);
        expect(new Set(pairs.map(([each]) => each)).size).toBe(pairs.length);
        expect(new Set(pairs.map(([, each]) => each)).size).toBe(pairs.length);
      }),
    );
  });

  it('that are very many in one place take no more work than there are pairs', () => {
    const match = (count: number): void => {
      const many = Array.from({ length: count }, (_, n) => at(n % 20, 30 + (n % 40)));
      matchPassages(passagesOf([mine(1, many)]), passagesOf([theirs(9, many)]));
    };
    // Each may be each other's: the pairs grow with the square.
    expect(growthOf(match, 1000)).toBeLessThan(4 * TOO_FAST);
  });
});

describe('A difference between two people’s families', () => {
  it.each<[string, Family[], Family[], string[][]]>([
    ['none', [mine(1, [A, B])], [theirs(50, [A, B])], [[]]],
    ['a passage more', [mine(1, [A])], [theirs(50, [A, B])], [['more']]],
    ['a passage less', [mine(1, [A, B])], [theirs(50, [A])], [['fewer']]],
    ['split', [mine(1, [A, B, C, D])], [theirs(50, [A, B]), theirs(60, [C, D])], [['split']]],
    ['joined', [mine(1, [A, B]), mine(20, [C, D])], [theirs(50, [A, B, C, D])], [['joined']]],
    [
      'another base',
      [mine(1, [A, B], { base: linkId(2) })],
      [theirs(50, [A, B], { base: linkId(52) })],
      [['base']],
    ],
    ['no base but the fullest', [mine(1, [A, D], { base: linkId(3) })], [theirs(50, [A, D])], [[]]],
    [
      'another class',
      [mine(1, [A, B])],
      [
        theirs(50, [A, B], {
          renderings: [makeRendering(51, A, { class: 'other-translation' }), makeRendering(52, B)],
        }),
      ],
      [['class']],
    ],
    [
      'another relation',
      [mine(1, [A], { kind: 'claim' })],
      [
        theirs(50, [A], {
          kind: 'claim',
          renderings: [makeRendering(51, A, { relation: 'later' })],
        }),
      ],
      [['relation']],
    ],
    [
      'only theirs, and only mine',
      [mine(1, [A, B])],
      [theirs(50, [C, D])],
      [['only-mine'], ['only-theirs']],
    ],
    [
      'several',
      [mine(1, [A, B])],
      [theirs(50, [A, C], { base: linkId(52) })],
      [['more', 'fewer', 'base']],
    ],
  ])('%s', (_, own, others, expected) => {
    expect(differences(own, others)).toEqual(expected);
    // In whatever order they come.
    expect(differences(own.toReversed(), others.toReversed())).toEqual(expected);
  });

  it('says which passages they are', () => {
    const [item] = alignFamilies(set(ME, mine(1, [A, B])), [set(BORIS, theirs(50, [A, E]))], []);
    expect(item?.more).toMatchObject([E]);
    expect(item?.fewer).toMatchObject([B]);
    expect(item?.shared).toMatchObject([{ mine: A, theirs: A }]);
  });

  it('holds every family once', () => {
    const items = alignFamilies(
      set(ME, mine(1, [A, B]), mine(20, [C])),
      [set(BORIS, theirs(50, [B, C]), theirs(60, [D])), set(CLARA)],
      [],
    );
    expect(
      items
        .filter(({ annotator }) => annotator === BORIS)
        .flatMap((item) => [...item.mine, ...item.theirs]),
    ).toHaveLength(4);
    expect(items.filter(({ annotator }) => annotator === CLARA)).toHaveLength(2);
  });
});

describe('A decision on a colleague’s family', () => {
  const [own, other] = [mine(1, [A]), theirs(50, [A, B])];
  const itemWith = (...decisions: LinkDecision[]) =>
    alignFamilies(set(ME, own), [set(BORIS, other)], decisions)[0];

  it('is in force while the family is as it was', () => {
    expect(itemWith(decide(1, [other], 'accept'))?.decision).toMatchObject({ verdict: 'accept' });
    const before = { ...other, label: 'Before' };
    expect(itemWith(decide(1, [before], 'accept'))).toMatchObject({
      decision: null,
      earlier: { verdict: 'accept' },
    });
  });

  it('is the later one of two, and nobody else’s', () => {
    const decisions = [decide(2, [other], 'reject'), decide(1, [other], 'accept')];
    expect(itemWith(...decisions)?.decision?.verdict).toBe('reject');
    expect(itemWith(decide(1, [other], 'accept', { reviewer: CLARA }))?.decision).toBeNull();
  });

  it('is asked again where another family has come to it', () => {
    const more = theirs(70, [C]);
    const items = alignFamilies(
      set(ME, mine(1, [A, C])),
      [set(BORIS, other, more)],
      [decide(1, [other], 'accept')],
    );
    expect(items).toMatchObject([{ decision: null, earlier: { verdict: 'accept' } }]);
  });

  it('is contested by a later word of the author against it, until they agree or it is decided anew', () => {
    const first = decide(1, [other], 'reject');
    const against = decide(2, [other], 'reject', { reviewer: BORIS, note: 'They are one.' });
    expect(itemWith(first, against)?.contest).toEqual(against);
    expect([...contestedLinkDecisions([first, against], ME).keys()]).toEqual([first.id]);
    const agreed = decide(3, [other], 'accept', { reviewer: BORIS });
    expect(itemWith(first, against, agreed)?.contest).toBeNull();
    const anew = decide(4, [other], 'accept', { id: first.id });
    expect(itemWith(anew, against)?.contest).toBeNull();
    const byAnother = decide(2, [other], 'reject', { reviewer: CLARA });
    expect(itemWith(first, byAnother)?.contest).toBeNull();
  });
});

describe('The outcome of a review of links', () => {
  const [own, other] = [mine(1, [A, B]), theirs(50, [A, C])];
  const result = mine(80, [A, B, C]);
  const outcome = (decisions: readonly LinkDecision[], sets = [set(BORIS, other)]) =>
    adjudicateFamilies(set(ME, own), sets, decisions);

  it.each<[string, LinkDecision[], Family[], number]>([
    ['what nobody decided changes nothing', [], [own], 1],
    ['accepted', [decide(1, [other], 'accept')], [other], 0],
    ['rejected', [decide(1, [other], 'reject')], [own], 0],
    ['changed', [decide(1, [other], 'change', { result })], [result], 0],
    ['put off', [decide(1, [other], 'defer')], [own], 1],
  ])('%s', (_, decisions, families, open) => {
    const { families: standing, open: undecided } = outcome(decisions);
    expect(standing.map(({ family }) => family)).toEqual(families);
    expect(undecided).toHaveLength(open);
  });

  it('has each passage once, with the later word', () => {
    const clara = makeFamily(60, [B, C, D], { creator: CLARA });
    const { families } = outcome(
      [decide(1, [other], 'accept'), decide(2, [clara], 'accept')],
      [set(BORIS, other), set(CLARA, clara)],
    );
    expect(families.map(({ family }) => family.renderings.length)).toEqual([1, 3]);
    expect(families.map(({ decision }) => decision?.verdict)).toEqual(['accept', 'accept']);
  });

  it('comes back to the author line by line', () => {
    const more = [theirs(60, [B]), theirs(70, [C]), theirs(80, [D]), theirs(90, [E])];
    const [b, c, d, e] = more;
    if (!b || !c || !d || !e) throw new Error('There are four.');
    const lines = returnFamilies(set(BORIS, ...more), ME, [
      decide(1, [b], 'accept'),
      decide(2, [c], 'change', { result }),
      decide(3, [d], 'reject'),
      decide(4, [{ ...e, label: 'Before' }], 'accept'),
      decide(5, [b], 'reject', { reviewer: CLARA }),
    ]);
    expect(lines.map((line) => line.outcome)).toEqual(['accepted', 'changed', 'rejected', 'open']);
    expect(lines[1]?.after).toEqual(result);
  });
});

describe('Agreement on links', () => {
  const compare = (first: Family[], second: Family[]) =>
    compareFamilies('utterance', [{ first: set(ME, ...first), second: set(BORIS, ...second) }]);

  it('is whole where both have the same families', () => {
    expect(
      compare([mine(1, [A, B]), mine(20, [C])], [theirs(50, [A, B]), theirs(60, [C])]),
    ).toEqual({
      kind: 'utterance',
      items: 3,
      tooFew: true,
      all: { precision: 1, recall: 1, f1: 1 },
      linked: { precision: 1, recall: 1, f1: 1, items: 2 },
      pairs: { proposed: 1, true: 1, right: 1 },
      onlyFirst: 0,
      onlySecond: 0,
    });
  });

  it('is B³ of the second against the first, worked out by hand', () => {
    // Mine {A B C} {D}, theirs {A B} {C D}: precision (1 + 1 + ½ + ½) / 4, recall (⅔ + ⅔ + ⅓ + 1) / 4.
    const { all, pairs, items } = compare(
      [mine(1, [A, B, C]), mine(20, [D])],
      [theirs(50, [A, B]), theirs(60, [C, D])],
    );
    expect(items).toBe(4);
    expect(all?.precision).toBeCloseTo(0.75);
    expect(all?.recall).toBeCloseTo(2 / 3);
    expect(pairs).toEqual({ proposed: 2, true: 3, right: 1 });
  });

  it('counts passages that only one of them has aside, and nothing over events', () => {
    const event = { first: set(ME, mine(1, [A, B])), second: set(BORIS, theirs(50, [A, C])) };
    expect(compareFamilies('utterance', [event, event])).toMatchObject({
      items: 2,
      onlyFirst: 2,
      onlySecond: 2,
      linked: null,
      pairs: { proposed: 0, true: 0, right: 0 },
    });
    expect(compareFamilies('claim', [event])).toMatchObject({ items: 0, all: null });
  });
});
