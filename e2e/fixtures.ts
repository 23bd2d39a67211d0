import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import {
  _electron,
  errors,
  test as base,
  expect,
  type ElectronApplication,
  type Page,
  type TestInfo,
} from 'playwright/test';

import { inMain } from './main-process.ts';
import { SharedWindow, type Lent } from './shared-window.ts';

export { expect };

/** The application's folder; its build is in `dist`. */
export const appFolder = path.resolve(import.meta.dirname, '..');
/** The sample articles as they are shipped. */
export const seedsFolder = path.join(appFolder, 'seeds');

/** How to start the program otherwise than a person would. */
export interface LaunchOptions {
  /** Further arguments, such as files to open. */
  readonly args?: readonly string[];
  /** Another application starts than ours, with a page of its own. */
  readonly isAnother?: boolean;
  /** Further variables; `undefined` takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Another application folder than the program's own. */
  readonly folder?: string;
  /** A packaged application, in place of a runtime and a folder. */
  readonly executable?: string;
  /** Console messages that belong to the test, such as those of a violation it provokes. */
  readonly expected?: RegExp;
}

/** One run of the real program. */
export interface Run {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Errors on the console, errors thrown in the page, and requests that are not for our own files. */
  readonly problems: readonly string[];
  /** Quits as a person would, and waits for the process to end. */
  readonly quit: () => Promise<void>;
  /** Ends the process as a power cut would. */
  readonly kill: () => Promise<void>;
}

/** A run that must be ended by whoever started it. */
export interface Started extends Run {
  readonly process: ChildProcess;
}

interface Fixtures {
  /** Empty, and gone after the test. */
  readonly dataFolder: string;
  /** For files that are opened and exported; empty, and gone after the test. */
  readonly folder: string;
  /** The data of somebody else at another computer; empty, and gone after the test. */
  readonly otherData: string;
  /** Starts the program on the test's data folder; may be called again after `quit` or `kill`. */
  readonly launch: (options?: LaunchOptions) => Promise<Run>;
  /** A run of a new installation. */
  readonly run: Run;
  /** The window of `run`. */
  readonly page: Page;
  /**
   * Whether tests that do not ask for `launch` take turns with one run, which is as a new installation
   * is but for what undo leaves: steps that can be repeated, files on the disk.
   */
  readonly sharesWindow: boolean;
  /** That run; `null` where the test has its own. */
  readonly lent: Lent | null;
}

/** The runtime that the tests run on. */
export const executablePath = ((): string => {
  const named = process.env['FRAMEWISE_ELECTRON_PATH'] ?? process.env['ELECTRON_PATH'];
  if (named !== undefined) return named;
  const script = path.join(appFolder, 'scripts', 'electron-path.mjs');
  return execFileSync(process.execPath, [script], { encoding: 'utf8' }).trim();
})();

/** Chromium has no sandbox for root; everyone else must get it. */
const sandboxSwitches = process.geteuid?.() === 0 ? ['--no-sandbox'] : [];

/** A virtual display has no graphics card; to draw as if it had one takes a third more of the time. */
const drawingSwitches =
  process.env['FRAMEWISE_OWN_DISPLAYS'] === undefined
    ? []
    : ['--disable-gpu', '--disable-software-rasterizer'];

/**
 * Chromium drops what is pressed before a page has drawn its first frame, also behind a reload. Playwright
 * asks for these where it chooses the runtime itself.
 */
const keySwitches = ['--allow-pre-commit-input', '--disable-features=PaintHolding'];

/** Arguments that start the program on a data folder. */
export function argumentsFor(dataFolder: string, options: LaunchOptions = {}): string[] {
  const { args = [], folder = appFolder, executable } = options;
  const application = executable === undefined ? [folder] : [];
  const data = `--user-data-dir=${dataFolder}`;
  return [...sandboxSwitches, ...drawingSwitches, ...keySwitches, ...application, data, ...args];
}

