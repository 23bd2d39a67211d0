import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { Page } from 'playwright/test';

import type { Bridge } from '#core/contract/contract.ts';

import { confirmImport, exportTo, openFiles } from './exchange.ts';
import { expect, listFiles, readJson, test, type Run } from './fixtures.ts';
import { openSeed001, partsOf, seedText, selectWords, sha256, signAs, tagRows } from './window.ts';

// These change who is at work, and begin again.
test.use({ sharesWindow: false });

declare const window: { readonly framewise: Bridge };

/** The event of the samples, the same in every library. */
const EVENT = '5b0a4d1c-7f0e-4f5e-9d53-2f6c1c6f9a01';

const passage = (sample: 0 | 1 | 2, words: string) => {
  const text = seedText(sample);
  const start = text.indexOf(words);
  return {
    article: sha256(text),
    fragments: [{ start, end: start + words.length }],
    tag: null,
  };
};
const ROAD = passage(1, '“Road to Nowhere”');
const ROAD_2 = passage(2, '“road to nowhere”');
const DEAD = passage(0, '“dead end,”');
const CLUMSY = passage(0, '“clumsy and aggressive”');

/** Links passages in the event of the samples, a family a group. */
async function link(page: Page, ...groups: readonly (typeof ROAD)[][]): Promise<void> {
  const answer = await page.evaluate(
    async ({ id, families }) =>
      window.framewise.invoke('event:change', {
        eventId: id,
        requestId: crypto.randomUUID(),
        edit: {
          type: 'link-groups',
          groups: families.map((passages) => ({
            ...{ kind: 'utterance' as const, passages, family: null },
          })),
        },
      }),
    { id: EVENT, families: groups },
  );
  expect(answer.ok).toBe(true);
}

const lines = (page: Page) =>
  page.getByRole('list', { name: 'Families to review' }).getByRole('button');
const families = (page: Page) => page.getByRole('region', { name: 'The families' });
const status = (page: Page) => partsOf(page).status;

async function openReview(page: Page): Promise<void> {
  await partsOf(page).article.focus();
  await page.keyboard.press('Control+3');
  await expect(page.getByRole('grid', { name: 'Quotations by outlet' })).toBeVisible();
  await page.keyboard.press('7');
  await expect(lines(page).first()).toBeFocused();
}

/** What lies on disk of the event, as text. */
async function storedEvent(dataFolder: string): Promise<string> {
  const folder = path.join(dataFolder, 'events', EVENT);
  const names = await listFiles(folder);
  const files = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return files.join('\n');
}

/** Who is at work needs a tag before they are asked for their name. */
async function begin(run: Run, name: string): Promise<void> {
  await openSeed001(run.page);
  await selectWords(run.page, '“cannot agree”');
  await run.page.keyboard.press('1');
  await expect(tagRows(run.page)).toHaveCount(1);
  await signAs(run.page, name);
}

test('a colleague’s families are reviewed by keys, returned, and contested by their author', async ({
  launch,
  otherData,
  dataFolder,
  folder,
}) => {
  const file = (name: string): string => path.join(folder, name);
  const asAnna = (): Promise<Run> => launch({ args: [`--user-data-dir=${otherData}`] });

  // Anna links, and exports.
  let run = await asAnna();
  await begin(run, 'Anna');
  await link(run.page, [ROAD, ROAD_2], [DEAD, CLUMSY]);
  await exportTo(run, file('anna.json'), { what: /^This event/u });
  await run.quit();

  // Bert has linked otherwise; he decides by keys alone.
  run = await launch();
  let { page } = run;
  await begin(run, 'Bert');
  await link(page, [ROAD]);
  await confirmImport(await openFiles(run, [file('anna.json')]));
  await openReview(page);
  await expect(lines(page)).toHaveText([
    /Anna: (?:not linked by me.*dead end|1 more.*Road to Nowhere).*not decided/u,
    /Anna: (?:not linked by me.*dead end|1 more.*Road to Nowhere).*not decided/u,
  ]);
  const isRoadFirst = (await lines(page).first().textContent())?.includes('1 more') === true;
  if (!isRoadFirst) await page.keyboard.press('ArrowDown');
  await expect(families(page)).toContainText('Anna has 1 passage that you have not linked here.');
  await expect(families(page).getByRole('region', { name: 'Mine' })).toContainText('Nowhere');
  await page.keyboard.press('e');
  const sheet = page.getByRole('dialog', { name: 'Change: these stand as one family' });
  await expect(sheet.getByRole('checkbox')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('a');
  await expect(status(page)).toHaveText('Accepted Anna’s. 1 of 2 families not decided.');
  await expect(lines(page).getByText('not decided')).toHaveCount(1);
  await page.keyboard.press('x');
  await expect(page.getByRole('dialog', { name: 'Reject, because' })).toBeVisible();
  await page.keyboard.press('1');
  await expect(status(page)).toHaveText(
    'Rejected Anna’s. All is decided. Ctrl+Shift+E returns them.',
  );
  expect(await storedEvent(dataFolder)).toContain('Another utterance');
  await page.keyboard.press('Control+z');
  await expect(status(page)).toHaveText(/^Undid: reject family/u);
  await expect(lines(page).getByText('not decided')).toHaveCount(1);
  await page.keyboard.press('Control+Shift+Z');
  await expect(lines(page).getByText('not decided')).toHaveCount(0);
  // In Compare the export begins with the event that is compared.
  await exportTo(run, file('return.json'), {
    whose: 'Return to Anna: their tags with your decisions',
  });
  await run.quit();
  const returned = (await readJson(file('return.json'))) as {
    readonly linkDecisions: readonly { readonly verdict: string }[];
  };
  expect(returned.linkDecisions.map(({ verdict }) => verdict).sort()).toEqual(['accept', 'reject']);

  // Anna sees what became of hers, and contests what was rejected.
  run = await asAnna();
  ({ page } = run);
  await openSeed001(page);
  await confirmImport(await openFiles(run, [file('return.json')]));
  await openReview(page);
  await page.keyboard.press('n');
  await expect(families(page)).toContainText(
    'Bert has rejected what you linked: Another utterance.',
  );
  await page.keyboard.press('x');
  await expect(page.getByRole('dialog', { name: 'Contest, because' })).toBeVisible();
  await page.keyboard.press('2');
  await expect(status(page)).toHaveText(/^Contested what Bert decided\. All is decided\./u);
  expect(await storedEvent(otherData)).toContain('Another translation of them');
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog', { name: 'Note on the decision' })).toBeVisible();
  await page.keyboard.type('Both from one speech.');
  await page.keyboard.press('Control+Enter');
  await expect(status(page)).toHaveText(/^Noted beside your decision\./u);
  await exportTo(run, file('contest.json'), { what: /^This event/u });
  await run.quit();

  // It is open again with Bert.
  run = await launch();
  ({ page } = run);
  await openSeed001(page);
  await confirmImport(await openFiles(run, [file('contest.json')]));
  await openReview(page);
  await expect(lines(page).getByText('contested')).toHaveCount(1);
  await page.keyboard.press('n');
  await expect(families(page)).toContainText('contested by Anna: Another translation of them');
  await expect(families(page)).toContainText('Note: Both from one speech.');
});
