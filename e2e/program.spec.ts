import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import type { Page } from 'playwright/test';

import {
  argumentsFor,
  clickMenu,
  executablePath,
  expect,
  listFiles,
  readJson,
  readMenu,
  test,
} from './fixtures.ts';

// These look at starts, ends and the window itself.
test.use({ sharesWindow: false });

/** Tags a stretch of the first article as the window does; resolves when it is acknowledged. */
function tagFirstArticle(page: Page, start: number, end: number): Promise<string> {
  return page.evaluate(
    async ([from, to]) => {
      const state = await window.framewise.invoke('app:bootstrap', undefined);
      if (!state.ok) return state.error.type;
      const { id: ids } = JSON.parse(state.value.library.articles) as { id: string[] };
      const answer = await window.framewise.invoke('annotations:apply-change', {
        articleId: ids[0] ?? '',
        requestId: crypto.randomUUID(),
        edit: {
          kind: 'create-tag',
          body: {
            ...{ fragments: [{ start: from, end: to }], category: 'quote', note: '' },
            ...{ attributes: {}, attributeSpans: {}, aside: {}, confidence: null },
          },
        },
      });
      return answer.ok ? answer.value.label : answer.error.type;
    },
    [start, end] as const,
  );
}

/** Tags in all articles. */
function countTags(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const state = await window.framewise.invoke('app:bootstrap', undefined);
    if (!state.ok) throw new Error(state.error.type);
    const { tagCounts } = JSON.parse(state.value.library.articles) as {
      tagCounts: Record<string, number>[];
    };
    return tagCounts
      .flatMap((counts) => Object.values(counts))
      .reduce((sum, count) => sum + count, 0);
  });
}

test('every acknowledged tag is there after the process was killed', async ({ launch }) => {
  let run = await launch();
  for (let round = 1; round <= 3; round += 1) {
    expect(await tagFirstArticle(run.page, round, round + 20)).toBe('tag quote');
    await run.kill();
    run = await launch();
    expect(await countTags(run.page)).toBe(round);
  }
});

test('quitting writes everything and ends in order', async ({ launch, dataFolder }) => {
  const first = await launch();
  await tagFirstArticle(first.page, 0, 20);
  await first.quit();
  expect(await readJson(path.join(dataFolder, 'clean-shutdown.json'))).toBeTruthy();
  const second = await launch();
  expect(await countTags(second.page)).toBe(1);
});

test('the data folder and its files belong to their owner alone (bad input 104)', async ({
  run,
  dataFolder,
}) => {
  await tagFirstArticle(run.page, 0, 20);
  const files = (await listFiles(dataFolder)).filter((name) => !name.startsWith('browser'));
  expect(files).toContainEqual(expect.stringMatching(/article\.txt$/u));
  expect(files).toContainEqual(expect.stringMatching(/journal-\d+\.log$/u));
  for (const name of ['articles', 'library', ...files]) {
    const status = await stat(path.join(dataFolder, name)).catch((error: unknown) => {
      // The backups are written in the background: a file under way has got its name by now.
      if (name.endsWith('.new')) return null;
      throw error;
    });
    if (status) expect(status.mode & 0o077, name).toBe(0);
  }
});

test('SNAP is taken out of the environment (bad input 104)', async ({ launch }) => {
  const { app } = await launch({ env: { SNAP: '/snap/framewise/1' } });
  expect(await app.evaluate(() => process.env['SNAP'])).toBeUndefined();
});

test.describe('the menu', () => {
  test('names what undo and redo would do', async ({ run }) => {
    const { app, page } = run;
    // The page is loaded while the library is read, and the menu comes with the library.
    await expect.poll(async () => (await readMenu(app))['undo']).toBe('Undo');
    await tagFirstArticle(page, 0, 20);
    await expect.poll(async () => (await readMenu(app))['undo']).toBe('Undo tag quote');
    await page.evaluate(() =>
      window.framewise.invoke('history:undo', { requestId: crypto.randomUUID() }),
    );
    await expect.poll(async () => (await readMenu(app))['redo']).toBe('Redo tag quote');
    expect((await readMenu(app))['undo']).toBe('Undo');
  });

  test('sends every command that it shows to the window', async ({ run }) => {
    const { app, page } = run;
    await page.evaluate(() => {
      const sent: string[] = [];
      Object.assign(globalThis, { sent });
      window.framewise.on('command:run', ({ command }) => sent.push(command));
    });
    await clickMenu(app, 'shortcuts');
    await expect
      .poll(() => page.evaluate(() => (globalThis as unknown as { sent: string[] }).sent))
      .toEqual(['shortcuts']);
  });
});

