import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { nodeDisk } from '../../disk/files.ts';
import { JOURNALS_KEPT } from '../../document/files/join-journals.ts';
import { STORE_LIMITS } from '../../document/options.ts';
import { createFaultyDisk, type Fate } from '../../testing/faulty-disk.ts';
import { idsOf, openLibrary, tag, temporaryFolder } from '../../testing/library-fixture.ts';
import { trackedDisk } from '../../testing/tracked-disk.ts';
import { folderName } from './article-folder.ts';

let dir: string;
let removeFolder: () => void;

beforeEach(() => {
  ({ dir, remove: removeFolder } = temporaryFolder());
});

afterEach(() => {
  removeFolder();
});

const limits = { ...STORE_LIMITS, kept: 2, retry: 1 };
const journalsOf = (id: string): string[] =>
  readdirSync(path.join(dir, 'articles', folderName(id))).filter((name) => name.endsWith('.log'));
/** The tags of an article as they are on the disk, in the snapshot alone. */
async function tagsInSnapshot(id: string): Promise<number> {
  const file = path.join(dir, 'articles', folderName(id), 'doc.json');
  const { doc } = JSON.parse(Buffer.from(await nodeDisk.read(file)).toString('utf8')) as {
    doc: { content: { annotations: unknown[] } };
  };
  return doc.content.annotations.length;
}

describe('documents that are not in use', () => {
  it('leave memory with everything on disk and close their journals', async () => {
    const { disk, closeAll, paths } = trackedDisk();
    const library = await openLibrary(dir, { limits, disk });
    for (const id of idsOf(library)) {
      await library.openArticle(id);
      expect(await tag(library, id, 0, 7)).toMatchObject({ ok: true });
    }
    const [first = ''] = idsOf(library);
    await expect.poll(() => tagsInSnapshot(first)).toBe(1);
    await expect.poll(() => paths().filter((file) => file.includes('articles')).length).toBe(2);
    await closeAll();
  });

  it('are changed and taken back in the same order when they are opened again', async () => {
    const library = await openLibrary(dir, { limits });
    const ids = idsOf(library);
    for (let round = 0; round < 3; round += 1) {
      for (const id of ids) {
        await library.openArticle(id);
        expect(await tag(library, id, round * 10, round * 10 + 5)).toMatchObject({ ok: true });
      }
    }
    for (const id of [...ids, ...ids, ...ids].reverse()) {
      expect(await library.undo(randomUUID())).toMatchObject({
        ok: true,
        value: { articleId: id },
      });
    }
    expect(library.summaries().map(({ tagCounts }) => tagCounts)).toEqual(
      ids.map(() => ({ quote: 0 })),
    );
    for (const id of ids) {
      expect(await library.redo(randomUUID())).toMatchObject({
        ok: true,
        value: { articleId: id },
      });
    }
    // A busy machine may still be folding those that were left last.
    for (const id of ids) {
      await expect.poll(() => journalsOf(id).length).toBeLessThanOrEqual(JOURNALS_KEPT + 1);
    }
    await library.close();
  });

  it('answer a request that is repeated after they have left with what was done', async () => {
    const library = await openLibrary(dir, { limits });
    const [id = '', ...others] = idsOf(library);
    const request = randomUUID();
    await tag(library, id, 0, 7, 'quote', request);
    for (const other of others) await library.openArticle(other);
    await expect.poll(() => tagsInSnapshot(id)).toBe(1);
    expect(await tag(library, id, 0, 7, 'quote', request)).toMatchObject({ ok: true });
    expect(library.summaries()[0]?.tagCounts).toEqual({ quote: 1 });
    await library.close();
  });

  it('stay in memory while the disk refuses them, and leave once it takes them', async () => {
    const refused = new Set<string>();
    const disk = createFaultyDisk(nodeDisk, ({ file }): Fate =>
      [...refused].some((folder) => file.includes(folder)) ? { code: 'ENOSPC' } : 'ok',
    );
    const library = await openLibrary(dir, { limits, disk });
    const [id = '', ...others] = idsOf(library);
    await tag(library, id, 0, 7);
    refused.add(folderName(id));
    for (const other of others) await library.openArticle(other);
    expect(await library.readArticle(id)).toMatchObject({ ok: true });
    expect(await tagsInSnapshot(id)).toBe(0);
    refused.clear();
    expect(await tag(library, id, 10, 15)).toMatchObject({ ok: true });
    for (const other of others) await library.openArticle(other);
    await expect.poll(() => tagsInSnapshot(id)).toBe(2);
    await library.close();
  });
});
