import type { CDPSession, Page } from 'playwright/test';

import { articleText, type PlacedBlock } from '#core/sources/article-text.ts';
import type { Block } from '#core/sources/reading.ts';
import type { Tag } from '#core/tags/tag.ts';
import type { Span } from '#core/text/span.ts';

import { buildSurfaceApplication } from '../scripts/bench/surface-application.mjs';
import { end, expect, start, test as base, useFolder, type Started } from './fixtures.ts';
import { seedText, sha256 } from './window.ts';

/** The part of the page's harness that these tests use. */
interface Harness {
  readonly told: unknown[][];
  load(article: { text: string; tags: readonly Tag[]; structure?: readonly PlacedBlock[] }): void;
  readonly surface: {
    getSelection(): { anchor: number; focus: number };
    setSelection(anchor: number, focus: number): void;
    setSelectedTags(ids: readonly string[], activeId?: string): void;
    applyTagChanges(changes: { put: readonly Tag[]; removed: readonly string[] }): void;
    reveal(span: Span, options?: { block: 'nearest' | 'center' }): void;
    rectsOf(span: Span): DOMRect[];
    inspect(): {
      lexicalText: string;
      domText: string;
      restores: number;
      ranges: number;
      paintedBlocks: number;
    };
    destroy(): void;
  };
}

declare global {
  interface Window {
    readonly harness: Harness;
  }
}

const test = base.extend<{ surface: Page }, { surfaceRun: Started }>({
  // One window for all tests: each begins with the page anew, and nothing of it is on disk.
  surfaceRun: [
    async ({ display: _ }, use) => {
      await useFolder('framewise-surface-', async (folder) => {
        await buildSurfaceApplication(folder);
        await useFolder('framewise-e2e-', async (dataFolder) => {
          // Commands that style text are refused by the content policy too, and say so.
          const options = { folder, expected: /Refused to apply inline/u };
          const run = await start(dataFolder, options);
          await use(run);
          await end(run);
        });
      });
    },
    { scope: 'worker' },
  ],
  surface: async ({ surfaceRun: { page, problems } }, use) => {
    const before = problems.length;
    await page.reload();
    await page.waitForFunction(() => 'harness' in window);
    await use(page);
    await page.emulateMedia({ forcedColors: null, reducedMotion: null, colorScheme: null });
    expect(problems.slice(before)).toEqual([]);
  },
});

const tagOf = (n: number, category: string, ...fragments: [number, number][]): Tag => ({
  id: `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`,
  fragments: fragments.map(([start, end]) => ({ start, end })),
  category,
  attributes: {},
  attributeSpans: {},
  aside: {},
  note: '',
  confidence: null,
  creator: 'b0000000-0000-4000-8000-000000000000',
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z',
});

async function load(page: Page, text: string, tags: readonly Tag[] = []): Promise<void> {
  await page.evaluate(
    (article) => {
      window.harness.load(article);
    },
    { text, tags },
  );
}

/** Shows a text whose file says what each of its lines is. */
async function loadStructured(page: Page, blocks: readonly Pick<Block, 'kind' | 'text'>[]) {
  const more = { part: 'article', why: '', place: '' } as const;
  const { text, blocks: structure } = articleText(blocks.map((each) => ({ ...each, ...more })));
  await page.evaluate(
    (article) => {
      window.harness.load(article);
    },
    { text, tags: [], structure },
  );
  return text;
}

async function select(page: Page, anchor: number, focus = anchor): Promise<void> {
  await page.evaluate(
    ([from, to]) => {
      window.harness.surface.setSelection(from, to);
    },
    [anchor, focus] as const,
  );
}

/** Waits until what the page has begun is done: selection events come a task later. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => setTimeout(resolve));
      }),
  );
}

/** What the surface has told under one name since it was last asked. */
async function toldAs(page: Page, name: string): Promise<unknown[][]> {
  await settle(page);
  const told = await page.evaluate(() => window.harness.told.splice(0));
  return told.filter(([first]) => first === name).map(([, ...rest]) => rest);
}

