import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { anyContent, CODEBOOK, TOOLS } from '../../testing/contents.ts';
import { placesOf, toInput, WRITE, type BadFile } from '../../testing/contract.ts';
import { describePlacingProblem } from '../../pipeline/sentences.ts';
import { placeContent } from '../../placing/place.ts';
import type { PlacedContent } from '../../placing/placed.ts';
import type { LooseContent } from '../../content/loose.ts';
import { BRAT } from './brat.ts';

const TEXT = 'Olaf 😀 said “no” twice.\nMia laughed: “never”.\n';

function readLoose(files: readonly BadFile[]): LooseContent {
  const loose = BRAT.read?.(toInput(files), TOOLS);
  if (!loose?.ok) throw new Error(loose?.error.detail);
  return loose.value;
}

function place(loose: LooseContent): PlacedContent {
  return placeContent(loose, { codebook: CODEBOOK, tools: TOOLS });
}

const beside = (ann: string, text = TEXT) =>
  place(
    readLoose([
      { path: 'a/one.txt', content: text },
      { path: 'a/one.ann', content: ann },
    ]),
  );

/** The same, where the text is at hand only after the annotations were read. */
function apart(ann: string, text = TEXT): PlacedContent {
  const loose = readLoose([{ path: 'a/one.ann', content: ann }]);
  return place({ ...loose, articles: loose.articles.map((article) => ({ ...article, text })) });
}

/** Everything that was placed, refused or counted, in words. */
function said({ sets, refused, ignored }: PlacedContent) {
  return {
    tags: sets.flatMap(({ annotations }) =>
      annotations.map((tag) => {
        const spans = Object.entries(tag.attributeSpans).map(([name, { exact }]) => [name, exact]);
        const words = tag.fragments.map(({ exact }) => exact).join('|');
        return { category: tag.category, words, ...tag.attributes, at: Object.fromEntries(spans) };
      }),
    ),
    notPlaced: sets.flatMap(({ misplaced }) =>
      misplaced.map(({ place: line, problem }) => `${line}: ${describePlacingProblem(problem)}`),
    ),
    refused: refused.map(({ place: line, reason }) => `${line}: ${reason}`),
    ignored,
  };
}

const QUOTE = [
  'T1\tSource 0 4\tOlaf',
  'T2\tCue 7 11\tsaid',
  'T3\tContent 12 16\t“no”',
  'T4\tAttribution 7 11\tsaid',
];

