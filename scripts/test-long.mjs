// npm run test:long [-- --share=0.5] [--kills=56] [--changes=10800]: everything that can go wrong, many times, as one
// table: what was tried, how many changes were acknowledged meanwhile, how many of them were lost, what cannot be
// read. It takes about twenty minutes on two cores. `--share` does that part of what is not a kill; `--kills` is how
// often it kills while doing each of nine kinds of work.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { prepareApplication } from './end-to-end.mjs';
import { ensureInstalled } from './install.mjs';
import { drawTable } from './long/table.mjs';
import { projectRoot, runCommand, runScript } from './run-command.mjs';

const option = (name, usual) =>
  Number(process.argv.find((each) => each.startsWith(`--${name}=`))?.split('=')[1] ?? usual);
const share = option('share', 1);
const kills = option('kills', 56);
const changes = option('changes', 10_800);
const seed = option('seed', Math.floor(Math.random() * 2 ** 31));

/** Tests that try what fuzzing finds, by what they try. */
const FUZZED = [
  {
    fault: 'text of hostile shapes is split and searched',
    file: 'core/text/hostile.test.ts',
    runs: 2_000,
  },
  {
    fault: 'a damaged page, mail, feed, paper or table is read',
    file: 'core/sources/readers/hostile.test.ts',
    runs: 1_500,
  },
  {
    fault: 'a damaged file of an exchange format is read',
    file: 'core/exchange/formats core/exchange/framewise',
    named: 'damaged on their way',
    runs: 1_000,
  },
  {
    fault: 'any work with kills, power cuts and failing disks, against a plain map',
    file: 'electron/store/library/library-model.test.ts',
    named: 'shows what was acknowledged',
    runs: 2_000,
  },
];

await runScript(async () => {
  await ensureInstalled();
  const work = await mkdtemp(path.join(os.tmpdir(), 'framewise-long-'));
  const rows = [];
  const failed = [];
  const add = (row) => {
    rows.push(row);
    console.log(`${row.fault}: ${row.tried} tried, ${row.lost.length} lost.`);
  };
  console.log(`The seed of everything that has one is ${seed}.`);
  try {
    const runtime = await prepareApplication();
    const [longRun, child] = await Promise.all([bundle('long-run'), bundle('child')]);
    const inLibraries = (part, scratch = path.join(work, part)) =>
      readRows(process.execPath, [longRun, part, child, scratch, kills, seed, share].map(String));
    // Each lane waits for its disk more than it computes.
    const lanes = [
      ['tagging', 'reviewing', 'folding'],
      ['undoing', 'importing', 'exporting'],
      ['merging', 'starting', 'quitting'],
      ['others', 'calls', 'files', 'faults'],
      ['hour', ...FUZZED.map(({ fault }) => fault)],
    ];
    const part = async (name) => {
      if (name === 'faults')
        return readRows(process.execPath, ['scripts/test-faults.mjs', `--rows=${share}`]);
      if (name === 'hour') {
        const data = path.join(work, 'hour');
        await inLibraries('articles', data);
        const hour = path.join('scripts', 'long', 'hour.mjs');
        const script = [process.execPath, hour, runtime.executable, data, String(changes)];
        const onDisplay =
          process.env.DISPLAY || process.platform !== 'linux'
            ? script
            : ['xvfb-run', '-a', ...script];
        return readRows(onDisplay[0], onDisplay.slice(1));
      }
      const fuzzed = FUZZED.find(({ fault }) => fault === name);
      return fuzzed === undefined ? inLibraries(name) : fuzz(fuzzed, { work, add, failed });
    };
    /** Runs a program and adds the rows that it prints as they come. */
    const readRows = async (command, args) => {
      const said = await run(command, args, {}, (line) => {
        const json = /^(?:row )?(\{"fault".*\})$/u.exec(line)?.[1];
        if (json !== undefined) add(JSON.parse(json));
        else if (line.startsWith('Skipped')) console.log(line);
      });
      if (said.code !== 0) failed.push(`${args.join(' ')}: ${said.error.slice(-2000)}`);
    };
    await Promise.all(
      lanes.map(async (lane) => {
        for (const name of lane) await part(name);
      }),
    );
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  console.log(`\n${drawTable(rows)}`);
  for (const sentence of failed) console.error(`Failed: ${sentence}`);
  const isWell = rows.every(({ lost, unreadable }) => lost.length + unreadable.length === 0);
  return failed.length === 0 && isWell ? 0 : 1;
});

/** Runs a test that tries what fuzzing finds, and adds a row for it. */
async function fuzz({ fault, file, named, runs }, { work, add, failed }) {
  const report = path.join(work, 'fuzz.json');
  const count = Math.ceil(runs * share);
  const said = await run(
    process.execPath,
    [
      ...['node_modules/vitest/vitest.mjs', 'run', '--testTimeout=7200000', ...file.split(' ')],
      ...(named === undefined ? [] : ['-t', named]),
      ...['--reporter=json', `--outputFile=${report}`],
    ],
    { FRAMEWISE_FUZZ_RUNS: count, FRAMEWISE_MODEL_RUNS: count, FRAMEWISE_FUZZ_SEED: seed },
  );
  const { numPassedTests, testResults } = JSON.parse(await readFile(report, 'utf8'));
  const broken = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed'),
  );
  add({
    fault: `${fault} (seed ${seed})`,
    tried: count * (numPassedTests + broken.length),
    acknowledged: 0,
    lost: broken.map(({ fullName, failureMessages }) => `${fullName}: ${failureMessages[0]}`),
    unreadable: [],
  });
  if (said.code !== 0 && broken.length === 0) failed.push(`${file}: ${said.error.slice(-2000)}`);
}

/** Bundles a script in TypeScript; gives the path of what Node runs. */
async function bundle(name) {
  const outDir = path.join(projectRoot, 'node_modules/.cache/framewise-long', name);
  const vite = path.join(projectRoot, 'node_modules/vite/bin/vite.js');
  await runCommand(process.execPath, [
    ...[vite, 'build', '--ssr', `scripts/long/${name}.ts`],
    ...['--outDir', outDir, '--logLevel', 'error'],
  ]);
  await writeFile(path.join(outDir, 'package.json'), JSON.stringify({ type: 'module' }));
  return path.join(outDir, `${name}.js`);
}

/** Runs a program, and hands on each line that it writes. */
function run(command, args, env, read = () => undefined) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: projectRoot,
      env: {
        ...process.env,
        ...Object.fromEntries(Object.entries(env).map(([k, v]) => [k, String(v)])),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let rest = '';
    let error = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) read(line);
    });
    child.stderr.setEncoding('utf8').on('data', (text) => (error += text));
    child.on('error', ({ message }) => resolve({ code: 1, error: message }));
    child.on('close', (code) => resolve({ code: code ?? 1, error }));
  });
}
