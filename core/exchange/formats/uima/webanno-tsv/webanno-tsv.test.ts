import { describe, expect, it } from 'vitest';

import type { Annotation } from '../../../../tags/tag.ts';
import { writeVerified } from '../../../pipeline/verify.ts';
import { placeContent } from '../../../placing/place.ts';
import {
  nameOf,
  placesOf,
  testCodec,
  toInput,
  WRITE,
  type BadFile,
} from '../../../testing/contract.ts';
import {
  BORIS,
  CODEBOOK,
  makeArticle,
  makeContent,
  makeTag,
  SEED_001,
  TOOLS,
} from '../../../testing/contents.ts';
import { TokenizedText } from '../../../containers/tokens.ts';
import { WEBANNO_TSV } from './webanno-tsv.ts';

const HEADER = '#FORMAT=WebAnno TSV 3.3\n';
const QUOTE = '#T_SP=webanno.custom.Quote|quoteType\n\n\n';
const file = (content: string | Uint8Array): BadFile[] => [{ path: 'one.tsv', content }];

testCodec({
  codec: WEBANNO_TSV,
  carried: (tag, content, articleId) => {
    const text = content.articles.find(({ id }) => id === articleId)?.text ?? '';
    const tokenized = new TokenizedText(text);
    return tag.fragments.flatMap((fragment) => {
      const span = tokenized.trim(fragment);
      if (!span) return [];
      const attributes = Object.entries(tag.attributes).map(([id, value]) => [
        id,
        value.replaceAll(/\r\n?/gu, '\n'),
      ]);
      return {
        text,
        place: `${span.start}-${span.end}`,
        category: tag.category,
        attributes: JSON.stringify(attributes.sort()),
        note: tag.note.replaceAll(/\r\n?/gu, '\n'),
        confidence: tag.confidence,
        author: `${tag.creator} ${nameOf(content, tag.creator)}`,
      };
    });
  },
  losses: [
    [
      'what rows of tokens have no place for',
      makeContent(makeArticle('one two three. four'), [
        makeTag('one two three. four', 1, [{ start: 0, end: 8 }], {
          note: 'see\rbelow',
          attributeSpans: { speaker: { start: 0, end: 3, exact: '', prefix: '', suffix: '' } },
        }),
        makeTag('one two three. four', 2, [{ start: 3, end: 4 }]),
        makeTag(
          'one two three. four',
          3,
          [
            { start: 0, end: 3 },
            { start: 15, end: 19 },
          ],
          { creator: BORIS.id },
        ),
      ]),
      [
        { kind: 'attribute-spans', count: 1 },
        { kind: 'times', count: 3 },
        { kind: 'ids', count: 3 },
        { kind: 'fragments', count: 1 },
        { kind: 'boundaries', count: 1 },
        { kind: 'unicode', count: 1 },
        { kind: 'empty-spans', count: 1 },
        { kind: 'titles', count: 1 },
        { kind: 'codebook', count: 3 },
      ],
    ],
  ],
  refuses: [
    ['an empty file', file(''), 'unreadable'],
    ['UTF-16', file(new Uint8Array([0xff, 0xfe, 0x23, 0, 0x46, 0])), 'unreadable'],
    ['an older version', file('#FORMAT=WebAnno TSV 2\n'), 'other-format'],
    ['a newer version', file('#FORMAT=WebAnno TSV 4.0\n'), 'newer-version'],
    ['another table', file('a\tb\n'), 'other-format'],
  ],
  leavesOut: [
    [
      'words that are elsewhere, as where offsets are in code points',
      file(
        `${HEADER}${QUOTE}#Text=😀 is no\n1-1\t0-1\t😀\t_\t\n1-2\t2-4\tis\tdirect\t\n1-3\t6-8\tno\tdirect\t\n`,
      ),
      1,
      /does not have the words “is”/u,
    ],
    [
      'lines that are no rows, and what has a part in them',
      file(
        `${HEADER}${QUOTE}#Text=one two three four\n1-1\t0-3\tone\tdirect[1]\t\n1-2\t4\ttwo\tdirect[1]\t\n` +
          `1-3\t8-13\tthree\n1-4\t-1-3\tfour\t_\n1-4\t14-18\tfour\tdirect\t\n`,
      ),
      1,
      /not a row.*\n.*not a row.*\n.*not a row.*\nLine 7, which belongs to it/u,
    ],
    [
      'a tag inside which the file ends',
      file(
        `${HEADER}${QUOTE}#Text=one two three\n1-1\t0-3\tone\t*|direct[1]\t\n1-2\t4-7\ttwo\tdirect[1]\t\n`,
      ),
      1,
      /ends inside it/u,
    ],
    [
      'a line that is cut',
      file(`${HEADER}${QUOTE}#Text=one two three\n1-1\t0-3\tone\tdirect\t\n1-2\t4-7\ttwo\tdir`),
      1,
      /ends inside this line/u,
    ],
    [
      'the only line, cut',
      file(`${HEADER}${QUOTE}#Text=one\n1-1\t0-3\tone\t`),
      0,
      /ends inside this line/u,
    ],
    [
      'sentences that overlap, and places beyond the text',
      file(
        `${HEADER}${QUOTE}#Text=one two\n1-1\t0-3\tone\tdirect\t\n\n#Text=x\n2-1\t3-4\tx\tdirect\t\n` +
          `\n#Text=far\n3-1\t99999999999-99999999999\tfar\tdirect\t\n`,
      ),
      1,
      /does not begin after.*\n.*does not begin after.*\n.*begins and ends at 99999999999: no words.*\n.*the words “x”/u,
    ],
  ],
});

