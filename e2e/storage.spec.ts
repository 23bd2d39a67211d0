import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFile,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import type { Page } from 'playwright/test';

import { exportTo, openExportSheet, settledSums } from './exchange.ts';
import {
  answerOpenDialog,
  expect,
  listFiles,
  startAgain,
  test,
  type LaunchOptions,
  type Run,
} from './fixtures.ts';
import {
  selectWords,
  openSeed001,
  partsOf,
  seedText,
  sha256,
  shownText,
  tagClaims,
  tagRows,
} from './window.ts';

// These look at the files of the data folder.
test.use({ sharesWindow: false });

const runCommand = promisify(execFile);

/** The folder of seed 001 in a data folder. */
function articleFolder(dataFolder: string): string {
  return path.join(dataFolder, 'articles', sha256(seedText(1)).slice(0, 32));
}

/** The journal that the article's next change goes into. */
async function journalOf(dataFolder: string): Promise<string> {
  const folder = articleFolder(dataFolder);
  const names = (await readdir(folder)).filter((name) => name.startsWith('journal-')).sort();
  const last = names.at(-1);
  if (last === undefined) throw new Error('There is no journal.');
  return path.join(folder, last);
}

type Launch = (options?: LaunchOptions) => Promise<Run>;

/**
 * A session before the one that is tested: words of seed 001 are tagged as claims, then it ends. The
 * first backups are made before that, so that no backup has the tags.
 */
async function tagBefore(
  { launch, dataFolder }: { readonly launch: Launch; readonly dataFolder: string },
  end: 'quit' | 'kill',
  ...words: readonly string[]
): Promise<void> {
  const run = await launch();
  await openSeed001(run.page);
  await settledSums(dataFolder);
  await tagClaims(run.page, ...words);
  await run[end]();
}

/** Ends a session; the next one must show so many tags. */
async function expectTagsAfter(
  run: Run,
  end: 'quit' | 'kill',
  launch: Launch,
  count: number,
): Promise<void> {
  await run[end]();
  const { page } = await launch();
  await expect(tagRows(page)).toHaveCount(count);
}

/** The banner above the article that holds these words. */
function banner(page: Page, words: string | RegExp) {
  return page.locator('.article-banner').filter({ hasText: words });
}

test('a tag is there after kill -9 in the moment it is shown, and so is what undo would do', async ({
  launch,
  dataFolder,
}) => {
  await tagBefore({ launch, dataFolder }, 'kill', 'veto power');

  let run = await launch();
  await expect(tagRows(run.page)).toHaveCount(1);
  await expect(banner(run.page, 'The app closed unexpectedly.')).toContainText(
    /1 change from .+ in “Moscow: Excluding Russia.+” was restored\./u,
  );
  await expect(partsOf(run.page).undo).toHaveText(/Undo: tag claim/u);
  await partsOf(run.page).article.focus();
  await run.page.keyboard.press('Control+z');
  await expect(partsOf(run.page).status).toHaveText(/^Undid: tag claim/u);
  await run.kill();

  run = await launch();
  const { page } = run;
  await expect(partsOf(page).article).toBeVisible();
  await expect(tagRows(page)).toHaveCount(0);
  await partsOf(page).article.focus();
  await page.keyboard.press('Control+Shift+z');
  await expect(partsOf(page).status).toHaveText(/^Redid: tag claim/u);
  await expect(tagRows(page)).toHaveCount(1);
});

/** What the window showed at one moment. */
interface Shown {
  /** Whether the key for a tag had been pressed by then. */
  readonly pressed: boolean;
  readonly state: string;
  readonly tags: number;
  /** Whether words are marked as tagged but not saved. */
  readonly pending: boolean;
}

