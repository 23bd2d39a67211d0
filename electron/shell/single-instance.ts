import { lstatSync, readlinkSync, renameSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { codeOf } from '#core/guards/system-errors.ts';

/** What Chromium keeps in the data folder so that the program runs once; links, where there are any. */
const FILES = ['SingletonLock', 'SingletonCookie', 'SingletonSocket'];

/**
 * Puts aside what stands in the place of the files that make the program run once, and is none of
 * them: Chromium would take it for a program that is running. Returns whether there was anything.
 */
export function putStrangersAside(folder: string, stamp: string): boolean {
  let isAny = false;
  for (const name of FILES) {
    const file = path.join(folder, name);
    try {
      if (lstatSync(file).isSymbolicLink()) continue;
      renameSync(file, `${file}.aside-${stamp.replace(/[:.]/gu, '-')}`);
      isAny = true;
    } catch {
      // It is not there, or cannot be moved, and then the library's own lock decides.
    }
  }
  return isAny;
}

/**
 * Whether the program runs on this data folder already, as far as this computer can tell. Without an
 * answer it is taken to run where the system does not say so by links.
 */
export function runsAlready(folder: string, platform: NodeJS.Platform): boolean {
  if (platform === 'win32') return true;
  try {
    // The link leads to the computer and the process, which are no file.
    const [, host = '', pid = ''] =
      /^(.*)-(\d+)$/u.exec(readlinkSync(path.join(folder, 'SingletonLock'))) ?? [];
    if (host !== os.hostname()) return false;
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