describe('WebAnno TSV', () => {
  const write = (annotations: readonly Annotation[], text: string) =>
    WEBANNO_TSV.write(makeContent(makeArticle(text), annotations), WRITE, TOOLS).files;
  const contentOf = (files: ReturnType<typeof write>) =>
    files.find(({ path }) => path.endsWith('/anna-berg.tsv'))?.content;
  const read = (files: readonly BadFile[]) => {
    const loose = WEBANNO_TSV.read?.(toInput(files), TOOLS);
    if (!loose?.ok) throw new Error(loose?.error.detail);
    return placeContent(loose.value, { codebook: CODEBOOK, tools: TOOLS });
  };
  const tagsOf = (files: readonly BadFile[]) =>
    read(files).sets.flatMap(({ annotations }) => annotations);

  it('writes stacked, nested and multi-token tags, parts of tokens, and what must be escaped', () => {
    const text = 'A\t“no”\r\nplaying 😀. End';
    const files = write(
      [
        makeTag(text, 1, [{ start: 2, end: 6 }], { attributes: { quoteType: 'not_direct' } }),
        makeTag(text, 2, [{ start: 2, end: 3 }], { note: 'a|b\nc' }),
        makeTag(text, 3, [{ start: 8, end: 12 }], { category: 'other-frame' }),
        makeTag(text, 4, [{ start: 16, end: 18 }], { category: 'claim', confidence: 'low' }),
      ],
      text,
    );
    expect(files.map(({ path }) => path)).toEqual([
      'annotators.tsv',
      'source/a-title.txt',
      'annotation/a-title.txt/anna-berg.tsv',
    ]);
    expect(contentOf(files)).toBe(
      [
        '#FORMAT=WebAnno TSV 3.3',
        '#T_SP=webanno.custom.Quote|framewiseNote|quoteType',
        '#T_SP=webanno.custom.other_frame|',
        '#T_SP=webanno.custom.Claim_checkable|framewiseConfidence',
        '',
        '',
        '#Text=A\\t“no”\\r',
        '#Text=',
        '1-1\t0-1\tA\t_\t_\t_\t_\t',
        '1-2\t2-3\t“\t*[1]|a\\|b\\nc[2]\tnot\\_direct[1]|*[2]\t_\t_\t',
        '1-3\t3-5\tno\t*[1]\tnot\\_direct[1]\t_\t_\t',
        '1-4\t5-6\t”\t*[1]\tnot\\_direct[1]\t_\t_\t',
        '',
        '#Text=playing 😀. ',
        '2-1\t8-15\tplaying\t_\t_\t_\t_\t',
        '2-1.1\t8-12\tplay\t_\t_\t*\t_\t',
        '2-2\t16-18\t😀\t_\t_\t_\tlow\t',
        '2-3\t18-19\t.\t_\t_\t_\t_\t',
        '',
        '#Text=End',
        '3-1\t20-23\tEnd\t_\t_\t_\t_\t',
        '',
      ].join('\n'),
    );
  });

  it('gives the offsets of seed 001 in UTF-16', () => {
    const files = write([makeTag(SEED_001, 1, [{ start: 1063, end: 1065 }])], SEED_001);
    expect(contentOf(files)).toMatch(/^\d+-\d+\t1063-1065\t🌐\t\*\t$/mu);
    expect(tagsOf(files as BadFile[]).map(placesOf)).toEqual(['1063-1065']);
  });

  it('makes the same text of the sentences where the text is not beside them', () => {
    const files = write([makeTag(SEED_001, 1, [{ start: 2587, end: 2597 }])], SEED_001);
    const alone = files.filter(({ path }) => !path.startsWith('source/')) as BadFile[];
    expect(read(alone).articles.map(({ text }) => text)).toEqual([SEED_001]);
  });

  it('keeps articles that nobody has tagged, and has no one for their annotator', () => {
    const files = write([], 'one two');
    expect(files).toEqual([
      { path: 'annotators.tsv', content: '# codebook test 1.2.0\n' },
      { path: 'source/a-title.txt', content: 'one two' },
      {
        path: 'annotation/a-title.txt/INITIAL_CAS.tsv',
        content: '#FORMAT=WebAnno TSV 3.3\n\n\n#Text=one two\n1-1\t0-3\tone\t\n1-2\t4-7\ttwo\t\n',
      },
    ]);
    expect(read(files as BadFile[])).toMatchObject({ annotators: [], refused: [] });
  });

  it('reads a header of very many columns', () => {
    const content = `${HEADER}#T_SP=x.Y${'|z'.repeat(500_000)}\n\n\n#Text=a\n1-1\t0-1\ta\t_\n`;
    expect(read(file(content)).refused).toMatchObject([{ reason: 'The line is not a row.' }]);
  });

  it('has a tag whose slot nothing fills, and counts no link for it', () => {
    const tsv = [
      '#FORMAT=WebAnno TSV 3.3',
      '#T_SP=webanno.custom.Quote|',
      '#T_SP=webanno.custom.Frame|ROLE_webanno.custom.Frame:links_webanno.custom.FrameLink|uima.tcas.Annotation',
      '',
      '',
      '#Text=So it is .',
      '1-1\t0-2\tSo\t_\t_\t*\t',
      '1-2\t3-5\tit\t*\t_\t_\t',
      '1-3\t6-8\tis\t_\twhat\t1-2\t',
      '1-4\t9-10\t.\t_\t_\t_\t',
      '',
    ].join('\n');
    const files = [{ path: 'a.tsv', content: tsv }];
    expect(tagsOf(files).map((tag) => [tag.category, placesOf(tag)])).toEqual([
      ['Frame', '0-2'],
      ['quote', '3-5'],
      ['Frame', '6-8'],
    ]);
    expect(read(files).ignored).toMatchObject([{ kind: 'links', names: { Frame: 1 } }]);
  });

  it('reads what INCEpTION writes', () => {
    const tsv = [
      '#FORMAT=WebAnno TSV 3.3',
      '#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue',
      '#T_SP=webanno.custom.Frame|ROLE_webanno.custom.Frame:Roles_webanno.custom.FrameRolesLink|webanno.custom.Quote',
      '#T_SP=webanno.custom.Quote|cue|speaker',
      '#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceType|referenceRelation',
      '#T_RL=webanno.custom.SameAs|label|BT_webanno.custom.Quote',
      '',
      '',
      '#Sentence.id=s1',
      '#Text=Bob said \\\\o/.',
      '1-1\t0-3\tBob\tNNP\t_\t_\t_\t_\tpr[1]\tcoref->1-1\t_\t_\t',
      '1-2\t4-8\tsaid\tVBD\tseller;goods\t1-1;1-3[4]\t_\t_\t_\t_\t_\t_\t',
      '1-3\t9-11\t\\\\o\t_\t_\t_\tsaid[4]|*[5]\tBob[4]|A\\|\\[B\\][5]\t_\t_\tx\t1-1[0_4]\t',
      '1-3.1\t10-11\to\t_\t_\t_\t*\tsub\t_\t_\t_\t_\t',
      '1-4\t11-13\t/.\t_\t_\t_\tsaid[4]\tBob[4]\tpr[1]\t*->1-2\t_\t_\t',
      '',
      '#Text=Yes.',
      '2-1\t15-18\tYes\tUH\t_\t_\t_\t_\t_\t_\t_\t_\t',
      '2-2\t18-19\t.\t_\t_\t_\t_\t_\t_\t_\t_\t_\t',
      '',
    ].join('\r\n');
    const files = [{ path: 'annotation/a.txt/eva.tsv', content: tsv }];
    const back = read(files);
    expect(back.articles.map(({ text }) => text)).toEqual(['Bob said \\o/.\n Yes.']);
    expect(back.annotators.map(({ name }) => name)).toEqual(['eva']);
    expect(back.unknownLabels).toEqual(['Frame']);
    expect(
      tagsOf(files)
        .filter(({ category }) => category === 'quote')
        .map((tag) => [placesOf(tag), tag.attributes]),
    ).toEqual([
      ['9-13', { cue: 'said', speaker: 'Bob' }],
      ['9-11', { speaker: 'A|[B]' }],
      ['10-11', { speaker: 'sub' }],
    ]);
    expect(back.refused).toEqual([]);
    expect(back.ignored).toEqual([
      { kind: 'links', count: 5, names: { Frame: 2, SameAs: 1, CoreferenceLink: 2 } },
      { kind: 'unknown', count: 3, what: 'annotations of the layer POS' },
    ]);
  });

  const rows = (lines: string, columns = 'webanno.custom.Quote|cue|speaker', version = '3.2') =>
    file(`#FORMAT=WebAnno TSV ${version}\n#T_SP=${columns}\n\n\n${lines}\n`);
  const described = (files: readonly BadFile[]) =>
    tagsOf(files).map((tag) => [placesOf(tag), tag.attributes]);

  it.each(['3', '3.0', '3.1', '3.2', '3.3', '3.3.1', '3 '])('reads version %s', (version) => {
    const lines = '#Text=They said no .\n1-1\t0-4\tThey\t_\t_\n1-3\t10-12\tno\t*\tMayor\t';
    expect(described(rows(lines, undefined, version))).toEqual([['10-12', { speaker: 'Mayor' }]]);
  });

  it.each([
    ['with a value', 'Mayor', 1],
    ['with a number', '*[7]', 1],
    ['several of them', 'Mayor[7]|Town[8]', 2],
  ])('refuses annotations between two characters, which have no words: %s', (_, cell, count) => {
    const lines =
      '1-1\t0-4\tThey\t_\t\n1-2\t5-9\tsaid\t_\t\n1-3\t10-12\tno\tMia\t\n' +
      `1-3.1\t10-10\t\t${cell}\t\n1-4\t13-14\t.\t_\t\n`;
    const files = rows(`#Text=They said no .\n${lines}`, 'webanno.custom.Quote|speaker');
    expect(described(files)).toEqual([['10-12', { speaker: 'Mia' }]]);
    const back = read(files);
    expect(back.articles.map(({ text }) => text)).toEqual(['They said no .']);
    const reason = 'Its position begins and ends at 10: no words stand there.';
    const refusal = { place: expect.stringMatching(/, line 9$/u), reason, tags: 1 };
    expect(back.refused).toEqual(Array.from({ length: count }, () => refusal));
    expect(back.ignored).toEqual([]);
  });

  it('says which version a file is in that is not read', () => {
    const read = WEBANNO_TSV.read?.(toInput(file('#FORMAT=WebAnno TSV 2.1\n')), TOOLS);
    expect(read).toMatchObject({ error: { detail: expect.stringMatching(/version 2 of/u) } });
  });

  it.each([
    ['its place before it', '#Text=0-12#He said no .', 'He said no .'],
    ['its place in code points', '#Text=0-13#He said no 😀.', 'He said no 😀.'],
    ['words that look like one', '#Text=0-99#He said no .', '0-99#He said no .'],
  ])('reads a sentence with %s', (_, sentence, text) => {
    expect(read(rows(`${sentence}\n1-1\t0-2\tHe\t_\t_`)).articles[0]?.text).toBe(text);
  });

  it.each<[string, string, unknown[]]>([
    [
      'a column without one for the first',
      '1-1\t0-3\tone\tx[7]\t_\n1-2\t4-7\ttwo\tx[7]|y[9]\tz[9]',
      [
        ['0-7', { cue: 'x' }],
        ['4-7', { cue: 'y', speaker: 'z' }],
      ],
    ],
    [
      'another order in each column',
      '1-1\t0-3\tone\tx[1]|y[2]\tb[2]|a[1]',
      [
        ['0-3', { cue: 'x', speaker: 'a' }],
        ['0-3', { cue: 'y', speaker: 'b' }],
      ],
    ],
    [
      'one that begins in a row where another goes on',
      '1-1\t0-3\tone\tx[1]\t_\n1-2\t4-7\ttwo\ty[2]|x[1]\t*[2]|c[1]\n1-3\t8-13\tthree\ty[2]\td[2]',
      [
        ['0-7', { cue: 'x', speaker: 'c' }],
        ['4-13', { cue: 'y', speaker: 'd' }],
      ],
    ],
    [
      'no numbers, by their order',
      '1-1\t0-3\tone\tx|y\t_|b',
      [
        ['0-3', { cue: 'x' }],
        ['0-3', { cue: 'y', speaker: 'b' }],
      ],
    ],
    [
      'a number in one column alone',
      '1-1\t0-3\tone\tx[1]\ta\n1-2\t4-7\ttwo\tx[1]\ta',
      [['0-7', { cue: 'x', speaker: 'a' }]],
    ],
    [
      'one with a number, and one without',
      '1-1\t0-3\tone\tx[1]|y\ta[1]|b\n1-2\t4-7\ttwo\tx[1]\ta[1]',
      [
        ['0-7', { cue: 'x', speaker: 'a' }],
        ['0-3', { cue: 'y', speaker: 'b' }],
      ],
    ],
    ['no value, and nothing', '1-1\t0-3\tone\t*\t*\n1-2\t4-7\ttwo\t_\t_', [['0-3', {}]]],
    [
      'values that are the marks for these',
      '1-1\t0-3\tone\t\\_\t\\*\n1-2\t4-7\ttwo\t\\[x\\][3]\t*[3]',
      [
        ['0-3', { cue: '_', speaker: '*' }],
        ['4-7', { cue: '[x]' }],
      ],
    ],
    [
      'values with _ in them',
      '1-1\t0-3\tone\ta_(b)[1]\t_\n1-2\t4-7\ttwo\ta_(b)[1]\t_',
      [['0-7', { cue: 'a_(b)' }]],
    ],
  ])('gives each value to the tag that its number says: %s', (_, lines, tags) => {
    const words = lines.split('\n').map((line) => line.split('\t')[2]);
    const sorted = (list: readonly unknown[]) => list.map((each) => JSON.stringify(each)).sort();
    const found = described(rows(`#Text=${words.join(' ')}\n${lines}`));
    expect(sorted(found)).toEqual(sorted(tags));
  });

  it.each([
    ['inside the last word', 5, 19],
    ['inside the last word and begins inside the first', 2, 19],
    ['inside a word before the last', 7, 12],
    ['with the last word', 5, 21],
    ['inside the only word', 0, 2],
  ])('reads a tag again that ends %s', (_, start, end) => {
    const text = 'They stay until spring';
    const tag = makeTag(text, 1, [{ start, end }], { attributes: { quoteType: 'direct' } });
    const written = writeVerified(WEBANNO_TSV, makeContent(makeArticle(text), [tag]), WRITE, TOOLS);
    if (!written.ok) throw new Error(written.error.detail);
    const back = WEBANNO_TSV.read?.(written.value.files, TOOLS);
    expect(back).toMatchObject({
      ok: true,
      value: { refused: [], articles: [{ tags: [{ fragments: [{ start, end }] }] }] },
    });
  });

  it('reads rows whose positions count code points', () => {
    const lines =
      '#Text=😀 is no\n1-1\t0-1\t😀\t_\t_\n1-2\t2-4\tis\t_\t_\n1-3\t5-7\tno\tx\t_\n\n' +
      '#Text=🚢 Yes\n2-1\t8-9\t🚢\t_\t_\n2-2\t10-13\tYes\ty\t_';
    const all = read(rows(lines));
    expect(all.refused).toEqual([]);
    expect(all.articles[0]?.text).toBe('😀 is no\n🚢 Yes');
    expect(all.sets[0]?.annotations.map(({ fragments: [span] }) => span?.exact)).toEqual([
      'no',
      'Yes',
    ]);
  });

  it('tells two layers of the same last name apart', () => {
    const tsv = `${HEADER}#T_SP=a.Frame|x\n#T_SP=b.Frame|x\n\n\n#Text=no\n1-1\t0-2\tno\t1\t2\t\n`;
    expect(read(file(tsv)).unknownLabels).toEqual(['Frame', 'b.Frame']);
  });

  it('reads a last row without its tab and its line end, as some programs leave it', () => {
    const { content } = rows('#Text=a b\n1-1\t0-1\ta\t*[1]\tx[1]\t\n1-2\t2-3\tb\t_\t_')[0] ?? {};
    const all = read(file(String(content).trimEnd()));
    expect(all.refused).toEqual([]);
    expect(all.sets[0]?.annotations).toHaveLength(1);
  });

  it('takes the text beside it although its line ends are other ones', () => {
    const source = '\ufeffone two\r\nthree\r\n';
    const tsv = rows(
      '#Text=one two\n1-1\t0-3\tone\t_\t_\n1-2\t4-7\ttwo\t_\t_\n\n#Text=three\n2-1\t8-13\tthree\tx\t_',
    );
    const loose = WEBANNO_TSV.read?.(
      toInput([...tsv, { path: 'one.txt', content: source }]),
      TOOLS,
    );
    expect(loose).toMatchObject({
      ok: true,
      value: {
        articles: [
          {
            text: 'one two\r\nthree\r\n',
            tags: [{ fragments: [{ start: 8, end: 13, exact: 'three' }] }],
          },
        ],
      },
    });
  });

  it('reads layers wherever the header names them, and counts what it does not name', () => {
    const tsv =
      '#FORMAT=WebAnno TSV 3.2\n\n#Summary=a text\n#T_SP=a.Quote|cue\n#Other=x\n#T_SP=b.Claim|\n#T_SP=|z\n\n' +
      '#Text=one two\n1-1\t0-3\tone\tx\t*\tq\t*\t\n1-2\t4-7\ttwo\t_\t_\t_\t_\t\n';
    const all = read(file(tsv));
    expect(all.sets[0]?.annotations.map(({ category }) => category).sort()).toEqual([
      'Claim',
      'quote',
    ]);
    expect(all.ignored).toEqual([
      { kind: 'unknown', count: 1, what: 'cells of columns that the header does not name' },
      { kind: 'unknown', count: 1, what: 'annotations of a layer without a name' },
    ]);
  });
});
