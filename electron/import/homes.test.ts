import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { emptyDetails } from '#core/article/article.ts';
import { guessTitle } from '#core/article/proposals.ts';
import type { ImportDecision, ImportItem } from '#core/contract/import.ts';

import { describeApplied } from '../ipc/handlers/for-window.ts';
import { sha256 } from '../store/disk/sums.ts';
import type { Library } from '../store/library/library.ts';
import {
  newArticle,
  openLibrary,
  temporaryFolder,
  SPOOL,
} from '../store/testing/library-fixture.ts';
import { runParseJob } from './import-job.ts';
import { createImportService, type ImportService } from './import-service.ts';
import { proposeName } from './reading/stand-in.ts';

let folder: ReturnType<typeof temporaryFolder>;
let library: Library;
let importer: ImportService;
beforeEach(async () => {
  folder = temporaryFolder();
  library = await openLibrary(at('library'), { guessTitle, seeds: [] });
  importer = createImportService({
    library,
    parse: runParseJob,
    describeApplied: (done) => describeApplied(library, done),
    now: () => new Date(),
    newId: randomUUID,
    spoolDir: SPOOL,
  });
});
afterEach(async () => {
  await library.close();
  folder.remove();
});
const at = (name: string): string => path.join(folder.dir, name);

/** Writes files and answers their paths; the names may have folders. */
function write(files: Readonly<Record<string, string | Uint8Array>>): string[] {
  return Object.entries(files).map(([name, content]) => {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), content);
    return at(name);
  });
}

const FERRY = 'The ferry company promised “a new timetable” on Monday.\nUnions spoke of a trick.\n';
const BRIDGE = 'The mayor wants “a bridge by spring”.\nCritics asked who would pay for it.\n';

/** Puts articles into the library and answers their ids. */
async function put(
  ...articles: { text: string; name?: string; url?: string; title?: string }[]
): Promise<string[]> {
  const items = articles.map(({ text, name = 'text.txt', ...details }) => {
    const item = newArticle(text, name);
    return { ...item, details: { ...emptyDetails(guessTitle(text)), ...details } };
  });
  const done = await library.addArticles(randomUUID(), items);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return articles.map(({ text }) => sha256(text));
}

/** A web annotation of some words. */
const onWords = (source: string, exact: string) => ({
  '@context': 'http://www.w3.org/ns/anno.jsonld',
  ...{ type: 'Annotation', id: `#${exact}` },
  body: [{ type: 'TextualBody', value: 'Quote', purpose: 'tagging' }],
  target: { source, selector: { type: 'TextQuoteSelector', exact } },
});

async function preview(paths: readonly string[]) {
  const found = await importer.previewPaths(paths);
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
}

function tagsIn(items: readonly ImportItem[], index = 0) {
  const item = items.filter(({ type }) => type === 'annotations')[index];
  if (item?.type !== 'annotations') throw new Error(JSON.stringify(items));
  return item;
}

async function commit(
  token: string,
  items: readonly ImportItem[],
  decision: Partial<ImportDecision> = {},
) {
  const decisions = items.map(({ key }) => ({ key, action: 'import' as const, ...decision }));
  const done = await importer.commit(token, randomUUID(), decisions);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return done.value;
}

/** Whose tags stand on which words of an article. */
async function setsOf(articleId: string) {
  const opened = await library.openArticle(articleId);
  if (!opened.ok) throw new Error('no article');
  return opened.value.sets.map(({ annotator, annotations }) => ({
    by: annotator.name,
    words: annotations.map(({ fragments }) => fragments.map(({ exact }) => exact).join(' ')),
  }));
}

const jsonld = (...annotations: readonly object[]): string => JSON.stringify(annotations);

