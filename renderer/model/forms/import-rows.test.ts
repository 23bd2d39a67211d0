import { describe, expect, it } from 'vitest';

import type { ImportItem, ImportPreview, ImportSource } from '#core/contract/import.ts';
import { trackedSentence } from '#core/sources/tracked-sentence.ts';

import {
  choiceOf,
  emptyInWords,
  importDecisions,
  importFormOf,
  itemNow,
  withChoice,
  withOptions,
  withReread,
  type ArticleItem,
} from './import-form.ts';
import {
  duplicatesForAll,
  filteredRows,
  isListOfReadings,
  onlyReading,
  rowsInWords,
  rowsOf,
  trackedForAll,
  versionsForAll,
  withDuplicates,
  withVersions,
} from './import-rows.ts';

type Reading = NonNullable<ArticleItem['reading']>;

const reading = (patch: Partial<Reading> = {}): Reading => ({
  ...{ source: 's1', item: null, words: 100, warnings: [], tracked: null, joined: [] },
  leftOut: [{ part: 'navigation', blocks: 2, words: 30 }],
  details: {
    title: { value: 'Talks', from: 'JSON-LD headline' },
    outlet: { value: 'Daily', from: 'JSON-LD publisher' },
    published: { value: 'yesterday evening', iso: '2026-03-03', from: '<time>' },
  },
  ...patch,
});

const article = (key: string, patch: Partial<ArticleItem> = {}): ArticleItem => ({
  ...{ type: 'article', key, name: `${key}.html`, size: 10, encoding: 'utf-8', title: 'Talks' },
  ...{ certainty: { type: 'certain' }, firstLines: '', length: 10, boilerplate: [] },
  ...{ duplicateOf: null, sameTextAs: null, versionOf: null, reading: reading() },
  ...patch,
});

const like = {
  target: { id: 'a'.repeat(64) },
  title: 'Talks',
  by: 'words',
  shared: 0.834,
} as const;
const duplicate = article('b', { duplicateOf: { id: 'x', title: 'Old talks' } });
const version = article('c', { versionOf: { ...like, tags: 3 } });
const refused: ImportItem = {
  type: 'refused',
  key: 'r',
  name: 'scan.pdf',
  reason: 'It is pictures.',
};

const source = (key: string, options: ImportSource['options'] = {}): ImportSource => ({
  ...{ key, name: `${key}.docx`, options, leftOut: [], columns: null },
  reader: { name: 'docx', version: 1, title: 'Word document' },
});

const formOf = (items: readonly ImportItem[], sources: readonly ImportSource[] = []) =>
  importFormOf({ token: 'token', items, sources } satisfies ImportPreview);

describe('a line of the table', () => {
  it('says title, outlet, date, words and what is left out, with the day where a date is known', () => {
    const [row] = rowsOf(formOf([article('a')]));
    expect(row).toMatchObject({
      ...{ title: 'Talks', outlet: 'Daily', published: '2026-03-03', isTaken: true },
      ...{ length: '100 words', leftOut: '30 words', notes: [] },
    });
  });

  it('counts the words that the analyst put in', () => {
    const a = article('a');
    const form = withChoice(formOf([a]), a, { kept: { indexes: [0, 1], words: 120 } });
    expect(rowsOf(form)[0]).toMatchObject({ length: '120 words', leftOut: '10 words' });
  });

  it.each<[string, ImportItem, string, string]>([
    ['a duplicate', duplicate, 'duplicate', 'Same text as “Old talks”'],
    [
      'the text of a file before it',
      article('d', { sameTextAs: 'a' }),
      'duplicate',
      'Same text as “a.html”',
    ],
    ['a version', version, 'version', 'Another version of “Talks” (83 % the same words)'],
    ['what cannot be read', refused, 'problem', 'It is pictures.'],
    [
      'tracked changes',
      article('e', {
        reading: reading({
          tracked: { insertions: 1, deletions: 2 },
          // What a reader says of it as well is said once.
          warnings: [trackedSentence({ insertions: 1, deletions: 2 }, 'rejected')],
        }),
      }),
      'hint',
      'Tracked changes: 1 insertion, 2 deletions',
    ],
    ['a warning', article('f', { reading: reading({ warnings: ['Cut.'] }) }), 'hint', 'Cut.'],
  ])('tells %s', (_name, item, kind, words) => {
    const rows = rowsOf(formOf([article('a'), item]));
    expect(rows.at(-1)?.notes).toEqual([{ kind, words }]);
  });

  it('tells a date that is none, and that nothing is left', () => {
    const a = article('a');
    const form = withChoice(formOf([a]), a, {
      published: 'soon',
      kept: { indexes: [], words: 0 },
    });
    expect(rowsOf(form)[0]?.notes.map(({ kind }) => kind)).toEqual(['problem', 'problem']);
    expect(emptyInWords(form)).toContain('Nothing of a.html is in its text.');
    expect(emptyInWords(formOf([a]))).toBeNull();
  });

  it('stands behind the others where it cannot be opened', () => {
    const rows = rowsOf(formOf([refused, article('a')]));
    expect(rows.map(({ item }) => item.key)).toEqual(['a', 'r']);
  });

  it('is found by what is wrong with it, and all are counted', () => {
    const rows = rowsOf(formOf([article('a'), duplicate, version, refused]));
    expect(filteredRows(rows, 'problems').map(({ item }) => item.key)).toEqual(['r']);
    expect(filteredRows(rows, 'versions').map(({ item }) => item.key)).toEqual(['c']);
    expect(rowsInWords(rows)).toBe(
      '2 of 4 chosen, 1 with a problem, 1 here already, 1 other version.',
    );
  });
});

