import {
  lstat,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pathInside, readZipDirectory, unpackZip } from './zip-archive.mjs';

const FILE = 0o100644;
const PROGRAM = 0o100755;
const LINK = 0o120777;

/** Writes a zip archive; an entry may lie about its content to play a damaged one. */
function makeZip(entries) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const entry of entries) {
    const { name, text = '', mode = FILE, stored = false, size, crc } = entry;
    const content = Buffer.from(text);
    const data = stored ? content : zlib.deflateRawSync(content);
    const nameBytes = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(stored ? 0 : 8, 8);
    local.writeUInt16LE(nameBytes.length, 26);
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(3 << 8, 4);
    record.writeUInt16LE(stored ? 0 : 8, 10);
    record.writeUInt32LE(crc ?? zlib.crc32(content), 16);
    record.writeUInt32LE(data.length, 20);
    record.writeUInt32LE(size ?? content.length, 24);
    record.writeUInt16LE(nameBytes.length, 28);
    record.writeUInt32LE((mode << 16) >>> 0, 38);
    record.writeUInt32LE(offset, 42);
    parts.push(local, nameBytes, data);
    directory.push(record, nameBytes);
    offset += 30 + nameBytes.length + data.length;
  }
  const directoryBytes = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directoryBytes.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directoryBytes, end]);
}

let work;
let target;
beforeEach(async () => {
  work = await mkdtemp(path.join(os.tmpdir(), 'framewise-zip-'));
  target = path.join(work, 'inside', 'target');
  await mkdir(target, { recursive: true });
});
afterEach(() => rm(work, { recursive: true, force: true }));

async function unpack(entries, placeEntry = (name) => name) {
  const archive = path.join(work, 'archive.zip');
  await writeFile(archive, Buffer.isBuffer(entries) ? entries : makeZip(entries));
  await unpackZip(archive, target, placeEntry);
}

describe('unpacking', () => {
  test('gives back content, folders, modes and links', async () => {
    await unpack([
      { name: 'folder/', mode: 0o040755 },
      { name: 'folder/program', text: 'x'.repeat(100_000), mode: PROGRAM },
      { name: 'plain', text: 'as it is', stored: true },
      { name: 'empty' },
      { name: 'folder/link', text: '../plain', mode: LINK },
    ]);
    expect(await readFile(path.join(target, 'folder/program'), 'utf8')).toBe('x'.repeat(100_000));
    expect((await stat(path.join(target, 'folder/program'))).mode & 0o777).toBe(0o755);
    expect((await stat(path.join(target, 'plain'))).mode & 0o777).toBe(0o644);
    expect(await readFile(path.join(target, 'empty'), 'utf8')).toBe('');
    expect((await lstat(path.join(target, 'folder/link'))).isSymbolicLink()).toBe(true);
    expect(await readlink(path.join(target, 'folder/link'))).toBe('../plain');
  });

  test('renames entries and leaves out those without a place', async () => {
    await unpack([{ name: 'a', text: '1' }, { name: 'b' }], (name) =>
      name === 'a' ? 'c/d' : null,
    );
    expect(await readdir(target, { recursive: true })).toEqual(['c', 'c/d']);
  });

  test('gives back any content', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), fc.boolean(), async (bytes, stored) => {
        await rm(path.join(target, 'file'), { force: true });
        await unpack([{ name: 'file', text: bytes, stored }]);
        expect(new Uint8Array(await readFile(path.join(target, 'file')))).toEqual(bytes);
      }),
      { numRuns: 30 },
    );
  });
});

describe('an archive that is not to be trusted', () => {
  const escapes = ['../out', 'a/../../out', '/out', 'a\\..\\..\\out', 'C:/out', 'a\0b', '..'];
  test.each(escapes)('the name %j is refused and nothing is written', async (name) => {
    await expect(unpack([{ name, text: 'x' }])).rejects.toThrow('outside its folder');
    expect(await readdir(path.join(work, 'inside'))).toEqual(['target']);
    expect(await readdir(target)).toEqual([]);
  });

  test.each(['../out', '/etc/passwd', 'a/../../out'])('a link to %s is refused', async (text) => {
    await expect(unpack([{ name: 'link', text, mode: LINK }])).rejects.toThrow(/folder/);
    expect(await readdir(target)).toEqual([]);
  });

  test('nothing is written through a link', async () => {
    const entries = [
      { name: 'door', text: '.', mode: LINK },
      { name: 'door/file', text: 'x' },
    ];
    await expect(unpack(entries)).rejects.toThrow('EEXIST');
  });

  test('the same name twice is refused', async () => {
    await expect(unpack([{ name: 'a' }, { name: 'a' }])).rejects.toThrow('EEXIST');
  });

  const damaged = [
    ['a wrong checksum', [{ name: 'a', text: 'text', crc: 1 }]],
    ['more content than promised', [{ name: 'a', text: 'x'.repeat(1000), size: 10 }]],
    ['less content than promised', [{ name: 'a', text: 'x', size: 10 }]],
    ['no directory', Buffer.from('this is not an archive, and long enough to be looked at')],
    ['a cut end', makeZip([{ name: 'a', text: 'text' }]).subarray(0, -1)],
    ['no bytes', Buffer.alloc(0)],
  ];
  test.each(damaged)('%s is refused', async (_name, entries) => {
    await expect(unpack(entries)).rejects.toThrow(/damaged|cut short/);
  });
});

test('a path stays inside for an ordinary name', () => {
  expect(pathInside('/folder', 'a/b')).toBe('/folder/a/b');
  expect(() => pathInside('/folder', '../folder-beside/b')).toThrow('outside its folder');
});

test('the directory is read past a comment at the end', async () => {
  const zip = makeZip([{ name: 'a', text: 'abc' }]);
  zip.writeUInt16LE(7, zip.length - 2);
  const archive = path.join(work, 'commented.zip');
  await writeFile(archive, Buffer.concat([zip, Buffer.from('comment')]));
  const file = await open(archive);
  const entries = await readZipDirectory(file);
  await file.close();
  expect(entries.map((entry) => [entry.name, entry.size])).toEqual([['a', 3]]);
});
