import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Bridge } from '#core/contract/contract.ts';

import { answerOpenDialog, appFolder, expect, startAgain, test } from './fixtures.ts';

// The process and what it lets through are what is looked at.
test.use({ sharesWindow: false });

declare global {
  interface Window {
    readonly framewise: Bridge;
  }
}

test.describe('questions to the main process', () => {
  test('are answered with an error when they are not what they should be (bad input 106)', async ({
    page,
  }) => {
    const answers = await page.evaluate(async () => {
      const ask = (channel: string, request?: unknown): Promise<unknown> =>
        window.framewise.invoke(channel as 'app:bootstrap', request as undefined);
      const circular: { self?: unknown } = {};
      circular.self = circular;
      return [
        await ask('no-such-channel'),
        await ask('toString'),
        await ask('history:undo', { requestId: () => 1 }),
        await ask('history:undo', { requestId: 1n }),
        await ask('history:undo', new Map([['requestId', 1]])),
        await ask('history:undo', circular),
        await ask('articles:open', { articleId: '../../etc/passwd' }),
        await ask('clipboard:write', { text: 'x'.repeat(100_000_000) }),
        await ask('import:preview-paths', { paths: ['/etc/passwd'] }),
      ].map((answer) => (answer as { ok: boolean; error?: { type: string } }).error?.type);
    });
    expect(answers).toEqual(new Array(9).fill('bad-request'));
  });

  test('are all answered when they come in a flood', async ({ page }) => {
    const counts = await page.evaluate(async () => {
      const questions = Array.from({ length: 10_000 }, () =>
        window.framewise.invoke('articles:open', { articleId: 'f'.repeat(64) }),
      );
      const counted: Record<string, number> = {};
      for (const answer of await Promise.all(questions)) {
        const type = answer.ok ? 'ok' : answer.error.type;
        counted[type] = (counted[type] ?? 0) + 1;
      }
      return counted;
    });
    expect(Object.keys(counts).filter((type) => type !== 'too-many-requests')).toEqual([
      'no-such-article',
    ]);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(10_000);
    expect(
      await page.evaluate(() => window.framewise.invoke('app:bootstrap', undefined)),
    ).toHaveProperty('ok', true);
  });

  test('are not answered to another window or origin (bad input 105)', async ({ launch }) => {
    const run = await launch({ expected: /Electron Security Warning/u });
    const given = {
      address: run.page.url(),
      preload: path.join(appFolder, 'dist', 'electron', 'preload.cjs'),
    };
    const types = await run.app.evaluate(async ({ BrowserWindow }, { address, preload }) => {
      const webPreferences = { preload, sandbox: true, contextIsolation: true };
      const other = new BrowserWindow({ show: false, webPreferences });
      const ask = "window.framewise.invoke('app:bootstrap').then((answer) => answer.error?.type)";
      await other.loadURL(address);
      const samePage: unknown = await other.webContents.executeJavaScript(ask);
      await other.loadURL('about:blank');
      const blank: unknown = await other.webContents.executeJavaScript(ask);
      other.destroy();
      return [samePage, blank];
    }, given);
    expect(types).toEqual(['bad-request', 'bad-request']);
  });

  test('cannot name a file: only files that a person dropped have a path (bad input 78)', async ({
    page,
  }) => {
    const type = await page.evaluate(async () => {
      const forged = Object.assign(new File(['x'], 'a.txt'), { path: '/etc/passwd' });
      const answer = await window.framewise.previewFiles([forged, { path: '/etc/passwd' }]);
      return answer.ok ? 'ok' : answer.error.type;
    });
    expect(type).toBe('bad-request');
  });

  test('reach nothing of Node or Electron in the page', async ({ page }) => {
    const names = await page.evaluate(() => ({
      bridge: Object.keys(window.framewise).sort(),
      leaks: ['require', 'process', 'Buffer', 'module', 'electron', 'ipcRenderer', 'global'].filter(
        (name) => name in globalThis,
      ),
    }));
    expect(names).toEqual({ bridge: ['invoke', 'on', 'previewFiles'], leaks: [] });
  });
});

