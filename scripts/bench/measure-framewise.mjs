// Measures the whole program: the real window with its list, margin bars and ruler, the real disk.
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { projectRoot } from '../run-command.mjs';
import { startElectron } from './electron-window.mjs';
import { median, summarize } from './statistics.mjs';

const WINDOW = { width: 1360, height: 860 };
/** How often each thing is done. */
export const REPETITIONS = {
  full: { starts: 3, pairs: 9, open: 7, quick: 30, durable: 60, scrolls: 3 },
  quick: { starts: 1, pairs: 3, open: 2, quick: 6, durable: 15, scrolls: 1 },
};
/** Milliseconds after which everything that a command puts off is done. */
export const REST = 300;
/** Also what opening puts off: the search for quotations in the whole text. */
export const REST_AFTER_OPENING = 1500;
const SCROLL_FRAMES = 120;
/** CSS pixels a frame. */
const SCROLL_STEP = 60;

/** @typedef {import('./library-files.ts').BenchArticle} BenchArticle */
/** @typedef {Record<string, import('./statistics.mjs').Summary | number>} Figures by row of the table */

/**
 * Measures articles in a library that the program itself has made out of their files.
 * @param {{ executable: string, work: string, articles: Partial<Record<string, BenchArticle>>,
 *   counts: typeof REPETITIONS.full, report: (sentence: string) => void }} options
 *   `work`: an empty folder, absolute
 * @returns {Promise<{ versions: Record<string, string>, figures: Record<string, Figures> }>}
 */
export async function measureFramewise({ executable, work, articles, counts, report }) {
  const program = await copyProgram(path.join(work, 'program'));
  const starter = starterOf(executable, program, path.join(work, 'data'));

  /** @type {Record<string, Figures>} */
  const figures = {};
  for (const [name, article] of Object.entries(articles)) {
    report(`Importing the article “${name}”.`);
    const file = path.join(work, `${name}.json`);
    await writeFile(file, article.file);
    figures[name] = { import: await importFile(starter(false), file, article) };
  }

  let versions = {};
  for (const [name, article] of Object.entries(articles)) {
    if (name === 'sparse') continue;
    // Waiting for the screen would count as time; frames that no screen shows would count as work.
    for (const frameLimit of [false, true]) {
      report(`Measuring the ${frameLimit ? 'work' : 'time'} in the article “${name}”.`);
      const { first, run } = await openFromDisk(starter(frameLimit), article, counts.open);
      const { window } = run;
      versions = await window.app.evaluate(() => process.versions);
      const rest = await measureArticle(window, article, counts);
      takeFigures(figures[name], { ...first, ...rest }, frameLimit);
      const compared = name === 'large' && articles.sparse ? ['large', 'sparse'] : [name];
      const tagging = await compareTagging(
        window,
        compared.map((each) => articles[each]),
        counts,
      );
      for (const [index, each] of compared.entries()) {
        takeFigures(figures[each], tagging[index], frameLimit);
      }
      await leaveArticle(window);
      await run.quit();
    }
  }
  return { versions, figures };
}

/** From a run with the frame limit come the figures of work, from one without it all others. */
export function takeFigures(into, figures, frameLimit) {
  for (const [name, figure] of Object.entries(figures)) {
    if (name.endsWith('work') === frameLimit) into[name] = figure;
  }
}

/** Starts a program on a folder of data, with or without a frame limit. */
export function starterOf(executable, program, data) {
  return (frameLimit) =>
    (args = []) =>
      startElectron({
        executable,
        folder: program,
        args: [`--user-data-dir=${data}`, ...args],
        ready: () => Boolean(window.framewiseBench?.state.article),
        frameLimit,
      });
}

/** A build that a later build cannot replace while it is measured. */
export async function copyProgram(folder) {
  await mkdir(folder, { recursive: true });
  for (const name of ['package.json', 'dist', 'seeds']) {
    await cp(path.join(projectRoot, name), path.join(folder, name), { recursive: true });
  }
  return folder;
}

