import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { Locator, Page } from 'playwright/test';

import { KEY_USES } from '#core/contract/settings.ts';

import { expect, listFiles, readJson, test } from './fixtures.ts';
import {
  choose,
  openArticle,
  openSeed001,
  partsOf,
  seedText,
  selectWords,
  SEEDS,
  settle,
  sha256,
  tabTo,
  tagClaims,
  tagRows,
} from './window.ts';

// What stands in journals and how often a key was used are those of a new installation.
test.use({ sharesWindow: false });

/** The event of the samples, the same in every library. */
const EVENT = '5b0a4d1c-7f0e-4f5e-9d53-2f6c1c6f9a01';
const TEXTS = SEEDS.map((_, number) => seedText(number as 0 | 1 | 2 | 3 | 4));
/** How the articles are called where they have no outlet. */
const NAMES = {
  one: /^Moscow: Excluding Russia/u,
  two: /^Russia has emphasized/u,
  four: /^Foreign Minister Sergey Lavrov says/u,
} as const;

/** A record with what it is told from others by. */
interface Stored {
  readonly id: string;
}

interface Family extends Stored {
  readonly kind: string;
  readonly renderings: readonly {
    readonly article: string;
    readonly fragments: readonly { readonly exact: string }[];
    readonly tag: object | null;
    readonly relation: string | null;
  }[];
}

interface Tag extends Stored {
  readonly category: string;
  readonly fragments: readonly { readonly start: number; readonly exact: string }[];
}

interface Alias extends Stored {
  readonly name: string;
  readonly spellings: readonly string[];
}

/** What the journals of a document leave of its records of one kind. */
async function onDisk<T extends Stored>(folder: string, kind: string): Promise<T[]> {
  const names = (await listFiles(folder)).filter((name) => /journal-\d+\.log$/u.test(name));
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  const lines = texts.join('').split('\n').filter(Boolean);
  const left = new Map<string, T>();
  for (const line of lines) {
    const { steps } = JSON.parse(line.slice(line.indexOf(' '))) as { steps: Step<T>[] };
    for (const step of steps) {
      const put = step[kind];
      if (step.op === `put-${kind}` && typeof put === 'object') left.set(put.id, put);
      if (step.op === `remove-${kind}` && step.id !== undefined) left.delete(step.id);
    }
  }
  return [...left.values()];
}

type Step<T> = { readonly op: string; readonly id?: string } & Readonly<
  Record<string, T | string | undefined>
>;

const familiesOnDisk = (dataFolder: string) =>
  onDisk<Family>(path.join(dataFolder, 'events', EVENT), 'family');

/** The words of one's tags on a sample article, with their categories. */
async function tagsOnDisk(dataFolder: string, text: string): Promise<string[]> {
  const folder = path.join(dataFolder, 'articles', sha256(text).slice(0, 32));
  const tags = await onDisk<Tag>(folder, 'annotation');
  return tags.map(({ category, fragments }) =>
    [category, ...fragments.map(({ exact }) => exact)].join(': '),
  );
}

/** Opens Compare, where the table has the focus. */
async function openCompare(page: Page): Promise<void> {
  await expect(partsOf(page).article).toBeFocused();
  await page.keyboard.press('Control+3');
  const table = page.getByRole('grid', { name: 'Quotations by outlet' });
  await expect(table.locator('td:focus')).toBeVisible();
}

/** Shows a section by its digit; its list has the focus then. */
async function showSection(page: Page, digit: string, list: string): Promise<Locator> {
  await page.keyboard.press(digit);
  const lines = page.getByRole('list', { name: list }).getByRole('button');
  await expect(lines.first()).toBeFocused();
  return lines;
}

