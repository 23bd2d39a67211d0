import type { CDPSession, Locator, Page } from 'playwright/test';

import { violations, violationsInThemes } from './axe.ts';
import { importColleague, importReturn } from './colleague.ts';
import { answerOpenDialog, clickMenu, expect, seedsFolder, test, type Run } from './fixtures.ts';
import { choose, dragOver, openSeed001, partsOf, selectWords, settle, tagRows } from './window.ts';

async function resize({ app, page }: Run, width: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, size) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(size, 760);
  }, width);
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width);
}

/** A library with tags of every category, one of them selected, and a speaker. */
async function prepare(page: Page): Promise<void> {
  await openSeed001(page);
  await selectWords(page, '“cannot agree”');
  await page.keyboard.press('1');
  await selectWords(page, 'Lavrov', 1);
  await page.keyboard.press('r');
  await selectWords(page, 'no durable solution');
  await page.keyboard.press('2');
  await selectWords(page, 'clumsy and aggressive attempts');
  await page.keyboard.press('3');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tagRows(page)).toHaveCount(3);
  await tagRows(page).first().click();
}

/** Every face of the window, and how to get there; Esc leaves it. */
const FACES: Record<string, (run: Run) => Promise<unknown>> = {
  'the window': () => Promise.resolve(),
  'with words selected': async ({ page }) => dragOver(page, 'negotiate'),
  'find in article': async ({ page }) => {
    await page.keyboard.press('Control+f');
    await page.keyboard.type('Lavrov');
  },
  'find in all articles': async ({ page }) => {
    await page.keyboard.press('Control+Shift+f');
    await page.keyboard.type('utopia');
    await expect(page.locator('.articles-search-hit').first()).toBeVisible();
  },
  'a filter that nothing matches': async ({ page }) =>
    page.getByRole('searchbox', { name: 'Filter tags' }).fill('no such tag'),
  'the palette': async ({ page }) => page.keyboard.press('Control+k'),
  'the palette with commands': async ({ page }) => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('>');
  },
  'a list of the details': async ({ page }) => {
    await partsOf(page).details.getByRole('combobox', { name: 'Category' }).press('ArrowDown');
    await expect(page.getByRole('listbox', { name: 'Choices' })).toBeVisible();
  },
  'several tags selected': async ({ page }) => {
    await tagRows(page)
      .last()
      .click({ modifiers: ['Shift'] });
    await expect(partsOf(page).details.getByRole('note')).toBeVisible();
  },
  'the choice of a category': async ({ app }) => clickMenu(app, 'change-category'),
  'the import sheet': async ({ app, page }) => {
    await answerOpenDialog(app, [`${seedsFolder}/001_c577037625e26c98.txt`, '/dev/null']);
    await clickMenu(app, 'open');
    await expect(page.getByRole('dialog')).toBeVisible();
  },
  'the export sheet': async ({ app, page }) => {
    await clickMenu(app, 'export');
    // It comes with the preview, and is long enough to be scrolled.
    await page.getByText('How the first record stands in the file').click();
    await expect(page.getByRole('region', { name: 'First record' })).toContainText('"id"');
  },
  settings: async ({ app }) => clickMenu(app, 'settings'),
  'single keys, one of them asked for': async ({ app, page }) => {
    await clickMenu(app, 'settings');
    await page.getByText('Change single keys').click();
    await page.getByRole('button', { name: 'Select: Word: W' }).press('Enter');
    await page.keyboard.press('s');
    await page.getByRole('button', { name: 'Take “S” from there' }).focus();
  },
  'the codebook': async ({ app, page }) => {
    await clickMenu(app, 'codebook');
    const sheet = page.getByRole('dialog', { name: 'Codebook' });
    await sheet.locator('summary').first().click();
    await sheet.getByRole('button', { name: 'Merge Direct into another value' }).click();
  },
  'a codebook from a file': async ({ app, page }) => {
    await answerOpenDialog(app, [`${seedsFolder}/codebook.json`]);
    await clickMenu(app, 'codebook');
    await page.getByRole('button', { name: 'Import…' }).click();
    await expect(page.getByRole('region', { name: 'Import a codebook' })).toBeVisible();
  },
  'the list of people': async ({ app, page }) => {
    await clickMenu(app, 'people');
    const sheet = page.getByRole('dialog', { name: 'People' });
    await sheet.getByRole('list', { name: 'People' }).getByRole('button').first().click();
    await sheet.getByLabel('Add a spelling').fill('Somebody');
    await page.keyboard.press('Enter');
    await expect(sheet.getByRole('list', { name: 'Spellings' })).toContainText('Somebody');
  },
  'article details': async ({ app }) => clickMenu(app, 'edit-article'),
  'the question before deleting': async ({ app }) => clickMenu(app, 'delete-article'),
  'deleted articles': async ({ app }) => clickMenu(app, 'trash'),
  guide: async ({ app }) => clickMenu(app, 'guide'),
  shortcuts: async ({ app }) => clickMenu(app, 'shortcuts'),
  'the agreement sheet with nothing to compare': async ({ app, page }) => {
    await page.keyboard.press('Control+2');
    await clickMenu(app, 'agreement-report');
    await expect(page.getByRole('dialog')).toContainText('Comparing needs the tags of two people');
  },
};