/** Opens a file as a second program would hand it over, through the sheet; milliseconds of the import itself. */
export async function importFile(start, file, { id, tags }) {
  const run = await start([file]);
  const { window } = run;
  const sheet = window.page.getByRole('dialog');
  const button = sheet.getByRole('button', { name: 'Import', exact: true });
  await button.waitFor({ timeout: 120_000 });
  // Tags of one's own can be edited; later files are from the same annotator.
  const mine = sheet.getByRole('checkbox', { name: /These are my own tags/u });
  if ((await mine.count()) > 0) await mine.check();
  const milliseconds = await window.evaluate(() => {
    const { store } = window.framewiseBench;
    return window.bench.time(async () => {
      document.querySelector('dialog[open] button.primary').click();
      await new Promise((resolve) => {
        store.subscribe(() => {
          if (!store.get().dialog) resolve();
        });
      });
    });
  });
  const stored = await window.evaluate((articleId) => {
    const { articles } = window.framewiseBench.state.library;
    const counts = articles.find((each) => each.id === articleId)?.tagCounts ?? {};
    return Object.values(counts).reduce((sum, count) => sum + count, 0);
  }, id);
  if (stored !== tags.length)
    throw new Error(`Only ${stored} of ${tags.length} tags were imported.`);
  await leaveArticle(window);
  await run.quit();
  return milliseconds;
}

/** Leaves the measured article for a sample, so that the next start does not begin with it. */
export async function leaveArticle(window) {
  await window.evaluate(async () => {
    const workspace = window.framewiseBench;
    const sample = workspace.state.library.articles.find(
      ({ details }) => !details.title.startsWith('Bench, '),
    );
    await workspace.articles.open(sample.id);
  });
  await window.rest(REST);
}

export async function prepareWindow(window) {
  await window.app.evaluate(({ BrowserWindow }, size) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height);
  }, WINDOW);
  await window.rest(REST);
  const size = await window.evaluate(() => ({
    width: window.innerWidth,
    height: window.innerHeight,
  }));
  if (size.width !== WINDOW.width || size.height !== WINDOW.height) {
    throw new Error(`The window is ${size.width} × ${size.height} and could not be resized.`);
  }
}

/** Opens an article once in each of several runs of the program; the last run goes on. */
async function openFromDisk(start, article, times) {
  const samples = [];
  for (let n = 1; ; n += 1) {
    const run = await start();
    await prepareWindow(run.window);
    samples.push(await open(run.window, article.id));
    if (n === times) return { first: openFigures('first open', samples), run };
    await leaveArticle(run.window);
    await run.quit();
  }
}

function openFigures(name, samples) {
  const of = (pick) => summarize(samples.map(pick));
  return {
    [`${name}: work`]: of(({ work }) => work),
    [`${name}: wall`]: of(({ wall }) => wall),
    [`${name}: read`]: of(({ read }) => read),
    [`${name}: all work`]: of(({ all }) => all),
  };
}

/**
 * Opens an article by the program's own command. `read`: milliseconds until the main process had
 * answered and the window had made its own copy of the article.
 */
async function open(window, articleId) {
  await window.collectGarbage();
  let read = NaN;
  const measured = await window.measure(async () => {
    const times = await window.evaluate(async (id) => {
      const workspace = window.framewiseBench;
      const start = performance.now();
      let shown = NaN;
      const stop = workspace.store.subscribe(() => {
        if (workspace.state.article?.id !== id) return;
        shown = performance.now() - start;
        stop();
      });
      return { wall: await window.bench.time(() => workspace.articles.open(id)), shown };
    }, articleId);
    read = times.shown;
    return times.wall;
  }, REST_AFTER_OPENING);
  return { ...measured, read };
}

