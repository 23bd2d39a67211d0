import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import axe from 'axe-core';

import type { AgreementTag } from '#core/agreement/pairing/comparable-tag.ts';
import { agreementHtml } from '#core/agreement/report/page/html-page.ts';
import { computeAgreement, type AgreementArticle } from '#core/agreement/report/report.ts';

import { expect, test } from './fixtures.ts';

// The window is printed and made narrow.
test.use({ sharesWindow: false });

const PEOPLE = ['Anna Berg', 'Bert Fischer', 'Cleo Martin'];
const VALUES: Readonly<Record<string, Readonly<Record<string, readonly [string, string]>>>> = {
  Quote: { Type: ['direct', 'mixed'], Speaker: ['Sergey Lavrov', 'Lavrov'], Stance: ['0', '1'] },
  Claim: { Type: ['fact', 'prediction'], Urgency: ['high', 'low'], Verdict: ['none', 'true'] },
  Framing: { Frame: ['security', 'policy'], Polarity: ['+', '-'], Function: ['cause', 'remedy'] },
};
const CATEGORIES = Object.keys(VALUES);
/** Code units from one passage to the next. */
const STEP = 190;
const WORDS =
  'that it was unrealistic for the West to exclude Russia from any serious security arrangement. ';

/** One of some things, each time another, always in the same order. */
function chooser(): <T>(things: readonly T[]) => T | undefined {
  let seed = 7;
  return (things) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return things[seed % things.length];
  };
}

/** A day's work of three people: five articles, of which one of them has left out the last two. */
function daysWork(): AgreementArticle[] {
  const choose = chooser();
  return Array.from({ length: 5 }, (_, article) => {
    const annotators = article < 3 ? PEOPLE : PEOPLE.slice(0, 2);
    const tags = Array.from({ length: 16 }, (_passage, place) => {
      const category = choose(CATEGORIES) ?? '';
      return annotators.flatMap((annotator): AgreementTag[] => {
        if (choose([0, 1, 2, 3, 4, 5]) === 0) return [];
        const named = choose([0, 1, 2, 3, 4, 5, 6, 7]) === 0 ? 'Claim' : category;
        const start = place * STEP + (choose([0, 0, 0, 7]) ?? 0);
        const attributes = Object.entries(VALUES[named] ?? {}).map(([name, values]) => [
          name,
          choose([...values, values[0]]),
        ]);
        return [
          {
            id: `${annotator} ${article} ${start}`,
            annotator,
            category: named,
            fragments: [{ start, end: place * STEP + 60 + 10 * (place % 9) }],
            attributes: Object.fromEntries(attributes) as Record<string, string>,
          },
        ];
      });
    }).flat();
    return {
      ...{ id: `article ${article + 1}`, length: 3_100, annotators, tags },
      boilerplate: [{ start: 3_050, end: 3_100 }],
    };
  });
}

function reportOfADay(): string {
  const report = computeAgreement({
    ...{ annotators: PEOPLE, articles: daysWork(), categories: CATEGORIES },
  });
  const same = (id: string): string => id;
  return agreementHtml(report, {
    names: {
      ...{ annotator: same, category: same, attribute: (_, id) => id, value: (_, __, id) => id },
      article: (id) => `Foreign Minister calls talks without Russia a road to nowhere (${id})`,
      tagText: (_, id) => WORDS.slice(Number(id.split(' ').at(-1)) % 40),
    },
    ...{
      links: [],
      generatedAt: '2026-11-22 02:00 UTC',
      generator: 'Framewise',
      codebook: 'News 1.2',
    },
    ...{ allItems: 'They are in the program.', allFigures: 'They are in the CSV file.' },
  });
}

test('the report on a day of three people is printed on 12 pages or fewer, and fits a narrow window', async ({
  launch,
  folder,
}) => {
  // The report is opened from the disk, as its readers do.
  const { app } = await launch({ expected: /report\.html$/u });
  const file = path.join(folder, 'report.html');
  await writeFile(file, reportOfADay());
  const [page] = await Promise.all([
    app.waitForEvent('window'),
    app.evaluate(({ BrowserWindow }, target) => {
      const window = new BrowserWindow({
        width: 1000,
        height: 900,
        webPreferences: { partition: 'report' },
      });
      void window.loadFile(target);
    }, file),
  ]);
  await expect(page).toHaveURL(pathToFileURL(file).href);
  await expect(page.getByRole('heading', { name: 'Items behind the numbers' })).toBeVisible();

  const pages = await app.evaluate(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((each) =>
      each.webContents.getURL().endsWith('report.html'),
    );
    const pdf = await window?.webContents.printToPDF({ pageSize: 'A4' });
    return pdf?.toString('latin1').match(/\/Type\s*\/Page\b/gu)?.length ?? 0;
  });
  expect(pages).toBeGreaterThan(2);
  expect(pages).toBeLessThanOrEqual(12);

  await page.evaluate(axe.source);
  const found = await page.evaluate(() =>
    window.axe.run(document, { resultTypes: ['violations'] }),
  );
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);

  await page.setViewportSize({ width: 400, height: 800 });
  const beyond = await page.evaluate(() => ({
    page: document.documentElement.scrollWidth > window.innerWidth,
    parts: [...document.querySelectorAll('*')].filter(
      (each) => each.getBoundingClientRect().right > window.innerWidth + 1,
    ).length,
    // A word of a head that takes two lines is broken, or stands in a column that is too narrow.
    heads: [...document.querySelectorAll('table:is(.grid, :not([class])) thead th bdi')].filter(
      (each) => !/\s/u.test(each.textContent) && each.getClientRects().length > 1,
    ).length,
  }));
  expect(beyond).toEqual({ page: false, parts: 0, heads: 0 });
});