describe('the article of tags whose file has no text', () => {
  it.each([
    {
      by: 'address',
      article: { url: 'https://www.example.org/ferry/' },
      file: { 'w.jsonld': jsonld(onWords('http://example.org/ferry#top', 'a new timetable')) },
    },
    {
      by: 'file-name',
      article: { name: 'ferry.txt', title: 'Another title' },
      file: { 'ferry.ann': 'T1\tQuote 27 44\t“a new timetable”\n' },
    },
    {
      by: 'file-name',
      article: { name: 'ferry.html', title: 'Another title' },
      file: { 'w.jsonld': jsonld(onWords('file:///C:/corpus/ferry.txt', 'a new timetable')) },
    },
    {
      by: 'words',
      article: {},
      file: { 'x7.jsonld': jsonld(onWords('https://example.org/x7', 'a new timetable')) },
    },
    {
      by: 'words',
      article: { url: 'https://example.org/other' },
      file: { 'x7.ann': 'T1\tQuote 27 44\t“a new timetable”\n' },
    },
  ])('is found by $by: $file', async ({ by, article, file }) => {
    const [ferry] = await put({ text: FERRY, ...article }, { text: BRIDGE, name: 'bridge.txt' });
    const { token, items } = await preview(write(file));
    const item = tagsIn(items);
    expect(item.homes).toMatchObject([
      { tags: 1, target: { id: ferry, by, placed: 1, proposed: 0, orphaned: 0 } },
    ]);
    expect(item).toMatchObject({ counts: { read: 1, new: 1, refused: 0 }, missingArticles: [] });
    await commit(token, items);
    expect(library.summaries()).toHaveLength(2);
    const [set] = await setsOf(ferry ?? '');
    expect(set?.words.join()).toContain('a new timetable');
  });

  it('is the one of several of its name in which its words stand', async () => {
    const [, bridge] = await put(
      { text: FERRY, name: 'story.txt' },
      { text: BRIDGE, name: 'story.txt' },
    );
    const { items } = await preview(
      write({ 'story.ann': 'T1\tQuote 17 37\t“a bridge by spring”\n' }),
    );
    expect(tagsIn(items).homes).toMatchObject([{ target: { id: bridge, by: 'file-name' } }]);
  });

  it('is not the one of its name where its words stand in another', async () => {
    const [ferry] = await put({ text: FERRY }, { text: BRIDGE, name: 'all.txt' });
    const { items } = await preview(
      write({ 'all.jsonld': jsonld(onWords('urn:x', 'a new timetable')) }),
    );
    expect(tagsIn(items).homes).toMatchObject([{ target: { id: ferry, by: 'words' } }]);
  });

  it('is the one in which most of its words stand', async () => {
    const [ferry, bridge] = await put({ text: FERRY }, { text: BRIDGE });
    const words = ['The', 'by spring', 'Critics asked who would pay', 'nobody wrote this'];
    const { items } = await preview(
      write({ 'w.jsonld': jsonld(...words.map((each) => onWords('urn:x', each))) }),
    );
    expect(tagsIn(items).homes).toMatchObject([
      { tags: 4, target: { id: bridge, by: 'words', placed: 3 }, candidates: [ferry] },
    ]);
  });

  it('finds the one of several texts with the same words by what stands around them', async () => {
    const again = 'A paper wrote of “a new timetable” in May.\n';
    const [ferry, other] = await put({ text: FERRY }, { text: again });
    const source = 'https://news.example/unknown';
    const inContext = onWords(source, '“a new timetable”');
    const selector = {
      ...inContext.target.selector,
      prefix: 'A paper wrote of ',
      suffix: ' in May',
    };
    const items = await preview(
      write({
        'around.jsonld': JSON.stringify({ ...inContext, target: { source, selector } }),
        'alone.jsonld': JSON.stringify(inContext),
      }),
    ).then((found) => found.items);
    expect(tagsIn(items).homes).toMatchObject([
      { target: { id: other, by: 'words', placed: 1 }, candidates: [ferry] },
    ]);
    const [alone] = tagsIn(items, 1).homes;
    expect(alone).toMatchObject({ target: null, isUnsought: false });
    expect([...(alone?.candidates ?? [])].sort()).toEqual([ferry, other].sort());
  });

  it('says of how many articles the words were not looked for', async () => {
    await put({ text: FERRY });
    const many = Array.from({ length: 300 }, (_, index) =>
      onWords(`https://news.example/${index}`, `words that are nowhere ${index}`),
    );
    const { items } = await preview(write({ 'many.json': JSON.stringify(many) }));
    const unsought = tagsIn(items).homes.filter(({ isUnsought }) => isUnsought);
    expect(unsought).toHaveLength(50);
  });

  it('is left to the analyst where its words stand in several or in none, the likely ones first', async () => {
    const [ferry, bridge] = await put({ text: FERRY }, { text: BRIDGE });
    const { token, items } = await preview(
      write({
        'several.jsonld': jsonld(onWords('urn:x', 'The')),
        'none.jsonld': jsonld(onWords('urn:x', 'nobody wrote this')),
      }),
    );
    const several = tagsIn(items, 0);
    expect(several.homes).toMatchObject([{ target: null }]);
    expect([...(several.homes[0]?.candidates ?? [])].sort()).toEqual([ferry, bridge].sort());
    expect(several).toMatchObject({
      counts: { read: 1, new: 0, refused: 1 },
      missingArticles: [{ title: 'urn:x' }].map(() => expect.anything()),
    });
    expect(tagsIn(items, 1).homes).toMatchObject([{ target: null, candidates: [] }]);

    const { article } = several.homes[0] ?? { article: '' };
    const decision = { key: several.key, action: 'import' as const };
    const onto = [{ article, target: bridge ?? '' }];
    const chosen = await importer.reconsider(token, { ...decision, onto });
    expect(chosen).toMatchObject({
      ok: true,
      value: {
        counts: { read: 1, new: 1, refused: 0 },
        homes: [{ target: { id: bridge, by: 'chosen', placed: 1 } }],
        missingArticles: [],
      },
    });
    const done = await importer.commit(token, randomUUID(), [{ ...decision, onto }]);
    expect(done).toMatchObject({ ok: true, value: { imported: [{ tags: 1 }] } });
    expect(await setsOf(bridge ?? '')).toEqual([{ by: 'several.jsonld', words: ['The'] }]);
    expect(await setsOf(ferry ?? '')).toEqual([]);
  });

  it('gets nothing where the analyst leaves it out', async () => {
    const [ferry] = await put({ text: FERRY });
    const { token, items } = await preview(
      write({ 'w.jsonld': jsonld(onWords('urn:x', 'a new timetable')) }),
    );
    const left = await importer.reconsider(token, {
      ...{ key: tagsIn(items).key, action: 'import', onto: [] },
    });
    expect(left).toMatchObject({ value: { homes: [{ target: null }], counts: { refused: 1 } } });
    await commit(token, items, { onto: [] });
    expect(await setsOf(ferry ?? '')).toEqual([]);
  });

  it('is one here for two of the file, and no tag takes the place of another', async () => {
    const [ferry] = await put({ text: FERRY, url: 'https://example.org/ferry' });
    const { token, items } = await preview(
      write({
        'w.jsonld': jsonld(
          onWords('https://example.org/ferry', 'a new timetable'),
          onWords('http://example.org/ferry/', 'a trick'),
        ),
      }),
    );
    await commit(token, items);
    expect(await setsOf(ferry ?? '')).toEqual([
      { by: 'w.jsonld', words: ['a new timetable', 'a trick'] },
    ]);
  });
});

