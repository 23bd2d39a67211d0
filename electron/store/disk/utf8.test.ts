import { describe, expect, it, test } from 'vitest';

import { encodeUtf8, toText } from './utf8.ts';

describe('a text in UTF-8', () => {
  test.each([
    ['nothing', ''],
    ['letters of several bytes', 'Цитата “a” — 「引用」'],
    ['characters outside the first plane', '🙂𝒜'],
    ['marks of byte order, which are characters here', '\ufeff\ufeffa'],
    ['line ends as they are', 'a\r\nb\rc\n'],
  ])('is the same again with %s', (_name, text) => {
    expect(toText(encodeUtf8(text))).toBe(text);
    expect(toText(text)).toBe(text);
  });

  it('has memory of its own, of which nothing else is sent with it', () => {
    const { buffer, byteLength } = encodeUtf8('Three');
    expect(buffer.byteLength).toBe(byteLength);
  });

  it('is not made up where the bytes are something else', () => {
    expect(() => toText(Uint8Array.of(0x61, 0xff))).toThrow(TypeError);
  });
});
