// Measures how well quotations of several articles are put together, and says what was found.
// Started by `npm run bench`.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { runScript } from '../run-command.mjs';
import { loadModule } from './load-module.mjs';

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

await runScript(async () => {
  const work = await mkdtemp(path.join(os.tmpdir(), 'framewise-bench-'));
  try {
    const { measureComparing } = await loadModule(work, 'measure-comparing');
    for (const measured of measureComparing()) console.log(`${render(measured)}\n`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
});
