import { describe, expect, it } from 'vitest';

import type { Annotation } from '../../../tags/tag.ts';
import { placeContent } from '../../placing/place.ts';
import type { ExchangeContent } from '../../content/content.ts';
import { CONLL } from './conll.ts';
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
import { TokenizedText } from '../../containers/tokens.ts';

const TEXT = 'a😀é “no” b\nsecond line';
const beside = (conll: string | Uint8Array, text: string = TEXT): BadFile[] => [
  { path: 'eva/one.txt', content: text },
  { path: 'eva/one.conll', content: conll },
];

/** Whole tokens that a tag touches, as `start-end`. */
function tokensUnder(text: string, { fragments }: Annotation): string[] {
  const tokenized = new TokenizedText(text);
  return fragments.flatMap(({ start, end }) => {
    const touched = tokenized.tokens.filter((token) => token.start < end && start < token.end);
    const [first] = touched;
    return first ? [`${first.start}-${touched.at(-1)?.end}`] : [];
  });
}

/** Whether tags of one category and annotator share a token. */
function hasOverlaps({ sets, articles }: ExchangeContent): boolean {
  return sets.some(({ articleId, annotations }) => {
    const text = articles.find(({ id }) => id === articleId)?.text ?? '';
    const places = annotations.flatMap((tag) =>
      tokensUnder(text, tag).map((place) => {
        const [start = 0, end = 0] = place.split('-').map(Number);
        return { start, end, category: tag.category };
      }),
    );
    return places.some((a, index) =>
      places.some(
        (b, other) =>
          index !== other && a.category === b.category && a.start < b.end && b.start < a.end,
      ),
    );
  });
}

testCodec({
  codec: CONLL,
  accepts: (content) => !hasOverlaps(content),
  carried: (tag, content, articleId) => {
    const text = content.articles.find(({ id }) => id === articleId)?.text ?? '';
    return tokensUnder(text, tag).map((place) => ({
      text,
      place,
      category: tag.category,
      author: `${tag.creator} ${nameOf(content, tag.creator)}`,
    }));
  },
  losses: [
    [
      'what rows of tokens have no place for',
      makeContent(makeArticle('one two three. four'), [
        makeTag('one two three. four', 1, [{ start: 0, end: 7 }], { note: 'see' }),
        makeTag('one two three. four', 2, [{ start: 4, end: 13 }]),
        makeTag('one two three. four', 3, [{ start: 4, end: 10 }], { category: 'claim' }),
        makeTag('one two three. four', 4, [{ start: 3, end: 4 }]),
        makeTag(
          'one two three. four',
          5,
          [
            { start: 0, end: 3 },
            { start: 15, end: 19 },
          ],
          { creator: BORIS.id },
        ),
      ]),
      [
        { kind: 'notes', count: 1 },
        { kind: 'names', count: 1 },
        { kind: 'times', count: 5 },
        { kind: 'ids', count: 5 },
        { kind: 'overlaps', count: 1 },
        { kind: 'fragments', count: 1 },
        { kind: 'boundaries', count: 1 },
        { kind: 'empty-spans', count: 1 },
        { kind: 'titles', count: 1 },
        { kind: 'codebook', count: 3 },
      ],
    ],
  ],
  refuses: [
    ['an empty file', [{ path: 'a.conll', content: '' }], 'unreadable'],
    [
      'UTF-16',
      [{ path: 'a.conll', content: new Uint8Array([0xff, 0xfe, 0x61, 0, 0x20, 0]) }],
      'unreadable',
    ],
    [
      'lines that are no rows',
      [{ path: 'a.conll', content: 'only words\nin here\n' }],
      'malformed',
    ],
    ['one column', [{ path: 'a.conll', content: 'a\nb\n' }], 'malformed'],
  ],
  leavesOut: [
    [
      'everything after a token that is not in the text',
      beside('a😀é _ _ B-Quote\n“ _ _ O\nyes _ _ B-Quote\n” _ _ I-Quote\nb _ _ B-Quote\n'),
      1,
      /“yes” is not what comes next.*\n.*token before it/u,
    ],
    [
      'a tag that is cut by it',
      beside('a😀é _ _ O\n“ _ _ B-Quote\nyes _ _ I-Quote\n'),
      0,
      /“yes” is not what comes next/u,
    ],
    [
      'a tag inside which the file ends',
      beside('a😀é _ _ B-Quote\n“ _ _ B-Quote\nno _ _ I-Quote\n'),
      1,
      /ends inside it/u,
    ],
    [
      'a row inside which the file ends',
      beside('a😀é _ _ B-Quote\n“ _ _ B-Quote\nno _ _ I-Qu'),
      1,
      /ends inside it/u,
    ],
    ['a row without a tag', beside('a😀é _ _ B-Quote\n“ _\n“ _ _ O\n'), 1, /not a token/u],
    [
      'a name that cannot be read',
      beside('a😀é _ _ B-\u200b\n“ _ _ B-Quote\nno _ _ O\n'),
      1,
      /category/u,
    ],
  ],
});

