import type { Page } from 'playwright/test';

import { clickMenu, expect, test, type Run } from './fixtures.ts';
import {
  choose,
  clickOn,
  openArticle,
  openSeed001,
  partsOf,
  seedText,
  settle,
  sha256,
  shownText,
  storedText,
  tagRows,
  selectWords,
} from './window.ts';

const EVENT = 'Lavrov – security guarantees';

/** The lines of sample 001 that are page furniture and not the report. */
const FURNITURE = [
  '[post-views]',
  '[post-views]',
  'YouTube',
  '🌐 Website',
  '🐦 Twitter / X',
  '📸 Instagram',
  '📘 Facebook',
  '🎵 TikTok',
  'Leave a Comment',
  'Your email address will not be published. Required fields are marked *',
  'Latest Videos',
];

/** The row of an article by a part of its title. */
const rowOf = (page: Page, title: string | RegExp) =>
  partsOf(page).articles.getByRole('button', { name: title });

const rows = (page: Page) => partsOf(page).articles.getByRole('button');

const openRow = (page: Page) => partsOf(page).articles.locator('[aria-current="true"]');

/** The stretches of boilerplate of an article as the store has them. */
function regionsOf(page: Page, text: string): Promise<{ start: number; end: number }[]> {
  return page.evaluate(async (articleId) => {
    const answer = await window.framewise.invoke('articles:open', { articleId });
    if (!answer.ok) throw new Error(answer.error.type);
    return answer.value.regions
      .map(({ start, end }) => ({ start, end }))
      .sort((a, b) => a.start - b.start);
  }, sha256(text));
}

/** The words that the article paints as boilerplate at present. */
function greyedWords(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...CSS.highlights].flatMap(([name, highlight]) =>
      name.includes('boilerplate')
        ? [...highlight].map((range) =>
            (range.startContainer.textContent ?? '').slice(range.startOffset, range.endOffset),
          )
        : [],
    ),
  );
}

/** Fields of the sheet *Article details*. */
async function editDetails(page: Page, fields: Record<string, string>): Promise<void> {
  const sheet = page.getByRole('dialog', { name: 'Article details' });
  for (const [label, value] of Object.entries(fields)) await sheet.getByLabel(label).fill(value);
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet).toHaveCount(0);
}

test('the list shows the event and says of each article its outlet, state and tags', async ({
  page,
}) => {
  await expect(page.getByRole('heading', { name: EVENT })).toBeVisible();
  for (const index of [0, 1, 2, 3, 4])
    await expect(rows(page).nth(index)).toHaveAccessibleName(/, \w+\.txt, 0 tags, not begun$/u);
  await openSeed001(page);
  await selectWords(page, 'negotiate');
  await page.keyboard.press('2');
  await expect(openRow(page)).toHaveAccessibleName(
    /, 001_c577037625e26c98\.txt, C 1, 1 tag, begun$/u,
  );
  await selectWords(page, 'Moscow’s involvement');
  await page.keyboard.press('1');
  await expect(openRow(page)).toHaveAccessibleName(/, Q 1, C 1, 2 tags, begun$/u);
  await page.keyboard.press('f');
  await expect(openRow(page)).toHaveAccessibleName(/, 2 tags, begun, flagged$/u);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(openRow(page)).toHaveAccessibleName(/, 0 tags, not begun$/u);
});

test('title, outlet, author, address and date are edited as one step; what is missing shows as a gap', async ({
  launch,
}) => {
  let run = await launch();
  await openSeed001(run.page);
  const gapIn = ({ page }: Run) => page.getByRole('button', { name: 'Add source…', exact: true });
  await gapIn(run).click();
  await editDetails(run.page, {
    Title: 'Nowhere without Moscow',
    Outlet: 'The Messenger',
    Author: 'A. Reporter',
    'Address (URL)': 'https://example.org/nowhere',
    Date: '2025-08-20',
  });
  await expect(partsOf(run.page).status).toHaveText('Edited article details.');
  await expect(run.page.getByRole('heading', { level: 1 })).toHaveText('Nowhere without Moscow');
  await expect(gapIn(run)).toHaveCount(0);
  await expect(run.page).toHaveTitle('Nowhere without Moscow — Framewise');
  await expect(openRow(run.page)).toHaveAccessibleName(/^Nowhere without Moscow, The Messenger, /u);
  await partsOf(run.page).article.focus();
  await run.page.keyboard.press('Control+z');
  await expect(gapIn(run)).toBeVisible();
  await expect(openRow(run.page)).toHaveAccessibleName(
    /^Moscow: Excluding Russia.*001_c577037625e26c98\.txt/u,
  );
  await run.page.keyboard.press('Control+y');
  await expect(gapIn(run)).toHaveCount(0);
  await run.quit();
  run = await launch();
  await expect(run.page.getByRole('heading', { level: 1 })).toHaveText('Nowhere without Moscow');
  await clickMenu(run.app, 'edit-article');
  const sheet = run.page.getByRole('dialog', { name: 'Article details' });
  await expect(sheet.getByLabel('Address (URL)')).toHaveValue('https://example.org/nowhere');
  await expect(sheet.getByLabel('Date')).toHaveValue('2025-08-20');
  await expect(sheet).toContainText(sha256(seedText(1)));
  await editDetails(run.page, { Outlet: '' });
  await expect(gapIn(run)).toBeVisible();
});

