import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';

import { chromium } from 'playwright';
import type { ElectronApplication, Page } from 'playwright/test';

import {
  answerOpenDialog,
  clickMenu,
  expect,
  listFiles,
  test,
  type LaunchOptions,
  type Run,
} from './fixtures.ts';
import { openSeed001, partsOf, selectWords, tagRows } from './window.ts';

// These look at processes.
test.use({ sharesWindow: false });

/** A run whose window can be looked into after its process has died; the runner's own page is then gone. */
interface Watched extends Run {
  /** The page that is there now. */
  readonly pageNow: () => Promise<Page>;
}

async function launchWatched(
  launch: (options?: LaunchOptions) => Promise<Run>,
  expected?: RegExp,
): Promise<Watched> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  const args = [`--remote-debugging-port=${port}`];
  const run = await launch({ args, ...(expected && { expected }) });
  return {
    ...run,
    pageNow: async () => {
      // It has said that it listens before the first window opened.
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      const page = browser.contexts()[0]?.pages()[0];
      if (!page) throw new Error('There is no window.');
      return page;
    },
  };
}

/** Does what ends the page's process, and waits until another page has taken its place. */
async function untilBack({ app }: Run, act: () => Promise<unknown>): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    const counted = globalThis as { loaded?: number };
    counted.loaded = 0;
    BrowserWindow.getAllWindows()[0]?.webContents.once('did-finish-load', () => {
      counted.loaded = 1;
    });
  });
  await act();
  await expect.poll(() => app.evaluate(() => (globalThis as { loaded?: number }).loaded)).toBe(1);
}

/** Ends the page's process. */
function crash({ app }: Run): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
}

/** Answers the boxes of the system with a button, and keeps what they say. */
async function answerBoxes(app: ElectronApplication, button: string): Promise<void> {
  await app.evaluate(({ dialog }, wanted) => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    dialog.showMessageBox = (...asked: unknown[]) => {
      const { message, buttons } = asked.at(-1) as { message: string; buttons: string[] };
      said.push(message);
      return Promise.resolve({ response: buttons.indexOf(wanted), checkboxChecked: false });
    };
  }, button);
}

const saidInBoxes = (app: ElectronApplication): Promise<readonly string[] | undefined> =>
  app.evaluate(() => (globalThis as { said?: string[] }).said);

/** Ends a process beside the main one, or only holds it. */
async function signal(
  { app }: Run,
  [type, name]: readonly [type: string, name?: string],
  what: 'SIGKILL' | 'SIGSTOP',
): Promise<void> {
  const send = (): Promise<boolean> =>
    app.evaluate(
      ({ app: program }, [wantedType, wantedName, kind]) => {
        const found = program
          .getAppMetrics()
          .filter((each) => each.type === wantedType && (!wantedName || each.name === wantedName));
        for (const { pid } of found) process.kill(pid, kind);
        return found.length > 0;
      },
      [type, name ?? '', what] as const,
    );
  await expect.poll(send).toBe(true);
}

const readLog = (dataFolder: string): Promise<string> =>
  readFile(path.join(dataFolder, 'logs', 'framewise.log'), 'utf8');

function banner(page: Page, words: string) {
  return page.locator('.article-banner').filter({ hasText: words });
}

test('a window that died is there again with everything, where the analyst was, and is not brought back for ever', async ({
  launch,
  dataFolder,
}) => {
  const run = await launchWatched(launch);
  const { app } = run;
  await openSeed001(run.page);
  await selectWords(run.page, 'negotiate');
  await run.page.keyboard.press('2');
  await expect(tagRows(run.page)).toHaveCount(1);
  await partsOf(run.page).details.getByLabel('Note', { exact: true }).click();
  await run.page.keyboard.type('Who says that it is');

  await untilBack(run, () => crash(run));
  let page = await run.pageNow();
  await expect(banner(page, 'The window stopped working and was loaded again.')).toBeVisible();
  await expect(partsOf(page).article).toContainText('cannot agree');
  const note = partsOf(page).details.getByLabel('Note', { exact: true });
  await expect(note).toBeFocused();
  await expect(note).toHaveValue('Who says that it is');
  await page.keyboard.type(' a utopia?');
  await page.keyboard.press('Control+Enter');
  await expect(partsOf(page).article).toBeFocused();
  await selectWords(page, 'guarantees');
  await page.keyboard.press('1');
  await expect(tagRows(page)).toHaveCount(2);

  await untilBack(run, () => crash(run));
  await answerBoxes(app, 'Load Again');
  await untilBack(run, () => crash(run));
  expect(await saidInBoxes(app)).toEqual(['The window stopped working several times.']);
  page = await run.pageNow();
  await expect(tagRows(page)).toHaveCount(2);
  await tagRows(page).first().click();
  await expect(partsOf(page).details.getByLabel('Note', { exact: true })).toHaveValue(
    'Who says that it is a utopia?',
  );

  await answerBoxes(app, 'Close Framewise');
  for (const _ of [1, 2]) await untilBack(run, () => crash(run));
  const ended = once(app.process(), 'exit');
  await crash(run).catch(() => undefined);
  await ended;
  const log = await readLog(dataFolder);
  expect(log.match(/The window’s process ended\. reason=crashed/gu)).toHaveLength(6);
  expect(log).toMatch(/Ended\. code=0 ms=\d+\n$/u);
  const again = await launch();
  await expect(tagRows(again.page)).toHaveCount(2);
  // What was kept for the place of a dead window is not the place of a new one.
  await expect(banner(again.page, 'The window stopped working')).toHaveCount(0);
});

