import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { Page } from 'playwright/test';

import type { Bridge } from '#core/contract/contract.ts';
import { fromJsonText } from '#core/guards/transfer.ts';

import { cardOf, confirmImport, exportTo, openFiles } from './exchange.ts';
import { expect, listFiles, readJson, test } from './fixtures.ts';
import { openSeed001, partsOf, seedText, selectWords, sha256, signAs, tagRows } from './window.ts';

// These change who is at work, and begin again.
test.use({ sharesWindow: false });

declare const window: { readonly framewise: Bridge };

/** The event of the samples, the same in every library. */
const EVENT = '5b0a4d1c-7f0e-4f5e-9d53-2f6c1c6f9a01';
const [ONE, OTHER] = [seedText(1), seedText(2)];
const passage = (text: string, words: string) => ({
  article: sha256(text),
  fragments: [{ start: text.indexOf(words), end: text.indexOf(words) + words.length }],
  tag: null,
});
const PASSAGES = [passage(ONE, '“Road to Nowhere”'), passage(OTHER, '“road to nowhere”')];

/** Links two passages in the event of the samples. */
async function link(page: Page): Promise<void> {
  const answer = await page.evaluate(
    async ({ id, passages }) => {
      const edit = { type: 'link' as const, kind: 'utterance' as const, passages, family: null };
      return window.framewise.invoke('event:change', {
        ...{ eventId: id, requestId: crypto.randomUUID(), edit },
      });
    },
    { id: EVENT, passages: PASSAGES },
  );
  expect(answer.ok).toBe(true);
}

/** How many families each colleague has in the event. */
async function familiesOfColleagues(page: Page): Promise<number[]> {
  const opened = await page.evaluate(
    (id) => window.framewise.invoke('event:open', { eventId: id }),
    EVENT,
  );
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return fromJsonText(opened.value.event).linkSets.map(({ families }) => families.length);
}

test('a colleague’s families come with their tags, in one step that Undo takes back', async ({
  launch,
  otherData,
  dataFolder,
  folder,
}) => {
  const file = path.join(folder, 'anna.json');
  let run = await launch({ args: [`--user-data-dir=${otherData}`] });
  await openSeed001(run.page);
  await selectWords(run.page, '“cannot agree”');
  await run.page.keyboard.press('1');
  await expect(tagRows(run.page)).toHaveCount(1);
  await signAs(run.page, 'Anna');
  await link(run.page);
  await exportTo(run, file, { what: /^This event/u });
  await run.quit();
  expect(await readJson(file)).toMatchObject({
    version: 3,
    families: [{ event: EVENT, renderings: [{}, {}] }],
  });

  run = await launch();
  const { page } = run;
  await openSeed001(page);
  const sheet = await openFiles(run, [file]);
  await expect(cardOf(sheet, 'anna.json')).toContainText(
    '1 family read: 1 new, 0 already here, 0 refused.',
  );
  await confirmImport(sheet);
  await expect(partsOf(page).status).toHaveText('Imported 1 new tag, 1 family.');
  expect(await familiesOfColleagues(page)).toEqual([1]);
  const stored = path.join(dataFolder, 'events', EVENT);
  const names = await listFiles(stored);
  const files = await Promise.all(names.map((name) => readFile(path.join(stored, name), 'utf8')));
  expect(files.join('\n')).toContain('“road to nowhere”');
  await partsOf(page).article.focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => familiesOfColleagues(page)).toEqual([]);
});
