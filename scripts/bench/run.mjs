// Measures on the display that is there, and says what was found. Started by `npm run bench`.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { projectRoot, runScript } from '../run-command.mjs';
import { endElectrons } from './electron-window.mjs';
import { loadModule } from './load-module.mjs';
import { describeMachine } from './machine.mjs';
import { measureFramewise, REPETITIONS } from './measure-framewise.mjs';
import { measureReview } from './measure-review.mjs';
import { measurePeers } from './measure-peers.mjs';
import { putIntoPage, renderReport } from './report.mjs';

/** The articles that each choice of size measures; `large` is also compared with few tags. */
const SIZES = { small: ['small', 'medium'], large: ['large', 'sparse'] };

await runScript(async () => {
  const { values } = parseArgs({
    options: {
      size: { type: 'string' },
      quick: { type: 'boolean', default: false },
      peers: { type: 'boolean', default: false },
      docs: { type: 'boolean', default: false },
    },
  });
  const names = values.size === undefined ? Object.values(SIZES).flat() : SIZES[values.size];
  if (!names) throw new Error('--size is small or large.');
  const executable = process.env.FRAMEWISE_ELECTRON_PATH;
  if (executable === undefined) throw new Error('Start this with npm run bench.');

  const work = await mkdtemp(path.join(os.tmpdir(), 'framewise-bench-'));
  try {
    const { buildBenchArticles } = await loadModule(path.join(work, 'build'), 'library-files');
    const all = buildBenchArticles(path.join(projectRoot, 'seeds'));
    const articles = Object.fromEntries(names.map((name) => [name, all[name]]));
    const counts = values.quick ? REPETITIONS.quick : REPETITIONS.full;
    const report = console.error;
    const { versions, figures } = await measureFramewise({
      executable,
      work,
      articles,
      counts,
      report,
    });
    if (articles.large) {
      const { large, dense } = all;
      const folder = await mkdtemp(path.join(work, 'review-'));
      const options = { executable, work: folder, article: large, short: dense, counts, report };
      Object.assign(figures.large, await measureReview(options));
    }
    const peers = values.peers
      ? await measurePeers({ executable, work, articles, counts, report })
      : null;
    const result = {
      date: new Date().toISOString(),
      machine: describeMachine(),
      electron: versions.electron,
      chromium: versions.chrome,
      quick: values.quick,
      figures,
      peers,
    };
    const folder = path.join(projectRoot, 'bench-results');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'latest.json'), `${JSON.stringify(result, null, 2)}\n`);
    const text = renderReport(result);
    console.log(text);
    if (values.docs) {
      const page = path.join(projectRoot, 'docs', 'speed.md');
      await writeFile(page, putIntoPage(await readFile(page, 'utf8'), text));
    }
  } finally {
    await endElectrons();
    await rm(work, { recursive: true, force: true });
  }
});
