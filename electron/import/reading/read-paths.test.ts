import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { codebook } from '../../store/testing/library-fixture.ts';
import { readPaths, type Found } from './read-paths.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'framewise-reading-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
const at = (name: string): string => path.join(folder, name);

type Files = Readonly<Record<string, string | Uint8Array>>;

function write(files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), content);
  }
}

async function read(...names: readonly string[]): Promise<Found[]> {
  return readPaths(names.map(at), codebook);
}

/** What was found in few words: what it is, what it is called, and how many texts and tags it has. */
function inShort(found: readonly Found[]): string[] {
  return found.map((each) => {
    if (each.type !== 'tags') return `${each.type} ${each.name}`;
    const { articles, sets, withoutText } = each.file;
    const tags = sets.reduce((sum, { annotations }) => sum + annotations.length, 0);
    return `tags ${each.name}: ${tags} on ${articles.length} texts, ${withoutText.length} without`;
  });
}

const FERRY = 'The ferry company promised “a new timetable” on Monday.\n';
const BRIDGE = 'The mayor wants “a bridge by spring”.\n';
const FERRY_ANN = 'T1\tQuote 27 44\t“a new timetable”\n';
const BRIDGE_ANN = 'T1\tQuote 16 36\t“a bridge by spring”\n';
const jsonl = (text: string, start: number, end: number): string =>
  `${JSON.stringify({ text, label: [[start, end, 'Quote']] })}\n`;

describe('a folder', () => {
  it.each<[string, Files, readonly string[]]>([
    [
      'plain articles, also in folders of it',
      {
        'c/a.txt': FERRY,
        'c/b.md': BRIDGE,
        'c/deep/d.html': '<p>A page.</p>',
        'c/.hidden.txt': 'x',
      },
      ['article a.txt', 'article b.md', 'to-read deep/d.html'],
    ],
    [
      'a note on the data beside them',
      { 'c/README.md': 'About.', 'c/LICENSE': 'Free.', 'c/a.jsonl': jsonl(FERRY, 27, 44) },
      ['aside LICENSE', 'aside README.md', 'tags a.jsonl: 1 on 1 texts, 0 without'],
    ],
    [
      'lines of JSON, each file by itself',
      { 'c/dev.jsonl': jsonl(FERRY, 27, 44), 'c/train.jsonl': jsonl(BRIDGE, 16, 36) },
      ['tags dev.jsonl: 1 on 1 texts, 0 without', 'tags train.jsonl: 1 on 1 texts, 0 without'],
    ],
    [
      'texts in one folder and annotations in another',
      {
        'c/text/a.txt': FERRY,
        'c/text/b.txt': BRIDGE,
        'c/annotations/a.ann': FERRY_ANN,
        'c/annotations/b.ann': BRIDGE_ANN,
      },
      ['tags c: 2 on 2 texts, 0 without'],
    ],
    [
      'suffixes in the names of annotations',
      { 'c/text/a.txt': FERRY, 'c/ann/a.gold.ann': FERRY_ANN, 'c/notes.txt': BRIDGE },
      ['tags c: 1 on 1 texts, 0 without', 'article notes.txt'],
    ],
    [
      'what cannot be opened, each with its reason',
      { 'c/a.txt': FERRY, 'c/scan.bin': new Uint8Array(64), 'c/x.jsonl': '{"a": 1}\n' },
      ['article a.txt', 'refused scan.bin', 'to-read x.jsonl'],
    ],
    ['nothing', { 'c/.keep': '' }, ['refused c']],
  ])('of %s is taken as what is in it', async (_, files, expected) => {
    write(files);
    expect(inShort(await read('c')).sort()).toEqual([...expected].sort());
  });

  it('is read once where its files are named as well, and links in it are not followed', async () => {
    write({ 'c/a.txt': FERRY, 'other/secret.txt': BRIDGE });
    symlinkSync(at('other/secret.txt'), at('c/link.txt'));
    expect(inShort(await read('c', 'c/a.txt'))).toEqual(['article a.txt']);
  });

  it('of more files than any export of ours for ten thousand articles is still taken', async () => {
    write(
      Object.fromEntries(Array.from({ length: 2_100 }, (_, n) => [`c/${n}.txt`, `Text ${n}.`])),
    );
    expect(await read('c')).toHaveLength(2_100);
  });
});