describe('CoNLL', () => {
  const write = (annotations: readonly Annotation[], text: string) =>
    CONLL.write(makeContent(makeArticle(text), annotations), WRITE, TOOLS).files;
  const read = (files: readonly BadFile[]) => {
    const loose = CONLL.read?.(toInput(files), TOOLS);
    if (!loose?.ok) throw new Error(loose?.error.detail);
    return placeContent(loose.value, { codebook: CODEBOOK, tools: TOOLS });
  };
  const tagsOf = (files: readonly BadFile[]) =>
    read(files).sets.flatMap(({ annotations }) =>
      annotations.map((annotation) => `${annotation.category} ${placesOf(annotation)}`),
    );
  const wordsOf = (files: readonly BadFile[]) =>
    read(files).sets.flatMap(({ annotations }) =>
      annotations.map((annotation) => annotation.fragments.map(({ exact }) => exact).join('|')),
    );

  it('writes a row for each token, and ends no sentence inside a tag', () => {
    const text = 'He said: “No. Never.” He left. End.';
    const files = write(
      [
        makeTag(text, 1, [{ start: 9, end: 21 }]),
        makeTag(text, 2, [{ start: 22, end: 24 }], { category: 'claim' }),
      ],
      text,
    );
    expect(files.map(({ path }) => path)).toEqual([
      'annotators.tsv',
      'anna-berg/a-title.txt',
      'anna-berg/a-title.Quote.conll',
      'anna-berg/a-title.Claim_checkable.conll',
    ]);
    expect(files[1]?.content).toBe(text);
    expect(files[2]?.content).toBe(
      `-DOCSTART- -X- O O

He _ _ O
said _ _ O
: _ _ O
“ _ _ B-Quote
No _ _ I-Quote
. _ _ I-Quote
Never _ _ I-Quote
. _ _ I-Quote
” _ _ I-Quote

He _ _ O
left _ _ O
. _ _ O

End _ _ O
. _ _ O
`,
    );
  });

  it('finds the places of seed 001 again', () => {
    const spans = [
      { start: 644, end: 658 },
      { start: 1219, end: 1254 },
      { start: 2587, end: 2597 },
    ];
    const files = write(
      spans.map((span, index) => makeTag(SEED_001, index, [span])),
      SEED_001,
    );
    expect(tagsOf(files as BadFile[])).toEqual([
      'quote 644-658',
      'quote 1219-1254',
      'quote 2587-2597',
    ]);
  });

  it('keeps articles that nobody has tagged', () => {
    const files = write([], 'one two');
    expect(files).toEqual([
      { path: 'annotators.tsv', content: '# codebook test 1.2.0\n' },
      { path: 'untagged/a-title.txt', content: 'one two' },
      {
        path: 'untagged/a-title.conll',
        content: '-DOCSTART- -X- O O\n\none _ _ O\ntwo _ _ O\n',
      },
    ]);
    expect(read(files as BadFile[]).articles.map(({ text }) => text)).toEqual(['one two']);
  });

  it('makes a text of the tokens where none is beside them, one for each document', () => {
    const conll =
      '-DOCSTART- -X- -X- O\r\n\r\nEU NNP B-NP B-ORG\r\nrejects VBZ B-VP O\r\n\r\n' +
      'German JJ B-NP B-MISC\r\ncall NN I-NP I-MISC\r\n\r\n-DOCSTART- -X- -X- O\r\n\r\nPeter NNP B-NP B-PER\r\n';
    const files = [{ path: 'eng.train', content: conll }];
    expect(read(files).articles.map(({ text }) => text)).toEqual([
      'EU rejects\nGerman call',
      'Peter',
    ]);
    expect(read(files).unknownLabels).toEqual(['MISC', 'ORG', 'PER']);
    expect(wordsOf(files).sort()).toEqual(['EU', 'German call', 'Peter']);
  });

  it('counts cells behind the columns that other rows have', () => {
    const { ignored } = read([{ path: 'a.conll', content: 'a\tB-X\nb\tI-X\tsure\nc\tO\t\n' }]);
    expect(ignored).toContainEqual({ kind: 'columns', count: 1, names: { 'column 3': 1 } });
  });

  it('reads a file of very many documents', () => {
    const files = [{ path: 'a.conll', content: '-DOCSTART- O\n\na B-X\n\n'.repeat(200_000) }];
    expect(CONLL.read?.(toInput(files), TOOLS)).toMatchObject({ ok: true });
  });

  it.each([
    ['IOB1', 'a I-X\nb I-X\nc B-X\n\nd I-X\n', ['a b', 'c', 'd']],
    ['IOBES', 'a B-X\nb E-X\nc S-X\nd O\n', ['a b', 'c']],
    ['BILOU', 'a B-X\nb L-X\nc U-X\nd O\n', ['a b', 'c']],
    ['tabs, and tags that change', 'a\tB-X\nb\tI-Y\nc\tI-Y\n', ['a', 'b c']],
    [
      'rows numbered by sentence and word',
      '1-1\ta\tB-X\n1-2\tb\tI-X\n\n2-1\tc\tO\n2-2\td\tB-Y\n',
      ['a b', 'd'],
    ],
    [
      'version 2 of WebAnno TSV',
      ' # x.ner.NamedEntity | value\n#id=1\n#text=a b c\n1-1\ta\tB-X|B-Y\t\n1-2\tb\tI-X|I-Y\t\n1-3\tc\tO\t\n',
      ['a b', 'a b'],
    ],
    ['comments', '# id = 1\na B-X\n# _ O\n', ['a']],
  ])('reads %s', (_, conll, words) => {
    expect(wordsOf([{ path: 'a.conll', content: conll }])).toEqual(words);
  });
});
