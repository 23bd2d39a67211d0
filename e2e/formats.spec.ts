import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { CODECS } from '#core/exchange/pipeline/codecs.ts';
import type { Bridge } from '#core/contract/contract.ts';

import { confirmExport, confirmImport, openExportSheet, openFiles } from './exchange.ts';
import { appFolder, expect, listFiles, seedsFolder, test } from './fixtures.ts';
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
import { bare, unzip, WORDS_IN, type Files } from './words-in-files.ts';

declare const window: { readonly framewise: Bridge };

const run = promisify(execFile);

/** Words of 001 on both sides of its characters outside the basic plane, some of them overlapping. */
const TAGS = [
  ['“Road to Nowhere”', '1'],
  ['“cannot agree”', '1'],
  ['Admiral Giuseppe Cavo Dragone', '2'],
  ['“just, credible and durable peace.”', '1'],
  ['credible and durable', '3'],
  ['veto power', '2'],
] as const;

const TEXT_FILE = path.join(seedsFolder, '001_c577037625e26c98.txt');

/** What was written, by the paths of its parts; an archive is unpacked. */
async function readWritten(target: string, isFolder: boolean): Promise<Files> {
  if (!isFolder) {
    const bytes = await readFile(target);
    return target.endsWith('.qdpx')
      ? unzip(target, bytes)
      : new Map([[target, bytes.toString('utf8')]]);
  }
  const names = await listFiles(target);
  const texts = await Promise.all(names.map((name) => readFile(path.join(target, name), 'utf8')));
  return new Map(names.map((name, index) => [name, texts[index] ?? '']));
}

interface Validated {
  readonly valid: boolean;
  readonly inputs: readonly { readonly format: string; readonly placed: number }[];
}

test('tags made in the window are exported in every format, and are where they were', async ({
  run: started,
  folder,
}) => {
  const { page } = started;
  await openSeed001(page);
  for (const [index, [words, digit]] of TAGS.entries()) {
    await selectWords(page, words);
    await page.keyboard.press(digit);
    await expect(tagRows(page)).toHaveCount(index + 1);
  }
  for (const codec of CODECS) {
    await test.step(codec.name, async () => {
      const target = path.join(
        folder,
        codec.output === 'folder' ? codec.name : `${codec.name}.${codec.extension}`,
      );
      const sheet = await openExportSheet(page, { format: codec.title });
      await expect(sheet.getByRole('region', { name: 'First tag' })).toContainText('Category');
      await expect(sheet.getByText(/^1 article, (?:\d of )?6 tags$/u)).toBeVisible();
      const hasLosses = sheet.getByRole('region', { name: 'What this format cannot hold' });
      if (codec.name === 'native') await expect(hasLosses).toHaveCount(0);
      else await expect(hasLosses.getByRole('listitem').first()).toBeVisible();
      await confirmExport(started, sheet, target);
      expect((await listFiles(folder)).filter((name) => name.includes('.part'))).toEqual([]);
      const files = await readWritten(target, codec.output === 'folder');
      const found = WORDS_IN[codec.name]?.(files, seedText(1)) ?? [];
      // Drafts are of claims alone, and tokens have no spaces between them.
      const expected = TAGS.filter(([, digit]) => codec.name !== 'claimreview' || digit === '2');
      const words = expected.map(([each]) => (codec.name === 'conll' ? bare(each) : each));
      expect(found.toSorted()).toEqual(words.toSorted());
      if (!codec.read) return;
      const { stdout } = await run(process.execPath, [
        path.join(appFolder, 'dist', 'cli.js'),
        ...['validate', target, '--json'],
        // Where a format leaves the text out it is named beside it.
        ...(codec.text === 'never' ? [TEXT_FILE] : []),
      ]);
      // The format is recognised by what is in the files.
      expect(JSON.parse(stdout)).toMatchObject({
        valid: true,
        inputs: [{ format: codec.name }],
      });
      const [input] = (JSON.parse(stdout) as Validated).inputs;
      expect(input?.placed).toBe(TAGS.length);
    });
  }
  // Of the last format's, drafts of claims, there are fewer than of the tags.
  await expect(partsOf(page).status).toContainText(/Exported 1 article, \d of 6 tags to/u);
});

