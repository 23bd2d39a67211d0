import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { CDPSession, Page } from 'playwright/test';

import { COMMANDS, commandOf, type CommandId } from '#core/contract/commands/commands.ts';
import { MENUS } from '#core/contract/commands/row.ts';
import { splitKeys } from '#core/contract/commands/key-names.ts';

import {
  answerOpenDialog,
  clickMenu,
  expect,
  readJson,
  readMenu,
  test,
  type Run,
} from './fixtures.ts';
import { importColleague, importReturn } from './colleague.ts';
import {
  clickOn,
  dragOver,
  openArticle,
  openSeed001,
  partsOf,
  selectedWords,
  selectionPlace,
  settle,
  switchSingleKeysOff,
  tagRows,
  selectWords,
} from './window.ts';

interface Tools extends Run {
  readonly folder: string;
}

/** How one command is put to the test: what must be there before, and what must be there after. */
interface Row {
  /** What several commands begin with: arranged once, before what is the row's own. */
  readonly base?: (tools: Tools) => Promise<unknown>;
  readonly arrange?: (tools: Tools) => Promise<unknown>;
  readonly effect: (tools: Tools) => Promise<unknown>;
  /** Takes back what is neither a step nor in the page. */
  readonly tidy?: (tools: Tools) => Promise<unknown>;
}

/** Playwright's name of a combination of the registry. */
function pressOf(keys: string): string {
  const parts = [...splitKeys(keys)];
  const key = parts.pop() ?? '';
  const named: Record<string, string> = {
    '?': 'Shift+Slash',
    '+': 'Shift+Equal',
    '=': 'Equal',
    '-': 'Minus',
    ',': 'Comma',
    '/': 'Slash',
  };
  const code = /^[A-Z]$/u.test(key) ? `Key${key}` : /^\d$/u.test(key) ? `Digit${key}` : key;
  return [...parts.map((part) => (part === 'Mod' ? 'Control' : part)), named[key] ?? code].join(
    '+',
  );
}

const dialogOf = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });

const opens =
  (name: string | RegExp): Row['effect'] =>
  ({ page }) =>
    expect(dialogOf(page, name)).toBeVisible();

const says =
  (words: string | RegExp): Row['effect'] =>
  ({ page }) =>
    expect(partsOf(page).status).toHaveText(words);

const selects =
  (words: string): Row['effect'] =>
  ({ page }) =>
    expect.poll(() => selectedWords(page)).toBe(words);

const press =
  (...keys: string[]): NonNullable<Row['arrange']> =>
  async ({ page }) => {
    for (const key of keys) await page.keyboard.press(key);
  };

/** Selects words with the mouse and puts the bar away again. */
const drag =
  (words: string): NonNullable<Row['arrange']> =>
  ({ page }) =>
    selectWords(page, words);

/** Tags some words and leaves the tag selected. */
const tag =
  (words: string, digit = '2'): NonNullable<Row['arrange']> =>
  async ({ page }) => {
    const before = await tagRows(page).count();
    await selectWords(page, words);
    await page.keyboard.press(digit);
    await expect(tagRows(page)).toHaveCount(before + 1);
  };

const all =
  (...steps: NonNullable<Row['arrange']>[]): NonNullable<Row['arrange']> =>
  async (tools) => {
    for (const step of steps) await step(tools);
  };

const hasTags =
  (count: number): Row['effect'] =>
  ({ page }) =>
    expect(tagRows(page)).toHaveCount(count);

const activeTag =
  (words: string): Row['effect'] =>
  ({ page }) =>
    expect(partsOf(page).tags.locator('[aria-current="true"]')).toHaveAccessibleName(
      new RegExp(words, 'u'),
    );

const noCategory = (digit: number): Row => ({
  arrange: drag('negotiate'),
  effect: says(`The codebook has no category ${digit}.`),
});

const zoomIs =
  (level: number): Row['effect'] =>
  ({ app }) =>
    expect
      .poll(() =>
        app.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel(),
        ),
      )
      .toBe(level);

/** The article that is open, by its place in the list. */
const isOpen =
  (index: number): Row['effect'] =>
  ({ page }) =>
    expect(partsOf(page).articles.getByRole('button').nth(index)).toHaveAttribute(
      'aria-current',
      'true',
    );

/** The first article of the list. */
const firstListed =
  (name: RegExp): Row['effect'] =>
  ({ page }) =>
    expect(partsOf(page).articles.getByRole('button').first()).toHaveAccessibleName(name);

/** Says something of the article that is open. */
const knowing =
  (field: string, value: string): NonNullable<Row['arrange']> =>
  async ({ app, page }) => {
    await clickMenu(app, 'edit-article');
    const sheet = dialogOf(page, 'Article details');
    await sheet.getByLabel(field, { exact: true }).fill(value);
    await sheet.getByRole('button', { name: 'Save' }).click();
    await says(/^Edited /u)({ app, page } as Tools);
  };

const focusIn =
  (pane: string): Row['effect'] =>
  ({ page }) =>
    expect.poll(() => paneWithFocus(page)).toBe(pane);

const paneWithFocus = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane'));

const FIRST_QUOTATION = '“Road to Nowhere”';
const SECOND_QUOTATION = '“road to nowhere.”';
const CLAUSE =
  'attempts to negotiate Ukraine’s future security without Moscow’s involvement are a “road to nowhere.”';
const SENTENCE =
  'Russia has warned that attempts to negotiate Ukraine’s future security without Moscow’s involvement are a “road to nowhere.”';

/** Somebody else's tags beside one's own on 001. */
const colleague: NonNullable<Row['base']> = async (tools) => {
  await tag('cannot agree', '1')(tools);
  await importColleague(tools, tools.folder, [
    { words: 'cannot agree', category: 'quote', attributes: { speaker: 'Lavrov' } },
    { words: 'veto power', category: 'claim' },
  ]);
};

/** The same with two people's tags, so that a digit picks one of the three. */
const twoColleagues: NonNullable<Row['base']> = async (tools) => {
  const bert = { number: 8, name: 'Bert Cole' };
  await importColleague(tools, tools.folder, [{ words: 'cannot agree', category: 'claim' }], bert);
  await colleague(tools);
};

/** Two tags of one's own on 001 that came back. */
const returned: NonNullable<Row['base']> = async (tools) => {
  await tag('cannot agree', '1')(tools);
  await importReturn(tools, tools.folder, [{ outcome: 'rejected', reason: 'Too short' }], {
    added: 'veto power',
  });
};

/** The review of a base, and then some keys. */
const review = (base: NonNullable<Row['base']>, ...keys: string[]) => ({
  base,
  arrange: press('Control+2', ...keys),
});
const inReview = (...keys: string[]) => review(colleague, ...keys);
const amongThree = review(twoColleagues, 'n');
const inReturn = (...keys: string[]) => ({
  base: returned,
  arrange: async (tools: Tools) => {
    const { page } = tools;
    await page.keyboard.press('Control+2');
    await page.getByRole('button', { name: /^Returned by/u }).click();
    await partsOf(page).article.focus();
    await press(...keys)(tools);
  },
});

const noPerson: Row = {
  ...amongThree,
  effect: says('Only 3 people have tagged this article.'),
};