test('while the disk does not answer the window says Saving… and never Saved', async ({ run }) => {
  const { app, page } = run;
  await openSeed001(page);
  await tagClaims(page, 'veto power');
  const state = page.getByTestId('save-state');
  await expect(state).toHaveText(/^Saved \d/u);
  await selectWords(page, 'Admiral Giuseppe Cavo Dragone');

  // The process that writes is stopped, so that no answer can come; the window goes on alone and
  // notes what it shows. The key is pressed inside the window, for the stopped process passes on none.
  await page.evaluate(() => {
    const shown: Shown[] = [];
    let pressed = false;
    setInterval(() => {
      shown.push({
        pressed,
        state: document.querySelector('[data-testid="save-state"]')?.textContent ?? '',
        tags: document.querySelectorAll('[role="list"][aria-label="Tags"] button').length,
        pending: [...CSS.highlights].some(
          ([name, highlight]) => name.includes('pending') && highlight.size > 0,
        ),
      });
    }, 50);
    setTimeout(() => {
      pressed = true;
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: '2', code: 'Digit2', bubbles: true, cancelable: true }),
      );
    }, 500);
    Object.assign(globalThis, { shown });
  });
  const { pid } = app.process();
  if (pid === undefined) throw new Error('The program has no process.');
  process.kill(pid, 'SIGSTOP');
  try {
    await new Promise((resolve) => setTimeout(resolve, 2500));
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  await expect(tagRows(page)).toHaveCount(2);
  await expect(state).toHaveText(/^Saved \d/u);
  const read = (): Promise<Shown[]> =>
    page.evaluate(() => (globalThis as unknown as { shown: Shown[] }).shown);
  await expect
    .poll(async () => (await read()).at(-1))
    .toMatchObject({ tags: 2, pending: false, state: expect.stringMatching(/^Saved/u) });
  const held = (await read()).filter(({ pressed, tags }) => pressed && tags === 1);
  const from = held.findIndex((each) => each.state === 'Saving…');
  expect(from, JSON.stringify(held)).toBeGreaterThanOrEqual(0);
  // Said 400 ms after the key, and for the rest of the time that nothing came.
  const waiting = held.slice(from);
  expect(waiting.length).toBeGreaterThan(10);
  expect(new Set(waiting.map((each) => each.state))).toEqual(new Set(['Saving…']));
  expect(waiting.at(-1)?.pending).toBe(true);
});

test('a damaged file is replaced by its backup and the journal, and kept aside', async ({
  launch,
  dataFolder,
}) => {
  await tagBefore({ launch, dataFolder }, 'quit', 'veto power', 'Admiral Giuseppe Cavo Dragone');
  const file = path.join(articleFolder(dataFolder), 'doc.json');
  const damaged = (await readFile(file, 'utf8')).replace('"format"', '"fxrmat"');
  await writeFile(file, damaged);

  const run = await launch();
  const { page } = run;
  await expect(tagRows(page)).toHaveCount(2);
  const notice = banner(page, 'could not be read');
  await expect(notice).toContainText(
    /^The file for “Moscow: Excluding Russia.+” could not be read\. Opened the backup from .+ \(2 tags\)\. The damaged file is kept in .+quarantine/u,
  );
  await expect(page.getByRole('alert')).toHaveCount(0);
  const kept = (await listFiles(path.join(articleFolder(dataFolder), 'quarantine')))[0] ?? '';
  expect(await readFile(path.join(articleFolder(dataFolder), 'quarantine', kept), 'utf8')).toBe(
    damaged,
  );
  await tagClaims(page, '“cannot agree”');
  await expectTagsAfter(run, 'quit', launch, 3);
});

test('with file and backup damaged the analyst chooses what to restore, and can go on', async ({
  launch,
  dataFolder,
}) => {
  await tagBefore({ launch, dataFolder }, 'quit', 'veto power', 'Admiral Giuseppe Cavo Dragone');
  for (const name of ['doc.json', 'doc.json.bak']) {
    await writeFile(path.join(articleFolder(dataFolder), name), new Uint8Array(300));
  }

  const run = await launch();
  const { page } = run;
  const { article } = partsOf(page);
  await expect(page.getByRole('alert').first()).toContainText('could not be read');
  const sheet = await openExportSheet(page);
  await expect(sheet.getByRole('alert')).toHaveText(
    /^Neither the tags of “Moscow: .+” nor their backup could be read\. Nothing was exported\./u,
  );
  await expect(sheet.getByRole('button', { name: 'Export…' })).toBeDisabled();
  await page.keyboard.press('Escape');
  const before = await settledSums(articleFolder(dataFolder), false);
  await page.getByRole('button', { name: 'See what can be restored' }).click();
  const dialog = page.getByRole('dialog', { name: /^Restore “Moscow: Excluding Russia/u });
  await expect(dialog).toContainText('Nothing has been deleted.');
  const choices = dialog.getByRole('list', { name: 'What can be restored' }).getByRole('listitem');
  await expect(choices.first()).toContainText(
    /^The backup of \d{4}-\d{2}-\d{2} with the 2 changes made since: 2 tags\./u,
  );
  // Looking changes nothing.
  expect(await settledSums(articleFolder(dataFolder), false)).toEqual(before);
  await choices.first().getByRole('button', { name: 'Restore this' }).click();
  await expect(dialog).toBeHidden();
  await expect(partsOf(page).status).toHaveText(/^Restored “Moscow: .+” with 2 tags\.$/u);
  await expect(tagRows(page)).toHaveCount(2);
  expect(await shownText(page)).toBe(seedText(1).replaceAll('\n', ''));
  await expect(page.getByRole('alert')).toHaveCount(0);
  await article.focus();
  await tagClaims(page, '“cannot agree”');
  await expectTagsAfter(run, 'kill', launch, 3);
});