/** What the surface tells next of a kind: the window may be busy when the mouse is let go. */
async function nextTold(page: Page, name: string): Promise<unknown[][]> {
  const told: unknown[][] = [];
  await expect
    .poll(async () => {
      told.push(...(await toldAs(page, name)));
      return told.length;
    })
    .toBeGreaterThan(0);
  return told;
}

/** The middle of a character in the window. */
async function pointAt(page: Page, offset: number): Promise<{ x: number; y: number }> {
  const rect = await page.evaluate((start) => {
    const { x, y, width, height } = window.harness.surface.rectsOf({
      start,
      end: start + 1,
    })[0] ?? {
      x: NaN,
      y: NaN,
      width: 0,
      height: 0,
    };
    return { x, y, width, height };
  }, offset);
  return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
}

async function drag(page: Page, from: number, to: number): Promise<void> {
  const start = await pointAt(page, from);
  const end = await pointAt(page, to);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await page.mouse.up();
}

async function expectUntouched(page: Page, text: string): Promise<void> {
  await settle(page);
  const { lexicalText, domText } = await page.evaluate(() => window.harness.surface.inspect());
  expect(sha256(lexicalText)).toBe(sha256(text));
  expect(sha256(domText)).toBe(sha256(text));
}

type Attempt = (page: Page, devtools: CDPSession) => Promise<unknown>;

const compose = (devtools: CDPSession, text: string): Promise<unknown> =>
  devtools.send('Input.imeSetComposition', {
    text,
    selectionStart: text.length,
    selectionEnd: text.length,
  });

const inPage =
  (change: (article: HTMLElement) => void): Attempt =>
  (page) =>
    page.locator('.article-text').evaluate(change);

const command =
  (name: string, value = ''): Attempt =>
  (page) =>
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- what is deprecated still works, and extensions use it
    page.evaluate(([id, argument]) => document.execCommand(id, false, argument), [
      name,
      value,
    ] as const);

const ATTEMPTS: Record<string, Attempt> = {
  typing: (page) => page.keyboard.type('never'),
  Enter: (page) => page.keyboard.press('Enter'),
  Backspace: (page) => page.keyboard.press('Backspace'),
  'Delete over a word': (page) => page.keyboard.press('Control+Delete'),
  cut: (page) => page.keyboard.press('Control+x'),
  'copy and paste': async (page) => {
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+v');
  },
  'undo and redo': async (page) => {
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+Shift+z');
  },
  'an emoji from the panel': (_page, devtools) => devtools.send('Input.insertText', { text: '😀' }),
  'an input method that composes and commits': async (_page, devtools) => {
    await compose(devtools, 'に');
    await compose(devtools, 'にほ');
    await devtools.send('Input.insertText', { text: '日本' });
  },
  'an input method that is cancelled': async (_page, devtools) => {
    await compose(devtools, 'か');
    await compose(devtools, '');
  },
  'typing right after composing': async (page, devtools) => {
    await compose(devtools, 'に');
    await page.keyboard.type('abc');
  },
  'a spelling correction': inPage((article) => {
    article.dispatchEvent(
      new InputEvent('beforeinput', {
        inputType: 'insertReplacementText',
        data: 'corrected',
        bubbles: true,
        cancelable: true,
      }),
    );
  }),
  'text that is dropped': inPage((article) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/plain', 'dropped');
    article.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }),
  'execCommand insertText': command('insertText', 'inserted'),
  'execCommand insertHTML': command('insertHTML', '<b>bold</b>'),
  'execCommand delete': command('delete'),
  'execCommand insertParagraph': command('insertParagraph'),
  'execCommand bold': command('bold'),
  'execCommand formatBlock': command('formatBlock', 'h1'),
  'a script that writes into a text node': inPage((article) => {
    const node = document.createTreeWalker(article, NodeFilter.SHOW_TEXT).nextNode();
    if (node) node.nodeValue = 'overwritten';
  }),
  'a script that splits a text node': inPage((article) => {
    const node = document.createTreeWalker(article, NodeFilter.SHOW_TEXT).nextNode();
    if (node instanceof Text) node.splitText(3);
  }),
  'a script that wraps words in elements': inPage((article) => {
    const mark = document.createElement('mark');
    mark.textContent = 'wrapped';
    article.querySelector('p span')?.prepend(mark);
  }),
  'a script that takes a paragraph away': inPage((article) => {
    article.querySelectorAll('p')[3]?.remove();
  }),
  'a script that takes a section away': inPage((article) => {
    article.firstElementChild?.remove();
  }),
  'a script that replaces everything': inPage((article) => {
    article.innerHTML = '<p>Nothing was ever here.</p>';
  }),
};