// In two halves, for the two workers that the machine has.
const faces = Object.entries(FACES);
for (const [half, some] of [faces.slice(0, 12), faces.slice(12)].entries()) {
  test(`axe finds nothing wrong anywhere in any theme, and there is one status region, ${half + 1} of 2`, async ({
    run,
  }) => {
    const { page } = run;
    await prepare(page);
    const found: Record<string, string[]> = {};
    for (const [face, show] of some) {
      await show(run);
      const wrong = await violationsInThemes(page);
      if (wrong.length > 0) found[face] = wrong;
      expect(await page.locator('[role="status"], output').count(), face).toBe(1);
      await page.keyboard.press('Escape');
      if (face === 'a filter that nothing matches')
        await expect(page.getByRole('button', { name: 'Clear filter' })).toHaveCount(0);
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    expect(found).toEqual({});
  });
}

test('axe finds nothing wrong in a review in any theme', async ({ run, dataFolder }) => {
  const { page } = run;
  await prepare(page);
  await importColleague(run, dataFolder, [
    { words: '“cannot agree”', category: 'quote', note: 'Short.' },
    { words: 'no durable solution', category: 'framing' },
    { words: 'veto power', category: 'claim' },
  ]);
  await partsOf(page).article.focus();
  await page.keyboard.press('Control+2');
  expect(await violationsInThemes(page), 'the list').toEqual([]);
  await page.keyboard.press('n');
  expect(await violationsInThemes(page), 'a difference').toEqual([]);
  await page.keyboard.press('a');
  await page.getByRole('list', { name: 'Differences' }).getByRole('button').first().click();
  expect(await violationsInThemes(page), 'a decision').toEqual([]);
  await partsOf(page).article.focus();
  await page.keyboard.press('e');
  expect(await violationsInThemes(page), 'an edited tag').toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+A');
  await expect(page.getByRole('dialog', { name: 'Decide by rule' })).toBeVisible();
  expect(await violationsInThemes(page), 'the rules').toEqual([]);
  await page.keyboard.press('Escape');
  const sheet = await openAgreement(run, dataFolder);
  expect(await violationsInThemes(page), 'the agreement sheet').toEqual([]);
  await choose(sheet.getByRole('combobox', { name: 'Category in detail' }), 'All tags');
  expect(await violationsInThemes(page), 'all tags in detail').toEqual([]);
});

test('axe finds nothing wrong in a return in any theme', async ({ run, dataFolder }) => {
  const { page } = run;
  await prepare(page);
  await importReturn(
    run,
    dataFolder,
    [
      {
        outcome: 'changed',
        words: 'cannot agree',
        category: 'claim',
        note: 'Without the marks.',
      },
      { outcome: 'rejected', reason: 'Not a claim' },
      { outcome: 'accepted' },
    ],
    { added: 'veto power' },
  );
  expect(await violationsInThemes(page), 'a return').toEqual([]);
  await partsOf(page).article.focus();
  for (const key of ['n', 'n', 'd']) await page.keyboard.press(key);
  await expect(page.getByRole('textbox', { name: 'Why do you contest it?' })).toBeFocused();
  await page.keyboard.type('It is one.');
  expect(await violationsInThemes(page), 'contesting').toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(partsOf(page).status).toHaveText(/^Contested/u);
  expect(await violationsInThemes(page), 'contested').toEqual([]);
  await choose(page.getByLabel('Outcome'), /^Not decided/u);
  expect(await violationsInThemes(page), 'a filter without lines').toEqual([]);
});

/** The sheet on three people, one with a very long name, with everything in it unfolded. */
async function openAgreement(run: Run, folder: string): Promise<Locator> {
  const { page, app } = run;
  const name = `Maximiliane ${'Hohenstein-Ernstthal-'.repeat(4)}Wolf`;
  await importColleague(run, folder, [{ words: 'veto power', category: 'claim' }], {
    number: 9,
    name,
  });
  await clickMenu(app, 'agreement-report');
  const sheet = page.getByRole('dialog', { name: 'Agreement' });
  await expect(sheet.getByRole('table').first()).toBeVisible();
  for (const folded of ['More measures', 'How to read the measures'])
    await sheet.getByText(folded).click();
  await sheet.getByRole('checkbox', { name: 'α_U' }).check();
  await expect(sheet.getByRole('row', { name: /^α_U/u }).first()).toBeVisible();
  return sheet;
}

test('the agreement sheet fits a narrow window: its tables scroll by themselves', async ({
  run,
  dataFolder,
}) => {
  const { page } = run;
  await prepare(page);
  await importColleague(run, dataFolder, [
    { words: '“cannot agree”', category: 'quote', attributes: { quoteType: 'direct' } },
  ]);
  await partsOf(page).article.focus();
  await page.keyboard.press('Control+2');
  const sheet = await openAgreement(run, dataFolder);
  await resize(run, 700);
  expect(await violations(page)).toEqual([]);
  const overflow = await sheet
    .locator('.dialog-content')
    .evaluate((element) => element.scrollWidth - element.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  // Its content scrolls, and nothing of it reaches out of the sheet, not even what is only read aloud.
  const outside = await sheet.evaluate((element) => element.scrollHeight - element.clientHeight);
  expect(outside).toBeLessThanOrEqual(0);
});

test('axe finds nothing wrong in a narrow window with its drawers, and nothing needs sideways scrolling', async ({
  run,
}) => {
  const { page, app } = run;
  await prepare(page);
  await resize(run, 700);
  expect(await violations(page)).toEqual([]);
  for (const drawer of ['toggle-articles', 'toggle-tags-pane'] as const) {
    await clickMenu(app, drawer);
    await settle(page);
    expect(await violations(page), drawer).toEqual([]);
    await page.keyboard.press('Escape');
  }
  await resize(run, 340);
  expect(await violations(page)).toEqual([]);
  for (const selector of ['html', 'body', '.article-scroll']) {
    const overflow = await page
      .locator(selector)
      .evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(overflow, selector).toBeLessThanOrEqual(0);
  }
  expect(await page.locator('[role="status"]').count()).toBe(1);
});

/** Role and name of everything that assistive technology can reach. */
async function accessibilityTree(devtools: CDPSession): Promise<{ role: string; name: string }[]> {
  const { nodes } = await devtools.send('Accessibility.getFullAXTree');
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name }) => ({
      role: String(role?.value ?? ''),
      name: String(name?.value ?? ''),
    }));
}

