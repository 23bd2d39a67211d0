// Measures starts on the display that is there, and says what was found. Started by `npm run bench`.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { projectRoot, runScript } from '../run-command.mjs';
import { endElectrons } from './electron-window.mjs';
import { loadModule } from './load-module.mjs';
import { describeMachine } from './machine.mjs';
import { REPETITIONS } from './measure-framewise.mjs';
import { measureStarts } from './measure-start.mjs';
import { putIntoPage, renderStarts } from './report.mjs';

/** Articles of a large library. */
const MANY = 10_000;

await runScript(async () => {
  const has = (/** @type {string} */ option) => process.argv.includes(option);
  const executable = process.env.FRAMEWISE_ELECTRON_PATH;
  if (executable === undefined) throw new Error('Start this with npm run bench -- --start.');
  const { pairs } = has('--quick') ? REPETITIONS.quick : REPETITIONS.full;
  const work = await mkdtemp(path.join(os.tmpdir(), 'framewise-bench-'));
  try {
    const { buildBenchLibrary } = await loadModule(path.join(work, 'build'), 'library-files');
    const many = buildBenchLibrary(path.join(projectRoot, 'seeds'), MANY);
    const starts = await measureStarts({ executable, work, many, pairs, report: console.error });
    const text = renderStarts({
      date: new Date().toISOString(),
      machine: describeMachine(),
      electron: process.env.FRAMEWISE_ELECTRON_VERSION,
      pairs,
      starts,
    });
    console.log(text);
    if (!has('--docs')) return;
    const page = path.join(projectRoot, 'docs', 'speed.md');
    await writeFile(page, putIntoPage(await readFile(page, 'utf8'), text, 'bench-start'));
  } finally {
    await endElectrons();
    await rm(work, { recursive: true, force: true });
  }
});