const isInCard =
  (words: string): Row['effect'] =>
  ({ page }) =>
    expect(page.getByRole('region', { name: 'Difference' })).toContainText(words);

const comparison = (page: Page) => page.getByRole('grid', { name: 'Quotations by outlet' });

/** Turns to Compare and waits for the table, on its first cell. */
const compare: NonNullable<Row['arrange']> = async ({ page }) => {
  await page.keyboard.press('Control+3');
  await expect(comparison(page).locator('td:focus')).toBeVisible();
};

/** The same, on the words of a cell. */
const compareAt =
  (words: string): NonNullable<Row['arrange']> =>
  async (tools) => {
    await compare(tools);
    await comparison(tools.page)
      .getByRole('gridcell')
      .getByText(words, { exact: true })
      .first()
      .click();
  };

const showsSection =
  (name: RegExp): Row['effect'] =>
  ({ page }) =>
    expect(
      page.getByRole('group', { name: 'Sections' }).getByRole('button', { name }),
    ).toHaveAttribute('aria-pressed', 'true');

const isOnCell =
  (words: string): Row['effect'] =>
  ({ page }) =>
    expect(comparison(page).locator('td.is-current')).toContainText(words);

/** One row for every command; a command without one does not compile. */
const ROWS: Record<CommandId, Row> = {
  open: {
    arrange: async ({ app, folder }) => {
      const file = path.join(folder, 'report.txt');
      await writeFile(file, 'A report.\n\nIt has two paragraphs.');
      await answerOpenDialog(app, [file]);
    },
    effect: async ({ page }) => expect(page.getByRole('dialog')).toContainText('report.txt'),
  },
  'open-folder': {
    arrange: async ({ app, folder }) => {
      await writeFile(path.join(folder, 'report.txt'), 'A report.');
      await writeFile(path.join(folder, 'report.ann'), 'T1\tClaim 0 8\tA report\n');
      await answerOpenDialog(app, [folder]);
    },
    effect: async ({ page }) => expect(page.getByRole('dialog')).toContainText('brat standoff'),
  },
  'new-from-clipboard': {
    arrange: ({ page }) =>
      page.evaluate(() =>
        window.framewise.invoke('clipboard:write', { text: 'A pasted report of some length.' }),
      ),
    effect: async ({ page }) =>
      expect(page.getByRole('dialog')).toContainText('A pasted report of some length.'),
  },
  save: { effect: says('All changes are saved automatically.') },
  export: { effect: opens(/^Export/u) },
  trash: { effect: opens('Deleted articles') },
  settings: { effect: opens('Settings') },
  undo: { arrange: tag('negotiate'), effect: hasTags(0) },
  redo: {
    arrange: all(tag('negotiate'), press('Control+z'), hasTags(0)),
    effect: hasTags(1),
  },
  'copy-citation': {
    arrange: drag('negotiate'),
    effect: ({ app }) =>
      expect
        .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
        .toBe(
          '“negotiate” — Moscow: Excluding Russia From Security Guarantees is a “Road to Nowhere”, outlet unknown, ¶4',
        ),
  },
  find: {
    effect: ({ page }) =>
      expect(page.getByRole('searchbox', { name: 'Find in article' })).toBeFocused(),
  },
  'find-next': {
    arrange: all(press('Control+Home', 'Control+f'), ({ page }) => page.keyboard.type('Lavrov')),
    effect: ({ page }) => expect(page.getByText(/^2 of \d+$/u)).toBeVisible(),
  },
  'find-previous': {
    arrange: all(press('Control+Home', 'Control+f'), ({ page }) => page.keyboard.type('Lavrov')),
    effect: ({ page }) => expect(page.getByText(/^(\d+) of \1$/u)).toBeVisible(),
  },
  'find-everywhere': {
    effect: ({ page }) =>
      expect(page.getByRole('searchbox', { name: 'Find in all articles' })).toBeFocused(),
  },
  'go-to': { effect: opens('Go to article, tag, command') },

  'pick-word': {
    arrange: async ({ page }) => clickOn(page, 'negotiate'),
    effect: selects('negotiate'),
  },
  'drop-word': {
    arrange: all(async ({ page }) => clickOn(page, 'negotiate'), press('w', 'w')),
    effect: selects('negotiate'),
  },
  'pick-clause': {
    arrange: async ({ page }) => clickOn(page, 'negotiate'),
    effect: selects(CLAUSE),
  },
  'drop-clause': {
    arrange: all(async ({ page }) => clickOn(page, 'negotiate'), press('a', 'a')),
    effect: selects(CLAUSE),
  },
  'pick-sentence': {
    arrange: async ({ page }) => clickOn(page, 'negotiate'),
    effect: selects(SENTENCE),
  },
  'drop-sentence': {
    arrange: all(async ({ page }) => clickOn(page, 'negotiate'), press('s', 's')),
    effect: selects(SENTENCE),
  },
  'pick-paragraph': {
    arrange: async ({ page }) => clickOn(page, '📘 Facebook'),
    effect: selects('📘 Facebook'),
  },
  'drop-paragraph': {
    arrange: all(async ({ page }) => clickOn(page, '📘 Facebook'), press('p', 'p')),
    effect: selects('📘 Facebook'),
  },
  'pick-quotation': { arrange: press('Control+Home'), effect: selects(FIRST_QUOTATION) },
  'pick-previous-quotation': {
    arrange: press('Control+Home', 'q', 'q'),
    effect: selects(FIRST_QUOTATION),
  },
  'next-gap': {
    arrange: all(press('Control+Home', 'q', '1'), hasTags(1), press('Control+Home')),
    effect: selects(SECOND_QUOTATION),
  },
  'previous-gap': {
    arrange: all(press('Control+Home', 'q', 'q', '1'), hasTags(1)),
    effect: selects(FIRST_QUOTATION),
  },
  'swap-ends': {
    arrange: drag('negotiate'),
    effect: ({ page }) =>
      expect
        .poll(async () => {
          const [anchor, focus] = await selectionPlace(page);
          return focus - anchor;
        })
        .toBe(-'negotiate'.length),
  },
  'next-tag': {
    arrange: all(tag('negotiate'), tag('criticized'), press('k')),
    effect: activeTag('criticized'),
  },
  'previous-tag': {
    arrange: all(tag('negotiate'), tag('criticized')),
    effect: activeTag('negotiate'),
  },
  'select-tag': {
    arrange: all(tag('negotiate'), press('ArrowLeft', 'ArrowLeft', 'Escape')),
    effect: activeTag('negotiate'),
  },
  'say-tags': {
    arrange: all(tag('negotiate'), press('ArrowLeft', 'ArrowLeft')),
    effect: says('In: Claim'),
  },

  'tag-1': { arrange: drag('negotiate'), effect: says('Tagged quote: negotiate. 1 tag.') },
  'tag-2': { arrange: drag('negotiate'), effect: says('Tagged claim: negotiate. 1 tag.') },
  'tag-3': { arrange: drag('negotiate'), effect: opens(/./u) },
  'tag-4': noCategory(4),
  'tag-5': noCategory(5),
  'tag-6': noCategory(6),
  'tag-7': noCategory(7),
  'tag-8': noCategory(8),
  'tag-9': noCategory(9),
  'pick-category': { arrange: drag('negotiate'), effect: opens('Tag as') },
  brush: { effect: says(/^Brush: every mouse selection becomes a .*Esc stops\.$/u) },
  'edit-details': {
    arrange: tag('negotiate', '1'),
    effect: ({ page }) =>
      expect(partsOf(page).details.getByLabel('Speaker', { exact: true })).toBeFocused(),
  },
  'edit-boundaries': { arrange: tag('negotiate'), effect: selects('negotiate') },
  'add-fragment': {
    arrange: all(tag('negotiate'), drag('criticized')),
    effect: activeTag('negotiate … criticized'),
  },
  'set-speaker': {
    arrange: all(tag('negotiate', '1'), drag('Sergei Lavrov')),
    effect: activeTag('Quote, Sergei Lavrov'),
  },
  'set-cue': {
    arrange: all(tag('negotiate', '1'), drag('criticized')),
    effect: ({ page }) =>
      expect(partsOf(page).details.getByLabel('Cue', { exact: true })).toHaveValue('criticized'),
  },
  'take-suggested': {
    arrange: tag('negotiate', '1'),
    effect: ({ page }) =>
      expect(partsOf(page).details.getByLabel('Cue', { exact: true })).toHaveValue('has warned'),
  },
  'change-category': { arrange: tag('negotiate'), effect: opens('Change the category to') },
  'repeat-details': {
    arrange: tag('negotiate'),
    effect: says('No details have been given yet, so there is nothing to repeat.'),
  },
  'duplicate-tag': { arrange: tag('negotiate'), effect: opens('Tag as') },
  'edit-note': {
    arrange: tag('negotiate'),
    effect: ({ page }) =>
      expect(partsOf(page).details.getByLabel('Note', { exact: true })).toBeFocused(),
  },
  'delete-tags': { arrange: tag('negotiate'), effect: hasTags(0) },

  codebook: { effect: opens('Codebook') },
  people: { effect: opens('People') },

  'next-difference': { ...inReview(), effect: isInCard('cannot agree') },
  'previous-difference': { ...inReview(), effect: isInCard('veto power') },
  'skip-difference': { ...inReview('n'), effect: isInCard('veto power') },
  'review-open': { ...inReview(), effect: isInCard('cannot agree') },
  'next-contested': { ...inReview(), effect: says('Nobody contests a decision of yours.') },
  'accept-theirs': { ...inReview('n'), effect: says(/^Accepted Anna Berg’s\. 1 of 2/u) },
  'keep-mine': { ...inReview('n'), effect: says(/^Kept mine\. 1 of 2/u) },
  'keep-both': { ...inReview('n'), effect: says(/^Kept both\. 1 of 2/u) },
  'keep-person-1': { ...amongThree, effect: says(/^Kept mine\. 1 of 2/u) },
  'keep-person-2': { ...amongThree, effect: says(/^Kept the tag of Anna Berg\. 1 of 2/u) },
  'keep-person-3': { ...amongThree, effect: says(/^Kept the tag of Bert Cole\. 1 of 2/u) },
  'keep-person-4': noPerson,
  'keep-person-5': noPerson,
  'keep-person-6': noPerson,
  'keep-person-7': noPerson,
  'keep-person-8': noPerson,
  'keep-person-9': noPerson,
  'edit-difference': { ...inReview('n'), effect: selects('cannot agree') },
  'accept-edited': { ...inReview('n', 'e'), effect: says(/^Edited and accepted\./u) },
  'reject-difference': { ...inReview('n'), effect: says(/^Rejected\. 1 of 2/u) },
  'nothing-here': { ...inReview('n'), effect: says(/^Checked, nothing here\. 1 of 2/u) },
  'defer-difference': { ...inReview('n'), effect: says(/^Deferred\. 2 of 2/u) },
  'mark-unclear': {
    ...inReview('n'),
    effect: ({ page }) =>
      expect(page.getByRole('checkbox', { name: /^Guideline unclear/u })).toBeChecked(),
  },
  'comment-difference': {
    ...inReview('n'),
    effect: ({ page }) => expect(page.getByRole('textbox', { name: 'New comment' })).toBeFocused(),
  },
  'take-decision-back': {
    base: colleague,
    arrange: async (tools) => {
      await press('Control+2', 'n', 'x')(tools);
      const rows = tools.page.getByRole('list', { name: 'Differences' }).getByRole('button');
      await rows.filter({ hasText: 'Rejected' }).click();
    },
    effect: says(/^Open again\. 2 of 2/u),
  },
  'turn-return': {
    ...inReturn(),
    effect: ({ page }) =>
      expect(page.getByRole('button', { name: 'Differences', exact: true })).toHaveAttribute(
        'aria-pressed',
        'true',
      ),
  },
  'contest-decision': {
    ...inReturn('n'),
    effect: ({ page }) =>
      expect(page.getByRole('textbox', { name: 'Why do you contest it?' })).toBeFocused(),
  },
  'withdraw-contest': {
    base: returned,
    arrange: async (tools) => {
      const { page } = tools;
      await inReturn('n', 'd').arrange(tools);
      await page.getByRole('textbox', { name: 'Why do you contest it?' }).fill('It is one.');
      for (const key of ['Tab', 'Enter']) await page.keyboard.press(key);
      await says(/^Contested/u)(tools);
      await page.keyboard.press('Escape');
    },
    effect: says('No longer contested.'),
  },
  'take-over': {
    ...inReturn('Shift+N'),
    effect: says(/^Taken over: veto power/u),
  },
  'keep-decision': { ...inReview('n'), effect: says('Nobody contests a decision here.') },
  'agreement-report': { ...inReview(), effect: opens('Agreement') },
  'decide-by-rule': { ...inReview(), effect: opens('Decide by rule') },
  'mark-done': { effect: says(/untagged — Ctrl\+Enter again to finish/u) },
  'flag-article': {
    effect: ({ page }) =>
      expect(partsOf(page).articles.locator('[aria-current="true"]')).toHaveAccessibleName(
        /flagged/u,
      ),
  },
  'mark-boilerplate': {
    arrange: async ({ page }) => clickOn(page, '📘 Facebook'),
    effect: says('Marked as boilerplate: greyed, kept, and left out of counts.'),
  },
  'mark-lines-like-this': {
    arrange: async ({ page }) => clickOn(page, '📘 Facebook'),
    effect: opens('11 lines like this'),
  },
  'edit-article': { effect: opens('Article details') },
  'what-changed': { effect: says('This article has no other version here.') },
  rename: { effect: opens('Rename article') },
  'move-to-event': { effect: opens('Move this article to') },
  'export-articles': { effect: opens('Export') },
  'new-event': { effect: opens('New event') },
  'select-event': { effect: ({ page }) => expect(page.getByText('5 selected')).toBeVisible() },
  'rename-event': { effect: opens('Rename event') },
  'merge-event': { effect: opens(/^Merge “Lavrov/u) },
  'delete-event': {
    effect: says(/^Deleted the event .* Its 5 articles stay, without an event\.$/u),
  },
  'next-article': { effect: isOpen(2) },
  'previous-article': { effect: isOpen(0) },
  'delete-article': {
    arrange: ({ page }) => partsOf(page).articles.locator('[aria-current="true"]').focus(),
    effect: opens('Delete this article?'),
  },

  'view-annotate': {
    arrange: press('Control+2'),
    effect: ({ page }) => expect(partsOf(page).tags).toBeAttached(),
  },
  'view-compare': {
    effect: ({ page }) => expect(comparison(page)).toBeVisible(),
  },
  'view-review': {
    effect: ({ page }) =>
      expect(page.getByRole('heading', { name: /^Differences/u })).toBeVisible(),
  },
  'compare-quotations': { arrange: all(compare, press('3')), effect: showsSection(/Quotations/u) },
  'compare-claims': { arrange: compare, effect: showsSection(/Claims/u) },
  'compare-findings': { arrange: compare, effect: showsSection(/Findings/u) },
  'compare-passages': { arrange: compare, effect: showsSection(/Passages/u) },
  'compare-framing': { arrange: compare, effect: showsSection(/Framing/u) },
  'compare-people': { arrange: compare, effect: showsSection(/People/u) },
  'compare-review': { arrange: compare, effect: showsSection(/Review/u) },
  'next-undecided': { arrange: compare, effect: isOnCell('“cannot agree”') },
  'previous-undecided': {
    arrange: compareAt('“cannot agree”'),
    effect: isOnCell('collective security'),
  },
  'leave-undecided': { arrange: compare, effect: isOnCell('“cannot agree”') },
  'link-cell': {
    arrange: compareAt('“cannot agree”'),
    effect: says(/^Linked “cannot agree” with/u),
  },
  'refuse-cell': { arrange: compareAt('“cannot agree”'), effect: opens('Not the same, because') },
  'defer-cell': { arrange: compareAt('“cannot agree”'), effect: says(/^Put off/u) },
  'link-with': { arrange: compareAt('“dead end,”'), effect: opens('Link with') },
  'take-out': {
    arrange: all(compareAt('“cannot agree”'), press('a'), says(/^Linked/u), ({ page }) =>
      comparison(page).getByRole('gridcell').getByText('“cannot agree”').first().click(),
    ),
    effect: says(/^Took “cannot agree” out of its family/u),
  },
  'link-preselected': { arrange: compare, effect: opens('Link all that is preselected') },
  'set-base': {
    arrange: compareAt('“cannot agree”'),
    effect: says('Compared with “cannot agree”.'),
  },
  'set-class': { arrange: compareAt('“cannot agree”'), effect: opens('Class of this rendering') },
  'family-note': { arrange: compareAt('“cannot agree”'), effect: opens('Note of the family') },
  'change-families': {
    arrange: compare,
    effect: says('There is nothing of this kind to decide here.'),
  },
  'mark-absent': {
    arrange: all(compare, ({ page }) =>
      comparison(page).getByText('– not yet checked').first().click(),
    ),
    effect: says('Checked: not in this article.'),
  },
  'open-cell': {
    arrange: compareAt('“cannot agree”'),
    effect: selects('“cannot agree”'),
  },
  'side-by-side': {
    arrange: compareAt('“cannot agree”'),
    effect: ({ page }) =>
      expect(page.getByRole('button', { name: /^Back to the table/u })).toBeVisible(),
  },
  'tie-scrolling': {
    arrange: all(compareAt('“cannot agree”'), press('s')),
    effect: says('Each article scrolls alone.'),
  },
  'copy-tag-card': {
    arrange: tag('negotiate'),
    effect: says(/^Copied the evidence card of .*negotiate/u),
  },
  'copy-card': {
    arrange: compareAt('“cannot agree”'),
    effect: says('Copied the evidence card of “cannot agree”.'),
  },
  'event-report': { effect: opens('Report of the event') },
  'link-across': { arrange: drag('clumsy and aggressive'), effect: opens('Link with') },
  'tag-everywhere': {
    arrange: drag('clumsy and aggressive'),
    effect: opens('Tag every place where these words stand'),
  },
  'next-pane': { arrange: tag('negotiate'), effect: focusIn('tags') },
  'previous-pane': { effect: focusIn('articles') },
  'toggle-articles': { effect: ({ page }) => expect(partsOf(page).articles).toHaveCount(0) },
  'toggle-tags-pane': { effect: ({ page }) => expect(partsOf(page).tags).toHaveCount(0) },
  'sort-imported': {
    arrange: ({ app }) => clickMenu(app, 'sort-title'),
    effect: firstListed(/, 000_84dcb151e65168d7\.txt/u),
  },
  'sort-outlet': { arrange: knowing('Outlet', 'AFP'), effect: firstListed(/, AFP,/u) },
  'sort-date': { arrange: knowing('Date', '2025-08-20'), effect: firstListed(/, 2025-08-20,/u) },
  'sort-title': { arrange: knowing('Title', 'A first one'), effect: firstListed(/^A first one/u) },
  'sort-tags': { arrange: tag('negotiate'), effect: firstListed(/, C 1, 1 tag, begun$/u) },
  'sort-open': { ...inReview(), effect: firstListed(/, 2 open/u) },
  'toggle-article-rows': {
    effect: ({ page }) =>
      expect
        .poll(
          async () =>
            (await partsOf(page).articles.getByRole('button').first().boundingBox())?.height,
        )
        .toBeLessThan(40),
  },
  'toggle-tags': {
    effect: ({ page }) =>
      expect(page.getByRole('button', { name: 'Tags hidden (V)' })).toBeVisible(),
  },
  'zoom-in': { effect: zoomIs(0.5) },
  'zoom-out': { effect: zoomIs(-0.5) },
  'zoom-reset': {
    arrange: all(press('Control+Equal'), zoomIs(0.5)),
    effect: zoomIs(0),
  },
  'full-screen': {
    effect: ({ app }) =>
      expect
        .poll(() =>
          app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFullScreen()),
        )
        .toBe(true),
    tidy: ({ app }) =>
      app.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()[0]?.setFullScreen(false);
      }),
  },

  guide: { effect: opens('Guide') },
  shortcuts: { effect: opens('Keyboard shortcuts') },
  'sample-review': {
    effect: async ({ page }) => expect(page.getByRole('dialog')).toContainText('Analyst B'),
  },
  tour: {
    arrange: ({ page }) => page.getByRole('button', { name: 'Hide the tour' }).click(),
    effect: ({ page }) => expect(page.getByRole('complementary', { name: 'Tour' })).toBeVisible(),
  },
  'show-log': {
    arrange: ({ app }) =>
      app.evaluate(({ shell }) => {
        shell.showItemInFolder = (file) => void Object.assign(globalThis, { shownFile: file });
      }),
    effect: ({ app }) =>
      expect
        .poll(() => app.evaluate(() => (globalThis as { shownFile?: string }).shownFile))
        .toMatch(/framewise\.log$/u),
  },
  'copy-log': {
    effect: async ({ page, app }) => {
      await expect(partsOf(page).status).toContainText(/^Copied the log, \d+ lines\./u);
      expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toMatch(
        /^\S+ Started\. version=/u,
      );
    },
  },
};

