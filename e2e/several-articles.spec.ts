import path from 'node:path';

import type { Page } from 'playwright/test';

import { answerSaveDialog, expect, readJson, test } from './fixtures.ts';
import { clickOn, openSeed001, partsOf, selectWords, tagRows } from './window.ts';

const EVENT = 'Lavrov – security guarantees';

const rows = (page: Page) => partsOf(page).articles.getByRole('button');
const eventRow = (page: Page, title: string) =>
  partsOf(page).articles.getByRole('heading', { name: title });
const menuOf = (page: Page) => page.getByRole('menu');

/** Lets what waits for the next frame wait long, as on a machine that others keep busy. */
const drawSlowly = (page: Page) =>
  page.evaluate(() => {
    window.requestAnimationFrame = (act) =>
      window.setTimeout(() => {
        act(performance.now());
      }, 300);
  });

test('several articles are chosen by keys and come into a new event, out of it and into the trash, one step each', async ({
  page,
}) => {
  const { status, article, articles } = partsOf(page);
  await rows(page).first().click();
  await expect(article).toBeFocused();
  await page.keyboard.press('Shift+F6');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('3 selected')).toBeVisible();
  // The menu of what has the focus: a letter goes to its item.
  await page.keyboard.press('Shift+F10');
  await expect(menuOf(page)).toHaveAccessibleName('3 articles');
  // No key is lost, however long the sheet takes to be there.
  await drawSlowly(page);
  await page.keyboard.press('m');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Drone over Poland');
  await page.keyboard.press('Enter');
  await expect(status).toHaveText('Created the event “Drone over Poland” with 3 articles.');
  await page.reload();
  await expect(eventRow(page, 'Drone over Poland, 3 articles')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(eventRow(page, 'Drone over Poland')).toHaveCount(0);
  await page.keyboard.press('Control+y');
  await expect(eventRow(page, 'Drone over Poland, 3 articles')).toBeVisible();

  // The name of an event is a row: F2 renames it, Delete takes it away and leaves its articles.
  await eventRow(page, 'Drone over Poland').click();
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Drones');
  await page.keyboard.press('Enter');
  await expect(status).toHaveText('Renamed the event “Drone over Poland” to “Drones”.');
  await expect(eventRow(page, 'Drones, 3 articles')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(status).toHaveText(
    'Deleted the event “Drones”. Its 3 articles stay, without an event.',
  );
  await expect(eventRow(page, 'No event, 3 articles')).toBeVisible();

  await articles.locator('[aria-current="true"]').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  const sheet = page.getByRole('dialog', { name: 'Delete 5 articles?' });
  await sheet.getByRole('button', { name: 'Delete' }).click();
  await expect(rows(page)).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(rows(page)).toHaveCount(5);
});

test('several articles are chosen by mouse: their outlet is set, they are exported alone, and dragged to an event', async ({
  run,
  folder,
}) => {
  const { page, app } = run;
  const { status } = partsOf(page);
  await rows(page).nth(1).click();
  await rows(page)
    .nth(3)
    .click({ modifiers: ['ControlOrMeta'] });
  await expect(page.getByText('2 selected')).toBeVisible();
  await rows(page).nth(3).click({ button: 'right' });
  await menuOf(page).getByRole('menuitem', { name: 'Edit Article Details…' }).click();
  const details = page.getByRole('dialog', { name: 'Details of 2 articles' });
  await details.getByLabel('Outlet').fill('AFP');
  await details.getByRole('button', { name: 'Save' }).click();
  await expect(status).toHaveText('Set outlet of 2 articles.');
  for (const index of [1, 3]) await expect(rows(page).nth(index)).toHaveAccessibleName(/, AFP,/u);

  const file = path.join(folder, 'two.json');
  await answerSaveDialog(app, file);
  await rows(page).nth(1).click({ button: 'right' });
  await menuOf(page).getByRole('menuitem', { name: 'Export These Articles…' }).click();
  const sheet = page.getByRole('dialog', { name: 'Export' });
  await expect(
    sheet.getByRole('radio', { name: 'What is chosen in the list: 2 articles' }),
  ).toBeChecked();
  await sheet.getByRole('button', { name: /^Export/u }).click();
  await expect(status).toHaveText(/^Exported 2 articles/u);
  const written = (await readJson(file)) as { articles: { outlet: string }[] };
  expect(written.articles.map(({ outlet }) => outlet)).toEqual(['AFP', 'AFP']);
  await page.keyboard.press('Escape');

  await eventRow(page, EVENT).click({ button: 'right' });
  await menuOf(page).getByRole('menuitem', { name: 'New Event…' }).click();
  await page.getByRole('dialog', { name: 'New event' }).getByLabel('Name').fill('Drones');
  await page.keyboard.press('Enter');
  await expect(eventRow(page, 'Drones, 0 articles')).toBeVisible();
  await rows(page).nth(0).dragTo(eventRow(page, 'Drones'));
  await expect(status).toHaveText('Moved 1 article to “Drones”.');
  await expect(eventRow(page, 'Drones, 1 article')).toBeVisible();
});

test('the right mouse button has the commands of what it is on: words, a tag in the text, in the margin and in the list', async ({
  page,
}) => {
  const { status, details } = partsOf(page);
  await openSeed001(page);
  await clickOn(page, 'negotiate');
  await page.keyboard.press('Shift+F10');
  // What cannot be done says why.
  await expect(menuOf(page).getByRole('menuitem', { name: /^Tag as Claim/u })).toContainText(
    'Select words first.',
  );
  await page.keyboard.press('Escape');
  await expect(partsOf(page).article).toBeFocused();
  await selectWords(page, 'negotiate');
  await page.keyboard.press('Shift+F10');
  await expect(menuOf(page)).toHaveAccessibleName('negotiate');
  await menuOf(page)
    .getByRole('menuitem', { name: /^Tag as Claim/u })
    .click();
  await expect(tagRows(page)).toHaveCount(1);

  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await partsOf(page).article.focus();
  await page.getByRole('toolbar', { name: 'Tags in view' }).getByRole('button').first().click({
    button: 'right',
  });
  await menuOf(page)
    .getByRole('menuitem', { name: /^Edit Note/u })
    .click();
  await expect(details.getByRole('textbox', { name: 'Note' })).toBeFocused();
  await tagRows(page).first().click({ button: 'right' });
  await menuOf(page)
    .getByRole('menuitem', { name: /^Delete Tag/u })
    .click();
  await expect(tagRows(page)).toHaveCount(0);
  await expect(status).toHaveText(/^Deleted claim/u);
});
