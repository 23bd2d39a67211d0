import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Locator, Page } from 'playwright/test';

import { cardOf, confirmImport, exportTo, openFiles, type ExportedFile } from './exchange.ts';
import { expect, test, type Run } from './fixtures.ts';
import { choose, expectChoices, partsOf, seedText, sha256, tabTo } from './window.ts';

/** Writes files, whose names may have folders, and answers their paths. */
async function write(folder: string, files: Readonly<Record<string, string>>): Promise<string[]> {
  const paths: string[] = [];
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
    paths.push(file);
  }
  return paths;
}

const FERRY = 'The ferry company promised “a new timetable” on Monday.\nUnions spoke of a trick.\n';
const BRIDGE = 'The mayor wants “a bridge by spring”.\nCritics asked who would pay for it.\n';

const onWords = (source: string, exact: string) => ({
  '@context': 'http://www.w3.org/ns/anno.jsonld',
  ...{ type: 'Annotation', id: `#${exact}` },
  body: [{ type: 'TextualBody', value: 'Quote', purpose: 'tagging' }],
  target: { source, selector: { type: 'TextQuoteSelector', exact } },
});

const homes = (sheet: Locator): Locator =>
  sheet.getByRole('region', { name: 'Articles without a text' });
const whoseTags = (page: Page): Locator => page.getByRole('combobox', { name: 'Whose tags' });

/** The words of everybody's tags on a text, by the name of who made them. */
function tagsOn(file: ExportedFile, text: string): Record<string, string[]> {
  const names = new Map(file.annotators.map(({ id, name }) => [id, name]));
  const article = file.articles.find((each) => each.sha256 === sha256(text));
  const sets = file.annotationSets.filter((set) => set.article === article?.id);
  return Object.fromEntries(
    sets.map((set) => [
      names.get(set.annotator) ?? '',
      set.annotations.map(({ target }) => target.fragments.map(({ exact }) => exact).join(' ')),
    ]),
  );
}

const everything = (run: Run, folder: string): Promise<ExportedFile> =>
  exportTo(run, path.join(folder, 'everything.json'), {
    what: /^Everything/u,
    whose: 'Everyone’s, each apart',
  });

test('annotations that are opened after their article find it by its words, and are kept as somebody’s', async ({
  run,
  folder,
}) => {
  const { page } = run;
  const [text = '', tags = ''] = await write(folder, {
    'texts/ferry.txt': FERRY,
    'from the web/x1.jsonld': JSON.stringify([
      onWords('https://example.org/x1', 'a new timetable'),
    ]),
  });
  await confirmImport(await openFiles(run, [text]));
  const sheet = await openFiles(run, [tags]);
  const card = cardOf(sheet, 'x1.jsonld');
  await expect(homes(card)).toContainText('The ferry company promised');
  await expect(homes(card)).toContainText('Its words stand in it. Its tag can be placed.');
  await expect(card).toContainText('The file does not say who made its tag.');
  await card.getByLabel('Name').fill('Web reader');
  await confirmImport(sheet);
  await expect(partsOf(page).status).toHaveText('Imported 1 new tag.');
  await expectChoices(whoseTags(page), ['Mine (0)', 'Web reader (1)']);
  expect(tagsOn(await everything(run, folder), FERRY)).toEqual({
    'Web reader': ['a new timetable'],
  });
});

test('an article and its annotations are opened at once', async ({ run, folder }) => {
  const paths = await write(folder, {
    'ferry.txt': FERRY,
    'ferry.jsonld': JSON.stringify([onWords('https://example.org/x1', 'a new timetable')]),
  });
  const sheet = await openFiles(run, paths);
  await expect(cardOf(sheet, 'ferry.jsonld')).toContainText('1 tag read: 1 new');
  await confirmImport(sheet);
  expect(Object.values(tagsOn(await everything(run, folder), FERRY))).toEqual([
    ['a new timetable'],
  ]);
  await expect(partsOf(run.page).articles.getByRole('button')).toHaveCount(6);
});

