import { randomUUID } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { EVENT_SCHEMA } from '#core/event/document.ts';
import type { EventEdit } from '#core/event/edit.ts';

import { compactDocument } from '../document/compact.ts';
import { EVENT_KIND } from '../document/files/kind.ts';
import { writeFirstSnapshot } from '../document/files/snapshot.ts';
import { createFaultyDisk } from '../testing/faulty-disk.ts';
import { newArticle, openLibrary, say, tag, temporaryFolder } from '../testing/library-fixture.ts';
import { trackedDisk } from '../testing/tracked-disk.ts';
import type { Library, LibraryOptions } from './library.ts';

let folder: ReturnType<typeof temporaryFolder>;
let dir: string;
const { disk, closeAll } = trackedDisk();
beforeEach(() => {
  folder = temporaryFolder();
  dir = path.join(folder.dir, 'data');
});
afterEach(async () => {
  await closeAll();
  folder.remove();
});

const open = (more: Partial<LibraryOptions> = {}): Promise<Library> =>
  openLibrary(dir, { disk, ...more });

/** Opens what a killed process left behind: its lock names this very process. */
const reopen = (more: Partial<LibraryOptions> = {}): Promise<Library> =>
  open({ takeOverLock: true, ...more });

function eventOf(library: Library): string {
  return [...library.document.events][0]?.id ?? '';
}

function eventFolder(eventId: string): string {
  return path.join(dir, 'events', eventId);
}

/** Links the first words of articles, by their numbers in the list. */
function link(library: Library, articles: readonly number[], start = 0): EventEdit {
  const ids = library.summaries().map(({ id }) => id);
  return {
    type: 'link',
    kind: 'utterance',
    family: null,
    passages: articles.map((n) => ({
      ...{ article: ids[n] ?? '', fragments: [{ start, end: start + 12 }], tag: null },
    })),
  };
}

