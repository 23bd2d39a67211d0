import path from 'node:path';

import type { Page } from 'playwright/test';

import { CountedKeys, tell } from './counted.ts';
import {
  cardOf,
  confirmImport,
  exportTo,
  openFiles,
  withoutTime,
  type ExportedFile,
} from './exchange.ts';
import { expect, test } from './fixtures.ts';
import { ARTICLES, filesOfThree, REJECTIONS, type Difference } from './three-people.ts';
import { partsOf, sha256 } from './window.ts';

const ADJUDICATED = { whose: 'The adjudicated set, with where each tag comes from' };
const DIFFERENCES = ARTICLES.flatMap(({ differences }) => differences);

const card = (page: Page) => page.getByRole('region', { name: 'Difference' });
const said = async (page: Page): Promise<string> =>
  ((await partsOf(page).status.textContent()) ?? '').replace(/[\u2066-\u2069]/gu, '');

/** The difference whose row is the current one; outlets share sentences, so in the article that is open. */
async function current(page: Page, left: readonly Difference[]): Promise<Difference> {
  const open = partsOf(page).articles.locator('[aria-current="true"]');
  const [, number] = /Article (\d)/u.exec((await open.textContent()) ?? '') ?? [];
  const here = ARTICLES.find((article) => String(article.number) === number)?.differences ?? [];
  const row = page.getByRole('list', { name: 'Differences' }).locator('[aria-current="true"]');
  const words = ((await row.textContent()) ?? '').replace(/\s+/gu, ' ');
  const found = here.find((each) => left.includes(each) && words.includes(each.begins));
  if (!found) throw new Error(`Nobody is to decide on ${words}.`);
  return found;
}

/** The tags that stand, by article, in the order of the text. */
function standing({ adjudicated = [] }: ExportedFile) {
  const articles = adjudicated.map(({ article, tags }) => ({
    article,
    tags: tags
      .map(({ annotation: { category, attributes, target } }) => ({
        words: target.fragments[0]?.exact,
        start: target.fragments[0]?.utf16.start ?? 0,
        category,
        attributes,
      }))
      .sort((a, b) => a.start - b.start)
      .map(({ words, category, attributes }) => ({ words, category, attributes })),
  }));
  return articles.sort((a, b) => a.article.localeCompare(b.article));
}

/** The same as it must be; what all tagged alike is no difference, and nobody was asked about it. */
const STANDING = ARTICLES.map(({ text, differences }) => ({
  article: sha256(text),
  tags: differences
    .flatMap(({ stands }) => stands ?? [])
    .sort((a, b) => text.indexOf(a.words) - text.indexOf(b.words)),
})).sort((a, b) => a.article.localeCompare(b.article));

test('a reviewer decides 55 differences of three people, one key each and two with a reason', async ({
  run,
  launch,
  folder,
}) => {
  const { page } = run;
  const files = await filesOfThree(folder);
  expect([DIFFERENCES.length, DIFFERENCES.filter(({ stands }) => !stands).length]).toEqual([
    55,
    REJECTIONS,
  ]);
  const own = await openFiles(run, [files.mine]);
  await cardOf(own, path.basename(files.mine))
    .getByRole('checkbox', { name: /^These are my own tags/u })
    .check();
  await confirmImport(own);
  await confirmImport(await openFiles(run, [files.anna, files.bert]));
  await expect(page.getByText('55 differences are open in 5 articles.')).toBeVisible();

  const keys = new CountedKeys(page);
  await keys.press('Control+Shift+n');
  const left = [...DIFFERENCES];
  const perDecision: number[] = [];
  let goingOn = 1;
  while (left.length > 0) {
    await expect(card(page)).toBeVisible();
    const difference = await current(page, left);
    left.splice(left.indexOf(difference), 1);
    const { keys: decision, reason } = difference;
    const [first = '', ...more] = decision;
    const before = await said(page);
    const decided = /^(?:Accepted|Kept|Rejected)/u;
    perDecision.push(
      await keys.of(async () => {
        await keys.press(first);
        // How many are left is said, so no two messages are the same.
        await expect
          .poll(async () => {
            const now = await said(page);
            return now === before ? 'nothing new' : now;
          }, difference.begins)
          .toMatch(decided);
        await keys.press(...more);
        if (reason === undefined) return;
        await expect.poll(() => said(page)).toMatch(new RegExp(`^Rejected: ${reason}\\.`, 'u'));
      }),
    );
    if (left.length === 0) break;
    if (!/All \d+ differences are decided/u.test(await said(page))) continue;
    await keys.press('Control+Shift+n');
    goingOn += 1;
    await expect.poll(() => said(page)).toMatch(/^Opened/u);
  }
  await keys.press('n');
  await expect.poll(() => said(page)).toBe('Every difference in the library is decided.');

  const rejected = perDecision.filter((count) => count > 1);
  const info = test.info();
  tell(info, 'keys for 55 decisions of three people', `${keys.count}, ${goingOn} of them to go on`);
  tell(info, 'keys for a decision', `${Math.min(...perDecision)} (at most 1)`);
  tell(info, 'keys to reject with a reason', `${[...new Set(rejected)].join(', ')} (at most 2)`);
  expect(perDecision.length).toBe(55);
  expect(rejected).toEqual(Array.from({ length: REJECTIONS }, () => 2));

  const adjudicated = path.join(folder, 'adjudicated.json');
  expect(
    standing(await exportTo(run, adjudicated, { what: /^Everything/u, ...ADJUDICATED })),
  ).toEqual(STANDING);
  // The return tells Anna why.
  const back = await exportTo(run, path.join(folder, 'return.json'), {
    what: /^Everything/u,
    whose: 'Return to Anna Berg: their tags with your decisions',
  });
  expect(back.purpose).toBe('return');
  expect((back.decisions ?? []).flatMap(({ reason }) => reason ?? []).sort()).toEqual(
    DIFFERENCES.flatMap(({ reason }) => reason ?? []).sort(),
  );

  // A rejection and its reason are one step; and what is on disk is what a power cut leaves.
  const before = await withoutTime(adjudicated);
  await run.kill();
  const again = await launch();
  const after = path.join(folder, 'again.json');
  await expect(partsOf(again.page).article).toBeVisible();
  await exportTo(again, after, { what: /^Everything/u, ...ADJUDICATED });
  expect(await withoutTime(after)).toBe(before);
});