test('a file of brat that is opened alone brings the text from beside it, or from the folder of the texts', async ({
  run,
  folder,
}) => {
  const [beside = '', , apart = ''] = await write(folder, {
    'one/ferry.ann': 'T1\tQuote 27 44\t“a new timetable”\n',
    'one/ferry.txt': FERRY,
    'corpus/annotations/bridge.ann': 'T1\tQuote 16 36\t“a bridge by spring”\n',
    'corpus/text/bridge.txt': BRIDGE,
  });
  for (const [file, name, text] of [
    [beside, 'ferry.ann', 'one/ferry.txt'],
    [apart, 'bridge.ann', 'text/bridge.txt'],
  ] as const) {
    const sheet = await openFiles(run, [file]);
    await expect(cardOf(sheet, name)).toContainText(
      `Its text was read from files of the same name beside it: ${text}.`,
    );
    await confirmImport(sheet);
  }
  const file = await everything(run, folder);
  expect(Object.values(tagsOn(file, FERRY))).toEqual([['“a new timetable”']]);
  expect(Object.values(tagsOn(file, BRIDGE))).toEqual([['“a bridge by spring”']]);
});

test('where no article is found the analyst chooses one, with the keyboard alone', async ({
  run,
  folder,
}) => {
  const { page } = run;
  const words = 'cannot agree';
  const [tags = ''] = await write(folder, {
    'x1.jsonld': JSON.stringify([onWords('urn:x1', words), onWords('urn:x1', 'in nobody’s text')]),
    'ferry.txt': FERRY,
  });
  const sheet = await openFiles(run, [tags]);
  const card = cardOf(sheet, 'x1.jsonld');
  const found = homes(card);
  await expect(found).toContainText('No article chosen. 2 tags left out.');
  await tabTo(page, found.getByRole('button', { name: /^Choose article/u }));
  await page.keyboard.press('Enter');
  const picker = page.getByRole('combobox', { name: /^Article for/u });
  await expect(picker).toBeFocused();
  await page.keyboard.type('excluding russia');
  await page.keyboard.press('Enter');
  await expect(found).toContainText('Moscow: Excluding Russia');
  await expect(found).toContainText('Chosen by you. Of 2 tags 1 can be placed');
  // Escape closes the list alone.
  await tabTo(page, found.getByRole('button', { name: /^Choose another/u }));
  await page.keyboard.press('Enter');
  await expect(picker).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(picker).toHaveCount(0);
  await expect(sheet).toBeVisible();
  await tabTo(page, sheet.getByRole('button', { name: 'Import', exact: true }));
  await page.keyboard.press('Enter');
  await expect(sheet).toBeHidden();
  const { annotationSets, articles } = await everything(run, folder);
  const article = articles.find((each) => each.sha256 === sha256(seedText(1)));
  expect(annotationSets.filter((set) => set.article === article?.id)).toHaveLength(1);
});

const line = (...label: readonly (readonly [number, number, string])[]): string =>
  `${JSON.stringify({ text: FERRY, label })}\n`;

