import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { describe, expect, it, test } from 'vitest';

import { Codebook } from '../../codebook/codebook.ts';
import { CODEBOOK_FORMATS, CODEBOOK_JSON, readCodebookFile } from './codebook-file.ts';
import { makeCodecTools } from '../content/codec-tools.ts';

const tools = makeCodecTools(hash, TextDecoder, TextEncoder);
const text = readFileSync(new URL('../../../seeds/codebook.json', import.meta.url), 'utf8');
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
      codebook: { id: 'news-qcf', version: '1.1.0' },
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
    ['nothing', '', { type: 'unreadable', detail: 'The file is empty.' }],
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

describe('A file of a codebook that is not as it should be', () => {
  const written = (change: (file: Record<string, unknown>) => object): Uint8Array => {
    const file = CODEBOOK_JSON.write(codebook, HEADER, tools) as string;
    return new TextEncoder().encode(JSON.stringify(change(JSON.parse(file) as never)));
  };
  const code = (name: string): string =>
    `<Code guid="00000010-0000-4000-8000-000000000010" name="${name}"/>`;
  const qdc = (codes: string): Uint8Array =>
    new TextEncoder().encode(
      `<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>${codes}</Codes></CodeBook>`,
    );

  it.each<[string, Uint8Array, string, RegExp]>([
    ['is empty', new Uint8Array(), 'unreadable', /empty/u],
    ['is in UTF-16', new Uint8Array([0xff, 0xfe, 0x7b, 0]), 'unreadable', /UTF-8/u],
    ['is of null bytes', new Uint8Array(100), 'unreadable', /null bytes/u],
    [
      'has a version in words',
      written((f) => ({ ...f, formatVersion: '1' })),
      'malformed',
      /version/u,
    ],
    ['has half a version', written((f) => ({ ...f, formatVersion: 1.5 })), 'malformed', /version/u],
    [
      'has a version below one',
      written((f) => ({ ...f, formatVersion: -1 })),
      'malformed',
      /version/u,
    ],
    ['has no version', written(({ formatVersion: _, ...f }) => f), 'malformed', /version/u],
    ['has another field', written((f) => ({ ...f, more: 1 })), 'malformed', /no such field/u],
    [
      'has very many codes of one name',
      qdc(code('x').repeat(200_000)),
      'too-large',
      /200,000 codes/u,
    ],
    [
      'has very many codes below one',
      qdc(code('x').replace('/>', `>${code('y').repeat(100_000)}</Code>`)),
      'too-large',
      /below “x”/u,
    ],
  ])('is refused: it %s', (_, bytes, type, detail) => {
    const read = readCodebookFile({ path: 'a.json', bytes }, tools);
    expect(read).toMatchObject({ ok: false, error: { type } });
    if (!read.ok) expect(read.error.detail).toMatch(detail);
  });
});