describe('files of tags that are opened without their text', () => {
  it.each<[string, Files, string, readonly string[]]>([
    [
      'brat beside its text',
      { 'c/a.ann': FERRY_ANN, 'c/a.txt': FERRY, 'c/b.txt': BRIDGE },
      'c/a.ann',
      ['c/a.txt'],
    ],
    [
      'brat in a folder beside that of its text',
      { 'c/ann/a.ann': FERRY_ANN, 'c/text/a.txt': FERRY },
      'c/ann/a.ann',
      ['text/a.txt'],
    ],
    [
      'brat with the annotator in the name',
      { 'c/a.anna.ann': FERRY_ANN, 'c/a.txt': FERRY },
      'c/a.anna.ann',
      ['c/a.txt'],
    ],
    [
      'a folder of brat alone',
      {
        'c/ann/a.ann': FERRY_ANN,
        'c/ann/b.ann': BRIDGE_ANN,
        'c/text/a.txt': FERRY,
        'c/text/b.txt': BRIDGE,
      },
      'c/ann',
      ['text/a.txt', 'text/b.txt'],
    ],
    [
      'web annotations beside their text',
      {
        'c/a.jsonld': JSON.stringify({
          '@context': 'http://www.w3.org/ns/anno.jsonld',
          ...{
            type: 'Annotation',
            body: { type: 'TextualBody', value: 'Quote', purpose: 'tagging' },
          },
          target: {
            source: 'https://example.org/a',
            selector: { type: 'TextQuoteSelector', exact: 'a new timetable' },
          },
        }),
        'c/a.txt': FERRY,
      },
      'c/a.jsonld',
      ['c/a.txt'],
    ],
  ])('are read with it: %s', async (_, files, name, texts) => {
    write(files);
    const [found, ...others] = await read(name);
    expect(others).toEqual([]);
    if (found?.type !== 'tags') throw new Error(JSON.stringify(found));
    expect(found.textsBeside).toEqual(texts);
    expect(found.file.withoutText).toEqual([]);
    expect(found.file.sets.flatMap(({ annotations }) => annotations)).toHaveLength(texts.length);
  });

  it('are read with a text of another name that is opened with them, where their words stand in it', async () => {
    write({ 'a.ann': FERRY_ANN, 'texts/story.txt': FERRY, 'texts/other.txt': BRIDGE });
    const found = await read('a.ann', 'texts');
    expect(inShort(found)).toEqual([
      'tags a.ann: 1 on 1 texts, 0 without',
      'article other.txt',
      'article story.txt',
    ]);
  });

  it.each<[string, Files]>([
    ['where there is none of its name', { 'c/a.ann': FERRY_ANN, 'c/b.txt': FERRY }],
    [
      'where that of its name in another folder has other words',
      { 'c/ann/a.ann': FERRY_ANN, 'c/elsewhere/a.txt': BRIDGE },
    ],
    ['where it is no text', { 'c/a.ann': FERRY_ANN, 'c/a.txt': new Uint8Array(100) }],
  ])('are left without one %s', async (_, files) => {
    write(files);
    const [found] = await read(Object.keys(files)[0] ?? '');
    if (found?.type !== 'tags') throw new Error(JSON.stringify(found));
    expect(found.textsBeside).toEqual([]);
    expect(found.file.withoutText).toHaveLength(1);
  });
});

