import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Page } from 'playwright/test';

import {
  cardOf,
  confirmImport,
  expectSlices,
  exportTo,
  openExportSheet,
  openFiles,
  settledSums,
  withoutTime,
  writeFiles,
  type ExportedFile,
  type ExportedTag,
} from './exchange.ts';
import { answerSaveDialog, appFolder, expect, listFiles, test } from './fixtures.ts';
import {
  choose,
  expectChoices,
  clickOn,
  openArticle,
  openSeed001,
  partsOf,
  seedText,
  selectWords,
  sha256,
  signAs,
  tagRows,
} from './window.ts';

/** Tags seed 001 with everything that a tag can have, before and behind its emoji. */
async function tagRichly(page: Page): Promise<void> {
  const { details } = partsOf(page);
  await openSeed001(page);
  await selectWords(page, '“cannot agree”');
  await page.keyboard.press('1');
  await expect(tagRows(page)).toHaveCount(1);
  await signAs(page, 'Анна “A” O’Neil');
  await selectWords(page, '“will not work.”');
  await page.keyboard.press('u');
  await selectWords(page, 'Lavrov', 1);
  await page.keyboard.press('r');
  await expect(details.getByLabel('Speaker', { exact: true })).toHaveValue('Lavrov');
  await details.getByLabel('Note').fill('A note 🌐\nwith “two” lines');
  await page.keyboard.press('Escape');
  for (const [words, digit] of [
    ['Admiral Giuseppe Cavo Dragone', '2'],
    ['“just, credible and durable peace.”', '1'],
    ['veto power', '2'],
  ] as const) {
    const before = await tagRows(page).count();
    await selectWords(page, words);
    await page.keyboard.press(digit);
    await expect(tagRows(page)).toHaveCount(before + 1);
  }
}

/** Tags the next quotation of seed 004. */
async function tagSeed004(page: Page): Promise<void> {
  await openArticle(page, /^Foreign Minister Sergey Lavrov says/u, seedText(4));
  await partsOf(page).article.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('q');
  await page.keyboard.press('1');
  await expect(tagRows(page)).toHaveCount(1);
}

function tagsOf(file: ExportedFile): ExportedTag[] {
  return file.annotationSets.flatMap(({ annotations }) => annotations);
}

/** The first words of every tag. */
function wordsOf(tags: readonly ExportedTag[]): string[] {
  return tags.map(({ target }) => target.fragments[0]?.exact ?? '');
}

const GOLDEN = [
  { exact: '“cannot agree”', codePoints: [644, 658], utf16: [644, 658] },
  { exact: 'Admiral Giuseppe Cavo Dragone', codePoints: [1132, 1161], utf16: [1133, 1162] },
  { exact: '“just, credible and durable peace.”', codePoints: [1218, 1253], utf16: [1219, 1254] },
  { exact: 'veto power', codePoints: [2583, 2593], utf16: [2587, 2597] },
] as const;

test('every tag stands in the file at its place in both units, with all that it has', async ({
  run,
  folder,
}) => {
  await tagRichly(run.page);
  const file = await exportTo(run, path.join(folder, 'out.json'));
  expect(file).toMatchObject({ format: 'framewise', version: 2 });
  expect(file.articles.map((each) => each.sha256)).toEqual([sha256(seedText(1))]);
  expect(file.articles[0]?.length).toEqual({ utf16: 2961, codePoints: 2956 });
  const tags = tagsOf(file);
  expect(
    tags.map(({ target }) => {
      const first = target.fragments[0];
      return {
        exact: first?.exact,
        codePoints: [first?.codePoints.start, first?.codePoints.end],
        utf16: [first?.utf16.start, first?.utf16.end],
      };
    }),
  ).toEqual(GOLDEN);
  const text = seedText(1);
  for (const { target, attributeSpans } of tags) {
    expectSlices(text, [...target.fragments, ...Object.values(attributeSpans)]);
  }
  const first = tags[0];
  expect(first?.target.fragments.map(({ exact }) => exact)).toEqual([
    '“cannot agree”',
    '“will not work.”',
  ]);
  expect(first?.note).toBe('A note 🌐\nwith “two” lines');
  expect(first?.attributes).toMatchObject({ speaker: 'Lavrov' });
  expect(first?.attributeSpans['speaker']?.exact).toBe('Lavrov');
  const { prefix, suffix, utf16 } = first?.target.fragments[0] ?? {};
  expect(prefix).toBe(text.slice((utf16?.start ?? 0) - 32, utf16?.start));
  expect(suffix).toBe(text.slice(utf16?.end, (utf16?.end ?? 0) + 32));
  expect(file.annotators.map(({ name }) => name)).toEqual(['Анна “A” O’Neil']);
  expect(new Set(tags.map(({ creator }) => creator))).toEqual(new Set([file.annotators[0]?.id]));
});

