import { describe, expect, it } from 'vitest';

import {
  annotatorFiles,
  readAnnotatorList,
  uniqueStems,
  writeAnnotatorList,
} from './annotator-files.ts';
import { splitPath } from './paths.ts';
import { toInput, WRITE } from '../testing/contract.ts';
import {
  ANNA,
  BORIS,
  makeArticle,
  makeContent,
  makeTag,
  TOOLS,
  CODEBOOK,
} from '../testing/contents.ts';

const TEXT = 'one two';
const CONTENT = makeContent(
  makeArticle(TEXT),
  [ANNA, BORIS].map(({ id }, n) => makeTag(TEXT, n, [{ start: 0, end: 3 }], { creator: id })),
);

describe('Names of files', () => {
  it('are safe, and each is a different one', () => {
    expect(uniqueStems(['A: b/..', 'a B', 'a b 2', 'A b', '', 'CON', 'taken'], ['taken'])).toEqual([
      'a-b',
      'a-b-2',
      'a-b-2-2',
      'a-b-3',
      'framewise',
      'framewise-con',
      'taken-2',
    ]);
  });

  it.each([
    ['a/b.c/d.TXT', { folders: ['a', 'b.c'], stem: 'd', extension: 'txt' }],
    ['a\\b\\d.x.ann', { folders: ['a', 'b'], stem: 'd.x', extension: 'ann' }],
    ['.hidden', { folders: [], stem: '.hidden', extension: '' }],
    ['', { folders: [], stem: '', extension: '' }],
  ])('are taken apart: %s', (path, parts) => {
    expect(splitPath(path)).toEqual(parts);
  });
});

describe('The list of annotators', () => {
  it('brings names and ids back', () => {
    const people = annotatorFiles(CONTENT, WRITE);
    const list = readAnnotatorList(toInput([writeAnnotatorList(people.values(), CODEBOOK)]), TOOLS);
    expect([...list]).toEqual([
      ['anna-berg', ANNA],
      ['борис-b-ltd', BORIS],
    ]);
  });

  it('has no names where they are hidden', () => {
    const people = annotatorFiles(CONTENT, { ...WRITE, hideNames: true }, ['annotator-1']);
    expect(writeAnnotatorList(people.values(), CODEBOOK)).toEqual({
      path: 'annotators.tsv',
      content: `# codebook test 1.2.0\nannotator-1-2\t${ANNA.id}\tannotator 1\nannotator-2\t${BORIS.id}\tannotator 2\n`,
    });
  });

  it('is read as far as it makes sense, in whatever folder it is', () => {
    const content = '\ufeffa\tx\tAnna\r\nb\tx\r\n\r\nc\tx\tC\tmore\r\n';
    const list = readAnnotatorList(toInput([{ path: 'x\\annotators.tsv', content }]), TOOLS);
    expect([...list]).toEqual([['a', { id: 'x', name: 'Anna' }]]);
  });
});
