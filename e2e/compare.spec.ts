import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { Locator, Page } from 'playwright/test';

import { expect, listFiles, test } from './fixtures.ts';
import { partsOf } from './window.ts';

/** The table of quotations. */
const table = (page: Page): Locator => page.getByRole('grid', { name: 'Quotations by outlet' });

/** Words of an outlet, where they stand first. */
const wordsIn = (page: Page, words: string): Locator =>
  table(page).getByRole('gridcell').getByText(words, { exact: true }).first();

/** The head of the row of what is said of a road to nowhere. */
const nowhere = (page: Page): Locator =>
  table(page).getByRole('rowheader', { name: /I am sure that in the West/u });

async function openCompare(page: Page): Promise<void> {
  await expect(partsOf(page).article).toBeFocused();
  await page.keyboard.press('Control+3');
  await expect(table(page).locator('td:focus')).toBeVisible();
}

/** What stands in the files of the events, all together. */
async function eventsOnDisk(dataFolder: string): Promise<string> {
  const files = (await listFiles(dataFolder)).filter((file) =>
    /(?:^|[/\\])events?[/\\]/u.test(file),
  );
  const texts = await Promise.all(
    files.map((file) => readFile(path.join(dataFolder, file), 'utf8')),
  );
  return texts.join('\n');
}

test('the outlets of the samples are compared, linked, checked and all of it taken back, by keyboard alone', async ({
  launch,
  dataFolder,
}) => {
  const first = await launch();
  const { page } = first;
  const { status } = partsOf(page);
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await openCompare(page);
  await expect(table(page).getByRole('row')).toHaveCount(15);

  // All that is preselected, with the count first.
  await press('Shift+A');
  const sheet = page.getByRole('dialog', { name: 'Link all that is preselected' });
  await expect(sheet).toContainText('The whole event: 23 passages in 5 families');
  await press('2');
  await expect(status).toHaveText(/^Linked 23 passages in 5 families\./u);

  // What no method sees, through the list, in two keys.
  await wordsIn(page, '“dead end,”').click();
  await press('l');
  await expect(page.getByRole('dialog', { name: 'Link with' })).toContainText('“dead end,”');
  await press('Enter');
  await expect(status).toHaveText(/^Linked “dead end,” with/u);
  await expect(nowhere(page)).toContainText('5 of 5 · 9 places');

  // Checked, and not there.
  const unchecked = table(page).getByRole('gridcell', { name: '– not yet checked' });
  await unchecked.first().click();
  await press('h');
  await expect(status).toHaveText('Checked: not in this article.');
  await expect(table(page)).toContainText('∅ checked, absent');

  // A finding is confirmed, another one dismissed with a reason by its digit.
  await press('3');
  const findings = page.getByRole('list', { name: 'Findings' });
  await expect(findings.getByRole('button').first()).toBeFocused();
  await press('a');
  await expect(status).toHaveText(/^Splice confirmed\./u);
  await press('x', '2');
  await expect(findings).toContainText('dismissed');

  // The passage in Annotate, and back to the same cell.
  await press('1');
  await wordsIn(page, '“will not work.”').click();
  await press('Enter');
  await expect(partsOf(page).article).toBeFocused();
  await press('Escape');
  await expect(table(page).locator('td:focus')).toContainText('“will not work.”');

  // The evidence card.
  await press('Control+c');
  await expect(status).toHaveText('Copied the evidence card of “will not work.”.');
  const card = await first.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(card).toContain('**“will not work.”**');
  expect(card).toContain('SHA-256');

  const said = await eventsOnDisk(dataFolder);
  expect(said).toContain('dead end');
  expect(said).toContain('Another translation');
  await first.quit();

  // It is all there after a restart, and can still be taken back, whatever view is open.
  const second = await launch();
  await openCompare(second.page);
  await expect(nowhere(second.page)).toContainText('5 of 5 · 9 places');

  // The rows in another order, by the heads of the table: by key, then by mouse.
  const { keyboard } = second.page;
  const rowsThen = await table(second.page).getByRole('rowheader').allTextContents();
  await keyboard.press('Home');
  await keyboard.press('ArrowUp');
  while (!(await table(second.page).locator('thead button:focus').isVisible()))
    await keyboard.press('ArrowUp');
  const heads = table(second.page).getByRole('columnheader');
  for (const sort of ['ascending', 'descending', 'none']) {
    await keyboard.press('Enter');
    await expect(heads.nth(1)).toHaveAttribute('aria-sort', sort);
  }
  await keyboard.press('ArrowLeft');
  await keyboard.press('Space');
  await expect(heads.first()).toHaveAttribute('aria-sort', 'ascending');
  await expect(partsOf(second.page).status).toHaveText('Rows by who speaks, from A to Z.');
  expect(await table(second.page).getByRole('rowheader').allTextContents()).not.toEqual(rowsThen);
  await heads.first().getByRole('button').click();
  await heads.first().getByRole('button').click();
  await expect(heads.first()).toHaveAttribute('aria-sort', 'none');
  expect(await table(second.page).getByRole('rowheader').allTextContents()).toEqual(rowsThen);
  await keyboard.press('ArrowDown');

  // What is chosen stays in view in a window that becomes lower.
  const cell = table(second.page).locator('td:focus');
  // On a busy machine the table hears of its last scrolling in the frame that makes it lower.
  await table(second.page).evaluate((grid) => {
    window.addEventListener('resize', () => {
      grid.closest('.compare-scroller')?.dispatchEvent(new Event('scroll'));
    });
  });
  for (const height of [900, 620]) {
    await second.app.evaluate(({ BrowserWindow }, high) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(1200, high);
    }, height);
    await expect.poll(() => second.page.evaluate(() => window.innerHeight)).toBe(height);
    if (height === 900)
      for (let row = 0; row < 4; row += 1) await second.page.keyboard.press('ArrowDown');
    await expect(cell).toBeInViewport({ ratio: 0.5 });
  }
  const undone = partsOf(second.page).status;
  for (const what of [
    /^Undid: dismiss/u,
    /^Undid: confirm/u,
    /^Undid: .*absent/u,
    /^Undid: link 1 passage/u,
    /^Undid: link 5 families with 23 passages/u,
  ]) {
    await second.page.keyboard.press('Control+z');
    await expect(undone).toHaveText(what);
  }
  await expect(nowhere(second.page)).toContainText('4 of 5 · 8 places');
  await second.page.keyboard.press('Control+Shift+Z');
  await expect(undone).toHaveText(/^Redid: link 5 families with 23 passages/u);
});

