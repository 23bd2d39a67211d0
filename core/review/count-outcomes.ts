import type { ReturnedTag } from './adjudication.ts';

/** How many tags a reviewer accepted, changed, rejected, added and left open. */
export function countOutcomes(
  lines: readonly Pick<ReturnedTag, 'outcome'>[],
): Readonly<Record<ReturnedTag['outcome'], number>> {
  const counts = { accepted: 0, changed: 0, rejected: 0, added: 0, open: 0 };
  for (const { outcome } of lines) counts[outcome] += 1;
  return counts;
}