test('this article, this event and everything hold what they say', async ({ run, folder }) => {
  const { page } = run;
  await tagRichly(page);
  await tagSeed004(page);
  const alone = 'A report without an event\nHe said “alone”.\n';
  const sheet = await openFiles(run, await writeFiles(folder, { 'alone.txt': alone }));
  await choose(sheet.getByLabel('Event', { exact: true }), 'No event');
  await confirmImport(sheet);
  const idsOf = (file: ExportedFile): string[] => file.articles.map(({ id }) => id);
  const inEvent = ([0, 1, 2, 3, 4] as const).map((number) => sha256(seedText(number))).sort();
  const target = path.join(folder, 'out.json');

  const article = await exportTo(run, target, { what: /^This article/u });
  expect(idsOf(article)).toEqual([sha256(alone)]);
  expect(tagsOf(article)).toEqual([]);
  const without = await exportTo(run, target, { what: /^Articles without an event/u });
  expect(idsOf(without)).toEqual([sha256(alone)]);

  await openArticle(page, /^Foreign Minister Sergey Lavrov says/u, seedText(4));
  const event = await exportTo(run, target, { what: /^This event: Lavrov/u });
  expect(idsOf(event)).toEqual(inEvent);
  expect(tagsOf(event)).toHaveLength(5);
  const all = await exportTo(run, target, { what: /^Everything/u });
  expect(idsOf(all)).toEqual([...inEvent, sha256(alone)].sort());
  expect(tagsOf(all)).toHaveLength(5);
  expect(all.articles.map(({ text }) => sha256(text ?? ''))).toEqual(idsOf(all));
});

test('without text and without names the file holds neither', async ({ run, folder }) => {
  await tagRichly(run.page);
  const target = path.join(folder, 'out.json');
  const file = await exportTo(run, target, { includeText: false, hideNames: true });
  const written = await readFile(target, 'utf8');
  expect(file.articles[0]).not.toHaveProperty('text');
  expect(file.articles[0]?.sha256).toBe(sha256(seedText(1)));
  expect(written).not.toContain('Leave a Comment');
  expect(written).not.toMatch(/Анна|O’Neil/u);
  expect(file.annotators.map(({ name }) => name)).toEqual(['annotator 1']);
  expect(wordsOf(tagsOf(file))).toEqual(GOLDEN.map(({ exact }) => exact));
});

test('the same state gives the same bytes, also after a restart', async ({ launch, folder }) => {
  let run = await launch();
  await tagRichly(run.page);
  const [a, b, c] = ['a.json', 'b.json', 'c.json'].map((name) => path.join(folder, name));
  if (!a || !b || !c) throw new Error('Three names make three paths.');
  await exportTo(run, a, { what: /^Everything/u });
  await exportTo(run, b, { what: /^Everything/u });
  await run.quit();
  run = await launch();
  await expect(tagRows(run.page)).toHaveCount(4);
  await exportTo(run, c, { what: /^Everything/u });
  const first = await withoutTime(a);
  expect(await withoutTime(b)).toBe(first);
  expect(await withoutTime(c)).toBe(first);
});

