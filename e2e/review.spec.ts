import type { Page } from 'playwright/test';

import { colleagueFile, importColleague, type Colleague } from './colleague.ts';
import { confirmImport, openFiles } from './exchange.ts';
import { clickMenu, expect, test, type Run } from './fixtures.ts';
import {
  openSeed001,
  partsOf,
  seedText,
  selectWords,
  sha256,
  shownText,
  tagRows,
} from './window.ts';

const BERT: Colleague = { number: 8, name: 'Bert Cole' };

const rows = (page: Page) => page.getByRole('list', { name: 'Differences' }).getByRole('button');
const card = (page: Page) => page.getByRole('region', { name: 'Difference' });
const status = (page: Page) => partsOf(page).status;

async function tagAs(page: Page, words: string, digit: string): Promise<void> {
  const before = await tagRows(page).count();
  await selectWords(page, words);
  await page.keyboard.press(digit);
  await expect(tagRows(page)).toHaveCount(before + 1);
}

/** What the store holds of the review of 001. */
function reviewOf(page: Page): Promise<{ decisions: unknown[]; comments: unknown[] }> {
  return page.evaluate(
    async (articleId) => {
      const answer = await window.framewise.invoke('articles:open', { articleId });
      if (!answer.ok) throw new Error(answer.error.type);
      const read = (text: unknown): unknown[] => JSON.parse(text as string) as unknown[];
      return { decisions: read(answer.value.decisions), comments: read(answer.value.comments) };
    },
    sha256(seedText(1)),
  );
}

/** Own tags and those of a colleague on 001, in Review. */
async function beginReview(run: Run, folder: string): Promise<void> {
  const { page } = run;
  await openSeed001(page);
  await tagAs(page, 'cannot agree', '1');
  await tagAs(page, 'Road to Nowhere', '1');
  await tagAs(page, 'Admiral Giuseppe Cavo Dragone', '2');
  await importColleague(run, folder, [
    { words: 'cannot agree', category: 'quote', attributes: { quoteType: 'direct' } },
    { words: '“Road to Nowhere”', category: 'quote' },
    { words: 'Admiral Giuseppe Cavo Dragone', category: 'framing' },
    { words: 'veto power', category: 'claim', note: 'See the speech.' },
  ]);
  await partsOf(page).article.focus();
  await page.keyboard.press('Control+2');
}

