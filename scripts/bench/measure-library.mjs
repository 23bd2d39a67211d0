// Measures what grows with the number of articles: the whole program on a library of few and of many, by
// the questions that its window asks.
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { startElectron } from './electron-window.mjs';
import { copyProgram } from './measure-framewise.mjs';

/** Milliseconds between two searches while the index of words is being made. */
const LOOK = 5_000;
/** Milliseconds that making it may take. */
const INDEXING = 900_000;
/** Milliseconds that a search takes at most once it is made. */
const INDEXED = 50;
/** Words that stand in no article. */
const NOWHERE = 'zzyzx quux';

/** @typedef {{ wall: number, work?: number }} Cost milliseconds; work: processor time of the main process */
/** @typedef {Record<string, Cost | number>} Figures by row of the table */

/**
 * Measures a library of so many articles, from its import on.
 * @param {{ executable: string, work: string, texts: readonly string[], report: (sentence: string) => void }} options
 *   `work`: an empty folder, absolute
 * @returns {Promise<Figures>}
 */
export async function measureLibrary({ executable, work, texts, report }) {
  const program = await copyProgram(path.join(work, 'program'));
  const data = path.join(work, 'data');
  const files = path.join(work, 'files');
  await mkdir(files);
  for (const [index, text] of texts.entries()) {
    await writeFile(path.join(files, `article-${String(index).padStart(5, '0')}.txt`), text);
  }
  const start = () => startProgram(executable, program, data);
  /** @type {Figures} */
  const figures = {};

  report(`Importing ${texts.length} files.`);
  let run = await start();
  Object.assign(figures, await importAll(run, files));
  const ids = await run.ask(async () => {
    const { value } = await window.framewise.invoke('app:bootstrap', undefined);
    return JSON.parse(value.library.articles).id;
  });
  await run.quit();

  report('Visiting, tagging, and starting behind a kill.');
  run = await start();
  figures['start'] = { wall: run.started };
  await run.ask(visitAll, ids);
  figures['memory, each article visited'] = run.memory();
  figures['open files, each article visited'] = run.openFiles();
  const tagging = await run.costOf(tagAll, ids);
  figures['one tag, each in another article'] = {
    wall: tagging.wall / ids.length,
    work: tagging.work / ids.length,
  };
  await run.kill();
  run = await start();
  figures['start after a kill'] = { wall: run.started };
  figures['notices after a kill'] = await run.ask(async () => {
    const { value } = await window.framewise.invoke('app:bootstrap', undefined);
    return value.notices.length;
  });
  await run.quit();

  report('Changing all articles at once.');
  run = await start();
  const change = (edit) => run.costOf(changeLibrary, edit);
  figures['event made of all'] = await change({
    kind: 'create-event',
    title: 'All of them',
    articles: ids,
  });
  const event = await run.ask(async () => {
    const { value } = await window.framewise.invoke('app:bootstrap', undefined);
    return value.library.events.find(({ title }) => title === 'All of them').id;
  });
  figures['event renamed'] = await change({ kind: 'rename-event', id: event, title: 'Renamed' });
  figures['… and taken back with it'] = await run.costOf(undoTwice);
  const value = { category: 'quote', attribute: 'quoteType', value: 'direct' };
  figures['value merged over all'] = await change({
    kind: 'edit-codebook',
    edit: { type: 'merge-value', ...value, into: 'mixed' },
  });
  figures['… taken back'] = await run.costOf(undo);
  figures['longest line of the library’s journal'] = longestLine(path.join(data, 'library')) / 1024;

  report('Indexing and searching.');
  figures['search before the index is made'] = await run.costOf(search, NOWHERE);
  for (const end = performance.now() + INDEXING; performance.now() < end;) {
    await run.window.rest(LOOK);
    const found = await run.costOf(search, NOWHERE);
    figures['search'] = found;
    if (found.wall <= INDEXED) break;
  }
  figures['memory at the end'] = run.memory();
  await run.quit();
  return figures;
}

