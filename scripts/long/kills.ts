// Kills a process while it works on a library, and looks at what is left.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { exportOf, judge } from './work.ts';
import { emptyRow, type Row } from './row.ts';

export const KINDS = [
  ...['tagging', 'undoing', 'importing', 'merging', 'reviewing'],
  ...['exporting', 'folding', 'starting', 'quitting'],
] as const;

/** Kills after which the next one begins with a new library, so that none grows without end. */
const ROUNDS_OF_A_LIBRARY = 12;

/** What a killed process had said. */
interface Said {
  /** What could be seen when the last change was acknowledged; `null` before it had opened. */
  readonly seen: string | null;
  readonly isUnderWay: boolean;
  readonly acknowledged: number;
  readonly exported: number;
  /** The export that had begun. */
  readonly exporting: number;
}

function read(output: string): Said {
  const lines = output.split('\n').slice(0, -1);
  const seen = lines.filter((line) => line.startsWith('seen '));
  const numbers = (word: string): number =>
    Number(lines.findLast((line) => line.startsWith(`${word} `))?.split(' ')[1] ?? 0);
  return {
    seen: seen.at(-1)?.slice('seen '.length) ?? null,
    isUnderWay:
      lines.lastIndexOf('begin') >
      Math.max(lines.lastIndexOf(seen.at(-1) ?? ''), lines.lastIndexOf('nothing')),
    acknowledged: Math.max(0, seen.length - 1),
    exported: numbers('exported'),
    exporting: numbers('export'),
  };
}

/** Runs the child and kills it: after so many lines, or so many milliseconds after it began to start or quit. */
async function runAndKill(child: string, dir: string, kind: string): Promise<string> {
  const running = spawn(process.execPath, [child, dir, kind], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const wanted = 3 + Math.floor(Math.random() * 30);
  let output = '';
  let waits = false;
  const killIn = (milliseconds: number): void => {
    if (waits) return;
    waits = true;
    setTimeout(() => running.kill('SIGKILL'), milliseconds);
  };
  running.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (kind === 'starting') killIn(Math.random() * 60);
    else if (kind === 'quitting') {
      if (output.includes('quitting')) killIn(Math.random() * 12);
    } else if (output.split('\n').length > wanted) killIn(Math.random() * 4);
  });
  await once(running, 'close');
  return output;
}

/** Whether the export is the last one that was said to be written, or the one after it, whole. */
function exportIsWhole(dir: string, { exported, exporting }: Said): boolean {
  const file = exportOf(dir);
  if (!existsSync(file)) return exported === 0;
  try {
    const { n, end } = JSON.parse(readFileSync(file, 'utf8')) as { n: number; end: number };
    return n === end && (n === exported || n === exporting);
  } catch {
    return false;
  }
}

/** Kills so many times while work of this kind is done in libraries in `folder`. */
export async function killWhile(
  kind: (typeof KINDS)[number],
  {
    child,
    folder,
    rounds,
  }: { readonly child: string; readonly folder: string; readonly rounds: number },
): Promise<Row> {
  const row = emptyRow(`killed while ${kind}`);
  const dir = path.join(folder, 'library');
  const exports = path.dirname(exportOf(dir));
  /** What a start would show; `null` where nothing was ever seen. */
  let before: string | null = null;
  const look = async (said: Said): Promise<void> => {
    const last = said.seen ?? before;
    if (last === null) return;
    // A copy is looked at, so that the next start meets what the kill left.
    const copy = path.join(folder, 'copy');
    rmSync(copy, { recursive: true, force: true });
    cpSync(dir, copy, { recursive: true });
    const { found, lost, unreadable } = await judge(copy, last, said.isUnderWay);
    before = found;
    row.lost.push(...lost);
    row.unreadable.push(...unreadable);
  };
  for (let round = 0; round < rounds; round += 1) {
    if (round % ROUNDS_OF_A_LIBRARY === 0) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      before = null;
      // Something to review, to undo and to start with.
      await look(read(await runAndKill(child, dir, 'tagging')));
    }
    rmSync(exports, { recursive: true, force: true });
    const said = read(await runAndKill(child, dir, kind));
    row.tried += 1;
    row.acknowledged += said.acknowledged + said.exported;
    await look(said);
    if (kind === 'exporting' && !exportIsWhole(dir, said)) row.lost.push('An export is not whole.');
  }
  rmSync(folder, { recursive: true, force: true });
  return row;
}
