import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { readFileChecked } from './read-file.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'framewise-read-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => path.join(folder, name);
const read = (file: string, limit = 1000) => readFileChecked(file, () => limit);

describe('readFileChecked', () => {
  it('reads a regular file whole and tells its name', async () => {
    const bytes = new Uint8Array(3_000_000).map((_, index) => index);
    writeFileSync(at('big.txt'), bytes);
    const done = await read(at('big.txt'), bytes.length);
    expect(done).toMatchObject({ ok: true, value: { name: 'big.txt' } });
    expect(done.ok && Buffer.compare(done.value.bytes, bytes)).toBe(0);
  });

  it('follows a link to a regular file', async () => {
    writeFileSync(at('target.txt'), 'text');
    symlinkSync(at('target.txt'), at('link.txt'));
    expect(await read(at('link.txt'))).toMatchObject({ ok: true, value: { name: 'link.txt' } });
  });

  it('refuses by size without reading: a file of 3 GB that takes no space (bad input 18)', async () => {
    writeFileSync(at('huge.txt'), '');
    truncateSync(at('huge.txt'), 3_000_000_000);
    expect(await read(at('huge.txt'), 20)).toEqual({
      ok: false,
      error: { type: 'too-large', bytes: 3_000_000_000, limit: 20 },
    });
  });

  it('chooses the limit by the first bytes', async () => {
    writeFileSync(at('kind.txt'), '{"format":1}');
    const seen: string[] = [];
    await readFileChecked(at('kind.txt'), (name, head) => {
      seen.push(name, new TextDecoder().decode(head));
      return 100;
    });
    expect(seen).toEqual(['kind.txt', '{"format":1}']);
  });

  it('refuses a file that grows while it is read (bad input 21)', async () => {
    writeFileSync(at('grows.txt'), 'a');
    const done = await readFileChecked(at('grows.txt'), () => {
      appendFileSync(at('grows.txt'), 'b');
      return 100;
    });
    expect(done).toEqual({ ok: false, error: { type: 'changed-while-reading' } });
  });

  it.each([
    {
      name: 'a folder (bad input 21)',
      file: () => folder,
      error: { type: 'not-a-file', what: 'folder' },
    },
    {
      name: 'a pipe nobody writes to (bad input 21)',
      file: () => {
        execFileSync('mkfifo', [at('pipe')]);
        return at('pipe');
      },
      error: { type: 'not-a-file', what: 'device' },
    },
    {
      name: '/dev/zero (bad input 21)',
      file: () => '/dev/zero',
      error: { type: 'not-a-file', what: 'device' },
    },
    {
      name: 'a link to a device',
      file: () => {
        symlinkSync('/dev/zero', at('zero.txt'));
        return at('zero.txt');
      },
      error: { type: 'not-a-file', what: 'device' },
    },
    { name: 'nothing', file: () => at('absent.txt'), error: { type: 'not-found' } },
    { name: 'a relative path', file: () => '../x', error: { type: 'not-absolute' } },
    { name: 'a NUL', file: () => `${at('a')}\0.txt`, error: { type: 'not-absolute' } },
    {
      name: 'an address (bad input 79)',
      file: () => 'file://host/x',
      error: { type: 'not-absolute' },
    },
    {
      name: 'another computer (bad input 79)',
      file: () => '\\\\host\\share\\x',
      error: { type: 'network-path' },
    },
    { name: 'another computer', file: () => '//host/share/x', error: { type: 'network-path' } },
  ])('refuses $name', async ({ file, error }) => {
    expect(await read(file())).toEqual({ ok: false, error });
  });
});
