/** Part of the version that grows: words, additions, or what takes something away. */
export type Weight = 'patch' | 'minor' | 'major';

function numbersOf(version: string): readonly [number, number, number] | null {
  const found = /^(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?$/u.exec(version);
  if (!found) return null;
  return [Number(found[1] ?? 0), Number(found[2] ?? 0), Number(found[3] ?? 0)];
}

/** The next version: the third number for words, the second for additions, the first for what goes. */
export function nextVersion(version: string, weight: Weight): string {
  const numbers = numbersOf(version);
  const [major, minor, patch] = numbers ?? [0, 0, 0];
  if (!numbers || weight === 'major') return `${major + 1}.0.0`;
  return weight === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

/** The higher one of two versions; one that is no numbers is below all that are. */
export function laterVersion(a: string, b: string): string {
  const [first, second] = [numbersOf(a), numbersOf(b)];
  if (!first || !second) return first ? a : b;
  const at = first.findIndex((number, index) => number !== second[index]);
  return at >= 0 && (first[at] ?? 0) > (second[at] ?? 0) ? a : b;
}
