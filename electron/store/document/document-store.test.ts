import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { ok } from '#core/result.ts';

import { DocumentStore } from './document-store.ts';
import { ensureFolder, type Disk } from '../disk/files.ts';
import { createFaultyDisk, type DiskCall, type Fate } from '../testing/faulty-disk.ts';
import { temporaryFolder } from '../testing/library-fixture.ts';
import { MemoryDisk } from '../testing/memory-disk.ts';
import { trackedDisk } from '../testing/tracked-disk.ts';
import { OLD_WORDS_KIND, WORDS_KIND, type Words, type WordStep } from '../testing/words-kind.ts';
import { JOURNALS_KEPT } from './files/join-journals.ts';
import { writeFirstSnapshot } from './files/snapshot.ts';
import { STORE_LIMITS, type DocumentStoreOptions } from './options.ts';

let folder: ReturnType<typeof temporaryFolder>;
let dir: string;
const { disk: realDisk, closeAll } = trackedDisk();
beforeEach(async () => {
  folder = temporaryFolder();
  dir = path.join(folder.dir, 'document');
  mkdirSync(dir);
  await writeFirstSnapshot(realDisk, dir, WORDS_KIND, [], { seq: 0, order: 0, at: '' });
});
afterEach(async () => {
  await closeAll();
  folder.remove();
});

function options(
  more: Partial<DocumentStoreOptions<Words, WordStep>> = {},
): DocumentStoreOptions<Words, WordStep> {
  let order = 1000;
  return {
    disk: realDisk,
    folder: dir,
    kind: WORDS_KIND,
    now: () => new Date(),
    nextOrder: () => (order += 1),
    limits: { ...STORE_LIMITS, retry: 5 },
    ...more,
  };
}

async function open(
  more: Partial<DocumentStoreOptions<Words, WordStep>> = {},
): Promise<DocumentStore<Words, WordStep>> {
  const opened = await DocumentStore.open(options(more));
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}

function push(
  store: DocumentStore<Words, WordStep>,
  word: string,
): ReturnType<typeof store.change> {
  return store.change({
    id: `push ${word}`,
    plan: () => ok({ steps: [{ op: 'push', word }], label: `push ${word}` }),
  });
}

function journals(): string[] {
  return readdirSync(dir).filter((name) => name.startsWith('journal-'));
}

describe('acknowledging', () => {
  it('has every acknowledged change after the process was killed', async () => {
    const store = await open();
    for (const word of ['a', 'b', 'c']) await push(store, word);
    const again = await open();
    expect(again.document).toEqual(['a', 'b', 'c']);
    expect(again.replayed).toHaveLength(3);
  });

  it('answers a repeated request with the same change, before and after a restart', async () => {
    const store = await open();
    const [first, second] = await Promise.all([push(store, 'a'), push(store, 'a')]);
    expect(first).toMatchObject({ ok: true, value: { line: { seq: 1 } } });
    expect(second).toBe(first);
    expect(await push(store, 'a')).toMatchObject({ ok: true, value: { line: { seq: 1 } } });
    const again = await open();
    expect(await push(again, 'a')).toMatchObject({ ok: true, value: { line: { seq: 1 } } });
    expect(again.document).toEqual(['a']);
  });

  it('shares one flush between changes that arrive together', async () => {
    let flushes = 0;
    const disk = createFaultyDisk(realDisk, ({ name }) => {
      if (name === 'datasync') flushes += 1;
      return 'ok';
    });
    const store = await open({ disk });
    await Promise.all(Array.from({ length: 50 }, (_, n) => push(store, String(n))));
    expect(flushes).toBe(1);
    expect((await open()).document).toHaveLength(50);
  });

  it('does not answer before the flush', async () => {
    const events: string[] = [];
    const disk = createFaultyDisk(realDisk, ({ name }) => {
      if (name === 'datasync') events.push('flush');
      return 'ok';
    });
    const store = await open({ disk });
    await push(store, 'a').then(() => events.push('answer'));
    expect(events).toEqual(['flush', 'answer']);
  });

  it('gives back what the plan refuses and writes nothing', async () => {
    const store = await open();
    const refused = await store.change({
      id: 'x',
      plan: () => ({ ok: false as const, error: { type: 'no' as const } }),
    });
    expect(refused).toEqual({ ok: false, error: { type: 'no' } });
    expect(journals()).toEqual([]);
  });
});

