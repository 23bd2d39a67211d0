// Measures how work grows with texts that nobody writes, and says what was found.
// Started by `npm run bench -- --growth`.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { projectRoot, runScript } from '../run-command.mjs';
import { loadModule } from './load-module.mjs';
import { putIntoPage } from './report.mjs';

/** @param {ReturnType<import('./measure-growth.ts').measureGrowth>} measured */
function render({ length, times, worst }) {
  return [
    `Work on texts that nobody writes, ${length.toLocaleString('en')} code units long, milliseconds of processor; of`,
    `each kind of work the slowest shape, and the one that grows fastest with a text ${times} times as long.`,
    '',
    '| work | shape | ms | growth |',
    '| --- | --- | ---: | ---: |',
    ...worst.map(
      ({ work, shape, milliseconds, growth }) =>
        `| ${work} | ${shape} | ${Math.round(milliseconds)} | ${growth === 0 ? '–' : growth.toFixed(1)} |`,
    ),
  ].join('\n');
}

await runScript(async () => {
  const work = await mkdtemp(path.join(os.tmpdir(), 'framewise-bench-'));
  try {
    const { measureGrowth } = await loadModule(work, 'measure-growth');
    const text = render(measureGrowth());
    console.log(text);
    if (!process.argv.includes('--docs')) return;
    const page = path.join(projectRoot, 'docs', 'speed.md');
    await writeFile(page, putIntoPage(await readFile(page, 'utf8'), text, 'bench-growth'));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
});
