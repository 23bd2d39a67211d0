import { describe, expect, it } from 'vitest';

import type { Annotation } from '../../../tags/tag.ts';
import { placeContent } from '../../placing/place.ts';
import { BRAT } from './brat.ts';
import {
  nameOf,
  placesOf,
  testCodec,
  toInput,
  WRITE,
  type BadFile,
} from '../../testing/contract.ts';
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

const TEXT = 'a😀é “no” b\nsecond line';
const folder = (ann: string | Uint8Array, text: string | Uint8Array = TEXT): BadFile[] => [
  { path: 'corpus/one.txt', content: text },
  { path: 'corpus/one.ann', content: ann },
];

/** The lines of a stretch without the white space around them, as `start-end`. */
function linesOf(text: string, { start, end }: { start: number; end: number }): string[] {
  const places: string[] = [];
  for (const match of text.slice(start, end).matchAll(/[^\n\v\f\r\u0085\u2028\u2029]+/gu)) {
    const line = match[0];
    if (line.trim() === '') continue;
    const from = start + match.index + line.length - line.trimStart().length;
    places.push(`${from}-${from + line.trim().length}`);
  }
  return places;
}

const flat = (value: string): string =>
  value.replaceAll(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/gu, ' ');

testCodec({
  codec: BRAT,
  carried: (tag, content, articleId) => {
    const text = content.articles.find(({ id }) => id === articleId)?.text ?? '';
    const places = tag.fragments.flatMap((span) => linesOf(text, span));
    if (places.length === 0) return null;
    const spans = Object.entries(tag.attributeSpans).map(([id, span]) => [id, linesOf(text, span)]);
    return {
      text,
      places,
      category: tag.category,
      attributes: JSON.stringify(
        Object.entries(tag.attributes)
          .map(([id, value]) => [id, flat(value)])
          .sort(),
      ),
      spans: JSON.stringify(spans),
      note: flat(tag.note),
      author: `${tag.creator} ${nameOf(content, tag.creator)}`,
    };
  },
  losses: [
    [
      'what brat has no place for',
      makeContent(makeArticle(TEXT, { outlet: 'The Paper' }), [
        makeTag(TEXT, 1, [{ start: 5, end: 15 }], {
          note: 'two\nlines',
          aside: { cue: 'said' },
          confidence: 'high',
        }),
        makeTag(TEXT, 2, [{ start: 11, end: 12 }], { creator: BORIS.id }),
      ]),
      [
        { kind: 'parked-attributes', count: 1 },
        { kind: 'confidence', count: 1 },
        { kind: 'times', count: 2 },
        { kind: 'ids', count: 2 },
        { kind: 'boundaries', count: 1 },
        { kind: 'unicode', count: 1 },
        { kind: 'empty-spans', count: 1 },
        { kind: 'titles', count: 1 },
        { kind: 'article-details', count: 1 },
        { kind: 'codebook', count: 3 },
      ],
    ],
  ],
  refuses: [
    ['nothing but a text', [{ path: 'a.txt', content: TEXT }], 'other-format'],
    ['UTF-16', folder(new Uint8Array([0xff, 0xfe, 0x54, 0, 0x31, 0])), 'unreadable'],
    [
      'a text in another encoding',
      folder('T1\tQuote 0 1\ta\n', new Uint8Array([0xe9])),
      'unreadable',
    ],
  ],
  leavesOut: [
    [
      'positions that cannot be',
      folder(
        'T1\tQuote 0 1\ta\nT2\tQuote -1 1\ta\nT3\tQuote 1 0\ta\nT4\tQuote 0 99\ta\nT5\tQuote 0.5 1\ta\n' +
          'T6\tQuote x 1\ta\nT7\tQuote 0 1;0 2\ta a\nT8\tQuote\nT9 Quote 0 1\n',
      ),
      1,
      /no type.*\n(?:.*\n)*.*before the text.*\n.*ends at 0.*\n.*whole numbers.*\n.*whole(?:.*\n)+.*does not have the words “a”/u,
    ],
    [
      'words that are elsewhere, as where offsets are in UTF-16',
      folder('T1\tQuote 4 8\t“no”\nT2\tQuote 5 9\t“no”\n'),
      1,
      /does not have the words ““no”” at this tag’s position/u,
    ],
    ['a line that is cut', folder('T1\tQuote 0 1\ta\nT2\tQuote 0 1'), 1, /ends inside this line/u],
    [
      'what belongs to nothing',
      folder(
        'T1\tQuote 0 1\ta\nT1\tQuote 1 2\t😀\nA1\tquoteType T7 direct\n#1\tAnnotatorNotes T8\tx\n' +
          'R1\tSame Arg1:T1 Arg2:T9\nE1\tAttribution:T1 Cue:T1\nE2\tSay:T6 Who:T1\nA2\t__proto__ T1 x\n',
      ),
      1,
      /T1 is there twice.*\n.*no content.*\n.*no T6.*\n.*not in the file.*\n.*no T7.*\n.*no name.*\n.*no T8/u,
    ],
  ],
});