test('the sheet shows the first record as it will stand in the file', async ({ run, folder }) => {
  const { app, page } = run;
  await openSeed001(page);
  let sheet = await openExportSheet(page);
  await expect(sheet).toContainText('1 article, 0 tags');
  await sheet.getByText('How the first record stands in the file').click();
  await expect(sheet.getByLabel('First record')).toContainText('"title": "Moscow: Excluding');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();

  await tagRichly(page);
  const target = path.join(folder, 'out.json');
  await answerSaveDialog(app, target);
  sheet = await openExportSheet(page, { includeText: false });
  await expect(sheet).toContainText('1 article, 4 tags');
  await expect(sheet.getByRole('region', { name: 'First tag' })).toContainText('¶');
  await sheet.getByText('How the first record stands in the file').click();
  const sample = JSON.parse(await sheet.getByLabel('First record').innerText()) as unknown;
  await sheet.getByRole('button', { name: 'Export…' }).click();
  const done = page.getByRole('dialog', { name: 'Exported' });
  await expect(done).toContainText('Exported 1 article, 4 tags to out.json.');
  await expect(partsOf(page).status).toHaveText('Exported 1 article, 4 tags to out.json.');
  const file = JSON.parse(await readFile(target, 'utf8')) as ExportedFile;
  expect(sample).toEqual(tagsOf(file)[0]);

  await done.getByRole('button', { name: 'Copy path' }).click();
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe(target);
  await app.evaluate(({ shell }) => {
    shell.showItemInFolder = (file_) => Object.assign(globalThis, { shown: file_ });
  });
  await done.getByRole('button', { name: 'Show in folder' }).click();
  await expect
    .poll(() => app.evaluate(() => (globalThis as { shown?: string }).shown))
    .toBe(target);
});

test('a file that cannot be written is said to be, and another place can be chosen', async ({
  run,
  folder,
}) => {
  const { app, page } = run;
  await openSeed001(page);
  const sheet = await openExportSheet(page);
  const save = sheet.getByRole('button', { name: 'Export…' });
  await answerSaveDialog(app, null);
  await save.click();
  await expect(save).toBeEnabled();
  await expect(sheet.getByRole('alert')).toHaveCount(0);

  const gone = path.join(folder, 'gone', 'out.json');
  await answerSaveDialog(app, gone);
  await save.click();
  await expect(sheet.getByRole('alert')).toHaveText(
    `The file could not be written to ${gone}. This folder is not there any more. Choose another one; nothing was changed.`,
  );
  const taken = path.join(folder, 'taken');
  await mkdir(taken);
  await answerSaveDialog(app, taken);
  await save.click();
  await expect(sheet.getByRole('alert')).toContainText('There is a folder of this name.');

  // Root may write everywhere but into what the system itself makes up.
  const locked = process.geteuid?.() === 0 ? '/sys' : path.join(folder, 'locked');
  await mkdir(locked, { mode: 0o500, recursive: true });
  for (const [format, name] of [
    ['brat standoff', 'out'],
    ['Framewise (JSON)', 'out.json'],
  ] as const) {
    await choose(sheet.getByLabel('Format', { exact: true }), format);
    await answerSaveDialog(app, path.join(locked, name));
    await save.click();
    await expect(sheet.getByRole('alert')).toHaveText(
      `The file could not be written to ${path.join(locked, name)}. This folder may not be written to. Choose another one; nothing was changed.`,
    );
  }
  expect(await listFiles(folder)).toEqual([]);

  const target = path.join(folder, 'out.json');
  await writeFile(target, 'an older file');
  await answerSaveDialog(app, target);
  await save.click();
  await expect(page.getByRole('dialog', { name: 'Exported' })).toBeVisible();
  expect(JSON.parse(await readFile(target, 'utf8'))).toMatchObject({ format: 'framewise' });
});

