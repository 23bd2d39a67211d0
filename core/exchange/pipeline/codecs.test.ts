import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { CODECS, findCodec } from './codecs.ts';
import { CODEBOOK_FORMAT_FACTS, FORMAT_FACTS } from '../content/format-facts.ts';
import { CODEBOOK_FORMATS } from '../formats/codebook-file.ts';
import type { InputFile } from '../content/codec.ts';
import { CODEBOOK, makeArticle, makeContent, makeTag, TOOLS } from '../testing/contents.ts';
import { toInput, WRITE } from '../testing/contract.ts';
import { placeContent } from '../placing/place.ts';
import { openZip } from '../containers/zip.ts';

/** The text of every test of the exchange, in whatever room it is. */
const exchange = fileURLToPath(new URL('..', import.meta.url));
const TESTS = readdirSync(exchange, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'));

describe('The registry of formats', () => {
  it('has each name once', () => {
    const names = CODECS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const codec of CODECS) expect(findCodec(codec.name)).toBe(codec);
  });

  it('is offered in the same order, by what is known without it', () => {
    expect(CODECS).toMatchObject(Object.values(FORMAT_FACTS));
    expect(CODECS).toHaveLength(Object.keys(FORMAT_FACTS).length);
    expect(CODEBOOK_FORMATS).toMatchObject(Object.values(CODEBOOK_FORMAT_FACTS));
  });

  // `testCodec` runs a round trip, a loss report and bad input, and fails where their cases are missing.
  it.each(CODECS.map((codec) => [codec.name]))('%s has its tests', (name) => {
    // The name of the application's own format is older than the one of its constant.
    const constant = name === 'native' ? 'FRAMEWISE' : name.toUpperCase().replaceAll('-', '_');
    const test = TESTS.filter((source) => source.includes(`codec: ${constant},`));
    expect(test).toHaveLength(1);
    expect(test[0]).toMatch(/^testCodec\(\{$/mu);
  });

  it.each(CODECS.map((codec) => [codec.name, codec] as const))(
    'knows files of %s as those of no other format',
    (_, codec) => {
      const text = 'He said “no”.';
      const tags = [
        makeTag(text, 1, [{ start: 8, end: 12 }], { attributes: { speaker: 'He' } }),
        makeTag(text, 2, [{ start: 0, end: 2 }], { category: 'claim' }),
      ];
      const files = toInput(codec.write(makeContent(makeArticle(text), tags), WRITE, TOOLS).files);
      for (const other of CODECS) {
        if (other !== codec) expect(other.recognise(files), other.name).toBeLessThan(0.3);
        else if (other.read) expect(other.recognise(files)).toBeGreaterThanOrEqual(0.9);
      }
    },
  );

  describe.each(CODECS.map((codec) => [codec.name, codec] as const))('%s', (_, codec) => {
    const book = { ...CODEBOOK, id: 'book-of-this-test', version: '7.8.9' };
    const text = 'He said “no”.';
    const claim = makeTag(text, 2, [{ start: 0, end: 2 }], { category: 'claim' });
    const contents = [makeContent(makeArticle(text), [claim]), makeContent(makeArticle(text), [])];

    it.each([
      ['with tags', contents[0]],
      ['without tags', contents[1]],
    ])('says which codebook in which version it was made with, %s', (_when, content) => {
      if (!content) throw new Error('There is no content.');
      const { files } = codec.write({ ...content, codebook: book }, WRITE, TOOLS);
      const written = toInput(files).flatMap(textsIn).join('\n');
      // Without tags these two have nothing that a codebook could have been used for.
      if (content.sets.length === 0 && ['claimreview', 'csv'].includes(codec.name)) {
        expect(written.trim().split('\n')).toHaveLength(1);
      } else for (const said of [book.id, book.version]) expect(written).toContain(said);
    });
  });

  /** Formats that say the words of a tag beside its position. */
  const WITH_WORDS = ['native', 'w3c', 'csv', 'qdpx', 'label-studio'];

  describe.each(
    CODECS.filter(({ name }) => WITH_WORDS.includes(name)).map((c) => [c.name, c] as const),
  )('tags of %s whose words are not at their place', (_, codec) => {
    const text = 'He said “no” and left. She came back in the evening.';
    const words = 'She came back';
    const start = text.indexOf(words);
    const tag = makeTag(text, 1, [{ start, end: start + words.length }]);
    const { files } = codec.write(makeContent(makeArticle(text), [tag]), WRITE, TOOLS);
    const read = codec.read?.(toInput(files), TOOLS);
    /** The same file, as if it were about another text. */
    const placeOn = (other: string) => {
      if (!read?.ok) throw new Error('It was not read.');
      const articles = read.value.articles.map((each) => ({ ...each, text: other, sha256: null }));
      const content = { ...read.value, articles };
      const { sets, refused } = placeContent(content, { codebook: CODEBOOK, tools: TOOLS });
      expect(refused).toEqual([]);
      return sets.flatMap(({ annotations, misplaced }) => [...annotations, ...misplaced]);
    };

    it('are placed while their words are there', () => {
      expect(placeOn(text)).toMatchObject([{ fragments: [{ start, exact: words }] }]);
    });

    it('are proposed where the words were found, or placed by what the file has around them', () => {
      const shifted = { start: start + 6, end: start + 6 + words.length };
      const hasSurroundings = codec.name === 'w3c';
      const placed = placeOn(`Today ${text}`);
      if (hasSurroundings) expect(placed).toMatchObject([{ fragments: [shifted] }]);
      else
        expect(placed).toMatchObject([
          {
            annotation: { fragments: [{ start, exact: words }] },
            problem: { type: 'words-elsewhere' },
            proposal: { fragments: [shifted], score: 1, rivals: 0 },
          },
        ]);
    });

    it('are kept without a place where the words are nowhere', () => {
      expect(placeOn(text.replace(words, 'Nothing more'))).toMatchObject([
        { annotation: { fragments: [{ exact: words }] }, proposal: null },
      ]);
    });
  });

  it('knows its own files and no others', () => {
    for (const codec of CODECS) {
      expect(codec.recognise([])).toBe(0);
      expect(codec.recognise([{ path: 'a.bin', bytes: new Uint8Array([0, 1, 2]) }])).toBe(0);
    }
  });
});

/** What is written in a file, or in each file of an archive. */
function textsIn(file: InputFile): string[] {
  const archive = openZip(file, TOOLS);
  if (!archive.ok) return [new TextDecoder().decode(file.bytes)];
  return archive.value.names.map((name) => {
    const bytes = archive.value.read(name);
    return bytes?.ok === true ? new TextDecoder().decode(bytes.value) : '';
  });
}
