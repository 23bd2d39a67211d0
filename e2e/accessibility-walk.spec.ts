import type { Locator, Page } from 'playwright/test';

import { violationsInThemes } from './axe.ts';
import { clickMenu, expect, test, type Run } from './fixtures.ts';
import { openSeed001, partsOf, selectWords } from './window.ts';

/** Shows something, to be looked at while it stands. */
type Show = (run: Run) => Promise<unknown>;

const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Presses a key that opens a sheet. */
const sheet =
  (key: string, name: string | RegExp): Show =>
  async ({ page }) => {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog', { name })).toBeVisible();
  };

/** Presses the digit of a section of Compare. */
const section =
  (digit: string, name: string): Show =>
  async ({ page }) => {
    await page.keyboard.press(digit);
    const sections = page.getByRole('group', { name: 'Sections' });
    await expect(sections.getByRole('button', { pressed: true })).toContainText(name);
  };

const cell = (page: Page, words: string): Locator =>
  page.getByRole('gridcell').getByText(words, { exact: true }).first();

/** One after the other, each from where the one before ended; Esc has closed its sheet. */
const FACES: Readonly<Record<string, Show>> = {
  'several articles selected': async ({ page }) => {
    await expect(partsOf(page).article).toBeFocused();
    await partsOf(page).articles.getByRole('button').first().click();
    await expect(partsOf(page).article).toBeFocused();
    await press(page, 'Shift+F6', 'Shift+ArrowDown', 'Shift+ArrowDown');
    await expect(page.getByText('3 selected')).toBeVisible();
  },
  'details of several articles': async ({ app, page }) => {
    await clickMenu(app, 'edit-article');
    await expect(page.getByRole('dialog', { name: 'Details of 3 articles' })).toBeVisible();
  },
  'the choice of an event': async ({ app, page }) => {
    await clickMenu(app, 'move-to-event');
    await expect(page.getByRole('dialog')).toBeVisible();
  },
  'the question before deleting several articles': async ({ app, page }) => {
    await clickMenu(app, 'delete-article');
    await expect(page.getByRole('dialog', { name: 'Delete 3 articles?' })).toBeVisible();
  },
  'the menu of several articles': async ({ page }) => {
    await page.keyboard.press('Shift+F10');
    await expect(page.getByRole('menu')).toBeVisible();
  },
  'every place of some words': async ({ app, page }) => {
    await openSeed001(page);
    await selectWords(page, 'cannot agree');
    await press(page, '2');
    await selectWords(page, 'Lavrov');
    await clickMenu(app, 'tag-everywhere');
    await expect(page.getByRole('list', { name: 'Places' })).toBeVisible();
  },
  'quotations by outlet': async ({ page }) => {
    await page.keyboard.press('Control+3');
    await cell(page, '“dead end,”').click();
  },
  'other words to link with': sheet('l', 'Link with'),
  'why not the same': async (run) => {
    await run.page.keyboard.press('n');
    await sheet('x', 'Not the same, because')(run);
  },
  'the question before linking all': sheet('Shift+A', 'Link all that is preselected'),
  'a table with links': async ({ page }) => {
    await press(page, 'Shift+A', '2');
    await expect(partsOf(page).status).toHaveText(/^Linked 23 passages/u);
    await cell(page, '“will not work.”').click();
  },
  'the class of a rendering': sheet('t', /./u),
  'the note of a family': sheet('c', /./u),
  'two articles side by side': async ({ page }) => {
    await page.keyboard.press('s');
    await expect(partsOf(page).status).toHaveText('Side by side.');
  },
  'claims by outlet': async (run) => {
    await run.page.keyboard.press('s');
    await section('2', 'Claims')(run);
  },
  findings: section('3', 'Findings'),
  'why a finding is dismissed': sheet('x', 'Dismiss, because'),
  'shared passages': section('4', 'Passages'),
  'framing by outlet': section('5', 'Framing'),
  'people by outlet': section('6', 'People'),
};

test('axe finds nothing wrong in any theme with several articles selected, anywhere in Compare and in its sheets', async ({
  launch,
}) => {
  const run = await launch();
  const { page } = run;
  const found: Record<string, string[]> = {};
  for (const [face, show] of Object.entries(FACES)) {
    await test.step(face, () => show(run));
    const wrong = await violationsInThemes(page);
    if (wrong.length > 0) found[face] = wrong;
    expect(await page.locator('[role="status"], output').count(), face).toBe(1);
    const open = page.getByRole('dialog').or(page.getByRole('menu'));
    if ((await open.count()) > 0) await page.keyboard.press('Escape');
    await expect(open).toHaveCount(0);
  }
  expect(found).toEqual({});
});