describe('a disk that refuses', () => {
  it('keeps the change, says why, and acknowledges it when there is room again (bad input 99)', async () => {
    let full = true;
    const disk = createFaultyDisk(realDisk, ({ name }) =>
      full && name === 'write' ? { code: 'ENOSPC' } : 'ok',
    );
    const states: string[] = [];
    const store = await open({ disk, onState: ({ type }) => states.push(type) });
    let answered = false;
    const answer = push(store, 'a').then((result) => {
      answered = true;
      return result;
    });
    await expect
      .poll(() => store.state)
      .toMatchObject({ type: 'not-saved', reason: 'disk-full', pending: 1 });
    expect(answered).toBe(false);
    expect(store.document).toEqual([]);
    expect(store.unsavedDocument).toEqual(['a']);
    full = false;
    expect(await answer).toMatchObject({ ok: true });
    expect(states.at(-1)).toBe('saved');
    expect((await open()).document).toEqual(['a']);
  });

  it('cuts the journal back to its last good line when a write fails half-way', async () => {
    let writes = 0;
    const disk = createFaultyDisk(realDisk, ({ name }) => {
      if (name !== 'write') return 'ok';
      writes += 1;
      return writes === 2 ? 'short' : writes > 2 ? { code: 'ENOSPC' } : 'ok';
    });
    const store = await open({ disk, limits: { ...STORE_LIMITS, retry: 60_000 } });
    await push(store, 'a');
    const good = readFileSync(path.join(dir, journals()[0] ?? ''), 'utf8');
    const answer = push(store, 'b');
    await expect.poll(() => store.state.type).toBe('not-saved');
    expect(readFileSync(path.join(dir, journals()[0] ?? ''), 'utf8')).toBe(good);
    await store.close();
    expect((await answer).ok).toBe(false);
  });

  it('says so on closing when a change could not be saved', async () => {
    const disk = createFaultyDisk(realDisk, ({ name }) =>
      name === 'write' ? { code: 'EIO' } : 'ok',
    );
    const store = await open({ disk, limits: { ...STORE_LIMITS, retry: 60_000 } });
    const answer = push(store, 'a');
    await expect.poll(() => store.state.type).toBe('not-saved');
    expect(await store.close()).toMatchObject({
      ok: false,
      error: { type: 'not-saved', reason: 'io-error' },
    });
    expect(await answer).toMatchObject({ ok: false, error: { type: 'not-saved' } });
  });

  it('never writes to a journal again whose flush failed', async () => {
    const written = new Set<string>();
    let failed: string | null = null;
    const disk = createFaultyDisk(realDisk, ({ name, file }) => {
      if (name === 'write') {
        written.add(file);
        if (failed !== null && file === failed && existsSync(file)) return 'ok';
      }
      if (name === 'datasync' && failed === null && written.size === 1) {
        failed = file;
        return { code: 'EIO' };
      }
      return 'ok';
    });
    const store = await open({ disk });
    expect(await push(store, 'a')).toMatchObject({ ok: true });
    await push(store, 'b');
    const again = await open();
    expect(again.document).toEqual(['a', 'b']);
    expect(again.damage).toBeNull();
  });

  const fates: readonly {
    readonly name: string;
    readonly fate: (call: DiskCall, n: number) => Fate;
  }[] = [
    { name: 'is short', fate: ({ number }, n) => (number === n ? 'short' : 'ok') },
    {
      name: 'finds the disk full',
      fate: ({ number }, n) => (number === n ? { code: 'ENOSPC' } : 'ok'),
    },
    {
      name: 'finds the disk full, as do the nine after it',
      fate: ({ number }, n) => (number >= n && number < n + 10 ? { code: 'ENOSPC' } : 'ok'),
    },
    {
      name: 'is short and the nine after it find the disk full',
      fate: ({ number }, n) =>
        number === n ? 'short' : number > n && number < n + 10 ? { code: 'ENOSPC' } : 'ok',
    },
    {
      name: 'meets an input/output error',
      fate: ({ number }, n) => (number === n ? { code: 'EIO' } : 'ok'),
    },
    {
      name: 'is the last before a kill',
      fate: ({ number }, n) => (number === n ? 'stop-after' : 'ok'),
    },
    { name: 'is prevented by a kill', fate: ({ number }, n) => (number === n ? 'stop' : 'ok') },
    {
      name: 'is cut short by a kill',
      fate: ({ number }, n) => (number === n ? 'short' : number === n + 1 ? 'stop' : 'ok'),
    },
  ];

  it.each(fates)('loses nothing when the n-th call $name, for every n', async ({ fate }) => {
    for (let n = 1; n <= 60; n += 1) {
      rmSync(dir, { recursive: true });
      mkdirSync(dir);
      await writeFirstSnapshot(realDisk, dir, WORDS_KIND, [], { seq: 0, order: 0, at: '' });
      const acknowledged: string[] = [];
      let stop = (): void => undefined;
      const stopped = new Promise<void>((resolve) => (stop = resolve));
      const disk = createFaultyDisk(
        realDisk,
        (call) => fate(call, n),
        () => stop(),
      );
      await Promise.race([stopped, work(disk, acknowledged)]);
      const again = await open();
      expect(again.damage, `call ${n}`).toBeNull();
      expect(again.document.slice(0, acknowledged.length), `call ${n}`).toEqual(acknowledged);
      expect(again.document.length, `call ${n}`).toBeLessThanOrEqual(acknowledged.length + 2);
      await push(again, 'later');
      await again.close();
      expect((await open()).document.at(-1)).toBe('later');
    }
  });

  /** A session with snapshots in between, on a disk that may fail anywhere. */
  async function work(disk: Disk, acknowledged: string[]): Promise<void> {
    const store = await open({ disk, limits: { ...STORE_LIMITS, changes: 3, retry: 1 } });
    for (let n = 0; n < 10; n += 2) {
      const words = [String(n), String(n + 1)];
      const answers = await Promise.all(words.map((word) => push(store, word)));
      if (answers.every((answer) => answer.ok)) acknowledged.push(...words);
      if (n === 4) await store.checkpoint();
    }
    await store.close();
  }
});

