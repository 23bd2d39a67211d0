import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

const FILE = 'library-place.json';
const Place = z.object({
  dir: z
    .string()
    .min(1)
    .max(4096)
    .refine((dir) => path.isAbsolute(dir)),
});

/** Whether a folder holds a library. */
export function hasLibrary(dir: string): boolean {
  return existsSync(path.join(dir, 'library'));
}

/** Where the library is that the person has located; `null` where it is in the usual folder, `home`. */
export function readPlace(home: string): string | null {
  try {
    const found = Place.parse(JSON.parse(readFileSync(path.join(home, FILE), 'utf8')));
    return path.resolve(found.dir) === path.resolve(home) ? null : found.dir;
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
