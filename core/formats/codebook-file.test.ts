import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { describe, expect, it, test } from 'vitest';

import { Codebook } from '../codebook.ts';
import { CODEBOOK_FORMATS, CODEBOOK_JSON, readCodebookFile } from './codebook-file.ts';
import { makeCodecTools } from './codec-tools.ts';

const tools = makeCodecTools(createHash, TextDecoder, TextEncoder);
const text = readFileSync(new URL('../../seeds/codebook.json', import.meta.url), 'utf8');
const codebook = Codebook.parse(JSON.parse(text));
const HEADER = { generator: 'Framewise 1.2.3', exportedAt: '2026-11-22T12:00:00.000Z' };

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;
const read = (content: string | Uint8Array) =>
  readCodebookFile({ path: 'book.json', bytes: bytesOf(content) }, tools);

/** The delivered codebook with something else in one place. */
function withCategory(patch: object, index = 0): string {
  const categories = codebook.categories.map((each, n) =>
    n === index ? { ...each, ...patch } : each,
  );
  return JSON.stringify({ ...codebook, categories });
}

describe.each(CODEBOOK_FORMATS.map((format) => [format.name, format] as const))(
  '%s',
  (_name, format) => {
    it('gives the codebook back that was written', () => {
      const bytes = bytesOf(format.write(codebook, HEADER, tools));
      expect(format.recognise(bytes)).toBe(true);
      expect(read(bytes)).toEqual({ ok: true, value: codebook });
    });

    it('writes the same bytes for the same codebook', () => {
      expect(bytesOf(format.write(codebook, HEADER, tools))).toEqual(
        bytesOf(format.write(codebook, HEADER, tools)),
      );
    });

    it('refuses every file that ends too early, and never throws', () => {
      const bytes = bytesOf(format.write(codebook, HEADER, tools));
      for (let percent = 0; percent < 100; percent += 1) {
        const cut = bytes.subarray(0, Math.floor((bytes.length * percent) / 100));
        expect(read(cut).ok, `${percent} %`).toBe(false);
      }
    });
  },
);

describe('JSON', () => {
  it('says in the file which codebook, which version and what wrote it', () => {
    expect(JSON.parse(String(CODEBOOK_JSON.write(codebook, HEADER, tools)))).toMatchObject({
      format: 'framewise-codebook',
      formatVersion: 1,
      ...HEADER,
      codebook: { id: 'news-qcf', version: '1.0.0' },
    });
  });

  test.each([
    ['a codebook by itself', text],
    ['with a byte order mark and Windows line ends', `\ufeff${text.replaceAll('\n', '\r\n')}`],
    ['a file of tags', JSON.stringify({ format: 'framewise', version: 2, articles: [], codebook })],
  ])('is read from %s', (_name, content) => {
    expect(read(content)).toEqual({ ok: true, value: codebook });
  });

  test.each<[string, string | Uint8Array, object]>([
    ['plain text', 'Quote, claim, framing', { type: 'other-format' }],
    ['nothing', '', { type: 'other-format' }],
    [
      'JSON about something else',
      '{"a":1}',
      { type: 'other-format', detail: 'There is no codebook in it.' },
    ],
    ['another format', '{"format":"other","codebook":{}}', { type: 'other-format' }],
    [
      'a newer version',
      JSON.stringify({ format: 'framewise-codebook', formatVersion: 2, codebook }),
      { type: 'newer-version', detail: 'Made with a newer version. Update to open it.' },
    ],
    ['bytes that are no text', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), { type: 'unreadable' }],
    ['deep nesting', `{"categories":${'['.repeat(100)}`, {}],
    ['a repeated field', `{"id":"a","id":"b","categories":[]}`, {}],
    [
      'a colour that is more than a colour',
      withCategory({ color: { light: 'url(x)', dark: '#000000' } }),
      { type: 'malformed', place: 'book.json, categories › “Quote” › color › light' },
    ],
    [
      'an unknown field',
      withCategory({ pattern: '(a+)+$' }),
      { type: 'malformed', place: 'book.json, categories › “Quote”' },
    ],
    [
      'a reserved id',
      withCategory({ id: 'constructor' }),
      { type: 'malformed', place: 'book.json, categories › “Quote” › id' },
    ],
    ['a key twice', withCategory({ hotkey: '2' }), { detail: 'Two categories have the key 2.' }],
    [
      'a name twice',
      withCategory({ label: 'claim' }),
      { detail: 'Two categories are called “claim”.' },
    ],
  ])('%s is refused with the place', (_name, content, error) => {
    expect(read(content)).toMatchObject({ ok: false, error });
  });
});
