import { describe, expect, it } from 'vitest';

import { placeContent } from '../../placing/place.ts';
import { CAS_JSON } from './cas-json.ts';
import {
  nameOf,
  placesOf,
  testCodec,
  toInput,
  WRITE,
  type BadFile,
} from '../../testing/contract.ts';
import {
  BORIS,
  CODEBOOK,
  makeArticle,
  makeContent,
  makeTag,
  SEED_001,
  TOOLS,
} from '../../testing/contents.ts';

const TEXT = 'a😀é “no” b';
const QUOTE = 'webanno.custom.Quote';
const sofa = { '%ID': 1, '%TYPE': 'uima.cas.Sofa', sofaID: '_InitialView', sofaString: TEXT };
const on = (id: unknown, begin: unknown, end: unknown, more: object = {}): object => ({
  '%ID': id,
  '%TYPE': QUOTE,
  '@sofa': 1,
  begin,
  end,
  ...more,
});
const file = (content: string | Uint8Array): BadFile[] => [{ path: 'one.json', content }];
const cas = (...structures: unknown[]): BadFile[] =>
  file(JSON.stringify({ '%TYPES': {}, '%FEATURE_STRUCTURES': structures, '%VIEWS': {} }));

testCodec({
  codec: CAS_JSON,
  carried: (tag, content, articleId) =>
    tag.fragments.map(({ start, end }) => ({
      text: content.articles.find(({ id }) => id === articleId)?.text,
      place: `${start}-${end}`,
      category: tag.category,
      attributes: JSON.stringify(Object.entries(tag.attributes).sort()),
      note: tag.note,
      confidence: tag.confidence,
      author: `${tag.creator} ${nameOf(content, tag.creator)}`,
    })),
  losses: [
    [
      'what a CAS has no place for',
      makeContent(makeArticle(TEXT, { outlet: 'The Paper' }), [
        makeTag(TEXT, 1, [{ start: 0, end: 8 }], {
          note: 'see',
          confidence: 'high',
          aside: { cue: 'said' },
          attributeSpans: { speaker: { start: 0, end: 3, exact: '', prefix: '', suffix: '' } },
        }),
        makeTag(
          TEXT,
          2,
          [
            { start: 0, end: 1 },
            { start: 3, end: 4 },
          ],
          { creator: BORIS.id },
        ),
      ]),
      [
        { kind: 'attribute-spans', count: 1 },
        { kind: 'parked-attributes', count: 1 },
        { kind: 'times', count: 2 },
        { kind: 'ids', count: 2 },
        { kind: 'fragments', count: 1 },
        { kind: 'article-details', count: 1 },
        { kind: 'codebook', count: 3 },
      ],
    ],
  ],
  refuses: [
    ['an empty file', file(''), 'unreadable'],
    ['UTF-16', file(new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0])), 'unreadable'],
    ['nesting without end', file('{"%TYPES":' + '['.repeat(5000)), 'unsafe'],
    ['a name that objects own', file('{"%TYPES":{"__proto__":{}}}'), 'unsafe'],
    ['the older JSON of UIMA without a text', file('{"_context":{},"_views":{}}'), 'other-format'],
    ['a list', file('[]'), 'other-format'],
    ['structures that are no list', file('{"%TYPES":{},"%FEATURE_STRUCTURES":{}}'), 'malformed'],
    ['no text', cas(), 'other-format'],
  ],
  leavesOut: [
    [
      'positions that cannot be, as those in another unit inside a character',
      cas(
        sofa,
        on(2, 0, 1),
        on(3, -1, 1),
        on(4, 1, 1),
        on(5, 0, 99),
        on(6, 0.5, 1),
        on(7, '0', 1),
        on(8, 0, 2),
      ),
      1,
      /before the text.*\n.*ends at 1.*\n.*beyond the end.*\n.*whole.*\n.*whole.*\n.*inside a character/u,
    ],
    [
      'structures that are none',
      cas(
        sofa,
        on(2, 0, 1),
        on(2, 1, 3),
        on(0, 1, 3),
        on('x', 1, 3),
        { '%ID': 9 },
        null,
        on(10, 0, 1, { '@sofa': 7 }),
        on(11, 0, 1, { '%TYPE': 'x.\u200b' }),
      ),
      1,
      /twice.*\n.*positive.*\n.*positive.*\n.*no %TYPE.*\n.*not a feature.*\n.*not in the file.*\n.*category/u,
    ],
  ],
});

