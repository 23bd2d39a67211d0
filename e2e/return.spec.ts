import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { Page } from 'playwright/test';

import type { Bridge } from '#core/contract/contract.ts';
import { fromJsonText } from '#core/guards/transfer.ts';

import { cardOf, confirmImport, exportTo, openExportSheet, openFiles } from './exchange.ts';
import { expect, listFiles, test, type Run } from './fixtures.ts';
import {
  choose,
  openSeed001,
  partsOf,
  seedText,
  selectWords,
  sha256,
  signAs,
  tagRows,
} from './window.ts';

// These change who is at work, and begin again.
test.use({ sharesWindow: false });

declare const window: { readonly framewise: Bridge };

const ARTICLE = sha256(seedText(1));

async function tagWords(page: Page, words: string, digit: string): Promise<void> {
  const before = await tagRows(page).count();
  await selectWords(page, words);
  await page.keyboard.press(digit);
  await expect(tagRows(page)).toHaveCount(before + 1);
}

/** The article as the program hands it to its window. */
async function readArticle(page: Page) {
  const opened = await page.evaluate(async (articleId) => {
    const answer = await window.framewise.invoke('articles:open', { articleId });
    return answer.ok ? answer.value : null;
  }, ARTICLE);
  if (!opened) throw new Error('The article does not open.');
  return {
    own: fromJsonText(opened.tags),
    sets: fromJsonText(opened.sets),
    decisions: fromJsonText(opened.decisions),
    comments: fromJsonText(opened.comments),
  };
}

const differences = (page: Page) =>
  page.getByRole('list', { name: 'Differences' }).getByRole('button');
const difference = (page: Page) => page.getByRole('region', { name: 'Difference' });
const returned = (page: Page) => page.getByRole('list', { name: 'Returned' }).getByRole('button');
const card = (page: Page) => page.getByRole('region', { name: 'Returned tag' });
const status = (page: Page) => partsOf(page).status;

