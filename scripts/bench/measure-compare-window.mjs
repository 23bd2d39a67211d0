// Measures the table of Compare in the whole program: an event of twelve outlets and sixty families.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import {
  copyProgram,
  idleWork,
  measureScrolling,
  prepareWindow,
  repeat,
  REST,
} from './measure-framewise.mjs';
import { changeLibrary, importAll, startProgram } from './measure-library.mjs';
import { summarize } from './statistics.mjs';

const STEPS = 40;
const SCROLLS = 3;
/** Milliseconds that comparing an event may take. */
const COMPARING = 60_000;

/**
 * @param {{ executable: string, work: string, texts: readonly string[], report: (sentence: string) => void }} options
 *   `work`: an empty folder, absolute
 * @returns {Promise<{ rows: number, columns: number, figures: import('./measure-framewise.mjs').Figures }>}
 */
export async function measureCompareWindow({ executable, work, texts, report }) {
  const program = await copyProgram(path.join(work, 'program'));
  const files = path.join(work, 'files');
  await mkdir(files);
  for (const [index, text] of texts.entries()) {
    await writeFile(path.join(files, `outlet-${String(index).padStart(2, '0')}.txt`), text);
  }
  const start = (frameLimit) =>
    startProgram(executable, program, path.join(work, 'data'), frameLimit);
  report(`Importing ${texts.length} outlets.`);
  const first = await start(false);
  const known = await first.ask(articleIds);
  await importAll(first, files);
  const ids = (await first.ask(articleIds)).filter((id) => !known.includes(id));
  await first.ask(changeLibrary, { kind: 'create-event', title: 'Bench', articles: ids });
  await first.quit();

  /** @type {import('./measure-framewise.mjs').Figures} */
  const figures = {};
  let size = { rows: 0, columns: 0 };
  // Waiting for the screen would count as time; frames that no screen shows would count as work.
  for (const frameLimit of [false, true]) {
    report(`Measuring the ${frameLimit ? 'work' : 'time'} in the table of outlets.`);
    const run = await start(frameLimit);
    const { window } = run;
    await prepareWindow(window);
    await run.ask((id) => window.framewiseBench.articles.open(id), ids[0]);
    await window.press('compare', ({ view }) => view);
    await run.ask(tableShown, COMPARING);
    await window.rest(REST);
    size = await run.ask(sizeOfTable);
    const idle = await idleWork(window, STEPS, () => window.press('shift', null));
    const steps = await repeat(STEPS, () =>
      window.measure(() => window.press('nextDifference', ({ compare }) => compare.cell)),
    );
    const all = {
      'next undecided: work': summarize(
        steps.map(({ work: done }) => done),
        idle,
      ),
      'next undecided: wall': summarize(steps.map(({ wall }) => wall)),
      ...(await measureScrolling(window, SCROLLS, () =>
        document.querySelector('.compare-scroller'),
      )),
    };
    for (const [name, figure] of Object.entries(all)) {
      if (name.endsWith('work') === frameLimit) figures[name] = figure;
    }
    await run.quit();
  }
  return { ...size, figures };
}

// ---- what runs in the page ---------------------------------------------------------------------

async function articleIds() {
  const { value } = await window.framewise.invoke('app:bootstrap', undefined);
  return JSON.parse(value.library.articles).id;
}

async function tableShown(limit) {
  const end = performance.now() + limit;
  while (!document.querySelector('.compare-table td.is-current')) {
    if (performance.now() > end) throw new Error('No table of outlets was shown.');
    await window.bench.afterFrame();
  }
}

function sizeOfTable() {
  const table = document.querySelector('.compare-table');
  const columns = table.querySelectorAll('thead [data-head]').length - 1;
  return { rows: Number(table.getAttribute('aria-rowcount')) - 1, columns };
}
