import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { articleText } from '../article-text.ts';
import type { SourceError, SourceTools } from '../reader.ts';
import type { Reading, ReadOptions } from '../reading.ts';
import { docxReader } from './docx/docx.ts';
import { odtReader } from './odt/odt.ts';
import { rtfReader } from './rtf.ts';
import { DOCUMENTS, REJECTED } from './testing/documents.ts';
import {
  change,
  escaped,
  p,
  pack,
  r,
  table,
  writeDocx,
  writeOdt,
} from './testing/office-writer.ts';

const TOOLS: SourceTools = {
  decode: (bytes, encoding) => {
    try {
      return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return undefined;
    }
  },
  encode: (text) => new TextEncoder().encode(text),
  sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
};
const READERS = { docx: docxReader, odt: odtReader };
type Ending = keyof typeof READERS;

const read = (bytes: Uint8Array, ending: Ending, options: ReadOptions) =>
  READERS[ending].read({ name: `a.${ending}`, bytes }, options, TOOLS);

async function readingOf(
  bytes: Uint8Array,
  ending: Ending,
  options: ReadOptions = {},
): Promise<Reading> {
  const source = await read(bytes, ending, options);
  if (!source.ok) throw new Error(source.error.detail);
  const [reading] = source.value.readings;
  if (!reading) throw new Error('There is no reading.');
  return reading;
}

async function reasonOf(bytes: Uint8Array, ending: Ending): Promise<SourceError | null> {
  const source = await read(bytes, ending, {});
  return source.ok ? null : source.error;
}

const named = (name: string) => {
  const found = DOCUMENTS.find((each) => each.name === name);
  if (!found) throw new Error(`There is no document ${name}.`);
  return found;
};
const readNamed = (name: string, options: ReadOptions = {}) => {
  const { bytes, ending } = named(name);
  return readingOf(bytes(), ending, options);
};

describe('the documents of the tests', () => {
  const folder = 'core/sources/office/testing/documents';

  it.each(DOCUMENTS)('$name.$ending lies beside its true text as it is made now', (each) => {
    const { name, ending, bytes, text } = each;
    expect(new Uint8Array(readFileSync(`${folder}/${name}.${ending}`))).toEqual(bytes());
    expect(readFileSync(`${folder}/${name}.txt`, 'utf8')).toBe(text);
  });

  it.each(DOCUMENTS)('$name.$ending: $about', async ({ bytes, ending, text, others }) => {
    const { blocks } = await readingOf(bytes(), ending);
    expect(articleText(blocks).text).toBe(text);
    const rest = blocks.filter(({ part }) => part !== 'article');
    expect(rest.map((each) => [each.part, each.text])).toEqual(others);
  });

  it.each(DOCUMENTS.filter(({ rejected }) => rejected !== undefined))(
    '$name.$ending reads otherwise with its changes rejected',
    async ({ bytes, ending, rejected }) => {
      const { blocks } = await readingOf(bytes(), ending, REJECTED);
      expect(articleText(blocks).text).toBe(rejected);
    },
  );
});

describe('tracked changes', () => {
  it.each([
    ['tracked-changes', { insertions: 3, deletions: 3 }],
    ['tracked-changes-and-notes', { insertions: 1, deletions: 2 }],
  ])('of %s are counted and said, whichever way it is read', async (name, counts) => {
    for (const options of [{}, REJECTED]) {
      const { tracked, warnings } = await readNamed(name, options);
      expect(tracked).toEqual(counts);
      expect(warnings[0]).toContain(`as if all of them were ${options.tracked ?? 'accepted'}`);
    }
  });

  it('say who made them and when', async () => {
    const { blocks } = await readNamed('tracked-changes');
    const found = blocks.find(({ text }) => text === 'denied');
    expect(found?.why).toBe('Tracked change: deleted by Mara Pohl on 2026-02-03.');
  });
});

describe('what is found in a document', () => {
  it('is the kinds of its paragraphs', async () => {
    const { blocks } = await readNamed('lists-and-headings');
    expect(
      blocks.map(({ kind, level }) => (level === undefined ? kind : `${kind} ${level}`)),
    ).toEqual([
      ...['heading 1', 'heading 2', 'paragraph', 'list-item 1', 'list-item 2', 'list-item 1'],
      ...['paragraph', 'heading 2', 'quote 1', 'caption', 'heading 3'],
    ]);
  });

  it('is comments with who wrote them, and details with where they were read', async () => {
    const { blocks } = await readNamed('tables-and-comments');
    expect(blocks.find(({ part }) => part === 'comment')?.why).toContain(
      'Comment by Edda Lorenz on 2026-01-09',
    );
    const { details } = await readNamed('tracked-changes');
    expect(details.title).toEqual({ value: 'The visit', from: 'document properties' });
    expect(details.author?.value).toBe('Mara Pohl');
  });

  it('is said of macros and of what lies outside, neither of which is opened', async () => {
    const { warnings } = await readNamed('fields-and-hyphens');
    expect(warnings.join(' ')).toMatch(
      /files outside of it.*None of them was opened.*macros\. They were not opened/u,
    );
  });
});

