import { describe, expect, it } from 'vitest';

import { growthOf, TOO_FAST } from '../../text/testing/growth.ts';
import { makeArticle, makeContent, makeTag, TOOLS } from '../testing/contents.ts';
import { toInput, WRITE } from '../testing/contract.ts';
import { CODECS, findCodec } from './codecs.ts';
import { gatherFiles } from './gather.ts';

const TEXT = 'She said “no” today.\n';
const BRAT = 'T1\tQuote 9 13\t“no”\n';
const DOCCANO = `${JSON.stringify({ text: TEXT, label: [[9, 13, 'Quote']] })}\n`;
const CONLL = 'She O\nsaid O\nno B-Quote\n';

type Files = Readonly<Record<string, string>>;

const filesOf = (files: Files) =>
  toInput(Object.entries(files).map(([path, content]) => ({ path, content })));
const pathsOf = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path);

function gather(files: Files, options?: Parameters<typeof gatherFiles>[2]) {
  const { units, texts, aside, unknown } = gatherFiles(filesOf(files), TOOLS, options);
  return {
    units: units.map(({ codec, files: own }) => [codec.name, ...pathsOf(own)]),
    texts: pathsOf(texts),
    aside: pathsOf(aside),
    unknown: pathsOf(unknown),
  };
}

const NOTHING = { units: [], texts: [], aside: [], unknown: [] };

