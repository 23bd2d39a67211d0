import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { guardJson, JSON_LIMITS, type JsonGuardError } from './json-guard.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('guardJson', () => {
  it.each<{ name: string; text: string; error: JsonGuardError }>([
    { name: 'no bytes (bad input 1)', text: '', error: { type: 'empty' } },
    { name: 'white space', text: ' \r\n\t', error: { type: 'empty' } },
    { name: 'a byte order mark alone', text: '\ufeff', error: { type: 'empty' } },
    {
      name: 'a cut string (bad input 2)',
      text: '{"a": "b',
      error: { type: 'truncated', offset: 8 },
    },
    {
      name: 'a cut object (bad input 2)',
      text: '{"a": [1, 2',
      error: { type: 'truncated', offset: 11 },
    },
    { name: 'a cut literal', text: 'tru', error: { type: 'truncated', offset: 3 } },
    { name: 'a second value (bad input 3)', text: '{} {}', error: { type: 'trailing', offset: 3 } },
    {
      name: 'bytes after a BOM and an end',
      text: '\ufeff[]x',
      error: { type: 'trailing', offset: 5 },
    },
    { name: 'NULs (bad input 5)', text: '\0\0\0\0', error: { type: 'nul-bytes', offset: 0 } },
    { name: 'a NUL in a string', text: '["\0"]', error: { type: 'nul-bytes', offset: 2 } },
    {
      name: 'a comment (bad input 10)',
      text: '[1 // a',
      error: { type: 'unexpected', offset: 3, found: '/' },
    },
    {
      name: 'a trailing comma (bad input 10)',
      text: '[1,]',
      error: { type: 'unexpected', offset: 3, found: ']' },
    },
    {
      name: 'single quotes (bad input 10)',
      text: "{'a':1}",
      error: { type: 'unexpected', offset: 1, found: "'" },
    },
    {
      name: 'NaN (bad input 10)',
      text: '[NaN]',
      error: { type: 'unexpected', offset: 1, found: 'N' },
    },
    { name: 'Infinity', text: '-Infinity', error: { type: 'unexpected', offset: 1, found: 'I' } },
    { name: 'an octal number', text: '[01]', error: { type: 'unexpected', offset: 2, found: '1' } },
    {
      name: 'a bare line break',
      text: '"a\nb"',
      error: { type: 'unexpected', offset: 2, found: 'byte 0x0a' },
    },
    { name: 'a bad escape', text: '"\\x41"', error: { type: 'unexpected', offset: 2, found: 'x' } },
    {
      name: 'a repeated key (bad input 11)',
      text: '{"id":1,"id":2}',
      error: { type: 'repeated-key', offset: 8, key: 'id' },
    },
    {
      name: 'a repeated key in disguise',
      text: '{"id":1,"b":{"id":1},"\\u0069d":2}',
      error: { type: 'repeated-key', offset: 21, key: 'id' },
    },
    {
      name: 'a repeated key among many',
      text: `{${Array.from({ length: 40 }, (_, n) => `"k${n}":1`).join()},"k3":2}`,
      error: { type: 'repeated-key', offset: 311, key: 'k3' },
    },
    {
      name: 'a repeated key in another object of the same keys',
      text: '[{"id":1},{"id":1,"id":2}]',
      error: { type: 'repeated-key', offset: 18, key: 'id' },
    },
    {
      name: 'a repeated key beyond ASCII',
      text: '{"é%":1,"\\u00e9%":2}',
      error: { type: 'repeated-key', offset: 9, key: 'é%' },
    },
    {
      name: 'a key that objects own (bad input 12)',
      text: '{"a":{"__proto__":1}}',
      error: { type: 'forbidden-key', offset: 6, key: '__proto__' },
    },
    {
      name: 'a key that objects own, in disguise',
      text: '{"\\u0063onstructor":1}',
      error: { type: 'forbidden-key', offset: 1, key: 'constructor' },
    },
    {
      name: 'depth 33 (bad input 16)',
      text: '['.repeat(33),
      error: { type: 'too-deep', offset: 32, limit: 32 },
    },
    {
      name: 'depth 5,000,000 (bad input 16)',
      text: '['.repeat(5_000_000),
      error: { type: 'too-deep', offset: 32, limit: 32 },
    },
  ])('refuses $name', ({ text, error }) => {
    expect(guardJson(bytes(text))).toEqual({ ok: false, error });
  });

  it('refuses UTF-16 (bad input 7)', () => {
    expect(guardJson(Uint8Array.of(0xff, 0xfe, 0x7b, 0))).toEqual({
      ok: false,
      error: { type: 'not-utf8', offset: 0 },
    });
  });

  it('refuses a key that is not UTF-8 (bad input 9)', () => {
    expect(guardJson(Uint8Array.of(0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d))).toEqual({
      ok: false,
      error: { type: 'not-utf8', offset: 1 },
    });
  });

  it('refuses 19 MB of empty objects by their number (bad inputs 19, 20)', () => {
    const text = bytes(`[${'{},'.repeat(6_300_000)}{}]`);
    expect(guardJson(text)).toEqual({
      ok: false,
      error: { type: 'too-many-tokens', limit: JSON_LIMITS.tokens },
    });
  });

  it('refuses more bytes than the limit without reading them (bad input 17)', () => {
    expect(guardJson(new Uint8Array(9), { ...JSON_LIMITS, bytes: 8 })).toEqual({
      ok: false,
      error: { type: 'too-large', bytes: 9, limit: 8 },
    });
  });

  it('accepts depth 32 and counts values', () => {
    expect(guardJson(bytes(`${'['.repeat(32)}${']'.repeat(32)}`))).toEqual({
      ok: true,
      value: { bom: 0, tokens: 32, depth: 32 },
    });
    expect(guardJson(bytes('\ufeff{"a":[1,"b",null],"c":{}}'))).toEqual({
      ok: true,
      value: { bom: 3, tokens: 6, depth: 2 },
    });
  });

  it('tells keys apart whose bytes have the same sum', () => {
    expect(guardJson(bytes('{"Aa":1,"BB":2}'))).toMatchObject({ ok: true });
    expect(guardJson(bytes('{"Aa":1,"BB":2,"BB":3}'))).toMatchObject({
      ok: false,
      error: { type: 'repeated-key', key: 'BB' },
    });
  });

  it('sees a repeated key whatever keys the objects before had', () => {
    const names = Array.from({ length: 24 }, (_, n) => `k${n}`);
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.array(fc.constantFrom(...names), { maxLength: 30 }),
            fc.subarray(names),
            fc.constant(names),
          ),
          { maxLength: 6 },
        ),
        (objects) => {
          const text = `[${objects.map((keys) => `{${keys.map((key) => `"${key}":1`).join()}}`).join()}]`;
          const repeats = objects.some((keys) => new Set(keys).size < keys.length);
          expect(guardJson(bytes(text)).ok).toBe(!repeats);
        },
      ),
    );
  });

  it('accepts what JSON.stringify writes', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 8, stringUnit: 'binary' }),
        fc.integer({ min: 0, max: 2 }),
        (value, indent) => {
          const guarded = guardJson(bytes(JSON.stringify(value, null, indent)));
          expect(guarded.ok || guarded.error.type === 'forbidden-key').toBe(true);
        },
      ),
    );
  });

  it('accepts exactly what JSON.parse accepts', () => {
    const fragment = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '"a"',
        '"b":',
        '\\',
        '\\u00',
        '0',
        '1',
        '-',
        '.',
        'e',
        '+',
      ],
      ...[
        'true',
        'null',
        'false',
        ' ',
        '\n',
        '\u000b',
        '\u00a0',
        'é',
        '\\n',
        '1e5',
        '-0',
        '//',
        '\u2028',
      ],
    );
    const text = fc.oneof(
      fc.array(fragment, { maxLength: 12 }).map((parts) => parts.join('')),
      // A sound text with one stretch cut out or one character put in.
      fc
        .tuple(fc.json({ maxDepth: 4 }), fc.nat(), fc.nat(3), fc.oneof(fragment, fc.constant('')))
        .map(([json, at, cut, put]) => {
          const place = at % (json.length + 1);
          return json.slice(0, place) + put + json.slice(place + cut);
        }),
    );
    fc.assert(
      fc.property(text, (json) => {
        const wellFormed = json.toWellFormed();
        const guarded = guardJson(bytes(wellFormed));
        if (!guarded.ok && guarded.error.type.endsWith('-key')) return;
        expect(guarded.ok).toBe(parses(wellFormed));
      }),
      { numRuns: 3000 },
    );
  });
});