test('a window that hangs is asked about, and what draws it is started again', async ({
  launch,
  dataFolder,
}) => {
  const run = await launchWatched(launch);
  const { app } = run;
  await openSeed001(run.page);
  await selectWords(run.page, 'negotiate');
  await run.page.keyboard.press('2');
  await expect(tagRows(run.page)).toHaveCount(1);
  await signal(run, ['GPU'], 'SIGKILL');
  await expect(banner(run.page, 'What draws the window stopped working')).toContainText(
    'Nothing was lost.',
  );
  await run.page.getByRole('button', { name: 'Dismiss' }).click();

  await answerBoxes(app, 'Load Again');
  // Chromium says so some thirty seconds after a key that is not answered.
  run.page
    .evaluate(() => {
      for (;;);
    })
    .catch(() => undefined);
  await untilBack(run, () =>
    app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.emit('unresponsive');
    }),
  );
  expect(await saidInBoxes(app)).toEqual(['The window does not respond.']);
  const page = await run.pageNow();
  await expect(banner(page, 'The window stopped working and was loaded again.')).toBeVisible();
  await expect(tagRows(page)).toHaveCount(1);
  await selectWords(page, 'guarantees');
  await page.keyboard.press('1');
  await expect(tagRows(page)).toHaveCount(2);
  const log = await readLog(dataFolder);
  expect(log).toMatch(/A process of the system around the window ended\. type=GPU reason=killed/u);
  expect(log).toContain('The window does not respond.');
});

/** Words that stand in everything of the analyst's; nothing of them may be in the log. */
const MARKER = 'Quokkabush';

test('a worker that dies fails its job alone, and the log has no words, names or files', async ({
  launch,
  dataFolder,
  folder,
}) => {
  const run = await launchWatched(launch, new RegExp(MARKER, 'u'));
  const { app, page } = run;
  const file = (name: string): string => path.join(folder, `${MARKER}-${name}.txt`);
  for (const name of ['one', 'two']) {
    await writeFile(
      file(name),
      `${MARKER} ${name}\n\n“We ${MARKER} cannot agree,” ${MARKER} said.`,
    );
  }
  const dialog = page.getByRole('dialog');
  await openSeed001(page);
  await answerOpenDialog(app, [file('one')]);
  await clickMenu(app, 'open');
  await expect(dialog).toContainText(MARKER);
  await page.keyboard.press('Escape');
  await signal(run, ['Utility', 'Framewise exchange'], 'SIGSTOP');
  await clickMenu(app, 'open');
  await expect(page.getByRole('progressbar')).toBeVisible();
  await signal(run, ['Utility', 'Framewise exchange'], 'SIGKILL');
  await expect(dialog).toContainText('could not be read to its end, and nothing of it was taken');
  await page.keyboard.press('Escape');
  await clickMenu(app, 'open');
  await expect(dialog).toContainText(`${MARKER} one`);
  await dialog.getByRole('button', { name: /^Import/u }).click();
  await expect(partsOf(page).article).toContainText(MARKER);
  await selectWords(page, `We ${MARKER}`);
  await page.keyboard.press('1');
  await expect(tagRows(page)).toHaveCount(1);
  await partsOf(page).details.getByLabel('Speaker').fill(MARKER);
  await page.keyboard.press('Enter');
  await partsOf(page).details.getByLabel('Note', { exact: true }).fill(MARKER);
  await page.keyboard.press('Control+Enter');

  // Errors that carry such words.
  await page.evaluate((words) => {
    setTimeout(() => {
      throw new TypeError(`${words}\n    at ${words} (app://framewise/${words}.js:1:2)`);
    });
    void Promise.reject(Object.assign(new Error(words), { name: words }));
  }, MARKER);
  await app.evaluate((_electron, words) => {
    void Promise.reject(new RangeError(`${words}\n    at ${words} (/home/${words}/a.txt:1:2)`));
  }, MARKER);
  await expect.poll(() => readLog(dataFolder)).toMatch(/RangeError/u);
  await untilBack(run, () => crash(run));
  const now = await run.pageNow();
  await expect(banner(now, 'The window stopped working')).toBeVisible();
  await clickMenu(app, 'copy-log');
  await expect(partsOf(now).status).toContainText(/^Copied the log, \d+ lines\./u);

  const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toContain('A worker process died. code=9 jobs=parse');
  expect(copied).toContain('An error in the window was not handled (event).\n  TypeError');
  expect(copied).toContain('An error in the window was not handled (promise).\n  Error');
  expect(copied).toContain('A promise was not handled.\n  RangeError');
  const logs = await listFiles(path.join(dataFolder, 'logs'));
  const kept = await Promise.all(
    logs.map((name) => readFile(path.join(dataFolder, 'logs', name), 'utf8')),
  );
  const all = [copied, ...kept].join('\n');
  for (const words of [MARKER, folder, dataFolder]) expect(all).not.toContain(words);
});