test('differences stand first, are decided by key, survive a restart, and are undone one by one', async ({
  run,
  launch,
  dataFolder,
}) => {
  const { page } = run;
  await beginReview(run, dataFolder);
  await expect(rows(page)).toHaveCount(3);
  await page.keyboard.press('n');
  await expect(card(page)).toContainText('Boundaries differ');
  await expect(card(page)).toContainText('Anna Berg');
  await page.keyboard.press('a');
  await expect(status(page)).toHaveText(/^Accepted Anna Berg’s\. 2 of 3/u);
  await page.keyboard.press('m');
  await expect(status(page)).toHaveText(/^Kept mine\. 1 of 3/u);
  await page.keyboard.press('e');
  await page.keyboard.press('Shift+Control+ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(status(page)).toHaveText('Edited and accepted. All 3 differences are decided.');
  const { decisions } = await reviewOf(page);
  expect(decisions).toHaveLength(3);
  expect(decisions).toContainEqual(expect.objectContaining({ verdict: 'edit' }));
  // Neither set was touched.
  await page.keyboard.press('Control+1');
  await expect(tagRows(page)).toHaveCount(3);
  await run.quit();

  const again = await launch();
  await openSeed001(again.page);
  await again.page.keyboard.press('Control+2');
  await expect(rows(again.page).filter({ hasText: 'Not decided' })).toHaveCount(0);
  await partsOf(again.page).article.focus();
  for (let left = 1; left <= 3; left += 1) {
    await again.page.keyboard.press('Control+z');
    await expect(rows(again.page).filter({ hasText: 'Not decided' })).toHaveCount(left);
  }
  expect((await reviewOf(again.page)).decisions).toEqual([]);
});

test('reasons, notes and a comment stand with the decision', async ({ run, dataFolder }) => {
  const { page } = run;
  await beginReview(run, dataFolder);
  await page.keyboard.press('n');
  await card(page).getByRole('combobox', { name: 'Reason' }).fill('Too short');
  await page.keyboard.press('Escape');
  await page.keyboard.press('u');
  await page.keyboard.press('x');
  await expect(status(page)).toHaveText(/^Rejected/u);
  await rows(page).filter({ hasText: 'Rejected' }).click();
  await page.keyboard.press('c');
  await expect(card(page).getByRole('textbox', { name: 'New comment' })).toBeFocused();
  await page.keyboard.type('Why without the marks?');
  await card(page).getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(status(page)).toHaveText('Commented.');
  await expect(card(page)).toContainText('Why without the marks?');
  const { decisions, comments } = await reviewOf(page);
  expect(decisions).toEqual([
    expect.objectContaining({ kept: [], reason: 'Too short', guidelineUnclear: true }),
  ]);
  expect(comments).toEqual([expect.objectContaining({ text: 'Why without the marks?' })]);
});

test('the list of reasons is one’s own, and any other reason can be given', async ({
  run,
  launch,
  dataFolder,
}) => {
  const { page } = run;
  await beginReview(run, dataFolder);
  await page.keyboard.press('n');
  await card(page).getByRole('button', { name: 'Change the list of reasons…' }).click();
  const sheet = page.getByRole('dialog', { name: 'Reasons' });
  await sheet.getByLabel('One reason on each line').fill('Hearsay\n\n Too vague \nHearsay');
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(status(page)).toHaveText('2 reasons in the list.');
  const offered = async (of: Page): Promise<readonly string[]> => {
    await card(of).getByRole('combobox', { name: 'Reason' }).press('ArrowDown');
    const suggestions = card(of).getByRole('listbox', { name: 'Suggestions' });
    return suggestions.getByRole('option').allTextContents();
  };
  expect(await offered(page)).toEqual(['Hearsay', 'Too vague']);
  await card(page).getByLabel('Reason').fill('Another one');
  await card(page).getByLabel('Note on the decision').focus();
  await partsOf(page).article.focus();
  await page.keyboard.press('x');
  await expect(status(page)).toHaveText(/^Rejected\. 2 of 3/u);
  expect((await reviewOf(page)).decisions).toMatchObject([{ reason: 'Another one' }]);
  await run.quit();
  const again = await launch();
  await openSeed001(again.page);
  await again.page.keyboard.press('Control+2');
  await again.page.keyboard.press('n');
  expect(await offered(again.page)).toEqual(['Hearsay', 'Too vague']);
});

test('identical tags are folded below the differences, and shown after them', async ({
  run,
  dataFolder,
}) => {
  const { page } = run;
  await openSeed001(page);
  await tagAs(page, 'veto power', '2');
  await importColleague(run, dataFolder, [
    { words: 'veto power', category: 'claim', attributes: { claimType: 'factual' } },
    { words: 'cannot agree', category: 'quote' },
    { words: 'Latest Videos', category: 'framing' },
  ]);
  await partsOf(page).article.focus();
  await page.keyboard.press('Control+2');
  await expect(rows(page)).toHaveText([/cannot agree/u, /Latest Videos/u]);
  const fold = page.getByRole('button', { name: /^1 identical item/u });
  await expect(fold).toHaveAttribute('aria-expanded', 'false');
  await fold.click();
  await expect(rows(page)).toHaveText([/cannot agree/u, /Latest Videos/u, /veto power/u]);
  await fold.click();
  await expect(rows(page)).toHaveCount(2);
});

test('a newer file of the same colleague asks again only what changed', async ({
  run,
  dataFolder,
}) => {
  const { page } = run;
  await beginReview(run, dataFolder);
  for (const key of ['n', 'a', 'a', 'a']) {
    await page.keyboard.press(key);
  }
  await expect(status(page)).toHaveText(/All 3 differences are decided/u);
  await importColleague(run, dataFolder, [
    { words: 'cannot agree', category: 'quote', attributes: { quoteType: 'direct' } },
    { words: '“Road to Nowhere”', category: 'quote' },
    { words: 'Admiral Giuseppe Cavo Dragone', category: 'framing' },
    { words: 'veto power', category: 'claim', note: 'Another note.' },
  ]);
  await expect(rows(page).filter({ hasText: 'Changed since it was decided' })).toHaveCount(1);
  await expect(rows(page).filter({ hasText: 'Accepted Anna Berg’s' })).toHaveCount(2);
});

test('blind keeps their tags from view until mine are done; names can be hidden', async ({
  run,
  dataFolder,
}) => {
  const { page, app } = run;
  await beginReview(run, dataFolder);
  const more = page.getByRole('button', { name: /^More filters/u });
  const lines = await page
    .locator('.review-filters > *')
    .evaluateAll((all) => new Set(all.map((each) => each.getBoundingClientRect().bottom)).size);
  expect(lines).toBe(2);
  await more.click();
  await page.getByRole('checkbox', { name: 'Hide names' }).check();
  await more.click();
  await expect(page.getByRole('checkbox', { name: 'Hide names' })).toHaveCount(0);
  await expect(more).toHaveAccessibleName('More filters (1 set)');
  await more.click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await expect(card(page)).toContainText('Annotator A');
  await expect(page.getByText('Anna Berg')).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Blind until mine is done' }).check();
  await expect(rows(page)).toHaveCount(0);
  await expect(page.getByRole('toolbar', { name: 'Tags in view' }).getByRole('button')).toHaveCount(
    await page.locator('.article-bar[data-owner="own"]').count(),
  );
  await clickMenu(app, 'mark-done');
  await clickMenu(app, 'mark-done');
  await openSeed001(page);
  await expect(rows(page)).toHaveCount(3);
});

test('a rule decides many at once, with the count before and one step to undo', async ({
  run,
  dataFolder,
}) => {
  const { page } = run;
  await beginReview(run, dataFolder);
  await importColleague(
    run,
    dataFolder,
    [
      { words: 'veto power', category: 'claim' },
      { words: '“Road to Nowhere”', category: 'quote' },
    ],
    BERT,
  );
  await partsOf(page).article.focus();
  await page.keyboard.press('Shift+A');
  const sheet = page.getByRole('dialog', { name: 'Decide by rule' });
  await sheet.getByRole('radio', { name: /at least 2 of 3/u }).check();
  await expect(sheet.getByRole('button', { name: 'Decide 3 items' })).toBeEnabled();
  await page.keyboard.press('Enter');
  await expect(status(page)).toHaveText(/^Decided 3 items\./u);
  const { decisions } = await reviewOf(page);
  expect(decisions).toHaveLength(3);
  expect(decisions).toEqual(
    Array.from({ length: 3 }, () =>
      expect.objectContaining({ rule: { type: 'n-of-m', least: 2, of: 3 } }),
    ),
  );
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await reviewOf(page)).decisions.length).toBe(0);
});

