import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { BENCH_SIZES, buildBenchDocument } from './document.ts';

const folder = path.join(import.meta.dirname, '..', '..', 'seeds');
const seeds = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .sort()
  .map((name) => readFileSync(path.join(folder, name), 'utf8'));

describe('the bench document', () => {
  it.each(Object.entries(BENCH_SIZES))(
    'of size %s has its length and its tags on words, a third of them over another',
    (_name, size) => {
      const { text, tags } = buildBenchDocument(seeds, size);
      expect(text).toHaveLength(size.length);
      expect(new Set(tags.map(({ id }) => id)).size).toBe(size.tags);
      let reached = 0;
      let overlapping = 0;
      for (const { fragments } of tags) {
        const { start, end } = fragments[0] ?? { start: 0, end: 0 };
        expect(end).toBeGreaterThan(start);
        expect(text.slice(start, end)).toMatch(/^\S[\s\S]*\S$/u);
        if (start < reached) overlapping += 1;
        reached = Math.max(reached, end);
      }
      expect(overlapping / size.tags).toBeGreaterThan(0.3);
      expect(overlapping / size.tags).toBeLessThan(0.45);
    },
  );

  it('is the same every time', () => {
    expect(buildBenchDocument(seeds, BENCH_SIZES.medium)).toEqual(
      buildBenchDocument(seeds, BENCH_SIZES.medium),
    );
  });
});
