import path from 'node:path';

import type { Page } from 'playwright/test';

import { CountedKeys, tell } from './counted.ts';
import { exportTo } from './exchange.ts';
import { expect, test } from './fixtures.ts';
import { expectStored, type StoredTag } from './stored-tags.ts';
import { openSeed001, partsOf, seedText, selectedWords } from './window.ts';

/** A tag of a careful analyst, and the keys for it; counted is from the first to the last of them. */
interface Planned extends StoredTag {
  /** `g`: the next untagged quotation; else the letters to find, and the keys that select from there. */
  readonly reach: 'g' | readonly [find: string, ...keys: string[]];
  /** The digit of the category, and what else is said; what follows Enter is pressed in the details. */
  readonly keys: readonly string[];
  /** A quotation of which all is said: speaker, role, cue and stance. */
  readonly isFull?: true;
}

const LAVROV = 'Sergei Lavrov';

/** The article from top to bottom. */
const PLAN: readonly Planned[] = [
  {
    reach: 'g',
    keys: ['1', 'Control+Home', 'w', 'r', 'Enter', 'Enter', '2', 'Escape'],
    category: 'quote',
    words: '“Road to Nowhere”',
    attributes: { quoteType: 'direct', speaker: 'Moscow', speakerRole: 'collective' },
    said: { speaker: 'Moscow' },
  },
  {
    reach: 'g',
    keys: ['1', 'n', 'Enter', 'Enter', '2', 'Enter', 'Enter', '2', 'Escape'],
    category: 'quote',
    words: '“road to nowhere.”',
    attributes: {
      quoteType: 'direct',
      speaker: 'Russia',
      speakerRole: 'collective',
      cue: 'has warned',
      cueStance: 'assertive',
    },
    said: { speaker: 'Russia', cue: 'has warned' },
    isFull: true,
  },
  {
    reach: ['b', 'a'],
    keys: ['2', 'n', 'Enter', '2', 'Escape'],
    category: 'claim',
    words: 'no durable solution could be reached without Russia at the table.',
    attributes: { claimType: 'prediction', claimant: LAVROV },
    said: { claimant: 'Foreign Minister Sergei Lavrov' },
  },
  {
    reach: 'g',
    keys: ['1', 'n', 'Enter', 'Enter', '1', 'Enter', 'Enter', '1', 'Escape'],
    category: 'quote',
    words: '“cannot agree”',
    attributes: {
      quoteType: 'direct',
      speaker: LAVROV,
      speakerRole: 'official',
      cue: 'said',
      cueStance: 'neutral',
    },
    said: { speaker: 'Lavrov', cue: 'said' },
    isFull: true,
  },
  {
    reach: 'g',
    keys: ['1', '.', 'n'],
    category: 'quote',
    words: '“will not work.”',
    attributes: {
      quoteType: 'direct',
      speaker: LAVROV,
      speakerRole: 'official',
      cue: 'added',
      cueStance: 'neutral',
    },
    said: { cue: 'added' },
    isFull: true,
  },
  {
    reach: 'g',
    keys: ['1', 'n', 'Enter', 'Enter', '1', 'Enter', 'Enter', '1', 'Escape'],
    category: 'quote',
    words: '“just, credible and durable peace.”',
    attributes: {
      quoteType: 'direct',
      speaker: 'Giuseppe Cavo Dragone',
      speakerRole: 'official',
      cue: 'noting',
      cueStance: 'neutral',
    },
    said: { speaker: 'Admiral Giuseppe Cavo Dragone', cue: 'noting' },
    isFull: true,
  },
  {
    reach: ['susp', 'a'],
    keys: ['2', 'Enter', '1', 'Enter', 'Enter', '3', 'Escape'],
    category: 'claim',
    words: 'when a suspected Russian drone crashed in eastern Poland',
    attributes: { claimType: 'factual', checkWorthiness: 'cfs' },
  },
  {
    reach: ['fea', 'a'],
    keys: ['3', '8', 'Enter', 'Shift+Tab', 'w', 'Escape'],
    category: 'framing',
    words: 'sparking renewed fears of escalation.',
    attributes: { frame: 'security_and_defense', voice: 'writer' },
  },
  {
    reach: ['msy', 'a', 'a'],
    keys: ['3', '3', 'Enter', 'Shift+Tab', 's', 'Shift+Tab', '-', 'Escape'],
    category: 'framing',
    words: 'accusing them of clumsy and aggressive attempts to sway U.S. policy.',
    attributes: { frame: 'morality', voice: 'source', polarity: 'negative' },
  },
  {
    reach: ['lac', 'a'],
    keys: ['2', 'Enter', '3', 'Enter', 'l', 'a', 'Enter', 'Escape'],
    category: 'claim',
    words: 'the talks lacked constructive proposals',
    attributes: { claimType: 'value', claimant: LAVROV },
  },
  {
    reach: ['lp ', 'a'],
    keys: ['1', 'Enter', 'T', 'r', 'u', 'm', 'p', 'Enter', 'Enter', '1', 'Escape'],
    category: 'quote',
    words: 'has said the U.S. will help guarantee Ukraine’s security',
    attributes: { quoteType: 'indirect', speaker: 'Trump', speakerRole: 'official' },
  },
  {
    reach: ['wor', 'a'],
    keys: ['2', 'n'],
    category: 'claim',
    words:
      'Ukraine is already working with its allies on the military aspects of these guarantees.',
    attributes: { claimType: 'factual', claimant: 'Andriy Yermak' },
    said: { claimant: 'Andriy Yermak' },
  },
  {
    reach: ['cont', 'a', 'a'],
    keys: ['2', 'n'],
    category: 'claim',
    words:
      'Kyiv is also preparing contingency plans in case Moscow continues to obstruct or prolong negotiations.',
    attributes: { claimType: 'factual', claimant: 'Andriy Yermak' },
    said: { claimant: 'Andriy Yermak' },
  },
  {
    reach: 'g',
    keys: ['1', 'n', 'Enter', 'Enter', '1', 'Enter', 'Enter', '2', 'Escape'],
    category: 'quote',
    words: '“reliable”',
    attributes: {
      quoteType: 'direct',
      speaker: LAVROV,
      speakerRole: 'official',
      cue: 'reiterated',
      cueStance: 'assertive',
    },
    said: { speaker: 'Lavrov', cue: 'reiterated' },
    isFull: true,
  },
  {
    reach: ['five', 'a'],
    keys: ['2'],
    category: 'claim',
    words:
      'which included potential commitments from all five permanent members of the UN Security Council.',
    attributes: { claimType: 'factual' },
  },
  {
    reach: ['ely', 'a'],
    keys: ['2'],
    category: 'claim',
    words: 'That draft framework was ultimately rejected by Kyiv',
    attributes: { claimType: 'factual' },
  },
  {
    reach: ['veto', 'a'],
    keys: ['2', 'Enter', '5', 'Escape'],
    category: 'claim',
    words:
      'as it would have effectively granted Moscow veto power over international responses to defend Ukraine.',
    attributes: { claimType: 'causal' },
  },
  {
    reach: ['cent', 'a'],
    keys: ['3', '8', 'Enter', 'Shift+Tab', 's', 'Escape'],
    category: 'framing',
    words:
      'it must be recognized as a central player in shaping any post-war security order in Europe',
    attributes: { frame: 'security_and_defense', voice: 'source' },
  },
  {
    reach: ['tanc', 'a'],
    keys: ['3', 'p', 'o', 'l', 'i', 't', 'Enter'],
    category: 'framing',
    words: 'a stance Western governments have so far resisted.',
    attributes: { frame: 'political' },
  },
];

