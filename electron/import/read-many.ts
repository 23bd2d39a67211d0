import type { Codebook } from '#core/codebook/codebook.ts';
import { nameOfPath } from '#core/guards/file-names.ts';

import type { Work } from '../jobs/progress.ts';
import type { Parse } from './parse.ts';
import type { Found } from './reading/read-paths.ts';

/** Texts that are read in one go: each go costs as much as reading some texts does. */
const TEXTS = 32;
/** Bytes of all that is found, which are held in memory until it is decided. */
const HELD = 256 * 1024 * 1024;

/** Reads what was named, in its order, and says how far that is. */
export async function readMany(
  paths: readonly string[],
  { parse, codebook, work }: { parse: Parse; codebook: Codebook; work: Work },
): Promise<readonly Found[]> {
  const { signal } = work;
  const found: Found[] = [];
  let held = 0;
  const hold = (each: Found): void => {
    const size = 'size' in each ? each.size : 0;
    if (held + size <= HELD) {
      held += size;
      found.push(each);
      return;
    }
    const reason = 'This is more than can be looked at in one go. Import it after the others.';
    found.push({ type: 'refused', name: each.name, reason });
  };
  if (!paths.every(isPlain)) {
    const name = paths.map(nameOfPath).join(', ').slice(0, 200);
    const report = (share: number): void => {
      work.report({ step: 'reading', name, file: 1, files: paths.length, share });
    };
    report(0);
    const all = { type: 'read-files', paths, codebook } as const;
    for (const each of await parse(all, { signal, report })) hold(each);
    return found;
  }
  let read = 0;
  for (const go of goesOf(paths)) {
    const report = (share: number): void => {
      const at = Math.min(go.length - 1, Math.floor(share * go.length));
      const done = { file: read + at + 1, share: (read + share * go.length) / paths.length };
      const name = nameOfPath(go[at] ?? '').slice(0, 200);
      work.report({ step: 'reading', name, files: paths.length, ...done });
    };
    report(0);
    const apart = await parse({ type: 'read-apart', paths: go, codebook }, { signal, report });
    for (const each of apart?.flat() ?? []) hold(each);
    // The process died over one of them: read alone, it is the only one that is refused.
    for (const path of apart ? [] : go) {
      const alone = await parse({ type: 'read-files', paths: [path], codebook }, { signal });
      for (const each of alone) hold(each);
    }
    read += go.length;
  }
  return found;
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