test('a torn last line, which nobody was promised, is cut, kept and said', async ({
  launch,
  dataFolder,
}) => {
  await tagBefore({ launch, dataFolder }, 'kill', 'veto power', 'Admiral Giuseppe Cavo Dragone');
  const journal = await journalOf(dataFolder);
  await appendFile(journal, '0123456789abcdef {"schema":1,"seq":3,"fl');
  const run = await launch();
  await expect(tagRows(run.page)).toHaveCount(2);
  await expect(banner(run.page, /could not be read|damaged/iu)).toHaveCount(0);
  await expect(banner(run.page, /^The end of the journal of .* cannot be read/u)).toBeVisible();
  await tagClaims(run.page, '“cannot agree”');
  await expectTagsAfter(run, 'kill', launch, 3);
});

test('a bad line in the middle makes the article read-only until the analyst has chosen', async ({
  launch,
  dataFolder,
}) => {
  await tagBefore(
    { launch, dataFolder },
    'kill',
    'veto power',
    'Admiral Giuseppe Cavo Dragone',
    '“cannot agree”',
  );
  const journal = await journalOf(dataFolder);
  const lines = (await readFile(journal, 'utf8')).trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  lines[1] = lines[1]?.replace('"label"', '"lab3l"') ?? '';
  await writeFile(journal, `${lines.join('\n')}\n`);

  const run = await launch();
  const { page } = run;
  await expect(tagRows(page)).toHaveCount(1);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Read-only. Part of what was saved could not be read.');
  await expect(async () => {
    await selectWords(page, '“will not work.”');
    await page.keyboard.press('2');
    await expect(partsOf(page).status).toContainText('could not be read', { timeout: 500 });
  }).toPass();
  await expect(tagRows(page)).toHaveCount(1);

  await alert.getByRole('button', { name: 'See what can be restored' }).click();
  const dialog = page.getByRole('dialog', { name: /^Restore “/u });
  const choices = dialog.getByRole('listitem');
  await expect(choices.first()).toContainText(/^Everything that can be read: 2 tags\./u);
  await expect(choices.nth(1)).toContainText(/^Everything up to the damage: 1 tag\./u);
  await choices.first().getByRole('button', { name: 'Restore this' }).click();
  await expect(tagRows(page)).toHaveCount(2);
  await expect(alert).toHaveCount(0);
  await tagClaims(page, '“just, credible and durable peace.”');
  await expectTagsAfter(run, 'quit', launch, 3);
});

test('a text that was changed outside is put back, and what was there is kept (bad input 73)', async ({
  launch,
  dataFolder,
}) => {
  await tagBefore({ launch, dataFolder }, 'quit', 'veto power');
  const file = path.join(articleFolder(dataFolder), 'article.txt');
  const forged = seedText(1).replace('Russia', 'Prussia');
  await writeFile(file, forged);

  const run = await launch();
  const { page } = run;
  await expect.poll(() => shownText(page)).toBe(seedText(1).replaceAll('\n', ''));
  await expect(tagRows(page)).toHaveCount(1);
  await expect(banner(page, 'was changed by another program')).toContainText(
    /Your version was written again; the other one is kept in .+quarantine/u,
  );
  expect(await readFile(file, 'utf8')).toBe(seedText(1));
  const kept = (await listFiles(path.join(articleFolder(dataFolder), 'quarantine')))[0] ?? '';
  expect(await readFile(path.join(articleFolder(dataFolder), 'quarantine', kept), 'utf8')).toBe(
    forged,
  );
});

