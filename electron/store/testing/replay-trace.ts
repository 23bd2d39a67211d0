import { readFileSync } from 'node:fs';
import path from 'node:path';

import { ensureFolder, writeFully, type OpenFile } from '../disk/files.ts';
import { MemoryDisk } from './memory-disk.ts';
import { findLosses, readAcknowledgements } from './verify-library.ts';

/**
 * Replays the system calls that `strace` saw into a simulated disk, cuts the power after each call
 * that changed something, and opens what is left: everything acknowledged before must be there.
 *
 * Arguments: the trace, and the library's folder in it. Prints each loss, and the number of states.
 */
const [trace = '', dir = ''] = process.argv.slice(2);
const disk = new MemoryDisk();
await ensureFolder(disk, path.dirname(dir));

interface Call {
  readonly name: string;
  readonly args: string;
  readonly result: number;
}

/** Joins the halves of calls that another thread interrupted; a call counts when it ends. */
function* readCalls(text: string): Generator<Call> {
  const begun = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, pid = '', rest = ''] = /^(\d+)\s+(.*)$/u.exec(line) ?? [];
    const unfinished = /^(.*) <unfinished \.\.\.>$/u.exec(rest)?.[1];
    if (unfinished !== undefined) {
      begun.set(pid, unfinished);
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/u.exec(rest)?.[1];
    const whole = resumed === undefined ? rest : `${begun.get(pid) ?? ''}${resumed}`;
    const [, name = '', args = '', result = '-1'] = /^(\w+)\((.*)\)\s+= (-?\d+)/u.exec(whole) ?? [];
    if (name !== '' && Number(result) >= 0) yield { name, args, result: Number(result) };
  }
}

function strings(args: string): Buffer[] {
  return [...args.matchAll(/"((?:\\x[0-9a-f]{2})*)"/gu)].map(([, hex = '']) =>
    Buffer.from(hex.replaceAll('\\x', ''), 'hex'),
  );
}

const handles = new Map<
  number,
  { readonly file: string; readonly open: OpenFile | null; position: number }
>();
let output = '';
let state = 1;
/** A repeatable source of chance. */
function pick(below: number): number {
  state = (state * 1103515245 + 12345) % 2 ** 31;
  return Math.floor((state / 2 ** 31) * below);
}

/** The library's folder, all in it, and the folder it is in, whose flush makes it durable. */
function isOurs(file: string): boolean {
  return file === path.dirname(dir) || file === dir || file.startsWith(`${dir}${path.sep}`);
}

/** Does a call to the simulated disk; returns whether it changed it. */
async function replay({ name, args, result }: Call): Promise<boolean> {
  const [first = Buffer.from(''), second = Buffer.from('')] = strings(args);
  const fd = Number(/^\d+/u.exec(args)?.[0] ?? -1);
  const handle = handles.get(fd);
  switch (name) {
    case 'openat':
    case 'open': {
      const file = first.toString('utf8');
      if (!isOurs(file)) handles.delete(result);
      else if (args.includes('O_DIRECTORY')) handles.set(result, { file, open: null, position: 0 });
      else {
        const there = await disk.look(file);
        if (there?.kind === 'folder') return false;
        const open = await disk.open(file, there ? 'existing' : 'new');
        if (args.includes('O_TRUNC')) await open.truncate(0);
        handles.set(result, { file, open, position: 0 });
        return !there;
      }
      return false;
    }
    case 'close':
      handles.delete(fd);
      return false;
    case 'write':
    case 'pwrite64': {
      if (fd === 1) output += first.toString('utf8');
      if (!handle?.open) return false;
      const at = name === 'pwrite64' ? Number(/(\d+)$/u.exec(args)?.[1] ?? 0) : handle.position;
      await writeFully(handle.open, first.subarray(0, result), at);
      if (name === 'write') handle.position += result;
      return true;
    }
    case 'fsync':
    case 'fdatasync':
      if (handle?.open) await handle.open.sync();
      else if (handle) await disk.syncFolder(handle.file);
      return handle !== undefined;
    case 'ftruncate':
      await handle?.open?.truncate(Number(/(\d+)$/u.exec(args)?.[1] ?? 0));
      return handle !== undefined;
    case 'rename':
    case 'link': {
      const [from, to] = [first.toString('utf8'), second.toString('utf8')];
      if (!isOurs(to)) return false;
      await (name === 'rename' ? disk.rename(from, to) : disk.link(from, to));
      return true;
    }
    case 'unlink':
    case 'rmdir':
      if (!isOurs(first.toString('utf8'))) return false;
      await disk.remove(first.toString('utf8'));
      return true;
    case 'mkdir':
      if (!isOurs(first.toString('utf8'))) return false;
      await disk.makeFolder(first.toString('utf8'));
      return true;
    default:
      return false;
  }
}

let states = 0;
for (const call of readCalls(readFileSync(trace, 'latin1'))) {
  if (!(await replay(call))) continue;
  for (const choose of [() => 0, (below: number) => below - 1, pick, pick]) {
    states += 1;
    try {
      const losses = await findLosses(
        dir,
        readAcknowledgements(output),
        disk.afterPowerCut(choose),
      );
      for (const loss of losses)
        process.stdout.write(`state ${states}, after ${call.name}: ${loss}\n`);
    } catch (error) {
      process.stdout.write(`state ${states}, after ${call.name}: ${String(error)}\n`);
    }
  }
}
process.stdout.write(`${states} states\n`);
process.exit(0);