describe('brat', () => {
  const write = (annotations: readonly Annotation[], text = SEED_001) =>
    BRAT.write(makeContent(makeArticle(text), annotations), WRITE, TOOLS).files;
  const fileOf = (files: readonly { path: string; content: unknown }[], path: string) =>
    files.find((file) => file.path === path)?.content;
  const read = (files: readonly BadFile[]) => {
    const loose = BRAT.read?.(toInput(files), TOOLS);
    if (!loose?.ok) throw new Error(loose?.error.detail);
    return placeContent(loose.value, { codebook: CODEBOOK, tools: TOOLS });
  };
  const tagsOf = (files: readonly BadFile[]) =>
    read(files).sets.flatMap(({ annotations }) => annotations);

  it('writes the lines that brat writes', () => {
    const files = write([
      makeTag(SEED_001, 1, [{ start: 644, end: 658 }], {
        attributes: { quoteType: 'direct', speaker: 'Dragone' },
        attributeSpans: {
          speaker: { start: 1133, end: 1162, exact: '', prefix: '', suffix: '' },
        },
        note: 'see below',
      }),
      makeTag(
        SEED_001,
        2,
        [
          { start: 1063, end: 1065 },
          { start: 2587, end: 2597 },
        ],
        { category: 'other-frame' },
      ),
    ]);
    expect(files.map(({ path }) => path)).toEqual([
      'annotation.conf',
      'annotators.tsv',
      'anna-berg/a-title.txt',
      'anna-berg/a-title.ann',
    ]);
    expect(fileOf(files, 'anna-berg/a-title.txt')).toBe(SEED_001);
    expect(fileOf(files, 'anna-berg/a-title.ann')).toBe(
      [
        'T1\tQuote 644 658\t“cannot agree”',
        'A1\tquoteType T1 direct',
        '#1\tspeaker T1\tDragone',
        'T2\tspeaker 1132 1161\tAdmiral Giuseppe Cavo Dragone',
        'R1\tspeaker Arg1:T1 Arg2:T2',
        '#2\tAnnotatorNotes T1\tsee below',
        'T3\tother-frame 1063 1064;2583 2593\t🌐 veto power',
        '',
      ].join('\n'),
    );
    expect(fileOf(files, 'annotators.tsv')).toBe(
      `# codebook test 1.2.0\nanna-berg\t${ANNA.id}\tAnna Berg\n`,
    );
    expect(fileOf(files, 'annotation.conf')).toBe(
      [
        '[entities]',
        'Quote',
        'Claim_checkable',
        'other-frame',
        'speaker',
        'cue',
        'verdictNote',
        '',
        '[relations]',
        '<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>',
        'speaker\tArg1:Quote, Arg2:speaker',
        'cue\tArg1:Quote, Arg2:cue',
        'verdictNote\tArg1:Claim_checkable, Arg2:verdictNote',
        '',
        '[events]',
        '',
        '[attributes]',
        'quoteType\tArg:Quote, Value:direct|not_direct',
        '',
      ].join('\n'),
    );
  });

  it('breaks a tag at line ends, and leaves out the white space there', () => {
    const files = write([makeTag(TEXT, 1, [{ start: 10, end: 18 }])], TEXT);
    expect(fileOf(files, 'anna-berg/a-title.ann')).toBe('T1\tQuote 9 10;11 17\tb second\n');
  });

  it('keeps a tag of more parts than one may have', () => {
    const text = 'line\n'.repeat(250);
    const files = write([makeTag(text, 1, [{ start: 0, end: text.length }])], text);
    expect(tagsOf(files as BadFile[]).map(({ fragments }) => fragments.length)).toEqual([200, 50]);
  });

  it('puts an article that nobody has tagged into a folder of its own', () => {
    const files = write([], TEXT);
    expect(files.map(({ path }) => path)).toEqual([
      'annotation.conf',
      'annotators.tsv',
      'untagged/a-title.txt',
      'untagged/a-title.ann',
    ]);
    expect(read(files as BadFile[]).articles.map(({ text }) => text)).toEqual([TEXT]);
  });

  it('keeps tags of one place apart, and gives them the same ids whenever they are read', () => {
    const place = [{ start: 0, end: 1 }];
    const files = write(
      [
        makeTag(TEXT, 1, place, { note: 'one' }),
        makeTag(TEXT, 2, place, { note: 'two' }),
        makeTag(TEXT, 3, place, { note: 'two' }),
      ],
      TEXT,
    ) as BadFile[];
    const found = tagsOf(files).map(({ id, note }) => `${id} ${note}`);
    expect(found.map((each) => each.slice(37)).sort()).toEqual(['one', 'two', 'two']);
    expect(tagsOf(files).map(({ id, note }) => `${id} ${note}`)).toEqual(found);
  });

  it('writes the id of a category whose label would lead to another one', () => {
    const [quote, claim, frame] = CODEBOOK.categories;
    if (!quote || !claim || !frame) throw new Error('There is no codebook.');
    const categories = [
      { ...quote, label: 'A b' },
      { ...claim, label: 'A_b' },
      { ...frame, id: 'b-c', label: '2nd' },
    ];
    const tags = categories.map(({ id }, n) =>
      makeTag(TEXT, n, [{ start: 0, end: 1 }], { category: id }),
    );
    const codebook = { ...CODEBOOK, categories };
    const { files } = BRAT.write(makeContent(makeArticle(TEXT), tags, { codebook }), WRITE, TOOLS);
    expect(fileOf(files, 'anna-berg/a-title.ann')).toBe(
      'T1\tquote 0 1\ta\nT2\tA_b 0 1\ta\nT3\tb-c 0 1\ta\n',
    );
  });

  it('hides names', () => {
    const content = makeContent(makeArticle(TEXT), [makeTag(TEXT, 1, [{ start: 0, end: 1 }])]);
    const { files } = BRAT.write(content, { ...WRITE, hideNames: true }, TOOLS);
    expect(files.map(({ path }) => path)).toContain('annotator-1/a-title.ann');
    expect(JSON.stringify(files)).not.toContain('Anna');
  });

  it('reads events of attribution as quotes with speaker and cue', () => {
    const text = 'He said “no” and “never” on Monday.';
    const ann = [
      'E1\tAttribution:T5 Content:T3 Content2:T4 Cue:T2 Source:T1',
      'T1\tSource 0 2\tHe',
      'T2\tCue 3 7\tsaid',
      'T3\tContent 8 12\t“no”',
      'T4\tContent 17 24\t“never”',
      'T5\tAttribution 3 7\tsaid',
      'A1\tquoteType E1 direct',
      '#1\tAnnotatorNotes E1\tboth halves',
      '',
    ].join('\r\n');
    const [tag, ...others] = tagsOf(folder(ann, text));
    expect(others).toEqual([]);
    expect(tag).toMatchObject({
      category: 'quote',
      fragments: [
        { start: 8, end: 12 },
        { start: 17, end: 24 },
      ],
      attributes: { speaker: 'He', cue: 'said', quoteType: 'direct' },
      attributeSpans: { speaker: { start: 0, end: 2 }, cue: { start: 3, end: 7 } },
      note: 'both halves',
    });
  });

  it.each([
    ['a text column that is missing', 'T1\tQuote 4 8\n', '5-9'],
    ['parts that are joined by nothing', 'T1\tQuote 0 1;4 8\ta“no”\n', '0-1,5-9'],
    ['a line end that became a space', 'T1\tQuote 9 17\tb second\n', '10-18'],
    ['parts in another order', 'T1\tQuote 4 8;0 1\t“no” a\n', '0-1,5-9'],
  ])('reads %s', (_, ann, places) => {
    expect(tagsOf(folder(ann)).map(placesOf)).toEqual([places]);
  });

  it('counts links between tags, and what it does not know', () => {
    const loose = BRAT.read?.(
      toInput(
        folder(
          'T1\tQuote 0 1\ta\nT2\tQuote 4 8\t“no”\nR1\tSame Arg1:T1 Arg2:T2\n*\tEquiv T1 T2\n' +
            'E1\tQuote:T1 Who:T2\nN1\tReference T1 Wikipedia:1\ta\n#1\tAnnotatorNotes R1\tx\n' +
            'R2\tCauses Arg1:E1 Arg2:T2\nA1\tNegated R1\n',
        ),
      ),
      TOOLS,
    );
    expect(loose).toMatchObject({
      value: {
        refused: [],
        ignored: [
          { kind: 'links', count: 4, names: { Who: 1, Same: 1, Causes: 1, Equiv: 1 } },
          { kind: 'unknown', count: 1, what: 'attributes of relations and events' },
          { kind: 'unknown', count: 1, what: 'notes on relations and events' },
          { kind: 'unknown', count: 1, what: 'entries of other data bases' },
        ],
      },
    });
  });

  it('takes folders for annotators where several have the same document, and else for a corpus', () => {
    const ann = 'T1\tQuote 0 1\ta\n';
    const inFolder = (name: string, stem: string): BadFile[] => [
      { path: `${name}/${stem}.txt`, content: TEXT },
      { path: `${name}/${stem}.ann`, content: ann },
    ];
    const names = (files: readonly BadFile[]) => read(files).annotators.map(({ name }) => name);
    expect(names([...inFolder('x/eva', 'one'), ...inFolder('x/ole', 'one')]).sort()).toEqual([
      'eva',
      'ole',
    ]);
    expect(names(inFolder('train', 'one'))).toEqual(['unknown']);
    const other = inFolder('test', 'one').map((file) =>
      file.path.endsWith('.txt') ? { ...file, content: `${TEXT}, and more` } : file,
    );
    expect(names([...inFolder('train', 'one'), ...other])).toEqual(['unknown']);
  });

  it('offers the tags of a document whose text is missing', () => {
    const { withoutText } = read([{ path: 'one.ann', content: 'T1\tQuote 0 1\ta\n' }]);
    expect(withoutText).toMatchObject([{ place: 'one.ann', tags: [{ label: 'Quote' }] }]);
  });
});
