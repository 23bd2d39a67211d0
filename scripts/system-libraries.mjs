// The libraries of the system that Electron's window needs, and what the tests need beside them.
import { existsSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { findCommand, runCommand } from './run-command.mjs';

/**
 * One Debian package and the sign that it is there: a shared library, a command, or, where neither
 * exists, the package's own record.
 * @typedef {{ package: string, library?: string, command?: string }} SystemPackage
 */

/** @type {SystemPackage[]} */
export const windowPackages = [
  { package: 'libgtk-3-0', library: 'libgtk-3.so.0' },
  { package: 'libnss3', library: 'libnss3.so' },
  { package: 'libasound2', library: 'libasound.so.2' },
  { package: 'libgbm1', library: 'libgbm.so.1' },
];

/** @type {SystemPackage[]} */
export const testPackages = [
  ...windowPackages,
  { package: 'xvfb', command: 'Xvfb' },
  { package: 'xauth', command: 'xauth' },
  { package: 'fonts-liberation' },
  { package: 'fonts-noto-color-emoji' },
];

/**
 * What the check asks the machine. `isInstalled` and `isKnown` answer null where there is no dpkg.
 * @typedef {{ libraries: () => Set<string>, hasCommand: (name: string) => boolean,
 *   isInstalled: (name: string) => boolean | null, isKnown: (name: string) => boolean | null }} SystemProbes
 */

/** @type {SystemProbes} */
const machineProbes = {
  libraries: () => {
    const { stdout } = spawnSync(findCommand('ldconfig') ?? 'ldconfig', ['-p'], {
      encoding: 'utf8',
    });
    return new Set([...(stdout ?? '').matchAll(/^\s*(\S+) \(/gm)].map((match) => match[1]));
  },
  hasCommand: (name) => findCommand(name) !== null,
  isInstalled: (name) => {
    if (findCommand('dpkg-query') === null) return null;
    const { stdout } = spawnSync('dpkg-query', ['-W', '-f=${db:Status-Status}', name], {
      encoding: 'utf8',
    });
    return stdout.trim() === 'installed';
  },
  isKnown: (name) => {
    if (findCommand('apt-cache') === null) return null;
    const { stdout } = spawnSync('apt-cache', ['madison', name], { encoding: 'utf8' });
    return stdout.trim() !== '';
  },
};

/**
 * The packages that are missing. Where packages cannot be asked for, only libraries and commands count.
 * @param {SystemPackage[]} packages
 * @param {SystemProbes} [probes]
 * @returns {SystemPackage[]}
 */
export function missingPackages(packages, probes = machineProbes) {
  const libraries = probes.libraries();
  return packages.filter((wanted) => {
    if (wanted.library !== undefined) return !libraries.has(wanted.library);
    if (wanted.command !== undefined) return !probes.hasCommand(wanted.command);
    return probes.isInstalled(wanted.package) === false;
  });
}

/**
 * The names under which apt knows the packages: since the change to 64-bit times, newer Debian and
 * Ubuntu releases call some of them `…t64`.
 * @param {SystemPackage[]} packages
 * @param {SystemProbes} [probes]
 */
export function aptNames(packages, probes = machineProbes) {
  return packages.map((wanted) => {
    const renamed = `${wanted.package}t64`;
    return wanted.library !== undefined && probes.isKnown(renamed) === true
      ? renamed
      : wanted.package;
  });
}

/**
 * The line a person runs to install the packages.
 * @param {string[]} names
 */
export function aptLine(names) {
  return `sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${names.join(' ')}`;
}

/**
 * What `ldd` says an executable cannot find.
 * @param {string} executable
 * @returns {string[]} names of shared libraries
 */
export function missingLibraries(executable) {
  if (process.platform !== 'linux' || findCommand('ldd') === null) return [];
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' });
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
}

/**
 * The sentence for libraries that an executable cannot find, with the line that installs them.
 * @param {string[]} libraries
 * @param {SystemProbes} [probes]
 */
export function explainMissingLibraries(libraries, probes = machineProbes) {
  const said = `Electron cannot start because the system lacks ${libraries.join(', ')}.`;
  if (!usesApt()) return `${said} Install them with the system's package manager.`;
  const missing = missingPackages(windowPackages, probes);
  // A library outside the list comes with one of the packages, so all of them are named then.
  const names = aptNames(missing.length > 0 ? missing : windowPackages, probes);
  return `${said} Run this line, then the command again:\n  ${aptLine(names)}`;
}

/**
 * Makes sure the packages are there: installs them with apt as root on Debian and its descendants,
 * and otherwise stops with the exact line to run.
 * @param {SystemPackage[]} packages
 */
export async function ensureSystemPackages(packages) {
  if (process.platform !== 'linux') return;
  const missing = missingPackages(packages);
  if (missing.length === 0) return;
  if (!usesApt()) {
    throw new Error(
      `These are missing from the system: ${missing.map((wanted) => wanted.library ?? wanted.command).join(', ')}. Install them with the system's package manager and run the command again.`,
    );
  }
  if (process.geteuid?.() !== 0) {
    throw new Error(
      `System packages are missing. Run this line, then the command again:\n  ${aptLine(aptNames(missing))}`,
    );
  }
  await installWithApt(missing);
}

/** Whether this is Debian or one of its descendants, with apt. */
export function usesApt() {
  if (findCommand('apt-get') === null || !existsSync('/etc/os-release')) return false;
  return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
}

async function installWithApt(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Waits for another apt on the machine instead of failing.
  const patience = ['-o', 'DPkg::Lock::Timeout=120'];
  const attempt = async () => {
    // Lists that could not be renewed may still be new enough, so only the installation decides.
    await runCommand('apt-get', [...patience, '--quiet', 'update'], {
      env,
      output: 'capture',
    }).catch((error) => console.error(error.message));
    const names = aptNames(missing);
    console.error(`Installing system packages with apt: ${names.join(' ')}`);
    await runCommand(
      'apt-get',
      [...patience, '--quiet', 'install', '--yes', '--no-install-recommends', ...names],
      { env, output: 'capture' },
    );
  };
  try {
    await attempt();
  } catch (error) {
    console.error(`${error.message}\nTrying once more.`);
    await attempt();
  }
  const still = missingPackages(missing);
  if (still.length > 0) {
    throw new Error(
      `apt installed without an error, but these are still not found: ${still.map((wanted) => wanted.package).join(', ')}.`,
    );
  }
}
