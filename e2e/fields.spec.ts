import type { Page } from 'playwright/test';

import { importColleague, importReturn } from './colleague.ts';
import { clickMenu, expect, test } from './fixtures.ts';
import { dragOver, openSeed001, partsOf, selectedWords, tagRows, selectWords } from './window.ts';

const speaker = (page: Page) => partsOf(page).details.getByLabel('Speaker', { exact: true });
const offered = (page: Page) =>
  page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
const openRow = (page: Page) => partsOf(page).articles.locator('[aria-current="true"]');
const difference = (page: Page) => page.getByRole('region', { name: 'Difference' });

async function pressAll(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test('Ctrl+Enter in a note keeps it, goes back to the text, and leaves the article as it is', async ({
  page,
}) => {
  await openSeed001(page);
  await pressAll(page, 'Control+Home', 'g', '1');
  await expect(tagRows(page)).toHaveCount(1);
  const note = partsOf(page).details.getByLabel('Note', { exact: true });
  await note.click();
  await page.keyboard.type('Said at a press conference');
  await page.keyboard.press('Control+Enter');
  await expect(partsOf(page).article).toBeFocused();
  await expect(partsOf(page).status).toContainText('note');
  await expect(note).toHaveValue('Said at a press conference');
  await expect(openRow(page)).toContainText('Moscow: Excluding Russia');
  await expect(openRow(page)).toHaveAccessibleName(/, begun$/u);
  // In the text it is what it is elsewhere.
  await pressAll(page, 'Control+Enter', 'Control+Enter');
  await expect(openRow(page)).not.toContainText('Moscow: Excluding Russia');
});

test('Ctrl+Enter sends a comment, and one that was not sent comes back with its place', async ({
  run,
  launch,
  folder,
}) => {
  let { page } = run;
  await openSeed001(page);
  await importColleague(run, folder, [
    { words: 'cannot agree', category: 'quote' },
    { words: 'veto power', category: 'claim' },
  ]);
  await partsOf(page).article.focus();
  await pressAll(page, 'Control+2', 'n', 'c');
  const comment = () => difference(page).getByLabel('New comment');
  await expect(comment()).toBeFocused();
  await page.keyboard.type('Is this a claim?');
  await page.keyboard.press('Control+Enter');
  await expect(difference(page).getByText('Is this a claim?')).toBeVisible();
  await expect(comment()).toHaveValue('');
  await page.keyboard.type('Not yet clea');
  await pressAll(page, 'Escape', 'n');
  await expect(comment()).toHaveValue('');
  await page.keyboard.press('Shift+N');
  await expect(comment()).toHaveValue('Not yet clea');
  await run.quit();
  ({ page } = await launch());
  await openSeed001(page);
  await pressAll(page, 'Control+2', 'n');
  await expect(comment()).toHaveValue('Not yet clea');
});

test('Ctrl+Enter contests a decision with the words of the box', async ({ run, folder }) => {
  const { page } = run;
  await openSeed001(page);
  await selectWords(page, 'cannot agree');
  await page.keyboard.press('1');
  await importReturn(run, folder, [{ outcome: 'rejected', reason: 'Too short' }]);
  await partsOf(page).article.focus();
  await page.keyboard.press('Control+2');
  await page.getByRole('button', { name: /^Returned by/u }).click();
  await partsOf(page).article.focus();
  await pressAll(page, 'n', 'd');
  await expect(page.getByLabel('Why do you contest it?')).toBeFocused();
  await page.keyboard.type('It is what he said.');
  await page.keyboard.press('Control+Enter');
  await expect(partsOf(page).status).toHaveText(/^Contested\./u);
  await expect(page.getByText('It is what he said.').first()).toBeVisible();
});

test('the speaker who is probably meant is taken with four keys in all, and the field keeps the focus', async ({
  page,
}) => {
  await openSeed001(page);
  await dragOver(page, '“cannot agree”');
  await pressAll(page, '1', 'Enter');
  await expect(page.getByRole('option', { name: 'Lavrov' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('Enter');
  await expect(speaker(page)).toHaveValue('Lavrov');
  await expect(speaker(page)).toBeFocused();
  await expect(partsOf(page).details.getByRole('button', { name: /in ¶/u })).toBeVisible();
});

test('Enter takes the name that is marked, Tab and Esc what was typed, and Esc leaves on the first press', async ({
  page,
}) => {
  await openSeed001(page);
  for (const [words, name] of [
    ['cannot agree', 'Sergey Lavrov'],
    ['veto power', 'Moscow'],
  ] as const) {
    await dragOver(page, words);
    await pressAll(page, '1', 'Enter');
    await expect(speaker(page)).toBeFocused();
    await speaker(page).fill(name);
    await page.keyboard.press('Escape');
    await expect(partsOf(page).article).toBeFocused();
  }
  await dragOver(page, 'regional security');
  await pressAll(page, '1', 'Enter');
  // Who is called by the last name alone is the one whose whole name is in use.
  await expect(offered(page)).toHaveText(['Sergey Lavrov', 'Moscow']);
  await expect(speaker(page)).toBeFocused();
  await page.keyboard.type('lav');
  await expect(offered(page)).toHaveText(['Sergey Lavrov']);
  await page.keyboard.press('Enter');
  await expect(speaker(page)).toHaveValue('Sergey Lavrov');
  await speaker(page).fill('Mos');
  await expect(page.getByRole('option', { name: 'Moscow' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(offered(page)).toHaveCount(0);
  await expect(partsOf(page).article).toBeFocused();
  await expect(speaker(page)).toHaveValue('Mos');
  // A key after it is a command, not a letter of the name.
  await page.keyboard.press('k');
  await expect(partsOf(page).tags.locator('[aria-current="true"]')).not.toContainText('Mos');
  await page.keyboard.press('j');
  await expect(speaker(page)).toHaveValue('Mos');
  await speaker(page).click();
  await speaker(page).fill('Sergey');
  await page.getByRole('option', { name: 'Sergey Lavrov' }).click();
  await expect(speaker(page)).toHaveValue('Sergey Lavrov');
});

test('keys work after whatever had the focus is gone', async ({ run, folder }) => {
  const { page } = run;
  await openSeed001(page);
  await importColleague(run, folder, [{ words: 'veto power', category: 'claim' }]);
  await selectWords(page, 'cannot agree');
  await page.keyboard.press('1');
  await tagRows(page).first().focus();
  await page.keyboard.press('Control+2');
  await page.keyboard.press('n');
  await expect(difference(page)).toContainText(/veto power|cannot agree/u);
  await page.getByRole('list', { name: 'Differences' }).getByRole('button').first().focus();
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('q');
  await expect.poll(() => selectedWords(page)).toBe('“Road to Nowhere”');
  // What takes the focus away by hand leaves no dead keys either.
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press('2');
  await expect(tagRows(page)).toHaveCount(2);
});

test('keys work after the last article is deleted', async ({ run }) => {
  const { app, page } = run;
  const { articles } = partsOf(page);
  await expect(articles.getByRole('button')).toHaveCount(5);
  for (let left = 4; left >= 0; left -= 1) {
    await articles.getByRole('button').first().click();
    await clickMenu(app, 'delete-article');
    await page.getByRole('button', { name: 'Delete', exact: true }).last().click();
    await expect(articles.getByRole('button')).toHaveCount(left);
  }
  await expect(page.getByRole('button', { name: /^Import articles/u })).toBeFocused();
});
