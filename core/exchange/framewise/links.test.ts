import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import type { Family, Place } from '../../event/records.ts';
import {
  linkId,
  makeFamily,
  makePlace,
  makeRendering,
  placeOf,
  WHEN,
} from '../../event/testing/families.ts';
import type { Alias } from '../../people/alias.ts';
import { snapToGraphemes } from '../../text/graphemes.ts';
import type { ArticleWithText, ContentOf, ExchangeLinks } from '../content/content.ts';
import { placeContent, toExchangeContent } from '../placing/place.ts';
import { ANNA, BORIS, CODEBOOK, makeArticle, makeContent, TOOLS } from '../testing/contents.ts';
import { toInput, WRITE } from '../testing/contract.ts';
import { EVENT, makeLinks } from '../testing/links.ts';
import { writeVerified } from '../pipeline/verify.ts';
import { FRAMEWISE } from './codec.ts';
import { readFramewise } from './read.ts';
import { framewiseJsonSchema } from './schema.ts';
import { normalizeFramewise, serializeFramewise } from './write.ts';

const ONE = 'He said: “This road leads nowhere” 🌐 and left. Nobody asked.';
const OTHER = '🌐 “A road to nowhere”, he called it.';
const OPTIONS = { includeText: true, hideNames: false, exportedAt: WHEN, generator: 'test' };

const ROAD = placeOf(ONE, '“This road leads nowhere”');
const NOWHERE = placeOf(OTHER, '“A road to nowhere”');
const FAMILY = makeFamily(1, [ROAD, NOWHERE], {
  label: 'The road',
  note: 'Two translations.',
  base: linkId(2),
});
const LINKS = makeLinks({
  families: [
    {
      ...FAMILY,
      renderings: FAMILY.renderings.map((each, index) =>
        index === 0
          ? { ...each, tag: { annotator: ANNA.id, id: linkId(90) } }
          : { ...each, class: 'other-translation' },
      ),
    },
    makeFamily(10, [placeOf(ONE, 'left'), placeOf(OTHER, 'called')], {
      kind: 'claim',
      creator: BORIS.id,
      renderings: [
        makeRendering(11, placeOf(ONE, 'left'), { relation: 'same' }),
        makeRendering(12, placeOf(OTHER, 'called'), { relation: 'contradicts' }),
      ],
    }),
  ],
  refusals: [
    {
      ...{ id: linkId(20), a: placeOf(ONE, 'asked'), b: placeOf(OTHER, 'it') },
      ...{ reason: 'another matter', creator: ANNA.id, created: WHEN },
    },
  ],
  findingWords: [
    {
      ...{ id: linkId(21), type: 'splice', places: [ROAD, NOWHERE], verdict: 'dismissed' },
      ...{ reason: 'a translation', note: '', creator: ANNA.id, decided: WHEN },
    },
  ],
  coverage: [
    {
      ...{ id: linkId(22), family: linkId(10), article: ROAD.article, value: 'absent' },
      ...{ creator: BORIS.id, decided: WHEN },
    },
  ],
  linkDecisions: [
    {
      ...{ id: linkId(23), about: [FAMILY], verdict: 'change' },
      ...{ result: makeFamily(30, [ROAD], { creator: BORIS.id }), reason: 'two matters' },
      ...{ note: 'See there.', reviewer: BORIS.id, decided: WHEN },
    },
  ],
});
const ALIAS: Alias = {
  ...{ id: linkId(40), name: 'Sergey Lavrov', kind: 'person', spellings: ['Lavrov', 'Sergei'] },
  ...{ creator: ANNA.id, modified: WHEN },
};