describe('a line that a killed process wrote but did not flush', () => {
  it('is flushed before anything can come to depend on it', async () => {
    const memory = new MemoryDisk();
    await ensureFolder(memory, '/document');
    await writeFirstSnapshot(memory, '/document', WORDS_KIND, [], { seq: 0, order: 0, at: '' });
    let stop = (): void => undefined;
    const stopped = new Promise<void>((resolve) => (stop = resolve));
    const dying = createFaultyDisk(
      memory,
      ({ name }) => (name === 'datasync' ? 'stop' : 'ok'),
      () => stop(),
    );
    void push(await open({ disk: dying, folder: '/document' }), 'a');
    await stopped;
    const killed = memory.afterKill();
    const again = await open({ disk: killed, folder: '/document' });
    expect(again.document).toEqual(['a']);
    await again.settle();
    const cut = killed.afterPowerCut(() => 0);
    expect((await open({ disk: cut, folder: '/document' })).document).toEqual(['a']);
  });
});

describe('opening', () => {
  async function write(...words: string[]): Promise<void> {
    const store = await open();
    for (const word of words) await push(store, word);
  }

  function journal(): string {
    return path.join(dir, journals()[0] ?? '');
  }

  it('cuts a torn last line and goes on behind the good ones (bad input 97)', async () => {
    await write('a', 'b');
    const bytes = readFileSync(journal());
    writeFileSync(journal(), bytes.subarray(0, bytes.length - 7));
    const store = await open();
    expect(store.document).toEqual(['a']);
    expect(store.readOnly).toBeNull();
    await push(store, 'c');
    expect((await open()).document).toEqual(['a', 'c']);
  });

  it('drops a flush of which only the second half reached the disk', async () => {
    const store = await open();
    await push(store, 'a');
    const length = readFileSync(journal()).length;
    await Promise.all([push(store, 'b'), push(store, 'c')]);
    const bytes = readFileSync(journal());
    bytes.fill(0, length, length + 40);
    writeFileSync(journal(), bytes);
    const again = await open();
    expect(again.readOnly).toBeNull();
    expect(again.document).toEqual(['a']);
  });

  it('is read-only when an acknowledged line in the middle is bad, and shows what comes before it (bad input 98)', async () => {
    await write('a', 'b', 'c');
    const text = readFileSync(journal(), 'utf8').replace('"word":"b"', '"word":"x"');
    writeFileSync(journal(), text);
    const store = await open();
    expect(store.damage).toEqual({
      type: 'bad-line',
      file: path.basename(journal()),
      line: 2,
      seq: 2,
    });
    expect(store.document).toEqual(['a']);
    expect(await push(store, 'd')).toMatchObject({
      ok: false,
      error: { type: 'read-only', reason: { type: 'damaged' } },
    });
    expect(readFileSync(journal(), 'utf8')).toBe(text);
  });

  it('is read-only when a line is missing (bad input 98)', async () => {
    await write('a', 'b', 'c');
    const lines = readFileSync(journal(), 'utf8').split('\n');
    writeFileSync(journal(), [lines[0], lines[2], ''].join('\n'));
    expect((await open()).damage).toEqual({
      type: 'gap',
      file: path.basename(journal()),
      expected: 2,
      found: 3,
    });
  });

  it('writes nothing where it only reads', async () => {
    await write('a', 'b');
    appendFileSync(journal(), 'torn');
    const before = readdirSync(dir).map((name) => [
      name,
      readFileSync(path.join(dir, name), 'utf8'),
    ]);
    await open();
    expect(
      readdirSync(dir).map((name) => [name, readFileSync(path.join(dir, name), 'utf8')]),
    ).toEqual(before);
  });

  it.each([
    { what: 'empty', content: '' },
    { what: 'full of zero bytes', content: '\0'.repeat(300) },
    { what: 'cut off', content: '{"sum":"' },
    { what: 'something else', content: '{"theme":"dark"}' },
  ])(
    'uses the backup and the journals when the snapshot is $what (bad input 95)',
    async ({ content }) => {
      const store = await open();
      await push(store, 'a');
      await store.checkpoint();
      await push(store, 'b');
      await store.checkpoint();
      await push(store, 'c');
      writeFileSync(path.join(dir, 'doc.json'), content);
      const again = await open();
      expect(again.document).toEqual(['a', 'b', 'c']);
      const { kept } = await again.settle();
      expect(readFileSync(kept ?? '', 'utf8')).toBe(content);
      await push(again, 'd');
      rmSync(path.join(dir, 'doc.json.bak'));
      expect((await open()).document).toEqual(['a', 'b', 'c', 'd']);
    },
  );

  it('reads a newer schema as far as it can and never writes to it', async () => {
    const newer = { ...WORDS_KIND, schema: 3 };
    const store = await DocumentStore.open({ ...options(), kind: newer });
    if (store.ok) {
      await store.value.change({
        id: '1',
        plan: () => ok({ steps: [{ op: 'push', word: 'new' }], label: '' }),
      });
      await store.value.checkpoint();
    }
    const again = await open();
    expect(again.document).toEqual(['new']);
    expect(again.readOnly).toEqual({ type: 'newer-schema', schema: 3 });
    expect(await push(again, 'x')).toMatchObject({ ok: false, error: { type: 'read-only' } });
  });

  it('brings an older schema, with its journal, to the present one and keeps the original', async () => {
    rmSync(dir, { recursive: true });
    mkdirSync(dir);
    await writeFirstSnapshot(realDisk, dir, OLD_WORDS_KIND, ['a'], { seq: 0, order: 0, at: '' });
    const original = readFileSync(path.join(dir, 'doc.json'), 'utf8');
    const old = await DocumentStore.open({ ...options(), kind: OLD_WORDS_KIND });
    if (old.ok)
      await old.value.change({ id: 'old', plan: () => ok({ steps: ['b'], label: 'push b' }) });
    const store = await open();
    expect(store.document).toEqual(['a', 'b']);
    await store.settle();
    await push(store, 'c');
    const [kept] = readdirSync(path.join(dir, 'quarantine'));
    expect(readFileSync(path.join(dir, 'quarantine', kept ?? ''), 'utf8')).toBe(original);
    const again = await open();
    expect(again.document).toEqual(['a', 'b', 'c']);
    expect(JSON.parse(readFileSync(path.join(dir, 'doc.json'), 'utf8'))).toMatchObject({
      doc: { schema: 2 },
    });
  });
});