/** Each family as the numbers of the articles that it has words of. */
async function families(library: Library, eventId = eventOf(library)): Promise<number[][]> {
  const read = await library.events.read(eventId);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const ids = library.summaries().map(({ id }) => id);
  return [...read.value.document.families]
    .map(({ renderings }) => renderings.map(({ article }) => ids.indexOf(article)))
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

async function must<T>(done: Promise<{ readonly ok: boolean } & T>): Promise<void> {
  const answer = await done;
  if (!answer.ok) throw new Error(JSON.stringify(answer));
}

describe('what is said of an event', () => {
  it('is nothing at first, and looking at it writes nothing', async () => {
    const library = await open();
    const opened = await library.events.open(eventOf(library));
    expect(opened.ok && opened.value).toMatchObject({ readOnly: null, document: { extra: {} } });
    expect(await families(library)).toEqual([]);
    expect(existsSync(path.join(dir, 'events'))).toBe(false);
    await library.close();
  });

  it('is on disk when it is answered, in a folder of the event that only its user can enter', async () => {
    const library = await open();
    const eventId = eventOf(library);
    const done = await say(library, eventId, link(library, [0, 1]));
    expect(done).toMatchObject({
      ok: true,
      value: { eventId, articleId: null, kind: 'do', label: 'link 2 passages' },
    });
    const journal = path.join(eventFolder(eventId), 'journal-000000000001.log');
    expect(readFileSync(journal, 'utf8')).toContain('put-family');
    expect(readdirSync(path.join(dir, 'events'))).toEqual([eventId]);
    await library.close();
  });

  it('is there after an orderly end, and after a kill', async () => {
    const library = await open();
    await must(say(library, eventOf(library), link(library, [0, 1])));
    const killed = await reopen();
    expect(await families(killed)).toEqual([[0, 1]]);
    expect(killed.notices()).toMatchObject([
      {
        ...{ type: 'recovered', changes: 1, total: 1 },
        documents: [{ articleId: null, title: 'Lavrov – security guarantees', changes: 1 }],
      },
    ]);
    await must(say(killed, eventOf(killed), link(killed, [2, 3])));
    await killed.close();
    const ended = await open();
    expect(ended.notices()).toEqual([]);
    expect(await families(ended)).toEqual([
      [0, 1],
      [2, 3],
    ]);
    await ended.close();
  });

  it('is done once, however often it is asked for', async () => {
    const library = await open();
    const request = randomUUID();
    await must(say(library, eventOf(library), link(library, [0, 1]), request));
    await must(say(library, eventOf(library), link(library, [0, 1]), request));
    expect(await families(library)).toEqual([[0, 1]]);
    expect(library.historyState().undo).toEqual({
      ...{ label: 'link 2 passages', articleId: null, eventId: eventOf(library) },
    });
    await must(library.undo(randomUUID()));
    expect(library.historyState().undo).toBeNull();
    await library.close();
  });

  it('is refused for an event that is not there', async () => {
    const library = await open();
    const id = randomUUID();
    const error = { type: 'no-such-event', id };
    expect(await say(library, id, link(library, [0]))).toEqual({ ok: false, error });
    expect(await library.events.open(id)).toEqual({ ok: false, error });
    expect(await library.events.read(id)).toEqual({ ok: false, error });
    await library.close();
  });

  it('is kept apart for each event', async () => {
    const library = await open();
    await must(library.arrange(randomUUID(), { kind: 'create-event', title: 'B', articles: [] }));
    const [a, b] = [...library.document.events].map(({ id }) => id) as [string, string];
    await must(say(library, a, link(library, [0, 1])));
    await must(say(library, b, link(library, [2])));
    expect(await families(library, a)).toEqual([[0, 1]]);
    expect(await families(library, b)).toEqual([[2]]);
    await library.close();
  });
});

describe('one history of tags and of what is said of events', () => {
  /** Tag, link, tag, merge name: four changes in three journals. */
  async function fourChanges(): Promise<Library> {
    const library = await open();
    const [first = ''] = library.summaries().map(({ id }) => id);
    await must(tag(library, first, 0, 10));
    await must(say(library, eventOf(library), link(library, [0, 1])));
    await must(tag(library, first, 20, 30));
    await must(library.arrange(randomUUID(), { kind: 'create-event', title: 'B', articles: [] }));
    return library;
  }

  async function seen(library: Library): Promise<readonly number[]> {
    const eventId = [...library.document.events].find(({ title }) => title !== 'B')?.id ?? '';
    const read = await library.readArticle(library.summaries()[0]?.id ?? '');
    const tags = read.ok ? read.value.document.annotations.size : -1;
    return [tags, (await families(library, eventId)).length, library.document.events.size];
  }

  const steps = [
    [2, 1, 1],
    [1, 1, 1],
    [1, 0, 1],
    [0, 0, 1],
  ];

  it.each<[string, (library: Library) => Promise<Library>]>([
    ['at once', (library) => Promise.resolve(library)],
    ['after an orderly end', async (library) => (await library.close(), open())],
    ['after a kill', () => reopen()],
  ])('is undone and redone in order, %s', async (_, restart) => {
    let library = await restart(await fourChanges());
    for (const expected of steps) {
      await must(library.undo(randomUUID()));
      expect(await seen(library)).toEqual(expected);
      library = await restart(library);
    }
    for (const expected of [...steps.slice(0, -1).reverse(), [2, 1, 2]]) {
      await must(library.redo(randomUUID()));
      expect(await seen(library)).toEqual(expected);
      library = await restart(library);
    }
    await library.close();
  });

  it('answers which event was changed, and how', async () => {
    const library = await open();
    const eventId = eventOf(library);
    await must(say(library, eventId, link(library, [0, 1])));
    const undone = await library.undo(randomUUID());
    expect(undone).toMatchObject({
      ok: true,
      value: { kind: 'undo', eventId, steps: [{ op: 'remove-family' }], label: 'link 2 passages' },
    });
    expect(library.historyState()).toMatchObject({ undo: null, redo: { eventId } });
    await library.close();
  });
});

describe('events that are merged', () => {
  async function twoEvents(library: Library): Promise<readonly [string, string]> {
    const articles = library.summaries().slice(3);
    const created = await library.arrange(randomUUID(), {
      kind: 'create-event',
      title: 'B',
      articles: articles.map(({ id }) => id),
    });
    if (!created.ok) throw new Error(JSON.stringify(created.error));
    const a = [...library.document.events].find(({ title }) => title !== 'B')?.id ?? '';
    const b = [...library.document.events].find(({ title }) => title === 'B')?.id ?? '';
    await must(say(library, a, link(library, [0, 1])));
    await must(say(library, b, link(library, [3, 4])));
    return [a, b];
  }

  it.each<[string, (library: Library) => Promise<Library>]>([
    ['at once', (library) => Promise.resolve(library)],
    ['after an orderly end', async (library) => (await library.close(), open())],
    ['after a kill', () => reopen()],
  ])(
    'take what is said of them along in one step, which is undone as one, %s',
    async (_, restart) => {
      let library = await open();
      const [a, b] = await twoEvents(library);
      const done = await library.arrange(randomUUID(), { kind: 'merge-events', id: b, into: a });
      expect(done).toMatchObject({ ok: true, value: { events: [b, a] } });
      library = await restart(library);
      expect(library.document.events.size).toBe(1);
      expect(await families(library, a)).toEqual([
        [0, 1],
        [3, 4],
      ]);
      await must(library.undo(randomUUID()));
      library = await restart(library);
      expect(await families(library, a)).toEqual([[0, 1]]);
      expect(await families(library, b)).toEqual([[3, 4]]);
      await must(library.redo(randomUUID()));
      expect(await families(library, a)).toHaveLength(2);
      await library.close();
    },
  );
});

describe('an event that is deleted', () => {
  it('comes back with what is said of it', async () => {
    const library = await open();
    const id = eventOf(library);
    await must(say(library, id, link(library, [0, 1])));
    await must(library.arrange(randomUUID(), { kind: 'delete-event', id }));
    const error = { type: 'no-such-event', id };
    expect(await library.events.read(id)).toEqual({ ok: false, error });
    await library.close();
    const again = await open();
    await must(again.undo(randomUUID()));
    expect(await families(again)).toEqual([[0, 1]]);
    await must(again.undo(randomUUID()));
    expect(await families(again)).toEqual([]);
    await again.close();
  });
});

describe('keeping what is said of events safe', () => {
  it('survives the end of every call to the disk, all of a change or nothing', async () => {
    const start = await open();
    await must(say(start, eventOf(start), link(start, [0, 1])));
    await start.close();
    const before = path.join(folder.dir, 'before');
    cpSync(dir, before, { recursive: true });
    let finished = false;
    for (let n = 1; !finished; n += 1) {
      let left = Infinity;
      let stopped = (): void => undefined;
      const stop = new Promise<void>((resolve) => (stopped = resolve));
      const dying = await openLibrary(dir, {
        disk: createFaultyDisk(
          disk,
          () => ((left -= 1), left <= 0 ? 'stop' : 'ok'),
          () => stopped(),
        ),
        takeOverLock: true,
      });
      left = n;
      const answer = await Promise.race([
        stop.then(() => null),
        say(dying, eventOf(dying), link(dying, [2, 3, 4])),
      ]);
      finished = answer !== null;
      const after = await reopen();
      const seen = await families(after);
      if (finished) expect(seen).toHaveLength(2);
      expect([
        JSON.stringify([[0, 1]]),
        JSON.stringify([
          [0, 1],
          [2, 3, 4],
        ]),
      ]).toContain(JSON.stringify(seen));
      await closeAll();
      rmSync(dir, { recursive: true });
      cpSync(before, dir, { recursive: true });
    }
  });

  it('waits for a full disk, and says so', async () => {
    let full = false;
    const failing = createFaultyDisk(disk, ({ name }) =>
      full && name === 'write' ? { code: 'ENOSPC' } : 'ok',
    );
    const library = await open({ disk: failing });
    await must(say(library, eventOf(library), link(library, [0, 1])));
    full = true;
    const waiting = say(library, eventOf(library), link(library, [2, 3]));
    await expect.poll(() => library.status.type).toBe('not-saved');
    full = false;
    await library.safekeeping.retry();
    await must(waiting);
    expect(await families(library)).toHaveLength(2);
    await library.close();
  });

  it('has a backup for each day on which something was said, from which a lost folder comes back', async () => {
    const library = await open();
    const eventId = eventOf(library);
    await must(say(library, eventId, link(library, [0, 1])));
    await library.safekeeping.dailyBackup();
    await library.close();
    expect(readdirSync(path.join(dir, 'backups', eventId))).toHaveLength(1);
    rmSync(eventFolder(eventId), { recursive: true });
    const again = await open();
    expect(await families(again)).toEqual([[0, 1]]);
    expect(again.notices()).toMatchObject([
      { type: 'restored-backup', articleId: null, families: 1 },
    ]);
    await again.close();
  });

  it('restores what can be read of a damaged journal, and keeps what was there', async () => {
    const library = await open();
    const eventId = eventOf(library);
    await must(say(library, eventId, link(library, [0, 1])));
    await must(say(library, eventId, link(library, [2], 20)));
    await must(say(library, eventId, link(library, [3], 20)));
    const journal = path.join(eventFolder(eventId), 'journal-000000000001.log');
    const lines = readFileSync(journal, 'utf8').split('\n');
    writeFileSync(journal, [lines[0], `x${lines[1]}`, ...lines.slice(2)].join('\n'));
    const again = await reopen();
    expect(await families(again)).toEqual([[0, 1], [3]]);
    expect(again.notices().map(({ type }) => type)).toContain('restored-backup');
    expect(readdirSync(path.join(eventFolder(eventId), 'quarantine'))).not.toEqual([]);
    await must(say(again, eventId, link(again, [4])));
    await again.close();
  });

  it('begins anew where nothing is left, says so, and keeps the file', async () => {
    const library = await open();
    const eventId = eventOf(library);
    await library.close();
    mkdirSync(eventFolder(eventId), { recursive: true });
    writeFileSync(path.join(eventFolder(eventId), 'doc.json'), 'nothing of ours');
    const again = await reopen();
    expect(await families(again)).toEqual([]);
    const [notice] = again.notices();
    expect(notice).toMatchObject({ type: 'begun-anew', title: 'Lavrov – security guarantees' });
    await must(say(again, eventId, link(again, [0])));
    await again.close();
  });

  it('writes again what another program deleted meanwhile', async () => {
    const library = await open();
    const eventId = eventOf(library);
    await must(say(library, eventId, link(library, [0, 1])));
    rmSync(eventFolder(eventId), { recursive: true });
    await library.safekeeping.checkOutside();
    expect(library.notices()).toMatchObject([{ type: 'changed-outside', articleId: null }]);
    const again = await reopen();
    expect(await families(again)).toEqual([[0, 1]]);
    await again.close();
  });

  it('shows what a newer version wrote, and does not touch it', async () => {
    const library = await open();
    const eventId = eventOf(library);
    await must(say(library, eventId, link(library, [0, 1])));
    const read = await library.events.read(eventId);
    if (!read.ok) throw new Error();
    await library.close();
    rmSync(eventFolder(eventId), { recursive: true });
    mkdirSync(eventFolder(eventId));
    const newer = { ...EVENT_KIND, schema: EVENT_SCHEMA + 1 };
    const first = { seq: 5, order: 5, at: new Date().toISOString() };
    await writeFirstSnapshot(disk, eventFolder(eventId), newer, read.value.document, first);
    const bytes = readFileSync(path.join(eventFolder(eventId), 'doc.json'));
    const again = await open();
    const reason = { type: 'newer-schema', schema: EVENT_SCHEMA + 1 };
    expect(await again.events.open(eventId)).toMatchObject({ value: { readOnly: reason } });
    expect(await families(again)).toEqual([[0, 1]]);
    expect(await say(again, eventId, link(again, [2]))).toEqual({
      ok: false,
      error: { type: 'read-only', reason },
    });
    expect(again.notices()).toMatchObject([{ type: 'newer-schema', articleId: null }]);
    await again.close();
    expect(readFileSync(path.join(eventFolder(eventId), 'doc.json')).equals(bytes)).toBe(true);
  });

  it('does not write through a link that somebody put there', async () => {
    const library = await open();
    const eventId = eventOf(library);
    await library.close();
    const elsewhere = path.join(folder.dir, 'elsewhere');
    mkdirSync(elsewhere);
    mkdirSync(path.join(dir, 'events'));
    symlinkSync(elsewhere, eventFolder(eventId));
    const again = await reopen();
    const done = await say(again, eventId, link(again, [0]));
    expect(done).toMatchObject({
      error: { type: 'read-only', reason: { type: 'not-a-regular-file' } },
    });
    expect(readdirSync(elsewhere)).toEqual([]);
    await again.close();
  });

  it('has its snapshot written from the files alone where that is wanted', async () => {
    const jobs: (readonly [string, boolean])[] = [];
    const library = await open({
      limits: { apart: 0 },
      runCheckpoint: async (job) => {
        const done = await compactDocument(disk, job);
        jobs.push([job.format, done]);
        return done;
      },
    });
    await must(say(library, eventOf(library), link(library, [0, 1])));
    await library.close();
    expect(jobs).toContainEqual([EVENT_KIND.format, true]);
    const again = await open();
    expect(again.notices()).toEqual([]);
    expect(await families(again)).toEqual([[0, 1]]);
    await again.close();
  });

  it('is not kept from an end by an event that is open, and closes it with the rest', async () => {
    const library = await open();
    await must(library.addArticles(randomUUID(), [newArticle('One more text of the event.')]));
    await library.events.open(eventOf(library));
    const saying = say(library, eventOf(library), link(library, [0, 1]));
    await must(saying);
    expect(await library.close()).toMatchObject({ ok: true });
    const again = await open();
    expect(again.notices()).toEqual([]);
    expect(await families(again)).toEqual([[0, 1]]);
    await again.close();
  });
});
