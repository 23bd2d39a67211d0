import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import axe from 'axe-core';
import type { Page } from 'playwright/test';

import { answerSaveDialog, clickMenu, expect, test } from './fixtures.ts';
import { partsOf } from './window.ts';

// A second window shows the report.
test.use({ sharesWindow: false });

/** What of a page reaches beyond its window, the parts that scroll by themselves left out. */
const beyond = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('body, body *')]
      .filter(
        (each) =>
          each.closest('div.wide > *') === null &&
          each.getBoundingClientRect().right > window.innerWidth + 1,
      )
      .map((each) => each.outerHTML.slice(0, 80)),
  );

test('an event is saved as a page and as PDF that need nothing else, and whoever opens them can read them', async ({
  launch,
  folder,
}) => {
  // The page is opened from the disk, as its readers do.
  const { app, page } = await launch({ expected: /report\.html$/u });
  const file = path.join(folder, 'report.html');
  const { article, status } = partsOf(page);
  await expect(article).toBeFocused();
  await page.keyboard.press('Control+3');
  await expect(page.getByRole('grid').locator('td:focus')).toBeVisible();
  await page.keyboard.press('Shift+A');
  await page.keyboard.press('2');
  await expect(status).toHaveText(/^Linked 23 passages in 5 families\./u);

  await page.keyboard.press('Control+4');
  const sheet = page.getByRole('dialog', { name: 'Report of the event' });
  await expect(sheet).toContainText('5 articles');
  await answerSaveDialog(app, file);
  await sheet.getByRole('button', { name: 'HTML…' }).click();
  await expect(sheet).toContainText(`Exported the report to ${file}.`);
  const html = await readFile(file, 'utf8');
  expect(html).not.toMatch(/<script|javascript:|\bon\w+=|\bsrc=|href="(?!#)/u);

  const printed = path.join(folder, 'report.pdf');
  await answerSaveDialog(app, printed);
  await sheet.getByRole('button', { name: 'PDF…' }).click();
  await expect(sheet).toContainText(`Exported the report to ${printed}.`);
  const pdf = await readFile(printed, 'latin1');
  expect(pdf.slice(0, 5)).toBe('%PDF-');
  const pages = pdf.match(/\/Type\s*\/Page\b/gu)?.length ?? 0;
  expect(pages).toBeGreaterThan(2);
  expect(pages).toBeLessThanOrEqual(9);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  // A place that cannot be written to is named, and nothing else happens.
  await clickMenu(app, 'event-report');
  const nowhere = path.join(folder, 'gone', 'report.html');
  await answerSaveDialog(app, nowhere);
  await sheet.getByRole('button', { name: 'HTML…' }).click();
  await expect(sheet.getByRole('alert')).toHaveText(
    `The file could not be written to ${nowhere}. This folder is not there any more. Choose another one; nothing was changed.`,
  );

  const [report] = await Promise.all([
    app.waitForEvent('window'),
    app.evaluate(({ BrowserWindow }, target) => {
      const window = new BrowserWindow({
        ...{ width: 1200, height: 900, webPreferences: { partition: 'report' } },
      });
      void window.loadFile(target);
    }, file),
  ]);
  await expect(report).toHaveURL(pathToFileURL(file).href);
  const main = report.getByRole('main');
  const families = main.getByRole('region', { name: 'Quotations side by side' });
  await expect(families.getByRole('table', { name: /^Renderings of/u })).toHaveCount(5);
  await expect(families).toContainText('road to nowhere');
  const open = main.getByRole('region', { name: 'Annex: findings not decided' });
  await expect(open.getByRole('heading', { name: 'Splice' }).first()).toBeVisible();

  await report.evaluate(axe.source);
  for (const width of [1200, 700, 400]) {
    await report.setViewportSize({ width, height: 800 });
    const found = await report.evaluate(() =>
      window.axe.run(document, { resultTypes: ['violations'] }),
    );
    expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    expect(await beyond(report)).toEqual([]);
  }
});