test('an article whose text is nowhere keeps its tags, and takes exactly its own file again (bad input 74)', async ({
  launch,
  dataFolder,
}, testInfo) => {
  await tagBefore({ launch, dataFolder }, 'quit', 'veto power');
  const moved = testInfo.outputPath('moved.txt');
  const wrong = testInfo.outputPath('wrong.txt');
  await rename(path.join(articleFolder(dataFolder), 'article.txt'), moved);
  await writeFile(wrong, `${seedText(1)} `);
  await rm(path.join(dataFolder, 'backups', path.basename(articleFolder(dataFolder))), {
    recursive: true,
  });

  const run = await launch();
  const { app, page } = run;
  const { status } = partsOf(page);
  await expect(page.getByRole('alert')).toHaveText(
    /^The text of “Moscow: .+” was changed or removed outside Framewise, and no backup has it\. Your tags are kept\. Locate the file/u,
  );
  const locate = page.getByRole('button', { name: 'Locate file…' });
  await answerOpenDialog(app, []);
  await locate.click();
  await expect(status).toHaveText('No file was chosen; nothing was changed.');
  await answerOpenDialog(app, [wrong]);
  await locate.click();
  await expect(status).toHaveText(
    '“wrong.txt” does not have the text that was tagged: at least one character differs. Nothing was changed; locate another file.',
  );
  await answerOpenDialog(app, [moved]);
  await locate.click();
  await expect(status).toHaveText(/^Opened “Moscow: .+” with 1 tag\.$/u);
  await expect.poll(() => shownText(page)).toBe(seedText(1).replaceAll('\n', ''));
  await expect(page.getByRole('alert')).toHaveCount(0);
  await tagClaims(page, 'Admiral Giuseppe Cavo Dragone');
  await expectTagsAfter(run, 'kill', launch, 2);
});

test('files that vanish or change while the window is open are noticed when it gets the focus', async ({
  launch,
  dataFolder,
}) => {
  const run = await launch();
  await openSeed001(run.page);
  await settledSums(dataFolder);
  await tagClaims(run.page, 'veto power');
  const file = path.join(articleFolder(dataFolder), 'doc.json');
  const focus = (): Promise<unknown> =>
    run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('focus'));

  await unlink(file);
  await focus();
  await expect(banner(run.page, 'was deleted by another program')).toContainText(
    'It was written again; nothing is lost.',
  );
  const foreign = '{"sum":"none","doc":{"from":"somewhere else"}}';
  await writeFile(file, foreign);
  await focus();
  await expect(banner(run.page, 'was changed by another program')).toBeVisible();
  const names = await listFiles(path.join(articleFolder(dataFolder), 'quarantine'));
  const contents = await Promise.all(
    names.map((name) => readFile(path.join(articleFolder(dataFolder), 'quarantine', name), 'utf8')),
  );
  expect(contents).toContain(foreign);
  await tagClaims(run.page, 'Admiral Giuseppe Cavo Dragone');
  await expectTagsAfter(run, 'kill', launch, 2);
});

/** A snapshot's file for a document, with its sum. */
function snapshotText(doc: string): string {
  return `{"sum":"${createHash('sha256').update(doc).digest('hex')}","doc":${doc}}`;
}

test('a data folder that is moved away is said and not begun anew, and all is there when it is back', async ({
  launch,
  dataFolder,
}) => {
  const { app, page, quit } = await launch();
  await openSeed001(page);
  await tagClaims(page, 'negotiate');
  // Boxes are the system's own: what they say is kept, and the second button is pressed.
  await app.evaluate(({ dialog }) => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    dialog.showMessageBox = (...asked: unknown[]) => {
      said.push((asked.at(-1) as { message: string }).message);
      return Promise.resolve({ response: 1, checkboxChecked: false });
    };
  });
  await rename(dataFolder, `${dataFolder}-moved`);
  await selectWords(page, 'guarantees');
  await page.keyboard.press('2');
  const alert = page.getByRole('alert').filter({ hasText: 'the data folder was moved or deleted' });
  await expect(alert).toContainText('kept in memory');
  await expect
    .poll(() => app.evaluate(() => (globalThis as { said?: string[] }).said))
    .toEqual(['The data folder is gone.']);
  // Chromium may have begun its own files there again.
  await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  await rename(`${dataFolder}-moved`, dataFolder);
  await expect(alert).toBeHidden();
  await expect(partsOf(page).status).toContainText('Tagged claim: guarantees.');
  await quit();
  const again = await launch();
  await openSeed001(again.page);
  await expect(tagRows(again.page)).toHaveCount(2);
});

