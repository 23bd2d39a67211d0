/** Microseconds of work below which chance says more than the work does. */
const LEAST = 1_000;

/** Microseconds of processor that something takes. */
function workOf(act: () => void): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/**
 * How many times the work grows when there is four times as much: 4 where it grows with the size alone,
 * 16 where it grows with its square. By the processor and by the least of three runs, so that neither
 * other programs nor the collection of garbage count.
 */
export function growthOf(work: (size: number) => void, size: number): number {
  const least = (each: number): number =>
    Math.min(
      ...[1, 2, 3].map(() =>
        workOf(() => {
          work(each);
        }),
      ),
    );
  const few = least(size / 4);
  return least(size) / Math.max(few, LEAST);
}

/** What grows faster than this grows with more than the size. */
export const TOO_FAST = 10;
