import path from 'node:path';

import { CountedMouse, tell } from './counted.ts';
import { exportTo, type ExportedFile } from './exchange.ts';
import { answerSaveDialog, expect, readJson, test } from './fixtures.ts';
import { expectStored, type StoredTag } from './stored-tags.ts';
import { openArticle, partsOf, seedText, selectedWords } from './window.ts';

/** A tag of a careful analyst, and what is clicked for what is said of it, in the details. */
interface Planned extends StoredTag {
  /** The words of the place where the tag stands, from one end to the other. */
  readonly drag: string;
  /** What is suggested and taken. */
  readonly taken?: readonly string[];
  /** Fields that get words of the text. */
  readonly picked?: Readonly<Record<string, string>>;
  /** Which of the places with these words, from 0. */
  readonly nth?: Readonly<Record<string, number>>;
  /** Values of rows that are clicked. */
  readonly chosen?: readonly string[];
  /** What is clicked in the question that comes after the tag. */
  readonly frame?: string;
}

const LAVROV = 'Sergei Lavrov';

/** The article from top to bottom. */
const PLAN: readonly Planned[] = [
  {
    drag: '“a road to nowhere.”',
    taken: ['Sergei Lavrov', 'has declared'],
    chosen: ['Official', 'Assertive'],
    category: 'quote',
    words: '“a road to nowhere.”',
    attributes: {
      quoteType: 'direct',
      speaker: LAVROV,
      speakerRole: 'official',
      cue: 'has declared',
      cueStance: 'assertive',
    },
    said: { speaker: 'Russian Foreign Minister Sergei Lavrov', cue: 'has declared' },
  },
  {
    drag: 'it was unrealistic for the West to exclude Russia',
    picked: { Claimant: 'Lavrov' },
    nth: { Lavrov: 1 },
    chosen: ['Value'],
    category: 'claim',
    words: 'it was unrealistic for the West to exclude Russia',
    attributes: { claimType: 'value', claimant: LAVROV },
    said: { claimant: 'Lavrov' },
  },
  {
    drag: '“clumsy and unethical attempts”',
    taken: [LAVROV],
    picked: { Cue: 'criticised' },
    chosen: ['Official', 'Critical'],
    category: 'quote',
    words: '“clumsy and unethical attempts”',
    attributes: {
      quoteType: 'direct',
      speaker: LAVROV,
      speakerRole: 'official',
      cue: 'criticised',
      cueStance: 'critical',
    },
    said: { speaker: 'Lavrov', cue: 'criticised' },
  },
  {
    drag: '“We cannot agree with the fact that now it is proposed to resolve questions of security, collective security, without the Russian Federation. This will not work,”',
    taken: [LAVROV, 'said'],
    chosen: ['Official'],
    category: 'quote',
    words:
      '“We cannot agree with the fact that now it is proposed to resolve questions of security, collective security, without the Russian Federation. This will not work,”',
    attributes: {
      quoteType: 'direct',
      speaker: LAVROV,
      speakerRole: 'official',
      cue: 'said',
    },
    said: { speaker: 'Lavrov', cue: 'said' },
  },
  {
    drag: 'seriously discussing security issues without the Russian Federation is a utopia',
    frame: 'Security and defense',
    chosen: ['Negative', 'Source'],
    category: 'framing',
    words: 'seriously discussing security issues without the Russian Federation is a utopia',
    attributes: { frame: 'security_and_defense', polarity: 'negative', voice: 'source' },
  },
  {
    drag: '“truly reliable”',
    picked: { Speaker: 'Lavrov', Cue: 'argued' },
    nth: { Lavrov: 5 },
    chosen: ['Official'],
    category: 'quote',
    words: '“truly reliable”',
    attributes: {
      quoteType: 'direct',
      speaker: LAVROV,
      speakerRole: 'official',
      cue: 'argued',
    },
    said: { speaker: 'Lavrov', cue: 'argued' },
  },
  {
    drag: 'effectively giving Moscow veto power',
    chosen: ['Causal', 'Check-worthy factual'],
    category: 'claim',
    words: 'effectively giving Moscow veto power',
    attributes: { claimType: 'causal', checkWorthiness: 'cfs' },
  },
  {
    drag: 'Kyiv rejected the plan at the time',
    category: 'claim',
    words: 'Kyiv rejected the plan at the time',
    attributes: { claimType: 'factual' },
  },
  {
    drag: 'it would strip Ukraine of real protection',
    chosen: ['Prediction'],
    category: 'claim',
    words: 'it would strip Ukraine of real protection',
    attributes: { claimType: 'prediction' },
  },
  {
    drag: '“any scenarios involving the deployment of NATO troops in Ukraine.”',
    taken: ['Moscow', 'repeated'],
    chosen: ['Collective', 'Critical'],
    category: 'quote',
    words: '“any scenarios involving the deployment of NATO troops in Ukraine.”',
    attributes: {
      quoteType: 'direct',
      speaker: 'Moscow',
      speakerRole: 'collective',
      cue: 'repeated',
      cueStance: 'critical',
    },
    said: { speaker: 'Moscow', cue: 'repeated' },
  },
  {
    drag: 'escalating tensions rather than offering constructive ideas',
    frame: 'Morality',
    chosen: ['Negative', 'Source'],
    category: 'framing',
    words: 'escalating tensions rather than offering constructive ideas',
    attributes: { frame: 'morality', polarity: 'negative', voice: 'source' },
  },
  {
    drag: 'the U.S. would help guarantee Ukraine’s security',
    picked: { Claimant: 'Trump' },
    nth: { Trump: 2 },
    category: 'claim',
    words: 'the U.S. would help guarantee Ukraine’s security',
    attributes: { claimType: 'factual', claimant: 'Trump' },
    said: { claimant: 'Trump' },
  },
  {
    drag: 'the possibility of air support',
    chosen: ['Policy'],
    category: 'claim',
    words: 'the possibility of air support',
    attributes: { claimType: 'policy' },
  },
  {
    drag: 'Ukraine Security Without Moscow Is a Road to Nowhere',
    frame: 'Political',
    category: 'framing',
    words: 'Ukraine Security Without Moscow Is a Road to Nowhere',
    attributes: { frame: 'political' },
  },
  {
    drag: 'any attempt to sideline it will fail',
    chosen: ['Prediction'],
    category: 'claim',
    words: 'any attempt to sideline it will fail',
    attributes: { claimType: 'prediction' },
  },
];

