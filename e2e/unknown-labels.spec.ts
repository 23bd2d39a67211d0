import path from 'node:path';

import type { Page } from 'playwright/test';

import { cardOf, confirmImport, openFiles, writeFiles } from './exchange.ts';
import {
  answerOpenDialog,
  answerSaveDialog,
  clickMenu,
  expect,
  listFiles,
  test,
} from './fixtures.ts';
import { choose, openSeed001, partsOf, seedText, tabTo, tagRows, selectWords } from './window.ts';

/** The names of all categories in the codebook's sheet, which is closed again. */
async function categoriesOf(page: Page): Promise<string[]> {
  const sheet = page.getByRole('dialog', { name: 'Codebook' });
  await expect(sheet).toBeVisible();
  const names = await sheet.locator('.codebook-category bdi').allInnerTexts();
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  return names;
}

test('labels that the codebook lacks are added where that is asked for, in the step of the import', async ({
  run,
  folder,
}) => {
  const { app, page } = run;
  await openSeed001(page);
  const text = seedText(1);
  const at = (words: string): [number, number] => {
    const start = Array.from(text.slice(0, text.indexOf(words))).length;
    return [start, start + Array.from(words).length];
  };
  const label = [
    [...at('negotiate'), 'Rumour'],
    [...at('veto power'), 'Слух'],
    [...at('cannot agree'), 'Quote'],
    [...at('Lavrov'), 'hid\u202eden'],
  ];
  const [file = ''] = await writeFiles(folder, {
    'theirs.jsonl': `${JSON.stringify({ text, label })}\n`,
  });
  let sheet = await openFiles(run, [file]);
  let card = cardOf(sheet, 'theirs.jsonl');
  await expect(card).toContainText('4 tags read: 4 new, 0 already here, 0 refused.');
  const offer = card.getByRole('region', { name: 'Not in your codebook' });
  await expect(offer.getByRole('listitem')).toHaveText(['Rumour', 'hid⟨U+202E⟩den', 'Слух']);
  await expect(offer).toContainText('1 cannot be added: a name in the codebook has');
  // Nothing is added that nobody asked for.
  await expect(offer.getByRole('checkbox')).not.toBeChecked();
  await confirmImport(sheet);
  await expect(partsOf(page).status).toHaveText('Imported 4 new tags.');
  await page.keyboard.press('Control+z');
  await expect(partsOf(page).status).toHaveText(/^Undid: import theirs\.jsonl/u);

  sheet = await openFiles(run, [file]);
  card = cardOf(sheet, 'theirs.jsonl');
  await card.getByRole('checkbox', { name: 'Add these to the codebook' }).check();
  await confirmImport(sheet);
  await expect(partsOf(page).status).toHaveText(
    'Imported 4 new tags. Their labels were added to the codebook, now version 1.2.0.',
  );
  const whose = page.getByRole('combobox', { name: 'Whose tags' });
  await choose(whose, 'theirs.jsonl (4)');
  await expect(tagRows(page).filter({ hasText: 'negotiate' })).toHaveAccessibleName(/^Rumour/u);
  await expect(tagRows(page).filter({ hasText: 'veto power' })).toHaveAccessibleName(/^Слух/u);
  await choose(whose, 'Mine (0)');
  await clickMenu(app, 'codebook');
  expect(await categoriesOf(page)).toEqual(['Quote', 'Claim', 'Framing', 'Rumour', 'Слух']);
  // The new category tags with the next digit.
  await selectWords(page, 'criticized');
  await page.keyboard.press('4');
  await expect(partsOf(page).status).toHaveText(/^Tagged rumour: criticized/u);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(partsOf(page).status).toHaveText(/^Undid: import theirs\.jsonl/u);
  await clickMenu(app, 'codebook');
  expect(await categoriesOf(page)).toEqual(['Quote', 'Claim', 'Framing']);
});

test('tags go to another computer in a folder, and a new category tags there, with the keyboard alone', async ({
  launch,
  folder,
  otherData,
}) => {
  test.slow();
  const first = await launch();
  let { page } = first;
  const sheetOf = (name: string) => page.getByRole('dialog', { name, exact: true });
  /** Adds a category to the codebook and gives it a key. */
  const addCategory = async (name: string, key: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('>codebook');
    await page.keyboard.press('Enter');
    const sheet = sheetOf('Codebook');
    await tabTo(page, sheet.getByRole('textbox', { name: 'Name of a new category' }));
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    const field = sheet.getByRole('combobox', { name: 'Key' });
    await expect(sheet.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(name);
    await tabTo(page, field);
    await page.keyboard.type(key);
    await expect(field).toHaveValue(key);
    await page.keyboard.press('Escape');
    await expect(sheet).toHaveCount(0);
    await expect(partsOf(page).article).toBeFocused();
  };
  /** Tags the next quotation with a key. */
  const tagNext = async (key: string, category: string): Promise<void> => {
    const before = await tagRows(page).count();
    await page.keyboard.press('q');
    await expect(partsOf(page).status).toHaveText(/^Selected quotation/u);
    await page.keyboard.press(key);
    await expect(partsOf(page).status).toHaveText(new RegExp(`^Tagged ${category}:`, 'u'));
    await expect(tagRows(page)).toHaveCount(before + 1);
  };

  await openSeed001(page);
  await addCategory('Rumour', '7');
  await partsOf(page).article.focus();
  await page.keyboard.press('Control+Home');
  await tagNext('7', 'rumour');
  await tagNext('1', 'quote');
  const target = path.join(folder, 'for-boris');
  await answerSaveDialog(first.app, target);
  await page.keyboard.press('Control+Shift+e');
  const format = sheetOf('Export').getByRole('combobox', { name: 'Format' });
  await expect(sheetOf('Export')).toBeVisible();
  await tabTo(page, format);
  await page.keyboard.type('brat');
  await page.keyboard.press('Enter');
  await expect(format).toHaveValue(/^brat/u);
  await expect(sheetOf('Export')).toContainText('files in a new folder');
  await tabTo(page, sheetOf('Export').getByRole('button', { name: 'Export…' }));
  await page.keyboard.press('Enter');
  await expect(sheetOf('Exported')).toContainText('Exported 1 article, 2 tags to for-boris.');
  await page.keyboard.press('Escape');
  expect(await listFiles(target)).toHaveLength(4);
  await first.quit();

  const other = await launch({ args: [`--user-data-dir=${otherData}`] });
  ({ page } = other);
  await openSeed001(page);
  await answerOpenDialog(other.app, [target]);
  await page.keyboard.press('Control+Shift+o');
  const sheet = sheetOf('Open this file');
  await expect(sheet).toContainText('2 tags read: 2 new, 0 already here, 0 refused.');
  await tabTo(page, sheet.getByRole('checkbox', { name: 'Add it to the codebook' }));
  await page.keyboard.press('Space');
  await tabTo(page, sheet.getByRole('button', { name: 'Import', exact: true }));
  await page.keyboard.press('Enter');
  await expect(partsOf(page).status).toHaveText(
    'Imported 2 new tags. Their labels were added to the codebook, now version 1.2.0.',
  );
  await addCategory('Irony', '9');
  await partsOf(page).article.focus();
  await tagNext('9', 'irony');
  await tagNext('4', 'rumour');
});