describe('whose the tags are that a file names nobody for', () => {
  const line = (...label: readonly (readonly [number, number, string])[]): string =>
    `${JSON.stringify({ text: FERRY, label })}\n`;
  const ANNA = line([27, 44, 'Quote'], [72, 79, 'Framing']);
  const BERT = line([28, 43, 'Quote']);

  it('are two people’s where two files of one name come from two folders, at once or one after the other', async () => {
    const paths = write({ 'anna/all.jsonl': ANNA, 'bert/all.jsonl': BERT });
    const both = await preview(paths);
    expect(both.items).toMatchObject([
      { annotators: [{ name: 'anna/all.jsonl', standIn: { proposed: 'anna' }, tags: 2 }] },
      { annotators: [{ name: 'bert/all.jsonl', standIn: { proposed: 'bert' }, tags: 1 }] },
    ]);
    await commit(both.token, both.items);
    const id = library.summaries()[0]?.id ?? '';
    const expected = [
      { by: 'anna', words: ['“a new timetable”', 'a trick'] },
      { by: 'bert', words: ['a new timetable'] },
    ];
    const sorted = async () => (await setsOf(id)).sort((a, b) => a.by.localeCompare(b.by));
    expect(await sorted()).toEqual(expected);
    await library.undo(randomUUID());
    for (const each of paths) {
      const { token, items } = await preview([each]);
      expect(tagsIn(items).annotators).toMatchObject([{ replaces: null }]);
      await commit(token, items);
    }
    expect(await sorted()).toEqual(expected);
    // The same file once more is the same person’s and adds nothing.
    const again = await preview([paths[0] ?? '']);
    expect(tagsIn(again.items).counts).toMatchObject({ new: 0, duplicate: 2 });
    expect((await commit(again.token, again.items)).applied).toBeNull();
  });

  it('are two people’s where a later export has the same path', async () => {
    for (const content of [ANNA, BERT]) {
      const { token, items } = await preview(write({ 'Downloads/all.jsonl': content }));
      expect(tagsIn(items).annotators).toMatchObject([{ standIn: { proposed: '' } }]);
      await commit(token, items);
    }
    const sets = await setsOf(library.summaries()[0]?.id ?? '');
    expect(sets.map(({ by }) => by).sort()).toEqual(['all.jsonl', 'all.jsonl (2)']);
    expect(sets.flatMap(({ words }) => words)).toHaveLength(3);
  });

  it('are told apart by a number where two get one name, on the same article', async () => {
    const paths = write({ 'one.jsonl': ANNA, 'two.jsonl': BERT });
    const { token, items } = await preview(paths);
    await commit(token, items, { annotatorName: 'Ann' });
    const sets = await setsOf(library.summaries()[0]?.id ?? '');
    expect(sets.map(({ by }) => by).sort()).toEqual(['Ann', 'Ann (2)']);
  });

  it('are one person’s where several get one name, on different articles', async () => {
    const other = JSON.stringify({ text: BRIDGE, label: [[17, 37, 'Quote']] });
    const { token, items } = await preview(write({ 'one.jsonl': ANNA, 'two.jsonl': `${other}\n` }));
    await commit(token, items, { annotatorName: 'Ann' });
    const people = [...library.document.annotators].filter(({ name }) => name.startsWith('Ann'));
    expect(people.map(({ name }) => name)).toEqual(['Ann']);
  });

  it('are those of somebody known here where the analyst says so, and it is said what they replace', async () => {
    const first = await preview(write({ 'one.jsonl': ANNA }));
    await commit(first.token, first.items, { annotatorName: 'Ann' });
    const ann = [...library.document.annotators].find(({ name }) => name === 'Ann')?.id ?? '';
    const { token, items } = await preview(write({ 'two.jsonl': BERT }));
    const item = tagsIn(items);
    const sameAs = [{ annotator: item.annotators[0]?.id ?? '', knownAs: ann }];
    const decision = { key: item.key, action: 'import' as const, sameAs };
    expect(await importer.reconsider(token, decision)).toMatchObject({
      value: {
        annotators: [{ takenAs: { id: ann, name: 'Ann' }, replaces: { tags: 2, gone: 2 } }],
      },
    });
    await importer.commit(token, randomUUID(), [decision]);
    expect(await setsOf(library.summaries()[0]?.id ?? '')).toEqual([
      { by: 'Ann', words: ['a new timetable'] },
    ]);
  });

  it('are one’s own where the analyst says so', async () => {
    const { token, items } = await preview(write({ 'one.jsonl': ANNA }));
    const annotator = tagsIn(items).annotators[0]?.id ?? '';
    const self = library.document.self;
    await commit(token, items, { sameAs: [{ annotator, knownAs: self }] });
    const [summary] = library.summaries();
    expect(summary?.tagCounts).toEqual({ quote: 1, framing: 1 });
    expect([...library.document.annotators]).toHaveLength(1);
  });
});