/** Everything that changes no tag. The article is open, and is open afterwards. */
async function measureArticle(window, article, counts) {
  /** @type {Figures} */
  const figures = {};
  const { heap, nodes } = await window.holdings();
  figures['heap'] = heap / 1024 ** 2;
  figures['DOM nodes'] = nodes;

  const again = [];
  const answers = [];
  for (let n = 0; n < counts.open; n += 1) {
    await leaveArticle(window);
    answers.push(await timeAnswer(window, article.id));
    again.push(await open(window, article.id));
  }
  Object.assign(figures, openFigures('open again', again));
  figures['articles:open'] = summarize(answers);

  await goTo(window, article.tags[article.tags.length >> 1].fragments[0]);
  figures['hit test'] = summarize(await timeHits(window, counts.quick));

  const idle = await idleWork(window, counts.quick, () =>
    window.evaluate(() => window.bench.time(() => undefined)),
  );
  const clicking = async (name, act) => {
    const samples = await repeat(counts.quick, () => window.measure(() => window.evaluate(act)));
    figures[`${name}: work`] = summarize(
      samples.map(({ work }) => work),
      idle,
    );
    figures[`${name}: wall`] = summarize(samples.map(({ wall }) => wall));
  };
  // The first button hides and shows the quotes, a third of all tags.
  await clicking('hide a category', () =>
    window.bench.time(() => document.querySelector('.article-category-bar .article-eye').click()),
  );
  await clicking('unrelated DOM change', () =>
    window.bench.time(() => {
      const line = document.querySelector('#unrelated') ?? document.createElement('p');
      line.id = 'unrelated';
      line.textContent = String(performance.now());
      document.body.append(line);
    }),
  );
  await window.evaluate(() => document.querySelector('#unrelated').remove());
  Object.assign(figures, await measureCaret(window, counts.quick));
  Object.assign(figures, await measureScrolling(window, counts.scrolls));
  return figures;
}

/** Wall time of the main process's answer alone, for an article that it has already read. */
function timeAnswer(window, articleId) {
  return window.evaluate(async (id) => {
    const start = performance.now();
    await window.framewise.invoke('articles:open', { articleId: id });
    return performance.now() - start;
  }, articleId);
}

/** Shows a place in the middle of the window with the caret at its beginning. */
export async function goTo(window, { start }) {
  await window.evaluate((offset) => {
    const { surface } = window.framewiseBench;
    surface.setSelection(offset, offset);
    surface.reveal({ start: offset, end: offset }, { block: 'center' });
  }, start);
  await window.rest(REST);
}

/** Microseconds of one hit test. */
function timeHits(window, times) {
  return window.evaluate((count) => {
    const { surface } = window.framewiseBench;
    return window.bench.timeHits(
      count,
      surface.scrollElement,
      (x, y) => surface.hitTest(x, y).length,
    );
  }, times);
}

/** Median work of a run in which nothing is done. */
export async function idleWork(window, times, act) {
  const samples = await repeat(times, () => window.measure(act));
  return median(samples.map(({ work }) => work));
}

/** Does something once to warm up, then so many times. */
export async function repeat(times, act) {
  await act();
  const samples = [];
  for (let n = 0; n < times; n += 1) samples.push(await act());
  return samples;
}

async function measureCaret(window, times) {
  const idle = await idleWork(window, times, () => window.press('shift', null));
  const samples = await repeat(times, () =>
    window.measure(() => window.press('right', ({ selection }) => selection)),
  );
  return {
    'caret move: work': summarize(
      samples.map(({ work }) => work),
      idle,
    ),
    'caret move: wall': summarize(samples.map(({ wall }) => wall)),
  };
}

/** The scrolled element of an article. */
const ofArticle = () => window.framewiseBench.surface.scrollElement;

/**
 * Scrolls through places that were not drawn before, and counts what a frame costs.
 * @param {() => Element} scrolled runs in the page: the element that is scrolled
 */
export async function measureScrolling(window, times, scrolled = ofArticle) {
  const frames = [];
  const works = [];
  for (let n = 0; n < times; n += 1) {
    await window.evaluate(
      (find, share) => {
        const element = find();
        element.scrollTop = element.scrollHeight * share;
      },
      scrolled,
      (n + 0.5) / (times + 1),
    );
    await window.rest(REST);
    const before = await window.workDone();
    frames.push(
      ...(await window.evaluate(
        async (find, count, step) => {
          const element = find();
          const samples = [];
          let last = await window.bench.afterFrame();
          for (let frame = 0; frame < count; frame += 1) {
            // A short article goes back to its beginning.
            const end = element.scrollHeight - element.clientHeight;
            element.scrollTop = (element.scrollTop + step) % Math.max(1, end);
            const now = await window.bench.afterFrame();
            samples.push(now - last);
            last = now;
          }
          return samples;
        },
        scrolled,
        SCROLL_FRAMES,
        SCROLL_STEP,
      )),
    );
    works.push(((await window.workDone()) - before) / SCROLL_FRAMES);
  }
  return { 'scroll frame: work': summarize(works), 'scroll frame: wall': summarize(frames) };
}

