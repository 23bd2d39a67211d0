import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

import { articleText } from '../article-text.ts';
import type { SourceError, SourceTools } from '../reader.ts';
import type { Reading } from '../reading.ts';
import { pdfReader } from './pdf.ts';
import { PAPERS } from './testing/papers.ts';
import { PAGE, western, writePdf, type PlacedText } from './testing/pdf-writer.ts';
import { setParagraph } from './testing/typesetting.ts';

const TOOLS: SourceTools = {
  decode: (bytes, encoding) => new TextDecoder(encoding, { fatal: true }).decode(bytes),
  encode: (text) => new TextEncoder().encode(text),
  sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
};
const FONTS = { R: western('Helvetica'), B: western('Helvetica-Bold') };
const read = (bytes: Uint8Array) => pdfReader.read({ name: 'paper.pdf', bytes }, {}, TOOLS);

async function readingOf(bytes: Uint8Array): Promise<Reading> {
  const source = await read(bytes);
  if (!source.ok) throw new Error(source.error.detail);
  const [reading] = source.value.readings;
  if (!reading) throw new Error('There is no reading.');
  return reading;
}

async function reasonOf(bytes: Uint8Array): Promise<SourceError | null> {
  const source = await read(bytes);
  return source.ok ? null : source.error;
}

function named(name: string): Uint8Array {
  const paper = PAPERS.find((each) => each.name === name);
  if (!paper) throw new Error(`There is no paper ${name}.`);
  return paper.bytes();
}

/** So many MB of spaces, packed, one sign a byte. */
function deflated(megabytes: number): string {
  return deflateSync(Buffer.alloc(megabytes * 1024 * 1024, ' ')).toString('latin1');
}

/** The same in LZW: each code is one longer than the one before, until the table is full. */
function spacesInLzw(megabytes: number): string {
  let [bits, count, length] = [0, 0, 0];
  const bytes: number[] = [];
  const put = (code: number, width: number): void => {
    bits = (bits << width) | code;
    for (count += width; count >= 8; count -= 8) bytes.push((bits >> (count - 8)) & 255);
    bits &= (1 << count) - 1;
  };
  while (length < megabytes * 1024 * 1024) {
    put(256, length === 0 ? 9 : 12);
    put(32, 9);
    for (let code = 258; code < 4094; code += 1) {
      put(code, code < 511 ? 9 : code < 1023 ? 10 : code < 2047 ? 11 : 12);
      length += code - 256;
    }
  }
  return Buffer.from(bytes).toString('latin1');
}

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

describe('the papers of the tests', () => {
  const folder = 'core/sources/paper/testing/papers';

  it.each(PAPERS)('$name lies beside its true text as it is made now', ({ name, bytes, text }) => {
    expect(new Uint8Array(readFileSync(`${folder}/${name}.pdf`))).toEqual(bytes());
    if (text !== null) expect(readFileSync(`${folder}/${name}.txt`, 'utf8')).toBe(text);
  });

  it.each(PAPERS.filter(({ text }) => text !== null))(
    '$name: $about',
    async ({ bytes, text, others = [] }) => {
      const { blocks } = await readingOf(bytes());
      expect(articleText(blocks).text).toBe(text);
      const rest = blocks.filter(({ part }) => part !== 'article');
      expect(rest.map((each) => [each.part, each.text])).toEqual(others);
    },
  );
});

describe('what is found in a paper', () => {
  it('is headings, items of lists and a note, each with its page and line', async () => {
    const { blocks } = await readingOf(named('one-column'));
    const kinds = blocks.map(({ kind, level, place }) => [kind, level, place]);
    expect(kinds[0]).toEqual(['heading', 1, 'page 1, line 1']);
    expect(kinds.filter(([kind]) => kind === 'list-item')).toHaveLength(3);
    expect(kinds.find(([kind, level]) => kind === 'heading' && level === 2)).toBeDefined();
  });

  it('is every word that was put together again, and none where the hyphen belongs to it', async () => {
    const { joined, blocks } = await readingOf(named('two-columns'));
    expect(joined?.length).toBeGreaterThan(0);
    for (const { from, to, place } of joined ?? []) {
      expect(from.replace('-\n', '')).toBe(to);
      expect(place).toMatch(/^page \d+, line \d+$/u);
    }
    expect(articleText(blocks).text).toContain('“a well-meant joke”');
  });

  it('is details of the document, each with where it was read', async () => {
    const { details } = await readingOf(named('one-column'));
    expect(details.title?.value).toBe('Council keeps its crane');
    expect(details.author).toEqual({ value: 'Edda Lorenz', from: 'document properties, Author' });
    expect(details.published?.iso).toBe('2026-02-10T08:15:00+01:00');
    expect(details.language?.value).toBe('en');
  });

  it('is said to be recognised where it is a layer under a picture', async () => {
    const { warnings } = await readingOf(named('scan-with-text'));
    expect(warnings).toEqual([
      'The pages are pictures; the text was recognised in them by a program and may have errors.',
    ]);
  });

  it('is hidden where words are not drawn among words that are', async () => {
    const line = { x: 80, font: 'R', size: 11 };
    const texts: PlacedText[] = [
      { ...line, text: 'What everybody sees.', y: 100 },
      { ...line, text: 'What nobody sees.', y: 130, isInvisible: true },
      { ...line, text: 'What stands beyond the edge.', y: 160, x: 700 },
    ];
    const { blocks } = await readingOf(writePdf({ fonts: FONTS, pages: [{ texts }] }));
    expect(blocks.map(({ part, text }) => [part, text])).toEqual([
      ['hidden', 'What nobody sees.'],
      ['article', 'What everybody sees.'],
    ]);
  });
});