/** The label of the last step that can be undone; `null` where there is none. */
function lastStep(page: Page): Promise<string | null> {
  return page.evaluate(async () => {
    const answer = await window.framewise.invoke('app:bootstrap', undefined);
    return answer.ok ? (answer.value.history.undo?.label ?? null) : null;
  });
}

/**
 * Takes back everything behind a step and draws the window anew, so that one run serves many
 * commands; `null` takes back all.
 */
async function startOver({ page }: Run, last: string | null): Promise<void> {
  await page.evaluate(async (until) => {
    const { framewise } = window;
    for (;;) {
      const answer = await framewise.invoke('app:bootstrap', undefined);
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
      if ((answer.value.history.undo?.label ?? null) === until) break;
      await framewise.invoke('history:undo', { requestId: crypto.randomUUID() });
    }
    await framewise.invoke('window:run', { action: 'zoom-reset' });
    await framewise.invoke('settings:update', {
      leftPane: { open: true, width: 264 },
      rightPane: { open: true, width: 340 },
      tour: [],
      articleOrder: 'imported',
      articleRows: 'two-lines',
    });
  }, last);
  await page.reload();
  await openSeed001(page);
}

test('every command is in the menu with its name and its first key', async ({ run }) => {
  const shown = await readMenu(run.app);
  const missing = COMMANDS.filter(({ id }) => !(id in shown)).map(({ id }) => id);
  // Categories that the codebook does not have.
  expect(missing).toEqual(['tag-4', 'tag-5', 'tag-6', 'tag-7', 'tag-8', 'tag-9']);
});

