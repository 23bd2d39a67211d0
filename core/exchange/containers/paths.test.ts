import { describe, expect, it } from 'vitest';

import { namesApart, peopleOfFiles, splitPath } from './paths.ts';

describe('A path', () => {
  it.each([
    ['a/b.c/d.TXT', { folders: ['a', 'b.c'], stem: 'd', extension: 'txt' }],
    ['a\\b\\d.x.ann', { folders: ['a', 'b'], stem: 'd.x', extension: 'ann' }],
    ['.hidden', { folders: [], stem: '.hidden', extension: '' }],
    ['', { folders: [], stem: '', extension: '' }],
  ])('is taken apart: %s', (path, parts) => {
    expect(splitPath(path)).toEqual(parts);
  });
});

describe('What tells paths apart', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['the name of one', ['x/anna.jsonl'], ['anna']],
    ['names of files', ['x/anna.jsonl', 'x/bert.jsonl'], ['anna', 'bert']],
    ['names of folders', ['anna/all.jsonl', 'bert/all.jsonl'], ['anna', 'bert']],
    ['folders in the middle', ['x/anna/y/all.json', 'x/bert/y/all.json'], ['anna', 'bert']],
    ['what follows a dot', ['x/s.anna.ann', 'x/s.bert.ann'], ['anna', 'bert']],
    ['what follows a line', ['x/s_t_anna.ann', 'x/s_t_bert.ann'], ['anna', 'bert']],
    ['what follows a dash', ['x/2024-05-anna.ann', 'x/2024-05-bert.ann'], ['anna', 'bert']],
    ['what stands before a dot', ['x/anna.s.ann', 'x/bert.s.ann'], ['anna', 'bert']],
    ['what stands before a line', ['x/anna_s_1.ann', 'x/bert_s_1.ann'], ['anna', 'bert']],
    ['what follows in brackets', ['x/s (anna).ann', 'x/s (bert).ann'], ['anna', 'bert']],
    ['what stands in brackets before', ['x/[anna] s.ann', 'x/[bert] s.ann'], ['anna', 'bert']],
    ['several words', ['x/s_t.anna.berg.ann', 'x/s_t.bert.ann'], ['anna.berg', 'bert']],
    ['folders and names', ['a/one.json', 'b/two.json'], ['a/one', 'b/two']],
    ['nothing of its own', ['x/s.ann', 'x/s.anna.ann'], ['s', 'anna']],
    ['an extension alone', ['s.json', 's.csv'], ['s', 's (2)']],
    ['Windows folders', ['C:\\anna\\a.csv', 'C:\\bert\\a.csv'], ['anna', 'bert']],
  ])('is %s', (_, paths, names) => {
    expect(namesApart(paths)).toEqual(names);
  });
});

describe('Whose files are that name nobody', () => {
  it.each<[string, Record<string, string>]>([
    ['those of their names', { 'x/anna.json': 'anna', 'x/bert.json': 'bert' }],
    [
      'those of their folders, where a name is in several',
      {
        'anna/a.json': 'anna',
        'anna/b.json': 'anna',
        'bert/a.json': 'bert',
        'carl/c.json': 'carl',
      },
    ],
    ['those of what their folders differ in', { 'x/anna/a': 'anna', 'x/bert/a': 'bert' }],
    ['those of a folder, and of the one around it', { 'x/a.json': 'x', 'x/anna/a.json': 'anna' }],
    ['those of no folder, by their names', { 'a.json': 'a', 'anna/a.json': 'anna' }],
  ])('are %s', (_, people) => {
    expect(Object.fromEntries(peopleOfFiles(Object.keys(people)))).toEqual(people);
  });
});

describe('namesApart of nothing', () => {
  it('is nothing', () => {
    expect(namesApart([])).toEqual([]);
  });
});