test('two files of one name are two people’s, and the analyst says who they are before anything is stored', async ({
  run,
  folder,
}) => {
  const { page } = run;
  const paths = await write(folder, {
    'anna/all.jsonl': line([27, 44, 'Quote'], [72, 79, 'Framing']),
    'bert/all.jsonl': line([28, 43, 'Quote']),
  });
  for (const [index, name] of ['anna', 'bert'].entries()) {
    const sheet = await openFiles(run, paths.slice(index, index + 1));
    const card = cardOf(sheet, 'all.jsonl');
    await expect(card.getByLabel('Name')).toHaveValue(name);
    await expect(card).not.toContainText('They take the place of');
    await card.getByLabel('Name').fill(name === 'anna' ? 'Anna' : 'Bert');
    await confirmImport(sheet);
  }
  await partsOf(page)
    .articles.getByRole('button', { name: /^The ferry company/u })
    .click();
  await expectChoices(whoseTags(page), ['Mine (0)', 'Anna (2)', 'Bert (1)']);

  // A third file, of somebody who is known: what it replaces is said, and it is the analyst's choice.
  const [third = ''] = await write(folder, { 'later/all.jsonl': line([72, 79, 'Claim']) });
  const sheet = await openFiles(run, [third]);
  const card = cardOf(sheet, 'all.jsonl');
  const madeBy = card.getByRole('combobox', { name: 'Made by' });
  await choose(madeBy, 'Anna');
  await expect(card).toContainText(
    'They take the place of the 2 tags here. 2 of those are not in this file.',
  );
  await choose(madeBy, 'Somebody new');
  await expect(card).not.toContainText('They take the place of');
  await card.getByLabel('Name').fill('anna');
  await expect(card).toContainText('Somebody called Anna is here already.');
  await confirmImport(sheet);
  expect(tagsOn(await everything(run, folder), FERRY)).toEqual({
    Anna: ['“a new timetable”', 'a trick'],
    Bert: ['a new timetable'],
    'anna (2)': ['a trick'],
  });
});

test('a folder is opened with all that is in it, and what is not understood is said to be so', async ({
  run,
  folder,
}) => {
  await write(folder, {
    'corpus/README.md': 'What this is.',
    'corpus/text/ferry.txt': FERRY,
    'corpus/annotations/ferry.gold.ann': 'T1\tQuote 27 44\t“a new timetable”\n',
    'corpus/more/bridge.txt': BRIDGE,
    'corpus/lines/dev.jsonl': line([28, 43, 'Quote']),
    'corpus/lines/settings.jsonl': '{"colour": "red"}\n',
  });
  const sheet = await openFiles(run, [path.join(folder, 'corpus')]);
  await expect(sheet.getByRole('region', { name: 'Refused' }).getByRole('listitem')).toHaveText([
    /^lines\/settings\.jsonl is of no format that is known here\. It looks like .*JSON with the names? colour/u,
  ]);
  await expect(sheet).toContainText('Not opened, as it is about the data: README.md.');
  await expect(cardOf(sheet, 'more/bridge.txt').getByLabel('Title')).toHaveValue(/^The mayor/u);
  await expect(cardOf(sheet, 'corpus')).toContainText('1 tag read: 1 new');
  await expect(cardOf(sheet, 'lines/dev.jsonl')).toContainText('1 tag read: 1 new');
  await confirmImport(sheet);
  await expect(partsOf(run.page).articles.getByRole('button')).toHaveCount(7);
});

test('a thousand articles are opened in one go, selected and unselected together', async ({
  run,
  folder,
}) => {
  test.slow();
  const { page } = run;
  await write(
    folder,
    Object.fromEntries(
      Array.from({ length: 1_012 }, (_, n) => [
        `many/${n}.txt`,
        `Report ${n}\n\nOf the day ${n}.\n`,
      ]),
    ),
  );
  const sheet = await openFiles(run, [path.join(folder, 'many')]);
  await expect(sheet).toContainText('1,012 articles.');
  await expect(sheet.getByRole('button', { name: 'Import 1012' })).toBeEnabled();
  await sheet.getByRole('button', { name: 'Select none' }).click();
  await expect(sheet.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  await sheet.getByRole('checkbox', { name: '0.txt', exact: true }).check();
  await sheet.getByRole('button', { name: 'Details of 0.txt' }).click();
  await sheet.getByLabel('Title').fill('The first one');
  // The window answers while all of them are stored.
  await sheet.getByRole('button', { name: 'Select all' }).click();
  await sheet.getByRole('button', { name: 'Import 1012' }).click();
  await expect(sheet.getByRole('progressbar')).toBeVisible();
  await expect(sheet).toBeHidden({ timeout: 60_000 });
  await expect(partsOf(page).status).toHaveText('Imported 1,012 articles.');
  await expect(
    partsOf(page).articles.getByRole('button', { name: /^The first one/u }),
  ).toBeVisible();
});