/** The words between the marks of direction that set an article's words off in a message. */
const said = async (page: Page): Promise<string> =>
  ((await partsOf(page).status.textContent()) ?? '').replace(/[\u2066-\u2069]/gu, '');

test('an analyst tags an article whole by keyboard alone, and every tag is on disk and in the export', async ({
  run,
  launch,
  folder,
}) => {
  const { page } = run;
  const { article } = partsOf(page);
  const keys = new CountedKeys(page);
  await openSeed001(page);
  await page.keyboard.press('Control+Home');
  const counts: { planned: Planned; reach: number; all: number }[] = [];
  for (const [made, planned] of PLAN.entries()) {
    const { reach, words } = planned;
    const before = keys.count;
    if (reach === 'g') await keys.press('g');
    else {
      const [find, ...select] = reach;
      await keys.press('Control+f');
      await keys.type(find);
      await keys.press('Escape', ...select);
    }
    await expect.poll(() => selectedWords(page)).toBe(words);
    const reached = keys.count - before;
    const [digit = '', ...more] = planned.keys;
    await keys.press(digit);
    await expect(
      page.getByRole('heading', { name: `Tags ${made + 1}`, exact: true }),
    ).toBeVisible();
    const enter = more.indexOf('Enter');
    const inText = enter < 0 ? more : more.slice(0, enter);
    const inDetails = more.slice(inText.length);
    for (const [nth, key] of inText.entries()) {
      await keys.press(key);
      // What they say of the tag is read before one goes on.
      const isAnswer = planned.category === 'framing' && nth === 0 && /^\d$/u.test(key);
      if (key === 'n' || key === 'r' || isAnswer)
        await expect.poll(() => said(page)).toMatch(/^Set /u);
    }
    if (inDetails.length > 1) {
      await keys.press('Enter');
      await expect(page.locator('[data-pane="detail"] :focus')).toBeVisible();
      await keys.press(...inDetails.slice(1));
    } else await keys.press(...inDetails);
    // Wherever one was, one is in the text again.
    await expect(article).toBeFocused();
    counts.push({ planned, reach: reached, all: keys.count - before });
  }
  await expect.poll(() => said(page)).toMatch(/^Set /u);
  await keys.press('g');
  await expect.poll(() => said(page)).toBe('Every quotation has a tag.');

  // What it took.
  const info = test.info();
  const full = counts.filter(({ planned }) => planned.isFull).map(({ all }) => all);
  const clauses = counts
    .filter(({ planned }) => planned.reach !== 'g' && planned.reach.length === 2)
    .map(({ reach }) => reach + 1);
  tell(info, 'keys for the whole article', `${keys.count} for ${PLAN.length} tags`);
  const taken = counts.filter(({ planned }) => planned.keys[1] === 'n' && planned.reach === 'g');
  const withSpeaker = taken.map(({ reach }) => reach + 2);
  tell(
    info,
    'keys for the next quotation with its speaker',
    `${withSpeaker.join(', ')} (at most 4)`,
  );
  tell(info, 'keys for a full quotation', `${full.join(', ')} (at most 12)`);
  tell(info, 'keys for a clause and its category', `${clauses.join(', ')} (at most 8)`);
  expect(Math.max(...withSpeaker)).toBeLessThanOrEqual(4);
  expect(Math.max(...full)).toBeLessThanOrEqual(12);
  expect(Math.max(...clauses)).toBeLessThanOrEqual(8);

  expectStored(await exportTo(run, path.join(folder, 'mine.json')), seedText(1), PLAN);
  // What is on disk is what a power cut leaves.
  await run.kill();
  const again = await launch();
  await openSeed001(again.page);
  expectStored(await exportTo(again, path.join(folder, 'again.json')), seedText(1), PLAN);
});

