import type { Codebook } from '#core/codebook/codebook.ts';
import { nameOfPath } from '#core/guards/file-names.ts';

import type { Work } from '../jobs/progress.ts';
import { sideBySide } from '../store/disk/side-by-side.ts';
import type { Parse } from './parse.ts';
import type { Found } from './reading/read-paths.ts';

/** Texts that are read in one go: each go costs as much as reading some texts does. */
const TEXTS = 32;
/** Goes at the same time, each in a process of its own where there are so many. */
const GOES = 2;
/** Bytes of all that is found, which are held in memory until it is decided. */
const HELD = 256 * 1024 * 1024;

/** Reads what was named, in its order, and says how far that is. */
export async function readMany(
  paths: readonly string[],
  { parse, codebook, work }: { parse: Parse; codebook: Codebook; work: Work },
): Promise<readonly Found[]> {
  const { signal } = work;
  let held = 0;
  const hold = (each: Found): Found => {
    const size = 'size' in each ? each.size : 0;
    if (held + size > HELD) {
      const reason = 'This is more than can be looked at in one go. Import it after the others.';
      return { type: 'refused', name: each.name, reason };
    }
    held += size;
    return each;
  };
  // One file that the process dies over is refused; of many it is not known which one that was.
  if (paths.length === 1 || !paths.every(isPlain)) {
    const name = paths.map(nameOfPath).join(', ').slice(0, 200);
    const report = (share: number): void => {
      work.report({ step: 'reading', name, file: 1, files: paths.length, share });
    };
    report(0);
    const all = { type: 'read-files', paths, codebook } as const;
    return (await parse(all, { signal, report })).map(hold);
  }
  const goes = goesOf(paths);
  /** How many files of each are read. */
  const read = goes.map(() => 0);
  const report = (go: number, share: number): void => {
    const own = goes[go] ?? [];
    read[go] = share * own.length;
    const done = read.reduce((sum, each) => sum + each, 0);
    const name = nameOfPath(own[Math.floor(read[go])] ?? '').slice(0, 200);
    const file = Math.min(paths.length, Math.floor(done) + 1);
    work.report({ step: 'reading', name, file, files: paths.length, share: done / paths.length });
  };
  const byGo: Found[][] = goes.map(() => []);
  const lost = new Set<number>();
  await sideBySide(goes.entries(), GOES, async ([index, own]) => {
    signal.throwIfAborted();
    report(index, 0);
    const watch = { signal, report: (share: number): void => report(index, share) };
    const apart = await parse({ type: 'read-apart', paths: own, codebook }, watch);
    read[index] = own.length;
    if (apart) byGo[index] = apart.flat().map(hold);
    else lost.add(index);
  });
  // The process died over one of these: read when nothing else is, it is the only one that is refused.
  for (const index of lost) {
    for (const path of goes[index] ?? []) {
      const alone = await parse({ type: 'read-files', paths: [path], codebook }, { signal });
      byGo[index]?.push(...alone.map(hold));
    }
  }
  return byGo.flat();
}

/** Among files that are no plain texts or files of JSON, texts and the tags on them may be one thing. */
function isPlain(path: string): boolean {
  return /\.(?:txt|md|json)$/iu.test(path);
}

/** Plain files in their order, those together that are read in one go; one of JSON may be very large. */
function goesOf(paths: readonly string[]): readonly (readonly string[])[] {
  const goes: string[][] = [];
  let isOpen = false;
  for (const path of paths) {
    const isText = !/\.json$/iu.test(path);
    const last = goes.at(-1);
    if (isText && isOpen && last && last.length < TEXTS) last.push(path);
    else goes.push([path]);
    isOpen = isText;
  }
  return goes;
}