describe('CAS JSON', () => {
  const read = (files: readonly BadFile[]) => {
    const loose = CAS_JSON.read?.(toInput(files), TOOLS);
    if (!loose?.ok) throw new Error(loose?.error.detail);
    return placeContent(loose.value, { codebook: CODEBOOK, tools: TOOLS });
  };
  const write = (content: ReturnType<typeof makeContent>) =>
    CAS_JSON.write(content, WRITE, TOOLS).files as BadFile[];

  it('writes types, text, sentences, tokens and tags in the order of the specification', () => {
    const text = 'Yes.\n😀 “no”';
    const tags = [
      makeTag(text, 1, [{ start: 8, end: 12 }], {
        attributes: { quoteType: 'direct' },
        note: 'see "1"',
      }),
    ];
    const files = write(makeContent(makeArticle(text), tags));
    expect(files.map(({ path }) => path)).toEqual([
      'annotators.tsv',
      'annotation/a-title.txt/anna-berg.json',
    ]);
    const value = JSON.parse(files[1]?.content as string) as Record<string, unknown>;
    expect(Object.keys(value)).toEqual(['%TYPES', '%FEATURE_STRUCTURES', '%VIEWS']);
    const segmentation = 'de.tudarmstadt.ukp.dkpro.core.api.segmentation.type';
    const string = (name: string) => ({ '%NAME': name, '%RANGE': 'uima.cas.String' });
    const type = (name: string, ...features: string[]) => ({
      '%NAME': name,
      '%SUPER_TYPE': 'uima.tcas.Annotation',
      ...Object.fromEntries(features.map((feature) => [feature, string(feature)])),
    });
    const own = ['framewiseNote', 'framewiseConfidence'];
    const document = 'de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData';
    expect(value['%TYPES']).toEqual({
      [document]: {
        ...type(document, 'documentTitle'),
        '%SUPER_TYPE': 'uima.tcas.DocumentAnnotation',
      },
      [`${segmentation}.Sentence`]: type(`${segmentation}.Sentence`),
      [`${segmentation}.Token`]: type(`${segmentation}.Token`),
      [QUOTE]: type(QUOTE, 'quoteType', 'speaker', 'cue', ...own),
      'webanno.custom.Claim_checkable': type(
        'webanno.custom.Claim_checkable',
        'verdictNote',
        ...own,
      ),
      'webanno.custom.other_frame': type('webanno.custom.other_frame', ...own),
    });
    const structures = value['%FEATURE_STRUCTURES'] as Record<string, unknown>[];
    for (const [index, structure] of structures.entries()) {
      expect(Object.keys(structure).slice(0, 2)).toEqual(['%ID', '%TYPE']);
      expect(structure['%ID']).toBe(index + 1);
    }
    expect(structures[0]).toEqual({
      '%ID': 1,
      '%TYPE': 'uima.cas.Sofa',
      sofaNum: 1,
      sofaID: '_InitialView',
      mimeType: 'text',
      sofaString: text,
    });
    const places = structures.slice(1).map((each) => {
      const name = String(each['%TYPE']);
      return `${name.slice(name.lastIndexOf('.') + 1)} ${String(each['begin'])}-${String(each['end'])}`;
    });
    expect(places).toEqual([
      'DocumentMetaData 0-12',
      'Sentence 0-4',
      'Sentence 5-12',
      'Token 0-3',
      'Token 3-4',
      'Token 5-7',
      'Token 8-9',
      'Token 9-11',
      'Token 11-12',
      'Quote 8-12',
    ]);
    expect(structures.at(-1)).toEqual(
      on(11, 8, 12, { quoteType: 'direct', framewiseNote: 'see "1"' }),
    );
    expect(value['%VIEWS']).toEqual({
      _InitialView: { '%SOFA': 1, '%MEMBERS': [2, 3, 4, 5, 6, 7, 8, 9, 10, 11] },
    });
  });

  it('gives the offsets of seed 001 in UTF-16', () => {
    const tags = [makeTag(SEED_001, 1, [{ start: 2587, end: 2597 }])];
    const files = write(makeContent(makeArticle(SEED_001), tags));
    expect(files[1]?.content).toContain('"begin":2587,"end":2597}\n],\n"%VIEWS"');
  });

  it.each(['A headline', 'What is in readme.txt', 'ärger.XMI.xml', '  spaces '])(
    'keeps the title “%s”, which the annotation of the whole text has as INCEpTION has it',
    (title) => {
      const tag = makeTag(TEXT, 1, [{ start: 4, end: 8 }]);
      const content = makeContent(makeArticle(TEXT, { title }), [tag]);
      const { files } = CAS_JSON.write(content, WRITE, TOOLS);
      const read = CAS_JSON.read?.(toInput(files), TOOLS);
      if (read?.ok !== true) throw new Error('It is not read.');
      const [article] = placeContent(read.value, { codebook: CODEBOOK, tools: TOOLS }).articles;
      expect(article?.details.title).toBe(title);
    },
  );

  it('counts as the annotation of the whole text shows', () => {
    const whole = { '%ID': 2, '%TYPE': 'uima.tcas.DocumentAnnotation', '@sofa': 1, begin: 0 };
    const unitWith = (end: number) => {
      const loose = CAS_JSON.read?.(toInput(cas(sofa, { ...whole, end }, on(3, 3, 4))), TOOLS);
      return loose?.ok ? loose.value.articles[0]?.unit : loose?.error.detail;
    };
    expect(unitWith(TEXT.length)).toBe('utf-16');
    expect(unitWith([...TEXT].length)).toBe('code-points');
    expect(unitWith(1)).toBe('utf-16');
  });

  it('reads structures that are named by their ids, and tags that name no text where there is one', () => {
    const { '@sofa': _, ...tag } = on(2, 0, 1) as Record<string, unknown>;
    const content = JSON.stringify({
      '%TYPES': {},
      '%FEATURE_STRUCTURES': { 1: { ...(sofa as object), '%ID': undefined }, 2: tag },
    });
    expect(read([{ path: 'a.json', content }]).sets[0]?.annotations).toHaveLength(1);
  });

  it('reads tags that name no text on that of their view, and counts those in none by their layer', () => {
    const { '@sofa': _, ...loose } = on(3, 0, 5) as Record<string, unknown>;
    const other = { '%ID': 2, '%TYPE': 'uima.cas.Sofa', sofaID: 'other', sofaString: 'other text' };
    const structures = [
      ...[sofa, other, loose, { ...loose, '%ID': 4 }, on(5, 0, 1)],
      { '%ID': 6, '%TYPE': 'webanno.custom.Speaker', name: 'Mia' },
    ];
    const views = { other: { '%SOFA': 2, '%MEMBERS': [3, 'x', null] }, odd: 7, bare: {} };
    const content = JSON.stringify({
      ...{ '%TYPES': {}, '%FEATURE_STRUCTURES': structures, '%VIEWS': views },
    });
    const { sets, refused, ignored } = read([{ path: 'a.json', content }]);
    const words = sets.flatMap(({ annotations }) =>
      annotations.map((tag) => tag.fragments[0]?.exact),
    );
    expect(words.sort()).toEqual(['a', 'other']);
    expect(refused).toEqual([]);
    expect(ignored.map(({ what, count }) => `${count} ${what}`)).toEqual([
      '1 annotations of the layer Quote that are in no view and name no text',
      '1 records of the layer Speaker that are on no words',
    ]);
  });

  it('reads positions that are marked as such, and refuses what is no position', () => {
    const { begin: _, end: __, ...rest } = on(2, 0, 1) as Record<string, unknown>;
    const files = cas(sofa, { ...rest, '^begin': 0, '^end': 1 }, on(3, null, 1));
    const loose = CAS_JSON.read?.(toInput(files), TOOLS);
    if (!loose?.ok) throw new Error('It was not read.');
    const { sets, refused } = placeContent(loose.value, { codebook: CODEBOOK, tools: TOOLS });
    expect(sets.flatMap(({ annotations }) => annotations)).toHaveLength(1);
    expect(refused).toHaveLength(1);
  });

  it('keeps articles that nobody has tagged, and has no one for their annotator', () => {
    const files = write(makeContent(makeArticle(TEXT), []));
    expect(files.map(({ path }) => path)).toEqual([
      'annotators.tsv',
      'annotation/a-title.txt/INITIAL_CAS.json',
    ]);
    expect(read(files)).toMatchObject({ annotators: [], articles: [{ text: TEXT }] });
  });

  it('reads what INCEpTION and cassis write', () => {
    const core = 'de.tudarmstadt.ukp.dkpro.core.api';
    const files = cas(
      sofa,
      { '%ID': 2, '%TYPE': 'uima.cas.Sofa', sofaID: 'other', sofaString: 'other text' },
      { '%ID': 3, '%TYPE': 'uima.tcas.DocumentAnnotation', '@sofa': 1, begin: 0, end: 11 },
      {
        '%ID': 4,
        '%TYPE': `${core}.metadata.type.DocumentMetaData`,
        '@sofa': 1,
        begin: 0,
        end: 11,
        documentTitle: 'a.txt',
      },
      { '%ID': 5, '%TYPE': 'de.tudarmstadt.ukp.clarin.webanno.api.type.CASMetadata', '@sofa': 1 },
      {
        '%ID': 6,
        '%TYPE': `${core}.segmentation.type.Token`,
        '@sofa': 1,
        begin: 0,
        end: 4,
        '@pos': 7,
      },
      {
        '%ID': 7,
        '%TYPE': `${core}.lexmorph.type.pos.POS`,
        '@sofa': 1,
        begin: 0,
        end: 4,
        PosValue: 'X',
      },
      { '%ID': 8, '%TYPE': 'uima.cas.FSArray', '%ELEMENTS': [10] },
      {
        '%ID': 14,
        '%TYPE': 'de.tudarmstadt.ukp.clarin.webanno.api.type.FeatureDefinition',
        '@layer': 15,
      },
      { '%ID': 9, '%TYPE': 'webanno.custom.FrameLink', role: 'who', '@target': 10 },
      on(10, 5, 9, { quoteType: 'Direct', speaker: 'Bob', count: 2, sure: true, cue: null }),
      on(11, 0, 1, { '@Roles': 8 }),
      on(12, 0, 1, { '%TYPE': 'webanno.custom.Same', '@Governor': 10, '@Dependent': 11 }),
      on(13, 0, 5, { '@sofa': 2, '%TYPE': `${core}.ner.type.NamedEntity`, value: 'ORG' }),
    );
    const back = read([{ path: 'annotation\\a.txt\\eva.json', content: files[0]?.content ?? '' }]);
    expect(back.annotators.map(({ name }) => name)).toEqual(['eva']);
    expect(back.articles.map(({ text }) => text)).toEqual([TEXT, 'other text']);
    const tags = back.sets.flatMap(({ annotations }) =>
      annotations.map((annotation) => [
        annotation.category,
        placesOf(annotation),
        annotation.attributes,
      ]),
    );
    expect(tags).toHaveLength(3);
    expect(tags).toContainEqual(['quote', '0-1', {}]);
    expect(tags).toContainEqual([
      'quote',
      '5-9',
      { quoteType: 'direct', speaker: 'Bob', count: '2', sure: 'true' },
    ]);
    expect(tags).toContainEqual(['NamedEntity', '0-5', { value: 'ORG' }]);
    expect(back.refused).toEqual([]);
    expect(back.articles[0]?.details.title).toBe('a');
    expect(back.ignored).toEqual([
      { kind: 'links', count: 3, names: { FrameLink: 1, Quote: 1, Same: 1 } },
      { kind: 'unknown', count: 1, what: 'annotations of the layer POS' },
    ]);
  });
});
