// An hour of tagging in fast motion, in the real window over fifty articles, by real keys: what the program holds
// must not grow with the changes that were made. Prints a row of the table, as JSON. Arguments: the executable, a
// data folder with the articles, the number of changes.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { _electron } from 'playwright';

import { projectRoot } from '../run-command.mjs';

const [, , executable = '', dataFolder = '', changes = '10800'] = process.argv;
/** More than this after the first tenth is growth. */
const LIMIT = 0.1;
/** What fills up to a bound: an article keeps some journals, and the program some open files and processes. */
const BOUNDS = { processes: 6, 'open files': 200, 'journal files': 50 * 5 };
const SANDBOX = process.geteuid?.() === 0 ? ['--no-sandbox'] : [];
/** What comes of them together is nothing, but for what is kept of them to be taken back. */
const CYCLE = ['tag', 'tag', 'Control+z', 'Control+Shift+z', 'Control+z', 'Control+z'];

/** On a busy machine Electron now and then never gets ready for the debugger; it is then started once more. */
async function start(attempts = 4) {
  try {
    const app = await _electron.launch({
      executablePath: executable,
      args: [...SANDBOX, '--disable-gpu', projectRoot, `--user-data-dir=${dataFolder}`],
      colorScheme: null,
      timeout: 60_000,
    });
    const page = await app.firstWindow();
    page.setDefaultTimeout(180_000);
    await page.getByRole('textbox', { name: /^Article text/u }).waitFor();
    return { app, page };
  } catch (error) {
    if (attempts <= 1 || error.name !== 'TimeoutError') throw error;
    return start(attempts - 1);
  }
}

/** How many changes the articles have had; undoing is one, too. */
function countChanges() {
  const articles = path.join(dataFolder, 'articles');
  const snapshots = readdirSync(articles).map((name) => path.join(articles, name, 'doc.json'));
  return snapshots
    .map((file) => JSON.parse(readFileSync(file, 'utf8')).doc.seq)
    .reduce((sum, seq) => sum + seq, 0);
}

/** Tags in all articles, as the program counts them. */
function countTags(page) {
  return page.evaluate(async () => {
    const answer = await window.framewise.invoke('app:bootstrap', undefined);
    const { tagCounts } = JSON.parse(answer.value.library.articles);
    const counts = tagCounts.map((each) => Object.values(each));
    return counts.flat().reduce((sum, count) => sum + count, 0);
  });
}

/** What the program holds while it shows the first article, after a collection of garbage. */
async function holdings({ app, page }, devtools) {
  for (let n = 0; n < 50; n += 1) await page.keyboard.press('Control+PageUp');
  // Whatever is open or selected would be counted.
  for (let n = 0; n < 2; n += 1) await page.keyboard.press('Escape');
  await page.waitForTimeout(500);
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const { jsEventListeners, nodes } = await devtools.send('Memory.getDOMCounters');
  const main = await app.evaluate(({ app: program }) => {
    const { setFlagsFromString } = process.getBuiltinModule('node:v8');
    setFlagsFromString('--expose-gc');
    process.getBuiltinModule('node:vm').runInNewContext('gc')();
    return { heap: process.memoryUsage().heapUsed, processes: program.getAppMetrics().length };
  });
  const descriptors = `/proc/${app.process().pid}/fd`;
  return {
    'heap of the window': usedSize,
    'heap of the main process': main.heap,
    listeners: jsEventListeners,
    'nodes of the page': nodes,
    processes: main.processes,
    ...(existsSync(descriptors) && { 'open files': readdirSync(descriptors).length }),
    'journal files': readdirSync(path.join(dataFolder, 'articles'), { recursive: true }).filter(
      (name) => /journal-\d+\.log$/u.test(name),
    ).length,
  };
}

const row = {
  fault: 'an hour of work in fast motion, over fifty articles',
  tried: 0,
  acknowledged: 0,
  lost: [],
  unreadable: [],
  notes: [],
};
const before = countChanges();
let run = await start();
const devtools = await run.page.context().newCDPSession(run.page);
const { page } = run;
const article = page.getByRole('textbox', { name: /^Article text/u });
const saved = page.getByTestId('save-state');

/** Waits until what was asked for is on the disk. */
async function settle() {
  await saved.filter({ hasText: /Saving|Not saved/u }).waitFor({ state: 'detached' });
}

/** Tags a word further down with the category of a digit. */
async function tagNextWord(step, digit) {
  for (let n = 0; n < 1 + (step % 3); n += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('w');
  await page.keyboard.press(digit);
  // A framing is asked for its frame, and so keeps the one that it has.
  await page.keyboard.press('Escape');
}

/** Whether it is a tag that would be taken back. */
async function undoesTag() {
  await settle();
  return page.getByRole('button', { name: /^Undo: tag / }).isVisible();
}

await article.click();
const tenth = Math.floor(Number(changes) / 10);
let first;
for (let step = 0; row.tried < Number(changes); step += 1) {
  await article.focus();
  // In the first tenth a tag stays in each article.
  const isFirst = row.tried < tenth;
  const cycle = isFirst ? CYCLE.slice(0, -1) : CYCLE;
  // Never a word of the category that it has: what is refused leaves another change to be taken back.
  const digits = [isFirst ? '1' : '2', '3'];
  for (const each of cycle) {
    if (each === 'tag') await tagNextWord(step + row.tried, digits.shift());
    // Nor the articles that were added before.
    else if (each !== 'Control+z' || (await undoesTag())) await page.keyboard.press(each);
    row.tried += 1;
  }
  await settle();
  // Down the list of articles, and up again.
  const isDown = Math.floor(step / 49) % 2 === 0;
  await page.keyboard.press(isDown ? 'Control+PageDown' : 'Control+PageUp');
  if (first === undefined && row.tried >= tenth) first = await holdings(run, devtools);
}
const last = await holdings(run, devtools);
for (const [name, early] of Object.entries(first)) {
  const growth = (last[name] - early) / early;
  const shown = name.startsWith('heap') ? (bytes) => `${(bytes / 1e6).toFixed(1)} MB` : String;
  row.notes.push(`${name}: ${shown(early)} → ${shown(last[name])}`);
  if (name in BOUNDS) {
    if (last[name] > BOUNDS[name]) row.unreadable.push(`${name}: ${last[name]}`);
  } else if (growth > LIMIT) row.unreadable.push(`${name} grew by ${Math.round(growth * 100)} %`);
}
const tags = await countTags(page);
await run.app.close();
row.acknowledged = countChanges() - before;
// Keys that went elsewhere would hide what the work costs.
if (row.acknowledged < row.tried * 0.9)
  row.unreadable.push(`only ${row.acknowledged} of ${row.tried} changes were made`);
run = await start();
const found = await countTags(run.page);
if (found !== tags || tags === 0)
  row.lost.push(`${tags} tags were there, ${found} after the restart`);
await run.app.close();
process.stdout.write(`${JSON.stringify(row)}\n`);
process.exit(0);
