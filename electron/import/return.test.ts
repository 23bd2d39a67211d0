import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { guessTitle } from '#core/article/proposals.ts';
import type { ExportRequest } from '#core/contract/export.ts';
import { returnTo } from '#core/review/adjudication.ts';
import { contestedDecisions } from '#core/review/comment.ts';
import type { DecisionBody, ReviewEdit } from '#core/review/review-edit.ts';
import { plainDecisionBody } from '#core/review/testing/records.ts';
import type { ImportDecision, ImportItem } from '#core/contract/import.ts';

import { describeApplied } from '../ipc/handlers/for-window.ts';
import type { Library, StoredOpenedArticle } from '../store/library/library.ts';
import {
  openLibrary,
  reviewTags,
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
  /** The article that is reviewed. */
  readonly articleId: string;
}

let folder: ReturnType<typeof temporaryFolder>;
const open: Library[] = [];
/** When files are exported; decisions are made now. */
let exportTime: Date;
beforeEach(() => {
  exportTime = new Date(0);
  folder = temporaryFolder();
});
afterEach(async () => {
  for (const library of open.splice(0)) await library.close();
  folder.remove();
});
const at = (name: string): string => path.join(folder.dir, name);
const nameOf = (of: Desk): string => of.library.document.self;

async function desk(name: string): Promise<Desk> {
  const library = await openLibrary(at(name), { guessTitle });
  open.push(library);
  const annotator = { id: library.document.self, name, confirmed: true };
  await library.changeLibrary(randomUUID(), () => ({
    ok: true,
    value: { label: 'sign tags', steps: [{ op: 'put-annotator', annotator }] },
  }));
  const article = library.summaries().find(({ sourceName }) => sourceName.startsWith('001'));
  return {
    library,
    articleId: article?.id ?? '',
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
      generator: 'test',
      now: () => exportTime,
    }),
  };
}

async function mark(on: Desk, ...spans: readonly (readonly [number, number])[]): Promise<void> {
  for (const [start, end] of spans) {
    const done = await tag(on.library, on.articleId, start, end);
    if (!done.ok) throw new Error(JSON.stringify(done.error));
  }
}

async function article(of: Desk): Promise<StoredOpenedArticle> {
  const opened = await of.library.openArticle(of.articleId);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}

async function review(on: Desk, edit: ReviewEdit): Promise<void> {
  const done = await reviewTags(on.library, on.articleId, edit);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
}

const body = (about: DecisionBody['about'], more: Partial<DecisionBody>): DecisionBody =>
  plainDecisionBody({ about, ...more });

const EVERYTHING: ExportRequest = {
  scope: { type: 'all' },
  whose: { type: 'everyone' },
  includeText: true,
  hideNames: false,
  includeDecisions: true,
  includeComments: true,
  format: 'native',
  spreadsheet: false,
};

async function save(from: Desk, name: string, more: Partial<ExportRequest> = {}): Promise<string> {
  const saved = await from.exporter.save({ ...EVERYTHING, ...more }, at(name));
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  return readFileSync(at(name), 'utf8');
}

async function take(to: Desk, name: string, decision: Partial<ImportDecision> = {}) {
  const previewed = await to.importer.previewPaths([at(name)]);
  if (!previewed.ok) throw new Error(JSON.stringify(previewed.error));
  const [item] = previewed.value.items;
  if (item?.type !== 'annotations') throw new Error(JSON.stringify(item));
  const done = await to.importer.commit(previewed.value.token, randomUUID(), [
    { key: item.key, action: 'import', ...decision },
  ]);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return { item, outcome: done.value };
}

/** What is said about the article in a library, in a form that can be compared. */
async function said(of: Desk) {
  const { document, sets } = await article(of);
  return JSON.stringify([
    [...document.annotations],
    [...document.decisions],
    [...document.comments],
    sets,
  ]);
}