test('assistive technology finds the text, the tags in words, the articles and the last thing said', async ({
  page,
}) => {
  await prepare(page);
  const devtools = await page.context().newCDPSession(page);
  const tree = await accessibilityTree(devtools);
  const named = (role: string): string[] =>
    tree.filter((node) => node.role === role).map(({ name }) => name);
  expect(named('textbox')).toContain(
    'Article text, cannot be changed. Select text, then press 1 to 9 to tag',
  );
  expect(named('list')).toEqual(expect.arrayContaining(['Articles', 'Tags']));
  expect(named('button')).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^Quote, Lavrov: “cannot agree”, .*paragraph \d+$/u),
      expect.stringMatching(/^Claim: no durable solution, .*paragraph \d+$/u),
      expect.stringMatching(/^Framing: clumsy and aggressive attempts, .*paragraph \d+$/u),
    ]),
  );
  // The text itself is there as text, unbroken by what is painted over it.
  expect(named('StaticText')).toContainEqual(
    expect.stringContaining('any framework that excludes'),
  );
  expect(named('status')).toHaveLength(1);
});

/** What the article looks like to a reader, as the browser computes it. */
function lookOf(page: Page) {
  return page.evaluate(() => {
    const article = document.querySelector('.article-text');
    if (!article) throw new Error('There is no article.');
    const { fontSize, fontFamily, lineHeight, letterSpacing } = getComputedStyle(article);
    const paragraph = article.querySelector('p');
    return {
      fontSize,
      sans: fontFamily.startsWith('system-ui'),
      lineHeight: Number.parseFloat(lineHeight) / Number.parseFloat(fontSize),
      letterSpacing,
      width: Math.round(paragraph?.getBoundingClientRect().width ?? 0),
      background: getComputedStyle(document.body).backgroundColor,
    };
  });
}

