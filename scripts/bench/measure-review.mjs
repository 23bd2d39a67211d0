// Measures the review of somebody else's tags beside one's own, in the whole program.
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import {
  copyProgram,
  idleWork,
  importFile,
  leaveArticle,
  prepareWindow,
  repeat,
  REST,
  REST_AFTER_OPENING,
  starterOf,
  takeFigures,
} from './measure-framewise.mjs';
import { summarize } from './statistics.mjs';

/** Milliseconds after which nothing of the opening is held any more. */
const REST_OF_HEAP = 3000;

/** @typedef {import('./library-files.ts').BenchArticle} BenchArticle */
/** @typedef {import('./measure-framewise.mjs').Figures} Figures */

/**
 * Measures an article with the tags of two people.
 * @param {{ executable: string, work: string, article: BenchArticle, short: BenchArticle,
 *   counts: typeof import('./measure-framewise.mjs').REPETITIONS.full,
 *   report: (sentence: string) => void }} options
 *   `work`: an empty folder, absolute; `short`: as many tags on a shorter text
 * @returns {Promise<Figures>}
 */
export async function measureReview({ executable, work, article, short, counts, report }) {
  const program = await copyProgram(path.join(work, 'program'));
  const starter = starterOf(executable, program, path.join(work, 'data'));
  for (const [name, { file, colleagueFile, ...each }] of Object.entries({ article, short })) {
    report(`Importing two people’s tags, ${name}.`);
    for (const [whose, content] of Object.entries({ own: file, colleague: colleagueFile })) {
      const place = path.join(work, `${name}-${whose}.json`);
      await writeFile(place, content);
      await importFile(starter(false), place, each);
    }
  }
  return measureImported({
    starter,
    ids: { article: article.id, short: short.id },
    counts,
    report,
  });
}

/** The same in a library that has the articles. */
export async function measureImported({ starter, ids, counts, report }) {
  /** @type {Figures} */
  const figures = {};
  for (const frameLimit of [false, true]) {
    report(`Measuring the ${frameLimit ? 'work' : 'time'} of a review.`);
    const { first, run } = await lineUpFromDisk(starter(frameLimit), ids.article, counts.starts);
    const { window } = run;
    const taken = {
      'review, first: wall': summarize(first.map(({ wall }) => wall)),
      ...(await lineUpAgain(window, ids.article, counts.open)),
      ...(await computeFigures(window, ids.article, counts.open)),
      ...(await computeBusy(window, ids.article, counts.open)),
      ...(await stepAndDecide(window, counts.quick)),
      'decision to durable': summarize(await timeDurable(window, ids.article, counts.durable)),
    };
    takeFigures(figures, taken, frameLimit);
    await leaveArticle(window);
    await run.quit();
  }
  figures['review: heap'] = await heapOfReview(starter(true), ids.article);
  figures['review: heap, short text'] = await heapOfReview(starter(true), ids.short);
  return figures;
}

/** Opens an article for review, once in each of several runs of the program; the last run goes on. */
async function lineUpFromDisk(start, articleId, times) {
  const first = [];
  for (let n = 1; ; n += 1) {
    const run = await start();
    await prepareWindow(run.window);
    await run.window.press('review', ({ view }) => view);
    await run.window.rest(REST);
    first.push(await lineUp(run.window, articleId));
    if (n === times) return { first, run };
    await leaveArticle(run.window);
    await run.quit();
  }
}

/** Does something, and says also how long the window answered nothing meanwhile. */
async function watched(window, act) {
  await window.evaluate(() => {
    window.stopWatching = window.bench.watch();
  });
  const wall = await act();
  return { wall, longest: await window.evaluate(() => window.stopWatching()) };
}

/** Opens an article in the review; until the whole list of differences is painted. */
function lineUp(window, articleId) {
  return watched(window, () =>
    window.evaluate(async (id) => {
      const workspace = window.framewiseBench;
      return window.bench.time(async () => {
        const lined = new Promise((resolve) => {
          const stop = workspace.store.subscribe(() => {
            const { article, review, aligning } = workspace.state;
            if (article?.id !== id || !review || aligning !== null) return;
            stop();
            resolve();
          });
        });
        await workspace.articles.open(id);
        await lined;
      });
    }, articleId),
  );
}