describe('Files that are taken together', () => {
  it.each<[string, Files, Partial<ReturnType<typeof gather>>]>([
    ['nothing', {}, {}],
    [
      'plain articles',
      { 'a.txt': TEXT, 'b.md': TEXT, notes: TEXT },
      { texts: ['a.txt', 'b.md', 'notes'] },
    ],
    [
      'files of a format of one file, each by itself',
      { 'train.jsonl': DOCCANO, 'x/dev.jsonl': DOCCANO },
      {
        units: [
          ['doccano', 'train.jsonl'],
          ['doccano', 'x/dev.jsonl'],
        ],
      },
    ],
    [
      'files of several formats',
      { 'a.jsonl': DOCCANO, 'b.ann': BRAT, 'b.txt': TEXT, 'c.conll': CONLL },
      {
        units: [
          ['doccano', 'a.jsonl'],
          ['brat', 'b.ann', 'b.txt'],
          ['conll', 'c.conll'],
        ],
      },
    ],
    [
      'texts and annotations in sibling folders',
      { 'text/a.txt': TEXT, 'text/b.txt': `${TEXT}b`, 'ann/a.ann': BRAT, 'ann/b.ann': BRAT },
      { units: [['brat', 'ann/a.ann', 'ann/b.ann', 'text/a.txt', 'text/b.txt']] },
    ],
    [
      'names with something after a dot',
      { 's.txt': TEXT, 's.anna.ann': BRAT, 't.txt.ann': BRAT, 't.txt': TEXT },
      { units: [['brat', 's.anna.ann', 't.txt.ann', 's.txt', 't.txt']] },
    ],
    [
      'a text that is named apart',
      { 'x.ann': BRAT, 'dir/x.txt': TEXT },
      { units: [['brat', 'x.ann', 'dir/x.txt']] },
    ],
    [
      'texts that could each be meant',
      { 'ann/x.ann': BRAT, 'a/x.txt': TEXT, 'b/x.txt': `${TEXT}b` },
      { units: [['brat', 'ann/x.ann', 'a/x.txt', 'b/x.txt']] },
    ],
    [
      'texts that no tags are on',
      { 'a.ann': BRAT, 'a.txt': TEXT, 'b.txt': TEXT },
      { units: [['brat', 'a.ann', 'a.txt']], texts: ['b.txt'] },
    ],
    [
      'files without a tag among those of their format',
      { 'a.ann': BRAT, 'b.ann': '', 'a.txt': TEXT, 'b.txt': TEXT },
      { units: [['brat', 'a.ann', 'b.ann', 'a.txt', 'b.txt']] },
    ],
    [
      'nothing but files without a tag',
      { 'a.ann': '', 'a.txt': TEXT },
      { units: [['brat', 'a.ann', 'a.txt']] },
    ],
    [
      'what somebody wrote about the data',
      { 'README.md': '# x', LICENSE: TEXT, 'x.conf': 'x', 'a.jsonl': DOCCANO, 'data.yaml': 'x: 1' },
      { units: [['doccano', 'a.jsonl']], aside: ['README.md', 'LICENSE', 'x.conf', 'data.yaml'] },
    ],
    [
      'settings of brat among its files',
      {
        'a.ann': BRAT,
        'a.txt': TEXT,
        'annotation.conf': '[entities]',
        'annotators.tsv': 'a\tb\tc',
      },
      { units: [['brat', 'a.ann', 'annotation.conf', 'annotators.tsv', 'a.txt']] },
    ],
    [
      'copies that editors keep',
      { 'a.txt': TEXT, 'a.ann': BRAT, 'a.ann~': BRAT, 'a.ann.bak': BRAT },
      { units: [['brat', 'a.ann', 'a.txt']], aside: ['a.ann~', 'a.ann.bak'] },
    ],
    [
      'a README beside articles',
      { 'README.txt': TEXT, 'a.txt': TEXT },
      { texts: ['a.txt'], aside: ['README.txt'] },
    ],
    ['an article called README', { 'README.txt': TEXT }, { texts: ['README.txt'] }],
    [
      'files of no known format beside others',
      { 'a.jsonl': DOCCANO, 'b.jsonl': '{"title": "x"}', 'c.xml': '<x/>', 'd.csv': 'a,b\n1,2\n' },
      { units: [['doccano', 'a.jsonl']], unknown: ['b.jsonl', 'c.xml', 'd.csv'] },
    ],
    [
      'columns of tokens that are called a text',
      { 'train.txt': CONLL, 'test.txt': CONLL },
      { units: [['conll', 'train.txt', 'test.txt']] },
    ],
    [
      'an article that begins like JSON',
      { 'a.md': DOCCANO, 'b.html': '<p>x</p>' },
      { texts: ['a.md', 'b.html'] },
    ],
    [
      'texts and tags of two parts of a corpus',
      {
        'train/text/a.txt': TEXT,
        'train/ann/a.ann': BRAT,
        'dev/text/a.txt': `${TEXT}b`,
        'dev/ann/a.ann': BRAT,
      },
      {
        units: [['brat', 'train/ann/a.ann', 'dev/ann/a.ann', 'train/text/a.txt', 'dev/text/a.txt']],
      },
    ],
  ])('may be %s', (_, files, found) => {
    expect(gather(files)).toEqual({ ...NOTHING, ...found });
  });

  it('are of the format that a person names', () => {
    const named = findCodec('brat') ?? null;
    expect(gather({ 'x.a1': 'odd', 'x.txt': TEXT }, { named }).units).toEqual([
      ['brat', 'x.a1', 'x.txt'],
    ]);
    const lines = findCodec('spacy') ?? null;
    expect(gather({ 'x.txt': DOCCANO, 'y.txt': DOCCANO }, { named: lines }).units).toEqual([
      ['spacy', 'x.txt'],
      ['spacy', 'y.txt'],
    ]);
  });

  it('have no README where a person chose that very file', () => {
    const { texts, aside } = gather(
      { 'README.txt': TEXT, 'a.txt': TEXT },
      { isChosen: () => true },
    );
    expect([texts, aside]).toEqual([['README.txt', 'a.txt'], []]);
  });

  it.each(CODECS.filter(({ read }) => read).map((codec) => [codec.name, codec] as const))(
    'are one thing, and nothing is left, in an export of two people in %s',
    (name, codec) => {
      const tags = [makeTag(TEXT, 1, [{ start: 9, end: 13 }])];
      const content = makeContent(makeArticle(TEXT), tags);
      const files = toInput(codec.write(content, WRITE, TOOLS).files);
      const { units, ...others } = gatherFiles(files, TOOLS);
      expect(units.map((unit) => [unit.codec.name, unit.files.length])).toEqual([
        [name, files.length],
      ]);
      expect(others).toEqual({ texts: [], aside: [], unknown: [] });
    },
  );

  it('may be twenty thousand, with work that grows with their number alone', () => {
    const gatherPairs = (count: number) => {
      const files: Record<string, string> = {};
      for (let index = 0; index < count; index += 1) {
        files[`text/${index}.txt`] = `${TEXT}${'More of it. '.repeat(100)}${index}`;
        files[`ann/${index}.ann`] = BRAT;
      }
      return gather(files);
    };
    expect(gatherPairs(10_000).units[0]).toHaveLength(20_001);
    expect(growthOf(gatherPairs, 10_000)).toBeLessThan(TOO_FAST);
  });
});