/** Boris has tagged, Anna has his file and one tag of her own, and has decided on his first three. */
async function reviewed(): Promise<{ readonly anna: Desk; readonly boris: Desk }> {
  const boris = await desk('Boris');
  await mark(boris, [55, 72], [644, 658], [1133, 1162], [2587, 2597]);
  await save(boris, 'boris.json', { whose: { type: 'mine' } });
  const anna = await desk('Anna');
  await mark(anna, [1219, 1254]);
  await take(anna, 'boris.json');
  const theirs = [...((await article(anna)).sets[0]?.annotations ?? [])];
  const [first, second, third] = theirs.map(({ id }) => ({ annotator: nameOf(boris), id }));
  const [mine] = [...(await article(anna)).document.annotations];
  if (!first || !second || !third || !mine) throw new Error('Tags are missing.');
  const own = { annotator: nameOf(anna), id: mine.id };
  await review(anna, {
    kind: 'decide',
    bodies: [
      body([first], { kept: [first] }),
      body([second], {
        verdict: 'edit',
        edited: {
          fragments: [{ start: 645, end: 657 }],
          category: 'quote',
          attributes: {},
          attributeSpans: {},
          aside: {},
          note: '',
          confidence: null,
        },
      }),
      body([third], { reason: 'too wide', note: 'A name alone.' }),
      body([own], { kept: [own] }),
    ],
  });
  await review(anna, {
    kind: 'add-comment',
    about: { type: 'tag', tag: third },
    parent: null,
    text: 'See the guideline.',
    contests: false,
  });
  return { anna, boris };
}

const toBoris = (boris: Desk): Partial<ExportRequest> => ({
  whose: { type: 'return', annotator: nameOf(boris) },
});