describe('brat annotations', () => {
  const attributions = [
    {
      name: 'with source and cue',
      lines: [...QUOTE, 'E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1'],
    },
    {
      name: 'without a source',
      lines: [
        ...QUOTE.slice(1, 3),
        'T4\tAttribution-no-source 7 11\tsaid',
        'E1\tAttribution-no-source:T4 Content:T3 Cue:T2',
      ],
    },
    {
      name: 'of several sources, cues and contents',
      lines: [
        ...QUOTE,
        'T5\tSource 24 27\tMia',
        'T6\tCue 28 35\tlaughed',
        'T7\tContent 37 44\t“never”',
        'E1\tAttribution:T4 Content:T3 Content2:T7 Cue:T2 Cue2:T6 Source:T1 Source2:T5 Hearer:T5',
      ],
    },
    {
      name: 'of parts in several stretches',
      lines: [
        'T1\tSource 0 4\tOlaf',
        'T2\tCue 7 11;17 22\tsaid twice',
        'T3\tContent 12 16;37 44\t“no” “never”',
        'E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3',
      ],
    },
  ];

  it.each(attributions)('make the same quote $name, wherever the text lies', ({ lines }) => {
    const ann = `${lines.join('\n')}\n`;
    const quote = said(beside(ann));
    expect(quote.tags.map(({ category, words }) => [category, words.slice(0, 4)])).toEqual([
      ['quote', '“no”'],
    ]);
    expect(quote.refused).toEqual([]);
    expect(said(apart(ann))).toEqual(quote);
  });

  it.each([
    [0, { speaker: 'Olaf', cue: 'said', at: { speaker: 'Olaf', cue: 'said' } }, []],
    [1, { cue: 'said', at: { cue: 'said' } }, []],
    [
      2,
      { speaker: 'Olaf; Mia', cue: 'said; laughed', at: { speaker: 'Olaf', cue: 'said' } },
      [
        { kind: 'attribute-spans', count: 2 },
        { kind: 'links', count: 1, names: { Hearer: 1 } },
      ],
    ],
    [3, { speaker: 'Olaf', cue: 'said twice' }, []],
  ])(
    'keep of the parts of attribution %i what a quote has a place for',
    (index, values, ignored) => {
      const read = said(apart(`${attributions[index]?.lines.join('\n')}\n`));
      expect(read.tags).toMatchObject([values]);
      expect(read.tags[0]).toHaveProperty('speaker' in values ? 'speaker' : 'cue');
      expect(read.ignored).toEqual(ignored);
    },
  );

  it.each([
    ['a tag', 'T1\tQuote 11 15\t“no”\n'],
    ['parts of a tag', 'T1\tQuote 11 15;37 44\t“no” “never”\n'],
    [
      'a cue',
      [...QUOTE, 'E1\tAttribution:T4 Content:T3 Cue:T2\n']
        .join('\n')
        .replace('Cue 7 11', 'Cue 6 10'),
    ],
    [
      'an attribute’s place',
      'T1\tQuote 12 16\t“no”\nT2\tspeaker 1 5\tOlaf\nR1\tspeaker Arg1:T1 Arg2:T2\n',
    ],
  ])('are not placed where the words of %s do not stand, wherever the text lies', (_, ann) => {
    const read = said(beside(ann));
    expect(read.tags.filter(({ category }) => category === 'quote')).toEqual([]);
    expect(read.notPlaced.join()).toContain('does not have the words');
    expect(said(apart(ann))).toEqual(read);
  });

  it('say the same whether the text was beside them or came later', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        const files = BRAT.write(content, WRITE, TOOLS).files;
        const whole = readLoose(files);
        const later = readLoose(files.filter(({ path }) => !path.endsWith('.txt')));
        const texts = new Map(whole.articles.map((article) => [article.place, article.text]));
        const articles = later.articles.map((article) => ({
          ...article,
          text: texts.get(article.place) ?? null,
        }));
        expect(said(place({ ...later, articles })).tags.map(({ words }) => words)).toEqual(
          said(place(whole)).tags.map(({ words }) => words),
        );
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [
      'at all',
      [
        ...QUOTE.map((line) => line.replace(/\t[^\t]*$/u, '')),
        'E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1',
      ],
    ],
    [
      'at line ends',
      [
        'T1\tSource 0 4\tOlaf',
        'T2\tCue 17 27\ttwice. Mia',
        'T3\tContent 12 16;37 44\t“no”“never”',
        'E1\tAttribution:T2 Content:T3 Cue:T2 Source:T1',
      ],
    ],
  ])('are the same quote where words are missing %s, wherever the text lies', (_, lines) => {
    const read = said(beside(`${lines.join('\n')}\n`));
    expect(read.tags).toMatchObject([{ category: 'quote', speaker: 'Olaf' }]);
    expect(read).toMatchObject({ notPlaced: [], refused: [], ignored: [] });
    expect(said(apart(`${lines.join('\n')}\n`))).toEqual(read);
  });

  it('are not placed where the words of one stretch of a cue do not stand', () => {
    const ann = [
      ...QUOTE.toSpliced(1, 1, 'T2\tCue 7 11;18 23\tsaid twice'),
      'E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n',
    ];
    const read = said(beside(ann.join('\n')));
    expect(read.tags.map(({ category }) => category)).not.toContain('quote');
    expect(read.notPlaced).toHaveLength(1);
  });

  const TAGS = 'T1\tQuote 12 16\t“no”\nT2\tFraming 17 22\ttwice\n';

  it.each([
    ['a tag with all its words', 'T3\tQuote 37 44\t“never”'],
    ['a relation', 'R1\tabout Arg1:T1 Arg2:T2'],
    ['an event', 'E1\tSaying:T1 What:T2'],
    ['what means the same', '*\tEquiv T1 T2'],
    ['an attribute without a value', 'A1\tNegated T1'],
    ['a value that is there before', 'A1\tquoteType T1 direct\nA2\tquoteType T2 direct'],
    ['a modification', 'E1\tSaying:T1 What:T2\nM1\tSpeculation E1'],
    [
      'an attribution',
      `${QUOTE.join('\n').replaceAll('\nT', '\nT1').replace('T1\t', 'T11\t')}\nE1\tAttribution:T14 Content:T13 Cue:T12 Source:T11`,
    ],
  ])('are read to the end where the last line has none and is whole: %s', (_, last) => {
    const cut = beside(TAGS + last);
    expect(said(cut).refused).toEqual([]);
    expect(said(cut)).toEqual(said(beside(`${TAGS + last}\n`)));
  });

  it.each([
    ['a tag of which words are missing', 'T3\tQuote 37 44\t“nev'],
    ['a tag without its words', 'T3\tQuote 37 44'],
    ['a relation to half an id', 'T23\tQuote 0 4\tOlaf\nR1\tabout Arg1:T1 Arg2:T2'],
    ['a relation to nothing', 'R1\tabout Arg1:T1 Arg2:'],
    ['a relation to one', 'R1\tabout Arg1:T1'],
    ['a value that is nowhere else', 'A1\tquoteType T1 dir'],
    ['the beginning of a value', 'A1\tquoteType T1 direct\nA2\tquoteType T2 dir'],
    ['an attribute that has a value elsewhere', 'A1\tquoteType T1 direct\nA2\tquoteType T2'],
    ['a note', '#1\tAnnotatorNotes T1\tsee be'],
    [
      'an attribution whose source nothing names',
      'T3\tSource 0 4\tOlaf\nT4\tContent 37 44\t“never”\nE1\tAttribution:T4 Content:T4',
    ],
  ])('are refused in the last line where it may be cut: %s', (_, last) => {
    const read = said(beside(TAGS + last));
    expect(read.refused.join()).toMatch(/ends inside this line, or its line end is missing/u);
    expect(read.refused).toHaveLength(1);
    expect(read.tags.length).toBeGreaterThanOrEqual(2);
  });

  it.each([
    ['T1 Quote 12 16 “no”', /Spaces separate/u],
    ['T1 Quote 12 16\t“no”', /Spaces separate/u],
    ['T1\tQuote 12 16 “no”', /Spaces separate/u],
    ['T1\tQuote 0 4;12 16 Olaf “no”', /Spaces separate/u],
    ['T1\tQuote\t12\t16\t“no”', /A tab stands/u],
    ['T1\tQuote\t12 16\t“no”', /A tab stands/u],
    ['R1 about Arg1:T2 Arg2:T3', /Spaces separate/u],
    ['T1\tQuote', /no type with a position/u],
    ['E1\tSaying:T2 What:T99', /What is not in the file: T99/u],
    ['A1\tNegated E7', /no E7 for this attribute/u],
  ])('are refused with the reason that is the matter: %s', (line, reason) => {
    const { refused, tags } = said(
      beside(`${line}\nT2\tQuote 17 22\ttwice\nT3\tQuote 24 27\tMia\n`),
    );
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatch(reason);
    expect(tags).toHaveLength(2);
  });

  it('with tabs between the words of a relation, or one behind it, are read as ever', () => {
    const read = said(
      beside('T1\tQuote 17 22\ttwice\nT2\tQuote 24 27\tMia\nR1\tabout\tArg1:T1\tArg2:T2\t\n'),
    );
    expect(read).toMatchObject({ refused: [], ignored: [{ kind: 'links', names: { about: 1 } }] });
  });

  it('keep every value of an attribute', () => {
    const ann = 'T1\tQuote 17 22\ttwice\nA1\ttone T1 dry\nA2\ttone T1 sharp\nA3\ttone T1 dry\n';
    expect(said(beside(ann)).tags).toMatchObject([{ tone: 'dry; sharp' }]);
  });
});

