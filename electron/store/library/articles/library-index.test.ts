import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { MemoryDisk } from '../../testing/memory-disk.ts';
import type { IndexedArticle } from './index-columns.ts';
import { readIndex, writeIndex, type LibraryIndex } from './library-index.ts';

const DIR = '/library';
const FILE = '/library/index.json';

const hex = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
const text = fc.string({ unit: 'binary', maxLength: 20 }).map((each) => each.toWellFormed());
const nullOr = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value);
const review = fc.oneof(
  fc.constant(undefined),
  fc.record({
    seq: fc.nat(3),
    people: fc.array(text, { maxLength: 2 }),
    open: fc.nat(3),
    contested: fc.nat(3),
  }),
);
const counts = fc.dictionary(
  fc.string({ unit: fc.constantFrom(...'abc'), minLength: 1 }),
  fc.nat(9),
  { maxKeys: 3, noNullPrototype: true },
);
const article: fc.Arbitrary<IndexedArticle> = fc.record({
  summary: fc.record({
    id: hex(64),
    details: fc
      .record({
        ...{ title: text, outlet: nullOr(text), author: nullOr(text), url: nullOr(text) },
        ...{ published: nullOr(text), event: nullOr(fc.uuid({ version: 4 })) },
        ...{ done: fc.boolean(), flagged: fc.boolean() },
        versionOf: fc.oneof(fc.constant(undefined), nullOr(hex(64))),
      })
      .map(({ versionOf, ...details }) =>
        versionOf === undefined ? details : { ...details, versionOf },
      ),
    ...{ length: fc.nat(), added: text, sourceName: text, tagCounts: counts },
  }),
  ...{ seq: fc.nat(3), backedUp: fc.nat(3), review },
});
const index: fc.Arbitrary<LibraryIndex> = fc
  .record({
    nextOrder: fc.integer({ min: 1, max: 9 }),
    articles: fc.uniqueArray(article, { maxLength: 4, selector: ({ summary }) => summary.id }),
    attributes: fc.option(fc.array(text, { maxLength: 2 }), { nil: undefined }),
    names: fc.array(
      fc.option(
        fc.record({
          seq: fc.nat(3),
          names: fc.array(fc.tuple(text, fc.integer({ min: 1, max: 9 })), { maxLength: 2 }),
        }),
      ),
      { minLength: 4, maxLength: 4 },
    ),
  })
  .map(({ nextOrder, articles, attributes, names }) => ({
    ...{ nextOrder, articles, events: [], history: { undo: [], redo: [] } },
    names: attributes && {
      attributes,
      articles: articles.flatMap(({ summary }, n) => {
        const counted = names[n];
        return counted ? [{ id: summary.id, ...counted }] : [];
      }),
    },
  }));

const ignore = (): Promise<void> => Promise.resolve();

async function newDisk(): Promise<MemoryDisk> {
  const disk = new MemoryDisk();
  await disk.makeFolder(DIR);
  return disk;
}

async function read(stored: unknown): Promise<LibraryIndex | null> {
  const disk = await newDisk();
  await disk.writeStore(FILE, JSON.stringify(stored));
  return (await readIndex(disk, DIR))?.index ?? null;
}

/** What is in the file of an index. */
async function storedFormOf(written: LibraryIndex): Promise<{ readonly articles: Columns }> {
  const disk = await newDisk();
  await writeIndex(disk, DIR, written, ignore);
  const bytes = await disk.read(FILE);
  return JSON.parse(Buffer.from(bytes).toString('utf8')) as { readonly articles: Columns };
}

type Columns = Readonly<Record<string, readonly unknown[]>>;

/** An index as it was when each article was an object of its own. */
function olderFormOf(written: LibraryIndex, articles: readonly unknown[] = written.articles) {
  return { format: 'framewise-index', schema: 1, ...written, articles };
}

const DETAILS = ['title', 'outlet', 'author', 'url', 'published', 'event', 'done', 'flagged'];
const SUMMARY = ['id', 'length', 'added', 'sourceName', 'tagCounts'];
const FIELDS = [...DETAILS, 'versionOf', ...SUMMARY, 'seq', 'backedUp', 'review'];
/** What stands in a column for something that an object leaves out. */
const SIGNS: Readonly<Record<string, readonly unknown[]>> = {
  versionOf: [0],
  review: [true, null],
};

/** An article that says something else in one field. */
function withField({ summary, ...others }: IndexedArticle, field: string, value: unknown): unknown {
  const given = { [field]: value };
  if ([...DETAILS, 'versionOf'].includes(field)) {
    return { ...others, summary: { ...summary, details: { ...summary.details, ...given } } };
  }
  if (SUMMARY.includes(field)) return { ...others, summary: { ...summary, ...given } };
  return { ...others, summary, ...given };
}

const someValue = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(-1, 0.5, 2 ** 53, '', 'a'.repeat(64), { a: 1 }, { a: 0.5 }, { a: 'b' }),
  fc.constantFrom(100, 101, 1000, 1001, 4000, 4001).map((length) => 'x'.repeat(length)),
  fc.constantFrom({ seq: 1, people: ['A'], open: 1, contested: 0 }, { seq: 1, people: [7] }),
);

describe('the index', () => {
  it('is read as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(index, async (written) => {
        const disk = await newDisk();
        const sum = await writeIndex(disk, DIR, written, ignore);
        expect(await readIndex(disk, DIR)).toEqual({ index: written, sum, isCurrent: false });
      }),
    );
  });

  it('is read as it was when each article was an object of its own', async () => {
    await fc.assert(
      fc.asyncProperty(index, async (written) => {
        expect(await read(olderFormOf(written))).toEqual(olderFormOf(written));
      }),
    );
  });

  it('is refused with whatever its schema refused, and with nothing else', async () => {
    const anyField = fc.constantFrom(...FIELDS);
    await fc.assert(
      fc.asyncProperty(index, article, anyField, someValue, async (given, one, field, value) => {
        fc.pre(!SIGNS[field]?.includes(value));
        const written = { ...given, articles: [one], names: undefined };
        const stored = await storedFormOf(written);
        const changed = { ...stored, articles: { ...stored.articles, [field]: [value] } };
        const older = await read(olderFormOf(written, [withField(one, field, value)]));
        expect((await read(changed)) === null).toBe(older === null);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['a column is missing', ({ title: _, ...articles }: Columns) => articles],
    [
      'a column is shorter',
      ({ title, ...articles }: Columns) => ({ ...articles, title: title?.slice(1) }),
    ],
    ['names are no pairs', (articles: Columns) => ({ ...articles, names: [[0, 'A']] })],
    ['a name is counted 0 times', (articles: Columns) => ({ ...articles, names: [[0, 'A', 0]] })],
    ['there are no columns', () => null],
  ])('is refused where %s', async (_case, change) => {
    const [one] = fc.sample(article, { numRuns: 1, seed: 1 });
    const written = { nextOrder: 1, articles: one ? [one] : [], history: { undo: [], redo: [] } };
    const stored = await storedFormOf(written);
    expect(await read(stored)).toMatchObject(written);
    expect(await read({ ...stored, articles: change(stored.articles) })).toBeNull();
  });
});