test('an analyst tags an article whole by mouse alone, and every tag is on disk and in the export', async ({
  run,
  launch,
  folder,
}) => {
  const { app, page } = run;
  const { articles, details } = partsOf(page);
  const mouse = new CountedMouse(page);
  await page.evaluate(() => {
    Object.assign(window, { keysPressed: 0 });
    window.addEventListener('keydown', () => Object.assign(window, { keysPressed: 1 }), true);
  });
  await openArticle(page, /^Russian Foreign Minister Sergei/u, seedText(3));
  const button = (name: string) => details.getByRole('button', { name, exact: true });
  for (const [made, planned] of PLAN.entries()) {
    const { category, drag, frame, taken = [], picked = {}, nth = {}, chosen = [] } = planned;
    await mouse.drag(drag);
    await expect.poll(() => selectedWords(page)).toBe(drag);
    const bar = page.getByRole('toolbar', { name: 'Tag the selection' });
    await mouse.click(bar.getByRole('button', { name: new RegExp(category, 'iu') }));
    await expect(
      page.getByRole('heading', { name: `Tags ${made + 1}`, exact: true }),
    ).toBeVisible();
    if (frame !== undefined) {
      await mouse.click(page.getByRole('dialog').getByRole('option', { name: frame }));
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    if (made === 0) await mouse.click(button('Sign'));
    for (const value of taken) await mouse.click(button(`${value}?`));
    for (const [field, words] of Object.entries(picked)) {
      await mouse.drag(words, nth[words]);
      await expect.poll(() => selectedWords(page)).toBe(words);
      const row = details
        .locator('.field')
        .filter({ has: page.getByLabel(field, { exact: true }) });
      await mouse.click(row.getByRole('button', { name: 'Use selection' }));
    }
    for (const value of chosen) {
      const choice = details.getByRole('radio', { name: value, exact: true });
      await mouse.click(choice);
      await expect(choice).toBeChecked();
    }
  }
  tell(
    test.info(),
    'the whole article by mouse',
    `${mouse.drags} drags and ${mouse.clicks} clicks for ${PLAN.length} tags`,
  );

  // The export, too.
  const file = path.join(folder, 'mine.json');
  await answerSaveDialog(app, file);
  await mouse.open(articles.locator('[aria-current="true"]'));
  await mouse.click(page.getByRole('menuitem', { name: /^Export These Articles/u }));
  const sheet = page.getByRole('dialog', { name: 'Export', exact: true });
  await mouse.click(sheet.getByRole('button', { name: 'Export…' }));
  await mouse.click(
    page.getByRole('dialog', { name: 'Exported' }).getByRole('button', { name: 'Done' }),
  );
  expectStored((await readJson(file)) as ExportedFile, seedText(3), PLAN);
  expect(
    await page.evaluate(() => (window as unknown as { keysPressed: number }).keysPressed),
  ).toBe(0);

  // What is on disk is what a power cut leaves.
  await run.kill();
  const again = await launch();
  await expect(partsOf(again.page).article).toBeVisible();
  expectStored(await exportTo(again, path.join(folder, 'again.json')), seedText(3), PLAN);
});