describe('a return', () => {
  it('brings the author each decision about their tags, and says so before it is stored', async () => {
    const { anna, boris } = await reviewed();
    const preview = await anna.exporter.preview({ ...EVERYTHING, ...toBoris(boris) });
    const counts = { accepted: 1, changed: 1, rejected: 1, added: 1, open: 1 };
    expect(preview).toMatchObject({
      ok: true,
      value: { articles: 1, tags: 4, decisions: 4, comments: 1, returned: counts },
    });
    const file = JSON.parse(await save(anna, 'return.json', toBoris(boris)));
    expect(file).toMatchObject({ version: 2, purpose: 'return', for: nameOf(boris) });
    expect(file.annotationSets).toHaveLength(1);
    const { item, outcome } = await take(boris, 'return.json');
    expect(item).toMatchObject({
      counts: { read: 4, new: 0, duplicate: 4 },
      decisions: { read: 4, new: 4, refused: 0 },
      comments: { read: 1, new: 1 },
      returned: { from: ['Anna'], ...counts },
      returnForOther: null,
    });
    expect(outcome.applied?.touched).toEqual([boris.articleId]);
    const { document } = await article(boris);
    const lines = returnTo(nameOf(boris), [...document.annotations], document.decisions);
    expect(lines.map(({ outcome: word }) => word).sort()).toEqual([
      'accepted',
      'added',
      'changed',
      'open',
      'rejected',
    ]);
    expect(lines.find(({ outcome: word }) => word === 'rejected')?.decision).toMatchObject({
      reason: 'too wide',
      note: 'A name alone.',
    });
    expect(boris.library.document.annotators.get(nameOf(anna))?.name).toBe('Anna');
  });

  it('adds nothing when it comes twice, and goes with one undo', async () => {
    const { anna, boris } = await reviewed();
    await save(anna, 'return.json', toBoris(boris));
    const before = await said(boris);
    await take(boris, 'return.json');
    const after = await said(boris);
    expect(after).not.toBe(before);
    const { item, outcome } = await take(boris, 'return.json');
    expect(outcome.applied).toBeNull();
    expect(item.decisions).toEqual({ read: 4, new: 0, duplicate: 4, refused: 0 });
    expect(await said(boris)).toBe(after);
    await boris.library.undo(randomUUID());
    expect(await said(boris)).toBe(before);
  });

  it('leaves tags alone that the author has changed or deleted since', async () => {
    const { anna, boris } = await reviewed();
    await save(anna, 'return.json', toBoris(boris));
    const [first, second] = [...(await article(boris)).document.annotations];
    if (!first || !second) throw new Error('Tags are missing.');
    await boris.library.changeArticle(boris.articleId, randomUUID(), () => ({
      ok: true,
      value: {
        label: 'change',
        steps: [
          { op: 'put-annotation', annotation: { ...first, note: 'since then' } },
          { op: 'remove-annotation', id: second.id },
        ],
      },
    }));
    const tags = [...(await article(boris)).document.annotations];
    const { item } = await take(boris, 'return.json');
    expect(item.counts).toMatchObject({ new: 0, duplicate: 4 });
    expect([...(await article(boris)).document.annotations]).toEqual(tags);
  });

  it('is answered by contesting, which brings the decision back to the reviewer', async () => {
    const { anna, boris } = await reviewed();
    await save(anna, 'return.json', toBoris(boris));
    await take(boris, 'return.json');
    const rejected = [...(await article(boris)).document.decisions].find(
      ({ reason }) => reason === 'too wide',
    );
    const id = rejected?.id ?? '';
    await review(boris, {
      kind: 'add-comment',
      about: { type: 'decision', id },
      parent: null,
      text: 'A name is a claim here.',
      contests: true,
    });
    const decided = [...(await article(anna)).document.decisions];
    await save(boris, 'answer.json', { whose: { type: 'mine' } });
    const { item } = await take(anna, 'answer.json');
    expect(item).toMatchObject({
      counts: { new: 0, duplicate: 4 },
      comments: { new: 1 },
      contested: 1,
    });
    const { document } = await article(anna);
    expect([...contestedDecisions(document.comments, nameOf(anna)).keys()]).toEqual([id]);
    expect([...document.decisions]).toEqual(decided);
  });

  it('takes what the reviewer has taken back from the author, in the step that can be undone', async () => {
    const { anna, boris } = await reviewed();
    await save(anna, 'old.json', toBoris(boris));
    await take(boris, 'old.json');
    const before = await said(boris);
    const [gone, ...others] = [...(await article(anna)).document.decisions];
    await review(anna, { kind: 'take-back-decisions', ids: [gone?.id ?? ''] });
    exportTime = new Date(Date.now() + 1000);
    await save(anna, 'new.json', toBoris(boris));
    const { item } = await take(boris, 'new.json');
    expect(item).toMatchObject({ decisions: { new: 0 }, withdrawn: 1 });
    expect([...(await article(boris)).document.decisions].map(({ id }) => id).sort()).toEqual(
      others.map(({ id }) => id).sort(),
    );
    await boris.library.undo(randomUUID());
    expect(await said(boris)).toBe(before);
  });

  it('says also that everything was taken back', async () => {
    const { anna, boris } = await reviewed();
    await save(anna, 'old.json', toBoris(boris));
    await take(boris, 'old.json');
    const ids = [...(await article(anna)).document.decisions].map(({ id }) => id);
    await review(anna, { kind: 'take-back-decisions', ids });
    exportTime = new Date(Date.now() + 1000);
    await save(anna, 'new.json', toBoris(boris));
    const { item } = await take(boris, 'new.json');
    expect(item).toMatchObject({ withdrawn: 4, returned: { from: ['Anna'], open: 4 } });
    expect((await article(boris)).document.decisions.size).toBe(0);
  });

  it('withdraws nothing where a decision of the file could not be read', async () => {
    const { anna, boris } = await reviewed();
    await save(anna, 'old.json', toBoris(boris));
    await take(boris, 'old.json');
    exportTime = new Date(Date.now() + 1000);
    const file = JSON.parse(await save(anna, 'new.json', toBoris(boris)));
    file.decisions[0].verdict = 'maybe';
    writeFileSync(at('bad.json'), JSON.stringify(file));
    const { item } = await take(boris, 'bad.json');
    expect(item).toMatchObject({ decisions: { refused: 1 }, withdrawn: 0 });
    expect((await article(boris)).document.decisions.size).toBe(4);
  });

  it('does not bring back what the reviewer has taken back', async () => {
    const { anna, boris } = await reviewed();
    await save(anna, 'return.json', toBoris(boris));
    await take(boris, 'return.json');
    const [gone] = [...(await article(anna)).document.decisions];
    await review(anna, { kind: 'take-back-decisions', ids: [gone?.id ?? ''] });
    await save(boris, 'everything.json');
    const { item } = await take(anna, 'everything.json');
    expect(item.decisions).toEqual({ read: 4, new: 0, duplicate: 3, refused: 1 });
    expect((await article(anna)).document.decisions.has(gone?.id ?? '')).toBe(false);
  });

  it('says nothing of a third person beyond what a decision names', async () => {
    const { anna, boris } = await reviewed();
    const clara = await desk('Clara');
    await mark(clara, [2943, 2950]);
    await save(clara, 'clara.json', { whose: { type: 'mine' } });
    await take(anna, 'clara.json');
    const json = await save(anna, 'return.json', toBoris(boris));
    expect(json).not.toContain('Clara');
    expect(json).not.toContain(nameOf(clara));
    const hidden = await save(anna, 'hidden.json', { ...toBoris(boris), hideNames: true });
    expect(hidden).not.toMatch(/Anna|Boris/u);
  });

  it('is told apart from one for somebody else', async () => {
    const { anna, boris } = await reviewed();
    await save(anna, 'return.json', toBoris(boris));
    const { item } = await take(await desk('Clara'), 'return.json');
    expect(item).toMatchObject({ returned: null, returnForOther: 'Boris' });
  });
});

