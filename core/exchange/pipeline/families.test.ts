import { describe, expect, it } from 'vitest';

import { linkId, makeFamily, makePlace } from '../../event/testing/families.ts';
import type { Family } from '../../event/records.ts';
import type { ExchangeContent } from '../content/content.ts';
import { describeLoss } from '../content/losses.ts';
import { placeContent } from '../placing/place.ts';
import { withFamilies } from '../placing/place-families.ts';
import type { PlacedContent } from '../placing/placed.ts';
import {
  ANNA,
  BORIS,
  CODEBOOK,
  makeArticle,
  makeContent,
  makeTag,
  TOOLS,
} from '../testing/contents.ts';
import { toInput, WRITE } from '../testing/contract.ts';
import { EVENT, makeLinks } from '../testing/links.ts';
import { CODECS, findCodec } from './codecs.ts';
import { readContent } from './read-content.ts';
import { writeVerified } from './verify.ts';

const ONE = 'He said “a dead end” and “a road to nowhere”. Nobody asked.';
const OTHER = 'It is “a road to nowhere” 🌐, he said. It is “a dead end”.';
const spanOf = (text: string, words: string) => {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
};
const [END, ROAD] = ['“a dead end”', '“a road to nowhere”'];
const TAGS = [
  makeTag(ONE, 1, [spanOf(ONE, END)]),
  makeTag(ONE, 2, [spanOf(ONE, ROAD)]),
  makeTag(OTHER, 3, [spanOf(OTHER, ROAD)]),
  makeTag(OTHER, 4, [spanOf(OTHER, END)]),
];
const place = (text: string, words: string) => makePlace(text, spanOf(text, words));

const content = (...families: readonly Family[]): ExchangeContent => {
  const parts = [
    makeContent(makeArticle(ONE, { event: EVENT.id }), TAGS.slice(0, 2)),
    makeContent(makeArticle(OTHER, { event: EVENT.id }), TAGS.slice(2)),
  ];
  return makeContent(makeArticle(ONE), [], {
    annotators: [ANNA, BORIS],
    events: [EVENT],
    articles: parts.flatMap(({ articles }) => articles),
    sets: parts.flatMap(({ sets }) => sets),
    links: [makeLinks({ families: [...families] })],
  });
};

const ACROSS = makeFamily(100, [place(ONE, ROAD), place(OTHER, ROAD)]);
const INSIDE = makeFamily(200, [place(ONE, END), place(ONE, ROAD)]);
const CLAIM = makeFamily(300, [place(ONE, END), place(ONE, ROAD)], { kind: 'claim' });
const WITHOUT_TAGS = makeFamily(400, [place(ONE, 'Nobody'), place(OTHER, 'he said')]);

function write(name: string, given: ExchangeContent) {
  const codec = findCodec(name);
  if (!codec) throw new Error('There is no such format.');
  const { files, losses } = codec.write(given, WRITE, TOOLS);
  const kinds = Object.fromEntries(
    losses
      .filter(({ kind }) => ['families', 'family-details', 'link-words'].includes(kind))
      .map(({ kind, count }) => [kind, count]),
  );
  return { codec, files, kinds, losses };
}

function readBack(name: string, given: ExchangeContent): PlacedContent {
  const { codec, files } = write(name, given);
  const read = readContent(codec, toInput(files), TOOLS);
  if (!read.ok) throw new Error(read.error.detail);
  const textOf = (sha256: string) => given.articles.find(({ id }) => id === sha256)?.text;
  const placed = placeContent(read.value, { codebook: CODEBOOK, textOf, tools: TOOLS });
  return withFamilies(placed, TOOLS.sha1);
}

const wordsOf = ({ links }: Pick<PlacedContent, 'links'>): unknown[] =>
  links.flatMap(({ families }) =>
    families.map(({ kind, renderings }) => [
      kind,
      ...renderings.map(({ fragments }) => fragments.map(({ exact }) => exact).join(' … ')).sort(),
    ]),
  );