test('opening the own export adds nothing, and brings deleted tags back as they were', async ({
  run,
  folder,
}) => {
  const { page } = run;
  const { status } = partsOf(page);
  await tagRichly(page);
  const target = path.join(folder, 'own.json');
  await exportTo(run, target);
  const before = await withoutTime(target);

  let sheet = await openFiles(run, [target]);
  const card = cardOf(sheet, 'own.json');
  await expect(card).toContainText('4 tags read: 0 new, 4 already here, 0 refused.');
  await expect(card.getByRole('listitem')).toHaveText('Анна “A” O’Neil (you): 4 tags');
  await confirmImport(sheet);
  await expect(status).toHaveText('Imported 0 new tags.');
  await expect(tagRows(page)).toHaveCount(4);

  await tagRows(page).first().click();
  await tagRows(page)
    .last()
    .click({ modifiers: ['Shift'] });
  await page.keyboard.press('Delete');
  await expect(tagRows(page)).toHaveCount(0);
  sheet = await openFiles(run, [target]);
  await expect(cardOf(sheet, 'own.json')).toContainText('4 new, 0 already here');
  await confirmImport(sheet);
  await expect(status).toHaveText('Imported 4 new tags.');
  await expect(tagRows(page)).toHaveCount(4);
  await expect(tagRows(page).first()).toHaveAccessibleName(/^Quote, Lavrov: “cannot agree”/u);
  const again = path.join(folder, 'again.json');
  await exportTo(run, again);
  expect(await withoutTime(again)).toBe(before);

  await page.keyboard.press('Control+z');
  await expect(status).toHaveText(/^Undid: import own\.json/u);
  await expect(tagRows(page)).toHaveCount(0);
  await page.keyboard.press('Control+Shift+z');
  await expect(tagRows(page)).toHaveCount(4);
});

test('a file without text finds its place in the text that is here', async ({ run, folder }) => {
  const { page } = run;
  await tagRichly(page);
  const target = path.join(folder, 'bare.json');
  await exportTo(run, target, { includeText: false });
  await tagRows(page).first().click();
  await page.keyboard.press('Delete');
  await expect(tagRows(page)).toHaveCount(3);
  const sheet = await openFiles(run, [target]);
  await expect(cardOf(sheet, 'bare.json')).toContainText('4 tags read: 1 new, 3 already here');
  await confirmImport(sheet);
  await expect(tagRows(page)).toHaveCount(4);
});

/** Lets a second analyst tag 001 at another computer and exports that. */
async function exportOfBoris(
  launch: Parameters<Parameters<typeof test>[2]>[0]['launch'],
  otherData: string,
  target: string,
): Promise<ExportedFile> {
  const other = await launch({ args: [`--user-data-dir=${otherData}`] });
  const { page } = other;
  await openSeed001(page);
  await selectWords(page, '“just, credible and durable peace.”');
  await page.keyboard.press('1');
  await expect(tagRows(page)).toHaveCount(1);
  await signAs(page, 'Boris');
  await selectWords(page, 'Admiral Giuseppe Cavo Dragone');
  await page.keyboard.press('2');
  await expect(tagRows(page)).toHaveCount(2);
  const file = await exportTo(other, target);
  await other.quit();
  return file;
}