/** How a clause is reached from the beginning: letters that are found, and keys from there. */
interface Way {
  readonly letters: string;
  /** How often one goes on to the next place with these letters. */
  readonly steps: number;
  readonly select: readonly string[];
}

/** The shortest way to a clause: by letters in it, or by those before it and a step to the right. */
function shortestWay(text: string, start: number, end: number): Way {
  const lower = text.toLowerCase();
  const ways: Way[] = [];
  const consider = (at: number, length: number, select: readonly string[]): void => {
    const letters = lower.slice(at, at + length);
    // What every keyboard has, and what is found only as it is.
    if (at < 0 || !/^[\p{L}\p{N}.,[\]*][\p{L}\p{N}.,[\]* ]*(?<! )$/u.test(letters)) return;
    let steps = 0;
    for (let place = lower.indexOf(letters); place < at; steps += 1) {
      place = lower.indexOf(letters, place + length);
    }
    ways.push({ letters, steps, select });
  };
  const before = text.slice(0, start).trimEnd().length;
  for (let length = 1; length <= 4; length += 1) {
    for (let at = start; at + length <= end; at += 1) consider(at, length, ['a']);
    consider(before - length, length, ['ArrowRight', 'a']);
  }
  const cost = ({ letters, steps, select }: Way): number => letters.length + steps + select.length;
  const [first] = ways.sort((a, b) => cost(a) - cost(b));
  if (!first) throw new Error(`There is no way to ${text.slice(start, end)}.`);
  return first;
}

test('every clause of an article is reached and tagged in at most eight keys', async ({ page }) => {
  const text = await openSeed001(page);
  await page.keyboard.press('Control+Home');
  // The clauses as the program has them, from the first to the last.
  const clauses: { words: string; start: number }[] = [];
  for (;;) {
    await page.keyboard.press('a');
    const words = await selectedWords(page);
    const start = text.indexOf(words, (clauses.at(-1)?.start ?? -1) + 1);
    if (start < 0 || words === '') break;
    clauses.push({ words, start });
    await page.keyboard.press('ArrowRight');
  }
  expect(clauses.length).toBeGreaterThan(60);

  const keys = new CountedKeys(page);
  const counts: number[] = [];
  for (const { words, start } of clauses) {
    await page.keyboard.press('Control+Home');
    const { letters, steps, select } = shortestWay(text, start, start + words.length);
    const count = await keys.of(async () => {
      await keys.press('Control+f');
      await keys.type(letters);
      await keys.press(...Array.from({ length: steps }, () => 'Enter'), 'Escape', ...select);
    });
    await expect.poll(() => selectedWords(page)).toBe(words);
    counts.push(count + 1);
  }
  await keys.press('2');
  await expect(page.getByRole('heading', { name: 'Tags 1', exact: true })).toBeVisible();
  const worst = Math.max(...counts);
  const at = clauses[counts.indexOf(worst)]?.words ?? '';
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  tell(
    test.info(),
    'keys for any clause and its category',
    `${mean.toFixed(1)} of ${clauses.length} clauses in the mean, ${worst} at worst: ${at}`,
  );
  expect(worst).toBeLessThanOrEqual(8);
});
