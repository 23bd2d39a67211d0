import { Inflate, inflateSync } from 'fflate';

import { latin1 } from '../../exchange/containers/latin1.ts';

/** Bytes that all packed streams of a file may become together, pictures left out. */
const MOST = 256 * 1024 * 1024;
/** Bytes before a stream in which it says how it is packed. */
const DICTIONARY = 2048;
/** How often a stream may be packed in itself. */
const LAYERS = 2;
/** Packed bytes that are unpacked at once: at most a thousand times as many come out. */
const CHUNK = 16 * 1024;

/** Packed bytes that are unpacked at one go, and the place for what becomes of them. */
const SMALL = { packed: 64 * 1024, place: 2 * 1024 * 1024 } as const;

/** Leaves a stream from inside. */
class TooMuch extends Error {}

/**
 * Whether the packed streams of a file would grow without bound. The library unpacks each as a whole,
 * so they are unpacked here first, piece by piece, and thrown away.
 */
export function growsTooMuch(bytes: Uint8Array): boolean {
  let left = MOST;
  const count = (length: number): void => {
    left -= length;
    if (left < 0) throw new TooMuch();
  };
  try {
    for (const { start, end, layers } of packedStreams(bytes)) {
      if (layers > LAYERS) return true;
      const packed = bytes.subarray(start, end);
      const length = layers === 1 && packed.length < SMALL.packed ? lengthOf(packed) : null;
      if (length === null) unpack(packed, layers, count);
      else count(length);
    }
    return false;
  } catch (error) {
    if (error instanceof TooMuch) return true;
    throw error;
  }
}

/** Where streams lie that are packed with Flate and are no pictures. */
function* packedStreams(
  bytes: Uint8Array,
): Generator<{ readonly start: number; readonly end: number; readonly layers: number }> {
  let from = 0;
  for (;;) {
    const at = indexOf(bytes, 'stream', from);
    if (at < 0) return;
    // `endstream` ends one; a stream begins behind its dictionary, and behind the stream before it.
    const before = latin1(bytes.subarray(Math.max(from, at - DICTIONARY), at)).trimEnd();
    from = at + 6;
    if (!before.endsWith('>>')) continue;
    const own = before.slice(before.lastIndexOf(' obj') + 1);
    const layers = own.match(/\/(?:FlateDecode|Fl)\b/gu)?.length ?? 0;
    const start = bytes[from] === 13 ? from + 2 : from + 1;
    const end = indexOf(bytes, 'endstream', start);
    from = end < 0 ? bytes.length : end + 9;
    if (layers > 0 && !/\/Subtype\s*\/Image\b/u.test(own)) {
      yield { start, end: end < 0 ? bytes.length : end, layers };
    }
  }
}

/** What becomes of few packed bytes; `null` where they are damaged or become too much for the place. */
function lengthOf(packed: Uint8Array): number | null {
  place ??= new Uint8Array(SMALL.place);
  try {
    const { length } = inflateSync(packed.subarray(2), { out: place });
    return length < place.length ? length : null;
  } catch {
    return null;
  }
}

let place: Uint8Array | undefined;

function unpack(data: Uint8Array, layers: number, count: (length: number) => void): void {
  let sink = (chunk: Uint8Array): void => count(chunk.length);
  for (let layer = 0; layer < layers; layer += 1) {
    const next = sink;
    const inflate = new Inflate((chunk) => next(chunk));
    let isStart = true;
    sink = (chunk) => {
      if (layer < layers - 1) count(chunk.length);
      // Two bytes say that it is zlib; the library is given what follows.
      for (let at = isStart ? 2 : 0; at < chunk.length; at += CHUNK) {
        inflate.push(chunk.subarray(at, at + CHUNK));
      }
      isStart = false;
    };
  }
  try {
    sink(data);
  } catch (error) {
    // What is damaged, or encrypted, does not grow.
    if (error instanceof TooMuch) throw error;
  }
}

function indexOf(bytes: Uint8Array, word: string, from: number): number {
  const first = word.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let length = 1;
    while (length < word.length && bytes[at + length] === word.charCodeAt(length)) length += 1;
    if (length === word.length) return at;
  }
  return -1;
}
