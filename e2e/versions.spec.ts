import { readFile, rename } from 'node:fs/promises';
import path from 'node:path';

import type { Page } from 'playwright/test';

import { fromJsonText } from '#core/guards/transfer.ts';

import { ANNA, colleagueFile, idOf, importColleague, type NamedTag } from './colleague.ts';
import { cardOf, confirmImport, exportTo, expectSlices, openFiles } from './exchange.ts';
import { expect, listFiles, test } from './fixtures.ts';
import { dragOver, openSeed001, partsOf, seedText, sha256 } from './window.ts';

const TEXT = seedText(1);
/** What another outlet's page said a day later: some words changed, a sentence added. */
const LATER = TEXT.replace('cannot agree', 'can not agree').replace(
  'veto power',
  'a right of refusal. No comment came from the alliance',
);
const TAGS: readonly NamedTag[] = [
  { words: 'Admiral Giuseppe Cavo Dragone', category: 'claim' },
  { words: '“can not agree”', category: 'quote', attributes: { quoteType: 'direct' } },
  { words: 'a right of refusal', category: 'framing' },
  { words: 'No comment came', category: 'claim', note: 'Only in the later one.' },
];

const rows = (page: Page) => page.getByRole('list', { name: 'Differences' }).getByRole('button');
const card = (page: Page) => page.getByRole('region', { name: 'Difference' });

/** The article as the store has it. */
async function opened(page: Page) {
  const answer = await page.evaluate(
    (articleId) => window.framewise.invoke('articles:open', { articleId }),
    sha256(TEXT),
  );
  if (!answer.ok) throw new Error(answer.error.type);
  return answer.value;
}

test('tags of another version of a text are placed by a person, and asked about once', async ({
  run,
  launch,
  folder,
  dataFolder,
}) => {
  const { page } = run;
  await openSeed001(page);
  const { title } = (await opened(page)).summary.details;
  const file = await colleagueFile(folder, ANNA, TAGS, { title, text: LATER });
  const sheet = await openFiles(run, [file]);
  await expect(cardOf(sheet, path.basename(file))).toContainText(
    '1 can be placed, 1 with a proposed place, 2 whose words are nowhere in it.',
  );
  await confirmImport(sheet);
  const setFiles = (await listFiles(dataFolder)).filter((name) => /[\\/]sets[\\/]/u.test(name));
  const bytesOfSets = () =>
    Promise.all(setFiles.map((name) => readFile(path.join(dataFolder, name), 'utf8')));
  const sent = await bytesOfSets();
  expect(sent).toHaveLength(1);

  await partsOf(page).article.focus();
  await page.keyboard.press('Control+2');
  await expect(rows(page)).toHaveText([
    /Place to confirm/u,
    /No place found/u,
    /No place found/u,
    /Only theirs/u,
  ]);
  await page.keyboard.press('n');
  await expect(card(page)).toContainText('“can not agree”');
  await expect(card(page)).toContainText('“cannot agree”');
  await expect(card(page)).toContainText(/\d\d % alike/u);
  await expect(card(page)).toContainText('No other place is as good.');
  await page.keyboard.press('m');
  await expect(partsOf(page).status).toHaveText(/^This tag has no place yet\./u);
  await page.keyboard.press('a');
  await expect(partsOf(page).status).toHaveText('Place confirmed. 4 of 4 differences are left.');

  await expect(card(page)).toContainText('a right of refusal');
  await page.keyboard.press('e');
  await expect(partsOf(page).status).toHaveText(/^Select the words in the article/u);
  await dragOver(page, 'veto power');
  await page.keyboard.press('e');
  await expect(partsOf(page).status).toHaveText(/^Placed at veto power\. 4 of 4/u);
  await expect(card(page)).toContainText('No comment came');
  await page.keyboard.press('x');
  await expect(partsOf(page).status).toHaveText('No place here. 3 of 4 differences are left.');
  // Placed, they are differences as any other.
  await expect(rows(page)).toHaveText([
    /No place here/u,
    /Only theirs/u,
    /Only theirs/u,
    /Only theirs/u,
  ]);
  for (const left of [2, 1]) {
    await page.keyboard.press('a');
    await expect(partsOf(page).status).toHaveText(
      new RegExp(`^Accepted .+’s\\. ${left} of 4`, 'u'),
    );
  }
  await page.keyboard.press('a');
  await expect(partsOf(page).status).toHaveText(/All 4 differences are decided\.$/u);

  // What its author sent is as it was; what was exported says what this text says.
  expect(await bytesOfSets()).toEqual(sent);
  const exported = await exportTo(run, path.join(folder, 'everyone.json'));
  const tags = exported.annotationSets.flatMap(({ annotations }) => annotations);
  expect(tags.map(({ target }) => target.fragments[0]?.exact).sort()).toEqual([
    'Admiral Giuseppe Cavo Dragone',
    'veto power',
    '“cannot agree”',
  ]);
  expectSlices(
    TEXT,
    tags.flatMap(({ target }) => target.fragments),
  );
  expect(new Set(tags.map(({ creator }) => creator))).toEqual(new Set([idOf(ANNA)]));

  // A newer file with one more tag asks about that one alone.
  const more = await colleagueFile(
    folder,
    ANNA,
    [...TAGS, { words: 'came from the', category: 'quote' }],
    {
      title,
      text: LATER,
    },
  );
  await confirmImport(await openFiles(run, [more]));
  await expect(rows(page).filter({ hasText: 'Not decided' })).toHaveText([/came from the/u]);
  expect((await opened(page)).placements).toHaveLength(3);
  await page.keyboard.press('Control+z');
  await expect(rows(page)).toHaveCount(4);
  await run.quit();

  const again = await launch();
  await openSeed001(again.page);
  await again.page.keyboard.press('Control+2');
  await expect(rows(again.page).filter({ hasText: 'Not decided' })).toHaveCount(0);
  // Undone one by one, back to what the file brought.
  for (const count of [1, 2, 3]) {
    await again.page.keyboard.press('Control+z');
    await expect(rows(again.page).filter({ hasText: 'Not decided' })).toHaveCount(count);
  }
  for (let undone = 0; undone < 3; undone += 1) await again.page.keyboard.press('Control+z');
  await expect(rows(again.page)).toHaveText([
    /Place to confirm/u,
    /No place found/u,
    /No place found/u,
    /Only theirs/u,
  ]);
  expect((await opened(again.page)).placements).toEqual([]);
});

