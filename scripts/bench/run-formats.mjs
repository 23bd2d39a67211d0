// Measures the exchange formats in Node alone, and says what was found. Started by `npm run bench`.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { projectRoot, runScript } from '../run-command.mjs';
import { loadModule } from './load-module.mjs';
import { describeMachine } from './machine.mjs';
import { putIntoPage, renderFormats } from './report.mjs';

/** How often each format is written and read. */
const ROUNDS = { quick: 5, full: 15 };

await runScript(async () => {
  const { values } = parseArgs({
    // The other options are for the windows that are measured beside this.
    strict: false,
    options: { quick: { type: 'boolean' }, docs: { type: 'boolean' } },
  });
  const quick = values.quick === true;
  const work = await mkdtemp(path.join(os.tmpdir(), 'framewise-bench-'));
  try {
    const { measureCodecs } = await loadModule(work, 'measure-codecs');
    const result = {
      date: new Date().toISOString(),
      machine: describeMachine(),
      node: process.version,
      quick,
      ...measureCodecs(
        path.join(projectRoot, 'seeds'),
        quick ? ROUNDS.quick : ROUNDS.full,
        console.error,
      ),
    };
    const folder = path.join(projectRoot, 'bench-results');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'formats.json'), `${JSON.stringify(result, null, 2)}\n`);
    const text = renderFormats(result);
    console.log(text);
    if (values.docs === true) {
      const page = path.join(projectRoot, 'docs', 'speed.md');
      await writeFile(page, putIntoPage(await readFile(page, 'utf8'), text, 'bench-formats'));
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
});