describe('Families in other formats', () => {
  it.each([
    ['csv', [ACROSS, INSIDE], [ACROSS, INSIDE].map(({ id }) => id)],
    ['w3c', [ACROSS, INSIDE, CLAIM], [ACROSS, INSIDE, CLAIM].map(({ id }) => id)],
  ])('come back from %s, under their ids, in one event', (name, families, ids) => {
    const back = readBack(name, content(...families));
    expect(back.refused).toEqual([]);
    expect(back.ignored).toEqual([]);
    expect(back.links).toHaveLength(1);
    expect(back.links[0]?.families.map(({ id }) => id).sort()).toEqual(ids);
    const said = wordsOf({ links: [makeLinks({ families: [...families] })] });
    expect(wordsOf(back).sort()).toEqual(said.sort());
    const [event] = back.events;
    expect(back.articles.map(({ details }) => details.event)).toEqual([event?.id, event?.id]);
    // Twice the same file gives twice the same families.
    expect(readBack(name, content(...families)).links).toEqual(back.links);
  });

  it('come back from W3C annotations with their maker and times', () => {
    const by = { creator: BORIS.id, created: '2026-01-01T00:00:00Z' };
    const family = makeFamily(100, [place(ONE, ROAD), place(OTHER, ROAD)], by);
    expect(readBack('w3c', content(family)).links[0]?.families).toMatchObject([by]);
  });

  it('come back from brat inside one article, with their kind', () => {
    const back = readBack('brat', content(ACROSS, INSIDE, CLAIM));
    expect(wordsOf(back)).toEqual([
      ['utterance', END, ROAD],
      ['claim', END, ROAD],
    ]);
    expect(back.refused).toEqual([]);
    expect(back.ignored).toEqual([]);
  });

  it('are relations in doccano, where an article has any', () => {
    const lines = (...families: Family[]) =>
      String(write('doccano', content(...families)).files[0]?.content)
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object);
    expect(lines(ACROSS)).toMatchObject([{ label: [{}, {}] }, { label: [{}, {}] }]);
    expect(lines(INSIDE)).toMatchObject([
      {
        entities: [{ id: 1, start_offset: 8 }, { id: 2 }],
        relations: [{ id: 1, from_id: 1, to_id: 2, type: 'SameUtterance' }],
      },
      { entities: [{ start_offset: 6, end_offset: 25 }, {}], relations: [] },
    ]);
  });

  it('are relations in Label Studio inside one article', () => {
    const { files } = write('label-studio', content(ACROSS, INSIDE));
    const [task, other] = JSON.parse(String(files[0]?.content)) as {
      annotations: { result: { type: string }[] }[];
    }[];
    const relations = [task, other].map((each) =>
      each?.annotations[0]?.result.filter(({ type }) => type === 'relation'),
    );
    expect(relations).toEqual([
      [
        {
          ...{ type: 'relation', from_id: TAGS[0]?.id, to_id: TAGS[1]?.id, direction: 'bi' },
          labels: ['SameUtterance'],
        },
      ],
      [],
    ]);
  });

  const ALL = content(ACROSS, INSIDE, CLAIM, WITHOUT_TAGS);

  it.each<[string, object]>([
    ['csv', { families: 1, 'family-details': 3 }],
    ['w3c', { families: 1, 'family-details': 3 }],
    ['brat', { families: 2, 'family-details': 2 }],
    ['doccano', { families: 2, 'family-details': 2 }],
    ['label-studio', { families: 2, 'family-details': 2 }],
    ['native', {}],
  ])('are counted where %s cannot hold them', (name, counts) => {
    expect(write(name, ALL).kinds).toEqual(counts);
  });

  it.each(
    CODECS.map(({ name }) => name).filter(
      (name) => !['native', 'csv', 'w3c', 'brat', 'doccano', 'label-studio'].includes(name),
    ),
  )('are all counted by %s, which holds none', (name) => {
    const { kinds, losses } = write(name, ALL);
    expect(kinds).toEqual({ families: 4 });
    expect(losses.map(describeLoss)).toContain(
      '4 families of passages were left out: which passages of an event belong together.',
    );
  });

  it.each(CODECS.map((codec) => [codec.name, codec] as const))(
    'do no harm to the check of an export: %s',
    (_, codec) => {
      expect(writeVerified(codec, ALL, WRITE, TOOLS)).toMatchObject({ ok: true });
    },
  );

  it('of which fewer than two tags are placed are refused with the reason', () => {
    const { codec, files } = write('csv', content(ACROSS));
    const read = readContent(codec, toInput(files), TOOLS);
    if (!read.ok) throw new Error(read.error.detail);
    const textOf = (sha256: string) => (sha256 === TOOLS.sha256(ONE) ? ONE : undefined);
    const placed = placeContent(read.value, { codebook: CODEBOOK, textOf, tools: TOOLS });
    const made = withFamilies(placed, TOOLS.sha1);
    expect(made.links).toEqual([]);
    expect(made.refused).toMatchObject([{ reason: /Fewer than two/u }]);
  });

  it('words on findings, refusals and decisions are counted by all but our own', () => {
    const refusal = {
      ...{ id: linkId(1), a: place(ONE, 'Nobody'), b: place(OTHER, 'he said') },
      ...{ reason: null, creator: ANNA.id, created: '' },
    };
    const given = { ...content(), links: [makeLinks({ refusals: [refusal] })] };
    for (const { name } of CODECS) {
      expect(write(name, given).kinds, name).toEqual(name === 'native' ? {} : { 'link-words': 1 });
    }
  });
});
