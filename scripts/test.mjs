// npm test [-- --only=unit,e2e]: everything that CI runs, from a bare checkout.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { prepareApplication, runEndToEndTests } from './end-to-end.mjs';
import { ensureInstalled } from './install.mjs';
import { exitCodeOf, explainError, runNpm, runScript } from './run-command.mjs';
import { countEndToEndTests, countUnitTests, sayCounts } from './test-counts.mjs';

/** What can be run beside all others: it keeps one core busy, and with a low priority only an idle one. */
const BESIDE = 'lint';

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

  const chosen = chosenSteps(['install', BESIDE, 'types', 'unit', 'build', 'e2e']);
  let exitCode = 0;
  let beside;
  for (const name of chosen) {
    if (name === BESIDE) {
      beside = startBeside();
      continue;
    }
    exitCode = await runStep(name, steps[name]);
    // It may have failed meanwhile; then nothing more is begun.
    if (exitCode === 0 && beside?.isDone) exitCode = await beside.report();
    if (exitCode !== 0) break;
  }
  // Whatever else failed, what it found is worth knowing too.
  exitCode = [exitCode, (await beside?.report()) ?? 0].find((code) => code !== 0) ?? 0;
  if (counts.length > 0) console.log(`\n${sayCounts(counts)}`);
  await rm(reports, { recursive: true, force: true });
  return exitCode;
});

/** Runs a step and says how it went; gives an exit code. */
async function runStep(name, run) {
  console.log(`\n— ${name}`);
  const started = performance.now();
  try {
    await run();
    console.log(`— ${name}: done in ${secondsSince(started)}`);
    return 0;
  } catch (error) {
    const explanation = explainError(error);
    if (explanation !== '') console.error(explanation);
    console.error(
      `— ${name}: FAILED after ${secondsSince(started)}. The steps after it were not run.`,
    );
    return exitCodeOf(error);
  }
}

function secondsSince(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

/** Starts the step that runs beside the others; what it writes is shown in one piece, between theirs. */
function startBeside() {
  const started = performance.now();
  const run = { isDone: false };
  const ended = runNpm(['run', '--silent', BESIDE], { output: 'keep', priority: 'low' })
    .then((words) => ({ exitCode: 0, words, how: 'done in' }))
    .catch((error) => ({
      exitCode: exitCodeOf(error),
      words: explainError(error),
      how: 'FAILED after',
    }))
    .then((outcome) => {
      run.isDone = true;
      return { ...outcome, after: secondsSince(started) };
    });
  let shown;
  const show = async () => {
    const { exitCode, words, how, after } = await ended;
    const say = exitCode === 0 ? console.log : console.error;
    say(`\n— ${BESIDE}\n${words.trimEnd()}`);
    say(`— ${BESIDE}: ${how} ${after}`);
    return exitCode;
  };
  return Object.assign(run, { report: () => (shown ??= show()) });
}

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