test('a second analyst’s tags open as a set of their own beside one’s own', async ({
  launch,
  folder,
  otherData,
}) => {
  test.slow();
  const theirs = path.join(folder, 'boris.json');
  const boris = await exportOfBoris(launch, otherData, theirs);
  expect(boris.annotators.map(({ name }) => name)).toEqual(['Boris']);

  let run = await launch();
  let { page } = run;
  await tagRichly(page);
  const mine = path.join(folder, 'mine.json');
  const before = await exportTo(run, mine);

  const sheet = await openFiles(run, [theirs]);
  await expect(cardOf(sheet, 'boris.json').getByRole('listitem')).toHaveText(
    'Boris, kept as a set of its own: 2 tags',
  );
  // Somebody who has tags here is not asked whether these are theirs.
  await expect(sheet.getByRole('checkbox', { name: /These are my own tags/u })).toHaveCount(0);
  await confirmImport(sheet);
  await expect(partsOf(page).status).toHaveText('Imported 2 new tags.');

  const whose = page.getByRole('combobox', { name: 'Whose tags' });
  await expectChoices(whose, ['Mine (4)', 'Boris (2)']);
  await expect(tagRows(page)).toHaveCount(4);
  await choose(whose, 'Boris (2)');
  await expect(tagRows(page)).toHaveCount(2);
  await expect(tagRows(page).first()).toHaveAccessibleName(/Admiral Giuseppe Cavo Dragone/u);
  // They can be read and not changed.
  await tagRows(page).first().click();
  await page.keyboard.press('Delete');
  await expect(tagRows(page)).toHaveCount(2);
  await choose(whose, 'Mine (4)');
  await expect(tagRows(page)).toHaveCount(4);

  const both = await exportTo(run, path.join(folder, 'both.json'));
  const setsBy = (file: ExportedFile, name: string): unknown[] => {
    const id = file.annotators.find((each) => each.name === name)?.id;
    return file.annotationSets.filter(({ annotator }) => annotator === id);
  };
  expect(both.annotators.map(({ name }) => name).sort()).toEqual(['Boris', 'Анна “A” O’Neil']);
  expect(setsBy(both, 'Анна “A” O’Neil')).toEqual(setsBy(before, 'Анна “A” O’Neil'));
  expect(setsBy(both, 'Boris')).toEqual(setsBy(boris, 'Boris'));

  await run.quit();
  run = await launch();
  ({ page } = run);
  await expectChoices(page.getByRole('combobox', { name: 'Whose tags' }), [
    'Mine (4)',
    'Boris (2)',
  ]);
  const again = await openFiles(run, [theirs]);
  await expect(cardOf(again, 'boris.json')).toContainText('0 new, 2 already here');
});

test('a file cannot speak for the analyst by using their name (bad input 44)', async ({
  launch,
  folder,
  otherData,
}) => {
  const theirs = path.join(folder, 'boris.json');
  await exportOfBoris(launch, otherData, theirs);
  const run = await launch();
  const { page } = run;
  await openSeed001(page);
  await selectWords(page, 'veto power');
  await page.keyboard.press('2');
  await signAs(page, 'Boris');
  const sheet = await openFiles(run, [theirs]);
  await expect(cardOf(sheet, 'boris.json').getByRole('listitem')).toHaveText(
    'Boris (imported), kept as a set of its own: 2 tags',
  );
  await confirmImport(sheet);
  await expect(tagRows(page)).toHaveCount(1);
  await expectChoices(page.getByRole('combobox', { name: 'Whose tags' }), [
    'Mine (1)',
    'Boris (imported) (2)',
  ]);
});

test('at a new computer the analyst goes on as themselves', async ({
  launch,
  folder,
  otherData,
}) => {
  const theirs = path.join(folder, 'boris.json');
  const exported = await exportOfBoris(launch, otherData, theirs);
  const run = await launch();
  const { page } = run;
  await openSeed001(page);
  const sheet = await openFiles(run, [theirs]);
  await sheet.getByRole('checkbox', { name: 'These are my own tags: continue as Boris' }).check();
  await confirmImport(sheet);
  await expect(tagRows(page)).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Boris', exact: true })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Whose tags' })).toHaveCount(0);
  // The name is known now and is not asked for again.
  await selectWords(page, 'veto power');
  await page.keyboard.press('2');
  await expect(tagRows(page)).toHaveCount(3);
  await expect(page.getByLabel('Sign tags as')).toHaveCount(0);
  const again = await exportTo(run, path.join(folder, 'again.json'));
  expect(again.annotators).toEqual(exported.annotators);
  expect(wordsOf(tagsOf(again))).toEqual([...wordsOf(tagsOf(exported)), 'veto power']);
});