test.describe('the article’s text', () => {
  for (const [name, attempt] of Object.entries(ATTEMPTS)) {
    test(`is not changed by ${name}, and the selection stays`, async ({ surface: page }) => {
      const text = seedText(1);
      const devtools = await page.context().newCDPSession(page);
      await load(page, text, [tagOf(1, 'quote', [100, 180])]);
      for (const [anchor, focus] of [
        [120, 120],
        [150, 125],
      ] as const) {
        await select(page, anchor, focus);
        await attempt(page, devtools);
        await expectUntouched(page, text);
        const { anchor: from, focus: to } = await page.evaluate(() =>
          window.harness.surface.getSelection(),
        );
        expect([from, to]).toEqual([anchor, focus]);
      }
      expect((await page.evaluate(() => window.harness.surface.inspect())).ranges).toBe(2);
      expect(await toldAs(page, 'error')).toEqual([]);
    });
  }

  test('is copied exactly, with the line breaks it has', async ({ surface: page }) => {
    const text = 'one\r\ntwo\n\nthree\u2028four\rfive';
    await load(page, text);
    await page.locator('.article-text').focus();
    await page.keyboard.press('Control+a');
    const copied = await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }),
      );
      return clipboardData.getData('text/plain');
    });
    expect(copied).toBe(text);
  });

  test('is the same where headings, lists, quotes and captions are drawn as such', async ({
    surface: page,
  }) => {
    const text = await loadStructured(page, [
      { kind: 'heading', text: 'Talks fail' },
      { kind: 'caption', text: 'Photo: agency' },
      { kind: 'paragraph', text: 'They met on Monday.' },
      { kind: 'heading', text: 'What they said' },
      { kind: 'list-item', text: 'First, nothing' },
      { kind: 'list-item', text: 'אחר כך שתיקה' },
      { kind: 'quote', text: 'We cannot agree.' },
    ]);
    await expectUntouched(page, text);
    // By the mouse from a heading over an item that reads from the right into a quotation.
    const [from, to] = [text.indexOf('they'), text.indexOf('agree')];
    await drag(page, from + 1, to + 2);
    const [[selected] = []] = await nextTold(page, 'pointer-select');
    expect(selected).toMatchObject({ span: { start: from, end: to + 'agree'.length } });
    const lineOf = (words: string) =>
      page.locator('.article-text p', { hasText: words }).evaluate((element) => {
        const { fontSize, fontWeight, paddingInlineStart, direction } = getComputedStyle(element);
        const bullet = getComputedStyle(element, '::before').content === '""';
        const size = Number.parseFloat(fontSize);
        const indent = Number.parseFloat(paddingInlineStart);
        return { size, isBold: fontWeight === '700', bullet, indent, direction };
      });
    const plain = await lineOf('They met');
    const heading = await lineOf('Talks fail');
    expect(heading.isBold).toBe(true);
    expect(heading.size).toBeGreaterThan(plain.size);
    expect((await lineOf('Photo')).size).toBeLessThan(plain.size);
    expect(await lineOf('First')).toMatchObject({ bullet: true, direction: 'ltr' });
    expect(await lineOf('אחר')).toMatchObject({ bullet: true, direction: 'rtl' });
    expect((await lineOf('We cannot')).indent).toBeGreaterThan(0);
    expect(plain).toMatchObject({ isBold: false, bullet: false, indent: 0 });
  });

  test.describe('that is long is drawn step by step', () => {
    const LONG = Array.from({ length: 4000 }, (_, n) => `${n} ${'All words of it. '.repeat(6)}`);
    const text = LONG.join('\n');
    const drawn = (page: Page): Promise<number> => page.locator('.article-text p').count();
    /** Loads the text and does something in the same breath; answers how much was drawn before and after. */
    const loadAnd = (page: Page, deed: 'nothing' | 'press' | 'print' | 'write') =>
      page.evaluate(
        ({ whole, what }) => {
          const count = (): number => document.querySelectorAll('.article-text p').length;
          window.harness.load({ text: whole, tags: [] });
          const before = count();
          if (what === 'press') {
            const key = { key: 'End', ctrlKey: true, bubbles: true };
            document
              .querySelector('.article-text')
              ?.dispatchEvent(new KeyboardEvent('keydown', key));
          } else if (what === 'print') window.dispatchEvent(new Event('beforeprint'));
          else if (what === 'write') {
            [...document.querySelectorAll('.article-section')].at(-1)?.append('Strange words.');
            document.querySelector('.article-text p span')?.append('Stranger ones.');
            window.harness.surface.setSelection(300_000, 300_010);
          }
          return { before, after: count() };
        },
        { whole: text, what: deed },
      );
    const expectWhole = async (page: Page): Promise<void> => {
      await expect.poll(() => drawn(page)).toBe(LONG.length);
      await expectUntouched(page, text);
    };

    test('and is whole in the end, at the place it was scrolled to meanwhile', async ({
      surface: page,
    }) => {
      const end = text.lastIndexOf('3990 ');
      const { before } = await loadAnd(page, 'nothing');
      expect(before).toBeLessThan(LONG.length / 2);
      await page.evaluate((start) => {
        window.harness.surface.reveal({ start, end: start + 4 }, { block: 'center' });
      }, end);
      await expectWhole(page);
      await settle(page);
      const { top, height } = await page.evaluate((start) => {
        const rect = window.harness.surface.rectsOf({ start, end: start + 4 })[0];
        return { top: rect?.top ?? NaN, height: window.innerHeight };
      }, end);
      expect(top).toBeGreaterThan(0);
      expect(top).toBeLessThan(height);
    });

    test('but whole at once when a key asks for it', async ({ surface: page }) => {
      const { before, after } = await loadAnd(page, 'press');
      expect(before).toBeLessThan(LONG.length / 2);
      expect(after).toBe(LONG.length);
      await expectWhole(page);
    });

    test('and before it is printed', async ({ surface: page }) => {
      const { after } = await loadAnd(page, 'print');
      expect(after).toBe(LONG.length);
    });

    test('and not changed by a script that writes where nothing is drawn yet', async ({
      surface: page,
    }) => {
      await loadAnd(page, 'write');
      await expectWhole(page);
      expect(await page.locator('.article-text').textContent()).not.toMatch(/[Ss]trange/u);
    });
  });

  const HOSTILE: Record<string, string> = {
    'one line of a million characters': 'All in one line, said Lavrov. '
      .repeat(34_000)
      .slice(0, 1_000_000),
    'a word of a million characters': 'x'.repeat(1_000_000),
    'two hundred thousand lines': Array.from({ length: 200_000 }, (_, n) => `line ${n}`).join('\n'),
    'markup, controls and lone surrogates':
      '<b>&amp;</b>\u202e\u0000\ud800\u0085\u000b\t\u2029<script>alert(1)</script>',
    'every kind of line break': 'a\nb\rc\r\nd\u2028e\u2029f\n\n\r\r\n',
    'twenty thousand combining marks': `Z${'\u0335\u0321\u030d'.repeat(7000)}algo\nnext`,
    'nothing at all': '',
  };
  for (const [name, text] of Object.entries(HOSTILE)) {
    test(`stands as it is, can be selected and tagged: ${name}`, async ({ surface: page }) => {
      await load(page, text);
      await expectUntouched(page, text);
      const middle = text.length >> 1;
      const end = Math.min(middle + 2000, text.length);
      await select(page, middle, end);
      await settle(page);
      expect(await page.evaluate(() => window.harness.surface.getSelection())).toMatchObject({
        anchor: middle,
        focus: end,
      });
      if (text.length > 0) {
        const put = [tagOf(1, 'claim', [Math.max(0, end - 40), end])];
        await page.evaluate((tags) => {
          window.harness.surface.applyTagChanges({ put: tags, removed: [] });
        }, put);
        await settle(page);
        const { ranges } = await page.evaluate(() => window.harness.surface.inspect());
        expect(ranges).toBeGreaterThan(0);
      }
      const overflow = await page
        .locator('.article-scroll')
        .evaluate((element) => element.scrollWidth - element.clientWidth);
      expect(overflow).toBe(0);
    });
  }
});

