// Measures how long a start takes, each time right behind the start of an empty window of the same
// runtime: a machine that is busy is so for both.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { chromium } from 'playwright';

import { SANDBOX } from './electron-window.mjs';
import { copyProgram, importFile, starterOf } from './measure-framewise.mjs';
import { processorTime } from './processor-time.mjs';
import { summarize } from './statistics.mjs';

/** Milliseconds after which a start is over that is measured. */
const REST = 1500;
/** Milliseconds that a start may take. */
const LIMIT = 60_000;

const EMPTY_MAIN = `import { app, BrowserWindow } from 'electron';
app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1360, height: 860, show: false });
  window.once('ready-to-show', () => window.show());
  void window.loadFile('index.html');
});
`;
const EMPTY_PAGE = `<!doctype html><meta charset="utf-8"><title>Empty</title>
<div class="article-text"><p>${'An empty window shows words. '.repeat(20)}</p></div>
`;

/**
 * Starts of one library; `work` and `workRatio` are `null` where the system does not count it.
 * @typedef {import('./statistics.mjs').Summary} Summary
 * @typedef {{ title: string, wall: Summary, ratio: Summary, work: Summary | null,
 *   workRatio: Summary | null }} StartsMeasured
 */

/**
 * Measures starts with five articles and with many.
 * @param {{ executable: string, work: string, many: { id: string, file: string }, pairs: number,
 *   report: (sentence: string) => void }} options
 *   `work`: an empty folder, absolute
 * @returns {Promise<StartsMeasured[]>}
 */
export async function measureStarts({ executable, work, many, pairs, report }) {
  const program = await copyProgram(path.join(work, 'program'));
  const data = { few: path.join(work, 'few'), many: path.join(work, 'many') };
  report('Making a library of many articles.');
  const file = path.join(work, 'many.json');
  await writeFile(file, many.file);
  await importFile(starterOf(executable, program, data.many)(false), file, {
    id: many.id,
    tags: [],
  });
  const empty = [
    await makeEmpty(path.join(work, 'empty')),
    `--user-data-dir=${path.join(work, 'none')}`,
  ];
  report('Measuring starts.');
  const starts = [];
  for (const [title, folder] of [
    ['5 articles', data.few],
    ['10,000 articles', data.many],
  ]) {
    /** @type {Awaited<ReturnType<typeof timeStart>>[]} */
    const owns = [];
    /** @type {typeof owns} */
    const bases = [];
    for (let n = -1; n < pairs; n += 1) {
      const base = await timeStart(executable, empty);
      const own = await timeStart(executable, [program, `--user-data-dir=${folder}`]);
      // The first one makes the library, and warms up.
      if (n < 0) continue;
      owns.push(own);
      bases.push(base);
    }
    const isCounted = owns.every((own) => own.work !== null);
    starts.push({
      title,
      wall: summarize(owns.map(({ wall }) => wall)),
      ratio: summarize(owns.map(({ wall }, n) => wall / bases[n].wall)),
      work: isCounted ? summarize(owns.map((own) => own.work)) : null,
      workRatio: isCounted ? summarize(owns.map((own, n) => own.work / bases[n].work)) : null,
    });
  }
  return starts;
}

async function makeEmpty(folder) {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{"type":"module","main":"main.js"}');
  await writeFile(path.join(folder, 'main.js'), EMPTY_MAIN);
  await writeFile(path.join(folder, 'index.html'), EMPTY_PAGE);
  return folder;
}

/**
 * Milliseconds from the start of the process until the words of an article are on the screen, which is
 * the last thing that is drawn, and of processor in all its processes until they are in the page; `null`
 * where the system does not count it. The page is asked afterwards, so that nobody who watches takes part.
 */
async function timeStart(executable, args) {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const began = Date.now();
  const child = spawn(executable, [...SANDBOX, '--remote-debugging-port=0', ...args], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  try {
    const address = await addressOf(child);
    await untilLoaded(address);
    const browser = await chromium.connectOverCDP(address, { timeout: LIMIT });
    const page =
      browser.contexts()[0].pages()[0] ?? (await browser.contexts()[0].waitForEvent('page'));
    await page.waitForSelector('.article-text p', { timeout: LIMIT });
    const work = processorTime(child.pid);
    await page.waitForTimeout(REST);
    const shown = await page.evaluate(
      () =>
        new Promise((resolve) => {
          new PerformanceObserver((list) => {
            const [first] = list
              .getEntries()
              .filter(({ element }) => element?.closest('.article-text'));
            resolve(first ? performance.timeOrigin + first.startTime : null);
          }).observe({ type: 'largest-contentful-paint', buffered: true });
        }),
    );
    if (shown === null) throw new Error('No article was seen to be drawn.');
    await browser.close();
    return { wall: shown - began, work };
  } finally {
    // As the system ends a session: everything is put on disk first.
    child.kill('SIGTERM');
    if (child.exitCode === null)
      await Promise.race([ended, new Promise((done) => setTimeout(done, 10_000))]);
    if (child.exitCode === null) child.kill('SIGKILL');
    await ended;
  }
}

/** Where the protocol of a child listens, which it writes on its error output. */
async function addressOf(child) {
  for await (const line of createInterface({ input: child.stderr })) {
    const found = /^DevTools listening on (ws:\S+)/u.exec(line);
    if (found) {
      child.stderr.resume();
      return found[1];
    }
  }
  throw new Error('The program ended before its window opened.');
}

/**
 * Waits until there is a page with a title of its own: of one that is found while it is loaded the
 * protocol does not tell any more, and Playwright waits for it without end.
 */
async function untilLoaded(address) {
  const list = `http://${new URL(address).host}/json/list`;
  for (const end = performance.now() + LIMIT; ;) {
    const targets = await (await fetch(list)).json();
    // Until then its address stands there.
    if (targets.some(({ type, title }) => type === 'page' && !/^$|index\.html/u.test(title)))
      return;
    if (performance.now() > end) throw new Error('The window was not loaded.');
    await new Promise((done) => setTimeout(done, 20));
  }
}
