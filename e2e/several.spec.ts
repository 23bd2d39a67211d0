import path from 'node:path';

import { exportTo } from './exchange.ts';
import { expect, test } from './fixtures.ts';
import { choose, dragOver, openSeed001, partsOf, selectWords, settle, tagRows } from './window.ts';

test('several tags are changed at once, in one undo step, and what they differ in is mixed', async ({
  run,
  folder,
}) => {
  const { page } = run;
  const { details, status } = partsOf(page);
  const speaker = details.getByLabel('Speaker', { exact: true });
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const categories = async (): Promise<readonly string[]> =>
    (await tagRows(page).evaluateAll((rows) => rows.map((row) => row.ariaLabel ?? ''))).map(
      (name) => /^\w+/u.exec(name)?.[0] ?? '',
    );
  const selectAll = async (): Promise<void> => {
    await tagRows(page).first().click();
    await tagRows(page)
      .last()
      .click({ modifiers: ['Shift'] });
    await expect(details.getByRole('note')).toHaveText(/^3 tags — /u);
  };
  await openSeed001(page);
  await press('Control+Home', 'g', '1', 'g', '1', 'g', '1');
  await expect(tagRows(page)).toHaveCount(3);

  // By key, with the count said, and with the frame that the category asks for in the same step.
  await selectAll();
  await press('t', '2');
  await expect.poll(categories).toEqual(['Claim', 'Claim', 'Claim']);
  await expect(status).toHaveText(/^Changed 3 tags to claim\./u);
  await press('Control+z');
  await expect.poll(categories).toEqual(['Quote', 'Quote', 'Quote']);
  await selectAll();
  await press('t', '3');
  const frames = page.getByRole('dialog', { name: /^Frame/u });
  await expect(frames).toContainText('3 tags');
  await press('1');
  await expect(status).toHaveText('Set frame (policy dimension) of 3 tags.');
  await expect.poll(categories).toEqual(['Framing', 'Framing', 'Framing']);
  await press('Control+z');
  await expect.poll(categories).toEqual(['Quote', 'Quote', 'Quote']);

  // By the form: a name for all, a list by the mouse, a row by its digit; then one of them differs.
  await selectAll();
  await speaker.click();
  await page.keyboard.type('Anna Berg');
  await press('Tab');
  await expect(status).toHaveText('Set speaker of 3 tags.');
  await details.getByRole('radio', { name: 'Medium' }).focus();
  await press('1');
  await expect(details.getByRole('radio', { name: 'High' })).toBeChecked();
  await tagRows(page).first().click();
  await expect(speaker).toHaveValue('Anna Berg');
  await details.getByRole('radio', { name: 'Low' }).click();
  await expect(details.getByRole('radio', { name: 'Low' })).toBeChecked();
  await choose(details.getByRole('combobox', { name: 'Category' }), 'Claim');
  await expect.poll(categories).toEqual(['Claim', 'Quote', 'Quote']);
  await selectAll();
  await expect(details.getByRole('combobox', { name: 'Category' })).toHaveValue('mixed');
  await expect(details.getByRole('group', { name: 'Confidence mixed' })).toBeVisible();
  // What cannot be done for several is refused with the reason.
  await partsOf(page).article.focus();
  await press('e');
  await expect(status).toHaveText(/^3 tags are selected\. Boundaries are adjusted for one/u);

  const { annotationSets } = await exportTo(run, path.join(folder, 'out.json'));
  const stored = annotationSets.flatMap(({ annotations }) => annotations);
  expect(stored.map(({ confidence }) => confidence)).toEqual(['low', 'high', 'high']);
  expect(stored.map(({ attributes }) => attributes['speaker'])).toEqual(
    stored.map(({ category }) => (category === 'claim' ? undefined : 'Anna Berg')),
  );
});

