import { describe, expect, it } from 'vitest';

import { BRAT } from '../formats/brat/brat.ts';
import { CAS_JSON } from '../formats/uima/cas-json.ts';
import { CONLL } from '../formats/conll/conll.ts';
import { WEBANNO_TSV } from '../formats/uima/webanno-tsv/webanno-tsv.ts';
import { placeContent, toExchangeContent } from '../placing/place.ts';
import { CODEBOOK, TOOLS } from '../testing/contents.ts';
import { toInput, WRITE, type BadFile } from '../testing/contract.ts';
import { readContent } from './read-content.ts';

const FILES: readonly BadFile[] = [
  { path: 'news/0001-mayor.txt', content: 'The mayor said “no”.' },
  { path: 'news/0001-mayor.ann', content: 'T1\tQuote 15 19\t“no”\n' },
  { path: 'news/0002.txt', content: '\ufeffNobody said anything.' },
  { path: 'news/0002.ann', content: '' },
];

function read(codec: typeof BRAT, files: Parameters<typeof toInput>[0]) {
  const loose = readContent(codec, toInput(files), TOOLS);
  if (!loose.ok) throw new Error(loose.error.detail);
  return toExchangeContent(placeContent(loose.value, { codebook: CODEBOOK, tools: TOOLS }));
}

describe('The names of files', () => {
  it('are those of the articles that stand in them', () => {
    const { articles } = read(BRAT, FILES);
    expect(articles.map(({ sources }) => sources)).toMatchObject([
      [{ name: '0001-mayor.txt', encoding: 'utf-8', bom: false }],
      [{ name: '0002.txt', encoding: 'utf-8', bom: true }],
    ]);
    // Of the bytes, mark and all.
    expect(articles[1]?.sources[0]?.bytesSha256).toBe(TOOLS.sha256('\ufeffNobody said anything.'));
  });

  it.each([BRAT, CONLL, WEBANNO_TSV, CAS_JSON].map((codec) => [codec.title, codec] as const))(
    'survive the way through %s',
    (_, codec) => {
      const { files, losses } = codec.write(read(BRAT, FILES), WRITE, TOOLS);
      const { articles } = read(codec, files);
      const names = articles.flatMap(({ sources }) => sources.map(({ name }) => name));
      expect(names.sort()).toEqual(['0001-mayor.txt', '0002.txt']);
      expect(losses.map(({ kind }) => kind)).not.toContain('sources');
    },
  );

  it('are told apart where two are the same, and said to be another', () => {
    const { articles, ...content } = read(BRAT, FILES);
    const same = articles.map((article) => ({
      ...article,
      sources: article.sources.map((source) => ({ ...source, name: 'text.txt' })),
    }));
    const { files, losses } = BRAT.write({ ...content, articles: same }, WRITE, TOOLS);
    expect(files.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/\/text\.ann$/u),
        expect.stringMatching(/\/text-2\.ann$/u),
      ]),
    );
    expect(losses).toContainEqual({ kind: 'sources', count: 1 });
  });
});
