import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { guessTitle } from '#core/article/proposals.ts';
import { findCategory } from '#core/codebook/codebook.ts';
import type { ExportRequest } from '#core/contract/export.ts';
import type { ImportDecision, ImportItem } from '#core/contract/import.ts';

import { describeApplied } from '../ipc/handlers/for-window.ts';
import { applyCodebookEdit } from '../codebook/codebook-service.ts';
import { nodeDisk } from '../store/disk/files.ts';
import type { Library } from '../store/library/library.ts';
import { createFaultyDisk } from '../store/testing/faulty-disk.ts';
import {
  newArticle,
  openLibrary,
  tag,
  temporaryFolder,
  SPOOL,
} from '../store/testing/library-fixture.ts';
import { ExportService } from '../export/export-service.ts';
import { createImportService, type ImportService } from './import-service.ts';
import { runParseJob } from './import-job.ts';
import { previewFormat, writeFormat } from '../export/write-format.ts';

interface Desk {
  readonly library: Library;
  readonly importer: ImportService;
  readonly exporter: ExportService;
}

let folder: ReturnType<typeof temporaryFolder>;
const open: Library[] = [];
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  for (const library of open.splice(0)) await library.close();
  folder.remove();
});
const at = (name: string): string => path.join(folder.dir, name);

/** A library of its own with the services around it, as the application puts them together. */
async function desk(name: string, more: Parameters<typeof openLibrary>[1] = {}): Promise<Desk> {
  const library = await openLibrary(at(name), { guessTitle, ...more });
  open.push(library);
  return {
    library,
    importer: createImportService({
      library,
      parse: runParseJob,
      describeApplied: (done) => describeApplied(library, done),
      now: () => new Date(),
      newId: randomUUID,
      spoolDir: SPOOL,
    }),
    exporter: new ExportService({
      library,
      previewFormat: (job) => Promise.resolve(previewFormat(job)),
      write: (job) => writeFormat(job),
      generator: 'Framewise test',
      now: () => new Date(0),
    }),
  };
}

const ALL: ExportRequest = {
  scope: { type: 'all' },
  whose: { type: 'everyone' },
  includeText: true,
  hideNames: false,
  includeDecisions: true,
  includeComments: true,
  format: 'native',
  spreadsheet: false,
};

async function exportAll(
  from: Desk,
  name: string,
  request: Partial<ExportRequest> = {},
): Promise<string> {
  const saved = await from.exporter.save({ ...ALL, ...request }, at(name));
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  return readFileSync(at(name), 'utf8');
}

async function preview(
  to: Desk,
  ...names: string[]
): Promise<{ token: string; items: readonly ImportItem[] }> {
  const previewed = await to.importer.previewPaths(names.map(at));
  if (!previewed.ok) throw new Error(JSON.stringify(previewed.error));
  return previewed.value;
}

async function importAll(to: Desk, names: string[], decision: Partial<ImportDecision> = {}) {
  const { token, items } = await preview(to, ...names);
  const decisions = items.map(({ key }) => ({ key, action: 'import' as const, ...decision }));
  const done = await to.importer.commit(token, randomUUID(), decisions);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return { items, outcome: done.value };
}

function annotationsItem(items: readonly ImportItem[]) {
  const item = items[0];
  if (item?.type !== 'annotations') throw new Error(JSON.stringify(item));
  return item;
}

async function named(from: Desk, name: string): Promise<void> {
  const annotator = { id: from.library.document.self, name, confirmed: true };
  await from.library.changeLibrary(randomUUID(), () => ({
    ok: true,
    value: { label: 'sign tags', steps: [{ op: 'put-annotator', annotator }] },
  }));
}

/** A library with tags in article 001, before and after its emoji, and in 004. */
async function taggedDesk(name = 'first'): Promise<Desk> {
  const made = await desk(name);
  await named(made, 'Anna');
  const ids = new Map(
    made.library.summaries().map(({ sourceName, id }) => [sourceName.slice(0, 3), id]),
  );
  for (const [article, start, end, category] of [
    ['001', 55, 72, 'quote'],
    ['001', 1219, 1254, 'quote'],
    ['001', 1133, 1162, 'claim'],
    ['001', 1133, 1254, 'framing'],
    ['001', 2587, 2597, 'claim'],
    ['004', 94, 109, 'framing'],
  ] as const) {
    const done = await tag(made.library, ids.get(article) ?? '', start, end, category);
    if (!done.ok) throw new Error(JSON.stringify(done.error));
  }
  return made;
}

