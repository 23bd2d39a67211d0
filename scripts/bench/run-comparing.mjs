// Measures how well quotations of several articles are put together, and says what was found.
// Started by `npm run bench`.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { projectRoot, runScript } from '../run-command.mjs';
import { loadModule } from './load-module.mjs';
import { putIntoPage } from './report.mjs';

/** @param {import('../../core/compare/measures/family-measures.ts').Scores | null} scores */
const cells = (scores) =>
  scores
    ? [scores.precision, scores.recall, scores.f1].map((figure) => figure.toFixed(3))
    : ['', '', ''];

/** @param {import('./measure-comparing.ts').ComparingMeasured} measured */
function render({ title, articles, quotations, all, linked, pairs, missed, offered }) {
  return [
    `Families of ${quotations} quotations in ${articles} articles, ${title}:`,
    '',
    '| | B³ P | R | F1 |',
    '| --- | ---: | ---: | ---: |',
    `| all | ${cells(all).join(' | ')} |`,
    `| in families of two and more | ${cells(linked).join(' | ')} |`,
    '',
    `Pairs: ${pairs.right} of ${pairs.true} found, ${pairs.proposed - pairs.right} wrong.`,
    `Of ${missed} quotations with a missed partner ${offered
      .map(({ within, count }) => `${count} are offered its family within ${within}`)
      .join(', ')}.`,
  ].join('\n');
}

/** @param {readonly import('./measure-comparing-speed.ts').SpeedMeasured[]} measured */
function renderSpeed(measured) {
  const names = Object.keys(measured[0]?.milliseconds ?? {});
  const growth = (/** @type {string} */ name) =>
    (measured[1]?.milliseconds[name] ?? 0) / Math.max(1, measured[0]?.milliseconds[name] ?? 1);
  return [
    'Time to compare, milliseconds of processor. The articles of 3 KB tell several stories in made-up words;',
    'the last column is one article of 5,000 quotations beside one with 50 of them.',
    '',
    `| | ${measured.map(({ articles, quotations }) => `${articles} articles, ${quotations} quotations`).join(' | ')} |`,
    `| --- | ${measured.map(() => '---:').join(' | ')} |`,
    ...names.map(
      (name) =>
        `| ${name} | ${measured.map(({ milliseconds }) => Math.round(milliseconds[name] ?? 0)).join(' | ')} |`,
    ),
    '',
    `From ${measured[0]?.articles} to ${measured[1]?.articles} articles families take ${growth('families').toFixed(1)} times as long; the target is at most 6.`,
  ].join('\n');
}

await runScript(async () => {
  const work = await mkdtemp(path.join(os.tmpdir(), 'framewise-bench-'));
  try {
    const { measureComparing } = await loadModule(work, 'measure-comparing');
    const { measureSpeed } = await loadModule(work, 'measure-comparing-speed');
    const text = [...measureComparing().map(render), renderSpeed(measureSpeed())].join('\n\n');
    console.log(text);
    if (!process.argv.includes('--docs')) return;
    const page = path.join(projectRoot, 'docs', 'speed.md');
    await writeFile(page, putIntoPage(await readFile(page, 'utf8'), text, 'bench-comparing'));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
});