describe('what is said for all', () => {
  it('is one answer for what is here already and one for other versions', () => {
    const form = formOf([article('a'), duplicate, version]);
    expect([duplicatesForAll(form), versionsForAll(form)]).toEqual(['skip', 'version']);
    const now = withVersions(withDuplicates(form, 'import'), 'apart');
    expect([duplicatesForAll(now), versionsForAll(now)]).toEqual(['import', 'apart']);
    expect(choiceOf(now, article('a'))).toMatchObject({ action: 'import' });
    expect(choiceOf(withVersions(now, 'skip'), version).action).toBe('skip');
  });

  it('is none where each was decided by itself', () => {
    const other = article('d', { versionOf: version.versionOf });
    const form = withChoice(formOf([version, other]), other, { isVersion: false });
    expect(versionsForAll(form)).toBeNull();
  });

  it('knows how tracked changes are read', () => {
    const tracked = { insertions: 1, deletions: 0 };
    const items = ['s1', 's2'].map((key) =>
      article(key, { reading: reading({ source: key, tracked }) }),
    );
    expect(trackedForAll(formOf(items, [source('s1'), source('s2')]))).toBe('accepted');
    const [one, two] = [source('s1', { tracked: 'rejected' }), source('s2')];
    expect(trackedForAll(formOf(items, [one, two]))).toBeNull();
  });
});

describe('a page or document', () => {
  it('is shown whole where it was opened alone, else one of a list', () => {
    const a = article('a');
    expect(onlyReading(formOf([a]))).toBe(a);
    expect(isListOfReadings(formOf([a]))).toBe(false);
    expect(onlyReading(formOf([a, refused]))).toBeNull();
    expect(isListOfReadings(formOf([a, refused]))).toBe(true);
    const plain = article('p', { reading: null });
    expect(onlyReading(formOf([plain]))).toBeNull();
    expect(isListOfReadings(formOf([plain, plain]))).toBe(false);
  });

  it('sends the blocks that are its text, what it is a version of, and what is known of it', () => {
    const form = withChoice(formOf([version]), version, { kept: { indexes: [1, 4], words: 9 } });
    expect(importDecisions(form)[0]).toMatchObject({
      ...{ action: 'import', kept: [1, 4], asVersionOf: like.target },
      details: { title: 'Talks', outlet: 'Daily', published: '2026-03-03' },
    });
    const apart = withChoice(form, version, { isVersion: false, kept: null });
    expect(importDecisions(apart)[0]).not.toHaveProperty('kept');
    expect(importDecisions(apart)[0]).not.toHaveProperty('asVersionOf');
  });

  it.each<[string, ImportItem[], string]>([
    ['an article’s other version', [version], 'e1'],
    [
      'other versions in one event',
      [version, article('d', { versionOf: version.versionOf })],
      'e1',
    ],
    ['an article of its own', [article('a')], ''],
    ['another version beside an article of its own', [version, article('a')], ''],
  ])('begins for %s in its event, or in none', (_, items, event) => {
    const target = like.target.id;
    const eventOf = (id: string) => (id === target ? 'e1' : null);
    expect(importFormOf({ token: 't', items, sources: [] }, eventOf).event).toBe(event);
  });

  it('keeps what was written of it when it is read in another way, and no choice of blocks', () => {
    const a = article('a');
    const form = withChoice(formOf([refused, a, duplicate], [source('s1')]), a, {
      outlet: 'Weekly',
      kept: { indexes: [1], words: 3 },
    });
    const again = article('a2', { title: 'Talks, rejected' });
    const now = withReread(form, {
      source: source('s1', { tracked: 'rejected' }),
      items: [again],
    });
    expect(now.items.map(({ key }) => key)).toEqual(['r', 'a2']);
    expect(now.sources[0]?.options).toEqual({ tracked: 'rejected' });
    expect(choiceOf(now, again)).toMatchObject({
      ...{ outlet: 'Weekly', title: 'Talks, rejected', kept: null },
    });
    expect(itemNow(now, a)).toBe(again);
    expect(itemNow(now, refused)).toBe(refused);
  });

  it('shows how it is to be read from when that was asked for', () => {
    const form = formOf([article('a')], [source('s1'), source('s2')]);
    const now = withOptions(form, 's1', { tracked: 'rejected' });
    expect(now.sources.map(({ options }) => options)).toEqual([{ tracked: 'rejected' }, {}]);
    expect(now.items).toBe(form.items);
  });

  it.each([
    ['is one of what that is now', article('a2'), { key: 'a2' }],
    ['is none where that is gone', refused, undefined],
  ])('as another version of what is read again %s', (_, again, target) => {
    const later = article('b', {
      versionOf: { ...like, tags: 0, target: { key: 'a' } },
      reading: reading({ source: 's2' }),
    });
    const form = formOf([article('a'), later], [source('s1'), source('s2')]);
    const now = withReread(form, { source: source('s1'), items: [again] });
    const item = now.items.find(({ key }) => key === 'b');
    expect(item?.type === 'article' ? item.versionOf?.target : null).toEqual(target);
  });
});