/** What a refused import must leave exactly as it was. */
async function everything(of: Desk): Promise<string> {
  const articles = await Promise.all(
    of.library.summaries().map(async ({ id }) => {
      const read = await of.library.readArticle(id);
      return read.ok
        ? {
            ...read.value,
            document: { ...read.value.document, annotations: [...read.value.document.annotations] },
          }
        : read;
    }),
  );
  return JSON.stringify([
    [...of.library.document.annotators],
    [...of.library.document.events],
    articles,
  ]);
}

describe('export and import', () => {
  it('gives the same bytes from an empty library that took in a full export', async () => {
    const first = await taggedDesk();
    const json = await exportAll(first, 'all.json');
    const second = await desk('second', { seeds: [] });
    const { outcome, items } = await importAll(second, ['all.json'], { isSelf: true });
    expect(annotationsItem(items)).toMatchObject({
      couldBeSelf: true,
      counts: { read: 6, new: 6, duplicate: 0, refused: 0 },
      annotators: [{ name: 'Anna', tags: 6, isSelf: false }],
    });
    expect(annotationsItem(items).newArticles).toHaveLength(5);
    expect(outcome).toMatchObject({ imported: [{ name: 'all.json', tags: 6 }], failed: [] });
    expect(second.library.document.self).toBe(first.library.document.self);
    expect(second.library.document.annotators.get(first.library.document.self)).toMatchObject({
      name: 'Anna',
      confirmed: true,
    });
    expect(await exportAll(second, 'again.json')).toBe(json);
  });

  it('gives the same bytes when the tags come in as somebody else’s', async () => {
    const json = await exportAll(await taggedDesk(), 'all.json');
    const second = await desk('second', { seeds: [] });
    await importAll(second, ['all.json']);
    expect(second.library.summaries().map(({ tagCounts }) => tagCounts)).toEqual([
      {},
      {},
      {},
      {},
      {},
    ]);
    expect(await exportAll(second, 'again.json')).toBe(json);
  });

  it('adds nothing when the same file comes twice, in one go or later', async () => {
    await exportAll(await taggedDesk(), 'all.json');
    const second = await desk('second');
    await importAll(second, ['all.json', 'all.json']);
    const before = await everything(second);
    const { items, outcome } = await importAll(second, ['all.json']);
    expect(annotationsItem(items).counts).toMatchObject({ read: 6, new: 0, duplicate: 6 });
    expect(outcome.applied).toBeNull();
    expect(await everything(second)).toBe(before);
  });

  it('adds nothing when one’s own file comes back, and brings back what was deleted', async () => {
    const first = await taggedDesk();
    const json = await exportAll(first, 'all.json');
    const { items } = await importAll(first, ['all.json']);
    expect(annotationsItem(items)).toMatchObject({
      couldBeSelf: false,
      counts: { new: 0, duplicate: 6 },
      annotators: [{ isSelf: true }],
    });
    const article = first.library
      .summaries()
      .find(({ sourceName }) => sourceName.startsWith('001'));
    const read = await first.library.readArticle(article?.id ?? '');
    if (!read.ok) throw new Error('no article');
    const [gone] = [...read.value.document.annotations];
    await first.library.changeArticle(read.value.document.id, randomUUID(), () => ({
      ok: true,
      value: { label: 'delete', steps: [{ op: 'remove-annotation', id: gone?.id ?? '' }] },
    }));
    expect((await importAll(first, ['all.json'])).outcome.imported[0]?.tags).toBe(1);
    expect(await exportAll(first, 'again.json')).toBe(json);
    await first.library.undo(randomUUID());
    expect(await exportAll(first, 'undone.json')).not.toBe(json);
  });

  it('never overwrites a tag with another of the same id: the other gets an id of its own', async () => {
    const first = await taggedDesk();
    const json = await exportAll(first, 'all.json');
    writeFileSync(at('changed.json'), json.replaceAll('"note": ""', '"note": "from elsewhere"'));
    expect((await importAll(first, ['changed.json'])).outcome.imported[0]?.tags).toBe(6);
    const twice = await importAll(first, ['changed.json']);
    expect(annotationsItem(twice.items).counts).toMatchObject({ new: 0, duplicate: 6 });
    const file = JSON.parse(await exportAll(first, 'both.json'));
    const tags = file.annotationSets.flatMap(
      (set: { annotations: { id: string; note: string }[] }) => set.annotations,
    );
    expect(tags).toHaveLength(12);
    expect(new Set(tags.map(({ id }: { id: string }) => id)).size).toBe(12);
    for (const { id } of JSON.parse(json).annotationSets[0].annotations) {
      expect(tags.find((each: { id: string }) => each.id === id)).toMatchObject({ note: '' });
    }
  });

  it('keeps a colleague’s tags in a set of their own and shows whose name is not theirs', async () => {
    const first = await taggedDesk();
    await exportAll(first, 'all.json');
    const second = await desk('second');
    await named(second, 'Anna');
    const { items } = await importAll(second, ['all.json'], { isSelf: true });
    expect(annotationsItem(items)).toMatchObject({
      couldBeSelf: false,
      annotators: [{ name: 'Anna (imported)', isSelf: false }],
      newArticles: [],
    });
    expect(second.library.document.self).not.toBe(first.library.document.self);
    expect(
      second.library.summaries().every(({ tagCounts }) => Object.keys(tagCounts).length === 0),
    ).toBe(true);
    const article = second.library
      .summaries()
      .find(({ sourceName }) => sourceName.startsWith('001'));
    const opened = await second.library.openArticle(article?.id ?? '');
    expect(opened).toMatchObject({
      ok: true,
      value: { sets: [{ annotator: { id: first.library.document.self, name: 'Anna' } }] },
    });
    expect(opened.ok && opened.value.sets[0]?.annotations).toHaveLength(5);
  });

  it('reads a file without texts against the texts that are here, and says which are missing', async () => {
    const first = await taggedDesk();
    const json = await exportAll(first, 'free.json', { includeText: false });
    expect(json).not.toContain('NATO leaders held a virtual conference');
    const second = await desk('second');
    const same = await importAll(second, ['free.json']);
    expect(annotationsItem(same.items)).toMatchObject({
      counts: { read: 6, new: 6 },
      missingArticles: [],
    });
    const third = await desk('third', { seeds: [] });
    const none = await importAll(third, ['free.json']);
    expect(annotationsItem(none.items)).toMatchObject({ counts: { read: 6, new: 0, refused: 6 } });
    expect(annotationsItem(none.items).missingArticles).toHaveLength(5);
    expect(third.library.summaries()).toEqual([]);
  });

  it('keeps a tag that does not fit as a proposal, with its place and reason, and takes the others (bad inputs 42, 43)', async () => {
    const file = JSON.parse(await exportAll(await taggedDesk(), 'all.json'));
    const sets = file.annotationSets as {
      annotations: { target: { fragments: { utf16: { start: number; end: number } }[] } }[];
    }[];
    const set = sets.findIndex(({ annotations }) => annotations.length === 5);
    const fragment = sets[set]?.annotations[0]?.target.fragments[0];
    if (!fragment) throw new Error('no fragment');
    fragment.utf16.start += 1;
    fragment.utf16.end += 1;
    writeFileSync(at('bad.json'), JSON.stringify(file));
    const second = await desk('second');
    const item = annotationsItem((await importAll(second, ['bad.json'])).items);
    expect(item.counts).toEqual({
      ...{ read: 6, new: 5, duplicate: 0, refused: 0 },
      ...{ proposed: 1, orphaned: 0 },
    });
    expect(item.refused).toEqual([]);
    expect(item.unplaced).toEqual([
      {
        place: `/annotationSets/${set}/annotations/0`,
        reason:
          'The text does not have the words ““Road to Nowhere”” at this tag’s position: “Road to Nowhere”↵” is there. They may be the ones at 55.',
      },
    ]);
    const id = second.library
      .summaries()
      .find(({ sourceName }) => sourceName.startsWith('001'))?.id;
    const opened = await second.library.openArticle(id ?? '');
    if (!opened.ok) throw new Error('no article');
    expect(opened.value.sets[0]).toMatchObject({
      proposals: [
        {
          annotation: { fragments: [{ start: 56, end: 73, exact: '“Road to Nowhere”' }] },
          fragments: [{ start: 55, end: 72 }],
          rivals: 0,
        },
      ],
      orphans: [],
    });
    expect(opened.value.sets[0]?.annotations).toHaveLength(4);
    const again = await importAll(second, ['bad.json']);
    expect(again.outcome.applied).toBeNull();
  });

  it('keeps tags of another program that do not fit as proposals and orphans, and says so first', async () => {
    const made = await desk('first');
    const source = made.library.summaries().find(({ sourceName }) => sourceName.startsWith('001'));
    const read = await made.library.readArticle(source?.id ?? '');
    if (!read.ok) throw new Error('no article');
    const { text } = read.value;
    const span = (start: number, words: string) => ({
      ...{ start, end: start + words.length, text: words, label: 'Quote' },
    });
    const spans = [
      span(55, '“Road to Nowhere”'),
      span(0, '“just, credible and durable peace.”'),
      span(100, 'words that nobody wrote'),
      span(-1, 'x'),
    ];
    writeFileSync(at('tasks.jsonl'), `${JSON.stringify({ text, spans, _annotator_id: 'Bea' })}\n`);
    const item = annotationsItem((await importAll(made, ['tasks.jsonl'])).items);
    expect(item.format.title).toMatch(/^Prodigy/u);
    expect(item.counts).toEqual({
      ...{ read: 4, new: 1, duplicate: 0, refused: 1 },
      ...{ proposed: 1, orphaned: 1 },
    });
    expect(item.unplaced.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('They may be the ones at 1,219.'),
      expect.stringContaining('does not have the words “words that nobody wrote”'),
    ]);
    const opened = await made.library.openArticle(source?.id ?? '');
    if (!opened.ok) throw new Error('no article');
    expect(opened.value.sets[0]).toMatchObject({
      proposals: [{ fragments: [{ start: 1219, end: 1254 }], score: 1, rivals: 0 }],
      orphans: [{ fragments: [{ exact: 'words that nobody wrote' }] }],
    });
    expect(opened.value.sets[0]?.annotations).toHaveLength(1);
    const again = await importAll(made, ['tasks.jsonl']);
    expect(again.outcome.applied).toBeNull();
  });

  describe('of tags with labels that the codebook does not have', () => {
    const TEXT = 'Aid was promised. Nobody said “when”.\n';
    const line = (label: readonly (readonly [number, number, string])[]): string =>
      `${JSON.stringify({ text: TEXT, label })}\n`;

    it('leaves the codebook as it is unless that is asked for', async () => {
      writeFileSync(at('a.jsonl'), line([[0, 3, 'Rumour']]));
      const to = await desk('to');
      const before = to.library.document.codebook;
      const { items, outcome } = await importAll(to, ['a.jsonl']);
      expect(annotationsItem(items).unknown).toEqual({
        ...{ count: 1, first: ['Rumour'], unusable: 0, refusal: null },
      });
      expect(outcome).toMatchObject({ imported: [{ tags: 1 }], codebookVersion: null });
      expect(to.library.document.codebook).toEqual(before);
    });

    it('adds them in the step of the import, from all files, and undo takes both back', async () => {
      writeFileSync(
        at('a.jsonl'),
        line([
          [0, 3, 'Rumour'],
          [4, 7, 'Ad hominem'],
        ]),
      );
      writeFileSync(
        at('b.jsonl'),
        line([
          [8, 16, 'Rumour'],
          [18, 24, 'Irony'],
        ]),
      );
      const to = await desk('to');
      const before = to.library.document.codebook;
      const { outcome } = await importAll(to, ['a.jsonl', 'b.jsonl'], { addUnknown: true });
      const { codebook } = to.library.document;
      expect(outcome.codebookVersion).toBe(codebook.version);
      expect(
        codebook.categories
          .slice(3)
          .map(({ label }) => label)
          .sort(),
      ).toEqual([...['Ad hominem', 'Irony', 'Rumour']]);
      const added = to.library.summaries().find(({ sourceName }) => sourceName === 'a.jsonl');
      const opened = await to.library.openArticle(added?.id ?? '');
      if (!opened.ok) throw new Error('no article');
      const used = opened.value.sets.flatMap(({ annotations }) => annotations);
      expect(used).toHaveLength(4);
      for (const { category } of used) expect(findCategory(codebook, category)).toBeDefined();
      await to.library.undo(randomUUID());
      expect(to.library.document.codebook).toEqual(before);
      expect(to.library.summaries().some(({ sourceName }) => sourceName === 'a.jsonl')).toBe(false);
    });

    it('takes a colleague’s own category with its looks, also once their tags are here', async () => {
      const from = await taggedDesk();
      const edit = { library: from.library, now: () => new Date(0) };
      await applyCodebookEdit(edit, randomUUID(), { type: 'add-category', label: 'Rumour' });
      const violet = { light: '#5B4BB5', dark: '#B0A4F5' };
      await applyCodebookEdit(edit, randomUUID(), {
        ...{ type: 'update-category', category: 'rumour', patch: { color: violet, line: 'wavy' } },
      });
      await tag(from.library, from.library.summaries()[0]?.id ?? '', 0, 4, 'rumour');
      await exportAll(from, 'all.json');
      const to = await desk('to');
      await importAll(to, ['all.json']);
      expect(findCategory(to.library.document.codebook, 'rumour')).toBeUndefined();
      // Beside them, an article that is here under the same name, too.
      const here = to.library.summaries()[0];
      const read = await to.library.readArticle(here?.id ?? '');
      if (!here || !read.ok) throw new Error('no article');
      writeFileSync(at(here.sourceName), read.value.text);
      const files = ['all.json', here.sourceName];
      const { items, outcome } = await importAll(to, files, { addUnknown: true });
      expect(annotationsItem(items)).toMatchObject({
        ...{ counts: { new: 0 }, unknown: { first: ['Rumour'] } },
      });
      expect(outcome.codebookVersion).toBe('1.2.0');
      expect(findCategory(to.library.document.codebook, 'rumour')).toMatchObject({
        ...{ label: 'Rumour', color: violet, line: 'wavy' },
      });
    });

    it('stores nothing where the codebook cannot take them, and can be done without them', async () => {
      const labels = Array.from({ length: 48 }, (_, n) => [0, 3, `L${n}`] as const);
      writeFileSync(at('a.jsonl'), line(labels));
      const to = await desk('to');
      const before = await everything(to);
      const { token, items } = await preview(to, 'a.jsonl');
      expect(annotationsItem(items).unknown).toMatchObject({
        ...{ count: 48, refusal: { type: 'too-many', what: 'categories' } },
      });
      const decision = { key: items[0]?.key ?? '', action: 'import' as const };
      const refused = await to.importer.commit(token, randomUUID(), [
        { ...decision, addUnknown: true },
      ]);
      expect(refused).toMatchObject({ ok: false, error: { type: 'codebook-refuses' } });
      expect(await everything(to)).toBe(before);
      expect(await to.importer.commit(token, randomUUID(), [decision])).toMatchObject({ ok: true });
    });
  });

  describe('of an article whose text differs here', () => {
    /** A library with another version of article 001: one line more, one quote changed, one gone. */
    async function otherVersion(): Promise<{ readonly other: Desk; readonly title: string }> {
      const first = await taggedDesk();
      const summary = first.library
        .summaries()
        .find(({ sourceName }) => sourceName.startsWith('001'));
      const read = await first.library.readArticle(summary?.id ?? '');
      if (!read.ok || !summary) throw new Error('no article');
      const scope = { type: 'article' as const, articleId: summary.id };
      await exportAll(first, 'with-text.json', { scope });
      await exportAll(first, 'free.json', { scope, includeText: false });
      const { title } = summary.details;
      const text = `Updated at noon.\n${read.value.text}`
        .replace('just, credible and durable', 'just, kredible and durable')
        .replaceAll('veto', 'no');
      const other = await desk('other', { seeds: [] });
      const item = newArticle(text, 'other.txt');
      await other.library.addArticles(randomUUID(), [
        { ...item, details: { ...item.details, title } },
      ]);
      return { other, title };
    }

    it('looks for its tags in that text where the analyst says so, and proposes what is not certain', async () => {
      const { other, title } = await otherVersion();
      const target = other.library.summaries()[0]?.id ?? '';
      const { items } = await preview(other, 'free.json');
      const { homes } = annotationsItem(items);
      expect(homes).toMatchObject([{ title, tags: 5, target: { id: target, title, placed: 2 } }]);
      const [put] = homes.map((home) => home.target);
      expect((put?.proposed ?? 0) + (put?.orphaned ?? 0)).toBe(3);
      expect(annotationsItem(items)).toMatchObject({
        counts: { read: 5, new: 2, refused: 0 },
        missingArticles: [],
      });
      const article = homes[0]?.article ?? '';
      await importAll(other, ['free.json'], { onto: [{ article, target }] });
      const opened = await other.library.openArticle(target);
      if (!opened.ok) throw new Error('no article');
      const { sets, text } = opened.value;
      for (const { fragments } of sets.flatMap((set) => set.annotations)) {
        for (const { start, end, exact } of fragments) expect(text.slice(start, end)).toBe(exact);
      }
      expect(sets[0]?.annotations.map(({ fragments }) => fragments[0]?.exact)).toEqual([
        '“Road to Nowhere”',
        'Admiral Giuseppe Cavo Dragone',
      ]);
      const proposal = sets[0]?.proposals.find(({ annotation }) =>
        annotation.fragments[0]?.exact.startsWith('“just'),
      );
      const [span] = proposal?.fragments ?? [];
      expect(text.slice(span?.start, span?.end)).toBe('“just, kredible and durable peace.”');
      expect(proposal?.score).toBeLessThan(1);
      const kept = sets.reduce(
        (sum, set) => sum + set.annotations.length + set.proposals.length + set.orphans.length,
        0,
      );
      expect(kept).toBe(5);
      const again = await importAll(other, ['free.json'], { onto: [{ article, target }] });
      expect(again.outcome.applied).toBeNull();
    });

    it('adds it as an article of its own where the file has its text and nothing was said', async () => {
      const { other } = await otherVersion();
      const { items } = await importAll(other, ['with-text.json']);
      expect(annotationsItem(items).differing).toHaveLength(1);
      expect(other.library.summaries()).toHaveLength(2);
    });

    it('keeps to articles that are versions of each other, whatever is asked for', async () => {
      const { other } = await otherVersion();
      const target = other.library.summaries()[0]?.id ?? '';
      const article = 'b'.repeat(64);
      await importAll(other, ['free.json'], { onto: [{ article, target }] });
      const opened = await other.library.openArticle(target);
      expect(opened).toMatchObject({ ok: true, value: { sets: [] } });
    });
  });

  it('brings back from the trash what a file has', async () => {
    const first = await taggedDesk();
    const json = await exportAll(first, 'all.json');
    const gone = first.library.summaries()[1];
    await first.library.arrange(randomUUID(), {
      kind: 'trash-articles',
      articles: [gone?.id ?? ''],
    });
    expect(first.library.summaries()).toHaveLength(4);
    const { items } = await importAll(first, ['all.json']);
    expect(annotationsItem(items)).toMatchObject({
      counts: { new: 0, duplicate: 6 },
      newArticles: [{ id: gone?.id, title: gone?.details.title }],
    });
    expect(await exportAll(first, 'again.json')).toBe(json);
  });

  it('knows a colleague again whose import was taken back', async () => {
    const first = await taggedDesk();
    await exportAll(first, 'all.json');
    const second = await desk('second');
    await importAll(second, ['all.json']);
    await second.library.undo(randomUUID());
    expect(second.library.document.annotators.has(first.library.document.self)).toBe(false);
    await importAll(second, ['all.json']);
    expect(second.library.document.annotators.get(first.library.document.self)?.name).toBe('Anna');
  });

  it('hides names where asked, and does not learn them back', async () => {
    const first = await taggedDesk();
    const json = await exportAll(first, 'hidden.json', { hideNames: true });
    expect(json).not.toContain('Anna');
    await importAll(first, ['hidden.json']);
    expect(first.library.document.annotators.get(first.library.document.self)?.name).toBe('Anna');
  });

  it.each([
    { name: 'an empty file', content: '', reason: 'x.json is empty.' },
    {
      name: 'another product’s file',
      content: '{"format":"other"}',
      reason:
        'x.json is of no format that is known here. It looks like JSON with the names format. None of the formats of JSON that are known here has such names.',
    },
    {
      name: 'a cut file',
      content: '{"format":"framewise",',
      reason: 'x.json is incomplete: it ends at byte 22. Nothing was changed.',
    },
    {
      name: 'NULs',
      content: '\0\0\0\0',
      reason: 'x.json is damaged: there are zero bytes at byte 0. Nothing was changed.',
    },
  ])('refuses $name and changes nothing', async ({ content, reason }) => {
    const made = await desk('first');
    const before = await everything(made);
    writeFileSync(at('x.json'), content);
    const { items, outcome } = await importAll(made, ['x.json']);
    const isTable = content.startsWith('{"format":"other');
    // It may be a table of articles of which nobody knows yet which column has the text.
    const read = isTable ? { source: '0' } : {};
    expect(items).toEqual([{ type: 'refused', key: '0', name: 'x.json', reason, ...read }]);
    expect(outcome).toMatchObject({ imported: [], applied: null });
    expect(await everything(made)).toBe(before);
  });

  it('stores all of an import or nothing, whichever write fails', async () => {
    const first = await taggedDesk();
    const summary = first.library
      .summaries()
      .find(({ sourceName }) => sourceName.startsWith('004'));
    const scope = { type: 'article', articleId: summary?.id ?? '' } as const;
    const wanted = await exportAll(first, 'all.json', { scope });
    let failed = 0;
    for (let number = 1; failed === number - 1; number += 1) {
      let calls = -Infinity;
      const disk = createFaultyDisk(nodeDisk, () => {
        calls += 1;
        return calls === number ? { code: 'ENOSPC' } : 'ok';
      });
      const name = `faulty-${number}`;
      const broken = await desk(name, { seeds: [], disk, limits: { retry: 20 } });
      const { token, items } = await preview(broken, 'all.json');
      const decisions = items.map(({ key }) => ({ key, action: 'import' as const, isSelf: true }));
      calls = 0;
      const done = await broken.importer.commit(token, randomUUID(), decisions);
      if (calls >= number) failed += 1;
      calls = -Infinity;
      await open.pop()?.close();
      const after = await desk(name, { seeds: [] });
      if (after.library.summaries().length > 0) {
        expect(await exportAll(after, `after-${number}.json`)).toBe(wanted);
      } else {
        expect(done.ok).toBe(false);
        expect([...after.library.document.annotators].map((each) => each.name)).toEqual(['tester']);
      }
    }
    expect(failed).toBeGreaterThan(5);
  });
});

