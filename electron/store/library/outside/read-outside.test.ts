import { randomUUID } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { STORE_LIMITS } from '../../document/options.ts';
import {
  fromPage,
  idsOf,
  newArticle,
  openLibrary,
  temporaryFolder,
} from '../../testing/library-fixture.ts';
import { articleIdOf, folderName } from '../articles/article-folder.ts';
import { fullestBackup, lookAtLibrary } from './read-outside.ts';

const TEXT = 'An article out of a page.';
const ID = articleIdOf(TEXT);

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

/** Every file with its bytes' length and time. */
function filesIn(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => `${name} ${statSync(path.join(dir, name)).mtimeMs}`);
}

describe('a library that is read from outside', () => {
  it('is seen with what is in journals alone, while it is open and after a kill, and stays as it is', async () => {
    const library = await openLibrary(path.join(folder.dir, 'open'), { seeds: [] });
    await library.addArticles(randomUUID(), [newArticle(TEXT)]);
    // What is open keeps its last changes in its journal.
    await library.openArticle(ID);
    await library.addArticles(randomUUID(), [fromPage(TEXT)]);
    const inside = path.join('articles', folderName(ID));
    // As a kill would leave it.
    const killed = path.join(folder.dir, 'killed');
    cpSync(path.join(folder.dir, 'open'), killed, { recursive: true });
    const snapshot = readFileSync(path.join(killed, inside, 'doc.json'), 'utf8');
    expect(snapshot).not.toContain('receipt');
    for (const dir of [path.join(folder.dir, 'open'), killed]) {
      const before = filesIn(dir);
      const outside = await lookAtLibrary(dir);
      const document = await outside.articleIn(path.join(dir, inside));
      expect(document?.sources.map(({ receipt }) => typeof receipt)).toContain('string');
      expect(filesIn(dir)).toEqual(before);
    }
    await library.close();
  });

  it('is seen with what articles have not taken over of a change of many', async () => {
    const options = { seeds: [], limits: { ...STORE_LIMITS, together: 2, idle: 1_000_000 } };
    const library = await openLibrary(folder.dir, options);
    const texts = ['One text.', 'Another text.', TEXT].map((text) => newArticle(text));
    await library.addArticles(randomUUID(), texts);
    await library.arrange(randomUUID(), {
      ...{ kind: 'edit-articles', articles: idsOf(library), details: { flagged: true } },
    });
    expect(readdirSync(path.join(folder.dir, 'library', 'parts'))).toHaveLength(1);
    const outside = await lookAtLibrary(folder.dir);
    for (const id of idsOf(library)) {
      const inside = path.join(folder.dir, 'articles', folderName(id));
      expect((await outside.articleIn(inside))?.details.flagged).toBe(true);
    }
    await library.close();
  });

  it('says nothing of what it cannot read', async () => {
    const outside = await lookAtLibrary(folder.dir);
    expect(await outside.articleIn(path.join(folder.dir, 'articles', 'none'))).toBeNull();
  });
});

describe('the backups of an article', () => {
  it('are read from the fullest that can be read, and none that a link leads to', async () => {
    const library = await openLibrary(folder.dir, { seeds: [] });
    await library.addArticles(randomUUID(), [newArticle(TEXT)]);
    const edit = (outlet: string) => {
      const details = { outlet };
      return library.arrange(randomUUID(), { kind: 'edit-articles', articles: [ID], details });
    };
    await edit('Fuller');
    await library.safekeeping.dailyBackup();
    await library.close();
    const backups = path.join(folder.dir, 'backups', folderName(ID));
    const [name = ''] = readdirSync(backups).filter((each) => each.endsWith('.json.gz'));
    const fullest = path.join(backups, name);
    const packed = (change: object): Buffer => {
      const stored = JSON.parse(gunzipSync(readFileSync(fullest)).toString()) as object;
      return gzipSync(JSON.stringify({ ...stored, ...change }));
    };
    // By the clock it is the newest, but has less.
    writeFileSync(path.join(backups, '2100-01-01.json.gz'), packed({ seq: 0, text: 'Less.' }));
    writeFileSync(path.join(backups, '2100-01-02.json.gz'), 'damaged');
    const elsewhere = path.join(folder.dir, 'elsewhere.json.gz');
    writeFileSync(elsewhere, packed({ seq: 1000, text: 'Out of another folder.' }));
    symlinkSync(elsewhere, path.join(backups, '2100-01-03.json.gz'));
    const found = await fullestBackup(backups);
    expect(found?.text).toBe(TEXT);
    expect(found?.document.details.outlet).toBe('Fuller');
    expect(await fullestBackup(path.join(folder.dir, 'backups', 'none'))).toBeNull();
  });
});
