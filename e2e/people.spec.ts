import type { Page } from 'playwright/test';

import { expect, test } from './fixtures.ts';
import { openArticle, openSeed001, partsOf, seedText, selectWords } from './window.ts';

const field = (page: Page, name: string) => partsOf(page).details.getByLabel(name, { exact: true });
const offered = (page: Page) =>
  page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
const sheetOf = (page: Page) => page.getByRole('dialog', { name: 'People' });
const rowOf = (page: Page, name: RegExp) =>
  sheetOf(page).getByRole('list', { name: 'People' }).getByRole('button', { name });

async function pressAll(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Tags words as a quote and types who says them. */
async function quote(page: Page, words: string, speaker: string): Promise<void> {
  await selectWords(page, words);
  await pressAll(page, '1', 'Enter');
  await expect(field(page, 'Speaker')).toBeFocused();
  await page.keyboard.type(speaker);
  await page.keyboard.press('Escape');
  await expect(partsOf(page).article).toBeFocused();
  await expect(field(page, 'Speaker')).toHaveValue(speaker);
}

async function openSeed002(page: Page): Promise<void> {
  await openArticle(page, /Russia has emphasized/u, seedText(2));
  await partsOf(page).article.focus();
}

test('whoever is named in one article is offered in all, by keys and by the words of the text', async ({
  page,
}) => {
  const { status } = partsOf(page);
  await openSeed001(page);
  await quote(page, 'cannot agree', 'Sergey Lavrov');
  await openSeed002(page);

  // The suggestion is the name in use, and Enter takes it.
  await selectWords(page, 'This will not work');
  await pressAll(page, '1', 'Enter');
  await expect(offered(page)).toHaveText(['Sergey Lavrov']);
  await page.keyboard.press('Enter');
  await expect(field(page, 'Speaker')).toHaveValue('Sergey Lavrov');
  await page.keyboard.press('Escape');

  // Three letters and Enter, where nothing is suggested.
  await selectWords(page, 'Istanbul negotiations');
  await pressAll(page, '1', 'Enter');
  await expect(field(page, 'Speaker')).toBeFocused();
  await page.keyboard.type('Ser');
  await expect(offered(page)).toHaveText(['Sergey Lavrov']);
  await page.keyboard.press('Enter');
  await expect(field(page, 'Speaker')).toHaveValue('Sergey Lavrov');
  await page.keyboard.press('Escape');

  // The words in the text, as the claimant of a claim: the name is the person's, the place theirs.
  await selectWords(page, 'constructive ideas');
  await page.keyboard.press('2');
  await selectWords(page, 'Foreign Minister Sergey Lavrov');
  await page.keyboard.press('r');
  await expect(field(page, 'Claimant')).toHaveValue('Sergey Lavrov');
  await expect(status).toContainText(
    'Set claimant to “Sergey Lavrov”, whom the text calls Foreign Minister Sergey Lavrov.',
  );
  await expect(
    partsOf(page).details.getByRole('button', { name: /Foreign Minister Sergey Lavrov/u }),
  ).toBeVisible();
});

test('two spellings are merged in all articles in one step, found by either, and come apart by undo', async ({
  run,
  launch,
}) => {
  let { page } = run;
  await openSeed001(page);
  await quote(page, 'cannot agree', 'Sergei Lavrov');
  await openSeed002(page);
  await quote(page, 'This will not work', 'Sergey Lavrov');
  await quote(page, 'meticulous', 'Sergey Lavrov');

  await page.keyboard.press('Control+Shift+S');
  const proposals = sheetOf(page).getByRole('list', { name: 'Who may be one' });
  await expect(proposals.getByRole('listitem')).toHaveText(/^Sergey Lavrov 2 · Sergei Lavrov 1/u);
  await proposals.getByRole('button', { name: 'Merge…' }).focus();
  await page.keyboard.press('Enter');
  await expect(sheetOf(page)).toContainText('Changes 1 tag in 1 article to “Sergey Lavrov”.');
  await expect(sheetOf(page).getByRole('button', { name: 'Merge', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(sheetOf(page)).toContainText('Merged names into “Sergey Lavrov”.');
  await expect(rowOf(page, /^Sergey Lavrov\s*3 tag/u)).toContainText('also Sergei Lavrov');
  await expect(rowOf(page, /^Sergey Lavrov\s*3 tag/u)).toBeFocused();
  await page.keyboard.press('Escape');

  await run.quit();
  run = await launch();
  ({ page } = run);
  await openSeed001(page);
  await pressAll(page, 'Control+Home', 'j');
  await expect(field(page, 'Speaker')).toHaveValue('Sergey Lavrov');

  // Found by the spelling that no tag has any more.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('@sergei');
  await expect(page.getByRole('option').first()).toHaveText('Sergey Lavrov3 tags in all articles');
  await page.keyboard.press('Enter');
  await expect(page.getByText('3 matches in 2 articles')).toBeVisible();

  await partsOf(page).article.focus();
  await page.keyboard.press('Control+z');
  await expect(partsOf(page).status).toContainText('Undid: merge names into “Sergey Lavrov”');
  await page.keyboard.press('Control+Shift+S');
  await expect(rowOf(page, /^Sergei Lavrov\s*1 tag/u)).toBeVisible();
});

test('a person is renamed after the count is known, gets spellings, and is left by Esc as it was', async ({
  page,
}) => {
  await openSeed001(page);
  await quote(page, 'cannot agree', 'Sergey Lavrovjcdraft note');
  await page.keyboard.press('Control+Shift+S');
  await rowOf(page, /^Sergey Lavrovjc/u).click();
  const name = sheetOf(page).getByLabel('Name', { exact: true });
  await name.fill('Sergey Lavrov');
  await page.keyboard.press('Enter');
  const question = sheetOf(page).getByRole('group', { name: 'Rename?' });
  await expect(question).toContainText('becomes “Sergey Lavrov” in 1 tag in 1 article.');
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(rowOf(page, /^Sergey Lavrovjc/u)).toBeVisible();
  await name.fill('Sergey Lavrov');
  await page.keyboard.press('Enter');
  await expect(question.getByRole('button', { name: 'Rename' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rowOf(page, /^Sergey Lavrov\s*1 tag/u)).toBeVisible();
  await sheetOf(page).getByLabel('Add a spelling').fill('Лавров');
  await page.keyboard.press('Enter');
  await expect(sheetOf(page).getByRole('list', { name: 'Spellings' })).toContainText('Лавров');
  await page.keyboard.press('Escape');
  await expect(sheetOf(page)).toHaveCount(0);
  await expect(field(page, 'Speaker')).toHaveValue('Sergey Lavrov');
  // The other spelling finds him while one types.
  await field(page, 'Speaker').fill('лавр');
  await expect(offered(page)).toHaveText(['Sergey Lavrov']);
});