/**
 * Tags, deletes and takes back in each of the articles, by keys, and makes tags durable. Where there
 * are several articles they take turns, so that nothing that changes with time tells them apart.
 * @returns {Promise<Figures[]>}
 */
async function compareTagging(window, articles, counts) {
  const rounds = articles.length > 1 ? 2 : 1;
  const samples = articles.map(() => ({ tag: [], delete: [], undo: [], idle: [], durable: [] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, article] of articles.entries()) {
      await window.evaluate((id) => window.framewiseBench.articles.open(id), article.id);
      await window.rest(REST_AFTER_OPENING);
      await tagByKeys(window, article, counts.quick / rounds, round, samples[index]);
    }
  }
  // One turn more than is counted warms up.
  for (let turn = 0; turn <= counts.durable; turn += 1) {
    for (const [index, article] of articles.entries()) {
      const milliseconds = await timeDurable(window, article, turn, counts.durable + 1);
      if (turn > 0) samples[index].durable.push(milliseconds);
    }
  }
  return samples.map(({ idle, durable, ...commands }) => {
    const figures = {
      'tag to durable': summarize(durable),
      'details to painted: wall': summarize(commands.tag.map(({ details }) => details)),
    };
    for (const [name, measured] of Object.entries(commands)) {
      figures[`${name} to painted: work`] = summarize(
        measured.map(({ work }) => work),
        median(idle),
      );
      figures[`${name} to painted: wall`] = summarize(measured.map(({ wall }) => wall));
      figures[`${name}: all work`] = summarize(
        measured.map(({ all }) => all),
        median(idle),
      );
    }
    return figures;
  });
}

async function tagByKeys(window, article, times, round, samples) {
  const size = ({ article: shown }) => shown.tags.size;
  const press = (key, read) => window.measure(() => window.press(key, read), REST);
  const spans = wordsOf(article.text, times + 1, round);
  for (const [turn, { start, end }] of spans.entries()) {
    await goTo(window, { start });
    await window.evaluate(
      (from, to) => window.framewiseBench.surface.setSelection(from, to),
      start,
      end,
    );
    await window.rest(REST);
    const idle = await window.measure(() => window.press('shift', null));
    await window.evaluate(() => window.bench.armDetails());
    const tag = await press('one', size);
    tag.details = await window.evaluate(() => window.bench.details());
    const deleted = await press('delete', size);
    const undone = await press('undo', size);
    // Takes the tag itself back.
    await window.press('undo', size);
    await window.rest(REST);
    if (turn === 0) continue;
    samples.idle.push(idle.work);
    samples.tag.push(tag);
    samples.delete.push(deleted);
    samples.undo.push(undone);
  }
}

/** Words evenly over a text; other ones in another round. */
function wordsOf(text, count, round) {
  return Array.from({ length: count }, (_, n) => {
    const at = Math.floor((text.length * (n + 0.3 + round * 0.4)) / (count + 1));
    const word = /\p{L}{4,}/u.exec(text.slice(at));
    if (!word) throw new Error('The text ends without a word.');
    return { start: at + word.index, end: at + word.index + word[0].length };
  });
}

/** Milliseconds from asking for a tag to the answer that it is on disk; the tag is deleted again. */
function timeDurable(window, { id, text }, turn, turns) {
  return window.evaluate(
    async (articleId, span) => {
      const change = (edit) =>
        window.framewise.invoke('annotations:apply-change', {
          articleId,
          requestId: crypto.randomUUID(),
          edit,
        });
      const body = {
        fragments: [span],
        category: 'claim',
        attributes: {},
        attributeSpans: {},
        aside: {},
        note: '',
        confidence: null,
      };
      const before = performance.now();
      const answer = await change({ kind: 'create-tag', body });
      const milliseconds = performance.now() - before;
      if (!answer.ok) throw new Error(`The tag was refused: ${answer.error.type}.`);
      const ids = answer.value.steps.map(({ tag }) => tag.id);
      const deleted = await change({ kind: 'delete-tags', ids });
      if (!deleted.ok) throw new Error(`The tag was not deleted: ${deleted.error.type}.`);
      return milliseconds;
    },
    id,
    wordsOf(text, turns, 0)[turn],
  );
}
