// Electron's own binary: found in node_modules, or downloaded there by the electron package.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../run-command.mjs';

const STALLED_AFTER = 20_000; // milliseconds without a byte
const FORGET_FAILURE_AFTER = 24 * 60 * 60 * 1000; // milliseconds
const packageFolder = path.join(projectRoot, 'node_modules', 'electron');

/**
 * The executable's path inside a folder that holds an unpacked Electron.
 * @param {NodeJS.Platform} [platform]
 */
export function executableName(platform = process.platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/** The version of Electron that the project declares and has installed the package of. */
export function declaredVersion() {
  return JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8')).version;
}

/**
 * The version written in an unpacked Electron, or null.
 * @param {string} folder
 */
export function versionInFolder(folder) {
  try {
    return readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return null;
  }
}

/** The folder of the official binary when it is completely installed, or null. */
export function installedRuntime() {
  const folder = path.join(packageFolder, 'dist');
  // The electron package writes this file last.
  if (!existsSync(path.join(packageFolder, 'path.txt'))) return null;
  if (versionInFolder(folder) !== declaredVersion()) return null;
  return existsSync(path.join(folder, executableName())) ? folder : null;
}

/**
 * Downloads the official binary with the electron package's own script, so that its mirrors, cache
 * and checksums hold. Gives up when nothing arrives for a while; says why, or gives null on success.
 * @param {{ script?: string, stalledAfter?: number }} [options] milliseconds
 * @returns {Promise<string | null>}
 */
export async function downloadRuntime(options = {}) {
  const { script = path.join(packageFolder, 'install.js'), stalledAfter = STALLED_AFTER } = options;
  // The script shows no progress, so its progress is read from a temporary folder of its own.
  const folder = await mkdtemp(path.join(os.tmpdir(), 'framewise-download-'));
  const watched = [folder, path.join(packageFolder, 'dist')];
  try {
    return await new Promise((resolve) => {
      const child = spawn(process.execPath, [script], {
        env: {
          ...process.env,
          TMPDIR: folder,
          TMP: folder,
          TEMP: folder,
          ...(namesProxy(process.env) ? { ELECTRON_GET_USE_PROXY: 'true' } : {}),
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let errors = '';
      child.stderr.setEncoding('utf8').on('data', (text) => (errors += text));
      let size = totalSize(watched);
      let lastProgress = Date.now();
      const timer = setInterval(() => {
        const now = totalSize(watched);
        if (now !== size) lastProgress = Date.now();
        size = now;
        if (Date.now() - lastProgress < stalledAfter) return;
        errors = `no data for ${Math.round(stalledAfter / 1000)} seconds`;
        child.kill('SIGKILL');
      }, 250);
      const end = (reason) => {
        clearInterval(timer);
        resolve(reason);
      };
      child.on('error', (error) => end(error.message));
      child.on('close', (code) => end(code === 0 ? null : explainFailure(errors)));
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Node's own requests pass by a proxy unless told otherwise. */
function namesProxy(env) {
  return ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'].some((name) => env[name]);
}

/** The line that names the error, without the stack and the source around it. */
function explainFailure(text) {
  const lines = text.trim().split('\n');
  const line = lines.find((candidate) => /^\w*Error\b/.test(candidate)) ?? lines[0];
  return line.replace(/^\w*Error: /, '') || 'no reason given';
}

/** Bytes in all files under the folders. */
function totalSize(folders) {
  let size = 0;
  for (const folder of folders) {
    try {
      for (const entry of readdirSync(folder, { recursive: true })) {
        size += statSync(path.join(folder, entry), { throwIfNoEntry: false })?.size ?? 0;
      }
    } catch {
      // A folder that comes or goes while it is read is looked at again in the next round.
    }
  }
  return size;
}

/** A failure is remembered for a day, unless the version or the mirror changes. */
function failureFile(cache) {
  const mirrors = Object.entries(process.env)
    .filter(([name]) => /^(npm_config_)?electron_(mirror|custom)/i.test(name))
    .sort();
  const key = JSON.stringify([declaredVersion(), process.platform, process.arch, mirrors]);
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 12);
  return path.join(cache, `download-failed-${hash}`);
}

/** @param {string} cache */
export async function downloadFailedLately(cache) {
  const noted = await stat(failureFile(cache)).catch(() => null);
  return noted !== null && Date.now() - noted.mtimeMs < FORGET_FAILURE_AFTER;
}

/**
 * @param {string} cache
 * @param {string} reason
 */
export async function rememberDownloadFailure(cache, reason) {
  await mkdir(cache, { recursive: true });
  await writeFile(failureFile(cache), `${reason}\n`);
}
