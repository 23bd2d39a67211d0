/** Bytes of one buffer that the library may make: what a file unpacks to beyond it is not read. */
const LARGEST = 64 * 1024 * 1024;
/** Bytes of all buffers together from a size on, those that are not needed any more among them. */
const LARGE = { from: 4 * 1024 * 1024, together: 1024 * 1024 * 1024 } as const;

/** What of the world the library finds otherwise while it reads. */
interface World {
  Uint8Array: unknown;
  DecompressionStream: unknown;
  FontFace: unknown;
}

/** What is read at present, each with what is left to it. */
const readings = new Set<{ left: number; isExceeded: boolean }>();
let before: World | null = null;

/** A font that is never drawn: the library need not work out the outlines of its letters then. */
class FontNotDrawn {
  readonly loaded = Promise.resolve();
}

/** For `ownerDocument`: takes fonts as a window would. */
export const DRAWS_NOTHING = { fonts: { add: () => undefined, delete: () => undefined } };

/**
 * Runs the library so that a file cannot fill the memory, whatever it is packed with or encrypted: a
 * buffer beyond the limits is refused where it is made, which ends that part of the file with an error.
 * What unpacks outside of buffers of its own is taken away meanwhile; the library can do without.
 *
 * @returns how the work ended, and whether a buffer was refused
 */
export async function inSurroundings<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly isExceeded: boolean }> {
  const reading = { left: LARGE.together, isExceeded: false };
  readings.add(reading);
  if (!before) before = replace();
  try {
    const value = await work();
    return { value, isExceeded: reading.isExceeded };
  } finally {
    readings.delete(reading);
    if (readings.size === 0 && before) {
      Object.assign(globalThis, before);
      before = null;
    }
  }
}

function replace(): World {
  const world: World = globalThis as unknown as World;
  const {
    Uint8Array: Plain,
    DecompressionStream,
    FontFace,
  } = globalThis as unknown as World & {
    readonly Uint8Array: typeof globalThis.Uint8Array;
  };
  const bounded: typeof Plain = new Proxy(Plain, {
    construct: (target, values: readonly unknown[], made) => {
      const [length] = values;
      if (typeof length === 'number' && length >= LARGE.from) take(length);
      return Reflect.construct(target, values, made === bounded ? target : made) as Uint8Array;
    },
  });
  Object.assign(world, {
    Uint8Array: bounded,
    DecompressionStream: undefined,
    FontFace: FontNotDrawn,
  });
  return { Uint8Array: Plain, DecompressionStream, FontFace };
}

function take(length: number): void {
  let isTooMuch = length > LARGEST;
  // Where several files are read at once, nobody can say whose it is.
  for (const reading of readings) {
    reading.left -= length;
    if (reading.left < 0) isTooMuch = true;
    if (isTooMuch) reading.isExceeded = true;
  }
  if (isTooMuch) throw new RangeError('A file unpacks to more than is read.');
}