async function pressAll(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** What lies on disk in the folder of the article, as text. */
async function storedBytes(dataFolder: string): Promise<string> {
  const folder = path.join(dataFolder, 'articles', ARTICLE.slice(0, 32));
  const names = await listFiles(folder);
  const files = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return files.join('\n');
}

const ADJUDICATED = 'The adjudicated set, with where each tag comes from';
const RETURN_TO_ANNA = 'Return to Anna: their tags with your decisions';

test('an author sees what became of each tag, answers and contests; the reviewer decides anew', async ({
  launch,
  otherData,
  folder,
}) => {
  const file = (name: string): string => path.join(folder, name);
  const asAnna = (): Promise<Run> => launch({ args: [`--user-data-dir=${otherData}`] });
  const reason = 'Not a claim';

  // Anna tags and exports.
  let run = await asAnna();
  await openSeed001(run.page);
  await tagWords(run.page, '“cannot agree”', '1');
  await signAs(run.page, 'Anna');
  await tagWords(run.page, 'Admiral Giuseppe Cavo Dragone', '2');
  await tagWords(run.page, 'veto power', '2');
  await exportTo(run, file('anna-1.json'));
  await run.quit();

  // Bert takes the file in and lets his own tag stand, one of hers changed, none, and one as it is.
  run = await launch();
  let { page } = run;
  await openSeed001(page);
  await tagWords(page, '“Road to Nowhere”', '1');
  await signAs(page, 'Bert');
  await confirmImport(await openFiles(run, [file('anna-1.json')]));
  await partsOf(page).article.focus();
  await pressAll(page, 'Control+2', 'n', 'm');
  await expect(status(page)).toHaveText(/^Kept mine\. 3 of 4/u);
  await pressAll(page, 'e', 'Shift+ArrowLeft', 'Enter');
  await expect(status(page)).toHaveText(/^Edited and accepted\. 2 of 4/u);
  await difference(page).getByRole('combobox', { name: 'Reason' }).fill(reason);
  await difference(page)
    .getByRole('textbox', { name: 'Note on the decision' })
    .fill('It is a name.');
  await pressAll(page, 'Escape', 'u', 'x');
  await expect(status(page)).toHaveText(/^Rejected\. 1 of 4/u);
  const outcome = await openExportSheet(page, { whose: ADJUDICATED });
  await expect(outcome.getByText('1 difference is undecided')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(outcome).toBeHidden();
  const { adjudicated } = await exportTo(run, file('adjudicated.json'), { whose: ADJUDICATED });
  expect(
    adjudicated?.flatMap(({ tags }) =>
      tags.map(({ annotation }) => annotation.target.fragments[0]?.exact),
    ),
  ).toEqual(['“Road to Nowhere”', '“cannot agree']);
  await partsOf(page).article.focus();
  await page.keyboard.press('a');
  await expect(status(page)).toHaveText(/^Accepted Anna’s\. All 4 differences are decided/u);
  const first = await exportTo(run, file('bert-1.json'), { whose: RETURN_TO_ANNA });
  const [annas] = first.annotationSets;
  expect(first).toMatchObject({ purpose: 'return', for: annas?.annotator });
  expect(first.from).toBe(first.decisions?.[0]?.reviewer);
  expect(first.decisions).toHaveLength(4);
  const bertsTags = (await readArticle(page)).own;
  await run.quit();

  // Anna opens the return and is led to it; from here on she needs no mouse.
  run = await asAnna();
  ({ page } = run);
  await openSeed001(page);
  let sheet = await openFiles(run, [file('bert-1.json')]);
  await expect(cardOf(sheet, 'bert-1.json')).toContainText(
    'Bert returned 4 tags: 1 accepted, 1 changed, 1 rejected, 1 added.',
  );
  await confirmImport(sheet);
  await expect(status(page)).toHaveText(
    'Bert returned 4 tags: 1 accepted, 1 changed, 1 rejected, 1 added. N goes to the first to answer.',
  );
  await expect(page.getByRole('button', { name: 'Returned by Bert (4)' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(returned(page)).toHaveText([
    /\+\s*Added.*Road to Nowhere.*Not answered/u,
    /≠\s*Changed.*cannot agree.*Not answered/u,
    /✕\s*Rejected.*Admiral.*Not answered/u,
    /✓\s*Accepted.*veto power/u,
  ]);
  await partsOf(page).article.focus();
  await page.keyboard.press('n');
  await expect(card(page)).toContainText('Added');
  await expect(card(page)).toContainText('not tagged here');
  await expect(card(page)).toContainText('Road to Nowhere');
  await page.keyboard.press('n');
  await expect(card(page)).toContainText('Changed');
  await expect(card(page)).toContainText('Words left out: ”');
  await page.keyboard.press('c');
  await expect(card(page).getByRole('textbox', { name: 'New comment' })).toBeFocused();
  await page.keyboard.type('Agreed.');
  await pressAll(page, 'Tab', 'Enter');
  await expect(status(page)).toHaveText('Commented.');
  await pressAll(page, 'Escape', 'n');
  await expect(card(page)).toContainText('Rejected');
  for (const words of [reason, 'It is a name.', 'The reviewer finds it unclear.', 'Bert']) {
    await expect(card(page)).toContainText(words);
  }
  await page.keyboard.press('d');
  await expect(card(page).getByRole('textbox', { name: 'Why do you contest it?' })).toBeFocused();
  await page.keyboard.type('He is quoted as claiming it.');
  await pressAll(page, 'Tab', 'Enter');
  await expect(status(page)).toHaveText(/^Contested\. It goes back to the reviewer/u);
  await expect(returned(page).nth(2)).toHaveText(/Contested/u);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(returned(page).nth(2)).toHaveText(/Not answered/u);
  await page.keyboard.press('Control+Shift+z');
  await expect(returned(page).nth(2)).toHaveText(/Contested/u);
  const answer = await exportTo(run, file('anna-2.json'), { whose: 'Mine' });
  expect(answer.comments?.map(({ text, contests }) => [text, contests])).toEqual([
    ['Agreed.', false],
    ['He is quoted as claiming it.', true],
  ]);
  const rejected = (await readArticle(page)).decisions.find((each) => each.reason === reason);
  await run.quit();
  expect(await storedBytes(otherData)).toContain('He is quoted as claiming it.');

  // Bert finds the one that is contested open again, and decides anew.
  run = await launch();
  ({ page } = run);
  await openSeed001(page);
  sheet = await openFiles(run, [file('anna-2.json')]);
  await expect(cardOf(sheet, 'anna-2.json')).toContainText('2 comments read: 2 new');
  await expect(cardOf(sheet, 'anna-2.json')).toContainText(
    '1 decision of yours is contested and open again.',
  );
  await confirmImport(sheet);
  await partsOf(page).article.focus();
  await page.keyboard.press('Control+2');
  await expect(status(page)).toHaveText('Review. 1 of 4 differences is left.');
  await choose(page.getByLabel('Decided or not'), 'Contested');
  await expect(differences(page)).toHaveText([
    /Contested by Anna: “He is quoted as claiming it\.”/u,
  ]);
  const contested = await openExportSheet(page, { whose: ADJUDICATED });
  await expect(contested.getByText('1 decision is contested; it counts as you made')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(contested).toBeHidden();
  await partsOf(page).article.focus();
  await page.keyboard.press('n');
  await expect(difference(page)).toContainText('Contested by Anna: “He is quoted as claiming it.”');
  // Standing by it ends the contest; taken back, it is open once more.
  await page.keyboard.press('Shift+M');
  await expect(status(page)).toHaveText(/^Kept, and said so to Anna\. All 4 differences/u);
  await page.keyboard.press('Control+z');
  await expect(differences(page)).toHaveCount(1);
  await pressAll(page, 'n', 'a');
  await expect(status(page)).toHaveText(/^Accepted Anna’s\. All 4 differences are decided/u);
  const second = await exportTo(run, file('bert-2.json'), { whose: RETURN_TO_ANNA });
  // It is his word on the same tag: what was said of it stays with it.
  const anew = second.decisions?.find(({ id }) => id === rejected?.id);
  expect(anew).toMatchObject({ kept: [{ annotator: annas?.annotator }] });
  await choose(page.getByLabel('Decided or not'), 'Decided or not');
  await differences(page).filter({ hasText: 'Admiral' }).click();
  for (const words of ['He is quoted as claiming it.', 'I have decided anew.']) {
    await expect(difference(page).getByRole('region', { name: 'Comments' })).toContainText(words);
  }
  expect((await readArticle(page)).own).toEqual(bertsTags);
  await run.quit();

  // Anna sees it settled: the new word stands in the place of the one before, in one step.
  run = await asAnna();
  ({ page } = run);
  await openSeed001(page);
  sheet = await openFiles(run, [file('bert-2.json')]);
  await expect(cardOf(sheet, 'bert-2.json')).toContainText('4 decisions read: 1 new');
  await confirmImport(sheet);
  await expect(status(page)).toHaveText(/2 accepted, 1 changed, 0 rejected, 1 added/u);
  await expect(returned(page).nth(2)).toHaveText(/Accepted.*Admiral/u);
  const { decisions } = await readArticle(page);
  expect(decisions.find(({ id }) => id === rejected?.id)?.kept).toHaveLength(1);
  await returned(page).nth(2).click();
  await expect(card(page)).toContainText('He is quoted as claiming it.');
  await expect(card(page)).toContainText('I have decided anew.');
  await partsOf(page).article.focus();
  await page.keyboard.press('Control+z');
  await expect(returned(page).nth(2)).toHaveText(/Rejected.*Admiral.*Contested/u);
  await page.keyboard.press('Control+Shift+z');
  await expect(returned(page).nth(2)).toHaveText(/Accepted.*Admiral/u);

  // What was added becomes hers, and can be taken back.
  await pressAll(page, 'n', 't');
  await expect(status(page)).toHaveText('Taken over: “Road to Nowhere”.');
  await expect(returned(page).first()).toHaveText(/Taken over/u);
  const { own } = await readArticle(page);
  expect(own).toHaveLength(4);
  await page.keyboard.press('Control+z');
  await expect(returned(page).first()).toHaveText(/Not answered/u);
  expect((await readArticle(page)).own).toHaveLength(3);

  // The keys of the differences do nothing here; R goes to them and back, and it is remembered.
  await page.keyboard.press('x');
  await expect(status(page)).toHaveText(/you can contest it\. R shows the differences\./u);
  await page.keyboard.press('r');
  await expect(page.getByRole('heading', { name: /^Differences/u })).toBeVisible();
  await page.keyboard.press('r');
  await pressAll(page, 'Control+PageDown', 'Control+PageUp');
  await expect(page.getByRole('heading', { name: /^Returned/u })).toBeVisible();
  await run.quit();
});