test.describe('the mouse', () => {
  const text = seedText(4);
  const words = 'attempting to resolve';
  const at = text.indexOf(words);

  test('selects whole words, and with Alt exactly what it touched', async ({ surface: page }) => {
    await load(page, text);
    await drag(page, at + 3, at + 16);
    const [[snapped] = []] = await nextTold(page, 'pointer-select');
    expect(snapped).toMatchObject({ span: { start: at, end: at + words.length }, viaMouse: true });
    await page.keyboard.down('Alt');
    await drag(page, at + 3, at + 16);
    await page.keyboard.up('Alt');
    const [[exact] = []] = await nextTold(page, 'pointer-select');
    const { span } = exact as { span: Span };
    expect(span.start).toBeGreaterThan(at);
    expect(span.end).toBeLessThan(at + words.length);
  });

  test('selects a word by a double and the trimmed paragraph by a triple click', async ({
    surface: page,
  }) => {
    await load(page, text);
    const { x, y } = await pointAt(page, at + 2);
    await page.mouse.dblclick(x, y);
    expect(await toldAs(page, 'pointer-select')).toMatchObject([
      [{ span: { start: at, end: at + 'attempting'.length } }],
    ]);
    await page.mouse.click(x, y, { clickCount: 3 });
    const paragraph = text.slice(0, at).lastIndexOf('\n') + 1;
    const last = (await toldAs(page, 'pointer-select')).at(-1);
    expect(last).toMatchObject([
      { span: { start: paragraph, end: text.slice(0, text.indexOf('\n', at)).trimEnd().length } },
    ]);
  });

  for (const emoji of ['🌊', '👍🏽', '👨‍👩‍👧', '🇺🇦', '1️⃣', '❤️']) {
    for (const around of ['A wave ', 'A wave', '']) {
      test(`selects ${emoji} whole by a double click after “${around}”`, async ({
        surface: page,
      }) => {
        const start = around.length;
        await load(page, `${around}${emoji}${around === '' ? '' : ' came.'}\nAnd more.`);
        const span = { start, end: start + emoji.length };
        const { x, y } = await page.evaluate((whole) => {
          const box = window.harness.surface.rectsOf(whole)[0] ?? new DOMRect();
          return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        }, span);
        await page.mouse.dblclick(x, y);
        expect(await toldAs(page, 'pointer-select')).toMatchObject([[{ span }]]);
      });
    }
  }

  test('finds the tags under it, the shortest first, and none in the gap of a tag', async ({
    surface: page,
  }) => {
    const tags = [
      tagOf(1, 'quote', [at, at + 60]),
      tagOf(2, 'claim', [at, at + 10]),
      tagOf(3, 'framing', [at + 2, at + 4]),
      tagOf(4, 'quote', [400, 410], [420, 430]),
    ];
    await load(page, text, tags);
    const inner = await pointAt(page, at + 2);
    await page.mouse.click(inner.x, inner.y);
    expect(await toldAs(page, 'tag-click')).toEqual([[[tags[2]?.id, tags[1]?.id, tags[0]?.id]]]);
    const gap = await pointAt(page, 415);
    await page.mouse.click(gap.x, gap.y);
    expect(await toldAs(page, 'tag-click')).toEqual([[[]]]);
  });

  test('has the handle of a tag that begins a wrapped line on that line', async ({
    surface: page,
  }) => {
    await load(page, text, []);
    const paragraph = text.indexOf('Russia has warned');
    const first = await pointAt(page, paragraph);
    let begin = paragraph;
    while ((await pointAt(page, begin)).y <= first.y + 2) begin = text.indexOf(' ', begin) + 1;
    const tag = tagOf(1, 'quote', [begin, begin + 12]);
    await load(page, text, [tag]);
    await page.evaluate((id) => {
      window.harness.surface.setSelectedTags([id], id);
    }, tag.id);
    const handle = page.locator('.article-handle[data-edge=start]');
    await expect(handle).toBeVisible();
    const box = await handle.boundingBox();
    const letter = await pointAt(page, begin);
    expect(box && Math.abs(box.y + box.height / 2 - letter.y)).toBeLessThan(4);
    expect(box && letter.x - box.x).toBeGreaterThan(0);
    expect(box && letter.x - box.x).toBeLessThan(16);
  });

  test('drags the end of the active tag to a whole word, and Escape gives it back', async ({
    surface: page,
  }) => {
    const tag = tagOf(1, 'quote', [at, at + 10]);
    await load(page, text, [tag]);
    await page.evaluate((id) => {
      window.harness.surface.setSelectedTags([id], id);
    }, tag.id);
    const handle = page.locator('.article-handle[data-edge=end]');
    await expect(handle).toBeVisible();
    const target = await pointAt(page, at + 17);
    const box = await handle.boundingBox();
    if (!box) throw new Error('The handle has no place.');
    // The grip hangs below the line between the letters.
    const { x, y } = { x: box.x + box.width / 2, y: box.y + box.height + 4 };
    const edges = [-11, 11].flatMap((by) => [
      { x: x + by, y },
      { x, y: y + by },
    ]);
    for (const edge of edges) {
      expect(
        await page.evaluate(
          (point) => document.elementFromPoint(point.x, point.y)?.className,
          edge,
        ),
      ).toBe('article-handle');
    }
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(target.x, target.y, { steps: 3 });
    await page.mouse.up();
    expect((await toldAs(page, 'handle-drag')).at(-1)).toEqual([
      tag.id,
      'end',
      at + words.length,
      'end',
    ]);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(target.x, target.y, { steps: 3 });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect((await toldAs(page, 'handle-drag')).at(-1)).toEqual([tag.id, 'end', at + 10, 'cancel']);
  });
});