function environmentFor(options: LaunchOptions): Record<string, string> {
  const all = { ...process.env, ELECTRON_RUN_AS_NODE: undefined, ...options.env };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Starts the program beside a running one, as a second click on its icon would. */
export function startAgain(dataFolder: string, args: readonly string[], cwd: string): ChildProcess {
  return spawn(executablePath, argumentsFor(dataFolder, { args }), {
    cwd,
    env: environmentFor({}),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

const OWN_ADDRESS = /^(?:app:\/\/framewise\/|data:|blob:app:\/\/framewise\/|devtools:)/u;

/** Milliseconds after which a start on a machine that others keep busy is given up. */
const START_TIME = 300_000;

/** Milliseconds after which another application's window is taken not to be found any more. */
const NOT_FOUND = 60_000;

/**
 * Starts Electron under the debugger. Ours opens its window once it is seen (`electron/end-to-end.ts`).
 * That of another application may be found while its page is loaded, and Playwright then waits for it
 * without end: it is started once more.
 */
async function launchElectron(
  options: Parameters<typeof _electron.launch>[0],
  isAnother: boolean,
): Promise<ElectronApplication> {
  if (!isAnother) return _electron.launch(options);
  try {
    return await _electron.launch({ ...options, timeout: NOT_FOUND });
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
    return _electron.launch(options);
  }
}

/** Waits until the program has drawn something: a key that comes before that goes nowhere. */
async function waitUntilDrawn({ page }: Started): Promise<void> {
  await page.locator('#root:not(:empty)').waitFor({ state: 'attached', timeout: 120_000 });
}

/** Starts the program; tests do so by `launch`, which ends it again. */
export async function start(dataFolder: string, options: LaunchOptions): Promise<Started> {
  const launching = {
    executablePath: options.executable ?? executablePath,
    args: argumentsFor(dataFolder, options),
    env: environmentFor(options),
    cwd: appFolder,
    // The program's own theme decides, not the test runner's.
    colorScheme: null,
    timeout: START_TIME,
  };
  const app = await launchElectron(launching, options.isAnother === true);
  const problems: string[] = [];
  const report = (problem: string): void => {
    if (options.expected?.test(problem) !== true) problems.push(problem);
  };
  const context = app.context();
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') report(message.text());
  });
  context.on('weberror', (error) => {
    report(String(error.error()));
  });
  context.on('request', (request) => {
    if (!OWN_ADDRESS.test(request.url())) report(`request for ${request.url()}`);
  });
  const process = app.process();
  const ended = once(process, 'exit');
  return {
    app,
    page: await app.firstWindow(),
    process,
    problems,
    quit: async () => {
      await app.close();
      await ended;
    },
    kill: async () => {
      process.kill('SIGKILL');
      await ended;
      await app.close().catch(() => undefined);
    },
  };
}

interface WorkerFixtures {
  /** The display that this worker's windows open on; `undefined` for the one of the session. */
  readonly display: string | undefined;
  readonly sharedWindow: SharedWindow;
}

/**
 * A virtual display of its own. On a shared one a window that opens takes the focus from another
 * worker's window, and Chromium then ends a drag of the mouse halfway.
 */
async function startDisplay(): Promise<{ name: string; stop: () => void }> {
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const output = server.stdio[3];
  if (!output) throw new Error('Xvfb has no output to name its display on.');
  const [number] = (await once(output, 'data')) as [Buffer];
  return { name: `:${number.toString().trim()}`, stop: () => server.kill() };
}

/** Ends a run that a test is done with, whatever state it is in. */
export async function end(run: Started): Promise<void> {
  await Promise.race([
    run.app.close().catch(() => undefined),
    new Promise((resolve) => setTimeout(resolve, 10_000)),
  ]);
  run.process.kill('SIGKILL');
}

/** Lends an empty folder, and takes it away afterwards. */
export async function useFolder(
  prefix: string,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), prefix));
  await use(folder);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Whether a run is over. */
function hasEnded({ process }: Started): boolean {
  return process.exitCode !== null || process.signalCode !== null;
}

/** Whether a test asks for `launch`; it says so in its pattern, as to the runner. */
function startsItself({ fn }: TestInfo): boolean {
  const [pattern = ''] = String(fn).split('=>');
  return /\blaunch\b/u.test(pattern);
}

