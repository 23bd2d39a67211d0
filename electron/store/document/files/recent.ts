import type { JournalLine } from './journal.ts';

/** A line with the length of its JSON in UTF-16 code units. */
export interface KeptLine {
  readonly line: JournalLine;
  readonly length: number;
}

/** How much a snapshot keeps of what led to it. */
interface RecentLimits {
  /** Changes that can be taken back or repeated, each with its own line and the last one about it. */
  readonly changes: number;
  /** Further lines, the newest ones, for a request that is repeated and for what a crash left half done. */
  readonly tail: number;
  /**
   * UTF-16 code units of JSON of all of them. Deleting 10,000 tags is one line of some five million;
   * without a limit, a snapshot could grow to gigabytes.
   */
  readonly length: number;
}

/** As many changes as the history has steps. */
export const RECENT: RecentLimits = { changes: 500, tail: 100, length: 32 * 1024 * 1024 };

/** A line with its length. */
export function measureLine(line: JournalLine): KeptLine {
  return { line, length: JSON.stringify(line).length };
}

/**
 * The lines that a snapshot keeps, in their order. What counts are changes: however often one is
 * taken back and repeated, its own line and the last one about it are all that undo needs.
 */
export function keepRecent(
  lines: readonly KeptLine[],
  limits: RecentLimits = RECENT,
): readonly KeptLine[] {
  const all = lines.reduce((sum, { length }) => sum + length, 0);
  if (lines.length <= limits.changes && all <= limits.length) return lines;
  const kept = new Set<KeptLine>(lines.slice(-1));
  let length = lines.at(-1)?.length ?? 0;
  const fits = (more: readonly KeptLine[]): boolean => {
    const fresh = more.filter((each) => !kept.has(each));
    const sum = fresh.reduce((total, each) => total + each.length, length);
    if (sum > limits.length) return false;
    for (const each of fresh) kept.add(each);
    length = sum;
    return true;
  };
  for (const change of findChanges(lines).slice(0, limits.changes)) if (!fits(change)) break;
  for (const line of lines.slice(-limits.tail).reverse()) if (!fits([line])) break;
  return lines.filter((each) => kept.has(each));
}

/**
 * The lines of each change that can still be taken back or repeated, the one that was moved last
 * first. A change that was taken back before another was made can not: the new one is in its place.
 */
function findChanges(lines: readonly KeptLine[]): (readonly KeptLine[])[] {
  const changes = new Map<number, KeptLine[]>();
  const replaced = new Set<number>();
  let isFollowed = false;
  for (const each of lines.toReversed()) {
    const { order, kind, of = order, unlisted } = each.line;
    if (unlisted === true || replaced.has(of)) continue;
    const change = changes.get(of);
    if (!change) {
      if (kind === 'undo' && isFollowed) replaced.add(of);
      else changes.set(of, [each]);
    } else if (kind === 'do') change.push(each);
    isFollowed ||= kind === 'do';
  }
  return [...changes.values()];
}