async function lineUpAgain(window, articleId, times) {
  const samples = await repeat(times, async () => {
    await leaveArticle(window);
    await window.collectGarbage();
    const before = await window.workDone();
    const opened = await lineUp(window, articleId);
    await window.rest(REST_AFTER_OPENING);
    const work = (await window.workDone()) - before;
    // To the other view and back: the article stands, its tags are lined up.
    await window.press('annotate', ({ view }) => view);
    await window.rest(REST);
    const entered = await watched(window, () => window.press('review', ({ review }) => review));
    await window.rest(REST);
    return { opened, work, entered };
  });
  return {
    'review, again: wall': summarize(samples.map(({ opened }) => opened.wall)),
    'review, opening: longest block': summarize(samples.map(({ opened }) => opened.longest)),
    'review, opening: all work': summarize(samples.map(({ work }) => work)),
    'review, entering: wall': summarize(samples.map(({ entered }) => entered.wall)),
    'review, entering: longest block': summarize(samples.map(({ entered }) => entered.longest)),
  };
}

async function computeFigures(window, articleId, times) {
  const samples = await repeat(times, () => watched(window, () => computeOnce(window, articleId)));
  return {
    'agreement: wall': summarize(samples.map(({ wall }) => wall)),
    'agreement: longest block': summarize(samples.map(({ longest }) => longest)),
  };
}

/** The same while another program takes all that one core has. */
async function computeBusy(window, articleId, times) {
  const other = spawn(process.execPath, ['--eval', 'for (;;);']);
  try {
    const samples = await repeat(times, () => computeOnce(window, articleId));
    return { 'agreement, busy: wall': summarize(samples) };
  } finally {
    other.kill();
  }
}

/** Milliseconds for every figure of agreement that is shown without being asked for. */
function computeOnce(window, articleId) {
  return window.evaluate(
    (id) =>
      window.bench.time(async () => {
        const answer = await window.framewise.invoke('agreement:report', {
          scope: { type: 'article', articleId: id },
          measures: [],
          blind: false,
        });
        if (!answer.ok) throw new Error(`There are no figures: ${answer.error.type}.`);
      }),
    articleId,
  );
}

/** Goes from difference to difference, then decides on as many, by keys. */
async function stepAndDecide(window, times) {
  await window.evaluate(() => {
    window.framewiseBench.surface.focus();
  });
  const idle = await idleWork(window, times, () => window.press('shift', null));
  const press = (key, read) =>
    repeat(times, async () => {
      const measured = await window.measure(() => window.press(key, read));
      await window.rest(REST);
      return measured;
    });
  const steps = await press('nextDifference', ({ review }) => review?.current);
  const decisions = await press('reject', ({ review }) => review?.current);
  const figures = {};
  for (const [name, measured] of Object.entries({
    'next difference to painted': steps,
    'decision to painted': decisions,
  })) {
    figures[`${name}: work`] = summarize(
      measured.map(({ work }) => work),
      idle,
    );
    figures[`${name}: wall`] = summarize(measured.map(({ wall }) => wall));
  }
  return figures;
}

/** Milliseconds from asking for a decision to the answer that it is on disk; it is taken back again. */
function timeDurable(window, articleId, times) {
  return window.evaluate(
    async (id, count) => {
      const { review } = window.framewiseBench.state;
      const change = async (edit) => {
        const answer = await window.framewise.invoke('review:apply-change', {
          articleId: id,
          requestId: crypto.randomUUID(),
          edit,
        });
        if (!answer.ok) throw new Error(`The decision was refused: ${answer.error.type}.`);
        return answer.value.steps;
      };
      const open = review.items.filter(({ decision }) => !decision);
      const samples = [];
      for (let n = -1; n < count; n += 1) {
        const { members } = open[Math.floor((open.length * (n + 1)) / (count + 2))];
        const about = members.map(({ annotator, tag }) => ({ annotator, id: tag.id }));
        const body = {
          ...{ about, passage: null, verdict: 'keep', kept: [], edited: null, reason: null },
          ...{ note: '', confidence: null, guidelineUnclear: false, rule: null },
        };
        const start = performance.now();
        const steps = await change({ kind: 'decide', bodies: [body] });
        // The first one warms up.
        if (n >= 0) samples.push(performance.now() - start);
        const ids = steps.map(({ decision }) => decision.id);
        await change({ kind: 'take-back-decisions', ids });
      }
      return samples;
    },
    articleId,
    times,
  );
}

/**
 * Megabytes that the first review of a run adds to what the window holds for the article: later ones
 * would be compared with what is left of the one before.
 */
async function heapOfReview(start, articleId) {
  const { window, quit } = await start();
  await prepareWindow(window);
  await window.evaluate((id) => window.framewiseBench.articles.open(id), articleId);
  await window.rest(REST_OF_HEAP);
  const { heap: without } = await window.holdings();
  await window.press('review', ({ review }) => review);
  await window.rest(REST_OF_HEAP);
  const { heap: within } = await window.holdings();
  await leaveArticle(window);
  await quit();
  return (within - without) / 1024 ** 2;
}
