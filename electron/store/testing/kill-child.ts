import { writeSync } from 'node:fs';

import { STORE_LIMITS } from '../document/options.ts';
import { openLibrary, tag } from './library-fixture.ts';

/**
 * Tags articles of the library in its first argument, as often as the second says or without end,
 * and names each tag on its output as soon as it is acknowledged: `<article> <tag>`. When the disk
 * refuses, the reason is on its error output. Meant to be killed, or to be run on a failing disk.
 * Without end it goes on until its input closes, which it does when the parent dies.
 */
const dir = process.argv[2] ?? '';
const count = Number(process.argv[3] ?? Infinity);
if (count === Infinity) process.stdin.on('close', () => process.exit(1)).resume();
const library = await openLibrary(dir, { limits: { ...STORE_LIMITS, changes: 8, retry: 20 } });
const ids = library.summaries().map(({ id }) => id);
writeSync(1, 'ready\n');
library.onStatus((status) => {
  if (status.type === 'not-saved') writeSync(2, `${status.reason}\n`);
});

for (let n = 0; n < count; n += 1) {
  const articleId = ids[n % ids.length] ?? '';
  const start = Math.floor(Math.random() * 2000);
  const done = await tag(library, articleId, start, start + 20, 'claim');
  const step = done.ok ? done.value.steps[0] : undefined;
  if (step?.op === 'put-annotation') writeSync(1, `${articleId} ${step.annotation.id}\n`);
}
await library.close();
// In Electron the process would wait for a window.
process.exit(0);
