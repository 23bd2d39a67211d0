import { createHash, hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';
import { expect, it } from 'vitest';

import { makeCodecTools } from '../../exchange/content/codec-tools.ts';
import { damaged, damages } from '../../text/testing/damaged-bytes.ts';
import { fuzzRuns } from '../../text/testing/fuzz-runs.ts';
import { articleText } from '../article-text.ts';
import type { SourceFile, SourceTools } from '../reader.ts';
import { findReader } from './readers.ts';

const tools: SourceTools = {
  ...makeCodecTools(hash, TextDecoder, TextEncoder),
  sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
};

const WRITTEN: Readonly<Record<string, string>> = {
  'page.mht':
    'From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://example.org/a\r\n\r\n<html><body><h1>Harbour</h1><p>It closes =E2=80=9Csoon=E2=80=9D.</p></body></html>\r\n--b--\r\n',
  'letter.eml':
    'From: A <a@example.org>\r\nSubject: =?utf-8?Q?Harb=C3=B6ur?=\r\nDate: Mon, 2 Mar 2026 10:00:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nIt closes soon.\r\n\r\n> When?\r\n-- \r\nA\r\n',
  'feed.xml':
    '<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><item><title>A</title><description>&lt;p&gt;It closes soon, and nobody knows when it will open again.&lt;/p&gt;</description></item></channel></rss>',
  'articles.csv': 'title;text;date\n"A";"It closes, ""soon"".\nNobody knows.";2026-03-02\n;;\n',
  'articles.jsonl': '{"title":"A","text":"It closes soon."}\n{"title":"B"}\n',
};

/** Small files of every kind that is read. */
function files(): SourceFile[] {
  const folders = ['testing/pages', 'office/testing/documents', 'paper/testing/papers'];
  const made = folders.flatMap((folder) => {
    const whole = path.join(import.meta.dirname, '..', folder);
    return readdirSync(whole)
      .filter((name) => /\.(?:html|docx|odt|pdf)$/u.test(name))
      .map((name) => ({ name, bytes: new Uint8Array(readFileSync(path.join(whole, name))) }));
  });
  const written = Object.entries(WRITTEN).map(([name, content]) => ({
    name,
    bytes: new TextEncoder().encode(content),
  }));
  return [...made, ...written];
}

it('a damaged file of any kind is read or refused in a sentence, and never ends the program', async () => {
  const all = files();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...all), damages, async (file, done) => {
      const given = { ...file, bytes: damaged(file.bytes, done) };
      const reader = findReader(given);
      if (!reader) return;
      const read = await reader.read(given, {}, tools);
      if (!read.ok) {
        expect(read.error.place).not.toBe('');
        expect(read.error.detail).toMatch(/[.!?]$/u);
        return;
      }
      for (const { blocks } of read.value.readings) {
        const { text, blocks: placed } = articleText(blocks);
        for (const { start, end } of placed) expect(text.slice(start, end)).not.toBe('');
        for (const { text: words } of blocks) expect(words).not.toBe('');
      }
    }),
    fuzzRuns(60),
  );
}, 3_600_000);
