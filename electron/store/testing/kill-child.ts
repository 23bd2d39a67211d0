import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';

import { STORE_LIMITS } from '../document/options.ts';
import { openLibrary, say, tag } from './library-fixture.ts';

/**
 * Tags articles of the library in its first argument, as often as the second says or without end,
 * and names each tag on its output as soon as it is acknowledged: `<article> <tag>`. Between tags it
 * links passages, `event <event> <family>`, in an event of its own, and every now and then makes that
 * one with the first, `event <event> merged`. When the disk refuses, the reason is on its error output.
 * Meant to be killed, or to be run on a failing disk. Without end it goes on until its input closes,
 * which it does when the parent dies.
 */
const dir = process.argv[2] ?? '';
const count = Number(process.argv[3] ?? Infinity);
if (count === Infinity) process.stdin.on('close', () => process.exit(1)).resume();
const library = await openLibrary(dir, {
  limits: { ...STORE_LIMITS, changes: 8, retry: 20, kept: 2 },
});
const ids = library.summaries().map(({ id }) => id);
writeSync(1, 'ready\n');
library.onStatus((status) => {
  if (status.type === 'not-saved') writeSync(2, `${status.reason}\n`);
});

const [home = ''] = [...library.document.events].map(({ id }) => id);

/** Three places far from each other, so that no two families ever have the same ones. */
function somewhere(): readonly { readonly start: number; readonly end: number }[] {
  return [0, 700, 1400].map((from) => {
    const start = from + Math.floor(Math.random() * 600);
    return { start, end: start + 20 };
  });
}

/** Links passages of two articles in an event that is merged one day. */
async function linkAndMerge(n: number): Promise<void> {
  const other = [...library.document.events].find(({ id }) => id !== home)?.id;
  if (other === undefined) {
    await library.arrange(randomUUID(), { kind: 'create-event', title: 'Other', articles: [] });
    return;
  }
  if (n % 5 === 4) {
    const edit = { kind: 'merge-events', id: other, into: home } as const;
    if ((await library.arrange(randomUUID(), edit)).ok) writeSync(1, `event ${other} merged\n`);
    return;
  }
  const family = randomUUID();
  const done = await say(library, other, {
    ...{ type: 'link', kind: 'utterance', family: null, newFamily: family },
    passages: ids.slice(0, 2).map((article) => ({
      ...{ article, fragments: [...somewhere()], tag: null },
    })),
  });
  if (done.ok) writeSync(1, `event ${other} ${family}\n`);
}

for (let n = 0; n < count; n += 1) {
  const articleId = ids[n % ids.length] ?? '';
  const start = Math.floor(Math.random() * 2000);
  const done = await tag(library, articleId, start, start + 20, 'claim');
  const step = done.ok ? done.value.steps[0] : undefined;
  if (step?.op === 'put-annotation') writeSync(1, `${articleId} ${step.annotation.id}\n`);
  if (n % 5 === 0) await linkAndMerge(n / 5);
}
await library.close();
// In Electron the process would wait for a window.
process.exit(0);