describe('a file that is not understood', () => {
  it.each([
    ['lines.jsonl', '{"a": 1}\n{"a": 2}\n', /^lines\.jsonl is of no format .* lines of JSON/u],
    ['lines.json', '{"a": 1}\n{"a": 2}\n', /^lines\.json is of no format .* lines of JSON/u],
    ['table.tsv', 'x\ty\n1\t2\n', /^table\.tsv is of no format .* a table/u],
    ['words.conll', 'no columns here\n', /words\.conll: None of its columns is known/u],
    ['data.json', '{"things": []}', /^data\.json is of no format .* JSON/u],
    ['page.xml', '<?xml version="1.0"?>\n<doc><p>Words</p></doc>', /^page\.xml .* XML/u],
    ['noend', '[{"a": 1}, {"a": 2}]', /^noend is of no format .* JSON/u],
  ])('is never an article, whatever its name: %s', async (name, content, reason) => {
    write({ [name]: content });
    const [found] = await read(name);
    // What may be a table of articles is read by itself, and said to be nothing where that finds none.
    expect(found).toMatchObject({
      name,
      type: expect.stringMatching(/^(?:refused|to-read)$/u) as string,
    });
    expect(found).toMatchObject({
      [found?.type === 'refused' ? 'reason' : 'otherwise']: expect.stringMatching(reason) as string,
    });
  });

  it.each([
    ['rows of words', 'The\tO\nferry\tB-Ship\nis\tO\nlate\tO\n', 1],
    ['rows of WebAnno', '#FORMAT=WebAnno TSV 3.3\n\n\n#Text=No .\n1-1\t0-2\tNo\n1-2\t3-4\t.\n', 0],
    ['lines of JSON', jsonl(FERRY, 27, 44), 1],
  ])('is no article where a text has %s', async (_, content, tags) => {
    write({ 'a.txt': content });
    expect(inShort(await read('a.txt'))).toEqual([`tags a.txt: ${tags} on 1 texts, 0 without`]);
  });

  it('is no article where a text has tags in a form that is not read', async () => {
    write({ 'a.txt': `7|t|Ferry\n7|a|${FERRY}7\t10\t15\tferry\tShip\tQ1\n` });
    expect(await read('a.txt')).toMatchObject([
      { type: 'refused', reason: expect.stringMatching(/annotations of PubTator/u) as string },
    ]);
  });

  it.each([
    ['a.txt', '{"quoted": "as it was sent"}\n'],
    ['a.md', 'T1\tQuote 0 4\tText\n'],
    ['noend', 'A report without an ending in its name.\n'],
  ])('is an article where it is one: %s', async (name, content) => {
    write({ [name]: content });
    expect(inShort(await read(name))).toEqual([`article ${name}`]);
  });
});

describe('an archive with tags in it', () => {
  const zip = (files: Files): Uint8Array =>
    zipSync(
      Object.fromEntries(
        Object.entries(files).map(([name, content]) => [
          name,
          typeof content === 'string' ? strToU8(content) : content,
        ]),
      ),
    );

  it.each<[string, Files, readonly string[]]>([
    [
      'lines of JSON',
      { 'all.jsonl': jsonl(FERRY, 27, 44) },
      ['tags a.zip/all.jsonl: 1 on 1 texts, 0 without'],
    ],
    [
      'texts with tags, and another text',
      { 'c/a.txt': FERRY, 'c/a.ann': FERRY_ANN, 'c/b.txt': BRIDGE },
      ['tags c: 1 on 1 texts, 0 without', 'article a.zip/c/b.txt'],
    ],
  ])('is read as a folder of them: %s', async (_, files, expected) => {
    write({ 'a.zip': zip(files) });
    expect(inShort(await read('a.zip')).sort()).toEqual(expected.toSorted());
  });

  it('is a source of articles where nothing in it is tagged', async () => {
    write({ 'a.zip': zip({ 'a.txt': FERRY, 'b.csv': 'title,text\nA,Words of it.\n' }) });
    expect(inShort(await read('a.zip'))).toEqual(['to-read a.zip']);
  });
});