/** Keeps a picture of the window with a test that failed. */
async function keepPicture({ page }: Started, testInfo: TestInfo): Promise<void> {
  if (testInfo.status === testInfo.expectedStatus) return;
  const body = await page.screenshot({ timeout: 5000 }).catch(() => null);
  if (body) await testInfo.attach('window', { body, contentType: 'image/png' });
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  // The runner reads the names of the fixtures it needs out of the pattern.
  display: [
    async ({}, use) => {
      if (process.env['FRAMEWISE_OWN_DISPLAYS'] === undefined) {
        await use(process.env['DISPLAY']);
        return;
      }
      const display = await startDisplay();
      process.env['DISPLAY'] = display.name;
      await use(display.name);
      display.stop();
    },
    { scope: 'worker', auto: true },
  ],

  sharedWindow: [
    async ({ display: _ }, use) => {
      const begin = async (dataFolder: string): Promise<Started> => {
        const run = await start(dataFolder, {});
        await waitUntilDrawn(run);
        return run;
      };
      const window = new SharedWindow(begin, end, (run) => !hasEnded(run));
      await use(window);
      await window.close();
    },
    { scope: 'worker' },
  ],

  sharesWindow: [true, { option: true }],

  lent: async ({ sharesWindow, sharedWindow }, use, testInfo) => {
    await use(sharesWindow && !startsItself(testInfo) ? await sharedWindow.lend() : null);
  },

  dataFolder: async ({ lent }, use) => {
    if (lent) await use(lent.dataFolder);
    else await useFolder('framewise-e2e-', use);
  },
  folder: async ({}, use) => useFolder('framewise-files-', use),
  otherData: async ({}, use) => useFolder('framewise-other-', use),

  launch: async ({ dataFolder }, use, testInfo) => {
    const runs: Started[] = [];
    await use(async (options = {}) => {
      const run = await start(dataFolder, options);
      runs.push(run);
      if (options.isAnother !== true) await waitUntilDrawn(run);
      return run;
    });
    for (const run of runs) {
      if (hasEnded(run)) continue;
      await keepPicture(run, testInfo);
      await end(run);
    }
    expect(runs.flatMap(({ problems }) => problems)).toEqual([]);
  },

  run: async ({ lent, launch }, use, testInfo) => {
    if (!lent) {
      await use(await launch());
      return;
    }
    const before = lent.run.problems.length;
    await use(lent.run);
    await keepPicture(lent.run, testInfo);
    expect(lent.run.problems.slice(before)).toEqual([]);
  },

  page: async ({ run }, use) => {
    await use(run.page);
  },
});

/** Answers the next open dialogs with these files; an empty list cancels. */
export async function answerOpenDialog(
  app: ElectronApplication,
  filePaths: readonly string[],
): Promise<void> {
  await inMain(() =>
    app.evaluate(({ dialog }, paths) => {
      dialog.showOpenDialog = () =>
        Promise.resolve({ canceled: paths.length === 0, filePaths: [...paths] });
    }, filePaths),
  );
}

/** Answers the next save dialogs with this path; `null` cancels. */
export async function answerSaveDialog(
  app: ElectronApplication,
  filePath: string | null,
): Promise<void> {
  await inMain(() =>
    app.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = () =>
        Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' });
    }, filePath),
  );
}

/** Clicks an item of the application menu by its command, once; the menu comes with the library. */
export async function clickMenu(app: ElectronApplication, command: string): Promise<void> {
  const asked: [command: string, click: string] = [command, randomUUID()];
  const click = () =>
    app.evaluate(({ Menu }, [id, which]) => {
      const main = globalThis as { clicked?: string };
      if (main.clicked === which) return true;
      const item = Menu.getApplicationMenu()?.getMenuItemById(id);
      if (!item) return false;
      main.clicked = which;
      (item.click as () => void)();
      return true;
    }, asked);
  await expect.poll(() => inMain(click), `The menu has ${command}.`).toBe(true);
}

/** The labels of the application menu by command. */
export function readMenu(app: ElectronApplication): Promise<Record<string, string>> {
  return inMain(() =>
    app.evaluate(({ Menu }) => {
      const inside = (item: Electron.MenuItem): Electron.MenuItem[] =>
        item.submenu ? item.submenu.items.flatMap(inside) : [item];
      const items = Menu.getApplicationMenu()?.items.flatMap(inside) ?? [];
      return Object.fromEntries(items.map(({ id, label }) => [id, label]));
    }),
  );
}

/** All files below a folder, relative to it, sorted. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** Reads a file of JSON. */
export async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8')) as unknown;
}