test('an article of a newer version can be read and is not written', async ({
  launch,
  dataFolder,
}) => {
  await tagBefore({ launch, dataFolder }, 'quit', 'veto power');
  const file = path.join(articleFolder(dataFolder), 'doc.json');
  const text = await readFile(file, 'utf8');
  const doc = text.slice(text.indexOf('"doc":') + 6, -1).replace(/"schema":\d+/u, '"schema":99');
  await writeFile(file, snapshotText(doc));
  const before = await settledSums(articleFolder(dataFolder), false);

  const run = await launch();
  const { page } = run;
  await expect(page.getByRole('alert')).toContainText(
    'Read-only. Made with a newer version (schema 99). You can read it here; update to change it. Nothing was changed.',
  );
  await expect(tagRows(page)).toHaveCount(1);
  await selectWords(page, '“cannot agree”');
  await page.keyboard.press('1');
  await expect(partsOf(page).status).toContainText('Made with a newer version (schema 99).');
  await expect(tagRows(page)).toHaveCount(1);
  await run.quit();
  expect(await settledSums(articleFolder(dataFolder), false)).toEqual(before);
});

test('a link in the place of a file is read and never written through', async ({
  launch,
  dataFolder,
}) => {
  await tagBefore({ launch, dataFolder }, 'quit', 'veto power');
  const file = path.join(articleFolder(dataFolder), 'doc.json');
  const elsewhere = path.join(dataFolder, 'elsewhere.json');
  await rename(file, elsewhere);
  await symlink(elsewhere, file);
  const before = await readFile(elsewhere, 'utf8');

  const run = await launch();
  const { page } = run;
  await expect(page.getByRole('alert')).toContainText(
    'Read-only. A file in the data folder is a link or belongs to somebody else',
  );
  await expect(tagRows(page)).toHaveCount(1);
  await selectWords(page, '“cannot agree”');
  await page.keyboard.press('1');
  await expect(partsOf(page).status).toContainText('is a link or belongs to somebody else');
  await run.quit();
  expect(await readFile(elsewhere, 'utf8')).toBe(before);
});

test('a second start brings the first window forward and ends (bad input 101)', async ({
  run,
  dataFolder,
}) => {
  const { app } = run;
  const isVisible = (): Promise<boolean | undefined> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  await expect.poll(isVisible).toBe(true);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  expect(await isVisible()).toBe(false);
  const second = startAgain(dataFolder, [], dataFolder);
  let said = '';
  second.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).toBe(0);
  expect(said).toContain('Framewise is already open; its window comes to the front.');
  await expect.poll(isVisible).toBe(true);
  expect(app.windows()).toHaveLength(1);
});

test('a data folder that cannot be written is shown with a banner, and can be exported', async ({
  launch,
  dataFolder,
}, testInfo) => {
  await tagBefore({ launch, dataFolder }, 'quit', 'veto power');
  const mounted = await runCommand('mount', ['--bind', dataFolder, dataFolder])
    .then(() => runCommand('mount', ['-o', 'remount,ro,bind', dataFolder]))
    .catch(() => null);
  test.skip(mounted === null, 'A folder can be made read-only for root by a mount on Linux only.');
  try {
    const run = await launch({ expected: /./u });
    const { page } = run;
    await expect(tagRows(page)).toHaveCount(1);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(
      'Read-only. The data folder cannot be written to. You can read everything and export a copy;',
    );
    await expect(alert.getByRole('button', { name: 'Export a copy…' })).toBeVisible();
    await expect(page.getByTestId('save-state')).toHaveText('Read-only');
    await selectWords(page, '“cannot agree”');
    await page.keyboard.press('1');
    await expect(partsOf(page).status).toContainText('The data folder cannot be written to.');
    await expect(tagRows(page)).toHaveCount(1);
    const file = await exportTo(run, testInfo.outputPath('copy.json'));
    expect(file.annotationSets[0]?.annotations).toHaveLength(1);
    await run.quit();
  } finally {
    await runCommand('umount', ['--lazy', dataFolder]);
  }
});