test('a script opens no dialog and reads no clipboard, and a person does both', async ({
  launch,
  folder,
}) => {
  const { app, page } = await launch();
  const file = path.join(folder, 'report.txt');
  await writeFile(file, 'A report that was opened from a dialog.');
  await answerOpenDialog(app, [file]);
  await page.evaluate(() =>
    window.framewise.invoke('clipboard:write', { text: 'A report that was copied somewhere.' }),
  );
  const bootstrap = await page.evaluate(() => window.framewise.invoke('app:bootstrap', undefined));
  const article = bootstrap.ok ? (bootstrap.value.openArticle ?? '') : '';
  const event = bootstrap.ok ? (bootstrap.value.library.events[0]?.id ?? '') : '';
  const refused = await page.evaluate(
    async ([articleId = '', eventId = '']) => {
      const invoke: typeof window.framewise.invoke = (channel, request) =>
        window.framewise.invoke(channel, request);
      const scope = { type: 'article', articleId } as const;
      const hide = { hideNames: false, blind: false } as const;
      // By their own means, a script presses the buttons of the page; nobody has touched them.
      for (const button of document.querySelectorAll('button')) button.focus();
      const answers = [
        await invoke('import:choose', { what: 'files' }),
        await invoke('import:choose', { what: 'folder' }),
        await invoke('import:preview-clipboard', undefined),
        await invoke('articles:locate-text', { articleId }),
        await invoke('codebook:open', undefined),
        await invoke('codebook:save', { format: 'json' }),
        await invoke('agreement:save', { scope, measures: [], format: 'html', ...hide }),
        await invoke('compare:save-report', {
          ...{ eventId, comparesOneTexts: false, format: 'html' },
          ...hide,
        }),
        await invoke('export:save', {
          ...{ scope, whose: { type: 'mine' }, includeText: true, hideNames: false },
          ...{ includeDecisions: false, includeComments: false, spreadsheet: false },
          format: 'native',
        }),
      ];
      return answers.map((answer) => (answer.ok ? 'ok' : answer.error.type));
    },
    [article, event],
  );
  expect(refused).toEqual(new Array(refused.length).fill('no-gesture'));

  await page.keyboard.press('Control+o');
  const opened = page.getByRole('dialog', { name: 'Open this file' });
  await expect(opened).toContainText('opened from a dialog');
  await page.keyboard.press('Escape');
  await expect(opened).toBeHidden();
  // From the menu, by a click that only the main process sees.
  await app.evaluate(({ Menu }) => {
    Menu.getApplicationMenu()?.getMenuItemById('new-from-clipboard')?.click();
  });
  await expect(page.getByRole('dialog')).toContainText('copied somewhere');
});

test('the window is sandboxed as it should be', async ({ run }) => {
  const preferences = await run.app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0];
    // Left out of the newer types.
    const contents = window?.webContents as unknown as { getLastWebPreferences: () => object };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
});

test('whatever is dropped leaves the page where it is (bad input 78)', async ({ page }) => {
  const address = page.url();
  await expect(page.getByRole('textbox', { name: /^Article text/u })).toBeVisible();
  await page.evaluate(() => {
    const drop = (type: string, data: string): void => {
      const transfer = new DataTransfer();
      transfer.setData(type, data);
      for (const name of ['dragenter', 'dragover', 'drop']) {
        const event = new DragEvent(name, {
          dataTransfer: transfer,
          bubbles: true,
          cancelable: true,
        });
        (document.querySelector('[role=textbox]') ?? document.body).dispatchEvent(event);
        if (name === 'drop' && !event.defaultPrevented) throw new Error(`${type} was taken`);
      }
    };
    drop('text/html', '<img src=x onerror="globalThis.dropRan = true">');
    drop('text/uri-list', 'https://example.org/');
    drop('text/plain', 'dropped text');
  });
  await page.waitForTimeout(300);
  expect(page.url()).toBe(address);
  expect(await page.evaluate('globalThis.dropRan')).toBeUndefined();
  // Words are offered as an article of their own, and come into none that is there.
  await expect(page.getByRole('dialog', { name: 'Open this file' })).toContainText('dropped text');
  await page.keyboard.press('Escape');
  await expect(page.getByText('dropped text')).toHaveCount(0);
});

test('a file named on the command line is offered, not taken (bad input 111)', async ({
  launch,
  dataFolder,
}) => {
  const file = path.join(dataFolder, 'named.txt');
  await writeFile(file, 'A new article.\n\nIt was named on the command line.\n');
  const { page } = await launch({ args: [file] });
  await expect(page.getByRole('dialog')).toContainText('named.txt');
  const articles = page.getByRole('list', { name: 'Articles' });
  await expect(articles.getByText('A new article.')).toHaveCount(0);
});

test('a second launch hands its files to the first and ends', async ({ run, dataFolder }) => {
  await writeFile(path.join(dataFolder, 'second.txt'), 'Another article.\n\nHanded over.\n');
  const second = startAgain(dataFolder, ['second.txt', 'https://example.org/x'], dataFolder);
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).toBe(0);
  await expect(run.page.getByRole('dialog')).toContainText('second.txt');
});
