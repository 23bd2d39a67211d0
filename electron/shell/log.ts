import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

/** Bytes after which the log is moved aside; one older log is kept. */
const LIMIT = 512 * 1024;

/** A record of what went wrong, for a report to the developers. It never holds text of articles. */
export interface Log {
  /** `what` is a fixed sentence; of `error` only its kind, code and stack frames are written. */
  error(what: string, error?: unknown): void;
}

/** Opens `framewise.log` in the folder. A log that cannot be written is never the reason to stop. */
export function openLog(folder: string, now: () => Date, limit = LIMIT): Log {
  const file = path.join(folder, 'framewise.log');
  return {
    error(what, error) {
      const details = error === undefined ? '' : `${describeError(error)}\n`;
      const entry = `${now().toISOString()} ${what}\n${details}`;
      try {
        // Not the folder around it: where that is gone, nothing is begun in its place.
        if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
        if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > limit) {
          renameSync(file, path.join(folder, 'framewise.old.log'));
        }
        appendFileSync(file, entry, { mode: 0o600 });
      } catch {
        process.stderr.write(entry);
      }
    },
  };
}

/** An error without its message, which may quote what was being read. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return `  thrown: ${typeof error}`;
  const { code, syscall } = error as NodeJS.ErrnoException;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line));
  const head = [error.name, code, syscall].filter((part) => part !== undefined).join(' ');
  return [`  ${head}`, ...frames].join('\n');
}