for (const menu of MENUS) {
  const commands = COMMANDS.filter((command) => command.menu === menu);
  /** Tries each command, with its base arranged once for all that follow each other with it. */
  const tryAll = async (
    tools: Tools,
    tries: readonly { title: string; id: CommandId; run: () => Promise<unknown> }[],
  ): Promise<void> => {
    await openSeed001(tools.page);
    let base: Row['base'];
    let last: string | null = null;
    for (const { title, id, run } of tries) {
      const row = ROWS[id];
      await test.step(title, async () => {
        if (row.base !== base) {
          if (base) await startOver(tools, null);
          base = row.base;
          await base?.(tools);
          last = await lastStep(tools.page);
          await partsOf(tools.page).article.focus();
        }
        await row.arrange?.(tools);
        await run();
        await row.effect(tools);
        await row.tidy?.(tools);
      });
      await startOver(tools, last);
    }
  };

  test(`every command of the menu ${menu} does what it says when it is clicked`, async ({
    run,
    dataFolder,
  }) => {
    const shown = await readMenu(run.app);
    const there = commands.filter(({ id }) => id in shown);
    const tries = there.map(({ id }) => ({ title: id, id, run: () => clickMenu(run.app, id) }));
    await tryAll({ ...run, folder: dataFolder }, tries);
  });

  test(`every key of the menu ${menu} does what it says when it is pressed`, async ({
    run,
    dataFolder,
  }) => {
    const tries = commands.flatMap(({ id }) =>
      commandOf(id).keys.map((key) => ({
        title: `${id}: ${key}`,
        id,
        run: () => run.page.keyboard.press(pressOf(key)),
      })),
    );
    await tryAll({ ...run, folder: dataFolder }, tries);
  });
}