test.describe('the selection', () => {
  test('is kept while a bar has the focus, and comes back with the focus', async ({
    surface: page,
  }) => {
    const text = seedText(4);
    await load(page, text, [tagOf(1, 'quote', [0, 60])]);
    await select(page, 90, 70);
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: /^quote/u })).toBeFocused();
    await page.evaluate(() => {
      document.getSelection()?.removeAllRanges();
    });
    await page.keyboard.press('Shift+Tab');
    await expect(page.locator('.article-text')).toBeFocused();
    await page.keyboard.press('Shift+ArrowLeft');
    await settle(page);
    expect(await page.evaluate(() => window.harness.surface.getSelection())).toMatchObject({
      anchor: 90,
      focus: 69,
    });
  });

  test('may begin inside the one before', async ({ surface: page }) => {
    const text = seedText(4);
    await load(page, text);
    await select(page, 110, 340);
    await drag(page, 133, 140);
    const [[selection] = []] = await toldAs(page, 'pointer-select');
    expect(selection).toMatchObject({ span: { start: 133, end: 143 } });
  });

  test('is the whole article after Ctrl+A', async ({ surface: page }) => {
    const text = seedText(1);
    await load(page, text);
    await select(page, 50);
    await page.keyboard.press('Control+a');
    await settle(page);
    expect(await page.evaluate(() => window.harness.surface.getSelection())).toMatchObject({
      span: { start: 0, end: text.length },
    });
  });
});

