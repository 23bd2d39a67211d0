import fc from 'fast-check';

/** What is done to bytes at a place: from 0, the beginning, to 1, the end. */
const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  how: fc.constantFrom('flip', 'cut', 'repeat', 'insert', 'nulls'),
  length: fc.integer({ min: 1, max: 200 }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
});
type Damage = typeof damage extends fc.Arbitrary<infer D> ? D : never;

/** What may have happened to a file on its way. */
export const damages: fc.Arbitrary<readonly Damage[]> = fc.array(damage, {
  minLength: 1,
  maxLength: 3,
});

/** The bytes of a file to which that happened. */
export function damaged(whole: Uint8Array, done: readonly Damage[]): Uint8Array {
  let bytes = whole;
  for (const { at, how, length, bytes: inserted } of done) {
    const from = Math.floor(at * bytes.length);
    const [before, after] = [bytes.subarray(0, from), bytes.subarray(from)];
    const stretch = after.subarray(0, length);
    const pieces = {
      flip: [before, stretch.map((byte) => byte ^ (inserted[0] ?? 1)), after.subarray(length)],
      cut: [before, after.subarray(length)],
      repeat: [before, stretch, stretch, after],
      insert: [before, inserted, after],
      nulls: [before, new Uint8Array(stretch.length), after.subarray(length)],
    }[how];
    bytes = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
  }
  return bytes;
}
