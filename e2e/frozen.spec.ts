import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { CDPSession } from 'playwright/test';

import { expect, test, type Run } from './fixtures.ts';
import {
  dragOver,
  openSeed001,
  partsOf,
  selectionPlace,
  settle,
  sha256,
  shownText,
  storedText,
  switchSingleKeysOff,
} from './window.ts';

const FROZEN =
  'Article text is evidence and cannot be changed. Add a note to a tag instead (Enter).';

interface Tools extends Run {
  readonly devtools: CDPSession;
  readonly folder: string;
}

type Attempt = (tools: Tools) => Promise<unknown>;

const keys =
  (...presses: string[]): Attempt =>
  async ({ page }) => {
    for (const press of presses) await page.keyboard.press(press);
  };

/** Puts text and markup on the clipboard of the computer, then pastes. */
const pasteBy =
  (paste: Attempt): Attempt =>
  async (tools) => {
    await tools.app.evaluate(({ clipboard }) => {
      // The types are those of a newer runtime; the one that runs takes this.
      const old = clipboard as unknown as { write(data: { text: string; html: string }): void };
      old.write({ text: 'pasted', html: '<h1 onclick="alert(1)">pasted <b>bold</b></h1>' });
    });
    await paste(tools);
  };

/** What the Edit menu and the context menu of the runtime itself do. */
const asRuntime =
  (
    name:
      'cut' | 'delete' | 'paste' | 'pasteAndMatchStyle' | 'redo' | 'undo' | 'replaceMisspelling',
  ): Attempt =>
  ({ app }) =>
    app.evaluate(({ BrowserWindow }, method) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (method === 'replaceMisspelling') contents?.replaceMisspelling('Corrected');
      else contents?.[method]();
    }, name);

/** A drop from another program: the browser's own drag events, not made-up ones. */
const dropOf =
  (items: readonly { mimeType: string; data: string }[], withFile = false): Attempt =>
  async ({ page, devtools, folder }) => {
    const files: string[] = [];
    if (withFile) {
      const file = path.join(folder, 'dropped.bin');
      await writeFile(file, new Uint8Array([0, 1, 2, 3, 0, 0, 0, 9]));
      files.push(file);
    }
    const box = await partsOf(page).article.boundingBox();
    const point = { x: (box?.x ?? 0) + 200, y: (box?.y ?? 0) + 60 };
    const data = { items: [...items], files, dragOperationsMask: 19 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await devtools.send('Input.dispatchDragEvent', { type, ...point, data });
    }
  };

const compose = (devtools: CDPSession, text: string): Promise<unknown> =>
  devtools.send('Input.imeSetComposition', {
    text,
    selectionStart: text.length,
    selectionEnd: text.length,
  });

const command =
  (name: string, value = ''): Attempt =>
  ({ page }) =>
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- extensions and input methods still use it
    page.evaluate(([id, argument]) => document.execCommand(id, false, argument), [
      name,
      value,
    ] as const);

const inPage =
  (change: (article: HTMLElement | SVGElement) => void): Attempt =>
  ({ page }) =>
    partsOf(page).article.evaluate(change);

/** Ways to change the text, by what a person or a program would be doing. */
const ATTEMPTS: Record<string, Record<string, Attempt>> = {
  'by typing': {
    'letters, digits and signs': ({ page }) => page.keyboard.type('x7 never, Q?'),
    'letters of another script': ({ page }) => page.keyboard.type('нет'),
    Enter: async ({ page }) => {
      await page.keyboard.press('Enter');
      // With words selected it offers the categories.
      if (await page.getByRole('dialog').isVisible()) await page.keyboard.press('Escape');
    },
    'Shift+Enter': keys('Shift+Enter'),
    Backspace: keys('Backspace'),
    Delete: keys('Delete'),
    'Delete and Backspace over a word': keys('Control+Delete', 'Control+Backspace'),
    Tab: keys('Tab', 'Shift+Tab'),
    'undo and redo': keys('Control+z', 'Control+Shift+z', 'Control+y'),
    'bold, italic and underlined': keys('Control+b', 'Control+b', 'Control+i', 'Control+u'),
  },
  'from the clipboard (bad input 77)': {
    'Ctrl+V': pasteBy(keys('Control+v')),
    'Shift+Insert': pasteBy(keys('Shift+Insert')),
    'the menu’s Paste': pasteBy(asRuntime('paste')),
    'Paste and match style': pasteBy(asRuntime('pasteAndMatchStyle')),
    'Ctrl+X': keys('Control+x'),
    'Shift+Delete': keys('Shift+Delete'),
    'the menu’s Cut': asRuntime('cut'),
    'the menu’s Delete': asRuntime('delete'),
    'the runtime’s Undo and Redo': async (tools) => {
      await asRuntime('undo')(tools);
      await asRuntime('redo')(tools);
    },
  },
  'by dropping something on it': {
    text: async (tools) => {
      await dropOf([{ mimeType: 'text/plain', data: 'dropped words' }])(tools);
      // They are offered as an article of their own.
      await expect(tools.page.getByRole('dialog')).toContainText('dropped words');
      await tools.page.keyboard.press('Escape');
    },
    markup: async (tools) => {
      const data = '<img src=x onerror=alert(1)>dropped';
      await dropOf([{ mimeType: 'text/html', data }])(tools);
      // Offered as an article of its own, as words only.
      await expect(tools.page.getByRole('dialog')).toContainText('dropped');
      await expect(tools.page.getByRole('dialog').locator('img')).toHaveCount(0);
      await tools.page.keyboard.press('Escape');
      await expect(tools.page.getByRole('dialog')).toHaveCount(0);
    },
    'a link': dropOf([
      { mimeType: 'text/uri-list', data: 'https://example.org/' },
      { mimeType: 'text/plain', data: 'https://example.org/' },
    ]),
  },
  'by an input method, the emoji panel or a correction': {
    'composing and committing': async ({ devtools }) => {
      await compose(devtools, 'に');
      await compose(devtools, 'にほん');
      await devtools.send('Input.insertText', { text: '日本' });
    },
    'composing and giving up': async ({ devtools }) => {
      await compose(devtools, 'か');
      await compose(devtools, '');
    },
    'composing, then typing on': async ({ page, devtools }) => {
      await compose(devtools, 'に');
      await page.keyboard.type('abc');
    },
    'the emoji panel': ({ devtools }) => devtools.send('Input.insertText', { text: '😀' }),
    'a word from the correction menu': asRuntime('replaceMisspelling'),
    'a correction': inPage((article) => {
      article.dispatchEvent(
        new InputEvent('beforeinput', {
          inputType: 'insertReplacementText',
          data: 'corrected',
          bubbles: true,
          cancelable: true,
        }),
      );
    }),
  },
  'by a script': {
    'execCommand insertText': command('insertText', 'inserted'),
    'execCommand delete': command('delete'),
    'execCommand insertParagraph': command('insertParagraph'),
    'execCommand bold': command('bold'),
    'execCommand undo': command('undo'),
    'writing into a text node': inPage((article) => {
      const node = document.createTreeWalker(article, NodeFilter.SHOW_TEXT).nextNode();
      if (node) node.nodeValue = 'overwritten';
    }),
    'taking a paragraph away': inPage((article) => {
      article.querySelectorAll('p')[2]?.remove();
    }),
    'wrapping words in an element': inPage((article) => {
      article.querySelector('p span')?.prepend(document.createElement('mark'));
    }),
    'replacing everything': inPage((article) => {
      article.replaceChildren('Nothing was ever here.');
    }),
  },
};

