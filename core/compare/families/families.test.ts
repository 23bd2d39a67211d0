import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Comparison } from '../evidence/evidence.ts';
import type { ComparedEvent } from '../evidence/items.ts';
import { eventOf, eventWithSpeakers, textOf } from '../testing/event.ts';
import { itemOf, nameOf, sampleEvent } from '../testing/samples.ts';
import { buildFamilies } from './families.ts';
import { OfferFinder } from './offers.ts';
import { findLinks, linkOf, NOTHING_FORBIDDEN } from './links.ts';

const namesOf = (event: ComparedEvent, families: readonly (readonly number[])[]): string[] =>
  families
    .filter(({ length }) => length > 1)
    .map((members) => members.map((index) => nameOf(event, index)).join(' '));

const linked = (event: ComparedEvent): string[][] =>
  buildFamilies(event)
    .families.filter(({ length }) => length > 1)
    .map((members) => members.map((index) => textOf(event, index)));

describe('the families of the samples', () => {
  const event = sampleEvent();
  const built = buildFamilies(event);

  it('are these and no others', () => {
    expect(event.items).toHaveLength(32);
    expect(namesOf(event, built.families)).toEqual([
      '000-Q2 001-Q3 001-Q4 002-Q2 003-Q3 004-Q3',
      '000-Q5 003-Q5',
      '001-Q1 001-Q2 002-Q1 003-Q1 003-Q4 004-Q1 004-Q2 004-Q4',
      '002-Q3 004-Q5',
      '002-Q4 002-Q5 003-Q2 004-Q7 004-Q8',
    ]);
    expect(built.families.filter(({ length }) => length === 1)).toHaveLength(9);
  });

  it.each([
    ['000-Q1', '003-Q4', 1],
    ['000-Q4', '002-Q5', 1],
    ['001-Q6', '000-Q5', 1],
    ['000-Q3', '001-Q5', 3],
  ])('offer %s the family of %s within %i', (quotation, member, within) => {
    const offers = new OfferFinder(event, built).offersFor(itemOf(event, quotation));
    const family = built.familyOf[itemOf(event, member)];
    const rank = offers.findIndex((offer) => offer.family === family);
    expect(rank).toBeGreaterThanOrEqual(0);
    expect(rank).toBeLessThan(within);
    expect(offers.length).toBeLessThanOrEqual(5);
  });

  it('never link again what the analyst refused, nor offer it', () => {
    const [a, b] = [itemOf(event, '000-Q5'), itemOf(event, '003-Q5')];
    const forbidden = {
      ...NOTHING_FORBIDDEN,
      isRefused: (x: number, y: number) => (x === a && y === b) || (x === b && y === a),
    };
    const refused = buildFamilies(event, [], forbidden);
    expect(refused.familyOf[a]).not.toBe(refused.familyOf[b]);
    expect(
      new OfferFinder(event, refused, forbidden).offersFor(a).map(({ member }) => member),
    ).not.toContain(b);
  });

  it('keep what the analyst linked as one, with what is linked to it', () => {
    const given = [itemOf(event, '000-Q1'), itemOf(event, '004-Q4')];
    const { families, familyOf } = buildFamilies(event, [given]);
    const family = families[familyOf[given[0] ?? -1] ?? -1] ?? [];
    expect(namesOf(event, [family])).toEqual([
      '000-Q1 001-Q1 001-Q2 002-Q1 003-Q1 003-Q4 004-Q1 004-Q2 004-Q4',
    ]);
  });

  it('do not compare two versions of one text', () => {
    const forbidden = {
      ...NOTHING_FORBIDDEN,
      isOneText: (x: number, y: number) => Math.min(x, y) === 0 && Math.max(x, y) === 3,
    };
    const { familyOf } = buildFamilies(event, [], forbidden);
    expect(familyOf[itemOf(event, '000-Q5')]).not.toBe(familyOf[itemOf(event, '003-Q5')]);
  });
});

