// Measures the same documents in two other programs' text views: the view alone, without a program around it.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { endElectrons, startElectron } from './electron-window.mjs';
import { takeFigures } from './measure-framewise.mjs';
import { buildPageApplication } from './surface-application.mjs';
import { median, summarize } from './statistics.mjs';

/** What is compared with; the folder beside this file has its page. */
export const PEERS = { codemirror: 'CodeMirror 6', recogito: 'Recogito text-annotator 4' };
/** Milliseconds that opening a document may take. */
const OPEN_LIMIT = 120_000;
/** Milliseconds after which what was put off is done. */
const REST = 300;

/** @typedef {import('./library-files.ts').BenchArticle} BenchArticle */
/** @typedef {import('./measure-framewise.mjs').Figures} Figures */

/**
 * @param {{ executable: string, work: string, articles: Partial<Record<string, BenchArticle>>,
 *   counts: { open: number, quick: number }, report: (sentence: string) => void }} options
 * @returns {Promise<Record<string, Record<string, Figures | { tooSlow: string }>>>} by peer, by article
 */
export async function measurePeers({ executable, work, articles, counts, report }) {
  const measured = {};
  for (const [peer, title] of Object.entries(PEERS)) {
    const folder = path.join(work, peer);
    await mkdir(folder);
    await buildPageApplication(folder, path.join(import.meta.dirname, 'peers', peer));
    measured[peer] = {};
    for (const [name, article] of Object.entries(articles)) {
      if (name === 'sparse') continue;
      report(`Measuring the article “${name}” in ${title}.`);
      const run = (frameLimit) =>
        measureInPeer({ executable, folder, article, counts, frameLimit });
      const timed = await run(false);
      if ('tooSlow' in timed) {
        measured[peer][name] = timed;
        continue;
      }
      const figures = {};
      takeFigures(figures, timed, false);
      takeFigures(figures, await run(true), true);
      measured[peer][name] = figures;
    }
  }
  return measured;
}

async function measureInPeer({ executable, folder, article, counts, frameLimit }) {
  const run = await startElectron({
    executable,
    folder,
    ready: () => Boolean(window.peer),
    frameLimit,
  });
  const { window } = run;
  const { text, tags } = article;
  // Sent once, so that sending it is not measured.
  await window.evaluate(
    (document) => {
      window.measured = document;
    },
    { text, tags },
  );
  const open = () =>
    window.measure(() =>
      window.evaluate(() => window.bench.time(() => window.peer.open(window.measured))),
    );
  const first = await Promise.race([open(), window.rest(OPEN_LIMIT)]);
  if (!first) {
    await endElectrons();
    return { tooSlow: `not open after ${OPEN_LIMIT / 1000} s` };
  }
  // What takes seconds is done once.
  const openings = [first];
  while (first.wall < 2000 && openings.length < counts.open) openings.push(await open());

  const samples = { idle: [], tag: [], delete: [] };
  for (let n = 0; n <= counts.quick; n += 1) {
    const near = tags[Math.floor(((n + 0.5) * tags.length) / (counts.quick + 1))].fragments[0];
    // A word inside a tag, so that an overlap is drawn too.
    const word = /\p{L}{2,}/u.exec(text.slice(near.start));
    const start = near.start + word.index;
    const tag = {
      id: `bench-${n}`,
      category: 'quote',
      fragments: [{ start, end: start + word[0].length }],
    };
    await window.evaluate((offset) => window.peer.show(offset), start);
    await window.rest(REST);
    const act = (run_) => window.measure(() => window.evaluate(run_, tag));
    const idle = await act(() => window.bench.time(() => undefined));
    const added = await act((it) => window.bench.time(() => window.peer.add(it)));
    await window.rest(REST);
    const deleted = await act((it) => window.bench.time(() => window.peer.remove(it)));
    await window.rest(REST);
    if (n === 0) continue;
    samples.idle.push(idle.work);
    samples.tag.push(added);
    samples.delete.push(deleted);
  }
  const hits = await window.evaluate(
    (count) => window.bench.timeHits(count, document.getElementById('text'), window.peer.hit),
    counts.quick,
  );
  const { heap, nodes } = await window.holdings();
  await run.quit();

  const idle = median(samples.idle);
  const figures = { heap: heap / 1024 ** 2, 'DOM nodes': nodes, 'hit test': summarize(hits) };
  for (const [name, runs] of Object.entries({
    open: openings,
    tag: samples.tag,
    delete: samples.delete,
  })) {
    figures[`${name}: work`] = summarize(
      runs.map(({ work }) => work),
      name === 'open' ? 0 : idle,
    );
    figures[`${name}: wall`] = summarize(runs.map(({ wall }) => wall));
  }
  return figures;
}
