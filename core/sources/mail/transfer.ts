/** The bytes of a part as its `Content-Transfer-Encoding` says; `null` for one that is not read here. */
export function decodeTransfer(body: Uint8Array, encoding: string): Uint8Array | null {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return decodeBase64(body);
    case 'quoted-printable':
      return decodeQuotedPrintable(body);
    case 'x-uuencode':
    case 'x-uue':
    case 'uuencode':
    case 'x-yencode':
      return null;
    default:
      // `7bit`, `8bit`, `binary`, and whatever else some programs call what they left as it is.
      return body;
  }
}

const SIXES = new Int8Array(128).fill(-1);
for (const [index, character] of Array.from(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
).entries()) {
  SIXES[character.charCodeAt(0)] = index;
}

/** Bytes of base64, whatever line ends and foreign characters stand in it; an end that was cut is left off. */
export function decodeBase64(body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4) + 3);
  let length = 0;
  let bits = 0;
  let held = 0;
  for (const byte of body) {
    const six = SIXES[byte] ?? -1;
    // Two stretches that were put together have an end in the middle.
    if (byte === 0x3d) [bits, held] = [0, 0];
    if (six < 0) continue;
    bits = ((bits << 6) | six) & 0xffffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[length] = (bits >> held) & 0xff;
    length += 1;
  }
  return bytes.subarray(0, length);
}

const EQUALS = 0x3d;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Bytes of quoted-printable; an equals sign that is followed by nothing it could mean stays one. */
export function decodeQuotedPrintable(body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(body.length);
  let length = 0;
  // White space at the end of a line was added on the way.
  let spaces = 0;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0;
    if (byte === EQUALS) {
      spaces = 0;
      const end = softEnd(body, at + 1);
      if (end > 0) {
        at = end - 1;
        continue;
      }
      const [high, low] = [hexOf(body[at + 1]), hexOf(body[at + 2])];
      bytes[length] = high < 0 || low < 0 ? byte : high * 16 + low;
      if (high >= 0 && low >= 0) at += 2;
      length += 1;
      continue;
    }
    if (byte === LINE_FEED || byte === CARRIAGE_RETURN) {
      length -= spaces;
      spaces = 0;
    } else spaces = byte === 0x20 || byte === 0x09 ? spaces + 1 : 0;
    bytes[length] = byte;
    length += 1;
  }
  return bytes.subarray(0, length);
}

/** Where the line ends that an equals sign has broken, white space left out; 0 where it has not. */
function softEnd(body: Uint8Array, from: number): number {
  let at = from;
  while (body[at] === 0x20 || body[at] === 0x09) at += 1;
  if (body[at] === CARRIAGE_RETURN) at += body[at + 1] === LINE_FEED ? 2 : 1;
  else if (body[at] === LINE_FEED) at += 1;
  else if (at < body.length) return 0;
  return at;
}

function hexOf(byte = 0): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
