import path from 'node:path';

import { answerSaveDialog, clickMenu, expect, readJson, test } from './fixtures.ts';
import {
  choose,
  clickOn,
  dragOver,
  openSeed001,
  partsOf,
  seedText,
  selectWords,
  selectedWords,
  sha256,
  tagRows,
} from './window.ts';

interface ExportedFragment {
  readonly utf16: { readonly start: number; readonly end: number };
  readonly codePoints: { readonly start: number; readonly end: number };
  readonly exact: string;
}

interface Exported {
  readonly format: string;
  readonly articles: readonly { readonly sha256: string; readonly text?: string }[];
  readonly annotationSets: readonly {
    readonly annotations: readonly {
      readonly category: string;
      readonly target: { readonly fragments: readonly ExportedFragment[] };
    }[];
  }[];
}

test('a new installation shows the five sample articles and opens on the first quotation', async ({
  page,
}) => {
  const { article, articles, status } = partsOf(page);
  await expect(articles.getByRole('button')).toHaveCount(5);
  await expect(article).toBeVisible();
  await expect(status).toHaveCount(1);
  await expect(page).toHaveTitle(/Framewise$/u);
});

test('the whole path: tag by keyboard and mouse, four deep, edit, undo, restart, export', async ({
  launch,
  dataFolder,
}) => {
  let run = await launch();
  let { page } = run;
  const text = await openSeed001(page);

  // By keyboard alone: the next quotation, tag it; a sentence, tag it.
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('q');
  await expect.poll(() => selectedWords(page)).toBe('“Road to Nowhere”');
  await page.keyboard.press('1');
  await expect(partsOf(page).status).toContainText('Tagged quote: “Road to Nowhere”. 1 tag.');
  await expect(tagRows(page)).toHaveCount(1);
  await expect(partsOf(page).undo).toHaveText(/Undo: tag quote/u);

  // By mouse: drag, then the bar above the selection.
  await dragOver(page, 'Russia “cannot agree” to any framework');
  await page
    .getByRole('toolbar', { name: 'Tag the selection' })
    .getByRole('button', { name: /Claim/u })
    .click();
  await expect(partsOf(page).status).toContainText('Tagged claim');
  await expect(tagRows(page)).toHaveCount(2);

  // Four deep over the same words.
  await dragOver(page, '“cannot agree”');
  await expect.poll(() => selectedWords(page)).toBe('“cannot agree”');
  await page.keyboard.press('1');
  await expect(tagRows(page)).toHaveCount(3);
  await selectWords(page, '“cannot agree” to any framework');
  await page.keyboard.press('2');
  await expect(tagRows(page)).toHaveCount(4);
  await selectWords(page, 'agree');
  await page.keyboard.press('3');
  await expect(page.getByPlaceholder(/Esc keeps “other”/u)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(tagRows(page)).toHaveCount(5);

  // A click finds the shortest; again goes outward.
  await clickOn(page, 'agree', 0);
  await expect(partsOf(page).status).toContainText('1 of 4');
  await expect(partsOf(page).status).toContainText('Framing');
  await clickOn(page, 'agree', 0);
  await expect(partsOf(page).status).toContainText('2 of 4');

  // Edit: speaker in the details, boundaries by E.
  await page.keyboard.press('Enter');
  await expect(partsOf(page).details.getByLabel('Speaker', { exact: true })).toBeFocused();
  await partsOf(page).details.getByLabel('Speaker', { exact: true }).fill('Sergei Lavrov');
  await page.keyboard.press('Escape');
  await expect(partsOf(page).status).toContainText('Set speaker of quote');
  await expect(partsOf(page).article).toBeFocused();
  await page.keyboard.press('e');
  await expect.poll(() => selectedWords(page)).toBe('“cannot agree”');
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await expect(partsOf(page).undo).toHaveText(/Undo: change boundaries of quote/u);
  await expect(tagRows(page).filter({ hasText: 'cannot agree” to' })).not.toHaveCount(0);

  // Undo three times: boundaries, speaker, the framing tag; redo one.
  await page.keyboard.press('Control+z');
  await expect(partsOf(page).status).toContainText('Undid: change boundaries of quote');
  await page.keyboard.press('Control+z');
  await expect(partsOf(page).status).toContainText('Undid: set speaker of quote');
  await page.keyboard.press('Control+z');
  await expect(tagRows(page)).toHaveCount(4);
  await page.keyboard.press('Control+y');
  await expect(tagRows(page)).toHaveCount(5);

  // A restart keeps the tags and the history.
  await run.quit();
  run = await launch();
  ({ page } = run);
  await expect(page).toHaveTitle(/Moscow: Excluding Russia/u);
  await expect(tagRows(page)).toHaveCount(5);
  await expect(partsOf(page).undo).toHaveText(/Undo: tag framing/u);
  await partsOf(page).article.focus();
  await page.keyboard.press('Control+Shift+z');
  await expect(partsOf(page).status).toContainText('Redid: set speaker of quote');

  // Export, and the slices of both units against the bytes of the seed.
  const target = path.join(dataFolder, 'export.json');
  await answerSaveDialog(run.app, target);
  await clickMenu(run.app, 'export');
  await page.getByRole('button', { name: 'Export…' }).last().click();
  await expect(page.getByRole('heading', { name: 'Exported' })).toBeVisible();
  const exported = (await readJson(target)) as Exported;
  expect(exported.format).toContain('framewise');
  expect(exported.articles.map((each) => each.sha256)).toEqual([sha256(text)]);
  expect(exported.articles[0]?.text).toBe(text);
  const fragments = exported.annotationSets.flatMap((set) =>
    set.annotations.flatMap(({ target: { fragments: list } }) => list),
  );
  expect(fragments).toHaveLength(5);
  const points = Array.from(seedText(1));
  for (const { utf16, codePoints, exact } of fragments) {
    expect(text.slice(utf16.start, utf16.end)).toBe(exact);
    expect(points.slice(codePoints.start, codePoints.end).join('')).toBe(exact);
  }
});

test('a tag behind the emoji has different offsets in the two units', async ({
  run,
  dataFolder,
}) => {
  const { page, app } = run;
  const text = await openSeed001(page);
  await selectWords(page, 'Admiral Giuseppe Cavo Dragone');
  await page.keyboard.press('2');
  await expect(tagRows(page)).toHaveCount(1);
  const target = path.join(dataFolder, 'export.json');
  await answerSaveDialog(app, target);
  await clickMenu(app, 'export');
  await page.getByRole('button', { name: 'Export…' }).last().click();
  await expect(page.getByRole('heading', { name: 'Exported' })).toBeVisible();
  const exported = (await readJson(target)) as Exported;
  const fragment = exported.annotationSets[0]?.annotations[0]?.target.fragments[0];
  expect(fragment?.utf16).toEqual({ start: 1133, end: 1162 });
  expect(fragment?.codePoints).toEqual({ start: 1132, end: 1161 });
  expect(text.slice(1133, 1162)).toBe('Admiral Giuseppe Cavo Dragone');
});

test('nothing selected, white space only and a duplicate are refused in words', async ({
  page,
}) => {
  await openSeed001(page);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('1');
  await expect(partsOf(page).status).toHaveText(
    'Nothing selected. W word · A clause · S sentence · Q quotation',
  );
  // An empty line follows this one: the selection holds nothing but a line break.
  await selectWords(page, 'YouTube');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('1');
  await expect(partsOf(page).status).toHaveText('That selection has no words.');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('q');
  await page.keyboard.press('1');
  await expect(tagRows(page)).toHaveCount(1);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('q');
  await page.keyboard.press('1');
  await expect(partsOf(page).status).toHaveText('Already tagged as quote — opened it');
  await expect(tagRows(page)).toHaveCount(1);
});

test('fragments, speaker and cue are picked in the text', async ({ page }) => {
  await openSeed001(page);
  await selectWords(page, '“cannot agree”');
  await page.keyboard.press('1');
  await expect(tagRows(page)).toHaveCount(1);
  await dragOver(page, '“will not work.”');
  await page.keyboard.press('u');
  await expect(partsOf(page).undo).toHaveText(/Undo: add fragment to quote/u);
  await dragOver(page, 'Lavrov', 1);
  await page.keyboard.press('r');
  await expect(partsOf(page).details.getByLabel('Speaker', { exact: true })).toHaveValue('Lavrov');
  await dragOver(page, 'said', 0);
  await page.keyboard.press('h');
  await expect(partsOf(page).details.getByLabel('Cue', { exact: true })).toHaveValue('said');
  await expect(tagRows(page).first()).toHaveAccessibleName(
    /Quote, Lavrov: “cannot agree” … “will not work/u,
  );
});

test('changing the category keeps the other fields aside and brings them back', async ({
  page,
}) => {
  await openSeed001(page);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('q');
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  const { details, status } = partsOf(page);
  await expect(details.getByLabel('Speaker', { exact: true })).toBeFocused();
  await details.getByLabel('Speaker', { exact: true }).fill('Lavrov');
  await page.keyboard.press('Escape');
  await expect(status).toContainText('Set speaker');
  await choose(details.getByRole('combobox', { name: 'Category' }), 'Claim');
  await expect(status).toContainText('2 fields kept aside; switching back restores them.');
  await choose(details.getByRole('combobox', { name: 'Category' }), 'Quote');
  await expect(details.getByLabel('Speaker', { exact: true })).toHaveValue('Lavrov');
});

test('several tags are selected in the list and deleted in one undo step', async ({ page }) => {
  await openSeed001(page);
  await page.keyboard.press('Control+Home');
  for (const words of ['“cannot agree”', '“will not work.”', 'veto power']) {
    await selectWords(page, words);
    await page.keyboard.press('2');
  }
  await expect(tagRows(page)).toHaveCount(3);
  await tagRows(page).nth(0).click();
  await tagRows(page)
    .nth(2)
    .click({ modifiers: ['Shift'] });
  await page.keyboard.press('Delete');
  await expect(tagRows(page)).toHaveCount(0);
  await expect(page.getByText('Deleted 3 tags').first()).toBeVisible();
  await page.getByRole('button', { name: 'Undo (Ctrl+Z)' }).click();
  await expect(tagRows(page)).toHaveCount(3);
});

test('two fields that are filled faster than the disk answers both keep what was typed', async ({
  page,
}) => {
  await openSeed001(page);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('q');
  await page.keyboard.press('1');
  await expect(tagRows(page)).toHaveCount(1);
  const { details } = partsOf(page);
  await details.evaluate(async (form) => {
    for (const [name, words] of [
      ['speaker', 'Lavrov'],
      ['cue', 'said'],
      ['speaker', 'Sergei Lavrov'],
    ] as const) {
      const field = form.querySelector<HTMLInputElement>(`input[data-field="${name}"]`);
      field?.focus();
      field?.select();
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- types as a person does
      document.execCommand('insertText', false, words);
      // React draws what was typed; no answer of the main process can come in between.
      await Promise.resolve();
      await Promise.resolve();
    }
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  await expect(tagRows(page)).toHaveAccessibleName(/^Quote, Sergei Lavrov: .*said/u);
  await expect(details.getByLabel('Cue', { exact: true })).toHaveValue('said');
  await expect(details.getByLabel('Speaker', { exact: true })).toHaveValue('Sergei Lavrov');
});
