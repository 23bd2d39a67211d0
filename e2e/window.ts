import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { expect, type Locator, type Page } from 'playwright/test';

import { seedsFolder } from './fixtures.ts';

/** File names of the sample articles by their number. */
export const SEEDS = [
  '000_84dcb151e65168d7.txt',
  '001_c577037625e26c98.txt',
  '002_9041cdeeb3459cbc.txt',
  '003_73b5eeedabdcb029.txt',
  '004_bad3bbfa38c869dd.txt',
] as const;

/** The text of a sample article. */
export function seedText(number: 0 | 1 | 2 | 3 | 4): string {
  return readFileSync(path.join(seedsFolder, SEEDS[number]), 'utf8');
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The parts of the window as a person names them. */
export function partsOf(page: Page) {
  return {
    article: page.getByRole('textbox', { name: /^Article text/u }),
    articles: page.getByRole('list', { name: 'Articles' }),
    tags: page.getByRole('list', { name: 'Tags', exact: true }),
    details: page.getByRole('region', { name: 'Details' }),
    status: page.getByRole('status'),
    undo: page.getByRole('button', { name: /^Undo: / }),
  };
}

/** The rows of the list of tags. */
export function tagRows(page: Page): Locator {
  return partsOf(page).tags.getByRole('button');
}

/** Milliseconds between looks at what is there within a few frames as a rule. */
const SOON = { intervals: [20, 30, 50, 100] };

/** Opens a sample article by a part of its row's name and waits until its text stands in the window. */
export async function openArticle(page: Page, name: RegExp, text: string): Promise<void> {
  await partsOf(page).articles.getByRole('button', { name }).click();
  await expect.poll(() => shownText(page), SOON).toBe(text.split('\n').join(''));
}

/** Opens seed 001, the one with emoji and page furniture. */
export async function openSeed001(page: Page): Promise<string> {
  const text = seedText(1);
  await openArticle(page, /Moscow: Excluding Russia/u, text);
  await page.keyboard.press('Escape');
  await partsOf(page).article.focus();
  return text;
}

/** All text nodes of the article as they stand in the DOM, without line breaks. */
export function shownText(page: Page): Promise<string> {
  return partsOf(page).article.evaluate((root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let text = '';
    while (walker.nextNode()) text += walker.currentNode.textContent ?? '';
    return text;
  });
}

/**
 * The n-th place of some words in the DOM, as a rectangle of its first and last character, once
 * nothing moves any more: the same before and after four frames.
 */
async function settledRects(
  page: Page,
  words: string,
  nth: number,
): Promise<{ start: { x: number; y: number }; end: { x: number; y: number } }> {
  return partsOf(page).article.evaluate(
    async (root, [needle, skip]) => {
      const rangeOf = (): Range => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        let left = skip;
        while (walker.nextNode()) {
          const node = walker.currentNode;
          const text = node.textContent ?? '';
          let at = text.indexOf(needle);
          while (at >= 0) {
            if (left === 0) {
              const range = document.createRange();
              range.setStart(node, at);
              range.setEnd(node, at + needle.length);
              return range;
            }
            left -= 1;
            at = text.indexOf(needle, at + 1);
          }
        }
        throw new Error(`${needle} is not in the article.`);
      };
      const look = () => {
        const range = rangeOf();
        range.startContainer.parentElement?.scrollIntoView({ block: 'center' });
        const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
        const first = rects[0];
        const last = rects.at(-1);
        if (!first || !last) throw new Error(`${needle} has no place on screen.`);
        return {
          start: { x: first.left, y: first.top + first.height / 2 },
          end: { x: last.right, y: last.top + last.height / 2 },
        };
      };
      let rects = look();
      for (;;) {
        for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame);
        const again = look();
        if (JSON.stringify(again) === JSON.stringify(rects)) return rects;
        rects = again;
      }
    },
    [words, nth] as const,
  );
}

/** Selects words in the article by dragging the mouse over them. */
export async function dragOver(page: Page, words: string, nth = 0): Promise<void> {
  const { start, end } = await settledRects(page, words, nth);
  await page.mouse.move(start.x + 1, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 3 });
  await page.mouse.move(end.x - 1, end.y, { steps: 3 });
  await page.mouse.up();
}

