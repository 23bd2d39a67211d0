import { mergeSpans, spanLength, type Span } from '../../text/span.ts';
import type { AgreementTag } from '../pairing/comparable-tag.ts';
import { firstWhere } from '../../collections/search.ts';

/** A text and its tags as they stand once page furniture has been taken out. */
export interface CountedText {
  /** UTF-16 code units that count. */
  readonly length: number;
  /** Tags with at least one character that counts, in positions of the shortened text. */
  readonly tags: readonly AgreementTag[];
  /** Ids of tags that lie wholly in boilerplate and are counted nowhere. */
  readonly excluded: readonly string[];
  /** Ids of tags that lie partly in boilerplate; what lies outside is counted. */
  readonly clipped: readonly string[];
}

/** A kept stretch of the text and where it starts once the rest is gone. */
interface KeptStretch extends Span {
  readonly newStart: number;
}

/** What is left of `[0, length)` outside the merged regions. */
function keptStretches(length: number, regions: readonly Span[]): KeptStretch[] {
  const kept: KeptStretch[] = [];
  let from = 0;
  let newStart = 0;
  const keep = (end: number): void => {
    if (end <= from) return;
    kept.push({ start: from, end, newStart });
    newStart += end - from;
  };
  for (const region of mergeSpans(regions)) {
    keep(Math.min(region.start, length));
    from = Math.max(from, region.end);
  }
  keep(length);
  return kept;
}

/**
 * A fragment in positions of the shortened text; parts on both sides of a region come together,
 * because that is how the shortened text reads. `null` where nothing is left.
 */
function mapFragment(fragment: Span, stretches: readonly KeptStretch[]): Span | null {
  let start = Infinity;
  let end = -Infinity;
  const first = firstWhere(stretches, (stretch) => stretch.end > fragment.start);
  for (let index = first; ; index += 1) {
    const stretch = stretches[index];
    if (!stretch || stretch.start >= fragment.end) break;
    const shift = stretch.newStart - stretch.start;
    start = Math.min(start, Math.max(fragment.start, stretch.start) + shift);
    end = Math.max(end, Math.min(fragment.end, stretch.end) + shift);
  }
  return start < end ? { start, end } : null;
}

/**
 * Takes boilerplate regions out of a text and its tags, so that they count neither as agreement
 * on what nobody tagged nor as disagreement on what somebody did. Offsets are UTF-16.
 */
export function withoutBoilerplate(
  length: number,
  tags: readonly AgreementTag[],
  regions: readonly Span[],
): CountedText {
  const stretches = keptStretches(length, regions);
  const counted: AgreementTag[] = [];
  const excluded: string[] = [];
  const clipped: string[] = [];
  for (const tag of tags) {
    const fragments = tag.fragments.flatMap((one) => mapFragment(one, stretches) ?? []);
    if (fragments.length === 0) {
      excluded.push(tag.id);
      continue;
    }
    if (totalLength(fragments) < totalLength(tag.fragments)) clipped.push(tag.id);
    counted.push({ ...tag, fragments });
  }
  return { length: totalLength(stretches), tags: counted, excluded, clipped };
}

function totalLength(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + spanLength(span), 0);
}
