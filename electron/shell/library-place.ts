import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FILE = 'library-place.json';
/** Characters of the longest path that is taken. */
const PATH_LIMIT = 4096;

/** Whether a folder holds a library. */
export function hasLibrary(dir: string): boolean {
  return existsSync(path.join(dir, 'library'));
}

/** Where the library is that the person has located; `null` where it is in the usual folder, `home`. */
export function readPlace(home: string): string | null {
  try {
    const found: unknown = JSON.parse(readFileSync(path.join(home, FILE), 'utf8'));
    const dir = typeof found === 'object' && found !== null && 'dir' in found ? found.dir : null;
    if (typeof dir !== 'string' || dir.length > PATH_LIMIT || !path.isAbsolute(dir)) return null;
    return path.resolve(dir) === path.resolve(home) ? null : dir;
  } catch {
    return null;
  }
}

/** Keeps where the library is. Throws system errors. */
export function keepPlace(home: string, dir: string): void {
  const file = path.join(home, FILE);
  if (path.resolve(home) === path.resolve(dir)) rmSync(file, { force: true });
  else writeFileSync(file, JSON.stringify({ dir }), { mode: 0o600 });
}

/** The arguments of a start on another folder, which the person had named or not. */
export function argumentsFor(dir: string, argv: readonly string[]): string[] {
  const SWITCH = '--user-data-dir=';
  return argv.slice(1).map((each) => (each.startsWith(SWITCH) ? `${SWITCH}${dir}` : each));
}
