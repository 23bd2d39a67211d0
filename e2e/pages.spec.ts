import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Locator } from 'playwright/test';

import { violationsInThemes } from './axe.ts';
import { framewise } from './command-line.ts';
import { confirmExport, openExportSheet, openFiles } from './exchange.ts';
import { clickMenu, expect, test } from './fixtures.ts';
import { dropFiles, partsOf, shownText, tagRows, selectWords } from './window.ts';

/** A page as a browser saves it, with what every page has around its article. */
function savedPage(...changed: readonly (readonly [was: string, is: string])[]): string {
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Ferry talks end without a result | Harbour Daily</title>
<link rel="canonical" href="https://harbour.example/news/ferry-talks">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",
"headline":"Ferry talks end without a result","datePublished":"2026-03-03",
"publisher":{"@type":"Organization","name":"Harbour Daily"}}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<main><article><h1>Ferry talks end without a result</h1>
<p>The ferry company promised “a new timetable” on Monday, while unions spoke of a trick. The talks
had begun on Thursday and ended shortly before midnight without a joint statement.</p>
<p>“We cannot agree to a timetable that nobody can sail,” said the head of the union, Per Lind. He
added that the boats were thirty years old and that nobody had asked the crews.</p>
<h2>What both sides want</h2><ul><li>Six departures a day</li><li>A new boat by 2028</li></ul>
<p>The company did not want to comment on the demands of the union before the next meeting, which is
planned for the second week of April in the town hall of the island.</p>
<aside><p>The wind park off the coast is delayed again, says the ministry.</p></aside>
</article></main><footer><p>All rights reserved.</p></footer></body></html>`;
  return changed.reduce((text, [was, is]) => text.replace(was, is), page);
}

test('a saved page is dropped and read, one block put back and a detail corrected by key; it is tagged, exported and verified; a second capture becomes its version, with what changed', async ({
  run,
  folder,
}) => {
  test.slow();
  const { app, page } = run;
  const file = path.join(folder, 'talks.html');
  await writeFile(file, savedPage());
  await dropFiles(page, partsOf(page).article, [file]);
  const sheet = page.getByRole('dialog', { name: 'Open this file' });
  const text = sheet.getByRole('grid', { name: 'Text' });
  const leftOut = sheet.getByRole('grid', { name: 'Left out' });
  await expect(text.getByRole('row').first()).toBeFocused();
  await expect(text).not.toContainText('wind park');
  await expect(sheet.getByLabel('Outlet')).toHaveValue('Harbour Daily');
  await expect(sheet).toContainText('From JSON-LD publisher');
  expect(await violationsInThemes(page)).toEqual([]);

  // Tab goes from the text to what is left out, Space puts a block back.
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await expect(leftOut.getByRole('row', { name: /wind park/u })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(text).toContainText('wind park');
  await sheet.getByLabel('Outlet').fill('Harbour Daily, island edition');
  await text.getByRole('row', { name: /wind park/u }).click();
  await page.keyboard.press('Enter');
  await expect(sheet).toBeHidden();
  await expect.poll(() => shownText(page)).toContain('The wind park off the coast');
  expect(await shownText(page)).not.toContain('All rights reserved');
  await expect(page.locator('.article-text p[data-kind="heading"]')).toHaveCount(2);

  // The receipt says what was kept and left out, and the original still gives the text.
  await clickMenu(app, 'edit-article');
  const receipt = page.getByRole('region', { name: 'Receipt' });
  await expect(receipt).toContainText('talks.html');
  await receipt.getByRole('button', { name: 'Read the original again' }).click();
  await expect(receipt).toContainText('Original matches');
  await page.keyboard.press('Escape');

  await selectWords(page, 'thirty years old');
  await page.keyboard.press('2');
  await expect(tagRows(page)).toHaveCount(1);
  await selectWords(page, 'a new timetable');
  await page.keyboard.press('1');
  await expect(tagRows(page)).toHaveCount(2);

  // The original goes along, and the command line reads it again.
  const exported = path.join(folder, 'talks.json');
  const exportSheet = await openExportSheet(page);
  await exportSheet.getByRole('checkbox', { name: /^Include receipts and originals/u }).check();
  await confirmExport(run, exportSheet, exported);
  expect(await framewise(['verify', exported], folder)).toMatchObject({
    verified: true,
    articles: [
      { article: 'Ferry talks end without a result, talks.html', result: { type: 'follows' } },
    ],
  });

  const second = path.join(folder, 'talks later.html');
  await writeFile(
    second,
    savedPage(
      ['thirty years old', 'forty years old'],
      ['A new boat by 2028', 'Two new boats by 2029'],
    ),
  );
  const again = await openFiles(run, [second]);
  await expect(
    again.getByRole('checkbox', { name: /^Another version of “Ferry talks/u }),
  ).toBeChecked();
  await again.getByRole('grid', { name: 'Text' }).getByRole('row').first().focus();
  await page.keyboard.press('Enter');
  await expect(again).toBeHidden();
  const { articles, article } = partsOf(page);
  await expect(articles.getByRole('button', { name: /version 2 of 2/u })).toBeVisible();
  await expect.poll(() => shownText(page)).toContain('forty years old');

  await article.focus();
  await page.keyboard.press('Shift+V');
  const changed = page.getByRole('dialog', { name: 'What changed' });
  const places = changed.getByRole('grid', { name: 'Changes' }).getByRole('row');
  await expect(places.filter({ hasText: 'forty' })).toContainText('thirty years old');
  const before = await places.count();
  expect(before).toBeGreaterThan(1);
  await expect(places.first()).toBeFocused();
  await page.keyboard.press('n');
  await expect(places.nth(1)).toBeFocused();
  expect(await violationsInThemes(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(changed).toBeHidden();

  await page.keyboard.press('Control+z');
  await expect(articles.getByRole('button', { name: /version 2 of 2/u })).toHaveCount(0);
});

test('two hundred files are a line each: three cannot be opened, the others are imported as they are', async ({
  run,
  folder,
}) => {
  test.slow();
  const { page } = run;
  const files: string[] = [];
  for (let n = 0; n < 200; n += 1) {
    const [name, content] =
      n % 67 === 5
        ? [`${n}.pdf`, 'This is no document.']
        : n % 4 === 0
          ? [`${n}.txt`, `Report ${n}.\n\nNothing of note happened on day ${n}.\n`]
          : [
              `${n}.html`,
              savedPage(
                ['Ferry talks', `Talks ${n}`],
                ['thirty', `${n} and a half`],
                ['Monday', `day ${n}`],
              ),
            ];
    files.push(path.join(folder, name));
    await writeFile(path.join(folder, name), content);
  }
  const sheet = await openFiles(run, files);
  const lines = sheet.getByRole('list', { name: 'Files' });
  await expect(sheet).toContainText('3 with a problem');
  await expect(lines.getByRole('button').first()).toBeFocused();
  const startsOf = (cells: Locator): Promise<number[]> =>
    cells.evaluateAll((all) => all.map((cell) => Math.round(cell.getBoundingClientRect().left)));
  expect(await startsOf(sheet.locator('.import-table-head > span'))).toEqual(
    await startsOf(lines.locator('[data-index="1"] .import-table-row > span')),
  );

  // A line is opened and left by key, and the focus is where it was.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const one = page.getByRole('dialog', { name: 'File 2 of 200' });
  await expect(one).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(lines.locator('[data-index="1"]').getByRole('button')).toBeFocused();
  expect(await violationsInThemes(page)).toEqual([]);
  await sheet.getByLabel('Outlet of all').fill('Harbour Daily');
  await page.getByRole('button', { name: /^Import \d+$/u }).click();
  await expect(sheet).toBeHidden();
  await expect(partsOf(page).status).toContainText(/^Imported \d+ articles?/u);
});
