// Packages the application with electron-builder on the runtime that was found.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buildApplication } from './build-application.mjs';
import { findRuntime } from './electron-runtime.mjs';
import { projectRoot, runCommand } from './run-command.mjs';

/**
 * Without `release`: the unpacked application for this machine, built for the end-to-end tests, unless
 * it is there already. With it: the installers of this platform, which only the official binary may
 * be part of; electron-builder downloads their tools.
 * @param {{ root?: string, release?: boolean, args?: string[], report?: (sentence: string) => void }} [options]
 *   `args` goes to electron-builder
 * @returns {Promise<string>} the executable in the unpacked application
 */
export async function packageApplication(options = {}) {
  const { root = projectRoot, release = false, args = [], report = console.error } = options;
  const runtime = await findRuntime({ report });
  if (release && runtime.source === 'registry') {
    throw new Error(
      'A release is built on the official Electron binary, which could not be downloaded here. Without --release you get an unpacked application for tests.',
    );
  }
  await buildApplication({ root, release, report });
  const output = path.join(root, 'release');
  const record = path.join(output, '.package');
  const inputs = await inputsHash(root, runtime, args);
  const isCurrent = (await readFile(record, 'utf8').catch(() => '')) === inputs;
  if (isCurrent && !release && existsSync(unpackedExecutable(output))) {
    report('The package in release is up to date.');
    return unpackedExecutable(output);
  }

  const started = performance.now();
  await rm(record, { force: true });
  const work = await mkdtemp(path.join(os.tmpdir(), 'framewise-package-'));
  try {
    // A copy, because the packager changes what it is given: our bootstrap must not be in it, and
    // the fuses of the runtime that the tests run on must stay as they are.
    const electron = path.join(work, 'electron');
    await cp(runtime.folder, electron, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !isOurOwn(path.relative(runtime.folder, source)),
    });
    await runCommand(
      process.execPath,
      [
        path.join(projectRoot, 'node_modules', 'electron-builder', 'cli.js'),
        `--projectDir=${root}`,
        '--publish=never',
        `-c.electronDist=${electron}`,
        `-c.electronVersion=${runtime.version}`,
        ...(release ? [] : ['--dir', '-c.electronFuses.enableNodeCliInspectArguments=true']),
        ...args,
      ],
      { cwd: root, output: 'stderr', env: { ...process.env, USE_HARD_LINKS: 'false' } },
    );
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  await writeFile(record, inputs);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  report(`Packaged into release with Electron ${runtime.version} in ${seconds} s.`);
  return unpackedExecutable(output);
}

/** The bootstrap and the record that were put into the registry's runtime. */
function isOurOwn(relative) {
  return relative === path.join('resources', 'app') || relative === 'framewise-runtime.json';
}

function unpackedExecutable(output) {
  const arch = process.arch === 'x64' ? '' : `-${process.arch}`;
  if (process.platform === 'darwin') {
    return path.join(output, `mac${arch}`, 'Framewise.app', 'Contents', 'MacOS', 'Framewise');
  }
  if (process.platform === 'win32') {
    return path.join(output, `win${arch}-unpacked`, 'framewise.exe');
  }
  return path.join(output, `linux${arch}-unpacked`, 'framewise');
}

async function inputsHash(root, runtime, args) {
  const build = JSON.parse(await readFile(path.join(root, 'dist', '.build.json'), 'utf8'));
  const hash = createHash('sha256').update(
    JSON.stringify([build.inputs, runtime.source, runtime.version, args]),
  );
  hash.update(await readFile(path.join(root, 'electron-builder.yml')));
  for (const folder of ['seeds', 'build']) {
    const names = await readdir(path.join(root, folder), { recursive: true }).catch(() => []);
    for (const name of names.sort()) {
      const content = await readFile(path.join(root, folder, name)).catch(() => '');
      hash.update(JSON.stringify([folder, name, content.length])).update(content);
    }
  }
  return hash.digest('hex');
}