describe('import of articles', () => {
  const article = (items: readonly ImportItem[], index = 0) => {
    const item = items[index];
    if (item?.type !== 'article') throw new Error(JSON.stringify(item));
    return item;
  };

  it('previews a text, stores it as decided and marks the chosen furniture', async () => {
    const made = await desk('first', { seeds: [] });
    const seed = readFileSync(new URL('../../seeds/001_c577037625e26c98.txt', import.meta.url));
    writeFileSync(at('001.txt'), seed);
    const { token, items } = await preview(made, '001.txt');
    const item = article(items);
    expect(item).toMatchObject({
      name: '001.txt',
      size: 3015,
      encoding: 'utf-8',
      certainty: { type: 'certain' },
      title: 'Moscow: Excluding Russia From Security Guarantees is a “Road to Nowhere”',
      length: 2961,
      duplicateOf: null,
    });
    expect(item.firstLines.split('\n')[1]).toBe('[post-views]');
    expect(item.boilerplate).toHaveLength(11);
    const done = await made.importer.commit(token, randomUUID(), [
      {
        key: item.key,
        action: 'import',
        details: {
          title: ' My title ',
          outlet: 'Herald',
          author: null,
          url: null,
          published: '2025-08-20',
        },
        event: { title: 'Talks' },
        boilerplate: [0, 10, 10, 99],
      },
    ]);
    if (!done.ok) throw new Error(JSON.stringify(done.error));
    const [summary] = made.library.summaries();
    const event = [...made.library.document.events].find(({ title }) => title === 'Talks');
    expect(summary?.details).toMatchObject({
      title: 'My title',
      outlet: 'Herald',
      event: event?.id,
    });
    expect(done.value).toMatchObject({
      imported: [{ name: '001.txt', articleId: summary?.id, tags: 0 }],
    });
    const opened = await made.library.openArticle(summary?.id ?? '');
    if (!opened.ok) throw new Error('not open');
    expect(opened.value.text).toBe(seed.toString('utf8'));
    expect(
      [...opened.value.document.regions]
        .map(({ start, end }) => opened.value.text.slice(start, end))
        .sort(),
    ).toEqual(['Latest Videos', '[post-views]']);
    await made.library.undo(randomUUID());
    expect(made.library.summaries()).toEqual([]);
  });

  it('asks about an encoding it had to guess and reads it in another', async () => {
    const made = await desk('first', { seeds: [] });
    // “Привет, мир” in windows-1251.
    writeFileSync(at('ru.txt'), Buffer.from('cff0e8e2e5f22c20ece8f0', 'hex'));
    const { token, items } = await preview(made, 'ru.txt');
    const item = article(items);
    expect(item).toMatchObject({ encoding: 'windows-1251', certainty: { type: 'guess' } });
    expect(await made.importer.redecode(token, item.key, 'koi8-r')).toMatchObject({
      ok: true,
      value: { encoding: 'koi8-r', firstLines: 'оПХБЕР, ЛХП', certainty: { type: 'certain' } },
    });
    expect(await made.importer.redecode(token, item.key, 'utf-8')).toEqual({
      ok: false,
      error: { type: 'undecodable', encoding: 'utf-8' },
    });
    expect(await made.importer.redecode(token, item.key, 'windows-1251')).toMatchObject({
      ok: true,
    });
    await made.importer.commit(token, randomUUID(), [{ key: item.key, action: 'import' }]);
    const [summary] = made.library.summaries();
    const read = await made.library.readArticle(summary?.id ?? '');
    expect(read).toMatchObject({
      ok: true,
      value: {
        text: 'Привет, мир',
        document: { sources: [{ name: 'ru.txt', encoding: 'windows-1251', bom: false }] },
      },
    });
  });

  it('gives a text that is here a second name and no second record', async () => {
    const made = await desk('first');
    const [first] = made.library.summaries();
    const read = await made.library.readArticle(first?.id ?? '');
    if (!read.ok) throw new Error('no article');
    writeFileSync(at('copy.txt'), `\ufeff${read.value.text}`);
    writeFileSync(at('other.txt'), `${read.value.text} `);
    const { items } = await importAll(made, ['copy.txt', 'other.txt']);
    expect(article(items, 0).duplicateOf).toEqual({ id: first?.id, title: first?.details.title });
    expect(article(items, 1).duplicateOf).toBeNull();
    expect(made.library.summaries()).toHaveLength(6);
    const again = await made.library.readArticle(first?.id ?? '');
    expect(again.ok && again.value.document.sources.map(({ name, bom }) => [name, bom])).toEqual([
      [first?.sourceName, false],
      ['copy.txt', true],
    ]);
  });

  it('takes the good ones of many files and lists the others with the reason', async () => {
    const made = await desk('first', { seeds: [] });
    writeFileSync(at('good.md'), '# Heading\n\nText.');
    writeFileSync(at('empty.txt'), ' \n');
    writeFileSync(at('notes.bin'), Buffer.from([0, 1, 2, 3]));
    writeFileSync(at('report.txt'), '%PDF-1.7');
    const { items, outcome } = await importAll(made, [
      'good.md',
      'empty.txt',
      'notes.bin',
      'report.txt',
      'absent.txt',
    ]);
    expect(items.map((item) => (item.type === 'refused' ? item.reason : item.type))).toEqual([
      'article',
      'empty.txt has no text.',
      'notes.bin is not text.',
      'It is not a PDF that can be read: the file is damaged or cut short.',
      'absent.txt is not there any more. Nothing was changed.',
    ]);
    expect(outcome.imported).toHaveLength(1);
    expect(made.library.summaries()[0]?.details.title).toBe('Heading');
  });

  it('takes a pasted text as it is and refuses nothing but emptiness', async () => {
    const made = await desk('first', { seeds: [] });
    const text = 'One\r\ntwo\u2028<script>alert(1)</script> 🌐';
    const previewed = await made.importer.previewText(text);
    if (!previewed.ok) throw new Error('no preview');
    await made.importer.commit(previewed.value.token, randomUUID(), [
      { key: '0', action: 'import' },
    ]);
    const read = await made.library.readArticle(made.library.summaries()[0]?.id ?? '');
    expect(read).toMatchObject({ ok: true, value: { text } });
    expect(await made.importer.previewText(' \n')).toEqual({
      ok: false,
      error: { type: 'nothing-to-paste' },
    });
  });

  it('puts two articles that name the same new event into one', async () => {
    const made = await desk('first', { seeds: [] });
    writeFileSync(at('a.txt'), 'One text');
    writeFileSync(at('b.txt'), 'Another text');
    await importAll(made, ['a.txt', 'b.txt'], { event: { title: 'Talks' } });
    const [a, b] = made.library.summaries();
    expect(a?.details.event).toBe(b?.details.event);
    expect([...made.library.document.events].filter(({ title }) => title === 'Talks')).toHaveLength(
      1,
    );
  });

  it('stores nothing that was skipped, cancelled or not decided, and repeats its answer', async () => {
    const made = await desk('first', { seeds: [] });
    writeFileSync(at('a.txt'), 'One text');
    const first = await preview(made, 'a.txt');
    expect(
      await made.importer.commit(first.token, randomUUID(), [{ key: '0', action: 'skip' }]),
    ).toMatchObject({
      ok: true,
      value: { skipped: ['a.txt'], imported: [], applied: null },
    });
    const second = await preview(made, 'a.txt');
    made.importer.cancel(second.token);
    const gone = { ok: false, error: { type: 'no-such-preview' } };
    expect(await made.importer.commit(second.token, randomUUID(), [])).toEqual(gone);
    expect(await made.importer.redecode(second.token, '0', 'utf-8')).toEqual(gone);
    expect(made.library.summaries()).toEqual([]);
    const third = await preview(made, 'a.txt');
    const requestId = randomUUID();
    const decisions = [{ key: '0', action: 'import' as const }];
    const done = await made.importer.commit(third.token, requestId, decisions);
    expect(await made.importer.commit(third.token, requestId, decisions)).toEqual(done);
    expect(await made.importer.commit(third.token, randomUUID(), decisions)).toEqual(gone);
    expect(made.library.summaries()).toHaveLength(1);
  });
});