test('a review can be tried at once with the sample analyst’s tags', async ({ run }) => {
  const { page } = run;
  await openSeed001(page);
  await page.keyboard.press('Control+2');
  await page.getByRole('button', { name: /^try it with Analyst B/u }).click();
  const sheet = page.getByRole('dialog', { name: /^Open/u });
  await expect(sheet).toContainText('Analyst B');
  await expect(sheet.getByRole('button', { name: /^Import/u })).toBeEnabled();
  await page.keyboard.press('Enter');
  await expect(sheet).toBeHidden();
  await expect(rows(page)).toHaveCount(7);
  await expect(rows(page).first()).toHaveAccessibleName(/Only theirs/u);
});

test('after an import one is led through all articles: by key, with a reason in two keys, to the end', async ({
  run,
  dataFolder,
}) => {
  const { page } = run;
  await openSeed001(page);
  await tagAs(page, 'cannot agree', '1');
  await importColleague(run, dataFolder, [
    { words: 'Russia “cannot agree” to any framework', category: 'quote' },
    { words: 'veto power', category: 'claim' },
  ]);
  const zero = { title: 'Zero', text: seedText(0) };
  const file = await colleagueFile(
    dataFolder,
    BERT,
    [
      { words: 'Lavrov', category: 'claim' },
      { words: 'Ukraine', category: 'framing' },
    ],
    zero,
  );
  await confirmImport(await openFiles(run, [file]));
  await expect(page.getByText('4 differences are open in 2 articles.')).toBeVisible();
  const article = (name: RegExp) => partsOf(page).articles.getByRole('button', { name });
  await expect(article(/tags by Anna Berg, 2 open/u)).toBeVisible();
  await expect(article(/tags by Bert Cole, 2 open/u)).toBeVisible();

  await page.keyboard.press('Control+Shift+n');
  await expect(card(page)).toContainText('Boundaries differ');
  // What differs stands out of what is the same.
  await expect(card(page).locator('ins')).toHaveText(['Russia “', '” to any framework']);
  await expect(card(page).getByRole('button', { name: /^Accept Anna Berg’s/u })).toBeVisible();
  await page.keyboard.press('x');
  await page.keyboard.press('2');
  await expect(status(page)).toHaveText('Rejected: Too short. 1 of 2 differences is left.');
  await expect(card(page)).toContainText('Only theirs');
  await page.keyboard.press('a');
  await expect(status(page)).toHaveText('Accepted Anna Berg’s. All 2 differences are decided.');
  await expect(article(/tags by Anna Berg$/u)).toBeVisible();
  await page.keyboard.press('n');
  await expect(status(page)).toHaveText(/^This is the last one: 2 open differences are before it/u);
  await page.keyboard.press('Shift+N');
  await expect(status(page)).toHaveText(/^Opened “.+” \(2 open\)\./u);
  expect(await shownText(page)).toBe(zero.text.split('\n').join(''));
  await page.keyboard.press('x');
  await expect(page.getByRole('group', { name: 'Why was it rejected?' })).toBeVisible();
  await page.keyboard.press('a');
  await page.keyboard.press('n');
  await expect(status(page)).toHaveText('Every difference in the library is decided.');
  expect((await reviewOf(page)).decisions).toEqual([
    expect.objectContaining({ kept: [], reason: 'Too short' }),
    expect.objectContaining({ kept: [expect.anything()], reason: null }),
  ]);
});