describe('a document that gives no article', () => {
  const wide = (text: string): number[] => [...Buffer.from(text, 'utf16le')];
  const compound = (name: string): Uint8Array =>
    Uint8Array.from([
      0xd0,
      0xcf,
      0x11,
      0xe0,
      0xa1,
      0xb1,
      0x1a,
      0xe1,
      ...new Array<number>(500).fill(0),
      ...wide(name),
    ]);
  const laughs = '<!DOCTYPE d [<!ENTITY a "ha">]><w:document/>';
  const sized = (size: number): string =>
    `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${' '.repeat(size)}</w:document>`;

  it.each<[string, Ending, SourceError['type'], Uint8Array]>([
    ['an encrypted one', 'docx', 'encrypted', compound('EncryptedPackage')],
    ['one of an old Word', 'docx', 'unreadable', compound('WordDocument')],
    ['an archive without a text part', 'docx', 'unreadable', pack({ 'a.xml': '<a/>' })],
    ['an archive cut short', 'docx', 'unreadable', named('arabic').bytes().subarray(0, 400)],
    ['one with a document type', 'docx', 'unsafe', pack({ 'word/document.xml': laughs })],
    ['a bomb', 'docx', 'unsafe', bomb(sized(30_000_000))],
    ['one without a word', 'docx', 'no-text', writeDocx({ body: p(r(' ')) })],
    ['text that is no archive', 'docx', 'unreadable', new Uint8Array(Buffer.from('no archive'))],
    [
      'an encrypted OpenDocument',
      'odt',
      'encrypted',
      writeOdt({ text: '', manifest: '<manifest:encryption-data/>' }),
    ],
    ['an OpenDocument that is no text', 'odt', 'unreadable', pack({ 'content.xml': '<a/>' })],
    ['an OpenDocument without a word', 'odt', 'no-text', writeOdt({ text: '<text:p/>' })],
  ])('%s is refused', async (_, ending, type, bytes) => {
    const reason = await reasonOf(bytes, ending);
    expect(reason?.type).toBe(type);
    expect(reason?.place).toContain(`a.${ending}`);
    expect(reason?.detail).toMatch(/\.$/u);
  });

  it('is plain text that is named as an OpenDocument, and says what to do', async () => {
    const reason = await reasonOf(new Uint8Array(Buffer.from('The pier closes.')), 'odt');
    expect(reason).toMatchObject({ type: 'unreadable', place: 'a.odt' });
    expect(reason?.detail).toMatch(/named as an OpenDocument text and is none.*\.txt/u);
  });

  it('is RTF, which is known by its first bytes and never opened as code', async () => {
    const file = { name: 'a.doc', bytes: new Uint8Array(Buffer.from('{\\rtf1 text}')) };
    expect(rtfReader.recognise(file)).toBe(1);
    const source = await rtfReader.read(file, {}, TOOLS);
    expect(source.ok ? null : source.error.detail).toContain('RTF is not read here');
  });
});

const words = fc
  .array(fc.stringMatching(/^[\p{L}&<]{1,8}$/u), { minLength: 1, maxLength: 6 })
  .map((each) => each.join(' '));
/** A paragraph, as XML and as what is seen of it. */
const paragraph = fc.oneof(
  words.map((text) => ({ xml: p(r(text)), seen: [text] })),
  fc
    .tuple(words, words)
    .map(([kept, gone]) => ({ xml: p(r(kept) + change('del', gone)), seen: [kept, gone] })),
  fc.tuple(words, words).map(([kept, more]) => ({
    xml: p(`${r(`${kept} `)}${change('ins', more)}`),
    seen: [kept, more],
  })),
  fc
    .tuple(words, words)
    .map(([one, hidden]) => ({ xml: p(r(one) + r(hidden, '<w:vanish/>')), seen: [one, hidden] })),
  fc.array(words, { minLength: 2, maxLength: 4 }).map((cells) => ({
    xml: table([cells.map((cell) => p(r(cell)))]),
    seen: cells,
  })),
);
const toWords = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => text.split(/\s+/u)).filter(Boolean);

describe('every visible word', () => {
  it('of a document of Word stands in exactly one block, in order, with changes accepted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(paragraph, { minLength: 1, maxLength: 12 }), async (parts) => {
        const body = parts.map(({ xml }) => xml).join('');
        const { blocks } = await readingOf(writeDocx({ body }), 'docx');
        expect(toWords(blocks.map(({ text }) => text))).toEqual(
          toWords(parts.flatMap(({ seen }) => seen)),
        );
      }),
    );
  });

  it('of an OpenDocument stands in exactly one block, in order', async () => {
    const part = fc.oneof(
      words.map((text) => ({ xml: `<text:p>${escaped(text)}</text:p>`, seen: [text] })),
      fc.tuple(words, words).map(([one, other]) => ({
        xml: `<text:h>${escaped(one)}<text:span> ${escaped(other)}</text:span></text:h>`,
        seen: [one, other],
      })),
      fc.array(words, { minLength: 1, maxLength: 4 }).map((cells) => ({
        xml: `<table:table><table:table-row>${cells.map((cell) => `<table:table-cell><text:p>${escaped(cell)}</text:p></table:table-cell>`).join('')}</table:table-row></table:table>`,
        seen: cells,
      })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 12 }), async (parts) => {
        const { blocks } = await readingOf(
          writeOdt({ text: parts.map(({ xml }) => xml).join('') }),
          'odt',
        );
        expect(toWords(blocks.map(({ text }) => text))).toEqual(
          toWords(parts.flatMap(({ seen }) => seen)),
        );
      }),
    );
  });
});

/** An archive whose one part is mostly nothing, packed as tightly as can be. */
function bomb(content: string): Uint8Array {
  return zipSync({ 'word/document.xml': [new Uint8Array(Buffer.from(content)), { level: 9 }] });
}
