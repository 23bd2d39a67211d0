import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { buildForNode } from '../../electron/store/testing/build-for-node.ts';
import { DAMAGES } from '../../electron/store/testing/damage.ts';
import { temporaryFolder } from '../../electron/store/testing/library-fixture.ts';
import {
  cutPower,
  damageEach,
  failEach,
  FAULTS,
  makeReadOnlyEach,
  prepare,
} from './disk-faults.ts';
import { KINDS, killWhile } from './kills.ts';
import { readNewer, turnClocks } from './others.ts';
import type { Row } from './row.ts';
import { drawTable } from './table.mjs';
import { diceOf } from './work.ts';

// A little of each part of the long run; everything comes with `npm run test:long`.

function expectWell(row: Row): void {
  expect([row.lost, row.unreadable], row.fault).toEqual([[], []]);
  expect(row.tried, row.fault).toBeGreaterThan(0);
}

describe('nothing that was acknowledged is lost', () => {
  it('to a kill while anything is done', async () => {
    const child = await buildForNode(path.join(import.meta.dirname, 'child.ts'));
    const { dir, remove } = temporaryFolder();
    const work = { child, folder: path.join(dir, 'work'), rounds: 1 };
    try {
      // The others are parts of these, or are killed by other tests.
      for (const kind of KINDS.filter((each) => /importing|quitting/u.test(each))) {
        expectWell(await killWhile(kind, work));
      }
    } finally {
      remove();
    }
  });

  it('to a call of the disk that fails, or is the last before a power cut', async () => {
    const whole = await prepare('crash', 6);
    for (const fault of FAULTS) expectWell(await failEach(fault, { whole, changes: 8, step: 17 }));
    expectWell(await cutPower({ whole, changes: 6, states: 2, step: 47 }));
  });

  it.each([
    ['orderly', 11],
    ['crash', 4],
  ] as const)('to damaged files without a word, after an end that was %s', async (ending, step) => {
    const whole = await prepare(ending, 6);
    for (const how of Object.keys(DAMAGES)) {
      expectWell(await damageEach(how, { whole, ending, step }));
    }
    expectWell(await makeReadOnlyEach({ whole, step: 11 }));
  });

  it('to wrong clocks and newer versions', async () => {
    expectWell(await turnClocks(1, diceOf(1)));
    expectWell(await readNewer());
  });
});

it('the table has a row for each fault, the sums, and what was lost', () => {
  const rows = [
    { fault: 'killed while tagging', tried: 2, acknowledged: 1500, lost: [], unreadable: [] },
    { fault: 'a fault', tried: 3, acknowledged: 0, lost: ['a tag'], unreadable: [], notes: ['n'] },
  ];
  expect(drawTable(rows).split('\n').filter(Boolean)).toEqual([
    '| fault | tried | acknowledged | lost | unreadable |',
    '|---|---|---|---|---|',
    '| killed while tagging | 2 | 1,500 | 0 | 0 |',
    '| a fault | 3 | – | 1 | 0 |',
    '| **all**, of which 2 are kills | 5 | 1,500 | 1 | 0 |',
    'a fault: n',
    'a fault: a tag',
  ]);
});