test('no key is dead where the mouse has pressed beside everything, and words that are dragged are no new article', async ({
  launch,
}) => {
  const { page } = await launch();
  // Pressed before there is anything to press them on.
  await expect(partsOf(page).article).toBeFocused();
  await page.keyboard.press('Control+3');
  await page.keyboard.press('s');
  const beside = page.getByRole('main').locator('.compare-beside');
  await expect(beside).toBeVisible();
  await page.keyboard.press('Escape');
  const cell = table(page).locator('td:focus');
  await expect(cell).toBeVisible();
  const before = await cell.getAttribute('data-cell');

  // The empty room right of the events has nothing that can have the focus.
  const words = page.getByText(/^5 articles · /u);
  await words.click();
  await expect(page.locator('body')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(cell).not.toHaveAttribute('data-cell', before ?? '');

  await words.dblclick();
  await page.mouse.down();
  const box = await table(page).boundingBox();
  await page.mouse.move((box?.x ?? 0) + 300, (box?.y ?? 0) + 100, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.press('ArrowUp');
  await expect(cell).toHaveAttribute('data-cell', before ?? '');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // A section with nothing in it still takes its keys.
  await page.keyboard.press('6');
  await page.keyboard.press('2');
  await expect(page.getByText('No claim is tagged in these articles.')).toBeVisible();
  await page.getByText(/^Tag claims in Annotate/u).click();
  await page.keyboard.press('1');
  await expect(cell).toBeVisible();

  // The same in a sheet: what is typed goes into its field.
  await page.keyboard.press('l');
  const sheet = page.getByRole('dialog', { name: 'Link with' });
  const field = sheet.getByRole('combobox');
  await expect(field).toBeFocused();
  await sheet.locator('.picker-about').click();
  await expect(field).not.toBeFocused();
  await page.keyboard.type('dead');
  await expect(field).toHaveValue('dead');
});

test('of a cell that is higher than the room for the table the chosen line comes into view', async ({
  run,
}) => {
  const { app, page } = run;
  await openCompare(page);
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(700, 610);
  });
  await expect.poll(() => page.evaluate(() => window.innerHeight)).toBe(610);
  await wordsIn(page, '“a road to nowhere.”').click();
  const line = table(page).locator('td:focus [data-line].is-chosen');
  for (const words of ['“I am sure that in the West', 'a Road to Nowhere']) {
    await page.keyboard.press('ArrowDown');
    await expect(line).toContainText(words);
  }
  await expect(line).toBeInViewport({ ratio: 1 });
});
