/** Code points joined at once; more arguments than this overflow the stack. */
const JOINED = 8_192;

/** The byte order of UTF-32; the first byte is the lowest in `utf-32le`. */
export type Utf32 = 'utf-32le' | 'utf-32be';

/** Number `index` of the code units of four bytes. */
function unitAt(bytes: Uint8Array, index: number, encoding: Utf32): number {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(4 * index, 4 * index + 4);
  const [lowest, second, third, highest] = encoding === 'utf-32le' ? [a, b, c, d] : [d, c, b, a];
  return highest * 0x1_00_00_00 + third * 0x1_00_00 + second * 0x1_00 + lowest;
}

function isScalar(unit: number): boolean {
  return unit < 0xd800 || (unit > 0xdfff && unit <= 0x10ffff);
}

/** The text; `undefined` where the bytes are not of this encoding. */
export function decodeUtf32(bytes: Uint8Array, encoding: Utf32): string | undefined {
  if (bytes.length % 4 !== 0) return undefined;
  const parts: string[] = [];
  let points: number[] = [];
  for (let index = 0; index < bytes.length / 4; index += 1) {
    const unit = unitAt(bytes, index, encoding);
    if (!isScalar(unit)) return undefined;
    points.push(unit);
    if (points.length < JOINED) continue;
    parts.push(String.fromCodePoint(...points));
    points = [];
  }
  return parts.join('') + String.fromCodePoint(...points);
}

/**
 * Whether bytes without a mark are UTF-32: every four are a character, and none of them a control
 * that no text has. Two characters are the least that can be told.
 */
export function utf32ByNuls(
  sample: Uint8Array,
  isTextControl: (unit: number) => boolean,
): Utf32 | undefined {
  const count = Math.floor(sample.length / 4);
  if (count < 2) return undefined;
  return (['utf-32le', 'utf-32be'] as const).find((encoding) => {
    let plain = 0;
    for (let index = 0; index < count; index += 1) {
      const unit = unitAt(sample, index, encoding);
      if (!isScalar(unit) || (unit < 0x20 && !isTextControl(unit))) return false;
      if (unit < 0x1_00_00) plain += 1;
    }
    return plain > count / 2;
  });
}
