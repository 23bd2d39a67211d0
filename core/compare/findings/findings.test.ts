import { describe, expect, it } from 'vitest';

import type { ComparedEvent } from '../evidence/items.ts';
import { passagesOf, readEvent } from '../evidence/items.ts';
import { buildFamilies } from '../families/families.ts';
import { findSharedPassages } from '../passages/shared-passages.ts';
import { Classifier, fullest } from '../renderings/class.ts';
import { eventOf, eventWithSpeakers } from '../testing/event.ts';
import { gold, itemOf, SAMPLE_READINGS, sampleEvent } from '../testing/samples.ts';
import { BY_SURNAME } from '../testing/speakers.ts';
import type { FamilyOfItems, Finding, Place } from './finding.ts';
import { findFindings } from './findings.ts';

function findingsOf(
  event: ComparedEvent,
  given: readonly (readonly number[])[] = [],
): readonly Finding[] {
  const families = buildFamilies(event, given).families.flatMap((indexes): FamilyOfItems[] => {
    const members = indexes.flatMap((index) => event.items[index] ?? []);
    const base = fullest(members);
    if (!base) return [];
    const classes = members.map((item) => new Classifier(event).classOf(item, base));
    return [{ base, members, classes }];
  });
  return findFindings(event, families, findSharedPassages(event).passages);
}

const wordsOf = (event: ComparedEvent, { article, fragments }: Place): string =>
  fragments
    .map(({ start, end }) => event.articles[article]?.text.slice(start, end) ?? '')
    .join(' … ');

const told = (event: ComparedEvent, findings: readonly Finding[]) =>
  findings.map(({ type, here, there }) => [
    type,
    `${gold.articles[here.article]?.id ?? '?'} ${wordsOf(event, here).slice(0, 30)}`,
    `${gold.articles[there.article]?.id ?? '?'} ${wordsOf(event, there).slice(0, 30)}`,
  ]);

describe('the findings of the samples', () => {
  const event = sampleEvent();

  it('are these eight', () => {
    expect(told(event, findingsOf(event))).toEqual([
      ['splice', '000 “clumsy and aggressive”', '002 “we have only seen aggressive '],
      ['marks-dropped', '001 clumsy and aggressive', '000 “clumsy and aggressive”'],
      ['marks-dropped', '003 a Road to Nowhere', '003 “a road to nowhere.”'],
      [
        'altered-in-marks',
        '000 “We cannot agree that security',
        '002 “We cannot agree with the fact',
      ],
      [
        'altered-in-marks',
        '003 “clumsy and unethical attempts',
        '002 “we have only seen aggressive ',
      ],
      ['attribution-differs', '001 “road to nowhere.”', '003 “I am sure that in the West an'],
      ['attribution-differs', '004 “road to nowhere”', '003 “I am sure that in the West an'],
      ['figure-hedged', '002 over 30 nations', '004 30 countries'],
    ]);
  });

  it('name the word that one outlet put in', () => {
    const altered = findingsOf(event).filter(({ type }) => type === 'altered-in-marks');
    expect(altered[1]).toMatchObject({
      changes: [{ kind: 'inserted', before: '', after: 'unethical' }],
    });
  });

  it('say that a tag names nobody for what another outlet gives to a person, once they are linked', () => {
    const tag = {
      fragments: [{ start: 1040, end: 1076 }],
      speaker: null,
      isTagged: true as const,
    };
    const tagged = readEvent(
      SAMPLE_READINGS.map((reading, article) => ({
        reading,
        passages: passagesOf(reading, article === 0 ? [tag] : []),
      })),
      BY_SURNAME,
    );
    const given = [[itemOf(tagged, '000-Q3'), itemOf(tagged, '001-Q5')]];
    const found = findingsOf(tagged, given).filter(
      (each) => each.type === 'attribution-differs' && each.here.article === 0,
    );
    expect(found).toMatchObject([{ how: { type: 'who', here: 'nobody', there: 'person' } }]);
  });
});

it('says where a headline quotes what the article does not have', () => {
  const body = 'The minister spoke at length on Monday.\nHe called the plan “a bad idea” and left.';
  const missing = eventOf(`Minister: plan is “a terrible idea”\n${body}`);
  expect(findingsOf(missing)).toMatchObject([
    { type: 'headline-quotation-missing', there: { fragments: [{ start: 95 }] } },
  ]);
  expect(findingsOf(eventOf(`Minister: plan is “A Bad Idea”\n${body}`))).toEqual([]);
  // A first line that is a sentence is no headline, whatever its length.
  expect(findingsOf(eventOf(`The plan is “a terrible idea”, she said.\n${body}`))).toEqual([]);
  expect(findingsOf(eventOf(`Plan is “a terrible idea” for the U.S.\n${body}`))).toHaveLength(1);
});