export async function startProgram(executable, folder, data, frameLimit = false) {
  const began = performance.now();
  const run = await startElectron({
    executable,
    folder,
    args: [`--user-data-dir=${data}`],
    ready: () => Boolean(window.framewiseBench?.state.article),
    frameLimit,
  });
  const { window } = run;
  const child = window.app.process();
  const ask = (question, ...values) => window.evaluate(question, ...values);
  return {
    window,
    /** Milliseconds until an article was in the window. */
    started: performance.now() - began,
    ask,
    quit: run.quit,
    kill: async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
    /** Asks the window something; until it is answered. */
    costOf: async (question, ...values) => {
      const cpu = () => window.app.evaluate(() => process.cpuUsage());
      const before = await cpu();
      const start = performance.now();
      await ask(question, ...values);
      const wall = performance.now() - start;
      const after = await cpu();
      return { wall, work: (after.user + after.system - before.user - before.system) / 1000 };
    },
    /** Megabytes that the main process had in memory at most; Linux tells. */
    memory: () => {
      const status = `/proc/${child.pid}/status`;
      if (!existsSync(status)) return NaN;
      return Number(/VmHWM:\s*(\d+)/u.exec(readFileSync(status, 'utf8'))[1]) / 1024;
    },
    openFiles: () => {
      const descriptors = `/proc/${child.pid}/fd`;
      return existsSync(descriptors) ? readdirSync(descriptors).length : NaN;
    },
  };
}

/** Chooses all files of a folder in the dialog for it, and stores all of them. */
export async function importAll(run, folder) {
  const { app, page } = run.window;
  const filePaths = readdirSync(folder).map((name) => path.join(folder, name));
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: chosen });
  }, filePaths);
  // The dialog opens for a person only.
  await page.keyboard.press('Shift');
  const preview = await run.costOf(previewFiles);
  const storing = await run.costOf(storePreviewed);
  return {
    'import, until the sheet lists all': preview,
    'import, storing': storing,
    'memory at the import': run.memory(),
  };
}

/** The longest line of a journal in a folder, in bytes. */
function longestLine(folder) {
  const lines = readdirSync(folder)
    .filter((name) => name.startsWith('journal-'))
    .flatMap((name) => readFileSync(path.join(folder, name), 'utf8').split('\n'));
  return Math.max(...lines.map(({ length }) => length));
}

// ---- what runs in the page ---------------------------------------------------------------------

async function previewFiles() {
  const answer = await window.framewise.invoke('import:choose', { what: 'files' });
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  window.previewed = answer.value;
}

async function storePreviewed() {
  const { token, items } = window.previewed;
  const decisions = items.map(({ key }) => ({ key, action: 'import' }));
  const requestId = crypto.randomUUID();
  const answer = await window.framewise.invoke('import:commit', { token, requestId, decisions });
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
}

async function visitAll(ids) {
  for (const articleId of ids) await window.framewise.invoke('articles:open', { articleId });
}

async function tagAll(ids) {
  for (const articleId of ids) {
    const body = {
      fragments: [{ start: 0, end: 7 }],
      category: 'quote',
      attributes: { quoteType: 'direct' },
      ...{ attributeSpans: {}, aside: {}, note: '', confidence: null },
    };
    const edit = { kind: 'create-tag', body };
    const requestId = crypto.randomUUID();
    const asked = { articleId, requestId, edit };
    const answer = await window.framewise.invoke('annotations:apply-change', asked);
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  }
}

export async function changeLibrary(edit) {
  const requestId = crypto.randomUUID();
  const answer = await window.framewise.invoke('library:apply-change', { requestId, edit });
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
}

async function undo() {
  const requestId = crypto.randomUUID();
  const answer = await window.framewise.invoke('history:undo', { requestId });
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
}

async function undoTwice() {
  for (let n = 0; n < 2; n += 1) {
    const requestId = crypto.randomUUID();
    const answer = await window.framewise.invoke('history:undo', { requestId });
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  }
}

async function search(query) {
  const how = { caseSensitive: false, wholeWord: false, ignoreQuotesAndAccents: true };
  const answer = await window.framewise.invoke('articles:search', { query, ...how });
  if (!answer.ok || answer.value.length > 0) throw new Error('Something was found.');
}