// ---- other layouts, input methods, and the switch ------------------------------------------------

/** A key as a keyboard of another layout sends it. */
interface ForeignKey {
  readonly key: string;
  readonly code: string;
  readonly keyCode: number;
  readonly modifiers?: number;
}

const CTRL = 2;
const SHIFT = 8;

async function pressForeign(devtools: CDPSession, pressed: ForeignKey): Promise<void> {
  const { key, code, keyCode, modifiers = 0 } = pressed;
  const event = { key, code, windowsVirtualKeyCode: keyCode, modifiers };
  const writes = key.length === 1 && (modifiers & CTRL) === 0;
  await devtools.send('Input.dispatchKeyEvent', {
    ...event,
    ...(writes ? { type: 'keyDown', text: key } : { type: 'rawKeyDown' }),
  });
  await devtools.send('Input.dispatchKeyEvent', { ...event, type: 'keyUp' });
}

const FOREIGN: Record<string, { keys: readonly ForeignKey[]; effect: Row['effect'] }> = {
  'Q on a Russian keyboard': {
    keys: [{ key: 'й', code: 'KeyQ', keyCode: 81 }],
    effect: selects(FIRST_QUOTATION),
  },
  'Q on a Russian keyboard with caps lock': {
    keys: [{ key: 'Й', code: 'KeyQ', keyCode: 81 }],
    effect: selects(FIRST_QUOTATION),
  },
  'Q and 1 on an Arabic keyboard': {
    keys: [
      { key: 'ض', code: 'KeyQ', keyCode: 81 },
      { key: '١', code: 'Digit1', keyCode: 49 },
    ],
    effect: hasTags(1),
  },
  'Q while a Chinese input method is on': {
    keys: [{ key: 'Process', code: 'KeyQ', keyCode: 229 }],
    effect: selects(FIRST_QUOTATION),
  },
  'Q and the digit 1 on a French keyboard': {
    keys: [
      { key: 'q', code: 'KeyA', keyCode: 81 },
      { key: '&', code: 'Digit1', keyCode: 49 },
    ],
    effect: hasTags(1),
  },
  'A where the Latin Q is, on a French keyboard, which is not Q': {
    keys: [{ key: 'a', code: 'KeyQ', keyCode: 65 }],
    effect: selects('Moscow'),
  },
  'Z where the Latin W is, on a French keyboard, which is not W': {
    keys: [{ key: 'z', code: 'KeyW', keyCode: 90 }],
    effect: selects(''),
  },
  'the digit of the number pad': {
    keys: [
      { key: 'q', code: 'KeyQ', keyCode: 81 },
      { key: '1', code: 'Numpad1', keyCode: 97 },
    ],
    effect: hasTags(1),
  },
  'Ctrl+K on a Russian keyboard': {
    keys: [{ key: 'л', code: 'KeyK', keyCode: 75, modifiers: CTRL }],
    effect: opens('Go to article, tag, command'),
  },
  'Ctrl+Shift+F on a Ukrainian keyboard': {
    keys: [{ key: 'А', code: 'KeyF', keyCode: 70, modifiers: CTRL + SHIFT }],
    effect: ({ page }) =>
      expect(page.getByRole('searchbox', { name: 'Find in all articles' })).toBeFocused(),
  },
};

test('keys mean the same on keyboards that are not Latin and while an input method is on', async ({
  run,
  dataFolder,
}) => {
  const devtools = await run.page.context().newCDPSession(run.page);
  await openSeed001(run.page);
  for (const [name, { keys, effect }] of Object.entries(FOREIGN)) {
    await test.step(name, async () => {
      await run.page.keyboard.press('Control+Home');
      for (const pressed of keys) await pressForeign(devtools, pressed);
      await effect({ ...run, folder: dataFolder });
    });
    await startOver(run, null);
  }
});

