import path from 'node:path';

import type { Page } from 'playwright/test';

import type { Bridge, RequestOf } from '#core/ipc-contract.ts';
import { fromJsonText } from '#core/json-text.ts';
import type { DecisionBody } from '#core/review/review-edit.ts';

import { cardOf, confirmImport, exportTo, openExportSheet, openFiles } from './exchange.ts';
import { expect, test } from './fixtures.ts';
import { openSeed001, partsOf, seedText, selectWords, sha256, signAs, tagRows } from './window.ts';

declare const window: { readonly framewise: Bridge };

const ARTICLE = sha256(seedText(1));

async function tagWords(page: Page, words: string, digit: string): Promise<void> {
  const before = await tagRows(page).count();
  await selectWords(page, words);
  await page.keyboard.press(digit);
  await expect(tagRows(page)).toHaveCount(before + 1);
}

/** The article as the program hands it to its window. */
async function readArticle(page: Page) {
  const opened = await page.evaluate(async (articleId) => {
    const answer = await window.framewise.invoke('articles:open', { articleId });
    return answer.ok ? answer.value : null;
  }, ARTICLE);
  if (!opened) throw new Error('The article does not open.');
  return {
    own: fromJsonText(opened.tags),
    sets: fromJsonText(opened.sets),
    decisions: fromJsonText(opened.decisions),
    comments: fromJsonText(opened.comments),
  };
}

type Edit = RequestOf<'review:apply-change'>['edit'];

async function review(page: Page, edit: Edit): Promise<void> {
  const answer = await page.evaluate(
    ({ articleId, asked }) =>
      window.framewise.invoke('review:apply-change', {
        articleId,
        requestId: crypto.randomUUID(),
        edit: asked,
      }),
    { articleId: ARTICLE, asked: edit },
  );
  expect(answer).toMatchObject({ ok: true });
}

const body = (about: DecisionBody['about'], more: Partial<DecisionBody>): DecisionBody => ({
  about,
  passage: null,
  verdict: 'keep',
  kept: [],
  edited: null,
  reason: null,
  note: '',
  confidence: null,
  guidelineUnclear: false,
  rule: null,
  ...more,
});

test('what a reviewer decides comes back to its author, and is answered', async ({
  launch,
  otherData,
  folder,
}) => {
  const fromB = path.join(folder, 'b.json');
  const back = path.join(folder, 'return.json');
  const answer = path.join(folder, 'answer.json');

  // Analyst B tags and exports.
  let run = await launch({ args: [`--user-data-dir=${otherData}`] });
  await openSeed001(run.page);
  await tagWords(run.page, '“cannot agree”', '1');
  await signAs(run.page, 'Analyst B');
  await tagWords(run.page, 'Admiral Giuseppe Cavo Dragone', '2');
  await tagWords(run.page, 'veto power', '2');
  await exportTo(run, fromB);
  await run.quit();

  // Analyst A takes the file in, decides and sends it back.
  run = await launch();
  await openSeed001(run.page);
  await tagWords(run.page, '“Road to Nowhere”', '1');
  await signAs(run.page, 'Analyst A');
  let sheet = await openFiles(run, [fromB]);
  await confirmImport(sheet);
  const before = await readArticle(run.page);
  const [theirs] = before.sets;
  const references = (theirs?.tags ?? []).map(({ id }) => ({
    annotator: theirs?.annotator.id ?? '',
    id,
  }));
  const [quote, admiral] = references;
  const own = before.own[0];
  if (!quote || !admiral || !own) throw new Error('Tags are missing.');
  const mine = { annotator: own.creator, id: own.id };
  await review(run.page, {
    kind: 'decide',
    bodies: [
      body([quote], { kept: [quote] }),
      body([admiral], { reason: 'no claim', note: 'It is a name.' }),
      body([mine], { kept: [mine] }),
    ],
  });
  const outcome = await openExportSheet(run.page, {
    whose: 'The adjudicated set, with where each tag comes from',
  });
  await expect(outcome.getByText('1 difference is undecided')).toBeVisible();
  await run.page.keyboard.press('Escape');
  const adjudicated = await exportTo(run, path.join(folder, 'adjudicated.json'), {
    whose: 'The adjudicated set, with where each tag comes from',
  });
  expect(
    adjudicated.adjudicated?.flatMap(({ tags }) =>
      tags.map(({ annotation }) => annotation.target.fragments[0]?.exact),
    ),
  ).toEqual(['“Road to Nowhere”', '“cannot agree”']);
  const returned = await exportTo(run, back, {
    whose: 'Return to Analyst B: their tags with your decisions',
  });
  expect(returned).toMatchObject({ purpose: 'return', for: quote.annotator });
  expect(returned.decisions).toHaveLength(3);
  expect(returned.annotationSets.map(({ annotator }) => annotator)).toEqual([quote.annotator]);
  await run.quit();

  // Analyst B opens the return, finds the decisions and contests one.
  run = await launch({ args: [`--user-data-dir=${otherData}`] });
  await openSeed001(run.page);
  sheet = await openFiles(run, [back]);
  await expect(cardOf(sheet, 'return.json')).toContainText(
    'A return from Analyst A: 1 accepted, 0 changed, 1 rejected, 1 added, 1 not decided.',
  );
  await confirmImport(sheet);
  await expect(partsOf(run.page).status).toHaveText('Imported 0 new tags, 3 decisions.');
  const seen = await readArticle(run.page);
  expect(seen.own).toHaveLength(3);
  expect(seen.decisions.map(({ verdict, kept, reason }) => [verdict, kept.length, reason])).toEqual(
    expect.arrayContaining([
      ['keep', 1, null],
      ['keep', 0, 'no claim'],
      ['keep', 1, null],
    ]),
  );
  const rejected = seen.decisions.find(({ reason }) => reason === 'no claim');
  await review(run.page, {
    kind: 'add-comment',
    about: { type: 'decision', id: rejected?.id ?? '' },
    parent: null,
    text: 'He is quoted as claiming it.',
    contests: true,
  });
  await exportTo(run, answer, { whose: 'Mine' });
  await run.quit();

  // The answer comes back to Analyst A, whose decisions are as they were.
  run = await launch();
  await openSeed001(run.page);
  sheet = await openFiles(run, [answer]);
  await expect(cardOf(sheet, 'answer.json')).toContainText('1 comment read: 1 new');
  await confirmImport(sheet);
  const end = await readArticle(run.page);
  expect(end.comments).toMatchObject([{ about: { id: rejected?.id }, contests: true }]);
  expect(end.decisions).toHaveLength(3);
  expect(end.own).toEqual(before.own);
});
