import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { extractMember, verifyIntegrity } from './npm-tarball.mjs';

function makeTarball(members) {
  const blocks = members.flatMap(({ name, text }) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(Buffer.byteLength(text).toString(8).padStart(11, '0'), 124);
    header.write('0', 156);
    header.write('ustar', 257);
    const content = Buffer.alloc(Math.ceil(Buffer.byteLength(text) / 512) * 512);
    content.write(text);
    return [header, content];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

let work;
beforeEach(async () => {
  work = await mkdtemp(path.join(os.tmpdir(), 'framewise-tarball-'));
});
afterEach(() => rm(work, { recursive: true, force: true }));

async function extract(members, wanted, cut) {
  const tarball = path.join(work, 'package.tgz');
  await writeFile(tarball, cut === undefined ? makeTarball(members) : cut(makeTarball(members)));
  await extractMember(tarball, wanted, path.join(work, 'out'));
  return readFile(path.join(work, 'out'), 'utf8');
}

const big = 'line\n'.repeat(700_000);

test.each([
  ['the first', 'package/a', 'first'],
  ['one behind a large one', 'package/c', 'third'],
  ['one of many chunks', 'package/b', big],
  ['an empty one', 'package/d', ''],
])('%s member comes out whole', async (_name, wanted, text) => {
  const members = [
    { name: 'package/a', text: 'first' },
    { name: 'package/b', text: big },
    { name: 'package/c', text: 'third' },
    { name: 'package/d', text: '' },
  ];
  expect(await extract(members, wanted)).toBe(text);
});

test('a member that is not there is named in the error', async () => {
  await expect(extract([{ name: 'package/a', text: '' }], 'package/b')).rejects.toThrow(
    'does not contain package/b',
  );
});

test('a tarball that is cut short is refused', async () => {
  const cut = (bytes) => bytes.subarray(0, bytes.length / 2);
  await expect(extract([{ name: 'a', text: big }], 'a', cut)).rejects.toThrow();
});

test('only the expected integrity is accepted', async () => {
  const file = path.join(work, 'file');
  await writeFile(file, 'content');
  const digest = createHash('sha512').update('content').digest('base64');
  await expect(verifyIntegrity(file, `sha512-${digest}`)).resolves.toBeUndefined();
  await writeFile(file, 'Content');
  await expect(verifyIntegrity(file, `sha512-${digest}`)).rejects.toThrow('Nothing was unpacked');
});