for (const [how, attempts] of Object.entries(ATTEMPTS)) {
  test(`the article’s text is not changed ${how}, and the caret stays where it is`, async ({
    launch,
    dataFolder,
  }) => {
    // Commands that style text are refused by the content policy too, and say so.
    const run = await launch({ expected: /Refused to apply inline/u });
    const { page } = run;
    const text = await openSeed001(page);
    const lines = text.split('\n').join('');
    await switchSingleKeysOff(page);
    const devtools = await page.context().newCDPSession(page);
    for (const [name, attempt] of Object.entries(attempts)) {
      await test.step(name, async () => {
        for (const selecting of [false, true]) {
          await dragOver(page, 'negotiate');
          await page.keyboard.press(selecting ? 'Shift+ArrowRight' : 'ArrowRight');
          await settle(page);
          const before = await selectionPlace(page);
          expect(before[0]).toBeGreaterThan(0);
          await attempt({ ...run, devtools, folder: dataFolder });
          await settle(page);
          expect(sha256(await shownText(page)), name).toBe(sha256(lines));
          expect(await selectionPlace(page), name).toEqual(before);
          await expect(partsOf(page).article, name).toBeFocused();
        }
      });
    }
    expect(sha256(storedText(dataFolder, text))).toBe(sha256(text));
    await run.quit();
    expect(sha256(storedText(dataFolder, text))).toBe(sha256(text));
  });
}

test('a file dropped on the article is offered for import and its text stays', async ({
  run,
  dataFolder,
}) => {
  const { page } = run;
  const text = await openSeed001(page);
  const devtools = await page.context().newCDPSession(page);
  await dropOf([], true)({ ...run, devtools, folder: dataFolder });
  await expect(page.getByRole('dialog')).toContainText('dropped.bin is not text.');
  await page.keyboard.press('Escape');
  expect(await shownText(page)).toBe(text.split('\n').join(''));
});

test('dragging selected words elsewhere moves nothing', async ({ page }) => {
  const text = await openSeed001(page);
  await dragOver(page, 'security guarantees');
  await dragOver(page, 'security guarantees');
  const { article } = partsOf(page);
  const box = await article.boundingBox();
  await page.mouse.down();
  await page.mouse.move((box?.x ?? 0) + 40, (box?.y ?? 0) + 200, { steps: 5 });
  await page.mouse.up();
  expect(await shownText(page)).toBe(text.split('\n').join(''));
});

test('the first attempt is explained in the status bar, later ones are silent, also after a restart', async ({
  launch,
}) => {
  let run = await launch();
  await openSeed001(run.page);
  await switchSingleKeysOff(run.page);
  await partsOf(run.page).article.focus();
  await run.page.keyboard.type('x');
  await expect(partsOf(run.page).status).toHaveText(FROZEN);
  for (const again of [0, 1]) {
    if (again > 0) {
      await run.quit();
      run = await launch();
      await openSeed001(run.page);
    }
    await run.page.keyboard.press('Control+PageDown');
    await expect(partsOf(run.page).status).toContainText('Opened');
    const said = await partsOf(run.page).status.textContent();
    await run.page.keyboard.type('x');
    await run.page.keyboard.press('Control+v');
    await settle(run.page);
    await expect(partsOf(run.page).status).toHaveText(said ?? '');
  }
});