describe('annotations of the shared tasks in biology', () => {
  const files = (a1: string, a2: string, more: readonly BadFile[] = []): BadFile[] => [
    { path: 'x/LICENSE', content: 'Do as you like.\n' },
    { path: 'x/one.a1', content: a1 },
    { path: 'x/one.a2', content: a2 },
    { path: 'x/one.txt', content: TEXT },
    ...more,
  ];
  const A1 = 'T1\tPerson 0 4\tOlaf\n';
  const A2 = 'T2\tSpeech 7 11\tsaid\nE1\tSpeech:T2 Agent:T1\n*\tEquiv T1 T2\nM1\tNegation E1\n';

  it('are those of one document, whose two files know each other’s ids', () => {
    const given = files(A1, A2);
    expect(BRAT.recognise(toInput(given))).toBeGreaterThan(0.9);
    const read = place(readLoose(given));
    expect(read.articles).toHaveLength(1);
    expect(read.annotators.map(({ name }) => name)).toEqual(['unknown']);
    expect(said(read)).toEqual({
      tags: [
        { category: 'Person', words: 'Olaf', at: {} },
        { category: 'Speech', words: 'said', Negation: 'true', at: {} },
      ],
      notPlaced: [],
      refused: [],
      ignored: [{ kind: 'links', count: 2, names: { Agent: 1, Equiv: 1 } }],
    });
  });

  it.each([
    ['only those that were given', [{ path: 'x/one.a1', content: A1 }], 1],
    ['an empty file', files(A1, ''), 1],
    ['files without the last line end', files(A1.trim(), A2.trim()), 2],
    [
      'another file with relations',
      files(A1, A2, [{ path: 'x/one.rel', content: 'R1\tSame Arg1:T1 Arg2:T2\n' }]),
      2,
    ],
  ] as const)('may be %s', (_, given, count) => {
    const { articles, refused } = readLoose(given);
    expect(refused).toEqual([]);
    expect(articles.flatMap(({ tags }) => tags)).toHaveLength(count);
  });
});

