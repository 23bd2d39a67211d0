import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import type { Locator, Page } from 'playwright/test';

import { confirmImport, openFiles, sumsOf } from './exchange.ts';
import { answerOpenDialog, test as base, expect, startAgain, type Run } from './fixtures.ts';
import { fileOfManyTags } from './many-tags.ts';
import { partsOf, tabTo } from './window.ts';

const TAGS = 100_000;

/** A file of 100,000 tags on one article, which takes seconds to read. */
const test = base.extend<{ file: string }>({
  file: async ({}, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'framewise-files-'));
    const file = path.join(folder, 'many-tags.json');
    await writeFile(file, await fileOfManyTags(['Analyst B'], TAGS));
    await use(file);
    await rm(folder, { recursive: true, force: true });
  },
});

// Processes are stopped and files of the data folder are counted.
test.use({ sharesWindow: false });

const lineOf = (page: Page): Locator => page.getByRole('progressbar');
const sheetOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Open this file' });

/** Opens a file with the key for it and returns while it is being read. */
async function startReading({ app, page }: Run, file: string): Promise<void> {
  await answerOpenDialog(app, [file]);
  await expect(partsOf(page).articles.getByRole('button')).toHaveCount(5);
  await page.keyboard.press('Control+o');
}

test('a long file shows what is read and how far it is, and Cancel stops it by keyboard alone', async ({
  run,
  file,
  dataFolder,
}) => {
  const { page } = run;
  await startReading(run, file);
  const before = await page.title();
  await expect(lineOf(page)).toHaveAccessibleName('Reading many-tags.json…');
  await expect(partsOf(page).status).toHaveText(
    'Reading many-tags.json… Cancel is below the article.',
  );
  const cancel = page.getByRole('button', { name: 'Cancel' });
  await tabTo(page, cancel);
  await page.keyboard.press('Enter');
  await expect(partsOf(page).status).toHaveText('Import cancelled. Nothing was stored.');
  await expect(lineOf(page)).toHaveCount(0);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(partsOf(page).article).toBeFocused();
  expect(await page.title()).toBe(before);
  const sums = await sumsOf(dataFolder);
  expect(Object.keys(sums).filter((name) => /many|incoming/u.test(name))).toEqual([]);

  // The process that was ended is started again: the next file is read.
  const small = path.join(path.dirname(file), 'small.txt');
  await writeFile(small, 'A short report.');
  await confirmImport(await openFiles(run, [small]));
  await expect(partsOf(page).articles.getByRole('button')).toHaveCount(6);
});

test('the share that is done grows, and the sheet comes at the end (bad input 22)', async ({
  run,
  file,
}) => {
  const { page } = run;
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { seenShares: seen });
    window.framewise.on('import:progress', (progress) => {
      if (typeof progress?.share === 'number') seen.push(progress.share);
    });
  });
  await startReading(run, file);
  await expect(lineOf(page)).toBeVisible();
  await expect(sheetOf(page)).toBeVisible();
  const shares = await page.evaluate(
    () => (window as unknown as { seenShares: number[] }).seenShares,
  );
  expect(shares.length).toBeGreaterThan(3);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  await expect(lineOf(page)).toHaveCount(0);
  await expect(sheetOf(page)).toContainText('100,000');
});

test('storing is followed in the sheet and stopped with its Cancel; nothing is half stored', async ({
  launch,
  file,
  dataFolder,
}) => {
  const run = await launch();
  const { page } = run;
  await startReading(run, file);
  await expect(sheetOf(page)).toBeVisible();
  // Pressed by the page itself as soon as it is there: on a busy machine storing may be over before a
  // test that looks from outside has seen it.
  const named = await sheetOf(page).evaluateHandle((sheet) => {
    const pressed = new Promise<string>((resolve) => {
      new MutationObserver((_, observer) => {
        const line = sheet.querySelector('progress');
        const cancel = [...sheet.querySelectorAll('button')].find(
          ({ textContent }) => textContent === 'Cancel',
        );
        if (!line || !cancel) return;
        observer.disconnect();
        cancel.click();
        resolve(line.getAttribute('aria-label') ?? '');
      }).observe(sheet, { childList: true, subtree: true });
    });
    return { pressed };
  });
  await sheetOf(page).getByRole('button', { name: 'Import', exact: true }).click();
  expect(await named.evaluate(({ pressed }) => pressed)).toMatch(/^(?:Storing|Comparing)/u);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(partsOf(page).status).toHaveText('Import cancelled. Nothing was stored.');
  await expect(partsOf(page).articles.getByRole('button')).toHaveCount(5);
  expect(Object.keys(await sumsOf(dataFolder)).filter((name) => /incoming/u.test(name))).toEqual(
    [],
  );
  await run.quit();

  const again = await launch();
  await expect(partsOf(again.page).articles.getByRole('button')).toHaveCount(5);
});

test('a file that a second launch hands over can be stopped as well', async ({
  run,
  file,
  dataFolder,
}) => {
  const { page } = run;
  await expect(partsOf(page).articles.getByRole('button')).toHaveCount(5);
  startAgain(dataFolder, [file], path.dirname(file));
  await expect(lineOf(page)).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(partsOf(page).status).toHaveText('Import cancelled. Nothing was stored.');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
