import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Bytes after which the log is moved aside; one older log is kept. */
const LIMIT = 512 * 1024;
/** Different entries of one run whose repetitions are counted. */
const COUNTED = 500;
/** Places of one error that are written. */
const PLACES = 20;
/** Errors behind an error, each the cause of the one before it. */
const CAUSES = 3;
/** The program's own folder, in the sources and in the build. */
const PROGRAM = path.resolve(import.meta.dirname, '..', '..');

/** Versions, codes, counts: a word that has a space or more than 60 characters is left out. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

/**
 * A record of what went wrong, for a report to the developers. It never holds words of an article, a
 * tag or a note, a name, a title or the path of a file: everything in it is a fixed sentence, a number,
 * a code of the system, or a place in the program.
 */
export interface Log {
  /** Absolute path. */
  readonly file: string;
  /** `what` is a fixed sentence. */
  note(what: string, facts?: Facts): void;
  /** The same of something that failed: of `error` its kind, its codes and its places in the program. */
  error(what: string, error?: unknown, facts?: Facts): void;
  /** The same where another process has described the error, as `describeError` does. */
  trace(what: string, description: string): void;
  /** Everything that is kept, the oldest first; empty where nothing is. */
  read(): string;
}

/** Opens `framewise.log` in the folder. A log that cannot be written is never the reason to stop. */
export function openLog(folder: string, now: () => Date, limit = LIMIT): Log {
  const file = path.join(folder, 'framewise.log');
  const older = path.join(folder, 'framewise.old.log');
  const isWorthIt = createCounter();
  const write = (what: string, details: string, facts: Facts = {}): void => {
    const times = isWorthIt(what + details);
    if (times === 0) return;
    const first = [`${now().toISOString()} ${what}`, ...describeFacts(facts)];
    if (times > 1) first.push(`(${times} times)`);
    const entry = `${first.join(' ')}\n${details === '' ? '' : `${details}\n`}`;
    try {
      // Not the folder around it: where that is gone, nothing is begun in its place.
      if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > limit) renameSync(file, older);
      appendFileSync(file, entry, { mode: 0o600 });
    } catch {
      process.stderr.write(entry);
    }
  };
  return {
    file,
    note: (what, facts) => {
      write(what, '', facts);
    },
    error: (what, error, facts) => {
      write(what, error === undefined ? '' : describeError(error), facts);
    },
    trace: (what, description) => {
      write(what, description);
    },
    read: () => [older, file].map(readIfThere).join(''),
  };
}

/**
 * Counts how often each entry came, so that an error which comes again and again fills no log: answers
 * with the count up to 8, where it is 16, 32 and so on, and with 0 where it is to be left out.
 */
function createCounter(): (entry: string) => number {
  const counts = new Map<string, number>();
  return (entry) => {
    const count = (counts.get(entry) ?? 0) + 1;
    if (counts.size < COUNTED || counts.has(entry)) counts.set(entry, count);
    return count <= 8 || Number.isInteger(Math.log2(count)) ? count : 0;
  };
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function describeFacts(facts: Facts): string[] {
  return Object.entries(facts).map(
    ([name, value]) => `${name}=${/^[\w.+-]{1,60}$/u.test(String(value)) ? value : '?'}`,
  );
}

/** An error without its message, which may quote what was being read, and those that caused it. */
export function describeError(error: unknown): string {
  const lines: string[] = [];
  let each = error;
  for (let depth = 0; depth <= CAUSES && each !== undefined; depth += 1) {
    const words = depth === 0 ? '' : 'caused by ';
    lines.push(`  ${words}${describeKind(each)}`, ...(each instanceof Error ? placesOf(each) : []));
    each = each instanceof Error ? each.cause : undefined;
  }
  return lines.join('\n');
}

function describeKind(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${typeof error}`;
  const { code, syscall } = error as NodeJS.ErrnoException;
  const name = /^\w{1,60}$/u.test(error.name) ? error.name : 'Error';
  const isCode = (part: unknown): part is string =>
    typeof part === 'string' && /^[A-Za-z][A-Z0-9_a-z]{0,40}$/u.test(part);
  return [name, ...[code, syscall].filter(isCode)].join(' ');
}

/** Where it was thrown, in the program itself; other lines may be the message's. */
function placesOf({ stack = '', message }: Error): string[] {
  const begin = stack.indexOf(message);
  const frames = begin < 0 ? stack : stack.slice(begin + message.length);
  return frames
    .split('\n')
    .flatMap((line) => {
      const [, before = '', file = '', place = ''] =
        /^\s+at (.*?)\(?((?:file:\/\/|node:|\/|[A-Za-z]:\\)\S*?):(\d+:\d+)\)?$/u.exec(line) ?? [];
      const own = file.startsWith('node:') ? file : withinProgram(file);
      if (own === null) return [];
      const name = /^(?:async |new )?[\w$.<>#]{1,80} $/u.exec(before)?.[0] ?? '';
      return [`    at ${name}${own}:${place}`];
    })
    .slice(0, PLACES);
}

/** The path of a file of the program within it; `null` for any other. */
function withinProgram(file: string): string | null {
  if (file === '') return null;
  try {
    const absolute = file.startsWith('file:') ? fileURLToPath(file) : file;
    const inside = path.relative(PROGRAM, absolute).replaceAll(path.sep, '/');
    return /^(?!\.\.)[\w@+.-]+(?:\/[\w@+.-]+)*$/u.test(inside) ? inside : null;
  } catch {
    return null;
  }
}