test.describe('the window', () => {
  test('comes back in its place, with its zoom', async ({ launch }) => {
    const first = await launch();
    const bounds = { x: 40, y: 60, width: 900, height: 640 };
    await first.app.evaluate(({ BrowserWindow }, given) => {
      BrowserWindow.getAllWindows()[0]?.setBounds(given);
    }, bounds);
    await first.page.evaluate(() => window.framewise.invoke('window:run', { action: 'zoom-in' }));
    await first.quit();
    const second = await launch();
    const found = await second.app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0];
      return { bounds: window?.getNormalBounds(), zoom: window?.webContents.getZoomLevel() };
    });
    expect(found).toEqual({ bounds, zoom: 0.5 });
  });

  test('is named after the article', async ({ run }) => {
    const readTitle = (): Promise<string | undefined> =>
      run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
    await expect.poll(readTitle).toMatch(/^Foreign Minister .* — Framewise$/u);
  });

  test('follows the theme that was chosen', async ({ run }) => {
    const isDark = (): Promise<boolean> =>
      run.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    for (const [theme, dark] of [
      ['dark', true],
      ['sepia', false],
      ['light', false],
    ] as const) {
      await run.page.evaluate(
        (each) => window.framewise.invoke('settings:update', { theme: each }),
        theme,
      );
      await expect.poll(isDark).toBe(dark);
    }
  });

  test('offers to load again when its process died, and loses nothing', async ({ launch }) => {
    const run = await launch({ expected: /./u });
    await tagFirstArticle(run.page, 0, 20);
    await run.app.evaluate(({ dialog, BrowserWindow }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.once('did-finish-load', () => Object.assign(globalThis, { loadedAgain: true }));
      contents?.forcefullyCrashRenderer();
    });
    // The runner's own page does not outlive its process, so the new one is asked through Electron.
    const countInNewPage = (): Promise<number> =>
      run.app.evaluate(async ({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        if (!contents || !('loadedAgain' in globalThis)) return -1;
        const ask =
          "window.framewise.invoke('app:bootstrap').then(({ value }) => JSON.parse(value.library.articles).tagCounts[0].quote)";
        return (await contents.executeJavaScript(ask)) as number;
      });
    await expect.poll(countInNewPage).toBe(1);
  });
});

test('a full disk keeps the window open until the change is written', async ({
  launch,
  dataFolder,
}) => {
  const runCommand = promisify(execFile);
  const disk = await runCommand('mount', [
    '-t',
    'tmpfs',
    '-o',
    'size=48m',
    'tmpfs',
    dataFolder,
  ]).catch(() => null);
  test.skip(disk === null, 'A disk of its own can be mounted by root on Linux only.');
  try {
    const run = await launch({ expected: /./u });
    const { page } = run;
    expect(await tagFirstArticle(page, 0, 20)).toBe('tag quote');
    const filler = path.join(dataFolder, 'filler');
    await fillDisk(filler);
    // More than what is left of the journal's last block.
    const ends = Array.from({ length: 20 }, (_, index) => 40 + 10 * index);
    const pending = Promise.all(ends.map((end) => tagFirstArticle(page, 0, end)));
    await expect(
      page.getByRole('alert').filter({ hasText: 'Not saved: disk is full' }),
    ).toBeVisible();
    await expect(page.getByRole('status')).not.toContainText(/^Saved/u);

    await page.evaluate(() => window.framewise.invoke('window:run', { action: 'close' }));
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(run.app.windows()).toHaveLength(1);

    await rm(filler);
    await page.evaluate(() => window.framewise.invoke('store:retry', undefined));
    expect(await pending).toEqual(ends.map(() => 'tag quote'));
    await run.kill();
    const again = await launch();
    expect(await countTags(again.page)).toBe(21);
    await again.quit();
  } finally {
    await runCommand('umount', ['--lazy', dataFolder]);
  }
});

/** Writes until nothing more fits. */
async function fillDisk(file: string): Promise<void> {
  const handle = await open(file, 'a');
  try {
    for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 2)) {
      const block = Buffer.alloc(size);
      while ((await handle.write(block).catch(() => ({ bytesWritten: 0 }))).bytesWritten === size);
    }
  } finally {
    await handle.close();
  }
}

test.describe('a start that cannot succeed', () => {
  /** Runs the program until it ends; what it says goes to the error output. */
  async function startAndFail(
    dataFolder: string,
    env: NodeJS.ProcessEnv = {},
  ): Promise<{ code: number | null; said: string }> {
    const child: ChildProcess = spawn(executablePath, argumentsFor(dataFolder), {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'exit')) as [number | null];
    return { code, said };
  }

  test('says which folder cannot be used (bad input 104)', async ({ dataFolder }) => {
    const file = path.join(dataFolder, 'file');
    await writeFile(file, 'x');
    const { code, said } = await startAndFail(path.join(file, 'data'));
    expect(code).toBe(1);
    expect(said).toContain(`Framewise cannot use its data folder ${path.join(file, 'data')}`);
    expect(said).toContain('--user-data-dir=DIR');
    expect(await readFile(file, 'utf8')).toBe('x');
  });
});