test('details, marks and boilerplate said at the old computer are there at the new one', async ({
  launch,
  folder,
  otherData,
}) => {
  const there = await launch({ args: [`--user-data-dir=${otherData}`] });
  await openSeed001(there.page);
  await selectWords(there.page, 'veto power');
  await there.page.keyboard.press('2');
  await there.page.getByRole('button', { name: 'Add source…', exact: true }).click();
  await there.page.getByRole('textbox', { name: 'Outlet' }).fill('The Daily');
  await there.page.getByRole('textbox', { name: 'Title' }).fill('Road to nowhere');
  await there.page.getByRole('button', { name: 'Save' }).click();
  await expect(partsOf(there.page).undo).toHaveText(/Undo: edit article details/u);
  await clickOn(there.page, 'YouTube');
  await there.page.keyboard.press('l');
  await expect(partsOf(there.page).undo).toHaveText(/Undo: mark boilerplate/u);
  const file = path.join(folder, 'everything.json');
  await exportTo(there, file, { what: /^Everything/u });
  await there.quit();

  const here = await launch();
  const sheet = await openFiles(here, [file]);
  await sheet.getByRole('checkbox', { name: /These are my own tags/u }).check();
  await confirmImport(sheet);
  await expect(
    partsOf(here.page).articles.getByRole('button', { name: /^Road to nowhere, The Daily/u }),
  ).toBeVisible();
  const again = path.join(folder, 'again.json');
  await exportTo(here, again, { what: /^Everything/u });
  expect(await withoutTime(again)).toBe(await withoutTime(file));
});

/** The program as it would be delivered without samples, so that its library begins empty. */
async function appWithoutSamples(folder: string): Promise<string> {
  const app = path.join(folder, 'application');
  await mkdir(path.join(app, 'seeds'), { recursive: true });
  await cp(path.join(appFolder, 'package.json'), path.join(app, 'package.json'));
  await cp(
    path.join(appFolder, 'seeds', 'codebook.json'),
    path.join(app, 'seeds', 'codebook.json'),
  );
  await symlink(path.join(appFolder, 'dist'), path.join(app, 'dist'));
  await symlink(path.join(appFolder, 'node_modules'), path.join(app, 'node_modules'));
  return app;
}

for (const own of [true, false]) {
  test(`a full export opened in an empty library ${own ? 'as one’s own' : 'as somebody else’s'} gives the same file again`, async ({
    launch,
    folder,
    otherData,
  }) => {
    test.slow();
    const first = await launch();
    await tagRichly(first.page);
    await tagSeed004(first.page);
    const target = path.join(folder, 'full.json');
    await exportTo(first, target, { what: /^Everything/u });
    await first.quit();

    const run = await launch({
      folder: await appWithoutSamples(folder),
      args: [`--user-data-dir=${otherData}`],
    });
    const { page } = run;
    await expect(page.getByText(/^No articles yet\./u).first()).toBeVisible();
    const sheet = await openFiles(run, [target]);
    const card = cardOf(sheet, 'full.json');
    await expect(card).toContainText('5 articles not in this library will be added');
    if (own) await card.getByRole('checkbox', { name: /^These are my own tags/u }).check();
    await confirmImport(sheet);
    await expect(partsOf(page).status).toHaveText('Imported 5 articles, 5 new tags.');
    await expect(partsOf(page).articles.getByRole('button')).toHaveCount(5);
    await openSeed001(page);
    if (!own) {
      const whose = page.getByRole('combobox', { name: 'Whose tags' });
      await choose(whose, 'Анна “A” O’Neil (4)');
    }
    await expect(tagRows(page)).toHaveCount(4);
    const again = path.join(folder, 'again.json');
    await exportTo(run, again, { what: /^Everything/u });
    expect(await withoutTime(again)).toBe(await withoutTime(target));
  });
}

type Spoil = (good: string) => string | Uint8Array;