test('claims are linked with their relation, framing and shared words counted, spellings made one, and undone', async ({
  page,
  dataFolder,
}) => {
  const { article, details, status } = partsOf(page);
  const first = 'Trump ruling out sending US troops to defend Ukraine against Russia';
  const other =
    'Trump on Tuesday ruled out sending US troops to help defend Ukraine against Russia';
  await openSeed001(page);
  await selectWords(page, 'clumsy and aggressive attempts');
  await page.keyboard.press('3');
  await expect(status).toContainText('Tagged framing');
  await page.keyboard.press('8');
  await expect(status).toContainText('Set ');
  await page.keyboard.press('Enter');
  await expect(details.locator(':focus')).toBeVisible();
  await tabTo(page, details.getByLabel('Target', { exact: true }));
  await page.keyboard.type('European leaders');
  await page.keyboard.press('Escape');
  await expect(article).toBeFocused();
  await openArticle(page, /Russia has emphasized/u, TEXTS[2] ?? '');
  await tagClaims(page, first);
  await expect(tagRows(page)).toHaveCount(1);
  await openArticle(page, /Foreign Minister Sergey Lavrov says/u, TEXTS[4] ?? '');
  await tagClaims(page, other);
  await expect(tagRows(page)).toHaveCount(1);
  await article.focus();
  await openCompare(page);

  // Both claims stand in the ledger of the first, the other one as what is nearest to it.
  const claims = await showSection(page, '2', 'Claims');
  await expect(claims).toHaveText([new RegExp(`^${first}`, 'u'), new RegExp(`^${other}`, 'u')]);
  const ledger = page.getByRole('table', { name: 'Ledger' });
  const base = ledger.getByRole('row', { name: first });
  const near = ledger.getByRole('row', { name: other });
  await expect(base.getByRole('rowheader')).toHaveText(NAMES.two);
  await expect(base).toContainText('■ base');
  await expect(near.getByRole('rowheader')).toHaveText(NAMES.four);
  await expect(near).toContainText(/\? near, \d+ %/u);
  await tabTo(page, base);
  const below = await near.evaluate((row) => (row as HTMLTableRowElement).rowIndex - 1);
  for (let row = 0; row < below; row += 1) await page.keyboard.press('ArrowDown');
  await expect(near).toBeFocused();
  await page.keyboard.press('a');
  const relation = page.getByRole('dialog', { name: 'How this claim stands' });
  await expect(relation.locator(':focus')).toBeVisible();
  await page.keyboard.press('2');
  await expect(status).toHaveText('Relation: more specific.');
  await expect(near).toContainText('more specific');
  await expect(near).toBeFocused();
  await expect(claims).toHaveText([/linked, 2 places$/u]);

  const [family, ...more] = await familiesOnDisk(dataFolder);
  expect(more).toEqual([]);
  expect(family?.kind).toBe('claim');
  expect(
    family?.renderings.map((each) => [
      TEXTS.findIndex((text) => sha256(text) === each.article),
      each.fragments.map(({ exact }) => exact).join(),
      each.relation,
    ]),
  ).toEqual([
    [2, first, null],
    [4, other, 'more-specific'],
  ]);
  await page.keyboard.press('Control+z');
  await expect(status).toHaveText(/^Undid: .*relation/u);
  await expect(near).toContainText('linked');
  await page.keyboard.press('Control+z');
  await expect(status).toHaveText(/^Undid: link 2 claims/u);
  await expect(near).toContainText(/\? near, \d+ %/u);
  await expect(claims).toHaveCount(2);
  expect(await familiesOnDisk(dataFolder)).toEqual([]);

  // The pair that shares most is the first one.
  await showSection(page, '4', 'Shared passages');
  const passages = page.getByRole('region', { name: 'The two passages' });
  await expect(passages).toContainText(
    /Russia has emphasized.* and Foreign Minister Sergey Lavrov says.* share 80 words in runs of seven and more; 25 of them outside quotations\./u,
  );
  const marked = passages.locator('mark');
  await expect(marked).toHaveCount(2);
  for (const index of [0, 1])
    await expect(marked.nth(index)).toHaveText(
      /^US President Donald Trump .* This will not work$/su,
    );

  // Every place of the target, in all articles, and the one that is framed.
  const places = await showSection(page, '5', 'Every place of the target');
  const named = TEXTS.map((text) => text.split('European leaders').length - 1);
  await expect(places).toHaveCount(named.reduce((sum, each) => sum + each));
  await expect(places.filter({ hasText: 'framing tagged here' })).toHaveText([
    /Lavrov also took aim at\s*European leaders\s*who had joined .*Moscow: Excluding Russia/u,
  ]);
  const counts = page
    .getByRole('table', { name: /^Frame/u })
    .getByRole('row')
    .nth(1);
  await expect(counts.getByRole('cell')).toHaveText(['–', /^1 \d+\.\d$/u, '–', '–', '–']);

  // Whoever is spelled in three ways is made one, and is three again.
  const aliases = () => onDisk<Alias>(path.join(dataFolder, 'library'), 'alias');
  const people = await showSection(page, '6', 'People');
  await expect(people.first()).toHaveText('Sergey Lavrov3 spellings · proposed');
  await page.keyboard.press('a');
  await expect(status).toHaveText('Sergey Lavrov: 3 spellings are one.');
  await expect(people.filter({ hasText: /^Sergey Lavrov/u })).toHaveText(/one person$/u);
  expect(await aliases()).toMatchObject([
    { name: 'Sergey Lavrov', spellings: ['Lavrov', 'Sergei Lavrov'] },
  ]);
  await page.keyboard.press('Control+z');
  await expect(status).toHaveText(/^Undid: merge names into “Sergey Lavrov”/u);
  await expect(people.first()).toHaveText('Sergey Lavrov3 spellings · proposed');
  expect(await aliases()).toEqual([]);
});

/** Height of a window that does not hold a whole article, in CSS pixels. */
const LOW = 620;
/** The last place that two articles have in common. */
const LAST = /a video conference/u;
/** Words of linked places by their number. */
const PLACES: ReadonlyMap<number, RegExp> = new Map([
  [2, /This will not work/u],
  [4, /must be prepared in the most meticulous way/u],
  [6, /“clumsy attempts”/u],
  [9, LAST],
]);

