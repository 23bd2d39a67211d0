import { expect, it } from 'vitest';

import { latin1 } from './latin1.ts';

it('has a character for each byte, however many there are, and takes none for a no-break space', () => {
  const bytes = Uint8Array.from({ length: 5000 }, (_, at) => at % 256);
  const text = latin1(bytes);
  expect(text).toHaveLength(bytes.length);
  expect(text.charCodeAt(4096 + 0x41)).toBe(0x41);
  expect([...text].flatMap((each, at) => (each === '\ufffd' ? [at % 256] : []))).toEqual(
    Array.from({ length: 19 }, () => 0xa0),
  );
  // A no-break space would be white space.
  expect(latin1(Uint8Array.of(0x61, 0xa0))).not.toMatch(/\s/u);
});
