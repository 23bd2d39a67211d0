import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the person who started the program asked for. Nothing in it has been checked to exist. */
export interface CommandLine {
  /** Absolute; `null` for the system's usual place. */
  readonly userDataDir: string | null;
  /** Absolute paths, untrusted: they meet the same checks as a file that was dropped. */
  readonly files: readonly string[];
}

const USER_DATA_DIR = '--user-data-dir=';

/**
 * Reads `process.argv`.
 *
 * @param namesAppFolder whether the first argument that is no switch is the application's own
 * folder, as in `electron . article.txt`
 */
export function parseCommandLine(
  argv: readonly string[],
  context: { readonly namesAppFolder: boolean; readonly cwd: string },
): CommandLine {
  const given = argv.slice(1);
  const folder = given.findLast((argument) => argument.startsWith(USER_DATA_DIR));
  const userDataDir = folder?.slice(USER_DATA_DIR.length) ?? '';
  const named = given.filter((argument) => argument !== '' && !argument.startsWith('-'));
  return {
    userDataDir: userDataDir === '' ? null : path.resolve(context.cwd, userDataDir),
    files: named
      .slice(context.namesAppFolder ? 1 : 0)
      .map((argument) => toPath(argument, context.cwd))
      .filter((file) => file !== null),
  };
}

/** Desktops pass a chosen file as a path or as a `file:` address; other addresses are not ours to open. */
function toPath(argument: string, cwd: string): string | null {
  if (!/^[a-z][a-z0-9+.-]+:/iu.test(argument)) return path.resolve(cwd, argument);
  try {
    const url = new URL(argument);
    return url.protocol === 'file:' && url.host === '' ? fileURLToPath(url) : null;
  } catch {
    return null;
  }
}

/**
 * The first switch that would let another program look into this one, if there is one. On Windows
 * switches may begin with a slash, which begins a path everywhere else.
 */
export function findDebuggingSwitch(
  argv: readonly string[],
  platform: NodeJS.Platform,
): string | undefined {
  const pattern =
    platform === 'win32'
      ? /^(?:--?|\/)(?:inspect|debug|remote-debugging|remote-allow-origins)/iu
      : /^--?(?:inspect|debug|remote-debugging|remote-allow-origins)/iu;
  return argv.slice(1).find((argument) => pattern.test(argument));
}
