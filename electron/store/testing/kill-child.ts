import { writeSync } from 'node:fs';

import { openLibrary, tag } from './library-fixture.ts';

/**
 * Makes changes in the library in its argument without end, and names each on its output as soon as
 * it is acknowledged: `<article> <tag>` for a tag, `undo` for an undo. Meant to be killed.
 */
const dir = process.argv[2] ?? '';
const library = await openLibrary(dir, { limits: { changes: 20 } });
const ids = library.summaries().map(({ id }) => id);
writeSync(1, 'ready\n');
// What a full or failing disk refuses is kept and tried again; the parent wants to see that it was.
library.onStatus((status) => {
  if (status.type === 'not-saved') writeSync(2, `${status.reason}\n`);
});

for (let n = 0; ; n += 1) {
  const articleId = ids[n % ids.length] ?? '';
  const start = Math.floor(Math.random() * 2000);
  const done = await tag(library, articleId, start, start + 20, 'claim');
  if (done.ok && done.value.articleId !== null) {
    const step = done.value.steps[0];
    if (step?.op === 'put-annotation') writeSync(1, `${articleId} ${step.annotation.id}\n`);
  }
}
