import { doAtOnce, groupInSlices, sortInSlices, type Slices } from '../../collections/slices.ts';
import { compareSpans, type Span } from '../../text/span.ts';
import { boundariesOf, regionLength, regionOf, type ComparableTag } from './comparable-tag.ts';

/** Two tags of different annotators that share at least one character. */
export interface Overlap<T> {
  readonly a: T;
  readonly b: T;
  /** UTF-16 code units in both regions. */
  readonly shared: number;
  /** Shared code units over code units in either region, in (0, 1]. */
  readonly iou: number;
  /** |Δstart| + |Δend| of the two tags, in UTF-16 code units. */
  readonly boundaryDistance: number;
}

/** A stretch of one tag's region. */
interface Piece<T> extends Span {
  readonly tag: T;
}

function piecesOf<T extends ComparableTag>(tags: readonly T[]): Slices<Piece<T>[]> {
  const pieces: Piece<T>[] = [];
  for (const tag of tags) {
    for (const { start, end } of regionOf(tag)) pieces.push({ start, end, tag });
  }
  return sortInSlices(pieces, compareSpans);
}

/** Takes the next piece that starts, `a` before `b` at the same place. */
function startsFirst(a: Span | undefined, b: Span | undefined): boolean {
  return b === undefined || (a !== undefined && a.start <= b.start);
}

/** Overlaps that are looked at between two pauses. */
const STRIDE = 1024;

/** Shared characters by pair of tags; sorted sweep, O(n log n + k) for k overlapping pieces. */
function* sharedCharacters<T extends ComparableTag>(
  tagsA: readonly T[],
  tagsB: readonly T[],
): Slices<Map<T, Map<T, number>>> {
  const piecesA = yield* piecesOf(tagsA);
  const piecesB = yield* piecesOf(tagsB);
  const shared = new Map<T, Map<T, number>>();
  const share = (a: Piece<T>, b: Piece<T>): void => {
    const length = Math.min(a.end, b.end) - Math.max(a.start, b.start);
    const partners = shared.get(a.tag) ?? new Map<T, number>();
    shared.set(a.tag, partners.set(b.tag, (partners.get(b.tag) ?? 0) + length));
  };
  let openA: Piece<T>[] = [];
  let openB: Piece<T>[] = [];
  let indexA = 0;
  let indexB = 0;
  let looked = 0;
  while (indexA < piecesA.length || indexB < piecesB.length) {
    looked += 1 + openA.length + openB.length;
    if (looked > STRIDE) {
      looked = 0;
      yield (indexA + indexB) / (piecesA.length + piecesB.length);
    }
    const nextA = piecesA[indexA];
    const nextB = piecesB[indexB];
    if (nextA && startsFirst(nextA, nextB)) {
      openB = openB.filter((piece) => piece.end > nextA.start);
      for (const piece of openB) share(nextA, piece);
      openA.push(nextA);
      indexA += 1;
    } else if (nextB) {
      openA = openA.filter((piece) => piece.end > nextB.start);
      for (const piece of openA) share(piece, nextB);
      openB.push(nextB);
      indexB += 1;
    }
  }
  return shared;
}

/** Every pair of tags, one of each set, that shares a character, whatever its category. */
export function overlapsOf<T extends ComparableTag>(
  tagsA: readonly T[],
  tagsB: readonly T[],
): Overlap<T>[] {
  return doAtOnce(overlapsInSlices(tagsA, tagsB));
}

/** `overlapsOf`, with pauses. */
export function* overlapsInSlices<T extends ComparableTag>(
  tagsA: readonly T[],
  tagsB: readonly T[],
): Slices<Overlap<T>[]> {
  const overlaps: Overlap<T>[] = [];
  const shares = yield* sharedCharacters(tagsA, tagsB);
  for (const [a, partners] of shares) {
    const lengthA = regionLength(regionOf(a));
    const hullA = boundariesOf(a);
    for (const [b, shared] of partners) {
      const hullB = boundariesOf(b);
      overlaps.push({
        a,
        b,
        shared,
        iou: shared / (lengthA + regionLength(regionOf(b)) - shared),
        boundaryDistance: Math.abs(hullA.start - hullB.start) + Math.abs(hullA.end - hullB.end),
      });
      if (overlaps.length % STRIDE === 0) yield 1;
    }
  }
  return overlaps;
}

/** The tags that share a character with a tag of another annotator, whatever its category. */
export function tagsAlsoTaggedByOthers<T extends ComparableTag>(
  coders: readonly (readonly T[])[],
): Set<T> {
  const shared = new Set<T>();
  coders.forEach((tags, index) => {
    for (const others of coders.slice(index + 1)) {
      for (const { a, b } of overlapsOf(tags, others)) shared.add(a).add(b);
    }
  });
  return shared;
}

/** The overlaps in groups that have no tag in common: the connected components of their graph. */
export function* connectedComponents<T>(overlaps: readonly Overlap<T>[]): Slices<Overlap<T>[][]> {
  const byA = yield* groupInSlices(overlaps, ({ a }) => a);
  const byB = yield* groupInSlices(overlaps, ({ b }) => b);
  const seen = new Set<Overlap<T>>();
  const components: Overlap<T>[][] = [];
  for (const first of overlaps) {
    if (seen.has(first)) continue;
    seen.add(first);
    const component = [first];
    // Grows while it is walked: each overlap brings in those that share a tag with it.
    for (const { a, b } of component) {
      for (const neighbour of [...(byA.get(a) ?? []), ...(byB.get(b) ?? [])]) {
        if (seen.has(neighbour)) continue;
        seen.add(neighbour);
        component.push(neighbour);
        if (seen.size % STRIDE === 0) yield seen.size / overlaps.length;
      }
      byA.delete(a);
      byB.delete(b);
    }
    components.push(component);
  }
  return components;
}
