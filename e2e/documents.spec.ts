import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { exportTo, openFiles } from './exchange.ts';
import { appFolder, expect, test } from './fixtures.ts';
import { partsOf, shownText, tagRows, selectWords } from './window.ts';

const made = (...parts: readonly string[]): string =>
  path.join(appFolder, 'core', 'sources', ...parts);

test('a Word file is read with its tracked changes rejected, and a PDF of two columns in its order; both are tagged', async ({
  run,
  folder,
}) => {
  test.slow();
  const { page } = run;
  const document = made('office', 'testing', 'documents', 'tracked-changes.docx');
  const sheet = await openFiles(run, [document]);
  const text = sheet.getByRole('grid', { name: 'Text' });
  await expect(text).toContainText('The minister did not confirm the visit on Sunday.');
  await expect(sheet.getByRole('group', { name: /^Changes were tracked/u })).toHaveCount(1);
  const rejected = sheet.getByRole('radio', { name: /^rejected/u });
  await rejected.check();
  await expect(text).toContainText('The minister denied the visit on Sunday.');
  await expect(rejected).toBeChecked();
  await expect(text).not.toContainText('two hours late');
  await text.getByRole('row').first().focus();
  await page.keyboard.press('Enter');
  await expect(sheet).toBeHidden();
  await expect.poll(() => shownText(page)).toContain('denied the visit');
  expect(await shownText(page)).not.toContain('did not confirm');
  await selectWords(page, 'denied the visit');
  await page.keyboard.press('2');
  await expect(tagRows(page)).toHaveCount(1);

  // Each column is read to its end before the next one.
  const paper = await openFiles(run, [made('paper', 'testing', 'papers', 'two-columns.pdf')]);
  await paper.getByRole('grid', { name: 'Text' }).getByRole('row').first().focus();
  await page.keyboard.press('Enter');
  await expect(paper).toBeHidden();
  const whole = await readFile(made('paper', 'testing', 'papers', 'two-columns.txt'), 'utf8');
  await expect.poll(() => shownText(page)).toBe(whole.trimEnd().replaceAll('\n', ''));
  const words = 'a well-meant joke';
  await selectWords(page, words);
  await page.keyboard.press('1');
  await expect(tagRows(page)).toHaveCount(1);
  await expect(partsOf(page).status).toBeVisible();

  const file = await exportTo(run, path.join(folder, 'both.json'), { what: /^Everything/u });
  const tagged = file.annotationSets.flatMap(({ annotations }) => annotations);
  expect(tagged.flatMap(({ target }) => target.fragments.map(({ exact }) => exact)).sort()).toEqual(
    [words, 'denied the visit'],
  );
});