test.describe('tags', () => {
  test('light up under the pointer, the innermost only', async ({ surface: page }) => {
    const tags = [tagOf(1, 'quote', [0, 60]), tagOf(2, 'claim', [10, 30])];
    await load(page, seedText(4), tags);
    // Another window that opens over this one makes the pointer leave it, so each is tried again.
    const hoverAt = (offset: number, id: string | undefined): Promise<void> =>
      expect(async () => {
        const { x, y } = await pointAt(page, offset);
        await page.mouse.move(x + 1, y);
        await page.mouse.move(x, y);
        expect((await toldAs(page, 'hover')).at(-1)).toEqual([id]);
      }).toPass();
    await hoverAt(15, tags[1]?.id);
    await hoverAt(5, tags[0]?.id);
    await hoverAt(80, undefined);
  });

  test('stand on a ruler that shows from the start how much of the article is in view', async ({
    surface: page,
  }) => {
    const view = page.locator('.article-ruler-view');
    const shareInView = async (): Promise<number> => {
      const ruler = await page.locator('.article-ruler').boundingBox();
      const box = await view.boundingBox();
      return ruler && box ? box.height / ruler.height : 1;
    };
    await load(page, seedText(4).repeat(4), []);
    await expect.poll(shareInView).toBeGreaterThan(0.05);
    expect(await shareInView()).toBeLessThan(0.5);
    await load(page, 'Short.', []);
    await expect(view).toBeHidden();
  });

  for (const [amount, count] of [
    ['a few', 20],
    ['thousands', 3000],
  ] as const) {
    test(`stand on the ruler of their own article alone, ${amount} of them`, async ({
      surface: page,
    }) => {
      const text = seedText(4).repeat(40);
      const half = Math.floor(text.length / 2);
      const step = Math.floor(half / count);
      /** As many tags in one half of the text. */
      const tagsFrom = (from: number): Tag[] =>
        Array.from({ length: count }, (_, n) =>
          tagOf(n + 1, 'quote', [from + n * step, from + n * step + Math.min(step, 9)]),
        );
      /** Whether there are marks in the upper and in the lower half of the ruler, but for its middle. */
      const marks = (): Promise<boolean[]> =>
        page.locator('.article-ruler canvas').evaluate((canvas: HTMLCanvasElement) => {
          const { width, height } = canvas;
          const part = Math.floor(height * 0.45);
          const copy = new OffscreenCanvas(width, height);
          const context = copy.getContext('2d', { willReadFrequently: true });
          context?.drawImage(canvas, 0, 0);
          return [0, height - part].map((top) => {
            const pixels = context?.getImageData(0, top, width, part).data ?? [];
            return pixels.some((value, index) => index % 4 === 3 && value > 0);
          });
        });
      await load(page, text, tagsFrom(0));
      await expect.poll(marks).toEqual([true, false]);
      await load(page, text, tagsFrom(half));
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      expect((await marks())[0]).toBe(false);
      await expect.poll(marks).toEqual([false, true]);
    });
  }

  test('share one strip with the scroll bar, over which the wheel scrolls', async ({
    surface: page,
  }) => {
    await load(page, seedText(4).repeat(4), []);
    const scroller = page.locator('.article-scroll');
    const places = await scroller.evaluate((element) => {
      const ruler = document.querySelector('.article-ruler')?.getBoundingClientRect();
      const text = document.querySelector('.article-text')?.getBoundingClientRect();
      const { right } = element.getBoundingClientRect();
      const bar = element instanceof HTMLElement ? element.offsetWidth - element.clientWidth : NaN;
      return { ruler: [ruler?.left, ruler?.right], text: text?.right, right, bar };
    });
    const [left = NaN, right] = places.ruler;
    expect(right).toBe(places.right);
    expect(left).toBeLessThanOrEqual(places.right - places.bar);
    expect(places.text).toBeLessThanOrEqual(left);
    await page.mouse.move(left + 8, 200);
    await page.mouse.wheel(0, 300);
    await expect.poll(() => scroller.evaluate(({ scrollTop }) => scrollTop)).toBe(300);
  });

  test('are found by a press on the ruler', async ({ surface: page }) => {
    const text = seedText(4).repeat(40);
    await load(page, text, [tagOf(1, 'quote', [text.length - 60, text.length - 10])]);
    const bars = page.getByRole('toolbar', { name: 'Tags in view' }).getByRole('button');
    await expect(bars).toHaveCount(0);
    const box = await page.locator('.article-ruler').boundingBox();
    if (!box) throw new Error('The ruler has no place.');
    await page.mouse.click(box.x + box.width / 2, box.y + box.height - 2);
    await expect(bars).toHaveCount(1);
  });

  test('are bars in a toolbar that the arrow keys walk, of 24 pixels at least', async ({
    surface: page,
  }) => {
    await load(page, seedText(4), [
      tagOf(1, 'quote', [0, 60]),
      tagOf(2, 'claim', [10, 20]),
      ...[3, 4, 5, 6].map((n) => tagOf(n, 'framing', [12 + n, 60 + n])),
    ]);
    const bars = page.getByRole('toolbar', { name: 'Tags in view' }).getByRole('button');
    await expect(bars).toHaveCount(5);
    await expect(bars.first()).toHaveAccessibleName(/^quote: Foreign Minister/u);
    await expect(page.getByRole('button', { name: /^2 more tags here/u })).toBeVisible();
    for (const box of await bars.evaluateAll((all) =>
      all.map((bar) => bar.getBoundingClientRect()),
    )) {
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24);
    }
    await bars.first().focus();
    await page.keyboard.press('ArrowDown');
    await expect(bars.nth(1)).toBeFocused();
    await expect(bars.nth(1)).toHaveAttribute('tabindex', '0');
    await expect(bars.first()).toHaveAttribute('tabindex', '-1');
    await page.keyboard.press('Enter');
    expect(await toldAs(page, 'tag-click')).toEqual([[[tagOf(2, '').id]]]);
  });

  test('of a million characters are painted in and near the view only, wherever that is', async ({
    surface: page,
  }) => {
    const text = seedText(4).repeat(400).slice(0, 1_000_000);
    const tags = Array.from({ length: 10_000 }, (_, n) =>
      tagOf(n, 'quote', [n * 100, n * 100 + 50]),
    );
    await load(page, text, tags);
    const held = () => page.evaluate(() => window.harness.surface.inspect());
    expect((await held()).ranges).toBeLessThan(200);
    expect((await held()).ranges).toBeGreaterThan(5);
    for (const offset of [999_000, 500_000, 0]) {
      await page.evaluate((start) => {
        window.harness.surface.reveal({ start, end: start }, { block: 'center' });
      }, offset);
      await expect.poll(async () => (await pointAt(page, offset)).y).toBeGreaterThan(0);
      await settle(page);
      expect((await pointAt(page, offset)).y).toBeLessThan(820);
      const { ranges } = await held();
      expect(ranges).toBeGreaterThan(5);
      expect(ranges).toBeLessThan(200);
    }
  });

  test('are drawn as lines where colours are forced, and as highlights again after', async ({
    surface: page,
  }) => {
    await load(page, seedText(4), [tagOf(1, 'quote', [0, 60]), tagOf(2, 'claim', [10, 20])]);
    const lines = page.locator('.article-lines i[data-kind=tag]');
    const ranges = async (): Promise<number> =>
      (await page.evaluate(() => window.harness.surface.inspect())).ranges;
    // Of each tag the tint and the line.
    expect(await ranges()).toBe(4);
    await page.emulateMedia({ forcedColors: 'active' });
    await expect(lines).toHaveCount(2);
    expect(await ranges()).toBe(0);
    await page.emulateMedia({ forcedColors: 'none' });
    await expect(lines).toHaveCount(0);
    expect(await ranges()).toBe(4);
  });

  test('leave nothing behind in the document when the surface goes', async ({ surface: page }) => {
    const before = await page.evaluate(() => document.adoptedStyleSheets.length);
    await load(page, seedText(4), [tagOf(1, 'quote', [0, 60])]);
    expect(before).toBe(2);
    const after = await page.evaluate(() => {
      window.harness.surface.destroy();
      return {
        highlights: [...CSS.highlights.keys()],
        sheets: document.adoptedStyleSheets.length,
        children: document.getElementById('surface')?.childElementCount,
      };
    });
    // The colours of the categories are the page's own and stay.
    expect(after).toEqual({ highlights: [], sheets: 1, children: 0 });
  });
});