describe('whose the tags are that a file names somebody for', () => {
  const task = (start: number, words: string, by: string): string =>
    `${JSON.stringify({
      text: FERRY,
      spans: [{ start, end: start + words.length, text: words, label: 'Quote' }],
      _annotator_id: by,
    })}\n`;

  it('can be kept beside those of the same name that are here', async () => {
    const first = await preview(write({ 'a.jsonl': task(28, 'a new timetable', 'Kim') }));
    await commit(first.token, first.items);
    const { token, items } = await preview(write({ 'b.jsonl': task(72, 'a trick', 'Kim') }));
    const item = tagsIn(items);
    expect(item.annotators).toMatchObject([
      { name: 'Kim', standIn: null, replaces: { tags: 1, gone: 1 } },
    ]);
    const apart = item.annotators.map(({ id }) => id);
    const decision = { key: item.key, action: 'import' as const, apart };
    expect(await importer.reconsider(token, decision)).toMatchObject({
      value: { annotators: [{ id: apart[0], replaces: null }], counts: { new: 1 } },
    });
    await importer.commit(token, randomUUID(), [decision]);
    const sets = await setsOf(library.summaries()[0]?.id ?? '');
    expect(sets.sort((a, b) => a.by.localeCompare(b.by))).toEqual([
      { by: 'Kim', words: ['a new timetable'] },
      { by: 'Kim (2)', words: ['a trick'] },
    ]);
  });
});