test('files of other programs are opened by what is in them, and undone as one', async ({
  run: started,
  launch,
  otherData,
  folder,
}) => {
  const { page } = started;
  await openSeed001(page);
  for (const [index, [words, digit]] of TAGS.entries()) {
    await selectWords(page, words);
    await page.keyboard.press(digit);
    await expect(tagRows(page)).toHaveCount(index + 1);
    if (index === 0) await signAs(page, 'Anna Berg');
  }
  const codecs = CODECS.filter(({ read }) => read);
  for (const codec of codecs) {
    const sheet = await openExportSheet(page, { format: codec.title });
    await confirmExport(started, sheet, path.join(folder, codec.name));
  }
  await started.quit();

  const other = await launch({ args: [`--user-data-dir=${otherData}`] });
  await openSeed001(other.page);
  const setsOf = () =>
    other.page.evaluate(
      async (articleId) => {
        const answer = await window.framewise.invoke('articles:open', { articleId });
        return answer.ok ? (answer.value.sets as unknown as string) : '[]';
      },
      sha256(seedText(1)),
    );
  const before = await setsOf();
  for (const codec of codecs) {
    await test.step(codec.name, async () => {
      const target = path.join(folder, codec.name);
      const files =
        codec.output === 'folder'
          ? (await listFiles(target)).map((name) => path.join(target, name))
          : [target];
      const sheet = await openFiles(other, files);
      await expect(sheet).toContainText(codec.title);
      await expect(sheet).toContainText('6 tags read');
      await expect(sheet).toContainText('0 refused');
      await confirmImport(sheet);
      const sets = JSON.parse(await setsOf()) as {
        tags: { fragments: { start: number; end: number }[] }[];
      }[];
      const words = sets.flatMap(({ tags }) =>
        tags.flatMap(({ fragments }) =>
          fragments.map(({ start, end }) => seedText(1).slice(start, end)),
        ),
      );
      expect(words.toSorted()).toEqual(TAGS.map(([each]) => each).toSorted());
      await other.page.keyboard.press('Control+z');
      await expect.poll(setsOf).toBe(before);
    });
  }
});

test('a folder of another program is opened whole, and of any other folder what is in it', async ({
  run: started,
  folder,
}) => {
  const { page } = started;
  await openSeed001(page);
  await selectWords(page, 'veto power');
  await page.keyboard.press('2');
  await expect(tagRows(page)).toHaveCount(1);
  const sheet = await openExportSheet(page, { format: 'brat standoff' });
  await confirmExport(started, sheet, path.join(folder, 'mine'));
  const opened = await openFiles(started, [path.join(folder, 'mine'), seedsFolder]);
  await expect(opened.getByRole('region', { name: 'mine', exact: true })).toContainText(
    '1 tag read: 0 new, 1 already here, 0 refused.',
  );
  await expect(opened.getByRole('region', { name: 'Refused' })).toContainText(
    'codebook.json is of no format that is known here.',
  );
  await expect(
    opened.getByRole('region', { name: '001_c577037625e26c98.txt', exact: true }),
  ).toContainText('Same text as');
});

test('a folder that is there already is never written into', async ({ run: started, folder }) => {
  const codec = CODECS.find(({ output }) => output === 'folder');
  test.skip(!codec, 'No format has several files.');
  const { page } = started;
  await openSeed001(page);
  const target = path.join(folder, 'there');
  const first = await openExportSheet(page, { format: codec?.title ?? '' });
  await confirmExport(started, first, target);
  const before = await listFiles(target);
  const again = await openExportSheet(page, { format: codec?.title ?? '' });
  await again.getByRole('button', { name: 'Export…' }).click();
  await expect(again.getByRole('alert')).toContainText('There is something of this name.');
  expect(await listFiles(target)).toEqual(before);
});

test('a format that has a use for none of it is said to make no file', async ({ page }) => {
  await openSeed001(page);
  const sheet = await openExportSheet(page, { format: 'ClaimReview (drafts)' });
  await expect(sheet).toContainText('so there is no file to write');
  await expect(sheet.getByRole('button', { name: 'Export…' })).toBeDisabled();
  const format = sheet.getByLabel('Format', { exact: true });
  await choose(format, 'CSV (a row for each part of a tag)');
  await sheet.getByText('How the first record stands in the file').click();
  await expect(sheet.getByLabel('First record')).toContainText('"Title","¶","Category","Words"');
  await expect(sheet.getByRole('button', { name: 'Export…' })).toBeEnabled();
});
