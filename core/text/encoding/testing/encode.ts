import { decodeStrictly, type StrictDecoder, type TextEncodingLabel } from '../table.ts';

/** Node's own decoder, which never replaces anything. */
export const decode: StrictDecoder = (bytes, encoding) => {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** Encodings whose characters are of one or two bytes. */
const OF_TWO_BYTES: readonly TextEncodingLabel[] = [
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'gb18030',
  'big5',
];

/** Encodes by looking every byte, and every pair, up in the decoder: there is no other encoder. */
function makeTable(encoding: TextEncodingLabel): Map<string, number[]> {
  const table = new Map<string, number[]>();
  const add = (...bytes: number[]): void => {
    const character = decodeStrictly(Uint8Array.from(bytes), encoding, decode);
    if (character?.length === 1 && !table.has(character)) table.set(character, bytes);
  };
  for (let byte = 0; byte < 256; byte += 1) add(byte);
  if (!OF_TWO_BYTES.includes(encoding)) return table;
  for (let high = 0x81; high < 0xff; high += 1) {
    for (let low = 0x40; low < 0xff; low += 1) add(high, low);
  }
  return table;
}

const tables = new Map<TextEncodingLabel, Map<string, number[]>>();

/** A text in an encoding; throws where the encoding lacks a character. */
export function encode(text: string, encoding: TextEncodingLabel): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  if (encoding === 'utf-16le') return new Uint8Array(Buffer.from(text, 'utf16le'));
  if (encoding === 'utf-16be') return new Uint8Array(Buffer.from(text, 'utf16le').swap16());
  if (encoding === 'utf-32le' || encoding === 'utf-32be') {
    const points = Array.from(text, (character) => character.codePointAt(0) ?? 0);
    const bytes = new Uint8Array(4 * points.length);
    const view = new DataView(bytes.buffer);
    points.forEach((point, index) => {
      view.setUint32(4 * index, point, encoding === 'utf-32le');
    });
    return bytes;
  }
  if (encoding === 'iso-2022-jp') return inJis(text);
  const table = tables.get(encoding) ?? makeTable(encoding);
  tables.set(encoding, table);
  return Uint8Array.from(
    Array.from(text).flatMap((character) => {
      const bytes = table.get(character);
      if (!bytes) throw new Error(`${encoding} has no ${character}`);
      return bytes;
    }),
  );
}

/** ISO-2022-JP: the bytes of EUC-JP without their highest bit, between escapes. */
function inJis(text: string): Uint8Array {
  const ascii = Buffer.from('\u001b(B');
  const japanese = Buffer.from('\u001b$B');
  return Buffer.concat(
    text
      .split(/([^\0-\x7f]+)/u)
      .map((run, index) =>
        index % 2 === 0
          ? Buffer.from(run)
          : Buffer.concat([japanese, encode(run, 'euc-jp').map((byte) => byte & 0x7f), ascii]),
      ),
  );
}