test('side by side, the next linked place is in view in both texts, which scroll together until they are untied', async ({
  run,
}) => {
  const { app, page } = run;
  const { status } = partsOf(page);
  await openCompare(page);
  await showSection(page, '4', 'Shared passages');
  await page.keyboard.press('s');
  const left = page.getByRole('region', { name: /^Text of Russia has emphasized/u });
  const right = page.getByRole('region', { name: /^Text of Foreign Minister Sergey Lavrov says/u });
  await expect(left).toBeFocused();
  await expect(left).toContainText('adventurous and confrontational');
  await expect(right).toContainText('Russia has repeatedly said');

  // What is gone to comes into view in both.
  await app.evaluate(({ BrowserWindow }, height) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(1200, height);
  }, LOW);
  await expect.poll(() => page.evaluate(() => window.innerHeight)).toBe(LOW);
  for (const text of [left, right])
    await expect(text.locator('mark').filter({ hasText: LAST })).not.toBeInViewport();
  for (let place = 2; place <= 9; place += 1) {
    await page.keyboard.press('n');
    await expect(status).toHaveText(`Linked place ${place} of 9.`);
    // Also of a place that lies inside another one.
    const words = PLACES.get(place) ?? /\p{L}/u;
    for (const text of [left, right]) {
      const marked = text.locator('mark.is-current').filter({ hasText: words });
      await expect(marked.first(), `place ${place}`).toBeInViewport();
    }
  }
  await page.keyboard.press('n');
  await expect(status).toHaveText('This is the last of 9 linked places.');

  // The text that is scrolled leads, whichever it is.
  const topOf = (text: Locator): Promise<number> => text.evaluate(({ scrollTop }) => scrollTop);
  await page.keyboard.press('Home');
  await expect.poll(() => topOf(left)).toBe(0);
  await expect.poll(() => topOf(right)).toBeLessThan(50);
  await page.keyboard.press('End');
  await expect.poll(() => topOf(right)).toBeGreaterThan(200);
  await right.hover();
  await page.mouse.wheel(0, -5000);
  await expect.poll(() => topOf(right)).toBe(0);
  await expect.poll(() => topOf(left)).toBeLessThan(50);

  await page.keyboard.press('v');
  await expect(status).toHaveText('Each article scrolls alone.');
  const before = await topOf(right);
  await page.keyboard.press('End');
  await expect.poll(() => topOf(left)).toBeGreaterThan(200);
  await settle(page);
  expect(await topOf(right)).toBe(before);
  await page.keyboard.press('s');
  const line = page.getByRole('list', { name: 'Shared passages' }).getByRole('button').first();
  await expect(line).toBeFocused();
});

test('words are tagged in all articles in one step, and the hint of a key goes once the key is known', async ({
  page,
  dataFolder,
}) => {
  const { article, status } = partsOf(page);
  const words = 'veto power';
  const tags = () => Promise.all(TEXTS.map((text) => tagsOnDisk(dataFolder, text)));
  await openSeed001(page);
  await selectWords(page, words);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').locator(':focus')).toBeVisible();
  await page.keyboard.type('>tag every place');
  await expect(page.getByRole('option').first()).toContainText('Tag Every Place');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Tag every place where these words stand' });
  const found = sheet.getByRole('list', { name: 'Places' }).getByRole('checkbox');
  await expect(found).toHaveCount(3);
  await choose(sheet.getByRole('combobox', { name: 'Category' }), 'Claim');
  await tabTo(page, found.first());
  await page.keyboard.press('Space');
  await expect(found.first()).not.toBeChecked();
  await tabTo(page, sheet.getByRole('button', { name: 'Tag 2 places as Claim' }));
  await page.keyboard.press('Enter');
  await expect(status).toHaveText('Tagged 2 places in 2 articles.');
  expect(await tags()).toEqual([[], [`claim: ${words}`], [], [`claim: ${words}`], []]);
  await article.focus();
  await page.keyboard.press('Control+z');
  await expect(status).toHaveText('Undid: tag 2 places in 2 articles. 0 tags.');
  await expect(tagRows(page)).toHaveCount(0);
  expect(await tags()).toEqual([[], [], [], [], []]);

  const untagged = page.getByRole('button', { name: /untagged/u });
  const uses = async () =>
    ((await readJson(path.join(dataFolder, 'settings.json'))) as { keyUses: object }).keyUses;
  await expect(untagged).toHaveText(/untagged G$/u);
  await expect(article).toBeFocused();
  for (let use = 1; use < KEY_USES; use += 1) await page.keyboard.press('g');
  await expect.poll(uses).toMatchObject({ 'next-gap G': KEY_USES - 1 });
  await expect(untagged).toHaveText(/untagged G$/u);
  await page.keyboard.press('g');
  await expect(untagged).toHaveText(/untagged\s*$/u);
  expect(await uses()).toMatchObject({ 'next-gap G': KEY_USES });

  // Off, and on again: the key is a new one.
  for (const isOn of [false, true]) {
    await page.keyboard.press('Control+,');
    const fade = page.getByRole('checkbox', { name: /^Hints of keys go/u });
    await tabTo(page, fade);
    await page.keyboard.press('Space');
    await expect(fade).toBeChecked({ checked: isOn });
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(untagged).toHaveText(/untagged G$/u);
  }
  await expect.poll(uses).not.toHaveProperty('next-gap G');
});