describe('checkpoints', () => {
  it('keep the last changes, so that an undo step is never forgotten', async () => {
    const store = await open();
    for (const word of ['a', 'b']) await push(store, word);
    await store.close();
    const again = await open();
    expect(again.replayed).toEqual([]);
    expect(again.recent.map(({ line }) => line.label)).toEqual(['push a', 'push b']);
  });

  it('keep no more than 500 of them', async () => {
    const store = await open({ limits: { ...STORE_LIMITS, changes: 1e9, bytes: 1e9 } });
    await Promise.all(Array.from({ length: 600 }, (_, n) => push(store, String(n))));
    await store.close();
    const again = await open();
    expect(again.recent).toHaveLength(500);
    expect(again.document).toHaveLength(600);
  });

  it('remove a journal only when the older snapshot and a daily backup have it', async () => {
    const store = await open();
    for (const word of ['a', 'b', 'c', 'd']) {
      await push(store, word);
      await store.checkpoint();
    }
    expect(journals()).toHaveLength(4);
    store.noteBackup(3);
    await push(store, 'e');
    await store.checkpoint();
    expect(journals()).toEqual(['journal-000000000004.log', 'journal-000000000005.log']);
  });

  it('remove a journal also where an earlier session made the older snapshot and the backup', async () => {
    for (const word of ['a', 'b', 'c', 'd']) {
      const store = await open();
      await push(store, word);
      store.noteBackup(3);
      await store.close();
    }
    expect(journals()).toEqual(['journal-000000000004.log']);
  });

  it('put journals that have become many into one, which is as good as they were', async () => {
    const words = Array.from({ length: 40 }, (_, n) => `word ${n}`);
    for (const word of words) {
      const store = await open();
      await push(store, word);
      await store.close();
      expect(journals().length).toBeLessThanOrEqual(JOURNALS_KEPT + 1);
    }
    rmSync(path.join(dir, 'doc.json'));
    rmSync(path.join(dir, 'doc.json.bak'));
    await writeFirstSnapshot(realDisk, dir, WORDS_KIND, [], { seq: 0, order: 0, at: '' });
    expect(await open()).toMatchObject({ damage: null, document: words });
  });

  it('are read without the journals that they have whole', async () => {
    const store = await open();
    for (const word of ['a', 'b', 'c']) {
      await push(store, word);
      if (word !== 'c') await store.checkpoint();
    }
    writeFileSync(path.join(dir, journals()[0] ?? ''), 'not read');
    const again = await open();
    expect([again.damage, again.document]).toEqual([null, ['a', 'b', 'c']]);
  });

  it('are made after so many changes', async () => {
    const store = await open({ limits: { ...STORE_LIMITS, changes: 3 } });
    for (const word of ['a', 'b', 'c']) await push(store, word);
    await expect
      .poll(() => JSON.parse(readFileSync(path.join(dir, 'doc.json'), 'utf8')) as unknown)
      .toMatchObject({
        doc: { seq: 3 },
      });
  });

  it('restore the old snapshot when the new one arrives cut short, as it does on a full disk', async () => {
    let short = false;
    const disk = createFaultyDisk(realDisk, ({ name }) =>
      short && name === 'writeStore' ? 'short' : 'ok',
    );
    const store = await open({ disk });
    await push(store, 'a');
    await store.checkpoint();
    const good = readFileSync(path.join(dir, 'doc.json'), 'utf8');
    await push(store, 'b');
    short = true;
    expect(await store.checkpoint()).toBe(false);
    expect(readFileSync(path.join(dir, 'doc.json'), 'utf8')).toBe(good);
    expect((await open()).document).toEqual(['a', 'b']);
    short = false;
    expect(await store.checkpoint()).toBe(true);
    expect((await open()).replayed).toEqual([]);
  });
});