describe('annotations in files of other names', () => {
  const TAG = 'T1\tPerson 0 4\tOlaf\n';

  it('go on from the given ones where the ending names a task', () => {
    const more = 'T2\tSpeech 7 11\tsaid\nE1\tSpeech:T2 Agent:T1\n';
    const { articles, refused } = readLoose([
      { path: 'x/one.a1', content: TAG },
      { path: 'x/one.a2.t1', content: more },
      { path: 'x/one.txt', content: TEXT },
    ]);
    expect(refused).toEqual([]);
    expect(articles).toHaveLength(1);
    expect(articles[0]?.tags.map(({ label }) => label)).toEqual(['Person', 'Speech']);
  });

  it('are read beside those of the usual names', () => {
    const { articles, refused } = readLoose([
      { path: 'x/one.ann', content: TAG },
      { path: 'x/one.txt', content: TEXT },
      { path: 'x/two.anno', content: 'T1\tSpeech 7 11\tsaid\n' },
      { path: 'x/two.txt', content: TEXT.toUpperCase() },
      { path: 'x/notes', content: 'Nothing that was tagged.\n' },
    ]);
    expect(refused).toEqual([]);
    expect(articles.map(({ tags }) => tags.length)).toEqual([1, 1]);
  });
});

describe('annotations of several on the same given ones', () => {
  const A1 = 'T1\tPerson 0 4\tOlaf\nX\n';
  const said1 = 'T2\tSpeech 7 11\tsaid\nE1\tSpeech:T2 Agent:T1\n';
  const said2 = 'T2\tSpeech 17 22\ttwice\nE1\tSpeech:T2 Agent:T1\n';

  it.each<[string, string, string, string, string]>([
    ['in folders', 'x/one.a1', 's/one.a2', 't/one.a2', 'x/one.rel'],
    ['with their names behind', 'x/one.a1', 'x/one.s.a2', 'x/one.t.a2', 'x/one.rel'],
    ['with their names before', 'x/one.a1', 'y/s-one.a2', 'y/t-one.a2', 'y/one.rel'],
  ])('are those of each of them, who all have the given ones: %s', (_, a1, first, second, rel) => {
    const loose = readLoose([
      { path: 'x/one.txt', content: TEXT },
      { path: a1, content: A1 },
      { path: first, content: said1 },
      { path: second, content: said2 },
      { path: rel, content: 'R1\tSame Arg1:T1 Arg2:T2\n' },
    ]);
    expect(loose.refused).toMatchObject([{ place: `${a1}, line 2` }]);
    const { articles, annotators, sets } = place(loose);
    expect(articles).toHaveLength(1);
    const tags = sets.map(({ annotator, annotations }) => [
      annotators.find(({ id }) => id === annotator)?.name,
      ...annotations.map(({ fragments }) => fragments[0]?.exact),
    ]);
    expect(tags.sort()).toEqual([
      ['s', 'Olaf', 'said'],
      ['t', 'Olaf', 'twice'],
    ]);
    expect(loose.ignored).toEqual([{ kind: 'links', count: 4, names: { Agent: 2, Same: 2 } }]);
  });

  it('are read as far as they are whole where the given ones are not there, which is said once', () => {
    const more = 'E2\tSpeech:T2 Agent:T7\nM1\tNegation E9\n#1\tAnnotatorNotes T1\twho\n';
    const files = [
      { path: 'one.a2', content: said1 + more },
      { path: 'one.txt', content: TEXT },
    ];
    const { articles, refused } = readLoose(files);
    expect(articles.flatMap(({ tags }) => tags)).toHaveLength(1);
    expect(refused).toEqual([
      {
        place: 'one.a2, line 2',
        reason: expect.stringMatching(/^This and 3 other lines .* T1\. .* \.a1 .* together/u),
        tags: 0,
      },
    ]);
    const whole = readLoose([
      { path: 'one.a2', content: 'T2\tSpeech 7 11\tsaid\n' },
      { path: 'one.txt', content: TEXT },
    ]);
    expect(whole.refused).toEqual([]);
  });
});