test('rows and the buttons that decide have room in every window, and the edge between stays', async ({
  run,
  launch,
  dataFolder,
}) => {
  const { page, app } = run;
  const resize = async (width: number, height: number): Promise<void> => {
    await app.evaluate(
      ({ BrowserWindow }, [w = 0, h = 0]) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(w, h);
      },
      [width, height],
    );
    await expect
      .poll(() => page.evaluate(() => [innerWidth, innerHeight]))
      .toEqual([width, height]);
  };
  const rowsInView = (): Promise<number> =>
    rows(page).evaluateAll(
      (all) =>
        all.filter((row) => {
          const list = row.closest('.virtual-list')?.getBoundingClientRect();
          const { top, bottom } = row.getBoundingClientRect();
          return list !== undefined && top >= list.top - 1 && bottom <= list.bottom + 1;
        }).length,
    );
  const buttonsInView = async (): Promise<void> => {
    for (const button of await card(page).getByRole('group').getByRole('button').all()) {
      await expect(button).toBeInViewport({ ratio: 1 });
    }
  };
  await resize(1440, 900);
  await openSeed001(page);
  const words = ['cannot agree', 'veto power', 'Moscow', 'Kyiv', 'Ukraine', 'Wednesday', 'Lavrov'];
  await importColleague(
    run,
    dataFolder,
    words.map((each) => ({ words: each, category: 'claim' })),
  );
  await page.keyboard.press('Control+2');
  await page.keyboard.press('n');
  await expect.poll(rowsInView).toBeGreaterThanOrEqual(6);
  await buttonsInView();

  const edge = page.getByRole('separator', { name: 'Height of the list' });
  await expect(edge).toHaveAttribute('aria-valuenow', '54');
  await edge.focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(edge).toHaveAttribute('aria-valuenow', '48');
  const { x, y, width } = (await edge.boundingBox()) ?? { x: 0, y: 0, width: 0 };
  await page.mouse.move(x + width / 2, y + 3);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + 103);
  await page.mouse.up();
  await expect
    .poll(async () => Number(await edge.getAttribute('aria-valuenow')))
    .toBeGreaterThan(54);
  const moved = await edge.getAttribute('aria-valuenow');
  await partsOf(page).article.focus();
  await page.keyboard.press('Control+1');
  await expect(edge).toHaveAttribute('aria-valuenow', '50');
  await page.keyboard.press('Control+2');
  await page.keyboard.press('n');

  // Side by side, and in a window at 200 %.
  await resize(1600, 900);
  const across = page.getByRole('separator', { name: 'Width of the details' });
  await expect(across).toHaveAttribute('aria-orientation', 'vertical');
  const list = await page.getByRole('list', { name: 'Differences' }).boundingBox();
  const beside = await card(page).boundingBox();
  expect(beside?.x).toBeGreaterThanOrEqual((list?.x ?? 0) + (list?.width ?? 0));
  await buttonsInView();
  await resize(720, 450);
  // The panes have gone, too, so that a key does not open what goes a moment later.
  await expect(edge).toHaveCount(0);
  await expect(across).toHaveCount(0);
  await page.keyboard.press('F6');
  await expect.poll(rowsInView).toBeGreaterThanOrEqual(2);
  await buttonsInView();
  await resize(1440, 900);
  await run.quit();

  const again = await launch();
  await openSeed001(again.page);
  await again.page.keyboard.press('Control+2');
  const kept = again.page.getByRole('separator', { name: 'Height of the list' });
  await expect(kept).toHaveAttribute('aria-valuenow', moved ?? '');
});
