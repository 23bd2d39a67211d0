import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Locator, Page } from 'playwright/test';

import { cardOf, confirmImport, openFiles } from './exchange.ts';
import { expect, test, type Run } from './fixtures.ts';
import { fileOfManyArticles, fileOfManyTags, MANY_TAGS_TITLE } from './many-tags.ts';
import { partsOf, settle, tagRows } from './window.ts';

/** The row of a list that stands for what is active, wherever it is. */
const activeRow = (list: Locator): Locator => list.locator('[aria-current="true"]');

/**
 * How much of the active row of a list is not to be seen, in CSS pixels beyond either edge; 0 for
 * none of it, infinite for a row that has just been taken out for another.
 */
async function hiddenPart(list: Locator): Promise<number> {
  return activeRow(list).evaluate((row) => {
    const view = row.closest('.virtual-list');
    if (!view) return Number.POSITIVE_INFINITY;
    const { top, bottom } = row.getBoundingClientRect();
    const edge = view.getBoundingClientRect();
    return Math.max(0, Math.round(edge.top - top), Math.round(bottom - edge.bottom));
  });
}

/**
 * Scrolls a list to each of so many places, and answers how much of it has no row in the very frame that
 * shows it there: CSS pixels, for each place.
 */
function bareAfterScroll(list: Locator, places: readonly number[]): Promise<readonly number[]> {
  return list.evaluate(async (rows, tops) => {
    const view = rows.parentElement ?? rows;
    const edge = view.getBoundingClientRect();
    const bare: number[] = [];
    for (const top of tops) {
      view.scrollTop = top;
      // What scrolling calls is called before this.
      await new Promise(requestAnimationFrame);
      const covered = Array.from(rows.children, (row) => {
        const at = row.getBoundingClientRect();
        return Math.max(0, Math.min(at.bottom, edge.bottom) - Math.max(at.top, edge.top));
      });
      bare.push(Math.round(edge.height - covered.reduce((sum, height) => sum + height, 0)));
    }
    return bare;
  }, places);
}

/** Expects the active row in view, and that it stays there. */
async function expectInView(page: Page, list: Locator): Promise<void> {
  await expect.poll(() => hiddenPart(list)).toBe(0);
  await settle(page);
  await expect.poll(() => hiddenPart(list)).toBe(0);
}

/** One's own tags on a long article, as another computer of one's own would have exported them. */
async function importOwnTags(run: Run, folder: string, count: number): Promise<void> {
  const { page } = run;
  const file = path.join(folder, 'mine.json');
  await writeFile(file, await fileOfManyTags(['Anna Berg'], count));
  const sheet = await openFiles(run, [file]);
  await cardOf(sheet, 'mine.json')
    .getByRole('checkbox', { name: /^These are my own tags/u })
    .check();
  await confirmImport(sheet);
  await partsOf(page).articles.getByRole('button', { name: MANY_TAGS_TITLE }).click();
  await expect(tagRows(page).first()).toBeVisible();
  await partsOf(page).article.focus();
}

test('the list of tags shows the active tag after each key that makes one active', async ({
  run,
  folder,
}) => {
  const { page } = run;
  const { tags } = partsOf(page);
  await importOwnTags(run, folder, 45);
  for (const [key, times] of [
    ['j', 20],
    ['k', 14],
    ['j', 6],
    ['k', 12],
  ] as const) {
    for (let nth = 0; nth < times; nth += 1) {
      await page.keyboard.press(key);
      await expectInView(page, tags);
    }
  }
  // Without a pause between them.
  for (let nth = 0; nth < 30; nth += 1) await page.keyboard.press('j');
  await expectInView(page, tags);
  for (let nth = 0; nth < 17; nth += 1) await page.keyboard.press('k');
  await expectInView(page, tags);
});

test('the list of tags shows a tag that was made, changed, or brought back', async ({
  run,
  folder,
}) => {
  const { page } = run;
  const { tags } = partsOf(page);
  await importOwnTags(run, folder, 45);
  // Behind all others: the rows end above it.
  await page.keyboard.press('Control+End');
  await page.keyboard.press('s');
  await page.keyboard.press('2');
  await expect(activeRow(tags)).toBeVisible();
  await expectInView(page, tags);
  await page.keyboard.press('t');
  await page.keyboard.press('1');
  await expectInView(page, tags);
  await page.keyboard.press('Delete');
  await expectInView(page, tags);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('j');
  await expectInView(page, tags);
  await page.keyboard.press('Control+z');
  await expectInView(page, tags);
});

test('the list stays where the wheel has brought it until another row is active', async ({
  run,
  folder,
}) => {
  const { page } = run;
  const { tags } = partsOf(page);
  await importOwnTags(run, folder, 45);
  await page.keyboard.press('j');
  await expectInView(page, tags);
  await tagRows(page).first().hover();
  await page.mouse.wheel(0, 900);
  await expect.poll(() => hiddenPart(tags)).toBeGreaterThan(0);
  // A form that changes its height does not bring it back.
  await page.setViewportSize({ width: 1440, height: 800 });
  expect(await hiddenPart(tags)).toBeGreaterThan(0);
  await page.keyboard.press('j');
  await expectInView(page, tags);
});

test('the list of differences shows the current one after each key', async ({ run, folder }) => {
  const { page } = run;
  const file = path.join(folder, 'two-people.json');
  await writeFile(file, await fileOfManyTags(['Anna Berg', 'Bert Cole'], 30));
  await confirmImport(await openFiles(run, [file]));
  await partsOf(page).articles.getByRole('button', { name: MANY_TAGS_TITLE }).click();
  await partsOf(page).article.focus();
  await page.keyboard.press('Control+2');
  const differences = page.getByRole('list', { name: 'Differences' });
  await expect(differences.getByRole('button').first()).toBeVisible();
  for (const key of [
    'n',
    'n',
    'n',
    'n',
    'n',
    'Shift+N',
    'n',
    'n',
    'n',
    '1',
    '2',
    'x',
    '1',
    'Control+z',
    'n',
    'n',
    'n',
  ]) {
    await page.keyboard.press(key);
    await expectInView(page, differences);
  }
});

test('the list of articles shows the open one, whatever opens it', async ({ run, folder }) => {
  const { page } = run;
  const { articles } = partsOf(page);
  const file = path.join(folder, 'many.json');
  await writeFile(file, await fileOfManyArticles(['Anna Berg'], 40));
  await confirmImport(await openFiles(run, [file]));
  await articles.getByRole('button').first().click();
  await partsOf(page).article.focus();
  for (let nth = 0; nth < 15; nth += 1) {
    await page.keyboard.press('Control+PageDown');
    await expectInView(page, articles);
  }
  for (let nth = 0; nth < 9; nth += 1) {
    await page.keyboard.press('Control+PageUp');
    await expectInView(page, articles);
  }
  // Far from what was drawn, too, there is nothing but rows.
  expect(await bareAfterScroll(articles, [0, 1500, 300, 2000, 0])).toEqual([0, 0, 0, 0, 0]);
});
