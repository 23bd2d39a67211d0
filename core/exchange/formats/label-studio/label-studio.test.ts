import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';

import { Codebook } from '../../../codebook/codebook.ts';
import { placeContent } from '../../placing/place.ts';
import { LABEL_STUDIO } from './label-studio.ts';
import {
  ANNA,
  BORIS,
  CODEBOOK,
  makeArticle,
  makeContent,
  makeTag,
  SEED_001,
  TOOLS,
} from '../../testing/contents.ts';
import { testCodec, toInput, WRITE } from '../../testing/contract.ts';

const TEXT = 'a😀é “no” b';
const file = (value: unknown) => [
  { path: 'tasks.json', content: typeof value === 'string' ? value : JSON.stringify(value) },
];
const region = (id: string, start: unknown, end: unknown, more: object = {}) => ({
  id,
  from_name: 'label',
  to_name: 'text',
  type: 'labels',
  value: { start, end, labels: ['Quote'], ...more },
});
const task = (result: readonly unknown[], more: object = {}) => ({
  id: 1,
  data: { text: TEXT },
  annotations: [{ id: 7, completed_by: 3, result }],
  predictions: [],
  ...more,
});

const sort = (record: object) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

testCodec({
  codec: LABEL_STUDIO,
  carried: ({ fragments, category, attributes, note, creator }, { articles }, articleId) =>
    fragments.map(({ start, end }) => ({
      text: articles.find(({ id }) => id === articleId)?.text,
      category,
      start,
      end,
      attributes: sort(attributes),
      note,
      author: creator,
    })),
  losses: [
    [
      'what a region has no place for',
      makeContent(makeArticle(TEXT, { outlet: 'The Paper' }), [
        makeTag(TEXT, 1, [{ start: 5, end: 9 }], {
          note: 'see',
          confidence: 'low',
          attributes: { quoteType: 'direct' },
        }),
        makeTag(TEXT, 2, [
          { start: 0, end: 1 },
          { start: 3, end: 4 },
        ]),
      ]),
      [
        { kind: 'confidence', count: 1 },
        { kind: 'times', count: 2 },
        { kind: 'fragments', count: 1 },
        { kind: 'codebook', count: 3 },
      ],
    ],
  ],
  refuses: [
    ['an empty file', file(''), 'unreadable'],
    ['a task without data', file([{ annotations: [] }]), 'other-format'],
    ['a number', file('42'), 'other-format'],
    ['an empty list', file('[]'), 'other-format'],
    [
      'a configuration alone',
      [{ path: 'labeling-config.xml', content: '<View/>' }],
      'other-format',
    ],
    ['nesting without end', file('[{"data":' + '['.repeat(5000)), 'unsafe'],
    ['a name that objects own', file('[{"data":{"__proto__":1}}]'), 'unsafe'],
  ],
  leavesOut: [
    [
      'tasks and regions that cannot be',
      file([
        task([
          region('a', 4, 8, { text: '“no”' }),
          region('b', 4, 8, { text: 'yes' }),
          region('c', '4.5', 8),
          region('d', 4, 99),
          region('e', 8, 4),
          region('f', 4, 8, { labels: [] }),
        ]),
        { data: { image: 1 }, annotations: [{ result: [region('g', 0, 1)] }] },
        null,
        task([region('h', 0, 1)], { data: { text: TEXT, sha256: '0'.repeat(64) } }),
      ]),
      1,
      /no text.*\n.*no text.*\n.*whole numbers.*\n.*beyond the end.*\n.*ends at 4.*\n.*category.*\n.*SHA-256.*\n.*does not have the words “yes”/u,
    ],
  ],
});

function readBack(files: Parameters<typeof toInput>[0]) {
  const read = LABEL_STUDIO.read?.(toInput(files), TOOLS);
  if (!read?.ok) throw new Error('It was not read.');
  return placeContent(read.value, { codebook: CODEBOOK, tools: TOOLS });
}

const tagsIn = (value: unknown) =>
  readBack(file(value)).sets.flatMap(({ annotations }) => annotations);

