import { describe, expect, it } from 'vitest';

import { decodeText } from './decode.ts';
import { decodeStrictly, type TextEncodingLabel } from './table.ts';
import { decode, encode } from './testing/encode.ts';

const RUSSIAN =
  'Министр иностранных дел заявил журналистам, что переговоры о безопасности продолжатся в четверг. Мэр ответил: «Мы подождём».';
const UKRAINIAN =
  'Міністр заявив журналістам, що переговори про безпеку тривають. Її відповідь була короткою: ще є час, і ґрунтовних рішень не буде.';
const FRENCH =
  'Le ministre a déclaré à la presse que l’été serait très chaud, où qu’il aille. Ça n’a gêné personne : la forêt brûlait déjà.';
const JAPANESE =
  '外務大臣は記者団に対し、安全保障をめぐる話し合いは木曜日に続けられると述べた。市長は「待つしかない」と答えた。';

/** Texts as they stand in files, and what they are in; the first is what must be guessed. */
const TEXTS: readonly (readonly [TextEncodingLabel, string])[] = [
  ['ibm866', RUSSIAN.replaceAll(/[«»]/gu, '"')],
  ['iso-8859-5', RUSSIAN.replaceAll(/[«»]/gu, '"')],
  ['x-mac-cyrillic', RUSSIAN],
  ['koi8-r', RUSSIAN.replaceAll(/[«»]/gu, '"')],
  ['windows-1251', RUSSIAN],
  ['koi8-u', UKRAINIAN],
  ['windows-1251', UKRAINIAN],
  ['macintosh', FRENCH],
  ['windows-1252', FRENCH],
  [
    'iso-8859-15',
    'L’œuvre a coûté 3 € à l’État, dès l’été : « Cœur fidèle » à Nîmes.'.replaceAll('’', "'"),
  ],
  [
    'windows-1250',
    'Prezydent powiedział, że wróci później. Mówił też, że nie chce już żadnych zmian.',
  ],
  [
    'windows-1257',
    'Ministrs žurnālistiem sacīja, ka sarunas turpināsies ceturtdien. Mēs gaidām, viņš piebilda.',
  ],
  ['windows-874', 'รัฐมนตรีกล่าวกับผู้สื่อข่าวว่าการเจรจาจะดำเนินต่อไปในวันพฤหัสบดี'],
  ['shift_jis', JAPANESE],
  ['euc-jp', JAPANESE],
  ['iso-2022-jp', `NHK: ${JAPANESE}\n`],
  ['gb18030', '外交部长对记者说，关于安全问题的会谈将在星期四继续进行。市长回答说，我们会等。'],
  ['utf-32le', FRENCH],
  ['utf-32be', 'الوزير قال إن المحادثات حول الأمن مستمرة\n'],
  ['utf-32le', '外交部长对记者说 🌊\n'],
];

describe('A text without a mark', () => {
  it.each(TEXTS)('in %s is guessed, and said to be a guess: %s', (encoding, text) => {
    expect(decodeText(encode(text, encoding), decode)).toMatchObject({
      ok: true,
      value: { text, encoding, bom: false, certainty: { type: 'guess' } },
    });
  });

  it.each(TEXTS)('in %s is read as that where somebody says so: %s', (encoding, text) => {
    const read = decodeText(encode(text, encoding), decode, encoding.toUpperCase());
    expect(read).toMatchObject({
      ok: true,
      value: { text, encoding, certainty: { type: 'certain' } },
    });
  });

  it.each([
    ['Не', 'ibm866'],
    ['Да', 'windows-1251'],
    ['né', 'macintosh'],
  ] as const)('of a few letters is not said to be sure: %s in %s', (text, encoding) => {
    const read = decodeText(encode(text, encoding), decode);
    if (!read.ok || read.value.certainty.type !== 'guess') throw new Error('not a guess');
    expect(read.value.certainty.percent).toBeLessThan(60);
  });
});