describe('export', () => {
  it('previews the first record and a name that every system takes', async () => {
    const made = await taggedDesk();
    const event = made.library.summaries()[0]?.details.event ?? null;
    const one = await made.exporter.preview({ ...ALL, scope: { type: 'event', event } });
    if (!one.ok) throw new Error(JSON.stringify(one.error));
    expect(one.value).toMatchObject({
      articles: 5,
      tags: 6,
      fileName: expect.stringMatching(
        /^lavrov-security-guarantees-everyone-framewise-\d{4}-\d\d-\d\d\.json$/u,
      ) as string,
    });
    expect(JSON.parse(one.value.sample).target.fragments[0]).toHaveProperty('codePoints');
    expect(await made.exporter.preview(ALL)).toMatchObject({
      value: {
        fileName: expect.stringMatching(
          /^all-articles-everyone-framewise-[-\d]{10}\.json$/u,
        ) as string,
      },
    });
    expect(await made.exporter.preview({ ...ALL, scope: { type: 'event', event: null } })).toEqual({
      ok: false,
      error: { type: 'nothing-to-export' },
    });
  });

  it('exports one article alone', async () => {
    const made = await taggedDesk();
    const summary = made.library.summaries().find(({ sourceName }) => sourceName.startsWith('004'));
    const scope = { type: 'article', articleId: summary?.id ?? '' } as const;
    const file = JSON.parse(await exportAll(made, 'one.json', { scope }));
    expect(file.articles.map(({ id }: { id: string }) => id)).toEqual([summary?.id]);
    expect(file.annotationSets).toHaveLength(1);
  });
});
