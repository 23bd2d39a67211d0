import { readdirSync, truncateSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { listBackups, outdatedBackups, readBackup, writeBackup, type Backup } from './backups.ts';
import { nodeDisk } from '../../disk/files.ts';
import { temporaryFolder } from '../../testing/library-fixture.ts';

let folder: ReturnType<typeof temporaryFolder>;
let dir: string;
beforeEach(() => {
  folder = temporaryFolder();
  dir = path.join(folder.dir, 'backups', 'article');
});
afterEach(() => folder.remove());

/** Dates of consecutive days, the first one given. */
function days(first: string, count: number): string[] {
  const start = Date.parse(`${first}T00:00:00Z`);
  return Array.from({ length: count }, (_, n) =>
    new Date(start + n * 86_400_000).toISOString().slice(0, 10),
  );
}

const backup: Backup = {
  of: 'test',
  schema: 1,
  seq: 7,
  order: 9,
  at: '2026-01-01',
  text: 'ünï🌐',
  content: { a: 1 },
};

describe('backups', () => {
  it('give back what was put in', async () => {
    await writeBackup(nodeDisk, dir, '2026-01-01', backup);
    expect(await readBackup(nodeDisk, dir, '2026-01-01')).toEqual(backup);
  });

  it('that cannot be read are as if they were not there', async () => {
    await writeBackup(nodeDisk, dir, '2026-01-01', backup);
    truncateSync(path.join(dir, '2026-01-01.json.gz'), 20);
    expect(await readBackup(nodeDisk, dir, '2026-01-01')).toBeNull();
    expect(await readBackup(nodeDisk, dir, '2026-01-02')).toBeNull();
  });

  it('of a day replace those of the same day', async () => {
    await writeBackup(nodeDisk, dir, '2026-01-01', backup);
    await writeBackup(nodeDisk, dir, '2026-01-01', { ...backup, seq: 8 });
    expect(readdirSync(dir)).toEqual(['2026-01-01.json.gz']);
    expect(await readBackup(nodeDisk, dir, '2026-01-01')).toMatchObject({ seq: 8 });
  });

  it('are removed when they are too old', async () => {
    for (const date of days('2026-01-01', 9)) await writeBackup(nodeDisk, dir, date, backup);
    // 1 to 9 January 2026: seven days, and Thursday to Friday of the week before are one week.
    expect(await listBackups(nodeDisk, dir)).toEqual([
      ...days('2026-01-03', 7).reverse(),
      '2026-01-02',
    ]);
  });

  it.each([
    { what: 'none', dates: [], kept: 0 },
    { what: 'seven days', dates: days('2026-01-01', 7), kept: 7 },
    { what: 'a year', dates: days('2025-01-01', 365), kept: 11 },
    {
      what: 'one day in each of three months',
      dates: ['2025-01-01', '2025-02-01', '2025-03-01'],
      kept: 3,
    },
  ])('of $what leave $kept', ({ dates, kept }) => {
    const old = outdatedBackups(dates);
    expect(dates.length - old.length).toBe(kept);
    expect(old).not.toContain(dates.at(-1));
  });
});