test('the settings take effect at once and survive a restart', async ({ launch }) => {
  let run = await launch();
  await openSeed001(run.page);
  const before = await lookOf(run.page);
  expect(before).toMatchObject({ fontSize: '18px', sans: false, lineHeight: 1.75 });
  await run.page.keyboard.press('Control+,');
  const sheet = run.page.getByRole('dialog', { name: 'Settings' });
  await choose(sheet.getByLabel('Theme'), 'Dark');
  await choose(sheet.getByLabel('Font'), 'Sans serif');
  await sheet.getByLabel('Size').fill('24');
  await sheet.getByLabel('Line height').fill('2');
  await sheet.getByLabel('Column width').fill('50');
  await sheet.getByLabel('Letter spacing').fill('10');
  await choose(sheet.getByLabel('Tags at the caret are spoken'), 'When the caret stops');
  for (const name of [/Single keys/u, /grow to whole words/u])
    await sheet.getByRole('checkbox', { name }).uncheck();
  for (const name of [/Ask for details/u, /Reduce highlight tint/u])
    await sheet.getByRole('checkbox', { name }).check();
  await run.page.keyboard.press('Escape');
  const after = await lookOf(run.page);
  expect(after).toMatchObject({ fontSize: '24px', sans: true, letterSpacing: '2.4px' });
  expect(after.lineHeight).toBeCloseTo(2, 2);
  expect(after.background).not.toBe(before.background);

  await run.quit();
  run = await launch();
  const { page } = run;
  await expect(partsOf(page).article).toBeVisible();
  expect(await lookOf(page)).toEqual(after);
  await openSeed001(page);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('q');
  expect(await page.evaluate(() => document.getSelection()?.toString())).toBe('');
  await page.keyboard.press('Control+,');
  await expect(sheetOf(page).getByRole('checkbox', { name: /whole words/u })).not.toBeChecked();
  await expect(sheetOf(page).getByRole('checkbox', { name: /Ask for details/u })).toBeChecked();
  await sheetOf(page)
    .getByRole('checkbox', { name: /Single keys/u })
    .check();
  await page.keyboard.press('Escape');
  // Ask for details: the focus goes there after tagging.
  await page.keyboard.press('q');
  await page.keyboard.press('1');
  await expect(partsOf(page).details.getByLabel('Speaker', { exact: true })).toBeFocused();
  // Spoken when the caret stops.
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(partsOf(page).status).toHaveText('In: Quote');
});

const sheetOf = (page: Page) => page.getByRole('dialog', { name: 'Settings' });

test('the theme of the system is followed, live', async ({ run }) => {
  const { page, app } = run;
  await openSeed001(page);
  const backgrounds: string[] = [];
  for (const source of ['dark', 'light'] as const) {
    await app.evaluate(({ nativeTheme }, theme) => {
      nativeTheme.themeSource = theme;
    }, source);
    await settle(page);
    await settle(page);
    backgrounds.push((await lookOf(page)).background);
  }
  expect(new Set(backgrounds).size).toBe(2);
});

test('every control has a target of at least 24 by 24 pixels', async ({ page }) => {
  await prepare(page);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, select, input, [role="separator"]')].flatMap((each) => {
      const { width, height } = each.getBoundingClientRect();
      const label = each.closest('label')?.getBoundingClientRect();
      const isSmall =
        Math.max(height, label?.height ?? 0) < 24 || Math.max(width, label?.width ?? 0) < 24;
      // A link within a sentence may be as high as its line (WCAG 2.5.8, inline).
      return isSmall && width > 0 && !each.matches('.link, .splitter')
        ? [`${each.className} ${each.textContent ?? ''} ${width}×${height}`]
        : [];
    }),
  );
  expect(small).toEqual([]);
});

test('with forced colours tags are drawn as lines with their letters', async ({ page }) => {
  await prepare(page);
  await page.emulateMedia({ forcedColors: 'active' });
  await expect(page.locator('.article-lines > i').first()).toBeVisible();
  expect(await page.locator('.article-lines > i').count()).toBeGreaterThanOrEqual(3);
  expect(await violations(page)).toEqual([]);
});

test('axe finds nothing in any section of Compare', async ({ page }) => {
  await openSeed001(page);
  await page.keyboard.press('Control+3');
  await expect(page.getByRole('grid').locator('td:focus')).toBeVisible();
  for (const section of ['1', '2', '3', '4', '5', '6']) {
    await page.keyboard.press(section);
    expect(await violationsInThemes(page), section).toEqual([]);
  }
  await page.keyboard.press('1');
  await page.keyboard.press('s');
  expect(await violationsInThemes(page)).toEqual([]);
});
