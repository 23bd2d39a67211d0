// A process that works on a library until it is killed. Before each change it says “begin”, and when it is
// acknowledged “seen” and what can then be seen. Arguments: the folder, the kind of work.
import { mkdirSync, writeSync } from 'node:fs';
import path from 'node:path';

import { openLibrary } from '../../electron/store/testing/library-fixture.ts';
import {
  anyDice,
  exportAgain,
  exportOf,
  FOLDING,
  LIMITS,
  seenOf,
  WORK,
  type Work,
} from './work.ts';

/** Changes after which the library is closed, where quitting is what is looked at. */
const BEFORE_QUITTING = 8;

const [, , dir = '', kind = 'tagging'] = process.argv;
const say = (line: string): void => void writeSync(1, `${line}\n`);

// It ends with its parent.
process.stdin.on('close', () => process.exit(1)).resume();
say('starting');
const library = await openLibrary(dir, { limits: kind === 'folding' ? FOLDING : LIMITS });
say(`seen ${(await seenOf(library)).sum}`);
mkdirSync(path.dirname(exportOf(dir)), { recursive: true });

for (let n = 1; kind !== 'starting'; n += 1) {
  if (kind === 'exporting') {
    say(`export ${n}`);
    if (await exportAgain(dir, n)) say(`exported ${n}`);
    continue;
  }
  if (kind === 'quitting' && n > BEFORE_QUITTING) break;
  say('begin');
  const work = kind in WORK ? WORK[kind as Work] : WORK.tagging;
  const done = await work(library, anyDice);
  if (kind === 'folding') for (const { id } of library.summaries()) await library.closeArticle(id);
  say(done ? `seen ${(await seenOf(library)).sum}` : 'nothing');
}
say('quitting');
await library.close();
say('closed');
process.exit(0);