describe('the name that a path proposes', () => {
  it.each([
    ['anna', 'all.jsonl', 'anna'],
    ['Jean-Luc Ó Brien', 'export.json', 'Jean-Luc Ó Brien'],
    ['Мария', 'annotations_2024-01-01.csv', 'Мария'],
    ['Downloads', 'all.jsonl', ''],
    ['my project', 'data.jsonl', ''],
    ['anna', 'berlin.jsonl', ''],
    ['2024', 'all.jsonl', ''],
    ['', 'all.jsonl', ''],
  ])('is, for %s/%s, “%s”', (parent, file, name) => {
    expect(proposeName(parent, file)).toBe(name);
  });
});

describe('Tags in another encoding than UTF-8', () => {
  const TEXT = 'Le maire de Nîmes a dit « rien ».\n';
  const latin = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
  const encodingsIn = (item: ImportItem | undefined) =>
    item?.type === 'annotations'
      ? item.encodings
          .map(({ name, encoding, certainty }) => [name, encoding, certainty.type])
          .sort()
      : item;

  it('are read by a guess, which is said, and once more in what the analyst chooses', async () => {
    const [ann = ''] = write({
      'a.ann': latin('T1\tPlace 12 17\tNîmes\nT2\tQuote 24 32\t« rien »\n'),
      'a.txt': latin(TEXT),
    });
    const preview = await importer.previewPaths([ann]);
    if (!preview.ok) throw new Error(JSON.stringify(preview.error));
    const { token, items } = preview.value;
    expect(encodingsIn(items[0])).toEqual([
      ['a.ann', 'windows-1252', 'guess'],
      ['a.txt', 'windows-1252', 'guess'],
    ]);
    expect(items).toMatchObject([{ counts: { read: 2, new: 2 }, unplaced: [] }]);
    const again = await importer.redecode(token, items[0]?.key ?? '', 'windows-1250');
    if (!again.ok) throw new Error(JSON.stringify(again.error));
    expect(encodingsIn(again.value)).toEqual([
      ['a.ann', 'windows-1250', 'certain'],
      ['a.txt', 'windows-1250', 'certain'],
    ]);
    expect(again.value).toMatchObject({ name: 'a.ann', counts: { read: 2 }, unplaced: [] });
    expect(await importer.redecode(token, items[0]?.key ?? '', 'utf-16le')).toMatchObject({
      ok: false,
      error: { type: 'undecodable', encoding: 'utf-16le' },
    });
  });

  it('say nothing of it where they are in UTF-8', async () => {
    const preview = await importer.previewPaths(write({ 'a.conll': 'Nîmes B-LOC\nrit O\n' }));
    expect(preview).toMatchObject({ value: { items: [{ encodings: [] }] } });
  });
});