test('with single-key commands switched off bare letters and digits do nothing, everything else works', async ({
  run,
  dataFolder,
}) => {
  const { page } = run;
  const tools = { ...run, folder: dataFolder };
  await openSeed001(page);
  await switchSingleKeysOff(page);
  // No sentence tells a key that does nothing now.
  await expect(
    page.getByRole('textbox', { name: 'Select text, then choose a category to tag' }),
  ).toBeVisible();
  await dragOver(page, 'negotiate');
  for (const { keys } of COMMANDS) {
    for (const key of keys.filter((each) => /^(?:Shift\+)?[A-Z0-9?]$/u.test(each))) {
      await page.keyboard.press(pressOf(key));
    }
  }
  await settle(page);
  await expect.poll(() => selectedWords(page)).toBe('negotiate');
  await expect(tagRows(page)).toHaveCount(0);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await clickMenu(run.app, 'tag-2');
  await expect(tagRows(page)).toHaveCount(1);
  await page.keyboard.press('Control+k');
  await opens('Go to article, tag, command')(tools);
  await page.keyboard.type('>flag');
  await page.keyboard.press('Enter');
  await ROWS['flag-article'].effect(tools);
});

test('a key is changed by keyboard alone, works and is shown everywhere, and holds after a restart', async ({
  launch,
  dataFolder,
}) => {
  const first = await launch();
  const { page } = first;
  const { keyboard } = page;
  await openSeed001(page);
  const settings = dialogOf(page, 'Settings');
  const message = settings.getByRole('alert').filter({ hasText: /./u });
  const tabTo = async (name: RegExp): Promise<void> => {
    await expect(async () => {
      await keyboard.press('Tab');
      await expect(settings.getByRole('button', { name })).toBeFocused({ timeout: 100 });
    }).toPass();
  };

  await keyboard.press('Control+,');
  const summary = settings.getByText('Change single keys');
  for (let n = 0; n < 30 && !(await summary.evaluate((each) => each === document.activeElement));) {
    await keyboard.press('Tab');
    n += 1;
  }
  await expect(summary).toBeFocused();
  await keyboard.press('Enter');

  // Refused in words, and the next key counts.
  await tabTo(/^Select: Word: W$/u);
  await keyboard.press('Enter');
  await expect(message).toHaveText(/^Press the new key/u);
  for (const [refused, words] of [
    ['Tab', /^Tab moves the focus/u],
    ['Control+j', /^Combinations with Ctrl/u],
    ['3', /^1 to 9 tag with the categories/u],
    ['ArrowDown', /^Arrows move the caret/u],
  ] as const) {
    await keyboard.press(refused);
    await expect(message).toHaveText(words);
  }
  await keyboard.press('y');
  await expect(message).toHaveText('“Y” does “Select: Word” now.');
  await expect(settings.getByRole('button', { name: 'Select: Word: Y' })).toBeFocused();

  // Esc leaves the key as it is and the sheet open.
  await keyboard.press('Enter');
  await keyboard.press('Escape');
  await expect(message).toHaveText('Nothing was changed.');
  await expect(settings.getByRole('button', { name: 'Select: Word: Y' })).toBeFocused();

  // A key that another command has is asked about.
  await tabTo(/^Select: Sentence: S$/u);
  await keyboard.press('Space');
  await keyboard.press('v');
  await expect(message).toHaveText(
    '“V” already does “View: Show or Hide Tags in Text”. Choose another key, or take it from there.',
  );
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(settings.getByRole('button', { name: 'Select: Sentence: V' })).toBeFocused();
  await expect(
    settings.getByRole('button', { name: 'View: Show or Hide Tags in Text: no key' }),
  ).toBeVisible();

  // Taken away.
  await tabTo(/^Select: Paragraph: P$/u);
  await keyboard.press('Enter');
  await keyboard.press('Backspace');
  await expect(message).toHaveText('“Select: Paragraph” has no key now.');
  await keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  const stored = async (): Promise<unknown> =>
    ((await readJson(path.join(dataFolder, 'settings.json'))) as { keys: unknown }).keys;
  const chosen = {
    'pick-word': 'Y',
    'pick-sentence': 'V',
    'toggle-tags': null,
    'pick-paragraph': null,
  };
  expect(await stored()).toEqual(chosen);
  await first.quit();

  const run = await launch();
  await openSeed001(run.page);
  await run.page.keyboard.press('Control+Home');
  await run.page.keyboard.press('w');
  await run.page.keyboard.press('p');
  await settle(run.page);
  expect(await selectedWords(run.page)).toBe('');
  await expect(run.page.locator('.shell-selection-hint')).toHaveText(/V sentence A clause Y word/u);
  await run.page.keyboard.press('1');
  await expect(partsOf(run.page).status).toHaveText(
    'Nothing selected. Y word · A clause · V sentence · Q quotation',
  );
  await run.page.keyboard.press('y');
  await expect.poll(() => selectedWords(run.page)).toBe('Moscow');
  // й lies where Q does, н where Y does: the chosen key is found on other alphabets too.
  await run.page.keyboard.press('ArrowLeft');
  await pressForeign(await run.page.context().newCDPSession(run.page), {
    key: 'н',
    code: 'KeyY',
    keyCode: 89,
  });
  await expect.poll(() => selectedWords(run.page)).toBe('Moscow');
  const accelerators = await run.app.evaluate(({ Menu }) =>
    ['pick-word', 'pick-sentence', 'pick-paragraph', 'toggle-tags'].map(
      (id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.accelerator ?? null,
    ),
  );
  expect(accelerators).toEqual(['Y', 'V', null, null]);
  await run.page.keyboard.press('?');
  const sheet = dialogOf(run.page, 'Keyboard shortcuts');
  await expect(sheet.getByText('Word', { exact: true }).locator('..')).toContainText('Y');
  await run.page.keyboard.press('Escape');
  await run.page.keyboard.press('Control+k');
  await run.page.keyboard.type('>sentence');
  await expect(run.page.getByRole('option', { name: /^Sentence/u })).toContainText('V');
  await run.page.keyboard.press('Escape');

  // One key goes back to what it was, then all of them.
  await run.page.keyboard.press('Control+,');
  await run.page.getByText('Change single keys').click();
  const again = dialogOf(run.page, 'Settings');
  await again.getByRole('button', { name: 'Reset this key: Select: Word' }).click();
  await expect(again.getByRole('button', { name: 'Select: Word: W' })).toBeFocused();
  expect(await stored()).toEqual({ ...chosen, 'pick-word': undefined });
  await again.getByRole('button', { name: 'Reset all' }).click();
  await expect(
    again.getByRole('button', { name: 'View: Show or Hide Tags in Text: V' }),
  ).toBeVisible();
  expect(await stored()).toEqual({});
});

test('bare letters are text in every field', async ({ page }) => {
  await openSeed001(page);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('q');
  await page.keyboard.press('1');
  const letters = 'wspqgjkeotcdbfvlurhi ?0123';
  const fields = [
    page.getByRole('searchbox', { name: 'Filter articles' }),
    page.getByRole('searchbox', { name: 'Filter tags' }),
    partsOf(page).details.getByLabel('Cue', { exact: true }),
    partsOf(page).details.getByLabel('Note', { exact: true }),
  ];
  for (const field of fields) {
    await field.focus();
    await page.keyboard.type(letters);
    await expect(field).toHaveValue(letters);
    await field.fill('');
  }
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

// ---- the keyboard alone ---------------------------------------------------------------------------

test('the whole job is done without the mouse: article, quotation, tag, speaker, cue, note, boundaries, done', async ({
  page,
}) => {
  const { keyboard } = page;
  const { status, article, details } = partsOf(page);
  await expect(article).toBeFocused();
  // Round the panes and back.
  await keyboard.press('Shift+F6');
  await focusIn('articles')({ page } as Tools);
  // The first row is that of the event.
  await keyboard.press('Home');
  await keyboard.press('ArrowDown');
  await isOpen(0)({ page } as Tools);
  await keyboard.press('ArrowDown');
  await isOpen(1)({ page } as Tools);
  await expect(partsOf(page).articles.locator('[aria-current="true"]')).toBeFocused();
  await keyboard.press('Enter');
  await expect(article).toBeFocused();
  // The quotation and its tag.
  await keyboard.press('Control+Home');
  for (let n = 0; n < 3; n += 1) await keyboard.press('q');
  await expect.poll(() => selectedWords(page)).toBe('“cannot agree”');
  await keyboard.press('1');
  await expect(status).toHaveText('Tagged quote: “cannot agree”. 1 tag.');
  // Speaker and cue are picked in the text.
  await keyboard.press('Control+ArrowUp');
  await keyboard.press('w');
  await expect.poll(() => selectedWords(page)).toBe('Lavrov');
  await keyboard.press('r');
  await expect(details.getByLabel('Speaker', { exact: true })).toHaveValue('Lavrov');
  await expect(article).toBeFocused();
  await keyboard.press('ArrowRight');
  await keyboard.press('w');
  await expect.poll(() => selectedWords(page)).toBe('said');
  await keyboard.press('h');
  await expect(details.getByLabel('Cue', { exact: true })).toHaveValue('said');
  // A note, and back to the same caret.
  await settle(page);
  const caret = await selectionPlace(page);
  await keyboard.press('c');
  await expect(details.getByLabel('Note', { exact: true })).toBeFocused();
  await keyboard.type('Checked against the transcript.');
  await keyboard.press('Escape');
  await expect(article).toBeFocused();
  await expect(status).toHaveText(/note/iu);
  expect(await selectionPlace(page)).toEqual(caret);
  // Boundaries: both ends.
  await keyboard.press('e');
  await keyboard.press('Shift+Control+ArrowRight');
  await keyboard.press('o');
  await keyboard.press('Shift+Control+ArrowLeft');
  await keyboard.press('Enter');
  await expect(status).toHaveText(/^Boundaries changed: Russia “cannot agree” to/u);
  await keyboard.press('e');
  await keyboard.press('Shift+ArrowRight');
  await keyboard.press('Escape');
  await expect(status).toHaveText('Boundaries unchanged.');
  // A second category over the same words, then a fragment.
  await keyboard.press('d');
  await opens('Tag as')({ page } as Tools);
  await keyboard.type('cla');
  await keyboard.press('Enter');
  await expect(tagRows(page)).toHaveCount(2);
  await keyboard.press('q');
  await keyboard.press('u');
  await expect(partsOf(page).undo).toHaveText(/Undo: add fragment to claim/u);
  // Done.
  await keyboard.press('Control+Enter');
  await keyboard.press('Control+Enter');
  await expect(status).toHaveText(/^Marked done\. Opened/u);
});

test('F6 goes round the panes and Shift+F6 back', async ({ page }) => {
  await openSeed001(page);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('q');
  await page.keyboard.press('1');
  await expect(tagRows(page)).toHaveCount(1);
  const round = ['tags', 'detail', 'articles', 'article'];
  for (const pane of round) {
    await page.keyboard.press('F6');
    await focusIn(pane)({ page } as Tools);
  }
  for (const pane of [...round.slice(0, 3).reverse(), 'article']) {
    await page.keyboard.press('Shift+F6');
    await focusIn(pane)({ page } as Tools);
  }
});

test('every sheet closes with Esc and gives the focus and the caret back', async ({ run }) => {
  const { page, app } = run;
  await openSeed001(page);
  await tag('negotiate', '1')({ ...run, folder: '' });
  await dragOver(page, 'criticized');
  const sheets: CommandId[] = [
    'export',
    'trash',
    'settings',
    'go-to',
    'pick-category',
    'change-category',
    'duplicate-tag',
    'edit-article',
    'delete-article',
    'guide',
    'shortcuts',
  ];
  await settle(page);
  const place = await selectionPlace(page);
  for (const sheet of sheets) {
    await clickMenu(app, sheet);
    await expect(page.getByRole('dialog'), sheet).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog'), sheet).toHaveCount(0);
    await expect(partsOf(page).article, sheet).toBeFocused();
    expect(await selectionPlace(page), sheet).toEqual(place);
  }
  // From a button in the window the focus goes back to the button.
  for (const name of [/^Go to article/u, /^Add source…/u]) {
    const opener = page.getByRole('button', { name }).first();
    await opener.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(opener).toBeFocused();
  }
});

test('several tags are selected in the list with Shift and the arrows, and deleting keeps the focus in the list', async ({
  run,
}) => {
  const { page } = run;
  await openSeed001(page);
  for (const words of ['negotiate', 'criticized', 'Kyiv', 'confirmed'])
    await tag(words)({ ...run, folder: '' });
  const pressed = partsOf(page).tags.locator('[aria-pressed="true"]');
  await page.keyboard.press('F6');
  await focusIn('tags')({ page } as Tools);
  // From the tag that was selected all along, not from one that was clicked first.
  await page.keyboard.press('Shift+ArrowUp');
  await expect(pressed).toHaveCount(2);
  await page.keyboard.press('Shift+ArrowUp');
  await expect(pressed).toHaveCount(3);
  await page.keyboard.press('Shift+ArrowDown');
  await expect(pressed).toHaveCount(2);
  await page.keyboard.press('Home');
  await expect(pressed).toHaveCount(1);
  await page.keyboard.press('Delete');
  await expect(tagRows(page)).toHaveCount(3);
  await expect(tagRows(page).first()).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(tagRows(page)).toHaveCount(2);
  await page.keyboard.press('Control+a');
  await expect(pressed).toHaveCount(2);
  await page.keyboard.press('Delete');
  await expect(tagRows(page)).toHaveCount(0);
  await expect(partsOf(page).article).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(tagRows(page)).toHaveCount(2);
});

test('an arrow key at the end of the list does not take the focus from the article later', async ({
  run,
}) => {
  const { page } = run;
  await openSeed001(page);
  for (const words of ['negotiate', 'criticized']) await tag(words)({ ...run, folder: '' });
  await page.keyboard.press('F6');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(partsOf(page).article).toBeFocused();
  await page.keyboard.press('k');
  await activeTag('negotiate')({ page } as Tools);
  await settle(page);
  await expect(partsOf(page).article).toBeFocused();
});

test('a button that goes away gives the focus back to the article', async ({ run }) => {
  const { page } = run;
  await openSeed001(page);
  await tag('negotiate')({ ...run, folder: '' });
  await partsOf(page).details.getByRole('button', { name: 'Delete' }).click();
  await expect(tagRows(page)).toHaveCount(0);
  await expect(partsOf(page).article).toBeFocused();
  await page.getByRole('button', { name: 'Undo (Ctrl+Z)' }).click();
  await expect(tagRows(page)).toHaveCount(1);
  await expect(partsOf(page).article).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(tagRows(page)).toHaveCount(0);
});

test('Ctrl+F and Ctrl+Shift+F come back to their fields, and Esc leaves them', async ({ page }) => {
  await openSeed001(page);
  const find = page.getByRole('searchbox', { name: 'Find in article' });
  await page.keyboard.press('Control+f');
  await expect(find).toBeFocused();
  await page.keyboard.type('Lavrov');
  await page.keyboard.press('Enter');
  await clickOn(page, 'negotiate');
  await expect(partsOf(page).article).toBeFocused();
  await page.keyboard.press('Control+f');
  await expect(find).toBeFocused();
  await page.keyboard.press('F3');
  await page.keyboard.press('Escape');
  await expect(find).toHaveCount(0);
  await expect(partsOf(page).article).toBeFocused();
  await expect.poll(() => selectedWords(page)).toBe('Lavrov');

  const everywhere = page.getByRole('searchbox', { name: 'Find in all articles' });
  await page.keyboard.press('Control+Shift+f');
  await expect(everywhere).toBeFocused();
  await expect(everywhere).toHaveValue('Lavrov');
  await expect(page.getByText(/^\d+ matches in 5 articles$/u)).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => selectedWords(page)).toBe('Lavrov');
  await expect(everywhere).toBeVisible();
  await partsOf(page).article.focus();
  await page.keyboard.press('Control+Shift+f');
  await expect(everywhere).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(everywhere).toHaveCount(0);
  await expect(partsOf(page).article).toBeFocused();
});

test('a combination of keys comes behind what was pressed before it, however fast', async ({
  run,
}) => {
  const { page } = run;
  await openSeed001(page);
  await dragOver(page, 'Sergei Lavrov');
  // Not one of them waits for what the one before it has done.
  await Promise.all(['1', 'Escape', 'Control+k'].map((key) => page.keyboard.press(key)));
  await page.keyboard.type('#lavrov');
  const palette = dialogOf(page, 'Go to article, tag, command');
  await expect(palette.getByRole('combobox')).toHaveValue('#lavrov');
  await expect(palette.getByRole('option')).toHaveCount(1);
});

test('the palette finds articles, > commands, # tags and @ speakers', async ({ run }) => {
  const { page } = run;
  await openSeed001(page);
  await tag('negotiate', '1')({ ...run, folder: '' });
  await dragOver(page, 'Sergei Lavrov');
  await page.keyboard.press('r');
  await page.keyboard.press('Control+Home');
  const choose = async (query: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(query);
    await page.keyboard.press('Enter');
    await expect(dialogOf(page, 'Go to article, tag, command')).toHaveCount(0);
  };
  const { article } = partsOf(page);
  for (const query of ['#negotiate', '@lavrov']) {
    await page.keyboard.press('Escape');
    await choose(query);
    await activeTag('negotiate')({ page } as Tools);
    await expect(article).toBeFocused();
  }
  await choose('>show or hide tags in');
  await expect(page.getByRole('button', { name: 'Tags hidden (V)' })).toBeVisible();
  await choose('has called attempts');
  await isOpen(0)({ page } as Tools);
  await expect(article).toBeFocused();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('no such thing');
  await expect(page.getByText('Nothing matches.')).toBeVisible();
  await page.keyboard.press('Escape');
  // Opened with the mouse, a choice still ends in the article.
  await openSeed001(page);
  await page.getByRole('button', { name: /^Go to article/u }).click();
  await page.keyboard.type('#negotiate');
  await page.keyboard.press('Enter');
  await activeTag('negotiate')({ page } as Tools);
  await expect(article).toBeFocused();
});

test('in a narrow window F6 and Enter open the panes as drawers, and Esc closes them', async ({
  run,
}) => {
  const { page, app } = run;
  await openSeed001(page);
  await tag('negotiate', '1')({ ...run, folder: '' });
  const resize = async (width: number): Promise<void> => {
    await app.evaluate(({ BrowserWindow }, size) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(size, 760);
    }, width);
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width);
  };
  const { article, tags, articles, details } = partsOf(page);
  // The list of articles gives way first: text, tags and details are seen together.
  await resize(1000);
  await expect(articles).toHaveCount(0);
  await expect(tags).toBeVisible();
  await expect(details).toBeVisible();
  await page.keyboard.press('Control+b');
  await focusIn('articles')({ page } as Tools);
  await page.keyboard.press('Escape');
  await expect(articles).toHaveCount(0);
  await expect(article).toBeFocused();
  await resize(700);
  await expect(tags).toHaveCount(0);
  await page.keyboard.press('F6');
  await expect(tags).toBeVisible();
  await focusIn('tags')({ page } as Tools);
  await page.keyboard.press('Escape');
  await expect(tags).toHaveCount(0);
  await expect(article).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(details.getByLabel('Speaker', { exact: true })).toBeFocused();
  await page.keyboard.type('Lavrov');
  await page.keyboard.press('Escape');
  await expect(tags).toHaveCount(0);
  await expect(partsOf(page).status).toHaveText('Set speaker of quote.');
  await page.keyboard.press('Shift+F6');
  await expect(articles).toBeVisible();
  await focusIn('articles')({ page } as Tools);
  await page.keyboard.press('F6');
  await expect(articles).toHaveCount(0);
  await expect(article).toBeFocused();
  await page.keyboard.press('Control+b');
  await focusIn('articles')({ page } as Tools);
  await page.keyboard.press('Control+b');
  await expect(articles).toHaveCount(0);
  await expect(article).toBeFocused();
});

