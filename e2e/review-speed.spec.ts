import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Page } from 'playwright/test';

import { confirmImport, openFiles } from './exchange.ts';
import { expect, test, type Run } from './fixtures.ts';
import { fileOfManyTags, MANY_TAGS_TITLE } from './many-tags.ts';
import { partsOf } from './window.ts';

// These measure, so nothing came before.
test.use({ sharesWindow: false });

/** So many of each of two people that lining them up takes a slow computer seconds. */
const TAGS = 25_000;

const differences = (page: Page) => page.getByRole('list', { name: 'Differences' });
const progress = (page: Page) =>
  page.getByRole('progressbar', { name: 'Lining up everybody’s tags…' });

/** Two people's tags on one long article, which is open and annotated. */
async function importManyTags(run: Run, folder: string): Promise<void> {
  const { page } = run;
  const file = path.join(folder, 'two-people.json');
  await writeFile(file, await fileOfManyTags(['Anna Berg', 'Bert Cole'], TAGS));
  await confirmImport(await openFiles(run, [file]));
  const { articles } = partsOf(page);
  await articles.getByRole('button', { name: MANY_TAGS_TITLE }).click();
  await expect(page.getByRole('heading', { name: MANY_TAGS_TITLE })).toBeVisible();
  await partsOf(page).article.focus();
}

/** Makes the window's processor as slow as an old one, so that there is time to see what it does. */
async function slowDown(page: Page, times: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: times });
}

test('the window answers keys and draws while everybody’s tags are lined up', async ({
  run,
  folder,
}) => {
  const { page } = run;
  await importManyTags(run, folder);
  await page.evaluate(() => {
    const seen = { frames: 0, keys: 0, places: new Set<string>() };
    Object.assign(window, { seen });
    const isLiningUp = (): boolean =>
      document.querySelector('[data-pane="tags"][aria-busy="true"]') !== null;
    const frame = (): void => {
      if (isLiningUp()) seen.frames += 1;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    addEventListener('keydown', () => {
      if (isLiningUp()) seen.keys += 1;
    });
    document.addEventListener('selectionchange', () => {
      if (isLiningUp()) seen.places.add(String(getSelection()?.focusOffset));
    });
  });
  await slowDown(page, 10);
  await page.keyboard.press('Control+2');
  for (let n = 0; n < 5; n += 1) await page.keyboard.press('ArrowRight');
  await expect(progress(page)).toBeVisible();
  await expect(differences(page)).toHaveCount(0);
  await slowDown(page, 1);
  await expect(differences(page)).toBeVisible();
  const seen = await page.evaluate(() => {
    const { frames, keys, places } = (
      window as unknown as { seen: { frames: number; keys: number; places: Set<string> } }
    ).seen;
    return { frames, keys, places: places.size };
  });
  expect(seen.frames).toBeGreaterThan(10);
  expect(seen.keys).toBeGreaterThanOrEqual(5);
  expect(seen.places).toBeGreaterThan(0);
  await expect(partsOf(page).status).toHaveText(/^Review\. /u);
  await expect(progress(page)).toHaveCount(0);
});

test('Cancel leaves the article as it was, and lining up can begin again', async ({
  run,
  folder,
}) => {
  const { page } = run;
  await importManyTags(run, folder);
  await slowDown(page, 10);
  await page.keyboard.press('Control+2');
  await expect(progress(page)).toBeVisible();
  await expect(partsOf(page).status).toHaveText(
    'Lining up everybody’s tags… Cancel is above the list of differences.',
  );
  await page.getByRole('button', { name: 'Cancel' }).focus();
  await page.keyboard.press('Enter');
  await expect(partsOf(page).status).toHaveText(
    'The tags were not lined up. No tag and no decision has changed. Ctrl+2 begins again.',
  );
  await expect(progress(page)).toHaveCount(0);
  await expect(differences(page)).toHaveCount(0);
  await expect(page.getByRole('list', { name: 'Tags' })).toBeAttached();
  await expect(partsOf(page).article).toBeFocused();

  await page.keyboard.press('Control+2');
  // A key for the list waits until there is one.
  await page.keyboard.press('n');
  await expect(differences(page).locator('[aria-current="true"]')).toHaveCount(1);
});
