// Measures how well web pages are read, and says what was found. Started by `npm run bench`.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { projectRoot, runScript } from '../run-command.mjs';
import { loadModule } from './load-module.mjs';

/** @param {import('./measure-pages.ts').PagesMeasured['all']} shares */
const cells = ({ ours, readability }) =>
  [ours.kept, ours.foreign, readability.kept, readability.foreign]
    .map((share) => share.toFixed(3))
    .join(' | ');

await runScript(async () => {
  const work = await mkdtemp(path.join(os.tmpdir(), 'framewise-bench-'));
  try {
    const { measureReading } = await loadModule(work, 'measure-pages');
    const folder = path.join(projectRoot, 'core', 'sources', 'testing', 'pages');
    /** @type {import('./measure-pages.ts').PagesMeasured} */
    const { rows, all, milliseconds } = measureReading(folder);
    const text = [
      'Words of the article that are kept, and words that are kept and foreign, of the pages made for the tests:',
      '',
      '| page | kept | foreign | Readability alone: kept | foreign |',
      '| --- | ---: | ---: | ---: | ---: |',
      ...rows.map((row) => `| ${row.page} | ${cells(row)} |`),
      `| all | ${cells(all)} |`,
      '',
      `One page of 300 KB takes ${Math.round(milliseconds)} ms of processor; the target is at most 400.`,
    ].join('\n');
    console.log(text);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
});
