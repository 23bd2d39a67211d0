import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Locator } from 'playwright/test';

import {
  confirmExport,
  confirmImport,
  openExportSheet,
  openFiles,
  writeFiles,
} from './exchange.ts';
import { answerSaveDialog, expect, listFiles, test, type Run } from './fixtures.ts';
import { fileOfManyArticles } from './many-tags.ts';
import { openSeed001, partsOf } from './window.ts';

// Processes are stopped.
test.use({ sharesWindow: false });

const ARTICLES = 300;

/** Every process that reads and writes files is held where it is, or goes on. */
async function signalWorkers({ app }: Run, signal: 'SIGSTOP' | 'SIGCONT'): Promise<void> {
  const workers = await app.evaluate(({ app: main }) =>
    main.getAppMetrics().flatMap(({ pid, name }) => (name === 'Framewise exchange' ? pid : [])),
  );
  for (const pid of workers) process.kill(pid, signal);
}

/** Takes in many articles, and has the sheet show them all in a format of several files. */
async function sheetOfMany(run: Run, folder: string): Promise<Locator> {
  const file = await fileOfManyArticles(['Anna', 'Boris'], ARTICLES);
  await confirmImport(await openFiles(run, await writeFiles(folder, { 'many.json': file })));
  await expect(partsOf(run.page).status).toHaveText(/^Imported 300 articles, 600 new tags/u);
  const sheet = await openExportSheet(run.page, { format: 'brat standoff', what: /^Everything/u });
  await expect(sheet).toContainText('305 articles, 600 tags');
  return sheet;
}

test('an export that is cancelled in the middle leaves nothing behind, and can be done again', async ({
  run,
  folder,
}) => {
  const sheet = await sheetOfMany(run, folder);
  const target = path.join(folder, 'tags');
  await answerSaveDialog(run.app, target);
  await sheet.getByRole('button', { name: 'Export…' }).click();
  await expect(sheet.getByRole('progressbar')).toHaveAccessibleName(/^(?:Collecting|Writing)/u);
  // Half of it is there, under a name that nobody takes for the whole.
  const written = async (): Promise<string[]> =>
    (await listFiles(folder)).filter((name) => name !== 'many.json');
  while ((await written()).length < 10) await new Promise((resolve) => setTimeout(resolve, 2));
  await signalWorkers(run, 'SIGSTOP');
  const half = await written();
  expect(half.length).toBeLessThan(2 * ARTICLES);
  for (const name of half) expect(name).toMatch(/^\.framewise-[0-9a-f]+\.part\//u);

  await sheet.getByRole('button', { name: 'Cancel' }).click();
  await signalWorkers(run, 'SIGCONT');
  await expect(sheet.getByRole('alert')).toHaveText(
    'The export was stopped. Nothing of it was written; your tags are as they were.',
  );
  expect(await listFiles(folder)).toEqual(['many.json']);
  await expect(sheet.getByRole('progressbar')).toHaveCount(0);

  await confirmExport(run, sheet, target);
  const whole = await listFiles(target);
  // Two annotators have two files for each article, and the five samples are untagged.
  expect(whole).toHaveLength(2 + 4 * ARTICLES + 2 * 5);
});

test('Escape stops an export too, and the file that was there is as it was', async ({
  run,
  folder,
}) => {
  const { app, page } = run;
  const target = path.join(folder, 'tags.json');
  await writeFile(target, 'an older file');
  await openSeed001(page);
  const sheet = await openExportSheet(page);
  await expect(sheet.getByText('1 article, 0 tags')).toBeVisible();
  await signalWorkers(run, 'SIGSTOP');
  await answerSaveDialog(app, target);
  await sheet.getByRole('button', { name: 'Export…' }).click();
  await expect(sheet.getByRole('progressbar')).toHaveAccessibleName('Writing…');
  await page.keyboard.press('Escape');
  await signalWorkers(run, 'SIGCONT');
  await expect(sheet.getByRole('alert')).toContainText('The export was stopped.');
  expect(await listFiles(folder)).toEqual(['tags.json']);
  expect(await readFile(target, 'utf8')).toBe('an older file');
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
});