test('what stands in a field is kept when the article is left or the program ended from there', async ({
  launch,
}) => {
  let run = await launch();
  const text = await openSeed001(run.page);
  await tag('negotiate')({ ...run, folder: '' });
  const noteOf = ({ page }: Run) => partsOf(page).details.getByLabel('Note', { exact: true });
  const leave: Record<string, () => Promise<unknown>> = {
    'the next article': async () => {
      await run.page.keyboard.press('Control+PageDown');
      await openArticle(run.page, /Moscow: Excluding/u, text);
    },
    'another tag': async () => {
      await partsOf(run.page).article.focus();
      await tag('criticized')({ ...run, folder: '' });
    },
    'the end of the program': async () => {
      await run.quit();
      run = await launch();
    },
  };
  for (const [way, go] of Object.entries(leave)) {
    await run.page.keyboard.press('Escape');
    await tagRows(run.page).first().click();
    await noteOf(run).fill(`left by ${way}`);
    await go();
    await tagRows(run.page).first().click();
    await expect(noteOf(run), way).toHaveValue(`left by ${way}`);
  }
});

test('while a sheet is open keys and menu leave what is under it alone', async ({ run }) => {
  const { page, app } = run;
  await openSeed001(page);
  await tag('negotiate')({ ...run, folder: '' });
  await page.keyboard.press('Control+,');
  await page.keyboard.press('Control+z');
  await clickMenu(app, 'delete-tags');
  await settle(page);
  await page.keyboard.press('Escape');
  await expect(tagRows(page)).toHaveCount(1);
});
