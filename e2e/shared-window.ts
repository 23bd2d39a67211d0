import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import type { Started } from './fixtures.ts';
import { inMain } from './main-process.ts';

/** A run with the folder of its data. */
export interface Lent {
  readonly run: Started;
  readonly dataFolder: string;
}

/** What the program had before the first test. */
interface Origin {
  /** All that a window is drawn from, as text, without what changes by itself. */
  readonly state: string;
  readonly size: readonly number[];
}

interface Kept extends Lent {
  readonly origin: Origin;
}

/**
 * One run of the program for all tests of a worker that do without a start of their own. Before each
 * the last one's changes are taken back by the program itself; where it is not as it was on the first
 * day after that, a new run on a new folder takes its place.
 */
export class SharedWindow {
  private lent: Kept | null = null;

  /** @param start starts the program on a data folder. */
  constructor(
    private readonly start: (dataFolder: string) => Promise<Started>,
    private readonly end: (run: Started) => Promise<void>,
    private readonly isRunning: (run: Started) => boolean,
  ) {}

  /** The window of a new installation. */
  async lend(): Promise<Lent> {
    // A run that does not answer is not as new either.
    if (this.lent && (await this.isAsNew(this.lent).catch(() => false))) return this.lent;
    await this.close();
    const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'framewise-e2e-'));
    const run = await this.start(dataFolder);
    this.lent = { run, dataFolder, origin: await describeOrigin(run) };
    return this.lent;
  }

  private async isAsNew({ run, dataFolder, origin }: Kept): Promise<boolean> {
    if (!this.isRunning(run) || (await hasOtherVersions(dataFolder))) return false;
    await takeBack(run, origin);
    return (await stateOf(run)) === origin.state;
  }

  async close(): Promise<void> {
    if (!this.lent) return;
    const { run, dataFolder } = this.lent;
    this.lent = null;
    await this.end(run);
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function describeOrigin(run: Started): Promise<Origin> {
  const size = await inMain(() =>
    run.app.evaluate(({ BrowserWindow, dialog }) => {
      // Tests put answers in the place of these.
      Object.assign(globalThis, { dialogs: { ...dialog } });
      return BrowserWindow.getAllWindows()[0]?.getContentSize() ?? [];
    }),
  );
  return { size, state: await stateOf(run) };
}

/** Whether the codebook has had another version: undo does not give its number back. */
async function hasOtherVersions(dataFolder: string): Promise<boolean> {
  const folder = path.join(dataFolder, 'library');
  const files = await Promise.all(
    (await readdir(folder)).map((name) => readFile(path.join(folder, name), 'utf8')),
  );
  return files.some((text) => /set-codebook|"highestVersions":\s*\{\s*"/u.test(text));
}

/** Takes everything back and draws the window anew. */
async function takeBack({ app, page }: Started, { state, size }: Origin): Promise<void> {
  await inMain(() =>
    app.evaluate(({ BrowserWindow, clipboard, dialog, nativeTheme }, [width = 0, height = 0]) => {
      Object.assign(dialog, (globalThis as unknown as { dialogs: object }).dialogs);
      clipboard.clear();
      nativeTheme.themeSource = 'system';
      const window = BrowserWindow.getAllWindows()[0];
      if (window?.isFullScreen()) window.setFullScreen(false);
      window?.setContentSize(width, height);
    }, size),
  );
  await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: null });
  await page.mouse.move(0, 0);
  await page.evaluate(async (first) => {
    // What stands in a field is a change once it is left.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    localStorage.clear();
    const { framewise } = window;
    for (;;) {
      const undone = await framewise.invoke('history:undo', { requestId: crypto.randomUUID() });
      if (!undone.ok) break;
    }
    const { settings } = JSON.parse(first) as { settings: object };
    await framewise.invoke('settings:update', { ...settings, lastArticle: null });
    await framewise.invoke('window:run', { action: 'zoom-reset' });
  }, state);
  await page.reload();
}

/** What the window is drawn from, and every article with its tags. */
function stateOf({ page }: Started): Promise<string> {
  return page.evaluate(async () => {
    const { framewise } = window;
    const answer = await framewise.invoke('app:bootstrap', undefined);
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    const { openArticle, notices, history, screenReader } = answer.value;
    const listed = JSON.parse(answer.value.library.articles) as { id: string[] };
    const library = { ...answer.value.library, articles: listed };
    // The place of the window is the system's, and the article of last time is noted at any time.
    const { window: _place, lastArticle: _last, ...settings } = answer.value.settings;
    const articles: unknown[] = [];
    for (const id of listed.id)
      articles.push(await framewise.invoke('articles:open', { articleId: id }));
    const { undo } = history;
    const state = { settings, library, openArticle, notices, screenReader, undo, articles };
    // No tags of a category are none, whether there have been some or not.
    return JSON.stringify(state, (_key, value: unknown) => (value === 0 ? undefined : value));
  });
}
