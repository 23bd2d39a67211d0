// The part of the long run that works on libraries without a window. Arguments: a part, the bundle that is killed,
// a folder for scratch, how often to kill while doing each kind of work, a seed,
// the share of everything else. Prints a row for each fault, as JSON.
import { randomUUID } from 'node:crypto';
import path from 'node:path';

import { newArticle, openLibrary } from '../../electron/store/testing/library-fixture.ts';
import { DAMAGES } from '../../electron/store/testing/damage.ts';
import {
  cutPower,
  damageEach,
  failEach,
  FAULTS,
  makeReadOnlyEach,
  prepare,
} from './disk-faults.ts';
import { KINDS, killWhile } from './kills.ts';
import { migrateOlder, openTwice, readNewer, turnClocks } from './others.ts';
import type { Row } from './row.ts';
import { diceOf } from './work.ts';

const [, , part = '', child = '', scratch = '', rounds = '0', seed = '1', share = '1'] =
  process.argv;
/** One of so many calls and files is looked at. */
const step = Math.max(1, Math.round(1 / Number(share)));
const kills = Number(rounds);
const PARAGRAPH =
  'The harbour stays open, “for as long as it takes”, the minister said. Nobody knew for how long.\n\n';

const PARTS: Readonly<Record<string, () => AsyncGenerator<Row> | Generator<Promise<Row>>>> = {
  ...Object.fromEntries(
    KINDS.map((kind) => [
      kind,
      function* () {
        yield killWhile(kind, { child, folder: path.join(scratch, kind), rounds: kills });
      },
    ]),
  ),
  async *calls() {
    const whole = await prepare('crash');
    for (const fault of FAULTS) yield failEach(fault, { whole, changes: 24, step });
    yield cutPower({ whole, changes: 16, states: 4, step });
  },
  async *files() {
    for (const ending of ['orderly', 'crash'] as const) {
      const whole = await prepare(ending);
      for (const how of Object.keys(DAMAGES)) yield damageEach(how, { whole, ending, step });
    }
    yield makeReadOnlyEach({ whole: await prepare('crash'), step });
  },
  /** The articles of an hour’s work. */
  async *articles() {
    const library = await openLibrary(scratch);
    const texts = Array.from({ length: 45 }, (_, n) => `Report ${n}\n\n${PARAGRAPH.repeat(12)}`);
    await library.addArticles(
      randomUUID(),
      texts.map((text, n) => newArticle(text, `report-${n}.txt`)),
    );
    await library.close();
    yield* [];
  },
  *others() {
    yield openTwice({ child, folder: path.join(scratch, 'twice'), rounds: Math.ceil(kills / 3) });
    yield turnClocks(Math.ceil(20 * Number(share)), diceOf(Number(seed)));
    yield migrateOlder();
    yield readNewer();
  },
};

for await (const row of PARTS[part]?.() ?? []) process.stdout.write(`${JSON.stringify(row)}\n`);
process.exit(0);
