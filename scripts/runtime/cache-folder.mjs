// Where things live that every checkout on this machine may share and anyone may delete.
import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * The cache folder of this project by the platform's own convention, absolute. It may not exist yet.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [home]
 * @param {NodeJS.Platform} [platform]
 */
export function cacheFolder(env = process.env, home = os.homedir(), platform = process.platform) {
  if (env.XDG_CACHE_HOME && path.isAbsolute(env.XDG_CACHE_HOME)) {
    return path.join(env.XDG_CACHE_HOME, 'framewise');
  }
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'framewise');
  if (platform === 'win32') {
    return path.join(env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'), 'framewise', 'cache');
  }
  return path.join(home, '.cache', 'framewise');
}

// A lock this old was left by a process whose number another process has by now.
const LOCK_EXPIRES_AFTER = 30 * 60 * 1000; // milliseconds

/**
 * Runs one task at a time over all processes that share the cache folder. A lock whose process is
 * gone is taken over.
 * @template T
 * @param {string} cache
 * @param {string} name
 * @param {() => Promise<T>} task
 * @param {() => void} [onWait] called once when another process has the lock
 * @returns {Promise<T>}
 */
export async function withLock(cache, name, task, onWait = () => {}) {
  const lock = path.join(cache, `${name}.lock`);
  const own = path.join(cache, `${name}-${process.pid}-${randomUUID()}.lock`);
  await mkdir(cache, { recursive: true });
  await writeFile(own, String(process.pid));
  try {
    for (let isFirst = true; !(await take(own, lock)); isFirst = false) {
      if (isFirst) onWait();
      if (await isAbandoned(lock)) await rm(lock, { force: true });
      else await sleep(200);
    }
  } finally {
    await rm(own, { force: true });
  }
  try {
    return await task();
  } finally {
    await rm(lock, { force: true });
  }
}

/** A link appears with its content, so no lock is ever seen without its process number. */
async function take(own, lock) {
  try {
    await link(own, lock);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

async function isAbandoned(lock) {
  try {
    const { mtimeMs } = await stat(lock);
    const owner = Number(await readFile(lock, 'utf8'));
    return Date.now() - mtimeMs > LOCK_EXPIRES_AFTER || !isRunning(owner);
  } catch {
    // Given back between two looks.
    return false;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, under another user.
    return error.code === 'EPERM';
  }
}