test('a place that was confirmed can be taken back from the card', async ({ run, folder }) => {
  const { page } = run;
  await openSeed001(page);
  const { title } = (await opened(page)).summary.details;
  const file = await colleagueFile(folder, ANNA, TAGS.slice(1, 2), { title, text: LATER });
  await confirmImport(await openFiles(run, [file]));
  await partsOf(page).article.focus();
  await page.keyboard.press('Control+2');
  await rows(page).first().click();
  await card(page)
    .getByRole('button', { name: /^Confirm This Place/u })
    .click();
  await rows(page).first().click();
  await card(page).getByRole('button', { name: 'Take the place back' }).click();
  await expect(rows(page)).toHaveText([/Place to confirm/u]);
  await expect(partsOf(page).status).toHaveText(
    'The tag is without a place again. 1 of 1 difference is left.',
  );
});

test('a known name with another id is asked about, and is one person or two as the analyst says', async ({
  run,
  folder,
}) => {
  const { page } = run;
  await openSeed001(page);
  await importColleague(run, folder, [{ words: 'cannot agree', category: 'quote' }]);
  const elsewhere = { number: 9, name: ANNA.name };
  const people = async (): Promise<readonly string[]> =>
    fromJsonText((await opened(page)).sets).map(({ annotator }) => annotator.id);
  const file = await colleagueFile(folder, elsewhere, [
    { words: 'cannot agree', category: 'quote' },
    { words: 'veto power', category: 'claim' },
  ]);
  let sheet = await openFiles(run, [file]);
  const isSame = sheet.getByRole('checkbox', { name: /^This is the same Anna Berg/u });
  await expect(isSame).not.toBeChecked();
  await confirmImport(sheet);
  expect(await people()).toEqual([idOf(ANNA), idOf(elsewhere)]);
  await page.keyboard.press('Control+z');
  await expect.poll(people).toEqual([idOf(ANNA)]);

  const renamed = path.join(folder, 'again.json');
  await rename(file, renamed);
  sheet = await openFiles(run, [renamed]);
  await sheet.getByRole('checkbox', { name: /^This is the same Anna Berg/u }).check();
  await confirmImport(sheet);
  expect(await people()).toEqual([idOf(ANNA)]);
  await partsOf(page).article.focus();
  await page.keyboard.press('Control+2');
  await expect(rows(page)).toHaveText([/cannot agree/u, /veto power/u]);
});
