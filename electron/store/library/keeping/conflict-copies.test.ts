import { randomUUID } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openLibrary, tag, temporaryFolder } from '../../testing/library-fixture.ts';
import { folderName } from '../articles/article-folder.ts';
import type { Library } from '../library.ts';

let folder: ReturnType<typeof temporaryFolder>;
let dir: string;
let id: string;

beforeEach(async () => {
  folder = temporaryFolder();
  dir = path.join(folder.dir, 'data');
  const library = await openLibrary(dir);
  id = library.summaries()[0]?.id ?? '';
  await tag(library, id, 0, 7);
  await library.close();
});

afterEach(() => folder.remove());

const home = (...parts: string[]): string => path.join(dir, 'articles', folderName(id), ...parts);

/** The file that the other computer wrote: the same article with a tag more than here. */
async function writeTheirs(): Promise<string> {
  const other = path.join(folder.dir, 'other');
  cpSync(dir, other, { recursive: true });
  const library = await openLibrary(other, { takeOverLock: true });
  await tag(library, id, 8, 15);
  await library.close();
  return path.join(other, 'articles', folderName(id), 'doc.json');
}

async function sets(library: Library): Promise<unknown> {
  const opened = await library.openArticle(id);
  if (!opened.ok) throw new Error(opened.error.type);
  return opened.value.sets.map(({ annotator, annotations }) => [
    annotator.name,
    annotations.map(({ fragments }) => fragments[0]?.exact),
  ]);
}

const NAMES = [
  'doc (conflicted copy 2026-11-30).json',
  'doc (ann’s conflicted copy 2026-11-30).json',
  'doc (conflicted copy 2026-11-30 101010).json',
  'doc.sync-conflict-20261130-101010-ABCDEFG.json',
  'doc-ANNS-LAPTOP.json',
  'doc-ANNS-LAPTOP-2.json',
  'doc (1).json',
  'doc 2.json',
  'doc_conflict-20261130-101010.json',
];

describe('a copy beside a document', () => {
  it.each(NAMES)('is found by what it holds, as %s, and comes in as a set', async (name) => {
    copyFileSync(await writeTheirs(), home(name));
    const before = readFileSync(home('doc.json'), 'utf8');
    const library = await openLibrary(dir);
    await library.copies.look();
    await library.copies.look();
    expect(library.notices()).toEqual([
      { type: 'conflict-copies', files: [home(name)], others: [] },
    ]);
    expect(readFileSync(home('doc.json'), 'utf8')).toBe(before);
    expect(await library.copies.bringIn()).toMatchObject({
      ok: true,
      value: { articles: 1, tags: 1 },
    });
    expect(await sets(library)).toEqual([['tester (conflict copy)', ['Foreign']]]);
    expect(library.summaries()[0]?.tagCounts).toEqual({ quote: 1 });
    expect(existsSync(home(name))).toBe(false);
    expect(existsSync(home('quarantine'))).toBe(true);
    await library.undo(randomUUID());
    expect(await sets(library)).toEqual([]);
    await library.close();
  });

  it('of a whole folder comes in, too', async () => {
    const theirs = path.dirname(await writeTheirs());
    cpSync(theirs, `${home()} (1)`, { recursive: true });
    cpSync(theirs, path.join(dir, 'articles (conflicted copy)', folderName(id)), {
      recursive: true,
    });
    const library = await openLibrary(dir);
    await library.copies.look();
    expect(library.notices()).toMatchObject([{ type: 'conflict-copies', files: { length: 2 } }]);
    expect(await library.copies.bringIn()).toMatchObject({ ok: true, value: { tags: 2 } });
    expect(await sets(library)).toHaveLength(2);
    await library.close();
  });

  it('is none where it is damaged, of another article or something else', async () => {
    const library = await openLibrary(dir);
    const other = library.summaries()[1]?.id ?? '';
    copyFileSync(path.join(dir, 'articles', folderName(other), 'doc.json'), home('doc (1).json'));
    writeFileSync(home('doc-HOST.json'), '{}');
    writeFileSync(home('notes.json'), '{}');
    await library.copies.look();
    expect(library.notices()).toEqual([]);
    await library.close();
  });

  it('of what all articles share is named and left where it is', async () => {
    const file = path.join(dir, 'library', 'doc (1).json');
    copyFileSync(path.join(dir, 'library', 'doc.json'), file);
    const library = await openLibrary(dir);
    await library.copies.look();
    expect(library.notices()).toEqual([{ type: 'conflict-copies', files: [], others: [file] }]);
    expect(await library.copies.bringIn()).toMatchObject({ ok: true, value: { tags: 0 } });
    expect(existsSync(file)).toBe(true);
    await library.close();
  });
});
