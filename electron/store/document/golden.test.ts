import { cpSync, readFileSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { compareText } from '#core/collections/order.ts';
import { compareTags } from '#core/tags/tag.ts';
import { ARTICLE_SCHEMA } from '#core/article/document.ts';
import { EVENT_SCHEMA } from '#core/event/document.ts';
import { LIBRARY_SCHEMA } from '#core/library/document.ts';
import { compareDecisions, standingTags } from '#core/review/decision.ts';

import { ARTICLE_KIND, EVENT_KIND, LIBRARY_KIND } from './files/kind.ts';
import { DocumentStore } from './document-store.ts';
import { nodeDisk } from '../disk/files.ts';
import { alsoOf } from '../library/changes/library-line.ts';
import { codebook, temporaryFolder } from '../testing/library-fixture.ts';
import { STORE_LIMITS } from './options.ts';

const GOLDEN = path.resolve('electron/store/golden');

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

function opsOf(steps: readonly unknown[]): string[] {
  return steps.map((step) => (step as { op: string }).op);
}

function copyOf(name: string): {
  disk: typeof nodeDisk;
  folder: string;
  now: () => Date;
  nextOrder: () => number;
  limits: typeof STORE_LIMITS;
} {
  cpSync(path.join(GOLDEN, name), folder.dir, { recursive: true });
  // Under a name that no formatter touches: a changed space would break the sum.
  renameSync(path.join(folder.dir, 'snapshot.golden'), path.join(folder.dir, 'doc.json'));
  return {
    disk: nodeDisk,
    folder: folder.dir,
    now: () => new Date(),
    nextOrder: () => 1000,
    limits: STORE_LIMITS,
  };
}

describe('files of every schema that was ever written', () => {
  it('are in the repository', () => {
    const expected = [
      ...Array.from({ length: ARTICLE_SCHEMA }, (_, n) => `article-schema-${n + 1}`),
      ...Array.from({ length: LIBRARY_SCHEMA }, (_, n) => `library-schema-${n + 1}`),
      ...Array.from({ length: EVENT_SCHEMA }, (_, n) => `event-schema-${n + 1}`),
    ];
    expect(readdirSync(GOLDEN).sort()).toEqual(expected.sort());
  });

  it('give the same article, snapshot and journal together', async () => {
    const opened = await DocumentStore.open({ ...copyOf('article-schema-1'), kind: ARTICLE_KIND });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const { document, replayed, damage, recent } = opened.value;
    expect(damage).toBeNull();
    expect(replayed.map(({ label }) => label)).toEqual(['tag framing']);
    expect(recent.map(({ line }) => `${line.kind} ${line.label}`)).toEqual([
      'do tag quote',
      'do tag claim',
      'do mark boilerplate',
      'do edit article details',
      'undo edit article details',
      'do tag framing',
    ]);
    const tags = [...document.annotations].sort(compareTags);
    expect(
      tags.map(({ category, fragments }) => [category, ...fragments.map(({ exact }) => exact)]),
    ).toEqual([
      ['framing', 'Moscow'],
      ['quote', '“Road to Nowhere”'],
      ['claim', 'cannot agree', '“just, credible and durable peace.”'],
    ]);
    expect(tags[1]).toMatchObject({
      attributes: { quoteType: 'direct', speaker: 'Sergei Lavrov' },
      attributeSpans: { speaker: { exact: 'Admiral Giuseppe Cavo Dragone' } },
      note: 'first',
      confidence: 'high',
    });
    expect([...document.regions]).toMatchObject([{ kind: 'boilerplate', start: 78, end: 90 }]);
    expect(document.details).toMatchObject({ outlet: null, done: false });
  });

  it('give the same library', async () => {
    const opened = await DocumentStore.open({ ...copyOf('library-schema-1'), kind: LIBRARY_KIND });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const { document } = opened.value;
    expect(document.annotators.get(document.self)).toMatchObject({
      name: 'Analyst A',
      confirmed: true,
    });
    expect([...document.events].map(({ title }) => title)).toEqual([
      'Lavrov – security guarantees',
    ]);
    expect(document.codebook.id).toBe(codebook.id);
  });

  it('give the sets of other annotators, and what undoing their import puts back', async () => {
    const opened = await DocumentStore.open({ ...copyOf('article-schema-2'), kind: ARTICLE_KIND });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const { document, replayed, damage } = opened.value;
    expect(damage).toBeNull();
    const set = (digit: string): object => ({
      id: '22222222-2222-4222-8222-222222222222',
      sha256: digit.repeat(64),
    });
    expect([...document.sets]).toEqual([set('2')]);
    expect(replayed.map(({ inverse }) => inverse)).toEqual([[{ op: 'put-set', set: set('1') }]]);
    // What was written by schema 1 is still there.
    expect(document.annotations.size).toBe(3);
    expect(opened.value.recent.map(({ line }) => line.schema)).toEqual([1, 1, 1, 1, 1, 1, 2, 2]);
  });

  it('give the reviewers’ words and what is said of them', async () => {
    const opened = await DocumentStore.open({ ...copyOf('article-schema-3'), kind: ARTICLE_KIND });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const { document, damage } = opened.value;
    expect(damage).toBeNull();
    const decisions = [...document.decisions].sort(compareDecisions);
    expect(decisions.map(({ verdict, kept, reason }) => [verdict, kept.length, reason])).toEqual([
      ['keep', 1, null],
      ['keep', 0, 'not a quotation'],
    ]);
    expect(decisions.flatMap(standingTags)).toEqual([
      [...document.annotations].sort(compareTags)[0],
    ]);
    expect([...document.comments].map(({ text }) => text)).toEqual(['See page 2.']);
    expect(document.annotations.size).toBe(3);
  });

  it('give where tags of another version of the text belong', async () => {
    const opened = await DocumentStore.open({ ...copyOf('article-schema-4'), kind: ARTICLE_KIND });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const { document, damage, replayed } = opened.value;
    expect(damage).toBeNull();
    expect(replayed.map(({ label }) => label)).toEqual(['no place here', 'place tag']);
    const words = [...document.placements].sort(compareDecisions);
    expect(
      words.map(({ original, placed }) => [
        original.fragments[0]?.exact,
        placed?.fragments[0]?.exact ?? null,
      ]),
    ).toEqual([
      ['“Road to nowhere!”', '“Road to Nowhere”'],
      ['a word', null],
      ['Nowhere Road', '“Road to Nowhere”'],
    ]);
    expect([document.decisions.size, document.comments.size]).toEqual([2, 1]);
  });

  it('give the receipt of a source, the earlier version and the tags that came with it', async () => {
    const opened = await DocumentStore.open({ ...copyOf('article-schema-5'), kind: ARTICLE_KIND });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const { document, damage, replayed } = opened.value;
    expect(damage).toBeNull();
    expect(document.sources.map(({ receipt }) => receipt)).toEqual([undefined, '6'.repeat(64)]);
    expect(document.details.versionOf).toBe('8'.repeat(64));
    const [carried] = document.carried;
    expect(carried?.from).toEqual({
      article: '7'.repeat(64),
      tag: '70000000-0000-4000-8000-000000000007',
    });
    expect(document.annotations.has(carried?.id ?? '')).toBe(true);
    expect(replayed.map(({ inverse }) => inverse)).toEqual([
      [
        { op: 'remove-carried', id: carried?.id },
        { op: 'set-details', details: { versionOf: null } },
      ],
      [{ op: 'set-details', details: { versionOf: '7'.repeat(64) } }],
    ]);
  });

  it('give the parts of an import in the library’s own line', async () => {
    const opened = await DocumentStore.open({ ...copyOf('library-schema-2'), kind: LIBRARY_KIND });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const { document, recent } = opened.value;
    expect([...document.annotators].map(({ name }) => name).sort()).toEqual([
      'Analyst A',
      'Analyst B',
    ]);
    const parts = recent.flatMap(({ line }) => alsoOf(line).parts);
    expect(parts.map(({ steps, inverse }) => [...steps, ...inverse].map(({ op }) => op))).toEqual([
      ['put-set', 'remove-set'],
      ['put-set', 'put-set'],
    ]);
  });

  it('give the list of people, and what undoing its changes puts back', async () => {
    const opened = await DocumentStore.open({ ...copyOf('library-schema-3'), kind: LIBRARY_KIND });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const { document, damage, replayed } = opened.value;
    expect(damage).toBeNull();
    expect(document.delivered).toBe('1.1.0');
    expect(
      [...document.aliases]
        .map(({ name, kind, spellings }) => [name, kind, spellings])
        .sort(([a], [b]) => compareText(String(a), String(b))),
    ).toEqual([
      ['NATO', 'body', []],
      ['Volodymyr Zelensky', 'person', ['Zelenskiy']],
      ['Zelenskyy', 'person', []],
    ]);
    expect(
      replayed.map(({ steps, inverse }) => [steps, inverse].map((each) => opsOf(each))),
    ).toEqual([
      [['put-alias'], ['put-alias']],
      [
        ['put-alias', 'put-alias'],
        ['remove-alias', 'put-alias'],
      ],
    ]);
  });

  it('give what is said of an event, and what undoing it puts back', async () => {
    const opened = await DocumentStore.open({ ...copyOf('event-schema-1'), kind: EVENT_KIND });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const { document, damage, replayed } = opened.value;
    expect(damage).toBeNull();
    expect(replayed.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      'do link 1 claim',
      'do edit note of family',
      'undo edit note of family',
    ]);
    const families = [...document.families].sort((a, b) => compareText(a.kind, b.kind));
    expect(
      families.map(({ kind, renderings }) => [
        kind,
        ...renderings.map(({ fragments, class: given }) => [fragments[0]?.exact, given]),
      ]),
    ).toEqual([
      ['claim', ['Istanbul', null]],
      [
        'utterance',
        ['road to nowhere', null],
        ['road to nowhere', 'other-translation'],
        ['dead end', null],
      ],
    ]);
    expect(families[1]).toMatchObject({ base: families[1]?.renderings[1]?.id, note: '' });
    expect([...document.refusals].map(({ reason }) => reason)).toEqual(['another sentence']);
    expect([...document.findingWords]).toMatchObject([
      { type: 'marks-dropped', verdict: 'dismissed', reason: 'as it should be' },
    ]);
    expect([...document.coverage]).toMatchObject([{ family: families[1]?.id, value: 'absent' }]);
  });

  it('give the parts of merged events in the library’s own line', async () => {
    const opened = await DocumentStore.open({ ...copyOf('library-schema-4'), kind: LIBRARY_KIND });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const parts = opened.value.recent.flatMap(({ line }) => alsoOf(line).events ?? []);
    expect(parts.map(({ steps, inverse }) => [...steps, ...inverse].map(({ op }) => op))).toEqual([
      ['remove-family', 'put-family'],
      ['put-family', 'remove-family'],
    ]);
  });

  it('give the parts of an import of pages in the library’s own line', async () => {
    const opened = await DocumentStore.open({ ...copyOf('library-schema-5'), kind: LIBRARY_KIND });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    expect(opened.value.damage).toBeNull();
    const parts = opened.value.recent.flatMap(({ line }) => alsoOf(line).parts);
    expect(
      parts.slice(-1).map(({ steps, inverse }) => [...steps, ...inverse].map(({ op }) => op)),
    ).toEqual([['put-source', 'put-carried', 'remove-carried', 'remove-source']]);
  });

  it('say what articles have not taken over, and where its parts are', async () => {
    const opened = await DocumentStore.open({ ...copyOf('library-schema-6'), kind: LIBRARY_KIND });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const { document, recent, damage, replayed } = opened.value;
    expect(damage).toBeNull();
    expect(replayed).toHaveLength(1);
    const parts = 'dddddddd-0000-4000-8000-000000000001';
    expect([...document.owed].map(({ kind, order, of }) => [kind, order, of])).toEqual([
      ['do', 4001, undefined],
      ['undo', 4002, 4001],
    ]);
    expect([...document.owed].map((each) => each.parts)).toEqual([parts, parts]);
    expect(recent.slice(-2).map(({ line }) => alsoOf(line))).toEqual([
      { parts: [], owed: parts },
      { parts: [], owed: parts },
    ]);
  });

  it('has nobody in its list of people where a library is older than that', async () => {
    const opened = await DocumentStore.open({ ...copyOf('library-schema-2'), kind: LIBRARY_KIND });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    expect([opened.value.document.aliases.size, opened.value.document.delivered]).toEqual([
      0,
      null,
    ]);
  });

  it('are written again with the same content, unknown fields included', async () => {
    for (const [name, kind] of [
      ['article-schema-5', ARTICLE_KIND],
      ['library-schema-6', LIBRARY_KIND],
      ['event-schema-1', EVENT_KIND],
    ] as const) {
      const { doc } = JSON.parse(
        readFileSync(path.join(GOLDEN, name, 'snapshot.golden'), 'utf8'),
      ) as { doc: { content: object } };
      const content = { ...doc.content, addedByALaterVersion: { kept: true } };
      const parsed = kind.parse(content);
      if (!parsed.ok) throw new Error(parsed.error);
      expect(kind.toStored(parsed.value as never)).toEqual(content);
    }
  });
});