test('the last details are repeated by one key, the brush changes by digit, and the filter says what it hides', async ({
  page,
}) => {
  const { article, details, status } = partsOf(page);
  await openSeed001(page);
  await selectWords(page, 'cannot agree');
  await page.keyboard.press('1');
  const role = details.getByRole('group', { name: 'Speaker role' });
  await role.getByRole('radio').first().focus();
  await page.keyboard.press('2');
  await expect(role.getByRole('radio', { name: 'Collective' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(article).toBeFocused();
  await selectWords(page, 'veto power');
  await page.keyboard.press('1');
  await expect(tagRows(page)).toHaveCount(2);
  await page.keyboard.press('.');
  await expect(status).toHaveText('Repeated: speaker role Collective.');
  await expect(role.getByRole('radio', { name: 'Collective' })).toBeChecked();
  await page.keyboard.press('Control+z');
  await expect(status).toHaveText(/^Undid: set speaker role/u);

  await page.keyboard.press('Escape');
  await page.keyboard.press('b');
  await page.keyboard.press('2');
  await expect(page.getByText('Brush: Claim')).toBeVisible();
  await dragOver(page, 'regional security');
  await expect(tagRows(page)).toHaveCount(3);
  await expect(tagRows(page).filter({ hasText: 'regional security' })).toHaveAccessibleName(
    /^Claim/u,
  );
  await expect(page.getByText('Brush: Claim')).toBeVisible();
  await page.keyboard.press('Escape');

  const filter = page.getByRole('searchbox', { name: 'Filter tags' });
  await filter.fill('veto');
  await expect(page.getByRole('heading', { name: 'Tags 1 of 3' })).toBeVisible();
  await filter.press('Enter');
  await expect(tagRows(page).first()).toBeFocused();
  await selectWords(page, 'Lavrov', 1);
  await page.keyboard.press('1');
  await expect(status).toHaveText(/The filter “veto” hides it in the list\.$/u);
  await expect(page.getByRole('heading', { name: 'Tags 1 of 4' })).toBeVisible();
  await filter.focus();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Tags 4' })).toBeVisible();
});

test('a list is chosen from by typing across words, digits and arrows, and Esc leaves it at once', async ({
  page,
}) => {
  const { article, details, status } = partsOf(page);
  await openSeed001(page);
  await selectWords(page, 'veto power');
  await page.keyboard.press('3');
  await expect(page.getByRole('dialog', { name: /^Frame/u })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(article).toBeFocused();
  // The closed sheet has given the focus back, and the text gets it once more with the next frame.
  await settle(page);
  const frame = details.getByRole('combobox', { name: 'Frame (policy dimension)' });
  await expect(frame).toHaveValue('Other');
  await frame.focus();
  await page.keyboard.press('3');
  await expect(frame).toHaveValue('Morality');
  await page.keyboard.type('reg rep');
  const listed = page.getByRole('listbox', { name: 'Choices' });
  await expect(listed.getByRole('option')).toHaveText(['External regulation and reputation']);
  await page.keyboard.press('Enter');
  await expect(frame).toHaveValue('External regulation and reputation');
  for (const key of ['ArrowDown', 'End']) await page.keyboard.press(key);
  await expect(listed.getByRole('option', { selected: true })).toHaveText('Other');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(frame).toHaveValue('Economic');
  await page.keyboard.press('Control+z');
  await expect(status).toHaveText(/^Undid: set frame/u);
  await expect(frame).toHaveValue('External regulation and reputation');
  await page.keyboard.press('ArrowDown');
  await expect(listed).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(article).toBeFocused();
  await expect(listed).toHaveCount(0);
  await expect(frame).toHaveValue('External regulation and reputation');
  // In a sheet the first Esc closes the list, and nothing else.
  await page.keyboard.press('Control+,');
  const theme = page.getByLabel('Theme');
  await theme.focus();
  await page.keyboard.press(' ');
  await expect(listed).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(listed).toHaveCount(0);
  await expect(theme).toBeFocused();
  await page.keyboard.type('dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});