/** The same until exactly these words are selected: a drag misses when the page moves under it. */
export async function selectWords(page: Page, words: string, nth = 0): Promise<void> {
  await expect(async () => {
    await dragOver(page, words, nth);
    expect(await selectedWords(page)).toBe(words);
  }).toPass();
}

/** Tags words of the article on screen as claims, and waits until each is acknowledged. */
export async function tagClaims(page: Page, ...words: readonly string[]): Promise<void> {
  for (const each of words) {
    const before = await tagRows(page).count();
    await selectWords(page, each);
    await page.keyboard.press('2');
    await expect(tagRows(page)).toHaveCount(before + 1);
  }
}

/** Clicks in the middle of some words in the article. */
export async function clickOn(
  page: Page,
  words: string,
  nth = 0,
  button: 'left' | 'right' = 'left',
): Promise<void> {
  const { start, end } = await settledRects(page, words, nth);
  const sameLine = Math.abs(start.y - end.y) < 2;
  await page.mouse.click(sameLine ? (start.x + end.x) / 2 : start.x + 8, start.y, { button });
}

/** The words that are selected in the article. */
export function selectedWords(page: Page): Promise<string> {
  return page.evaluate(() => document.getSelection()?.toString() ?? '');
}

/** Anchor and focus of the selection, counted in the characters of `shownText`. */
export function selectionPlace(page: Page): Promise<readonly [number, number]> {
  return partsOf(page).article.evaluate((root) => {
    const selection = document.getSelection();
    const placeOf = (node: Node | null, offset: number): number => {
      if (!node || !root.contains(node)) return -1;
      const range = document.createRange();
      range.setStart(root, 0);
      range.setEnd(node, offset);
      return range.cloneContents().textContent?.length ?? -1;
    };
    return [
      placeOf(selection?.anchorNode ?? null, selection?.anchorOffset ?? 0),
      placeOf(selection?.focusNode ?? null, selection?.focusOffset ?? 0),
    ] as const;
  });
}

/** The text of an article as it lies in the data folder, found by what it should be. */
export function storedText(dataFolder: string, text: string): string {
  const folder = path.join(dataFolder, 'articles', sha256(text).slice(0, 32));
  return readFileSync(path.join(folder, 'article.txt'), 'utf8');
}

/** Chooses from a list as the mouse does: a click on the field, and one on what is wanted. */
export async function choose(field: Locator, words: string | RegExp): Promise<void> {
  await field.click();
  const listed = field.page().getByRole('listbox', { name: 'Choices' });
  await listed.getByRole('option', { name: words, exact: true }).click();
  await expect(listed).toHaveCount(0);
}

/** Waits until a field offers exactly these, and closes its list again. */
export async function expectChoices(field: Locator, words: readonly string[]): Promise<void> {
  await field.click();
  const listed = field.page().getByRole('listbox', { name: 'Choices' });
  await expect(listed.getByRole('option')).toHaveText([...words]);
  await field.click();
  await expect(listed).toHaveCount(0);
}

/** Moves the focus to something by Tab alone. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

/** Lets everything that has been asked of the page happen. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => setTimeout(resolve, 20));
      }),
  );
}

/** Switches the commands on bare letters and digits off, in Settings, as a person would. */
export async function switchSingleKeysOff(page: Page): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('checkbox', { name: /Single keys are commands/u }).uncheck();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Answers the question under whose name the tags stand. */
export async function signAs(page: Page, name: string): Promise<void> {
  await page.getByLabel('Sign tags as').fill(name);
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(partsOf(page).status).toHaveText(`Your tags are signed ${name}.`);
}

/** Drops files on a point of the window as a file manager does. */
export async function dropFiles(
  page: Page,
  target: Locator,
  files: readonly string[],
): Promise<void> {
  const box = await target.boundingBox();
  if (!box) throw new Error('There is nothing to drop on.');
  const place = { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 200) };
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...place, data });
  }
  await session.detach();
}
