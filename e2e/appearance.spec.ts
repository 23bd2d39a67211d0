import path from 'node:path';

import type { ElectronApplication, Page } from 'playwright/test';

import { expect, readJson, test } from './fixtures.ts';
import { choose, openSeed001, partsOf, tagRows, selectWords } from './window.ts';

// What the system says of screen readers is not taken back.
test.use({ sharesWindow: false });

const question = (page: Page) => page.getByRole('button', { name: 'Speak tags' });
const isSupported = (app: ElectronApplication): Promise<boolean> =>
  app.evaluate(({ app: electron }) => electron.accessibilitySupportEnabled);

test('like the system means light or dark as the system is, at once and in every part', async ({
  run,
}) => {
  const { app, page } = run;
  await openSeed001(page);
  const paint = (): Promise<string[]> =>
    page.evaluate(() => {
      const colorOf = (selector: string): string =>
        getComputedStyle(document.querySelector(selector) ?? document.body).backgroundColor;
      const root = getComputedStyle(document.documentElement);
      return [
        document.documentElement.dataset['theme'] ?? '',
        root.colorScheme,
        colorOf('body'),
        colorOf('.article-surface'),
        root.getPropertyValue('--category-quote').toLowerCase(),
      ];
    });
  const light = ['light', 'light', 'rgb(253, 253, 251)', 'rgb(253, 253, 251)', '#0072b2'];
  const dark = ['dark', 'dark', 'rgb(22, 24, 27)', 'rgb(22, 24, 27)', '#56b4e9'];
  const beTheSystem = (theme: 'dark' | 'light'): Promise<void> =>
    app.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source;
    }, theme);
  await beTheSystem('dark');
  await expect.poll(paint).toEqual(dark);
  await beTheSystem('light');
  await expect.poll(paint).toEqual(light);
  await page.keyboard.press('Control+,');
  await choose(page.getByLabel('Theme'), 'Dark');
  await expect.poll(paint).toEqual(dark);
  await choose(page.getByLabel('Theme'), 'Light');
  await expect.poll(paint).toEqual(light);
});

test('a screen reader that is started later is noticed: the tags at the caret are offered once', async ({
  launch,
  dataFolder,
}) => {
  const run = await launch();
  const { app, page } = run;
  await openSeed001(page);
  await selectWords(page, 'negotiate');
  await page.keyboard.press('2');
  await expect(tagRows(page)).toHaveCount(1);
  await expect(question(page)).toHaveCount(0);
  await app.evaluate(({ app: electron }) => {
    electron.accessibilitySupportEnabled = true;
  });
  await expect(partsOf(page).status).toHaveText(/^A screen reader is in use\./u);
  await question(page).click();
  await expect(question(page)).toHaveCount(0);
  await page.keyboard.press('ArrowLeft');
  await expect(partsOf(page).status).toHaveText(/^In: Claim/u);
  expect(await readJson(path.join(dataFolder, 'settings.json'))).toMatchObject({
    announceTags: 'on-caret-stop',
    askedAboutScreenReader: true,
  });
  await run.quit();

  const again = await launch();
  await openSeed001(again.page);
  await again.app.evaluate(({ app: electron }) => {
    electron.accessibilitySupportEnabled = true;
  });
  await expect.poll(() => isSupported(again.app)).toBe(true);
  await again.page.keyboard.press('ArrowRight');
  await expect(question(again.page)).toHaveCount(0);
});

test('whoever wants tags spoken on demand only is not asked again, and the question goes with the screen reader', async ({
  run,
}) => {
  const { app, page } = run;
  const start = (on: boolean): Promise<void> =>
    app.evaluate(({ app: electron }, supported) => {
      electron.accessibilitySupportEnabled = supported;
    }, on);
  await openSeed001(page);
  await start(true);
  await expect(question(page)).toBeVisible();
  await start(false);
  await expect(question(page)).toHaveCount(0);
  await start(true);
  await page.getByRole('button', { name: 'Only on demand' }).click();
  await expect(partsOf(page).status).toHaveText('Tags are spoken on demand (I)');
  await expect(question(page)).toHaveCount(0);
});

test('on Linux the window is described to screen readers when that is chosen, also after a restart', async ({
  launch,
}) => {
  test.skip(process.platform !== 'linux', 'Elsewhere the system asks for it.');
  const run = await launch();
  await openSeed001(run.page);
  expect(await isSupported(run.app)).toBe(false);
  await run.page.keyboard.press('Control+,');
  await run.page.getByRole('checkbox', { name: /^Support screen readers/u }).check();
  await expect.poll(() => isSupported(run.app)).toBe(true);
  await run.quit();

  const again = await launch();
  await openSeed001(again.page);
  expect(await isSupported(again.app)).toBe(true);
  await expect(question(again.page)).toBeVisible();
  await again.page.keyboard.press('Control+,');
  await again.page.getByRole('checkbox', { name: /^Support screen readers/u }).uncheck();
  await expect.poll(() => isSupported(again.app)).toBe(false);
});