describe('a page or document', () => {
  it.each([
    ['a.html', '<p>A page.</p>'],
    ['letter.eml', 'Dear all,\n\nthe ferry is late.\n'],
    ['paper.pdf', '%PDF-1.7'],
  ])('is read by itself: %s', async (name, content) => {
    write({ [name]: content });
    expect(inShort(await read(name))).toEqual([`to-read ${name}`]);
  });
});

describe('a page or document of any name', () => {
  const MHTML =
    'From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/\r\nSubject: Ferry\r\n' +
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n' +
    `--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><p>${FERRY}</p></html>\r\n--x--\r\n`;
  const EML =
    'From: a@a.example\r\nTo: b@b.example\r\nSubject: Ferry\r\nMIME-Version: 1.0\r\n' +
    `Content-Type: text/plain; charset=utf-8\r\n\r\n${FERRY}`;
  const RSS = `<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour</title><item><title>Ferry</title><description>${FERRY}</description></item></channel></rss>`;
  const PDF = '%PDF-1.7\n%\u00e2\u00e3\n1 0 obj\n<<>>\nendobj\n';
  const ZIP = zipSync({ 'a.html': strToU8(`<html><p>${FERRY}</p></html>`) });
  const RTF = `{\\rtf1\\ansi ${FERRY}}`;

  it.each<[string, string | Uint8Array, string]>([
    ['an archive', ZIP, 'pages.zip'],
    ['an archive of another ending', ZIP, 'pages.bin'],
    ['a feed', RSS, 'feed.xml'],
    ['a feed by its own ending', RSS, 'feed.rss'],
    ['mail', EML, 'ferry.eml'],
    ['mail of a mail program', EML, 'ferry.emlx'],
    ['a web archive', MHTML, 'ferry.mht'],
    ['a web archive called a text', MHTML, 'ferry.txt'],
    ['a web archive without an ending', MHTML, 'ferry'],
    ['a PDF called a text', PDF, 'ferry.txt'],
    ['a PDF without an ending', PDF, 'ferry'],
    ['a PDF behind what a server said', `HTTP/1.1 200 OK\r\n\r\n${PDF}`, 'ferry.txt'],
    ['a page called a text', `<!doctype html><html><p>${FERRY}</p></html>`, 'page.txt'],
    ['a document called a text', RTF, 'ferry.txt'],
  ])('is read as what it is: %s', async (_, content, name) => {
    write({ [name]: content, [`c/${name}`]: content });
    expect(inShort(await read(name))).toEqual([`to-read ${name}`]);
    expect(inShort(await read('c'))).toEqual([`to-read ${name}`]);
  });

  it.each([
    ['letters about somebody', 'From: Anna\nTo: Per\nSubject: Ferry\n\nThe ferry.'],
    ['a text about pages', 'The page began with <html> and ended with </html>.'],
    ['a text about a kind of file', 'A file that begins with %PDF- is a PDF.'],
    ['a text that shows a kind of file', 'So it begins:\n\n%PDF-1.7\n\nand ends with %%EOF.\n'],
    ['a text about documents', 'What begins with {\\rtf1 is a document.'],
    ['lines of JSON', '{"text": "The ferry."}\n{"text": "The bridge."}\n'],
    ['a table', 'title,text\nFerry,The ferry.\n'],
  ])('is not what a plain text is taken for: %s', async (_, text) => {
    write({ 'plain.txt': text });
    expect(inShort(await read('plain.txt'))).toEqual(['article plain.txt']);
  });
});

describe('what things are called', () => {
  it('are their names, with folders where two have one name', async () => {
    write({ 'anna/all.jsonl': jsonl(FERRY, 27, 44), 'bert/all.jsonl': jsonl(FERRY, 28, 43) });
    expect((await read('anna/all.jsonl', 'bert/all.jsonl')).map(({ name }) => name)).toEqual([
      'anna/all.jsonl',
      'bert/all.jsonl',
    ]);
    expect((await read('anna/all.jsonl')).map(({ name }) => name)).toEqual(['all.jsonl']);
  });
});
