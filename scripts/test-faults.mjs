// The store's tests that need more than Node: a C compiler, strace, a file system of its own, time.
// What cannot run on this machine is skipped and said so. As a part of the long run (with --rows=SHARE) it leaves
// out what that does itself, does SHARE of the rest, and prints rows for its table.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { projectRoot } from './run-command.mjs';

const share = process.argv.find((each) => each.startsWith('--rows='))?.slice('--rows='.length);
/** Each of the first so many writes and flushes fails once. */
const FAULTS = Math.ceil(60 * Number(share ?? 1));
/** Tags that a child makes while its disk fails. */
const TAGS = 30;

const work = mkdtempSync(path.join(os.tmpdir(), 'framewise-faults-'));
const failed = [];
const skipped = [];

try {
  if (share === undefined) await manyKills();
  const bundles = await bundle('kill-child', 'verify-library', 'replay-trace');
  await failingCalls(bundles);
  await fullDisk(bundles);
  await powerCuts(bundles);
} finally {
  rmSync(work, { recursive: true, force: true });
}

for (const sentence of skipped) console.log(`Skipped: ${sentence}`);
for (const sentence of failed) console.error(`Failed: ${sentence}`);
if (failed.length === 0) console.log('Nothing acknowledged was lost.');
process.exitCode = failed.length === 0 ? 0 : 1;

async function manyKills() {
  report('Many kills, many histories');
  const many = { FRAMEWISE_KILL_ROUNDS: '30', FRAMEWISE_MODEL_RUNS: '4000' };
  const tests = [
    'electron/store/library/kill.test.ts',
    'electron/store/library/library-model.test.ts',
  ];
  const vitest = path.join(projectRoot, 'node_modules/vitest/vitest.mjs');
  const unit = await run(
    process.execPath,
    [vitest, 'run', '--testTimeout', '900000', ...tests],
    many,
    { output: 'inherit' },
  );
  if (unit.code !== 0) failed.push('many kills, many histories');
}

/** Every write short or refused, every flush failing, in Node and in Electron. */
async function failingCalls({ child, verify }) {
  const library = path.join(work, 'failing-disk.so');
  const source = path.join(projectRoot, 'scripts/faults/failing-disk.c');
  if (process.platform !== 'linux' || !has('gcc')) {
    skipped.push('failing system calls, because this needs Linux and gcc.');
    return;
  }
  const compiled = await run(
    'gcc',
    ['-O1', '-Wall', '-Werror', '-shared', '-fPIC', '-o', library, source, '-ldl'],
    {},
  );
  if (compiled.code !== 0) {
    failed.push(`compiling ${source}: ${compiled.error}`);
    return;
  }
  const runtimes = [{ name: 'Node', command: process.execPath, args: [child], flags: [] }];
  const electron = spawnSync(
    process.execPath,
    [path.join(projectRoot, 'scripts/electron-path.mjs')],
    { encoding: 'utf8' },
  );
  const electronPath = electron.status === 0 ? electron.stdout.trim() : '';
  if (electronPath === '') {
    skipped.push('failing system calls in Electron, because no Electron was found.');
  } else {
    // The whole program, not ELECTRON_RUN_AS_NODE, in which electron-store cannot be loaded.
    const flags = ['--no-sandbox', '--ozone-platform=headless', '--disable-gpu'];
    runtimes.push({
      name: 'Electron',
      command: electronPath,
      args: [path.dirname(child)],
      flags,
    });
  }

  const template = path.join(work, 'template');
  await run(process.execPath, [child, template, '0'], {});
  for (const { name, command, args, flags } of runtimes) {
    for (const mode of ['short', 'full', 'sync']) {
      report(
        `${name}: every ${mode === 'sync' ? 'flush fails' : `write is ${mode}`}, one after the other`,
      );
      const dirs = Array.from({ length: FAULTS }, (_, n) =>
        path.join(work, `${name}-${mode}-${n + 1}`),
      );
      await inPairs(dirs, async (dir, n) => {
        cpSync(template, dir, { recursive: true });
        const fault = {
          LD_PRELOAD: library,
          FAULT_FOLDER: dir,
          FAULT_MODE: mode,
          FAULT_NUMBER: String(n + 1),
        };
        const all = [...args, dir, String(TAGS), ...flags];
        const done = await run(command, all, fault, { milliseconds: 60_000 });
        writeFileSync(`${dir}.out`, done.output);
        // A fault at the start opens the library read-only; one later must not keep it from its work.
        const made = done.output.split('\n').length - 2;
        if (made > 0 && made < TAGS / 2)
          failed.push(`${name}, ${mode} ${n + 1}: too few tags were made. ${done.error}`);
      });
      const losses = await run(process.execPath, [verify, ...dirs], {});
      addRow(
        `${name}: ${mode === 'sync' ? 'a flush fails' : `a write is ${mode}`} in the system, each one once`,
        {
          tried: dirs.length,
          acknowledged: dirs.reduce(
            (sum, dir) => sum + linesOf(readFileSync(`${dir}.out`, 'utf8')),
            0,
          ),
          lost: losses.output.split('\n').filter(Boolean),
        },
      );
      if (losses.output !== '' || losses.code !== 0)
        failed.push(`${name}, ${mode}: ${losses.output}${losses.error}`);
      for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
    }
  }
}

