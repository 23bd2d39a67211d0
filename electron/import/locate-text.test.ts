import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { err, ok } from '#core/result.ts';

import { codebook } from '../store/testing/library-fixture.ts';
import { locateText } from './locate-text.ts';
import { sha256 } from '../store/disk/sums.ts';
import { runParseJob } from './import-job.ts';

const TEXT = 'Ein Bericht über die Gespräche\n\nSie sagte: „So war es nicht.“\n';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'framewise-locate-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** Curly quotes as Windows-1252 has them, ASCII and Latin letters as Latin-1 does. */
function windows1252(text: string): Uint8Array {
  const quotes = new Map([
    ['„', 0x84],
    ['“', 0x93],
  ]);
  return Uint8Array.from(text, (c) => quotes.get(c) ?? c.charCodeAt(0));
}

describe('a lost text', () => {
  it.each([
    { where: 'a file of UTF-8', content: TEXT },
    { where: 'a file of UTF-8 with a byte order mark', content: `\ufeff${TEXT}` },
    { where: 'a file of UTF-16', content: Buffer.from(`\ufeff${TEXT}`, 'utf16le') },
    { where: 'a file in an encoding that can only be guessed', content: windows1252(TEXT) },
  ])('is found in $where', async ({ content }) => {
    const file = write('moved.txt', content);
    expect(await locateText(runParseJob, codebook, sha256(TEXT), file)).toEqual(ok(TEXT));
  });

  it('is found in a plain text that looks like the code of a page, as it was taken once', async () => {
    const code = `<!doctype html><html><p>${TEXT}</p></html>`;
    const file = write('page.txt', code);
    expect(await locateText(runParseJob, codebook, sha256(code), file)).toEqual(ok(code));
  });

  it('is not taken from a file in which one character differs', async () => {
    const file = write('other.txt', `${TEXT} `);
    expect(await locateText(runParseJob, codebook, sha256(TEXT), file)).toEqual(
      err({ type: 'other-text', name: 'other.txt' }),
    );
  });

  it('is not looked for in what is no text, and the reason is a sentence', async () => {
    const file = write('report.txt', '%PDF-1.7\nnot really');
    expect(await locateText(runParseJob, codebook, sha256(TEXT), file)).toEqual(
      err({
        type: 'unreadable-file',
        reason: expect.stringMatching(/is not text\..+\.$/u) as string,
      }),
    );
  });
});
