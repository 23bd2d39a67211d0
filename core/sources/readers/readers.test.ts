import { createHash, hash } from 'node:crypto';

import { zipSync, type Zippable } from 'fflate';
import { describe, expect, it } from 'vitest';

import { makeCodecTools } from '../../exchange/content/codec-tools.ts';
import { articleText } from '../article-text.ts';
import type { SourceTools } from '../reader.ts';
import type { ReadSource } from '../reading.ts';
import { findReader, READERS } from './readers.ts';

const tools: SourceTools = {
  ...makeCodecTools(hash, TextDecoder, TextEncoder),
  sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
};

type Content = string | Uint8Array;
const bytesOf = (content: Content): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;
const zip = (files: Readonly<Record<string, Content>>): Uint8Array => {
  const entries: Zippable = {};
  for (const [name, content] of Object.entries(files)) entries[name] = bytesOf(content);
  return zipSync(entries, { level: 6 });
};

async function tryRead(content: Content, name = 'export.zip') {
  const file = { name, bytes: bytesOf(content) };
  const reader = findReader(file);
  if (!reader) throw new Error('no reader');
  return reader.read(file, {}, tools);
}

async function read(content: Content): Promise<ReadSource> {
  const found = await tryRead(content);
  if (!found.ok) throw new Error(found.error.detail);
  return found.value;
}

const MHTML =
  'From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>In a web archive.</p>\n--b--\n';
const MAIL = 'From: a@b.example\nSubject: Harbour\n\nIn a mail.\n';
const TABLE = 'title,text\nA,The first row has these words.\nB,The second row has others.\n';
const TAGGED = '{"text": "Some words.", "label": [[0, 4, "Quote"]]}\n';

describe('The reader of a file', () => {
  it.each([
    ['a.mht', MHTML, 'mhtml'],
    ['a.html', MHTML, 'mhtml'],
    ['a.txt', MHTML, 'mhtml'],
    ['a.eml', MAIL, 'eml'],
    ['a.csv', TABLE, 'table'],
    ['a.json', '[{"title": "A", "text": "Some words of an article."}]', 'records'],
    ['a.xml', '<rss version="2.0"><channel/></rss>', 'feed'],
    ['a.txt', '%PDF-1.4\n', 'pdf'],
    ['a.zip', zip({ 'a.txt': 'words' }), 'zip'],
    ['a.txt', zip({ 'a.txt': 'words' }), 'zip'],
  ])('%s: known by what is in it: %s', (name, content, reader) => {
    expect(findReader({ name, bytes: bytesOf(content) })?.name).toBe(reader);
  });

  it.each([
    ['a plain text', 'a.txt', 'The harbour stays open.\n'],
    ['Markdown', 'a.md', '# The harbour\n\nIt stays open.\n'],
    ['a text like a table', 'a.txt', 'a, b, c\nd, e, f\n'],
    ['lines with tags', 'a.jsonl', TAGGED],
    ['a list of tags', 'a.json', `[${TAGGED}]`],
    ['a spreadsheet', 'a.xlsx', zip({ 'xl/workbook.xml': '<a/>' })],
    ['a project with tags', 'a.zip', zip({ 'project.qde': '<a/>' })],
  ])('is none for %s', (_, name, content) => {
    expect(findReader({ name, bytes: bytesOf(content) })).toBeNull();
  });

  it('is known by a name that no other one has', () => {
    const names = READERS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('An archive', () => {
  it('has an article of each file in it, called by its path', async () => {
    const content = zip({
      'news/b.csv': TABLE,
      'news/a.mht': MHTML,
      'mail.eml': MAIL,
      'plain.txt': ' The harbour\r\n\r\nstays open.\n',
    });
    const { readings, leftOut } = await read(content);
    expect(readings.map(({ item, blocks }) => [item, articleText(blocks).text])).toEqual([
      ['mail.eml', 'In a mail.'],
      ['news/a.mht', 'In a web archive.'],
      ['news/b.csv, row 2', 'The first row has these words.'],
      ['news/b.csv, row 3', 'The second row has others.'],
      ['plain.txt', ' The harbour\r\n\r\nstays open.\n'],
    ]);
    expect(new Set(readings.map(({ reader }) => reader.name))).toEqual(new Set(['zip']));
    expect(leftOut).toEqual([]);
  });

  it('lists each file that gives none, with the reason, and takes the others', async () => {
    const { readings, leftOut } = await read(
      zip({
        'good.txt': 'Words.',
        'bad.pdf': '%PDF-1.4 nothing',
        'code.txt': '{\\rtf1 Words}',
        'empty.txt': '',
        'tags.jsonl': TAGGED,
        'rows.csv': 'title,text\nA,\nB,Some words of a row.\n',
        'page_files/style.css': 'p {}',
        'page_files/a.png': Uint8Array.of(1, 2, 3),
        '__MACOSX/._good.txt': 'x',
      }),
    );
    expect(readings.map(({ item }) => item)).toEqual(['good.txt', 'rows.csv, row 3']);
    expect(leftOut.map(({ place, reason }) => `${place}: ${reason}`)).toEqual([
      expect.stringMatching(/^bad\.pdf: /u),
      expect.stringMatching(/^code\.txt: .*(?:rich text|RTF)/u),
      expect.stringMatching(/^empty\.txt: The file is empty/u),
      expect.stringMatching(/^rows\.csv, row 2: It has no text/u),
      expect.stringMatching(/^tags\.jsonl: It is a file of tags \(doccano/u),
      expect.stringMatching(/^export\.zip: 3 files of pictures/u),
    ]);
  });

  const encrypted = (): Uint8Array => {
    const bytes = zip({ 'a.txt': 'words' });
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (let at = 0; at < bytes.length - 4; at += 1) {
      const signature = view.getUint32(at, true);
      if (signature === 0x04034b50) view.setUint16(at + 6, 1, true);
      if (signature === 0x02014b50) view.setUint16(at + 8, 1, true);
    }
    return bytes;
  };

  it.each([
    ['leads out of its folder (91)', zip({ '../../a.txt': 'words' }), 'unsafe', /leads out/u],
    [
      'is another archive inside (92)',
      zip({ 'a.zip': zip({ 'a.txt': 'words' }) }),
      'unsafe',
      /archive is in the archive/u,
    ],
    [
      'is another archive under a wrong name (92)',
      zip({ 'a.txt': zip({ 'b.txt': 'words' }) }),
      'unsafe',
      /archive is in the archive/u,
    ],
    ['would grow without bound (90)', zip({ 'a.txt': 'a'.repeat(5_000_000) }), 'unsafe', /./u],
    ['needs a password (92)', encrypted(), 'encrypted', /password/u],
    ['is cut', zip({ 'a.txt': 'some words' }).subarray(0, 60), 'unreadable', /cut short/u],
  ])('that %s is refused as a whole', async (_, content, type, detail) => {
    expect(await tryRead(content)).toMatchObject({
      ok: false,
      error: { type, detail: expect.stringMatching(detail) as string },
    });
  });

  it('gives the same text whenever it is read', async () => {
    const content = zip({ 'a.txt': 'One.', 'b.csv': TABLE });
    expect(await read(content)).toEqual(await read(content));
  });
});