/** A file system that is really full, and then has room again. */
async function fullDisk({ child, verify }) {
  if (process.platform !== 'linux' || !has('unshare')) {
    skipped.push('a full file system, because this needs Linux and unshare.');
    return;
  }
  report('A full file system');
  const folder = path.join(work, 'full');
  mkdirSync(folder);
  const flags = process.getuid() === 0 ? ['-m'] : ['-rm'];
  const script = path.join(projectRoot, 'scripts/faults/full-disk.mjs');
  const done = await run(
    'unshare',
    [...flags, process.execPath, script, folder, child, verify],
    {},
  );
  if (done.output.startsWith('skipped'))
    skipped.push('a full file system, because none can be mounted here.');
  else
    addRow('a full file system', {
      tried: 1,
      acknowledged: 1,
      lost: done.output.split('\n').filter(Boolean),
    });
  if (!done.output.startsWith('skipped') && (done.output !== '' || done.code !== 0))
    failed.push(`a full file system: ${done.output}${done.error}`);
}

/** Every state that a power cut could leave behind the system calls of a real run. */
async function powerCuts({ child, replay }) {
  if (process.platform !== 'linux' || !has('strace')) {
    skipped.push('replayed power cuts, because this needs Linux and strace.');
    return;
  }
  report('Power cuts, from the system calls of a real run');
  const dir = path.join(work, 'traced');
  const trace = path.join(work, 'trace');
  const calls =
    'openat,open,close,write,pwrite64,writev,pwritev,fsync,fdatasync,ftruncate,rename,link,unlink,rmdir,mkdir';
  const traced = await run(
    'strace',
    [
      '-f',
      '-xx',
      '-s',
      '10000000',
      '-e',
      `trace=${calls}`,
      '-e',
      'signal=none',
      '-o',
      trace,
      process.execPath,
      child,
      dir,
      '40',
    ],
    {},
  );
  if (traced.code !== 0) {
    skipped.push(
      `replayed power cuts, because strace may not trace here: ${traced.error.slice(0, 200)}`,
    );
    return;
  }
  const done = await run(process.execPath, [replay, trace, dir], {});
  const states = /^(\d+) states$/mu.exec(done.output)?.[1] ?? '0';
  console.log(`${states} states were opened.`);
  const losses = done.output.replace(/^\d+ states$/mu, '').trim();
  addRow('the power is cut after each system call of a real run', {
    tried: Number(states),
    acknowledged: 40,
    lost: losses.split('\n').filter(Boolean),
  });
  if (done.code !== 0 || losses !== '' || Number(states) < 500) {
    failed.push(
      `power cuts (${states} states): ${losses.slice(0, 5000)}${done.error.slice(0, 2000)}`,
    );
  }
}

/** A row of the long run's table. */
function addRow(fault, row) {
  if (share === undefined) return;
  console.log(`row ${JSON.stringify({ fault, ...row, unreadable: [] })}`);
}

/** Tags that a child said were acknowledged. */
function linesOf(output) {
  return Math.max(0, output.split('\n').length - 2);
}

async function bundle(...names) {
  const [child, verify, replay] = await Promise.all(
    names.map(async (name) => {
      const outDir = path.join(
        projectRoot,
        'node_modules/.cache/framewise-store-tests/faults',
        name,
      );
      const entry = `electron/store/testing/${name}.ts`;
      const vite = path.join(projectRoot, 'node_modules/vite/bin/vite.js');
      const built = await run(
        process.execPath,
        [vite, 'build', '--ssr', entry, '--outDir', outDir, '--logLevel', 'error'],
        {},
      );
      if (built.code !== 0) throw new Error(`${entry} cannot be bundled: ${built.error}`);
      writeFileSync(
        path.join(outDir, 'package.json'),
        JSON.stringify({ type: 'module', main: `${name}.js` }),
      );
      return path.join(outDir, `${name}.js`);
    }),
  );
  return { child, verify, replay };
}

function has(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
}

function report(sentence) {
  console.log(`${sentence} …`);
}

/** Two at a time: the runs wait for the disk more than they compute. */
async function inPairs(items, act) {
  const waiting = [...items.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await act(next[1], next[0]);
  };
  await Promise.all([worker(), worker()]);
}

function run(command, args, env, { output = 'capture', milliseconds = 1_800_000 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: projectRoot,
      env: { ...process.env, ...env },
      stdio: output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    const said = { output: '', error: '' };
    child.stdout?.setEncoding('utf8').on('data', (text) => (said.output += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (said.error += text));
    // A child that hangs on its failing disk would hang everything.
    const patience = setTimeout(() => child.kill('SIGKILL'), milliseconds);
    child.on('error', (error) => resolve({ code: 1, output: '', error: error.message }));
    child.on('close', (code) => {
      clearTimeout(patience);
      resolve({ code: code ?? 1, ...said });
    });
  });
}
