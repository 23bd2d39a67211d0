// npm test [-- --only=unit,e2e]: everything that CI runs, from a bare checkout.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { prepareApplication, runEndToEndTests } from './end-to-end.mjs';
import { ensureInstalled } from './install.mjs';
import { exitCodeOf, explainError, runNpm, runScript } from './run-command.mjs';
import { countEndToEndTests, countUnitTests, sayCounts } from './test-counts.mjs';

/**
 * Steps in their order. The lanes of one stage run side by side: lint and types keep one core busy
 * each, and what lint leaves of a core the unit tests take.
 */
const STAGES = [[['install']], [['lint'], ['types', 'unit']], [['build']], [['e2e']]];

await runScript(async () => {
  const reports = await mkdtemp(path.join(os.tmpdir(), 'framewise-reports-'));
  const counts = [];
  let runtime;

  /** Runs a test runner and counts what it reports, also when a test failed. */
  const counted = async (run, name, count) => {
    const file = path.join(reports, `${name}.json`);
    try {
      await run(file);
    } finally {
      const report = await readFile(file, 'utf8').catch(() => null);
      if (report !== null) counts.push(count(JSON.parse(report)));
    }
  };
  const prepare = async () => {
    runtime ??= await prepareApplication();
  };
  const steps = {
    install: ensureInstalled,
    lint: () => runNpm(['run', '--silent', 'lint']),
    types: () => runNpm(['run', '--silent', 'types']),
    unit: () =>
      counted(
        (file) =>
          runNpm([
            ...['run', '--silent', 'unit', '--'],
            ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
          ]),
        'unit',
        countUnitTests,
      ),
    build: prepare,
    e2e: async () => {
      await prepare();
      await counted(
        (file) =>
          runEndToEndTests(runtime, ['--reporter=list,json'], {
            PLAYWRIGHT_JSON_OUTPUT_FILE: file,
          }),
        'e2e',
        countEndToEndTests,
      );
    },
  };

  /** Runs a step and says how it went; gives an exit code. */
  const runStep = async (name) => {
    console.log(`\n— ${name}`);
    const started = performance.now();
    const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
    try {
      await steps[name]();
      console.log(`— ${name}: done in ${seconds()}`);
      return 0;
    } catch (error) {
      const explanation = explainError(error);
      if (explanation !== '') console.error(explanation);
      console.error(`— ${name}: FAILED after ${seconds()}. The steps after it were not run.`);
      return exitCodeOf(error);
    }
  };

  /** Runs steps one after the other until one fails; gives the last one's exit code. */
  const runLane = async (lane) => {
    for (const name of lane) {
      const exitCode = await runStep(name);
      if (exitCode !== 0) return exitCode;
    }
    return 0;
  };

  const chosen = chosenSteps(Object.keys(steps));
  let exitCode = 0;
  for (const lanes of STAGES) {
    const codes = await Promise.all(
      lanes.map((lane) => runLane(lane.filter((name) => chosen.includes(name)))),
    );
    exitCode = codes.find((code) => code !== 0) ?? 0;
    if (exitCode !== 0) break;
  }
  if (counts.length > 0) console.log(`\n${sayCounts(counts)}`);
  await rm(reports, { recursive: true, force: true });
  return exitCode;
});

/** The steps named by `--only`, in their fixed order, or all of them. */
function chosenSteps(names) {
  const option = process.argv.slice(2).find((argument) => argument.startsWith('--only='));
  if (option === undefined) return names;
  const wanted = option.slice('--only='.length).split(',');
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new Error(`There is no step ${unknown.join(', ')}. The steps are ${names.join(', ')}.`);
  }
  return names.filter((name) => wanted.includes(name));
}
