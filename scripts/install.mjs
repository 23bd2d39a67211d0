// Makes sure that node_modules is what package-lock.json says, before anything is imported from it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot, runNpm } from './run-command.mjs';

const OLDEST_NODE = [20, 19, 0];

/**
 * What is wrong with a Node version, or null.
 * @param {string} version such as `20.19.0`
 */
export function nodeVersionProblem(version) {
  const parts = version.split('.').map(Number);
  for (const [index, oldest] of OLDEST_NODE.entries()) {
    const part = parts[index] ?? 0;
    if (part > oldest) return null;
    if (part < oldest) {
      return `Framewise needs Node ${OLDEST_NODE.join('.')} or newer, and this is Node ${version}. Install a newer Node and run the command again.`;
    }
  }
  return null;
}

/**
 * Whether the tree that npm last installed has every package of the lock file in its version.
 * Optional packages may be missing: npm leaves out those of other platforms.
 * @param {any} lock the content of package-lock.json
 * @param {any} installed the content of node_modules/.package-lock.json, which npm writes last
 */
export function isInstallCurrent(lock, installed) {
  return Object.entries(lock.packages).every(([folder, wanted]) => {
    if (folder === '') return true;
    const present = installed.packages[folder];
    if (present === undefined) return wanted.optional === true || wanted.devOptional === true;
    return present.version === wanted.version && present.integrity === wanted.integrity;
  });
}

/** Runs `npm ci` when it is needed; what npm says goes to the error output. */
export async function ensureInstalled() {
  const problem = nodeVersionProblem(process.versions.node);
  if (problem !== null) throw new Error(problem);
  const lock = readJson('package-lock.json');
  const installed = readJson('node_modules/.package-lock.json');
  if (lock !== null && installed !== null && isInstallCurrent(lock, installed)) return;
  console.error('Installing the packages of package-lock.json…');
  await runNpm(
    ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      output: 'stderr',
    },
  );
}

function readJson(name) {
  try {
    return JSON.parse(readFileSync(path.join(projectRoot, name), 'utf8'));
  } catch {
    return null;
  }
}
