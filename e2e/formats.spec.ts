import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { CODECS } from '#core/formats/codecs.ts';

import { confirmExport, openExportSheet } from './exchange.ts';
import { appFolder, expect, listFiles, test } from './fixtures.ts';
import { openSeed001, partsOf, selectWords, tagRows } from './window.ts';

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

interface Validated {
  readonly valid: boolean;
  readonly inputs: readonly { readonly format: string; readonly placed: number }[];
}

test('tags made in the window are exported in every format, and are where they were', async ({
  run: started,
  folder,
}) => {
  test.setTimeout(120_000);
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
      await expect(sheet.getByLabel('First record')).not.toHaveText('');
      await expect(sheet.getByText(/^1 article, 6 tags$/u)).toBeVisible();
      const hasLosses = sheet.getByRole('region', { name: 'What this format cannot hold' });
      if (codec.name === 'native') await expect(hasLosses).toHaveCount(0);
      else await expect(hasLosses.getByRole('listitem').first()).toBeVisible();
      await confirmExport(started, sheet, target);
      expect((await listFiles(folder)).filter((name) => name.includes('.part'))).toEqual([]);
      if (!codec.read) return;
      const { stdout } = await run(process.execPath, [
        path.join(appFolder, 'dist', 'cli.js'),
        ...['validate', target, '--json'],
      ]);
      // The format is recognised by what is in the files.
      expect(JSON.parse(stdout)).toMatchObject({
        valid: true,
        inputs: [{ format: codec.name }],
      });
      const [input] = (JSON.parse(stdout) as Validated).inputs;
      expect(input?.placed).toBeGreaterThanOrEqual(TAGS.length - 1);
    });
  }
  await expect(partsOf(page).status).toContainText('Exported 1 article, 6 tags');
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
