import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { confirmImport, openFiles, sumsOf, writeFiles } from './exchange.ts';
import { clickMenu, expect, test, type Run } from './fixtures.ts';
import { fileOfManyArticles } from './many-tags.ts';
import { choose, partsOf, tabTo } from './window.ts';

// The disk of the process is made slow.
test.use({ sharesWindow: false });

/** More than are changed without a file for each part. */
const FILES = 60;
const ALL = FILES + 5;

/** Lets the disk not answer where the parts of a change are written, until it is released. */
const holdParts = ({ app }: Run) =>
  app.evaluate(() => {
    const fs = process.getBuiltinModule('node:fs/promises');
    const { syncBuiltinESMExports } = process.getBuiltinModule('node:module');
    const { open } = fs;
    const replace = (by: typeof open): void => {
      Object.assign(fs, { open: by });
      syncBuiltinESMExports();
    };
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    replace(async (file, ...how) => {
      if (typeof file === 'string' && /[\\/]parts[\\/]/u.test(file)) await released;
      return open(file, ...how);
    });
    Object.assign(globalThis, {
      releaseParts: () => {
        replace(open);
        release();
      },
    });
  });

const releaseParts = ({ app }: Run): Promise<void> =>
  app.evaluate(() => {
    (globalThis as unknown as { releaseParts: () => void }).releaseParts();
  });

/** What stands on the disk of all articles. */
const sumsOfArticles = async (dataFolder: string) =>
  Object.entries(await sumsOf(dataFolder)).filter(([name]) =>
    /(?:^|[\\/])(?:articles|parts)[\\/]/u.test(name),
  );

test('a change of many articles shows how far it is, and Cancel by keyboard alone leaves all as they were', async ({
  run,
  folder,
  dataFolder,
}) => {
  const { page } = run;
  const { status, articles } = partsOf(page);
  const files = Array.from({ length: FILES }, (_, n) => path.join(folder, `report-${n}.txt`));
  for (const [n, file] of files.entries()) {
    await writeFile(file, `Report ${n}\nWhat number ${n} says of the ${n * 7}th meeting.`);
  }
  await confirmImport(await openFiles(run, files));
  await articles.locator('[aria-current="true"]').focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByText(`${ALL} selected`)).toBeVisible();
  const before = await sumsOfArticles(dataFolder);
  expect(before.length).toBeGreaterThan(ALL);

  const create = async (): Promise<void> => {
    await page.keyboard.press('Shift+F10');
    await expect(page.getByRole('menu')).toHaveAccessibleName(`${ALL} articles`);
    await page.keyboard.press('m');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.type('All of them');
    await page.keyboard.press('Enter');
  };
  await holdParts(run);
  await create();
  const line = page.getByRole('progressbar', { name: 'Changing your articles…' });
  await expect(line).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Cancel' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Cancelling…' })).toBeVisible();
  await releaseParts(run);
  await expect(status).toHaveText('Cancelled. Nothing was changed.');
  await expect(line).toHaveCount(0);
  await expect(articles.getByRole('heading', { name: /^All of them/u })).toHaveCount(0);
  expect(await sumsOfArticles(dataFolder)).toEqual(before);
});

test('a change of many articles that is made in a sheet is followed and stopped in it', async ({
  run,
  folder,
  dataFolder,
}) => {
  const { app, page } = run;
  const file = await fileOfManyArticles(['Anna'], FILES);
  const [many = ''] = await writeFiles(folder, { 'many.json': file });
  const opened = await openFiles(run, [many]);
  await opened.getByRole('checkbox', { name: /These are my own tags/u }).check();
  await confirmImport(opened);
  await expect(partsOf(page).status).toHaveText(/^Imported 60 articles, 60 new tags/u);
  const before = await sumsOfArticles(dataFolder);

  await clickMenu(app, 'codebook');
  const sheet = page.getByRole('dialog', { name: 'Codebook' });
  const rowOf = (name: RegExp) =>
    sheet.getByRole('region', { name: 'Categories' }).getByRole('button', { name });
  await rowOf(/^Claim/u).click();
  const line = sheet.getByRole('progressbar', { name: 'Changing your articles…' });
  const question = sheet.getByRole('group', { name: 'Delete the category' });
  const confirm = question.getByRole('button', { name: 'Delete' });
  await sheet.getByRole('button', { name: 'Delete category' }).click();
  await choose(question.getByRole('combobox'), 'Framing');
  await holdParts(run);
  await confirm.click();
  await expect(line).toBeVisible();
  // The question has a Cancel of its own.
  await sheet.getByRole('button', { name: 'Cancel' }).last().click();
  await expect(sheet.getByRole('button', { name: 'Cancelling…' })).toBeVisible();
  await releaseParts(run);
  await expect(line).toHaveCount(0);
  await expect(sheet.getByRole('alert')).toHaveText('Cancelled. Nothing was changed.');
  await expect(rowOf(/^Claim/u)).toContainText('60 tags');
  expect(await sumsOfArticles(dataFolder)).toEqual(before);

  await confirm.click();
  await expect(rowOf(/^Framing/u)).toContainText('60 tags');
  await expect(rowOf(/^Claim/u)).toHaveCount(0);
});