describe('a newer file of the same colleague', () => {
  it('keeps the decisions, and puts their set in the place of the former one', async () => {
    const { anna, boris } = await reviewed();
    const [first] = [...(await article(boris)).document.annotations];
    if (!first) throw new Error('A tag is missing.');
    await boris.library.changeArticle(boris.articleId, randomUUID(), () => ({
      ok: true,
      value: { label: 'delete', steps: [{ op: 'remove-annotation', id: first.id }] },
    }));
    await mark(boris, [100, 110]);
    await save(boris, 'newer.json', { whose: { type: 'mine' } });
    const before = [...(await article(anna)).document.decisions];
    const { item } = await take(anna, 'newer.json');
    expect(item.annotators).toMatchObject([{ replaces: { tags: 4, gone: 1, isOlder: false } }]);
    expect([...(await article(anna)).document.decisions]).toEqual(before);
    const old = await take(anna, 'boris.json');
    expect(old.item.annotators).toMatchObject([{ replaces: { tags: 4, gone: 1, isOlder: true } }]);
  });
});

describe('the adjudicated export', () => {
  const adjudicated = (unresolved: boolean): Partial<ExportRequest> => ({
    whose: { type: 'adjudicated', unresolved },
  });

  it('is made of what was decided, names what was not, and is the same every time', async () => {
    const { anna } = await reviewed();
    const preview = await anna.exporter.preview({ ...EVERYTHING, ...adjudicated(false) });
    expect(preview).toMatchObject({
      ok: true,
      value: {
        tags: 3,
        undecided: { count: 1, first: [{ kind: 'only-theirs', words: 'veto power' }] },
      },
    });
    const json = await save(anna, 'a.json', adjudicated(false));
    expect(await save(anna, 'b.json', adjudicated(false))).toBe(json);
    const records = JSON.parse(json).adjudicated as {
      tags: { annotation: { target: { fragments: { exact: string }[] } }; provenance: object }[];
      unresolved: unknown[];
    }[];
    const record = records.find(({ tags }) => tags.length > 0);
    expect(record?.unresolved).toEqual([]);
    expect(record?.tags.map(({ annotation }) => annotation.target.fragments[0]?.exact)).toEqual([
      '“Road to Nowhere”',
      'cannot agree',
      '“just, credible and durable peace.”',
    ]);
    expect(record?.tags[1]?.provenance).toMatchObject({ verdict: 'edit', from: null });
  });

  it('names the decisions that somebody contests, and has them as they were made', async () => {
    const { anna, boris } = await reviewed();
    await save(anna, 'return.json', toBoris(boris));
    await take(boris, 'return.json');
    const decisions = [...(await article(boris)).document.decisions];
    const id = decisions.find(({ reason }) => reason === 'too wide')?.id ?? '';
    await review(boris, {
      kind: 'add-comment',
      about: { type: 'decision', id },
      parent: null,
      text: 'A name is a claim here.',
      contests: true,
    });
    await save(boris, 'answer.json', { whose: { type: 'mine' } });
    await take(anna, 'answer.json');
    const preview = await anna.exporter.preview({ ...EVERYTHING, ...adjudicated(false) });
    expect(preview).toMatchObject({
      ok: true,
      value: {
        tags: 3,
        undecided: { count: 1 },
        contested: { count: 1, first: [{ kind: 'only-theirs' }] },
      },
    });
  });

  it('has the undecided ones on request, marked, and no decisions where none are wanted', async () => {
    const { anna } = await reviewed();
    const file = JSON.parse(
      await save(anna, 'a.json', {
        ...adjudicated(true),
        includeDecisions: false,
        includeComments: false,
        format: 'native',
        spreadsheet: false,
      }),
    );
    const outcomes = file.adjudicated as { unresolved: { kind: string }[] }[];
    expect(outcomes.flatMap(({ unresolved }) => unresolved.map(({ kind }) => kind))).toEqual([
      'only-theirs',
    ]);
    expect(file).not.toHaveProperty('decisions');
    expect(file).not.toHaveProperty('comments');
  });

  it('is read, counted, and made nobody’s tags', async () => {
    const { anna, boris } = await reviewed();
    await save(anna, 'a.json', adjudicated(false));
    const { item } = await take(boris, 'a.json');
    expect(item).toMatchObject({ adjudicated: 3, counts: { read: 0 }, decisions: { new: 4 } });
    expect((await article(boris)).sets).toEqual([]);
  });
});