describe('UTF-32', () => {
  it.each([
    ['utf-32le', [0xff, 0xfe, 0, 0]],
    ['utf-32be', [0, 0, 0xfe, 0xff]],
  ] as const)('with its mark is %s for certain', (encoding, mark) => {
    const text = 'She said “no” 🌊.\r\nAnd left.';
    const bytes = Uint8Array.from([...mark, ...encode(text, encoding)]);
    expect(decodeText(bytes, decode)).toEqual({
      ok: true,
      value: { text, encoding, bom: true, certainty: { type: 'certain' } },
    });
  });

  it.each([
    ['cut inside a character', [0xff, 0xfe, 0, 0, 0x61, 0, 0]],
    ['beyond Unicode', [0xff, 0xfe, 0, 0, 0, 0, 0x11, 0]],
    ['with half a character', [0xff, 0xfe, 0, 0, 0x00, 0xd8, 0, 0]],
  ])('%s is read as nothing else', (_, bytes) => {
    expect(decodeText(Uint8Array.from(bytes), decode)).toEqual({
      ok: false,
      error: { type: 'undecodable', encoding: null },
    });
  });

  it.each([
    ['numbers of four bytes', [1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0]],
    ['nothing but nulls', [0, 0, 0, 0, 0, 0, 0, 0]],
    ['rare characters alone', [0, 1, 2, 3, 0, 1, 2, 3]],
  ])('is not what %s are', (_, bytes) => {
    expect(decodeText(Uint8Array.from(bytes), decode)).toMatchObject({
      ok: false,
      error: { type: 'binary' },
    });
  });
});

describe('UTF-8 that is damaged', () => {
  const sound = 'The mayor said “we wait”.\r\nSo it’s caf';
  const bytes = (...parts: (string | number)[]): Uint8Array =>
    Uint8Array.from(
      parts.flatMap((part) => (typeof part === 'number' ? part : [...encode(part, 'utf-8')])),
    );
  const offset = encode(sound, 'utf-8').length;

  it.each([
    ['one byte', bytes(sound, 0xe9, ' and “more”.'), 1, 0xe9],
    ['a cut character', bytes(sound, 0xe2, 0x80, ' and “more”.'), 1, 0xe2],
    ['two bytes far from each other', bytes(sound, 0xff, ' and “more”', 0xe9), 2, 0xff],
    ['a half character as CESU-8', bytes(sound, 0xed, 0xa0, 0x80, ' “a” “b” “c”'), 3, 0xed],
    ['its end', bytes(sound, 0xe2), 1, 0xe2],
  ])('by %s is refused with its place', (_, damaged, count, byte) => {
    expect(decodeText(damaged, decode)).toEqual({
      ok: false,
      error: { type: 'damaged', count, line: 2, column: 12, offset, byte },
    });
  });

  it('is damaged also where it has a mark and nothing else tells', () => {
    expect(decodeText(bytes(0xef, 0xbb, 0xbf, 'caf', 0xe9), decode)).toEqual({
      ok: false,
      error: { type: 'damaged', count: 1, line: 1, column: 4, offset: 6, byte: 0xe9 },
    });
  });

  it('is read with a sign in each damaged place where somebody asks for it', () => {
    const damaged = bytes(sound, 0xe9, ' and ', 0xe2, 0x80, '“more”.');
    const read = decodeText(damaged, decode, 'utf-8-replace');
    expect(read).toMatchObject({
      ok: true,
      value: {
        text: `${sound}\ufffd and \ufffd“more”.`,
        encoding: 'utf-8-replace',
        certainty: { type: 'damaged', count: 2, line: 2, column: 12 },
      },
    });
    // As every browser does it.
    if (read.ok) expect(read.value.text).toBe(new TextDecoder('utf-8').decode(damaged));
  });

  it('is plain UTF-8 where nothing had to be replaced', () => {
    expect(decodeText(bytes(0xef, 0xbb, 0xbf, 'café'), decode, 'utf-8-replace')).toEqual({
      ok: true,
      value: { text: 'café', encoding: 'utf-8', bom: true, certainty: { type: 'certain' } },
    });
  });

  it.each(TEXTS.filter(([encoding]) => !encoding.startsWith('utf-')))(
    'is not what %s is',
    (encoding, text) => {
      for (let length = 3; length <= text.length; length += 5) {
        const read = decodeText(encode(text.slice(0, length), encoding), decode);
        if (!read.ok) expect(read.error.type).not.toBe('damaged');
      }
    },
  );
});

describe('Bytes of any kind', () => {
  it('are read or refused in every encoding, in time that grows with them', () => {
    const bytes = Uint8Array.from(
      { length: 1_000_000 },
      (_, index) => 0x80 + ((index * 7919) % 128),
    );
    for (const encoding of ['utf-8', 'utf-8-replace', 'utf-32le', 'ibm866', 'euc-jp'] as const) {
      const text = decodeStrictly(bytes, encoding, decode);
      if (encoding === 'utf-8-replace') expect(text?.isWellFormed()).toBe(true);
    }
  });

  it('that come out with a null character are refused with its line', () => {
    const bytes = encode('\ufeffone\ntw\0o', 'utf-16le');
    expect(decodeText(bytes, decode)).toEqual({
      ok: false,
      error: { type: 'nulls', line: 2 },
    });
  });
});