function contentWith(links: readonly ExchangeLinks[]): ContentOf<ArticleWithText> {
  return makeContent(makeArticle(ONE, { event: EVENT.id }), [], {
    annotators: [ANNA, BORIS],
    events: [EVENT],
    articles: [makeArticle(ONE, { event: EVENT.id }), makeArticle(OTHER, { event: EVENT.id })],
    links,
  });
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function readBack(json: string): Pick<ContentOf, 'links' | 'aliases'> & { refused: unknown } {
  const read = readFramewise(bytesOf(json), TOOLS);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const { links, aliases, refused } = read.value;
  return { links: links.map(({ places: _, ...each }) => each), aliases, refused };
}

// The tests change one thing in a sound file, so its shape does not matter to them.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Loose = any;

const FILE: Loose = JSON.parse(serializeFramewise(contentWith([LINKS]), OPTIONS));

/** Passages of the two texts, each once. */
const places: fc.Arbitrary<Place[]> = fc
  .uniqueArray(
    fc.record({
      on: fc.constantFrom(ONE, OTHER),
      from: fc.nat(30),
      length: fc.integer({ min: 1, max: 20 }),
    }),
    { minLength: 1, maxLength: 6, selector: ({ on, from, length }) => `${on} ${from} ${length}` },
  )
  .map((picks) => [
    ...new Map(
      picks.map(({ on, from, length }) => {
        const span = snapToGraphemes(on, { start: from, end: Math.min(from + length, on.length) });
        return [`${on} ${span.start}-${span.end}`, makePlace(on, span)] as const;
      }),
    ).values(),
  ]);

const words = fc.string({ unit: 'grapheme', maxLength: 20 });

const families: fc.Arbitrary<Family[]> = fc
  .array(fc.record({ places, byBoris: fc.boolean(), note: words, base: fc.nat(8) }), {
    maxLength: 4,
  })
  .map((given) =>
    given.map(({ places: of, byBoris, note, base }, index) =>
      makeFamily(100 * (index + 1), of, {
        note,
        creator: (byBoris ? BORIS : ANNA).id,
        base: of.length > base ? linkId(100 * (index + 1) + 1 + base) : null,
      }),
    ),
  );

describe('What is said of events in a file', () => {
  it('is read back as it was, in both units', () => {
    const { links, aliases, refused } = readBack(
      serializeFramewise({ ...contentWith([LINKS]), aliases: [ALIAS] }, OPTIONS),
    );
    expect(refused).toEqual([]);
    expect(links).toEqual([LINKS]);
    expect(aliases).toEqual([ALIAS]);
    const [fragment] = FILE.families[0].renderings[1].fragments;
    expect(fragment).toMatchObject({ utf16: { start: 3 }, codePoints: { start: 2 } });
  });

  it('is read back whatever it is, and is then what is to be exported', () => {
    fc.assert(
      fc.property(families, places, words, fc.boolean(), (given, some, reason, includeText) => {
        const [a, b = a] = some;
        if (!a || !b) return;
        const links = makeLinks({
          families: given,
          refusals: [{ id: linkId(1), a, b, reason, creator: ANNA.id, created: WHEN }],
          linkDecisions: given.slice(0, 1).map((family) => ({
            ...{ id: linkId(2), about: given, verdict: 'change' as const, result: family },
            ...{ reason, note: reason, reviewer: BORIS.id, decided: WHEN },
          })),
        });
        const content = contentWith([links]);
        const options = { ...OPTIONS, includeText };
        const json = serializeFramewise(content, options);
        expect(readBack(json)).toEqual({
          links: normalizeFramewise(content, options).links,
          aliases: [],
          refused: [],
        });
        const read = FRAMEWISE.read?.(toInput([{ path: 'a.json', content: json }]), TOOLS);
        if (read?.ok !== true) throw new Error('It was not read.');
        const textOf = (id: string) => content.articles.find((each) => each.id === id)?.text;
        const placed = placeContent(read.value, { codebook: CODEBOOK, textOf, tools: TOOLS });
        expect(placed.unplacedPassages).toEqual([]);
        expect(toExchangeContent(placed).links).toEqual(normalizeFramewise(content, options).links);
        expect(writeVerified(FRAMEWISE, content, { ...WRITE, includeText }, TOOLS).ok).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('gives the same bytes in whatever order it comes', () => {
    const turned = {
      ...LINKS,
      families: LINKS.families.toReversed(),
      findingWords: LINKS.findingWords.toReversed(),
    };
    expect(serializeFramewise(contentWith([turned]), OPTIONS)).toBe(
      serializeFramewise(contentWith([LINKS]), OPTIONS),
    );
  });

  it('makes a file of version 3, and a file without it one of version 2, which older programs read', () => {
    expect(FILE.version).toBe(3);
    const aliased = serializeFramewise({ ...contentWith([]), aliases: [ALIAS] }, OPTIONS);
    expect(JSON.parse(aliased)).toMatchObject({ version: 3 });
    const plain = JSON.parse(serializeFramewise(contentWith([makeLinks()]), OPTIONS)) as Loose;
    expect(plain.version).toBe(2);
    expect(Object.keys(plain)).not.toContain('families');
    const published = new URL('../../../schema/framewise-2.schema.json', import.meta.url);
    const schema = z.fromJSONSchema(JSON.parse(readFileSync(published, 'utf8')) as Loose);
    expect(schema.safeParse(plain).error).toBeUndefined();
    expect(schema.safeParse(FILE).success).toBe(false);
  });

  it('keeps passages whose words are not at their place, and says which they are', () => {
    const file = structuredClone(FILE);
    file.families[0].renderings[0].fragments[0].exact = '“That road leads nowhere”';
    file.families[0].renderings[0].fragments[0].utf16.end += 0;
    const shifted = file.families[0].renderings[1].fragments[0];
    shifted.codePoints = { start: 3, end: shifted.codePoints.end + 1 };
    const read = FRAMEWISE.read?.(
      toInput([{ path: 'a.json', content: JSON.stringify(file) }]),
      TOOLS,
    );
    if (read?.ok !== true) throw new Error('It was not read.');
    const placed = placeContent(read.value, { codebook: CODEBOOK, tools: TOOLS });
    expect(placed.refused).toEqual([]);
    expect(placed.links[0]?.families[0]?.renderings).toHaveLength(2);
    expect(placed.unplacedPassages).toEqual([
      { place: 'a.json/families/0/renderings/0', words: '“That road leads nowhere”' },
      { place: 'a.json/families/0/renderings/1', words: '“A road to nowhere”' },
    ]);
  });
});

const GONE = '44444444-4444-4444-8444-444444444444';

describe('A record on an event is refused with its place', () => {
  it.each<[string, (file: Loose) => void, string, string]>([
    [
      'a family of an event that the file lacks',
      (f) => (f.families[0].event = GONE),
      '/families/0/event',
      'unknown-event',
    ],
    [
      'a family of another event than its articles report',
      (f) => {
        f.events.push({ id: GONE, title: 'Another' });
        f.families[0].event = GONE;
      },
      '/families/0/renderings/0/article',
      'other-event',
    ],
    [
      'a passage twice',
      (f) => f.families[0].renderings.push({ ...f.families[0].renderings[0], id: linkId(77) }),
      '/families/0/renderings/2',
      'repeated-member',
    ],
    [
      'an id twice in a family',
      (f) => (f.families[0].renderings[1].id = f.families[0].renderings[0].id),
      '/families/0/renderings/1',
      'repeated-member',
    ],
    [
      'an unknown class',
      (f) => (f.families[0].renderings[0].class = 'made-up'),
      '/families/0/renderings/0/class',
      'malformed',
    ],
    [
      'an unknown relation',
      (f) => (f.families[1].renderings[0].relation = 'near'),
      '/families/1/renderings/0/relation',
      'malformed',
    ],
    [
      'more than 10,000 passages',
      (f) => (f.families[0].renderings = Array(10_001).fill(f.families[0].renderings[0])),
      '/families/0/renderings',
      'malformed',
    ],
    [
      'a family of nothing',
      (f) => (f.families[0].renderings = []),
      '/families/0/renderings',
      'malformed',
    ],
    [
      'a base that is none of them',
      (f) => (f.families[0].base = GONE),
      '/families/0/base',
      'unknown-base',
    ],
    [
      'somebody whom the file does not name',
      (f) => (f.families[0].creator = GONE),
      '/families/0',
      'unknown-annotator',
    ],
    [
      'an article that the file lacks',
      (f) => (f.families[0].renderings[0].article = 'a'.repeat(64)),
      '/families/0/renderings/0/article',
      'unknown-article',
    ],
    [
      'words of another length',
      (f) => (f.refusals[0].a.fragments[0].exact = 'ask'),
      '/refusals/0/a',
      'wrong-length',
    ],
    [
      'parts on top of each other',
      (f) => f.findingWords[0].places[1].fragments.push(f.findingWords[0].places[1].fragments[0]),
      '/findingWords/0/places/1',
      'overlapping-fragments',
    ],
    [
      'an unknown verdict',
      (f) => (f.findingWords[0].verdict = 'maybe'),
      '/findingWords/0/verdict',
      'malformed',
    ],
    [
      'coverage of a family that the file lacks',
      (f) => (f.coverage[0].family = GONE),
      '/coverage/0/family',
      'unknown-family',
    ],
    ['an id twice', (f) => f.families.push(f.families[0]), '/families/2', 'repeated-id'],
    [
      'a decision with a passage twice',
      (f) =>
        f.linkDecisions[0].about[0].renderings.push({
          ...f.linkDecisions[0].about[0].renderings[0],
          id: GONE,
        }),
      '/linkDecisions/0/about/0/renderings/2',
      'repeated-member',
    ],
    [
      'an alias with a spelling twice',
      (f) => (f.aliases = [{ ...ALIAS, spellings: ['a', 'a'] }]),
      '/aliases/0',
      'malformed',
    ],
  ])('%s', (_, change, pointer, type) => {
    const file = structuredClone(FILE);
    change(file);
    const { refused } = readBack(JSON.stringify(file));
    // What is said of a family that is refused is refused with it.
    expect((refused as readonly unknown[])[0]).toMatchObject({ pointer, reason: { type } });
  });

  it('and the others are read', () => {
    const file = structuredClone(FILE);
    file.families[1].renderings[0].class = 'made-up';
    const { links, refused } = readBack(JSON.stringify(file));
    expect(refused).toMatchObject([
      { pointer: '/families/1/renderings/0/class' },
      { pointer: '/coverage/0/family', reason: { type: 'unknown-family' } },
    ]);
    expect(links).toEqual([{ ...LINKS, families: LINKS.families.slice(0, 1), coverage: [] }]);
  });

  it('and the whole file where a position is beyond its text', () => {
    const file = structuredClone(FILE);
    file.families[0].renderings[0].fragments[0].utf16.end = 9999;
    expect(readFramewise(bytesOf(JSON.stringify(file)), TOOLS)).toMatchObject({
      ok: false,
      error: { type: 'beyond-text', pointer: '/families/0/renderings/0' },
    });
  });

  it.each(['families', 'refusals', 'findingWords', 'coverage', 'linkDecisions', 'aliases'])(
    'and a whole file of version 2 that has %s',
    (field) => {
      const file = { ...FILE, version: 2 };
      for (const each of ['families', 'refusals', 'findingWords', 'coverage', 'linkDecisions']) {
        if (each !== field) Reflect.deleteProperty(file, each);
      }
      expect(readFramewise(bytesOf(JSON.stringify({ ...file, [field]: [] })), TOOLS)).toEqual({
        ok: false,
        error: { type: 'unknown-field', pointer: `/${field}` },
      });
    },
  );
});

describe('The published schema of version 3', () => {
  const schema = z.fromJSONSchema(JSON.parse(framewiseJsonSchema()) as Loose);

  it('accepts what is written, and no class or field more', () => {
    expect(schema.safeParse(FILE).error).toBeUndefined();
    const file = structuredClone(FILE);
    file.families[0].renderings[0].class = 'made-up';
    expect(schema.safeParse(file).success).toBe(false);
    const more = structuredClone(FILE);
    more.refusals[0].more = 1;
    expect(schema.safeParse(more).success).toBe(false);
  });

  it('goes with an example that is written, and read, today as it was when it was published', async () => {
    const [quote] = CODEBOOK.categories;
    const content = {
      ...contentWith([LINKS]),
      codebook: { ...CODEBOOK, categories: quote ? [quote] : [] },
      aliases: [ALIAS],
    };
    const json = serializeFramewise(content, { ...OPTIONS, generator: 'Framewise 0.1.0' });
    await expect(json).toMatchFileSnapshot('../../../schema/framewise-3.example.json');
    expect(schema.safeParse(JSON.parse(json)).error).toBeUndefined();
    expect(readBack(json)).toEqual({ links: [LINKS], aliases: [ALIAS], refused: [] });
  });
});