describe('whose tags a file has', () => {
  it('is asked about where somebody of the same name is known, who is then the same person', async () => {
    const { anna } = await reviewed();
    const again = await desk('boris at home');
    const annotator = { id: nameOf(again), name: 'BORIS ', confirmed: true };
    await again.library.changeLibrary(randomUUID(), () => ({
      ok: true,
      value: { label: 'sign tags', steps: [{ op: 'put-annotator', annotator }] },
    }));
    await mark(again, [200, 210]);
    await save(again, 'home.json', { whose: { type: 'mine' } });
    const known = (await article(anna)).sets[0]?.annotator;
    if (!known) throw new Error('Boris is not known.');
    const { item } = await take(anna, 'home.json', {
      sameAs: [{ annotator: nameOf(again), knownAs: known.id }],
    });
    expect(item.annotators).toMatchObject([{ namesake: { id: known.id, name: 'Boris' } }]);
    const { sets } = await article(anna);
    expect(sets.map(({ annotator: { id } }) => id)).toEqual([known.id]);
    expect(sets[0]?.annotations.map(({ creator }) => creator)).toEqual([known.id]);
    expect(anna.library.document.annotators.has(nameOf(again))).toBe(false);
  });

  it('leaves those apart of whom nothing was said', async () => {
    const { anna } = await reviewed();
    const other = await desk('Boris other');
    await mark(other, [200, 210]);
    await save(other, 'other.json', { whose: { type: 'mine' } });
    const { item } = await take(anna, 'other.json');
    expect(item.annotators).toMatchObject([{ namesake: null, replaces: null }]);
    expect((await article(anna)).sets).toHaveLength(2);
  });
});

describe('a file that is not whole', () => {
  it.each([
    { name: 'is cut off', spoil: (json: string) => json.slice(0, json.length - 40) },
    {
      name: 'decides twice under one key',
      spoil: (json: string) => json.replace('"verdict":', '"verdict": "keep",\n      "verdict":'),
    },
    {
      name: 'says something of a decision that the format does not know',
      spoil: (json: string) => json.replace('"verdict":', '"power": 1,\n      "verdict":'),
    },
  ])('is refused whole where it $name', async ({ spoil }) => {
    const { anna, boris } = await reviewed();
    writeFileSync(at('bad.json'), spoil(await save(anna, 'return.json', toBoris(boris))));
    const before = await said(boris);
    const previewed = await boris.importer.previewPaths([at('bad.json')]);
    const items: readonly ImportItem[] = previewed.ok ? previewed.value.items : [];
    expect(items).toMatchObject([{ type: 'refused' }]);
    expect(await said(boris)).toBe(before);
  });

  it('leaves out a decision that is there twice or contradicts itself, and takes the others', async () => {
    const { anna, boris } = await reviewed();
    const file = JSON.parse(await save(anna, 'return.json', toBoris(boris)));
    file.decisions.push(file.decisions[0]);
    file.decisions[1].kept = [{ annotator: nameOf(boris), id: randomUUID() }];
    writeFileSync(at('bad.json'), JSON.stringify(file));
    const { item } = await take(boris, 'bad.json');
    expect(item.decisions).toEqual({ read: 5, new: 3, duplicate: 0, refused: 2 });
    expect(item.refused.map(({ place }) => place)).toEqual(['/decisions/1', '/decisions/4']);
  });
});