describe('lines that a CR alone ends', () => {
  it.each([
    ['everywhere', '\r', '\r'],
    ['but for the last one', '\r', '\n'],
    ['now and then', '\n', '\r\n'],
    ['with none behind the last one', '\r', ''],
  ])('are lines: %s', (_, end, last) => {
    const lines = ['T1\tQuote 12 16\t“no”', 'T2\tFraming 17 22\ttwice', 'A1\ttone T1 dry'];
    const read = said(beside(lines.join('\r') + end + `A2\ttone T2 dry${last}`));
    expect(read.refused).toEqual([]);
    expect(read.tags).toMatchObject([{ tone: 'dry' }, { tone: 'dry' }]);
  });

  it('are none inside the words of a tag', () => {
    const { sets } = beside('T1\tQuote 0 7\tone\rtwo\n', 'one\rtwo three');
    expect(sets.flatMap(({ annotations }) => annotations)).toHaveLength(1);
  });
});

describe('brat files', () => {
  const CONF =
    '[relations]\ntone\tArg1:a\n[attributes]\n# tone\nNegated\tArg:<ANY>\ntone\tArg:Quote|x, Value:dry|sharp|drying\n';

  it.each([
    ['A1\ttone T1 sharp', 'sharp'],
    ['A1\tNegated T1', 'true'],
    ['A1\ttone T1 dry', undefined],
    ['A1\ttone T1 sha', undefined],
    ['A1\ttone T1', undefined],
  ])('are read to the end where the configuration shows that it is whole: %s', (last, value) => {
    const loose = readLoose([
      { path: 'c/annotation.conf', content: CONF },
      { path: 'c/one.txt', content: TEXT },
      { path: 'c/one.ann', content: `T1\tQuote 17 22\ttwice\n${last}` },
    ]);
    const values = loose.articles.flatMap(({ tags }) =>
      tags.flatMap((tag) => Object.values(tag.attributes)),
    );
    expect(values).toEqual(value === undefined ? [] : [value]);
    expect(loose.refused).toHaveLength(value === undefined ? 1 : 0);
  });

  it.each([
    ['spaces for tabs', { path: 'one.ann', content: 'T1 Quote 12 16 “no”\n' }],
    [
      'a type with a letter that ends like a space',
      { path: 'one.ann', content: 'T1\tÀ 0 4\tOlaf\n' },
    ],
    ['another ending', { path: 'one.ann.bak', content: '\ufeffT1\tQuote 12 16\t“no”\r\n' }],
  ])('are recognised with %s', (_, file) => {
    expect(BRAT.recognise(toInput([file]))).toBeGreaterThan(0.8);
  });

  it('are read with Windows line ends and a byte order mark', () => {
    const read = beside('\ufeffT1\tQuote 12 16\t“no”\r\nR1\tx Arg1:T1 Arg2:T1\r\n');
    expect(read.sets.flatMap(({ annotations }) => annotations.map(placesOf))).toEqual(['13-17']);
  });
});

it.each([
  ['had a byte order mark', '\ufeff', ['Mia']],
  ['had none', '', []],
])('A position that is one too high is right where the text %s', (_, mark, found) => {
  const { sets } = beside('T1\tQuote 10 13\tMia\n', `${mark}Olaf and Mia laughed.`);
  const words = sets.flatMap(({ annotations }) =>
    annotations.flatMap(({ fragments }) => fragments.map(({ exact }) => exact)),
  );
  expect(words).toEqual(found);
});