describe('a PDF that gives no article', () => {
  it.each([
    ['a scan', 'no-text', named('scan')],
    ['one with a password', 'encrypted', named('encrypted')],
    ['an empty file', 'unreadable', new Uint8Array()],
    ['bytes of something else', 'unreadable', bytesOf('%PDF-1.7\nnothing of the kind')],
    ['one cut in its middle before any page', 'unreadable', named('one-column').subarray(0, 200)],
  ])('%s is refused', async (_, type, bytes) => {
    const reason = await reasonOf(bytes);
    expect(reason?.type).toBe(type);
    expect(reason?.place).toContain('paper.pdf');
    expect(reason?.detail).toMatch(/\.$/u);
  });

  it('says of a scan what it is', async () => {
    const reason = await reasonOf(named('scan'));
    expect(reason?.detail).toBe('This PDF has no text: it is pictures of pages.');
  });

  it('says of empty pages that they are, and calls them no pictures', async () => {
    // What is made for tests always has a picture among its objects.
    const empty = textOf(writePdf({ fonts: FONTS, pages: [{ texts: [] }] }));
    const reason = await reasonOf(bytesOf(empty.replace('/Subtype /Image', '/Subtype /Forms')));
    expect(reason?.type).toBe('no-text');
    expect(reason?.detail).toBe(
      'This PDF has no text: its pages are empty, or what they show is drawn.',
    );
  });

  it('is refused where it has more pages than are read, and not where it only says so', async () => {
    const lying = textOf(named('scan')).replace('/Count 2', '/Count 1000000');
    expect((await reasonOf(bytesOf(lying)))?.type).toBe('no-text');
    const pages = Array.from({ length: 5001 }, () => ({ texts: [] }));
    const reason = await reasonOf(writePdf({ fonts: FONTS, pages }));
    expect([reason?.type, reason?.detail]).toEqual([
      'too-large',
      'It has 5,001 pages; the limit is 5,000.',
    ]);
  });

  it.each([1, 2])(
    'is refused where it would grow without bound, packed %d times',
    async (times) => {
      let packed: Uint8Array = new Uint8Array(270 * 1024 * 1024);
      for (let each = 0; each < times; each += 1) packed = deflateSync(packed);
      const filters = '/FlateDecode '.repeat(times);
      const head = `%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /Filter [${filters}] /Length ${packed.length} >>\nstream\n`;
      const bomb = new Uint8Array([
        ...bytesOf(head),
        ...packed,
        ...bytesOf('\nendstream\nendobj\n'),
      ]);
      expect((await reasonOf(bomb))?.type).toBe('unsafe');
    },
  );

  it.each<[string, { entries: string; data: string; password?: string }]>([
    ['encrypted', { entries: '/Filter /FlateDecode', data: deflated(70), password: '' }],
    ['packed with LZW', { entries: '/Filter /LZWDecode', data: spacesInLzw(70) }],
    ['called a picture', { entries: '/Subtype /Image /Filter /FlateDecode', data: deflated(70) }],
  ])('is refused where a page would grow without bound, %s', async (_, { password, ...packed }) => {
    const pages = [{ texts: [], packed }];
    const bomb = writePdf({ fonts: FONTS, pages, ...(password !== undefined && { password }) });
    const plain = globalThis.Uint8Array;
    const reason = await reasonOf(bomb);
    expect([reason?.type, reason?.place]).toEqual(['unsafe', 'paper.pdf']);
    expect(globalThis.Uint8Array).toBe(plain);
  });

  it.each([1, 4])(
    'with comments and filled-in fields on page %s says how many, as their words are not read',
    async (number) => {
      const rect = '/Type /Annot /Rect [100 100 200 120]';
      const over = [
        `<< ${rect} /Subtype /Text /Contents (Who says so?) >>`,
        // The window that a note opens in repeats its words.
        `<< ${rect} /Subtype /Popup /Parent << ${rect} /Subtype /Text /Contents (Who says so?) >> >>`,
        `<< ${rect} /Subtype /Text /F 32 /Contents (Never shown.) >>`,
        `<< ${rect} /Subtype /Highlight /QuadPoints [100 120 200 120 100 100 200 100] /Contents (Check.) >>`,
        `<< ${rect} /Subtype /Highlight /QuadPoints [100 120 200 120 100 100 200 100] >>`,
        `<< ${rect} /Subtype /Link /Contents (To the page) >>`,
        `<< ${rect} /Subtype /Widget /FT /Tx /T (name) /V (Anna Berg) >>`,
        `<< ${rect} /Subtype /Widget /FT /Tx /T (place) >>`,
      ];
      const text = { text: 'The form of the harbour.', x: 60, y: 90, font: 'R', size: 10 };
      const pages = Array.from({ length: number }, () => ({ texts: [text] }));
      pages[number - 1] = { texts: [text], ...{ over } };
      const { warnings } = await readingOf(writePdf({ fonts: FONTS, pages }));
      expect(warnings).toEqual([
        expect.stringMatching(/^Over its pages lie 2 comments and 1 filled-in form field;/u),
      ]);
    },
  );

  it('is read without its table of places, which is made anew', async () => {
    const damaged = textOf(named('encrypted-open')).replace(/startxref\n\d+/u, 'startxref\n99999');
    const { blocks } = await readingOf(bytesOf(damaged));
    expect(articleText(blocks).text).toContain('a lock and a key');
  });

  it('says nothing on the console', async () => {
    const said = (['log', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name));
    await reasonOf(bytesOf('%PDF-1.7\nnothing of the kind'));
    await reasonOf(named('japanese'));
    for (const each of said) {
      expect(each).not.toHaveBeenCalled();
      each.mockRestore();
    }
  });
});