describe('traps', () => {
  it('does not link the same turn of phrase of two persons', () => {
    const event = eventWithSpeakers(
      { text: 'Ann Lee called it “deeply troubling” on Monday.', speakers: ['Ann Lee'] },
      { text: 'Bob Ray said he was “deeply troubled” by the ruling.', speakers: ['Bob Ray'] },
    );
    expect(linked(event)).toEqual([]);
  });

  it('does not link one word in marks', () => {
    const texts = ['headed north', 'stopped at the river', 'was met by troops', 'grew', 'broke up'];
    const event = eventOf(...texts.map((text) => `The “caravan” ${text} on Monday.`));
    expect(event.items).toHaveLength(5);
    expect(linked(event)).toEqual([]);
  });

  it('does not link the name of a programme', () => {
    const event = eventOf(
      'The senator told “Face the Nation” on Sunday that talks had failed again.',
      'Speaking to “Face the Nation” on Sunday, the senator blamed the house for it.',
    );
    expect(event.items.every(({ isNameLike }) => isNameLike)).toBe(true);
    expect(linked(event)).toEqual([]);
  });

  it('links nouns of a German phrase, which have capitals, and not the name of a paper', () => {
    const event = eventOf(
      'Karin Vogt nannte das einen „Schlag ins Gesicht“ und sagte der „Nordpost am Abend“ nichts mehr. „Der Bote“ war da.',
      'Die Entscheidung ist für Karin Vogt „ein Schlag ins Gesicht“, wie sie schon vorher gesagt hat. „Der Bote“ kam.',
    );
    expect(linked(event)).toEqual([['„Schlag ins Gesicht“', '„ein Schlag ins Gesicht“']]);
  });

  it('links one sentence in two translations', () => {
    const filler = Array.from(
      { length: 40 },
      (_, at) => `The visit drew word ${String.fromCharCode(97 + (at % 26))}${String(at)}.`,
    ).join(' ');
    const event = eventWithSpeakers(
      { text: `Ali Khan said “We reject his visit”. ${filler}`, speakers: ['Ali Khan'] },
      { text: `Ali Khan said “We reject his message”.`, speakers: ['Khan'] },
    );
    expect(linked(event)).toEqual([['“We reject his visit”', '“We reject his message”']]);
  });

  it('links equal words of one person, however short, and not of two', () => {
    const texts = ['He called it “absurd” in Rome.', 'The plan was “absurd,” he said.'];
    const of = (first: string, second: string) =>
      linked(
        eventWithSpeakers(
          { text: texts[0] ?? '', speakers: [first] },
          { text: texts[1] ?? '', speakers: [second] },
        ),
      );
    expect(of('Ann Lee', 'Lee')).toHaveLength(1);
    expect(of('Ann Lee', 'Bob Ray')).toEqual([]);
  });

  it('finds nothing in texts of marks alone, of one word, and of none', () => {
    expect(linked(eventOf('“”“”“', '””', ''))).toEqual([]);
    expect(linked(eventOf(`“${'war '.repeat(100_000)}”`, '“war”'))).toEqual([]);
  });
});

/** Words of an event: few, so that they meet. */
const word = fc.constantFrom(
  ...'talks failed security the of guarantees will not work Moscow road nowhere clumsy attempts a to peace'.split(
    ' ',
  ),
);
const quotation = fc
  .array(word, { minLength: 1, maxLength: 12 })
  .map((words) => `“${words.join(' ')}”`);
const article = fc
  .array(fc.tuple(fc.constantFrom('Lavrov said', 'Macron said', 'It was'), quotation), {
    maxLength: 8,
  })
  .map((sentences) => sentences.map(([cue, words]) => `${cue} ${words}.`).join('\n'));

it('finds through its lists every link that trying all pairs finds', () => {
  fc.assert(
    fc.property(fc.array(article, { maxLength: 4 }), (texts) => {
      const event = eventOf(...texts);
      const comparison = new Comparison(event);
      const all = event.items.flatMap((b) =>
        event.items.slice(0, b.index).flatMap((a) => linkOf(comparison, a, b) ?? []),
      );
      const { links, leftOut } = findLinks(event);
      const order = (x: { a: number; b: number }, y: { a: number; b: number }) =>
        x.b - y.b || x.a - y.a;
      expect([...links].sort(order)).toEqual(all.sort(order));
      expect(leftOut).toBe(0);
    }),
    { numRuns: 40 },
  );
});

it('stays bounded where thousands of quotations are alike, and says how many pairs it left out', () => {
  const event = eventOf(
    Array.from(
      { length: 500 },
      (_, at) =>
        `Lavrov said “we will never give up our land, our towns, our harbour or our name ${String(at % 7)}”.`,
    ).join('\n'),
  );
  const { families, leftOut } = buildFamilies(event);
  expect(leftOut).toBeGreaterThan(0);
  expect(families.length).toBeLessThan(10);
});