it('says of words alone that stood in marks that their marks were dropped', () => {
  const said = 'the bank knew for at least seven weeks that all records were open';
  const before = 'The office fined the Norvale Bank on Monday.';
  const marked = `${before} “${said},” she told them.`;
  const bare = `${before} ${said}, in short.`;
  const [found, ...others] = findingsOf(eventOf(marked, bare));
  expect(others).toEqual([]);
  const wordsAt = (text: string, place: Place | undefined) =>
    place?.fragments.map(({ start, end }) => text.slice(start, end));
  expect(found?.type).toBe('marks-dropped');
  expect(wordsAt(bare, found?.here)).toEqual([said]);
  expect(wordsAt(marked, found?.there)).toEqual([said]);
});

it('names what was replaced in marks', () => {
  const filler = Array.from({ length: 40 }, (_, at) => `The visit drew q${'x'.repeat(at)}.`).join(
    ' ',
  );
  const event = eventWithSpeakers(
    { text: `Ali Khan said “We reject his visit”. ${filler}`, speakers: ['Ali Khan'] },
    { text: 'Ali Khan said “We reject his message”.', speakers: ['Ali Khan'] },
  );
  expect(findingsOf(event)).toMatchObject([
    {
      type: 'altered-in-marks',
      changes: [{ kind: 'replaced', before: 'visit', after: 'message' }],
    },
  ]);
});

describe('figures', () => {
  const typesOf = (a: string, b: string) => findingsOf(eventOf(a, b)).map(({ type }) => type);

  it.each([
    ['At least 40 soldiers died.', 'Nearly 40 troops were lost at sea.', ['figure-hedged']],
    ['They met 32 defense chiefs.', 'The 32 defence chiefs will talk.', []],
    ['It took two weeks.', 'After almost 14 days it ended.', ['figure-hedged']],
    ['It was over in 2022 for all.', 'More than 2022 was lost.', []],
    ['They met on 5 March.', 'Over 5 March days passed.', []],
    [
      'The quake killed 120 people in Osh.',
      'The quake killed 95 people in Osh.',
      ['figures-conflict'],
    ],
    ['The quake killed 574 people in Osh.', 'The quake killed 570 people in Osh.', []],
    ['The quake killed over 90 people in Osh.', 'The quake killed 95 people in Osh.', []],
    ['The quake killed 120 people in Osh.', 'Some 95 people ate lunch far from there.', []],
    ['Twenty-five nations met in Osh.', 'More than 25 countries met in Osh.', ['figure-hedged']],
    ['Twenty-five nations met in Osh.', 'More than 20 countries met in Osh.', []],
    ['Forty soldiers died in Osh.', 'Nearly 40 troops died in Osh.', ['figure-hedged']],
    [
      'Fünfzig Arbeiter streiken in der Stadt und am Hafen.',
      'Fast 50 Arbeiter streiken in der Stadt und am Hafen.',
      ['figure-hedged'],
    ],
    [
      'Une trentaine de services sont fermés dans le pays.',
      'Plus de 30 services sont fermés dans le pays.',
      ['figure-hedged'],
    ],
    [
      'Les quatre-vingt-douze services sont fermés dans le pays.',
      'Au moins 92 services sont fermés dans le pays.',
      ['figure-hedged'],
    ],
    [
      'Murieron treinta y cinco personas en el país, dijo.',
      'Casi 35 personas murieron en el país, dijo.',
      ['figure-hedged'],
    ],
    [
      'Погибли двадцать пять человек в городе Ош.',
      'Погибли более 25 человек в городе Ош.',
      ['figure-hedged'],
    ],
    [
      'Rund 400 Hafenarbeiter legten die Arbeit nieder.',
      'Mehr als 400 Hafenarbeiter haben die Arbeit niedergelegt.',
      ['figure-hedged'],
    ],
    [
      'Die Stadt zahlt 3,5 Millionen Euro für den Hafen.',
      'Die Stadt zahlt 3.500.000 Euro für den Hafen.',
      [],
    ],
    ['Das war am 5. März und nicht im April.', 'Über 5 März und mehr ist das nicht.', []],
    [
      'Plus de 3 millions de personnes sont dans la rue.',
      'Environ 3 000 000 personnes sont dans la rue pour lui.',
      ['figure-hedged'],
    ],
    [
      'Murieron al menos 20 mil personas en el país, dijo.',
      'Casi 20.000 personas murieron en el país, dijo.',
      ['figure-hedged'],
    ],
    [
      'Погибли более 120 человек в городе Ош.',
      'Погибли около 120 человек в городе Ош.',
      ['figure-hedged'],
    ],
    [
      'В забастовке участвовали более 1 200 рабочих.',
      'Около 1 200 рабочих не вышли на смену.',
      ['figure-hedged'],
    ],
  ])('of “%s” and “%s” give %j', (a, b, expected) => {
    expect(typesOf(a, b)).toEqual(expected);
  });
});
