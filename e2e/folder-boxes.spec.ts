import { once } from 'node:events';
import { copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

import type { ElectronApplication } from 'playwright/test';

import { expect, listFiles, test, type Run } from './fixtures.ts';
import {
  openSeed001,
  partsOf,
  seedText,
  selectWords,
  settle,
  sha256,
  tagClaims,
  tagRows,
} from './window.ts';

// The folder of the data is moved, deleted and copied.
test.use({ sharesWindow: false });

/**
 * Answers boxes of the system with the button that stands beside their message, and dialogs for a
 * folder with one after the other; a new start of the program is noted and not made. Boxes that are
 * held stay open until `answerHeld`.
 */
async function answerAll(
  app: ElectronApplication,
  buttons: Readonly<Record<string, string>>,
  folders: readonly string[],
  isHeld = false,
): Promise<void> {
  await app.evaluate(
    ({ app: program, dialog }, [answers, paths, isLate]) => {
      const said: string[] = [];
      const left = [...paths];
      let answer = (): void => undefined;
      const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
      Object.assign(globalThis, { said, answer });
      dialog.showMessageBox = async (...asked: unknown[]) => {
        const box = asked.at(-1) as { message: string; detail: string; buttons: string[] };
        said.push(`${box.message} ${box.detail}`);
        await mayAnswer;
        const response = box.buttons.indexOf(answers[box.message] ?? '');
        return { response, checkboxChecked: false };
      };
      if (!isLate) answer();
      dialog.showOpenDialog = () => {
        const chosen = left.shift();
        const filePaths = chosen === undefined ? [] : [chosen];
        return Promise.resolve({ canceled: chosen === undefined, filePaths });
      };
      program.relaunch = (options) => {
        process.stdout.write(`relaunch ${JSON.stringify(options)}\n`);
      };
    },
    [buttons, folders, isHeld] as const,
  );
}

/** Lets the boxes be answered that were held. */
function answerHeld(app: ElectronApplication): Promise<void> {
  return app.evaluate(() => {
    (globalThis as unknown as { answer: () => void }).answer();
  });
}

/** Waits until the program has ended by itself; answers with the arguments that it starts again with. */
async function startsAgainWith({ app }: Run): Promise<readonly string[]> {
  const ended = app.process();
  let said = '';
  ended.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(ended, 'exit');
  const [, options = '{}'] = /relaunch (.*)/u.exec(said) ?? [];
  return (JSON.parse(options) as { args?: string[] }).args ?? [];
}

const said = (app: ElectronApplication): Promise<readonly string[]> =>
  app.evaluate(() => (globalThis as unknown as { said: string[] }).said);

test('a data folder that was deleted is saved elsewhere from memory, and the work goes on there', async ({
  launch,
  dataFolder,
  folder,
  otherData,
}) => {
  const run = await launch();
  await openSeed001(run.page);
  await tagClaims(run.page, 'negotiate');
  await expect(tagRows(run.page)).toHaveCount(1);
  // One folder has a library already.
  await mkdir(path.join(otherData, 'library'));
  await answerAll(
    run.app,
    {
      'The data folder is gone.': 'Save Elsewhere…',
      'That folder cannot be used.': 'Choose Another…',
      'Everything in memory is saved.': 'Go On There',
    },
    [otherData, folder],
    true,
  );
  const again = startsAgainWith(run);
  await selectWords(run.page, 'guarantees');
  // The program may be writing in it, and may find that it is gone before the tag is made.
  await rm(dataFolder, { recursive: true, maxRetries: 5 });
  await run.page.keyboard.press('2');
  await settle(run.page);
  await expect.poll(() => said(run.app)).toHaveLength(1);
  await answerHeld(run.app);
  expect(await again).toContain(`--user-data-dir=${folder}`);
  expect(await listFiles(otherData)).toEqual([]);

  const { page } = await launch({ args: [`--user-data-dir=${folder}`] });
  await openSeed001(page);
  await expect(tagRows(page)).toHaveCount(2);
  await tagClaims(page, 'veto power');
  await expect(tagRows(page)).toHaveCount(3);
  await expect(page.getByTestId('save-state')).toContainText('Saved');
});

test('a library at a new place is located from the menu, and nothing else is taken for one', async ({
  launch,
  folder,
  otherData,
}) => {
  const first = await launch({ args: [`--user-data-dir=${otherData}`] });
  await openSeed001(first.page);
  await tagClaims(first.page, 'negotiate');
  await expect(tagRows(first.page)).toHaveCount(1);
  await first.quit();
  const moved = path.join(folder, 'moved');
  await rename(otherData, moved);
  await mkdir(otherData);

  const run = await launch();
  await openSeed001(run.page);
  await answerAll(run.app, { 'There is no library in that folder.': 'Choose Another…' }, [
    folder,
    moved,
  ]);
  const again = startsAgainWith(run);
  const asked = run.app
    .evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []);
      const item = items?.find(({ label }) => label === 'Locate Library…');
      (item?.click as (() => void) | undefined)?.();
    })
    .then(() => said(run.app))
    .catch(() => null);
  expect(await again).toContain(`--user-data-dir=${moved}`);
  expect(await asked).not.toBe(null);

  const { page } = await launch({ args: [`--user-data-dir=${moved}`] });
  await openSeed001(page);
  await expect(tagRows(page)).toHaveCount(1);
});

test('a copy that a synchronising folder made is brought in as a set by its button, in one step', async ({
  launch,
  dataFolder,
}) => {
  const home = path.join(dataFolder, 'articles', sha256(seedText(1)).slice(0, 32));
  const copy = path.join(home, 'doc (conflicted copy 2026-11-30).json');
  const before = await launch();
  await openSeed001(before.page);
  await tagClaims(before.page, 'negotiate', 'guarantees');
  await expect(tagRows(before.page)).toHaveCount(2);
  await before.quit();
  await copyFile(path.join(home, 'doc.json'), copy);
  const theirs = await readFile(copy, 'utf8');

  const { page } = await launch();
  await expect(tagRows(page)).toHaveCount(2);
  await tagRows(page).last().click();
  await page.keyboard.press('Delete');
  await expect(tagRows(page)).toHaveCount(1);
  const notice = page.locator('.article-banner').filter({ hasText: 'a synchronising folder made' });
  await expect(notice).toContainText(copy);
  await notice.getByRole('button', { name: 'Bring in as a set' }).click();
  await expect(partsOf(page).status).toHaveText(
    'Brought in 1 tag in 1 article as tags of another person. The copies are kept in quarantine.',
  );
  await expect(notice).toHaveCount(0);
  await expect(tagRows(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Review', exact: true }).click();
  await partsOf(page).article.focus();
  await page.keyboard.press('n');
  await expect(page.getByRole('region', { name: 'Difference' })).toContainText('conflict copy');
  await page.getByRole('button', { name: 'Annotate', exact: true }).click();
  const quarantine = path.join(home, 'quarantine');
  const kept = await Promise.all(
    (await listFiles(quarantine)).map((name) => readFile(path.join(quarantine, name), 'utf8')),
  );
  expect(kept).toContain(theirs);
  expect(await listFiles(home)).not.toContain(path.basename(copy));
  await partsOf(page).article.focus();
  await page.keyboard.press('Control+z');
  await expect(partsOf(page).status).toContainText('Undid: ');
  await page.getByRole('button', { name: 'Review', exact: true }).click();
  await expect(partsOf(page).status).toContainText('Nobody else’s tags are on this article.');
});