describe('changes from outside', () => {
  it('writes again what is gone (bad input 100)', async () => {
    const seen: string[] = [];
    const store = await open({ onOutside: ({ type }) => seen.push(type) });
    await push(store, 'a');
    rmSync(dir, { recursive: true });
    await store.checkOutside();
    expect(seen).toEqual(['gone']);
    expect((await open()).document).toEqual(['a']);
  });

  it('acknowledges nothing into a journal that is gone', async () => {
    const store = await open();
    await push(store, 'a');
    rmSync(dir, { recursive: true });
    expect(await push(store, 'b')).toMatchObject({ ok: true });
    expect((await open()).document).toEqual(['a', 'b']);
  });

  it('keeps both files when another was put in place, and goes on with its own (bad input 100)', async () => {
    const kept: string[] = [];
    const store = await open({
      onOutside: (change) => change.type === 'other' && kept.push(change.kept),
    });
    await push(store, 'a');
    await store.checkpoint();
    writeFileSync(path.join(dir, 'doc.json'), 'theirs');
    await store.checkOutside();
    expect(kept.map((file) => readFileSync(file, 'utf8'))).toEqual(['theirs']);
    expect(readdirSync(path.join(dir, 'quarantine'))).toHaveLength(2);
    await push(store, 'b');
    expect((await open()).document).toEqual(['a', 'b']);
  });

  it('says nothing when a file was only touched', async () => {
    const seen: string[] = [];
    const store = await open({ onOutside: ({ type }) => seen.push(type) });
    await push(store, 'a');
    await store.checkpoint();
    const file = path.join(dir, 'doc.json');
    writeFileSync(file, readFileSync(file));
    await store.checkOutside();
    expect(seen).toEqual([]);
  });
});
