// Measures the table of Compare on the display that is there, and says what was found. Started by
// `npm run bench`, also with --comparing.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { projectRoot, runScript } from '../run-command.mjs';
import { endElectrons } from './electron-window.mjs';
import { loadModule } from './load-module.mjs';
import { measureCompareWindow } from './measure-compare-window.mjs';
import { putIntoPage } from './report.mjs';

const OUTLETS = 12;
const FAMILIES = 60;
/** What is to be; milliseconds. */
const TARGETS = {
  'next undecided: wall': 'p95 ≤ 16 ms',
  'scroll frame: wall': 'p95 ≤ 16 ms',
};

function render({ rows, columns, figures }) {
  const shown = (value) => value.toFixed(1);
  return [
    `A table of ${rows} rows and ${columns} outlets in the window, milliseconds: *wall* from the key, or from the frame`,
    'before, until it is painted, without a frame limit; *work* of the main thread of the page.',
    '',
    '| | median | p95 | to be |',
    '| --- | ---: | ---: | ---: |',
    ...Object.entries(figures).map(
      ([name, { median, p95 }]) =>
        `| ${name} | ${shown(median)} | ${shown(p95)} | ${TARGETS[name] ?? ''} |`,
    ),
  ].join('\n');
}

await runScript(async () => {
  const executable = process.env.FRAMEWISE_ELECTRON_PATH;
  if (executable === undefined) throw new Error('Start this with npm run bench -- --comparing.');
  const work = await mkdtemp(path.join(os.tmpdir(), 'framewise-bench-'));
  try {
    const { wideEvent } = await loadModule(path.join(work, 'build'), 'many-articles');
    const texts = wideEvent(OUTLETS, FAMILIES);
    const measured = await measureCompareWindow({ executable, work, texts, report: console.error });
    const text = render(measured);
    console.log(text);
    if (!process.argv.includes('--docs')) return;
    const page = path.join(projectRoot, 'docs', 'speed.md');
    await writeFile(page, putIntoPage(await readFile(page, 'utf8'), text, 'bench-compare-window'));
  } finally {
    await endElectrons();
    await rm(work, { recursive: true, force: true });
  }
});
