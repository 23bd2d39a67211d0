import fc from 'fast-check';
import { expect, it } from 'vitest';

import { LineWriter } from './line-writer.ts';

it('ends each line, however many there are', () => {
  fc.assert(
    fc.property(fc.nat(1200), fc.constantFrom('\n', '\r\n'), (count, end) => {
      const lines = Array.from({ length: count }, (_, index) => `line ${index}`);
      const writer = new LineWriter(end);
      for (const line of lines) writer.add(line);
      const text = lines.map((line) => line + end).join('');
      expect(writer.toString()).toBe(text);
      expect(writer.toString()).toBe(text);
    }),
  );
});
