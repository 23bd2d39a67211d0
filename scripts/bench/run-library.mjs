// Measures libraries of ten and of ten thousand articles on the display that is there, and says what was
// found. Started by `npm run bench -- --library`.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { projectRoot, runScript } from '../run-command.mjs';
import { endElectrons } from './electron-window.mjs';
import { loadModule } from './load-module.mjs';
import { measureLibrary } from './measure-library.mjs';
import { putIntoPage } from './report.mjs';

const FEW = 10;
const MANY = 10_000;

/** What is to be, for the large library; seconds, but for memory, files, notices and the journal. */
const TARGETS = {
  'import, until the sheet lists all': '≤ 10 s',
  'import, storing': '≤ 30 s',
  'memory at the import': '≤ 400 MB',
  'memory, each article visited': '≤ 300 MB',
  'open files, each article visited': '≤ 200',
  'start after a kill': '≤ 2 × a start',
  'notices after a kill': '1',
  'event made of all': '≤ 5 s',
  'event renamed': '≤ 5 s',
  '… and taken back with it': '≤ 5 s',
  'value merged over all': '≤ 10 s',
  '… taken back': '≤ 10 s',
  search: '≤ 50 ms',
};
const UNITS = {
  'memory at the import': 'MB',
  'memory, each article visited': 'MB',
  'memory at the end': 'MB',
  'longest line of the library’s journal': 'KB',
};

const seconds = (milliseconds) =>
  milliseconds < 1000
    ? `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;

/** @param {import('./measure-library.mjs').Cost | number | undefined} figure */
function cell(name, figure) {
  if (figure === undefined) return '–';
  if (typeof figure === 'number') return `${Math.round(figure)} ${UNITS[name] ?? ''}`.trimEnd();
  const { wall, work } = figure;
  return work === undefined ? seconds(wall) : `${seconds(wall)} (${seconds(work)})`;
}

function render(few, many, counts) {
  return [
    `A library of ${counts.few} and of ${counts.many.toLocaleString('en')} articles of 3 KB each, in one run: time by the clock,`,
    'in brackets the processor time of the main process. Memory is the most that the main process has had.',
    '',
    `| | ${counts.few} | ${counts.many.toLocaleString('en')} | to be |`,
    '| --- | ---: | ---: | ---: |',
    ...Object.keys(many).map(
      (name) =>
        `| ${name} | ${cell(name, few[name])} | ${cell(name, many[name])} | ${TARGETS[name] ?? ''} |`,
    ),
  ].join('\n');
}

await runScript(async () => {
  const { values } = parseArgs({
    options: {
      library: { type: 'boolean', default: false },
      many: { type: 'string', default: String(MANY) },
      docs: { type: 'boolean', default: false },
    },
  });
  const counts = { few: FEW, many: Number(values.many) };
  const executable = process.env.FRAMEWISE_ELECTRON_PATH;
  if (executable === undefined) throw new Error('Start this with npm run bench -- --library.');
  const work = await mkdtemp(path.join(os.tmpdir(), 'framewise-bench-'));
  try {
    const { manyArticles } = await loadModule(path.join(work, 'build'), 'many-articles');
    const texts = manyArticles(counts.many).articles.map(({ text }) => text);
    const measure = async (name, some) => {
      const folder = path.join(work, name);
      await mkdir(folder);
      return measureLibrary({ executable, work: folder, texts: some, report: console.error });
    };
    const few = await measure('few', texts.slice(0, counts.few));
    const text = render(few, await measure('many', texts), counts);
    console.log(text);
    if (!values.docs) return;
    const page = path.join(projectRoot, 'docs', 'speed.md');
    await writeFile(page, putIntoPage(await readFile(page, 'utf8'), text, 'bench-library'));
  } finally {
    await endElectrons();
    await rm(work, { recursive: true, force: true });
  }
});
