import { execFileSync } from 'node:child_process';
import path from 'node:path';

import { _electron, type Page } from 'playwright/test';

import { appFolder, expect, test } from './fixtures.ts';
import { partsOf, tagRows } from './window.ts';

// It starts the packaged program itself, on a folder that no other has open.
test.use({ sharesWindow: false });

test('the packaged application opens the sample, tags, quits and finds the tag again', async ({
  dataFolder,
}) => {
  const script = path.join(appFolder, 'scripts', 'package.mjs');
  const executablePath = execFileSync(process.execPath, [script], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .at(-1);
  if (executablePath === undefined) throw new Error('The packager did not say what it made.');
  const sandbox = process.geteuid?.() === 0 ? ['--no-sandbox'] : [];

  const session = async (work: (page: Page) => Promise<void>): Promise<void> => {
    const app = await _electron.launch({
      executablePath,
      args: [...sandbox, `--user-data-dir=${dataFolder}`],
    });
    try {
      // Asked before there is a window, the program may drop the answer.
      const window = await app.firstWindow();
      expect(await app.evaluate(({ app: program }) => program.isPackaged)).toBe(true);
      await work(window);
    } finally {
      await app.close();
    }
  };

  await session(async (page) => {
    await expect(partsOf(page).articles.getByRole('button')).toHaveCount(5);
    await partsOf(page).article.focus();
    await page.keyboard.press('q');
    await page.keyboard.press('1');
    await expect(tagRows(page)).toHaveCount(1);
    await expect(partsOf(page).status).toContainText('Tagged quote');
  });
  await session(async (page) => {
    await expect(tagRows(page)).toHaveCount(1);
    await expect(partsOf(page).undo).toHaveText(/Undo: tag quote/u);
  });
});