describe('Label Studio', () => {
  it('counts in code points, with attributes as further results of the same id', () => {
    const tags = [
      makeTag(SEED_001, 1, [{ start: 1219, end: 1254 }], {
        attributes: { quoteType: 'direct', speaker: 'An admiral' },
        note: 'see',
      }),
    ];
    const { files } = LABEL_STUDIO.write(makeContent(makeArticle(SEED_001), tags), WRITE, TOOLS);
    const id = tags[0]?.id;
    const text = '“just, credible and durable peace.”';
    const common = { id, to_name: 'text', origin: 'manual' };
    expect(JSON.parse(files[0]?.content as string)).toEqual([
      {
        id: 1,
        data: { text: SEED_001, title: 'A title', sha256: TOOLS.sha256(SEED_001) },
        annotations: [
          {
            completed_by: null,
            annotator: ANNA,
            was_cancelled: false,
            result: [
              {
                ...common,
                from_name: 'label',
                type: 'labels',
                value: { start: 1218, end: 1253, text, labels: ['Quote'] },
                meta: { text: ['see'] },
              },
              {
                ...common,
                from_name: 'quoteType',
                type: 'choices',
                value: { start: 1218, end: 1253, text, choices: ['Direct'] },
              },
              {
                ...common,
                from_name: 'speaker',
                type: 'textarea',
                value: { start: 1218, end: 1253, text: ['An admiral'] },
              },
            ],
          },
        ],
        predictions: [],
      },
    ]);
  });

  it('writes a configuration that has every label, attribute and value', () => {
    const codebook = Codebook.parse({
      ...CODEBOOK,
      name: 'A <b> -- “c”',
      categories: CODEBOOK.categories.map((category) =>
        category.id === 'other-frame'
          ? {
              ...category,
              label: 'A, "b" & <c>',
              attributes: [
                { id: 'label', label: 'Label', type: 'text', required: false },
                { id: 'speaker', label: 'Who', type: 'entity', required: false },
              ],
            }
          : category,
      ),
    });
    const tag = makeTag(TEXT, 1, [{ start: 0, end: 1 }], {
      category: 'other-frame',
      attributes: { label: 'x' },
    });
    const { files } = LABEL_STUDIO.write(
      makeContent(makeArticle(TEXT), [tag], { codebook }),
      WRITE,
      TOOLS,
    );
    const elements: { name: string; attributes: Record<string, string> }[] = [];
    const parser = new SaxesParser();
    parser.on('opentag', ({ name, attributes }) => elements.push({ name, attributes }));
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(files[1]?.content as string).close();
    const valuesOf = (name: string, key: string) =>
      elements.filter((each) => each.name === name).map(({ attributes }) => attributes[key]);
    expect(files.map(({ path }) => path)).toEqual(['tasks.json', 'labeling-config.xml']);
    expect(valuesOf('Label', 'value')).toEqual(['Quote', 'Claim (checkable)', 'A, "b" & <c>']);
    expect(valuesOf('Text', 'name')).toEqual(['text']);
    expect(valuesOf('Labels', 'toName')).toEqual(['text']);
    expect(valuesOf('Choices', 'name')).toEqual(['quoteType']);
    expect(valuesOf('Choice', 'value')).toEqual(['Direct', 'Not direct, | “indirect”']);
    expect(valuesOf('TextArea', 'name')).toEqual(['speaker', 'cue', 'verdictNote', 'label_']);
    // A label with a comma cannot stand in a list.
    expect(valuesOf('TextArea', 'whenLabelValue')).toEqual([
      undefined,
      'Quote',
      'Claim (checkable)',
      undefined,
    ]);
    const read = LABEL_STUDIO.read?.(toInput(files), TOOLS);
    if (!read?.ok) throw new Error('It was not read.');
    const back = placeContent(read.value, { codebook, tools: TOOLS });
    expect(back.sets[0]?.annotations[0]?.attributes).toEqual({ label: 'x' });
  });

  it('keeps ids and details', () => {
    const tag = makeTag(TEXT, 9, [{ start: 0, end: 1 }], { creator: BORIS.id });
    const content = makeContent(makeArticle(TEXT, { outlet: 'The Paper' }), [tag]);
    const back = readBack(LABEL_STUDIO.write(content, WRITE, TOOLS).files);
    expect(back.sets[0]?.annotations[0]?.id).toBe(tag.id);
    expect(back.articles[0]?.details).toMatchObject({ title: 'A title', outlet: 'The Paper' });
    expect(back.annotators).toEqual([BORIS]);
  });

  it('keeps parts of two tags apart that have the same place', () => {
    const spans = [
      { start: 0, end: 1 },
      { start: 5, end: 9 },
    ];
    const tags = [makeTag(TEXT, 1, spans), makeTag(TEXT, 2, spans)];
    const back = readBack(
      LABEL_STUDIO.write(makeContent(makeArticle(TEXT), tags), WRITE, TOOLS).files,
    );
    expect(back.refused).toEqual([]);
    expect(back.sets[0]?.annotations).toHaveLength(4);
  });

  it('writes numbers in place of names', () => {
    const content = makeContent(makeArticle(TEXT), [makeTag(TEXT, 1, [{ start: 0, end: 1 }])]);
    const [written] = LABEL_STUDIO.write(content, { ...WRITE, hideNames: true }, TOOLS).files;
    expect(written?.content).toContain('"annotator 1"');
    expect(written?.content).not.toContain(ANNA.name);
  });

  it.each([
    ['code points', 4, 8, []],
    ['UTF-16, as exports before 2021 have it', 5, 9, [{ way: { unit: 'utf-16' }, tags: 1 }]],
  ])('reads positions in %s, and records which it was', (_, start, end, counted) => {
    const back = readBack(file([task([region('a', start, end, { text: '“no”' })])]));
    expect(back.positions.counted).toMatchObject(counted);
    expect(back.sets[0]?.annotations[0]?.fragments).toMatchObject([{ start: 5, end: 9 }]);
  });

  it.each([
    ['a number', 3, 'user 3'],
    ['an address', { id: 3, email: 'a@b.example' }, 'a@b.example'],
    ['a name', { id: 3, email: 'a@b.example', first_name: 'Ann', last_name: 'B' }, 'Ann B'],
  ])('knows who it was by %s', (_, completed_by, name) => {
    const value = [task([], { annotations: [{ completed_by, result: [region('a', 0, 1)] }] })];
    expect(readBack(file(value)).annotators).toMatchObject([{ name }]);
  });

  it('reads answers about a region, and older tasks', () => {
    const answer = (type: string, value: object) => ({
      id: 'a',
      from_name: type === 'choices' ? 'quoteType' : 'speaker',
      to_name: 'text',
      type,
      value,
    });
    const result = [
      answer('choices', { choices: ['Direct'] }),
      region('a', 0, 1, { labels: ['Quote', 'Claim (checkable)'] }),
      answer('textarea', { text: ['Ann', 'Bob'] }),
    ];
    const value = { data: { body: TEXT }, completions: [{ result }] };
    expect(tagsIn(value)).toMatchObject([
      { category: 'quote', attributes: { quoteType: 'direct', speaker: 'Ann\nBob' } },
      { category: 'claim' },
    ]);
  });

  it('reports what it does not read', () => {
    const back = readBack(
      file([
        task(
          [
            region('a', 0, 1),
            { type: 'relation', from_id: 'a', to_id: 'b', direction: 'right', labels: [] },
            { id: 'a', from_name: 'stars', to_name: 'text', type: 'rating', value: { rating: 4 } },
            {
              id: 'x',
              from_name: 'genre',
              to_name: 'text',
              type: 'choices',
              value: { choices: ['News'] },
            },
          ],
          {
            predictions: [{ model_version: 'm', result: [region('p', 0, 1)] }],
            drafts: [{ result: [region('d', 0, 1)] }],
          },
        ),
      ]),
    );
    expect(back.ignored).toEqual([
      { kind: 'predictions', count: 1 },
      { kind: 'drafts', count: 1 },
      { kind: 'links', count: 1 },
      { kind: 'text-labels', count: 1, names: { genre: 1 } },
    ]);
    expect(back.sets[0]?.annotations[0]?.attributes).toEqual({ stars: '4' });
  });
});