test('a new event takes the article out of the old one, and an event can be given another name', async ({
  run,
}) => {
  const { page, app } = run;
  await openSeed001(page);
  await clickMenu(app, 'edit-article');
  await choose(page.getByLabel('Event', { exact: true }), 'New event…');
  await editDetails(page, { 'New event’s name': 'Poland’s drone' });
  await expect(page.getByRole('heading', { name: 'Poland’s drone' })).toBeVisible();
  await expect(rows(page).last()).toHaveAttribute('aria-current', 'true');
  await clickMenu(app, 'edit-article');
  await editDetails(page, { 'Event’s name': 'Drone over Poland' });
  await expect(page.getByRole('heading', { name: 'Drone over Poland' })).toBeVisible();
  await partsOf(page).article.focus();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('heading', { name: 'Poland’s drone' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('heading', { name: 'Poland’s drone' })).toHaveCount(0);
  await clickMenu(app, 'edit-article');
  await choose(page.getByLabel('Event', { exact: true }), 'No event');
  await editDetails(page, {});
  await expect(page.getByRole('heading', { name: 'No event' })).toBeVisible();
});

test('a name that nobody could read is refused in words and changes nothing', async ({ run }) => {
  const { page, app } = run;
  await openSeed001(page);
  await clickMenu(app, 'edit-article');
  await editDetails(page, { 'Event’s name': '\u200b\u2060' });
  await expect(partsOf(page).status).toHaveText(
    'A name needs at least one visible character and no control characters.',
  );
  await expect(page.getByRole('heading', { name: EVENT })).toBeVisible();
});

test('the eleven lines of page furniture in 001 are marked with L, greyed, kept, and undone one by one', async ({
  run,
  dataFolder,
}) => {
  const { page } = run;
  const text = await openSeed001(page);
  const expected: { start: number; end: number }[] = [];
  for (const [index, line] of FURNITURE.entries()) {
    const nth = FURNITURE.slice(0, index).filter((each) => each === line).length;
    await clickOn(page, line, nth);
    await page.keyboard.press('l');
    await expect(partsOf(page).status).toHaveText(
      'Marked as boilerplate: greyed, kept, and left out of counts.',
    );
    await expect.poll(() => greyedWords(page)).toContain(line);
    const start = text.indexOf(line, expected.at(-1)?.end ?? 0);
    expected.push({ start, end: start + line.length });
  }
  expect(await regionsOf(page, text)).toEqual(expected);
  expect(await shownText(page)).toBe(text.split('\n').join(''));
  expect(storedText(dataFolder, text)).toBe(text);

  // The same key takes the mark off again.
  await page.keyboard.press('l');
  await expect(partsOf(page).status).toHaveText('No longer boilerplate: it counts again.');
  expect(await regionsOf(page, text)).toEqual(expected.slice(0, -1));
  await expect(partsOf(page).undo).toHaveText(/Undo: unmark boilerplate/u);
  for (let left = FURNITURE.length; left > 0; left -= 1) {
    await page.keyboard.press('Control+z');
    await expect(partsOf(page).status).toContainText('Undid: ');
  }
  await page.keyboard.press('Control+z');
  await expect.poll(() => regionsOf(page, text)).toEqual([]);
  await expect.poll(() => greyedWords(page)).toEqual([]);
});

test('every line like the one that is pointed at becomes boilerplate at once, and comes back in one step', async ({
  run,
}) => {
  const { page } = run;
  const text = await openSeed001(page);
  await clickOn(page, 'Website', 0, 'right');
  await page.getByRole('menuitem', { name: /^Mark Lines Like This as Boilerplate/u }).click();
  const sheet = page.getByRole('dialog', { name: '11 lines like this' });
  await expect(sheet.getByRole('checkbox')).toHaveCount(11);
  await sheet.getByRole('checkbox', { name: /^Leave a Comment/u }).uncheck();
  await sheet.getByRole('button', { name: 'Mark 10 lines as boilerplate' }).click();
  await expect(partsOf(page).status).toHaveText(
    'Marked 10 lines as boilerplate: greyed, kept, and left out of counts.',
  );
  const ten = FURNITURE.filter((line) => line !== 'Leave a Comment');
  await expect.poll(async () => (await regionsOf(page, text)).length).toBe(ten.length);
  expect((await regionsOf(page, text)).map(({ start, end }) => text.slice(start, end))).toEqual(
    ten,
  );

  // The one that was left out, from another one and by keys alone.
  await clickOn(page, 'Latest Videos');
  await page.keyboard.press('Shift+L');
  await expect(page.getByRole('dialog', { name: '1 line like this' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect.poll(() => greyedWords(page)).toContain('Leave a Comment');
  await page.keyboard.press('Shift+L');
  await expect(partsOf(page).status).toHaveText(
    'All 11 lines like this one are boilerplate already.',
  );

  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(() => regionsOf(page, text)).toEqual([]);
});

test('a quotation in boilerplate is no gap', async ({ page }) => {
  await openSeed001(page);
  const gaps = page.getByRole('button', { name: /quotations? untagged/u });
  const before = Number(/\d+/u.exec((await gaps.textContent()) ?? '')?.[0]);
  expect(before).toBeGreaterThan(3);
  await clickOn(page, 'Moscow: Excluding');
  await page.keyboard.press('l');
  await expect(gaps).toContainText(`${before - 1} quotations untagged`);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('g');
  await expect(partsOf(page).status).toContainText(`Untagged quotation 1 of ${before - 1}`);
  await page.keyboard.press('Control+z');
  await expect(gaps).toContainText(`${before} quotations untagged`);
});

test('Ctrl+Enter says once that quotations are untagged, then marks done and opens the next article', async ({
  page,
}) => {
  await openSeed001(page);
  const { status } = partsOf(page);
  await page.keyboard.press('Control+Enter');
  await expect(status).toHaveText(
    /^\d+ quotations untagged — Ctrl\+Enter again to finish, G to see them$/u,
  );
  await expect(openRow(page)).toHaveAccessibleName(/Moscow: Excluding Russia.*not begun/u);
  await page.keyboard.press('Control+Enter');
  await expect(status).toHaveText(/^Marked done\. Opened /u);
  await expect(rowOf(page, /Moscow: Excluding Russia/u)).toHaveAccessibleName(/, 0 tags, done$/u);
  await expect(page.getByText('1/5 done')).toBeVisible();
  await expect(openRow(page)).not.toHaveAccessibleName(/Moscow: Excluding Russia/u);
  await expect(partsOf(page).article).toBeFocused();
  // Undone from the article that was opened meanwhile: the window goes back to the one undone.
  await page.keyboard.press('Control+z');
  await expect(openRow(page)).toHaveAccessibleName(/Moscow: Excluding Russia.*not begun/u);
  await expect(status).toHaveText(/^Undid: mark done in “Moscow: Excluding Russia/u);
});

test('when every article is done the window says so, and Ctrl+Enter on a done one opens it again', async ({
  page,
}) => {
  const { status } = partsOf(page);
  await openSeed001(page);
  for (let n = 1; n <= 5; n += 1) {
    await page.keyboard.press('Control+Enter');
    await expect(status).toContainText('Ctrl+Enter again to finish');
    await page.keyboard.press('Control+Enter');
    await expect(status).toContainText('Marked done.');
    await expect(page.getByText(`${n}/5 done`)).toBeVisible();
  }
  await expect(status).toHaveText('Marked done. Every article is done.');
  await page.keyboard.press('Control+Enter');
  await expect(status).toHaveText('Marked not done.');
  await expect(page.getByText('4/5 done')).toBeVisible();
});

test('of two articles asked for in one breath the later one is shown', async ({ page }) => {
  const text = await openSeed001(page);
  await partsOf(page).articles.evaluate((list) => {
    for (const title of ['Russia has emphasized', 'Moscow: Excluding']) {
      const found = [...list.querySelectorAll('button')];
      found.find(({ textContent }) => textContent.includes(title))?.click();
    }
  });
  // Answered after the first one was.
  await page.evaluate(
    (articleId) => window.framewise.invoke('articles:open', { articleId }),
    sha256(seedText(2)),
  );
  await settle(page);
  expect(await shownText(page)).toBe(text.split('\n').join(''));
  await expect(openRow(page)).toContainText('Moscow');
});

test('next and previous article go through the list and stop at its ends in words', async ({
  page,
}) => {
  const { status, article } = partsOf(page);
  await rows(page).first().click();
  await page.keyboard.press('Control+PageUp');
  await expect(status).toHaveText('This is the first article.');
  for (const index of [1, 2, 3, 4]) {
    await page.keyboard.press('Control+PageDown');
    await expect(rows(page).nth(index)).toHaveAttribute('aria-current', 'true');
    await expect(article).toBeFocused();
  }
  await page.keyboard.press('Control+PageDown');
  await expect(status).toHaveText('This is the last article.');
  await page.keyboard.press('Control+PageUp');
  await expect(rows(page).nth(3)).toHaveAttribute('aria-current', 'true');
});

test('undo in one article takes back what was done in another, goes there and says so', async ({
  launch,
}) => {
  let run = await launch();
  await openSeed001(run.page);
  await selectWords(run.page, 'negotiate');
  await run.page.keyboard.press('2');
  await expect(tagRows(run.page)).toHaveCount(1);
  await run.page.keyboard.press('Control+PageDown');
  await expect(partsOf(run.page).status).toContainText('Opened');
  await selectWords(run.page, 'Lavrov');
  await run.page.keyboard.press('1');
  await expect(tagRows(run.page)).toHaveCount(1);
  await run.quit();
  run = await launch();
  await expect(tagRows(run.page)).toHaveCount(1);
  await partsOf(run.page).article.focus();
  await run.page.keyboard.press('Control+z');
  await expect(tagRows(run.page)).toHaveCount(0);
  await expect(partsOf(run.page).status).toHaveText('Undid: tag quote. 0 tags.');
  await run.page.keyboard.press('Control+z');
  await expect(partsOf(run.page).status).toHaveText(
    /^Undid: tag claim in “Moscow: Excluding Russia.*”\. 0 tags\.$/u,
  );
  await expect(openRow(run.page)).toHaveAccessibleName(/Moscow: Excluding Russia/u);
  await run.page.keyboard.press('Control+y');
  await expect(tagRows(run.page)).toHaveCount(1);
});

test('a deleted article comes back by undo and from Deleted Articles, with its tags', async ({
  run,
}) => {
  const { page, app } = run;
  const { status } = partsOf(page);
  const text = await openSeed001(page);
  await selectWords(page, 'negotiate');
  await page.keyboard.press('2');
  await expect(tagRows(page)).toHaveCount(1);

  await clickMenu(app, 'delete-article');
  const question = page.getByRole('dialog', { name: 'Delete this article?' });
  await expect(question).toContainText('its 1 tag leave the library');
  await question.getByRole('button', { name: 'Keep' }).click();
  await expect(rows(page)).toHaveCount(5);

  for (const way of ['undo', 'trash'] as const) {
    await clickMenu(app, 'delete-article');
    await question.getByRole('button', { name: 'Delete' }).click();
    await expect(rows(page)).toHaveCount(4);
    await expect(status).toHaveText(/^Deleted “Moscow: Excluding.*30 days\.$/u);
    await expect(openRow(page)).toHaveCount(1);
    if (way === 'undo') {
      await page.keyboard.press('Control+z');
      await expect(status).toHaveText(
        /^Undid: delete article\. Opened “Moscow: Excluding.+”\. 1 tag\.$/u,
      );
      await expect(openRow(page)).toHaveAccessibleName(/Moscow: Excluding Russia/u);
    } else {
      await clickMenu(app, 'trash');
      const trash = page.getByRole('dialog', { name: 'Deleted articles' });
      await expect(trash).toContainText('Moscow: Excluding Russia');
      await trash.getByRole('button', { name: 'Restore' }).click();
      await expect(status).toHaveText(/^Restored “Moscow: Excluding/u);
      await expect(trash).toContainText('Nothing has been deleted in the last 30 days.');
      await page.keyboard.press('Escape');
    }
    await expect(rows(page)).toHaveCount(5);
    await openArticle(page, /Moscow: Excluding Russia/u, text);
    await expect(tagRows(page)).toHaveCount(1);
  }
});

test('the filter narrows the list, and says when nothing matches', async ({ page }) => {
  const filter = page.getByRole('searchbox', { name: 'Filter articles' });
  await filter.fill('excluding russia');
  await expect(rows(page)).toHaveCount(1);
  await filter.fill('security guarantees');
  await expect(rows(page)).toHaveCount(5);
  await filter.fill('no such words');
  await expect(rows(page)).toHaveCount(0);
  await expect(page.getByText('No articles match')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filter' }).click();
  await expect(rows(page)).toHaveCount(5);
});

test('an empty library offers to import and to open the sample', async ({ run, launch }) => {
  const { app } = run;
  let { page } = run;
  for (let left = 5; left > 0; left -= 1) {
    await expect(rows(page)).toHaveCount(left);
    await expect(partsOf(page).article).toBeVisible();
    await clickMenu(app, 'delete-article');
    await page.getByRole('button', { name: 'Delete', exact: true }).last().click();
  }
  await expect(rows(page)).toHaveCount(0);
  const offer =
    /No articles yet\. Import articles… \(Ctrl\+O\) or open the sample — five reports on one event\./u;
  await expect(page.getByText(offer).first()).toBeVisible();
  await expect(partsOf(page).status).toHaveCount(1);
  await run.quit();
  ({ page } = await launch());
  await expect(page.getByText(offer).first()).toBeVisible();
  await page.getByRole('button', { name: 'open the sample' }).last().click();
  await expect(rows(page)).toHaveCount(5);
  await expect(partsOf(page).article).toBeVisible();
  expect(await shownText(page)).not.toBe('');
});

test('a restart keeps details, states, boilerplate, tags and the article that was open', async ({
  launch,
}) => {
  let run = await launch();
  const text = await openSeed001(run.page);
  await selectWords(run.page, 'negotiate');
  await run.page.keyboard.press('2');
  // A tag that has just been made is brought into view, whatever has been scrolled to meanwhile.
  await expect(tagRows(run.page)).toHaveCount(1);
  await clickOn(run.page, '📘 Facebook');
  await run.page.keyboard.press('l');
  await run.page.keyboard.press('f');
  await clickMenu(run.app, 'edit-article');
  await editDetails(run.page, { Outlet: 'The Messenger' });
  await partsOf(run.page).article.focus();
  await run.page.keyboard.press('Control+Enter');
  await run.page.keyboard.press('Control+Enter');
  await expect(partsOf(run.page).status).toHaveText(/^Marked done\. Opened /u);
  const opened = await openRow(run.page).getAttribute('aria-label');
  const at = text.indexOf('📘 Facebook');
  await run.quit();
  run = await launch();
  await expect(openRow(run.page)).toHaveAccessibleName(opened ?? '');
  await expect(rowOf(run.page, /Moscow: Excluding/u)).toHaveAccessibleName(
    /, The Messenger, C 1, 1 tag, done, flagged$/u,
  );
  await openArticle(run.page, /Moscow: Excluding Russia/u, text);
  await expect(tagRows(run.page)).toHaveCount(1);
  expect(await regionsOf(run.page, text)).toEqual([{ start: at, end: at + '📘 Facebook'.length }]);
});

test('a pane that was gone to while an article was read keeps the focus', async ({ launch }) => {
  const { app, page } = await launch();
  const { article } = partsOf(page);
  const pane = () =>
    page.evaluate(() => document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane'));
  // Whatever the start does with the focus is done once an article was opened behind it.
  await rows(page).nth(2).click();
  await expect(article).toBeFocused();
  // The disk does not answer where the text of an article is, until it is released.
  await app.evaluate(() => {
    const fs = process.getBuiltinModule('node:fs/promises');
    const { syncBuiltinESMExports } = process.getBuiltinModule('node:module');
    const { open, readFile } = fs;
    const released = new Promise<void>((release) => {
      Object.assign(globalThis, { release });
    });
    const held =
      <A extends unknown[], T>(read: (file: never, ...how: A) => Promise<T>) =>
      async (file: unknown, ...how: A): Promise<T> => {
        if (String(file).endsWith('article.txt')) await released;
        return read(file as never, ...how);
      };
    Object.assign(fs, { open: held(open), readFile: held(readFile) });
    syncBuiltinESMExports();
  });
  const before = await page.getByRole('heading', { level: 1 }).textContent();
  await rows(page).nth(1).click();
  await expect(rows(page).nth(1)).toBeFocused();
  await page.keyboard.press('Shift+F6');
  await expect.poll(pane).not.toBe('articles');
  const other = await pane();
  expect(other).not.toBe('article');
  await app.evaluate(() => {
    (globalThis as unknown as { release: () => void }).release();
  });
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(before ?? '');
  // The frame in which the focus would be given to the text.
  await settle(page);
  expect(await pane()).toBe(other);
});