/** Files that are refused whole, made from a good one, with what is said of each. */
const REFUSED: readonly { name: string; spoil: Spoil; reason: RegExp }[] = [
  {
    name: 'truncated.json',
    spoil: (good) => good.slice(0, 2000),
    reason: /^truncated\.json is incomplete: it ends at byte [\d,]+\. Nothing was changed\.$/u,
  },
  {
    name: 'trailing.json',
    spoil: (good) => `${good}{}`,
    reason: /^trailing\.json is not JSON: something follows its end at byte/u,
  },
  {
    name: 'other.json',
    spoil: () => '{"format":"someone-else","articles":[]}',
    reason:
      /^other\.json is of no format that is known here\. It looks like JSON with the names format and articles\./u,
  },
  {
    name: 'array.json',
    spoil: () => '[]',
    reason: /^array\.json is of no format that is known here\. It looks like JSON\./u,
  },
  {
    name: 'newer.json',
    spoil: (good) => good.replace('"version": 2', '"version": 4'),
    reason: /^Made with a newer version \(format 4\)\. Update to open it\. Nothing was changed\.$/u,
  },
  {
    name: 'words.json',
    spoil: () => 'this is not JSON at all',
    reason:
      /^words\.json is not JSON: “.+” at byte \d+ does not belong there\. Nothing was changed\.$/u,
  },
  { name: 'empty.json', spoil: () => '', reason: /^empty\.json is empty\.$/u },
  {
    name: 'zeros.json',
    spoil: (good) => new Uint8Array(good.length),
    reason: /^zeros\.json is damaged: there are zero bytes at byte 0\. Nothing was changed\.$/u,
  },
  {
    name: 'wide.json',
    spoil: (good) => Buffer.from(`\ufeff${good.slice(0, 2000)}`, 'utf16le'),
    reason: /^wide\.json is /u,
  },
  {
    name: 'deep.json',
    spoil: () => '['.repeat(100_000),
    reason: /^deep\.json is nested more than 32 levels deep at byte \d+\. Nothing was changed\.$/u,
  },
  {
    name: 'proto.json',
    spoil: (good) =>
      good.replace('"generator":', '"__proto__": {"polluted": true},\n  "generator":'),
    reason: /^proto\.json was refused: the field “__proto__” at byte \d+ is not allowed\. Nothing/u,
  },
  {
    name: 'twice.json',
    spoil: (good) => good.replace('"generator":', '"version": 1,\n  "generator":'),
    reason: /^twice\.json was refused: the field “version” at byte \d+ is given twice\. Nothing/u,
  },
];

test('a file that is not sound is refused whole, and the library stays as it was', async ({
  run,
  dataFolder,
  folder,
}) => {
  const { page } = run;
  await openSeed001(page);
  await selectWords(page, 'veto power');
  await page.keyboard.press('2');
  await expect(tagRows(page)).toHaveCount(1);
  const target = path.join(folder, 'good.json');
  await exportTo(run, target);
  const good = await readFile(target, 'utf8');
  const paths = await writeFiles(
    folder,
    Object.fromEntries(REFUSED.map(({ name, spoil }) => [name, spoil(good)])),
  );
  const before = await settledSums(dataFolder);
  const sheet = await openFiles(run, paths);
  const list = sheet.getByRole('region', { name: 'Refused' }).getByRole('listitem');
  await expect(list).toHaveText(REFUSED.map(({ reason }) => reason));
  await expect(sheet.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  expect(await settledSums(dataFolder)).toEqual(before);
  await expect(tagRows(page)).toHaveCount(1);
});

test('one bad record is listed with its place and reason, and the others come in', async ({
  launch,
  folder,
  otherData,
}) => {
  const theirs = path.join(folder, 'boris.json');
  await exportOfBoris(launch, otherData, theirs);
  const text = await readFile(theirs, 'utf8');
  await writeFile(theirs, text.replace('"exact": "Admiral Giuseppe', '"exact": "Amirall Giuseppe'));
  const run = await launch();
  await openSeed001(run.page);
  const sheet = await openFiles(run, [theirs]);
  const card = cardOf(sheet, 'boris.json');
  await expect(card).toContainText('2 tags read: 1 new, 0 already here, 0 refused.');
  await expect(card).toContainText('1 tag cannot be placed by itself');
  await card.getByText('1 tag not placed').click();
  await expect(card.getByRole('listitem').last()).toHaveText(
    /^\/annotationSets\/0\/annotations\/0: The text does not have the words “Amirall Giuseppe Cavo Dragone” at this tag’s position: “Admiral Giuseppe Cavo Dragone” is there\./u,
  );
  await confirmImport(sheet);
  await expect(partsOf(run.page).status).toHaveText('Imported 1 new tag.');
  await choose(run.page.getByRole('combobox', { name: 'Whose tags' }), 'Boris (1)');
  await expect(tagRows(run.page)).toHaveCount(1);
});