const word = fc.stringMatching(/^[a-z]{1,8}$/u);
/** As many words as fill a few lines; sentences, so that paragraphs end. */
const paragraph = fc
  .array(word, { minLength: 8, maxLength: 60 })
  .map((words) => `${words.join(' ')}.`);
const layout = fc.record({
  columns: fc.constantFrom(1, 2, 3),
  size: fc.constantFrom(8, 10, 12),
  indent: fc.constantFrom(0, 14),
  isJustified: fc.boolean(),
  lines: fc.integer({ min: 8, max: 30 }),
});

describe('every visible word', () => {
  it('stands in exactly one block, in order, however the pages are laid out', async () => {
    const documents = fc.tuple(layout, fc.array(paragraph, { minLength: 6, maxLength: 14 }));
    await fc.assert(
      fc.asyncProperty(documents, async ([{ columns, size, lines, ...how }, paragraphs]) => {
        const width = (PAGE.width - 120 - (columns - 1) * 24) / columns;
        const leading = size * 1.25;
        // Nobody justifies so narrow a column that two words are all its line.
        const isJustified = how.isJustified && width > size * 18;
        const { indent } = how;
        const column = { x: 0, y: 0, width, font: 'R', size, leading, indent, isJustified };
        const set = paragraphs.flatMap((text) => setParagraph(text, column, FONTS).texts);
        // Columns that are full: of a last one with a word or two nobody can say what it is.
        const placed = set.slice(0, set.length - (set.length % lines));
        fc.pre(placed.length > 0);
        const perPage = lines * columns;
        const pages = Array.from({ length: Math.ceil(placed.length / perPage) }, (_, page) => ({
          texts: placed.slice(page * perPage, (page + 1) * perPage).map((text, index) => ({
            ...text,
            x: text.x + 60 + Math.floor(index / lines) * (width + 24),
            y: 90 + (index % lines) * leading,
          })),
        }));
        const { blocks } = await readingOf(writePdf({ fonts: FONTS, pages }));
        const words = blocks.flatMap(({ text }) => text.split(/\s+/u));
        expect(words).toEqual(placed.flatMap(({ text }) => text.split(' ')));
      }),
      { numRuns: 25, endOnFailure: true },
    );
  }, 600_000);
});
