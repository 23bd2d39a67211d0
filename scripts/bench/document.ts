import { compareTags, type Tag } from '#core/tags/tag.ts';
import type { Region } from '#core/article/article.ts';

/** How large a bench document is. */
export interface BenchSize {
  /** UTF-16 code units. */
  readonly length: number;
  readonly tags: number;
}

/** The sizes that are measured. */
export const BENCH_SIZES = {
  small: { length: 3_000, tags: 30 },
  medium: { length: 100_000, tags: 1_000 },
  large: { length: 1_000_000, tags: 10_000 },
} as const satisfies Record<string, BenchSize>;

/** A document with its tags, the same for the same seeds and size. */
export interface BenchDocument {
  readonly text: string;
  readonly tags: readonly Tag[];
  readonly regions: readonly Region[];
}

const CATEGORIES = ['quote', 'claim', 'framing'] as const;
/** Who made all tags. */
export const CREATOR = 'b0000000-0000-4000-8000-000000000000';
/** Who made the tags that these are compared with. */
export const COLLEAGUE = 'c0000000-0000-4000-8000-000000000000';
const CREATED = '2026-01-01T00:00:00.000Z';

/** Numbers from 0 to below 1, the same every time (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A UUID of version 4 in form, of a number. */
export function benchId(n: number): string {
  return `${(Math.imul(n, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** A tag for measurements, of one fragment. */
export function benchTag(
  n: number,
  category: string,
  start: number,
  end: number,
  creator = CREATOR,
): Tag {
  return {
    id: benchId(n),
    fragments: [{ start, end }],
    category,
    attributes: {},
    attributeSpans: {},
    aside: {},
    note: '',
    confidence: null,
    creator,
    created: CREATED,
    modified: CREATED,
  };
}

/**
 * The seed articles, one after the other and again until the length is reached, and tags evenly
 * over them, each on whole words, a third of them over the tag before. Pure and deterministic.
 */
export function buildBenchDocument(seeds: readonly string[], size: BenchSize): BenchDocument {
  const parts: string[] = [];
  let length = 0;
  for (let n = 0; length < size.length; n += 1) {
    const part = `${(seeds[n % seeds.length] ?? '').trimEnd()}\n\n`;
    parts.push(part);
    length += part.length;
  }
  let text = parts.join('').slice(0, size.length);
  // A cut through a surrogate pair would leave half a character.
  if (/[\ud800-\udbff]$/u.test(text)) text = `${text.slice(0, -1)} `;

  const random = seededRandom(20_260_101);
  const stride = text.length / size.tags;
  const tags: Tag[] = [];
  const taken = new Set<string>();
  let previous = { start: 0, end: 0 };
  for (let n = 0; n < size.tags; n += 1) {
    const overlaps = n % 3 === 2;
    const from = overlaps
      ? previous.start + Math.floor((previous.end - previous.start) * random() * 0.8)
      : Math.floor(stride * (n + random() * 0.5));
    const start = wordStart(text, from);
    const category = CATEGORIES[n % 3] ?? 'quote';
    let end = wordEnd(text, start + 12 + Math.floor(random() * 110));
    // Where tags lie close, one may be there already; the program has each only once.
    while (taken.has(`${category} ${start} ${end}`)) end = wordEnd(text, end + 2);
    taken.add(`${category} ${start} ${end}`);
    tags.push(benchTag(n, category, start, end));
    previous = { start, end };
  }
  tags.sort(compareTags);
  return { text, tags, regions: [] };
}

/**
 * As many tags as somebody else might make of the same text: half of them the same, three in ten with
 * other boundaries, a tenth in another category, a tenth elsewhere. Pure and deterministic.
 */
export function buildColleagueTags({ text, tags }: BenchDocument): Tag[] {
  const random = seededRandom(20_260_102);
  return tags
    .map((tag, n) => {
      const { start, end } = tag.fragments[0] ?? { start: 0, end: 1 };
      const kind = random();
      const move = (by: number): [number, number] => [
        wordStart(text, start + by),
        wordEnd(text, Math.max(start + by + 12, end + by)),
      ];
      const [from, to] =
        kind < 0.6 ? [start, end] : kind < 0.9 ? move(Math.floor(random() * 40) - 20) : move(300);
      const other = CATEGORIES[(n + 1) % CATEGORIES.length] ?? tag.category;
      const category = kind >= 0.5 && kind < 0.6 ? other : tag.category;
      return benchTag(tags.length + n, category, from, to, COLLEAGUE);
    })
    .filter(({ fragments: [span] }) => span !== undefined && span.start < span.end)
    .sort(compareTags);
}

function wordStart(text: string, offset: number): number {
  let start = Math.min(Math.max(offset, 0), text.length - 1);
  while (start > 0 && /\S/u.test(text.charAt(start - 1))) start -= 1;
  while (start < text.length - 1 && /\s/u.test(text.charAt(start))) start += 1;
  return start;
}

function wordEnd(text: string, offset: number): number {
  let end = Math.min(offset, text.length);
  while (end < text.length && /\S/u.test(text.charAt(end))) end += 1;
  while (end > 0 && /\s/u.test(text.charAt(end - 1))) end -= 1;
  return end;
}
