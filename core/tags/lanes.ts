import { tagHull } from './tag.ts';
import type { Interval, IntervalIndex } from './interval-index.ts';
import { mergeSpans, type Span } from '../text/span.ts';

/** What can be given a lane. */
export interface Laned extends Interval {
  readonly category: string;
}

/** Lanes that are painted under the text. */
export const LANE_COUNT = 4;

/** Lane of a tag that overlaps four earlier ones of its own category: shown in the margin only. */
export const OVERFLOW_LANE = LANE_COUNT;

interface Place {
  readonly lane: number;
  readonly crowded: boolean;
}

/** For each lane, the end of the last tag in it. */
type LaneEnds = number[];

/** The lanes as they stand where the next tag in document order begins. */
class LaneState {
  private readonly any: LaneEnds = new Array<number>(LANE_COUNT).fill(0);
  private readonly own = new Map<string, LaneEnds>();

  /**
   * A lane that no tag stands in; when all are taken, one that no tag of this category stands in,
   * so that a line shares its place with another kind of line before it is left out.
   */
  choose(category: string, start: number): Place {
    const free = this.any.findIndex((end) => end <= start);
    if (free >= 0) return { lane: free, crowded: false };
    const own = this.own.get(category);
    const shared = own ? own.findIndex((end) => end <= start) : 0;
    return { lane: shared >= 0 ? shared : OVERFLOW_LANE, crowded: true };
  }

  take(category: string, lane: number, end: number): void {
    if (lane === OVERFLOW_LANE) return;
    let own = this.own.get(category);
    if (!own) {
      own = new Array<number>(LANE_COUNT).fill(0);
      this.own.set(category, own);
    }
    own[lane] = Math.max(own[lane] ?? 0, end);
    this.any[lane] = Math.max(this.any[lane] ?? 0, end);
  }
}

/**
 * In which lane under the text each tag's line is drawn: greedy interval colouring of the hulls in
 * document order.
 *
 * A tag's lane depends on earlier tags only. So after a change, colouring starts at the changed
 * place with the lanes of the tags that reach into it, and stops as soon as the next tag begins
 * behind everything that came out differently: the result is that of colouring everything, the
 * work is that of the neighbourhood.
 */
export class Lanes<T extends Laned> {
  private readonly places = new Map<string, Place>();

  /** Colours all tags of the index. */
  constructor(private readonly index: IntervalIndex<T>) {
    const state = new LaneState();
    for (const tag of index) this.colour(tag, state);
  }

  /** Lane of a tag: 0 nearest the text to `LANE_COUNT - 1`, or `OVERFLOW_LANE`. */
  laneOf(id: string): number {
    return this.places.get(id)?.lane ?? OVERFLOW_LANE;
  }

  /**
   * Whether a tag begins where tags stand in all lanes already. Crowded tags have no tint of their
   * own, so that the text under forty of them can still be read.
   */
  isCrowded(id: string): boolean {
    return this.places.get(id)?.crowded ?? true;
  }

  /**
   * Brings the lanes up to date after the index has changed. `hulls` are those of every added,
   * removed and replaced tag, of a replaced one both before and after. Returns the ids of tags
   * whose lane is new or different or that became crowded or free; forgets the `removed` ones.
   */
  update(hulls: readonly Span[], removed: Iterable<string>): string[] {
    for (const id of removed) this.places.delete(id);
    const changed = new Set<string>();
    for (const { start, end } of mergeSpans(hulls)) {
      const state = new LaneState();
      for (const tag of this.index.overlapping({ start, end: start + 1 })) {
        const hull = tagHull(tag);
        if (hull.start < start) state.take(tag.category, this.laneOf(tag.id), hull.end);
      }
      let unsettledUntil = end;
      for (const tag of this.index.startingAt(start)) {
        const hull = tagHull(tag);
        if (hull.start >= unsettledUntil) break;
        if (this.colour(tag, state)) {
          changed.add(tag.id);
          unsettledUntil = Math.max(unsettledUntil, hull.end);
        }
      }
    }
    return [...changed];
  }

  /** Gives one tag its lane; says whether its place is another than before. */
  private colour(tag: T, state: LaneState): boolean {
    const hull = tagHull(tag);
    const place = state.choose(tag.category, hull.start);
    state.take(tag.category, place.lane, hull.end);
    const before = this.places.get(tag.id);
    if (before?.lane === place.lane && before.crowded === place.crowded) return false;
    this.places.set(tag.id, place);
    return true;
  }
}
