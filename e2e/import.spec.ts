import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import type { Locator } from 'playwright/test';

import { TEXT_ENCODINGS } from '#core/text/encoding/table.ts';

import {
  cardOf,
  confirmImport,
  expectSlices,
  exportTo,
  openFiles,
  settledSums,
  sumsOf,
  writeFiles,
  type ExportedArticle,
  type ExportedFile,
} from './exchange.ts';
import { test, expect, startAgain } from './fixtures.ts';
import {
  choose,
  dropFiles,
  openArticle,
  partsOf,
  seedText,
  selectWords,
  selectedWords,
  sha256,
  shownText,
  tagRows,
  expectChoices,
} from './window.ts';

function sumOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function articleWith(file: ExportedFile, name: string): ExportedArticle {
  const article = file.articles.find(({ sources }) => sources.some((each) => each.name === name));
  if (!article) throw new Error(`${name} was not exported.`);
  return article;
}

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const utf16le = (text: string): Uint8Array => Buffer.from(text, 'utf16le');
const utf16be = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16();

/** A file of its own text for each way in which text can be stored. */
const READABLE = [
  {
    name: 'plain.txt',
    text: 'A plain report\n\nThe minister said “we agree” today. 🌐 Later she said “we never did”.\n',
    encode: utf8,
    encoding: 'utf-8',
    bom: '',
  },
  {
    name: 'notes.md',
    text: '# A *marked* report\n\nHe wrote “- [x] done” and `“code words”`.\n',
    encode: utf8,
    encoding: 'utf-8',
    bom: '',
  },
  {
    name: 'bom.txt',
    text: 'A report behind a mark\nShe said “naïve” and then “the last words”.',
    encode: utf8,
    encoding: 'utf-8',
    bom: '\ufeff',
  },
  {
    name: 'wide-le.txt',
    text: 'A wide report\nШе сказала “так” and then “the wide words 🌐”.\n',
    encode: utf16le,
    encoding: 'utf-16le',
    bom: '\ufeff',
  },
  {
    name: 'wide-be.txt',
    text: 'Another wide report\nIt said “nothing” and then “the other end 🌐”.\n',
    encode: utf16be,
    encoding: 'utf-16be',
    bom: '\ufeff',
  },
  {
    name: 'crlf.txt',
    text: 'Lines of one system\r\n\r\nHe said “one” 🌐 here.\r\nAnd then “the second line break”.\r\n',
    encode: utf8,
    encoding: 'utf-8',
    bom: '',
  },
  {
    name: 'cr.txt',
    text: 'Lines of an old system\r\rHe said “two” 🌐 here.\rAnd then “after a lone return”.\r',
    encode: utf8,
    encoding: 'utf-8',
    bom: '',
  },
  {
    name: 'separators.txt',
    text: 'Lines of no system\u2028He said “three” 🌐 here.\u2029And\u000bthen\u000c“past every separator”.',
    encode: utf8,
    encoding: 'utf-8',
    bom: '',
  },
  {
    name: 'mixed.txt',
    text: 'All of them\r\n\n\rHe said “four” 🌐 here.\r\r\nAnd then “behind the mixture”.\n\r',
    encode: utf8,
    encoding: 'utf-8',
    bom: '',
  },
] as const;

test('every way to store text is read, and the offsets of its tags are exact', async ({
  run,
  folder,
}) => {
  test.slow();
  const { page } = run;
  const bytesOf = ({ bom, text, encode }: (typeof READABLE)[number]): Uint8Array =>
    encode(bom + text);
  const paths = await writeFiles(
    folder,
    Object.fromEntries(READABLE.map((each) => [each.name, bytesOf(each)])),
  );
  const sheet = await openFiles(run, paths);
  for (const { name, encoding } of READABLE) {
    const card = cardOf(sheet, name);
    const { name: words } = TEXT_ENCODINGS.find(({ label }) => label === encoding) ?? {};
    await card.getByRole('button', { name: `Details of ${name}` }).click();
    await expect(card.getByRole('combobox', { name: 'Encoding' })).toHaveValue(words ?? '');
    await expect(card).not.toContainText('is a guess');
    await expect(card.getByRole('checkbox', { name })).toBeChecked();
  }
  await expect(cardOf(sheet, 'notes.md').getByLabel('Title')).toHaveValue('A *marked* report');
  await expect(cardOf(sheet, 'crlf.txt').getByLabel('Title')).toHaveValue('Lines of one system');
  await confirmImport(sheet);
  await expect(partsOf(page).status).toHaveText('Imported 9 articles.');
  await expect(partsOf(page).articles.getByRole('button')).toHaveCount(14);

  // The last quotation of each, whose offset counts every separator before it.
  const lastWords = ({ text }: (typeof READABLE)[number]): string =>
    text.slice(text.lastIndexOf('“'), text.lastIndexOf('”') + 1);
  for (const each of READABLE) {
    const title = each.text.replace(/^# /u, '').split(/[\r\n\u2028]/u, 1)[0] ?? '';
    const row = partsOf(page).articles.getByRole('button', { name: `${title}, ` });
    await row.click();
    await expect.poll(() => shownText(page)).toBe(each.text.replace(/[\r\n\u2028\u2029]/gu, ''));
    await partsOf(page).article.focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Shift+q');
    await expect.poll(() => selectedWords(page)).toBe(lastWords(each));
    await page.keyboard.press('1');
    await expect(tagRows(page)).toHaveCount(1);
  }

  const file = await exportTo(run, path.join(folder, 'all.json'), { what: /^Everything/u });
  expect(file.articles).toHaveLength(14);
  for (const each of READABLE) {
    const { name, text, encoding, bom } = each;
    const article = articleWith(file, name);
    expect(article.text).toBe(text);
    expect(article.sha256).toBe(sha256(text));
    expect(article.length).toEqual({ utf16: text.length, codePoints: Array.from(text).length });
    const bytesSha256 = sumOf(bytesOf(each));
    expect(article.sources).toEqual([{ name, encoding, bom: bom !== '', bytesSha256 }]);
    const tags = file.annotationSets.filter((set) => set.article === article.id);
    const fragments = tags.flatMap(({ annotations }) =>
      annotations.flatMap(({ target }) => target.fragments),
    );
    expect(fragments.map(({ exact }) => exact)).toEqual([lastWords(each)]);
    expect(fragments[0]?.utf16.start).toBe(text.lastIndexOf('“'));
    expectSlices(text, fragments);
  }
});

/** A paragraph in Windows-1251, which no decoder can tell for certain. */
const RUSSIAN =
  'Заявление министра\n\nМинистр заявил, что «переговоры продолжатся» на следующей неделе.\n';

/** The bytes of Russian text in Windows-1251. */
function windows1251(text: string): Uint8Array {
  const signs = new Map([
    ['«', 0xab],
    ['»', 0xbb],
    ['ё', 0xb8],
    ['Ё', 0xa8],
  ]);
  return Uint8Array.from(text, (c) => {
    const code = c.charCodeAt(0);
    if (code < 0x80) return code;
    return signs.get(c) ?? code - 0x410 + 0xc0;
  });
}

test('an encoding that is a guess is said to be one, can be changed, and is remembered', async ({
  run,
  folder,
}) => {
  const { page } = run;
  const bytes = windows1251(RUSSIAN);
  const sheet = await openFiles(run, await writeFiles(folder, { 'заявление.txt': bytes }));
  const encoding = sheet.getByRole('combobox', { name: 'Encoding' });
  const preview = sheet.getByLabel('First lines');
  await expect(encoding).toHaveValue('Cyrillic (Windows-1251)');
  await expect(sheet).toContainText(
    /Encoding is a guess \(Cyrillic \(Windows-1251\), \d+ %\)\. Check the preview\./u,
  );
  await expect(preview).toContainText('«переговоры продолжатся»');

  await choose(encoding, 'Cyrillic (KOI8-R)');
  await expect(preview).not.toContainText('переговоры');
  await expect(sheet).not.toContainText('is a guess');
  await choose(encoding, 'UTF-8');
  await expect(sheet.getByRole('alert')).toHaveText(
    'The bytes do not fit the encoding utf-8; choose another one.',
  );
  await choose(encoding, 'Cyrillic (Windows-1251)');
  await expect(preview).toContainText('«переговоры продолжатся»');
  await expect(sheet.getByRole('alert')).toHaveCount(0);
  await confirmImport(sheet);
  await expect.poll(() => shownText(page)).toBe(RUSSIAN.replaceAll('\n', ''));

  const file = await exportTo(run, path.join(folder, 'out.json'));
  expect(file.articles[0]?.text).toBe(RUSSIAN);
  expect(file.articles[0]?.sources).toEqual([
    { name: 'заявление.txt', encoding: 'windows-1251', bom: false, bytesSha256: sumOf(bytes) },
  ]);
});

test('a text with a damaged byte says where, and comes in as far as it can be read if somebody wants it', async ({
  run,
  folder,
}) => {
  const { page } = run;
  const bytes = Buffer.concat([
    Buffer.from('The mayor said “we wait”.\nSo it’s caf'),
    Buffer.of(0xe9),
    Buffer.from(' and “more”.\n'),
  ]);
  const sheet = await openFiles(run, await writeFiles(folder, { 'damaged.txt': bytes }));
  await expect(sheet).toContainText('is not UTF-8 in 1 place: line 2, character 12 (byte 43, E9)');
  await expect(sheet.getByLabel('First lines')).toContainText('caf\ufffd and');
  await sheet.getByRole('checkbox', { name: 'damaged.txt' }).check();
  await confirmImport(sheet);
  await expect.poll(() => shownText(page)).toContain('caf\ufffd and');

  const file = await exportTo(run, path.join(folder, 'out.json'));
  expect(file.articles[0]?.sources).toMatchObject([
    { name: 'damaged.txt', encoding: 'utf-8-replace', bytesSha256: sumOf(bytes) },
  ]);
});

test('what does not come in is said to the last, however much it is, with the buttons in view', async ({
  run,
  folder,
}) => {
  const { app, page } = run;
  const text = 'The mayor said “we wait”.\n';
  const layers = Array.from(
    { length: 36 },
    (_, at) => `Layer ${at + 1} ${'of a project '.repeat(4)}`,
  );
  const cas = {
    '%TYPES': {},
    '%FEATURE_STRUCTURES': [
      { '%ID': 1, '%TYPE': 'uima.cas.Sofa', sofaID: '_InitialView', sofaString: text },
      { '%ID': 2, '%TYPE': 'custom.Quote', '@sofa': 1, begin: 15, end: 24 },
      ...layers.map((name, at) => ({ '%ID': at + 3, '%TYPE': `custom.${name}`, name: 'x' })),
    ],
    '%VIEWS': {},
  };
  const sheet = await openFiles(
    run,
    await writeFiles(folder, { 'cas.json': utf8(JSON.stringify(cas)) }),
  );
  const lines = cardOf(sheet, 'cas.json')
    .getByRole('listitem')
    .filter({ hasText: 'records of the layer' });
  await expect(lines).toHaveCount(layers.length);
  for (const width of [1440, 700]) {
    await app.evaluate(({ BrowserWindow }, size) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(size, 760);
    }, width);
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width);
    await sheet.getByRole('checkbox', { name: 'cas.json' }).focus();
    await page.keyboard.press('End');
    await expect(lines.last()).toBeInViewport({ ratio: 1 });
    for (const name of ['Cancel', /^Import/u]) {
      await expect(sheet.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
    }
    const cut = await lines.evaluateAll(
      (all) => all.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length,
    );
    expect(cut).toBe(0);
    await page.keyboard.press('Home');
    await expect(lines.first()).toBeInViewport({ ratio: 1 });
  }
});

test('a word with characters that nobody sees is found in its article and in all of them', async ({
  run,
  folder,
}) => {
  const { page } = run;
  const word = 'co\u00adope\u00adra\u200btion';
  const text = `On Monday\n\nThey spoke of ${word} and left.\n`;
  const sheet = await openFiles(run, await writeFiles(folder, { 'hidden.txt': text }));
  await confirmImport(sheet);
  await expect.poll(() => shownText(page)).toContain(word);

  await page.keyboard.press('Control+f');
  await page.keyboard.type('cooperation');
  await expect(page.getByText('1 of 1', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect.poll(() => selectedWords(page)).toBe(word);

  await page.keyboard.press('Control+Shift+f');
  await page.getByRole('searchbox', { name: 'Find in all articles' }).fill('cooperation');
  await expect(page.getByText('1 match in 1 article', { exact: true })).toBeVisible();
});

test('tags in another encoding say what it is guessed to be, and are read in the one that is chosen', async ({
  run,
  folder,
}) => {
  const rows = ['Мэр сказал нет .', 'Жители Москвы смеялись .', 'Переговоры продолжатся завтра .']
    .join(' ')
    .split(' ')
    .map((word) => `${word}\t${word === 'Москвы' ? 'B-Place' : 'O'}\n`);
  const files = { 'a.conll': windows1251(rows.join('')) };
  const sheet = await openFiles(run, await writeFiles(folder, files));
  const card = cardOf(sheet, 'a.conll');
  const encoding = card.getByRole('combobox', { name: 'Encoding' });
  await expect(encoding).toHaveValue('Cyrillic (Windows-1251)');
  await expect(card).toContainText(
    /a\.conll is not in UTF-8: its encoding is a guess \(Cyrillic \(Windows-1251\), \d+ %\)/u,
  );
  await choose(encoding, 'Cyrillic (KOI8-R)');
  await expect(card).not.toContainText('is a guess');
  await choose(encoding, 'Cyrillic (Windows-1251)');
  await expect(encoding).toHaveValue('Cyrillic (Windows-1251)');
  await confirmImport(sheet);
  await expect(
    partsOf(run.page).articles.getByRole('button', { name: /^Мэр сказал нет/u }),
  ).toBeVisible();
});

test('what was typed into the sheet survives a change of the encoding', async ({ run, folder }) => {
  const sheet = await openFiles(
    run,
    await writeFiles(folder, { 'a.txt': windows1251(RUSSIAN), 'b.txt': 'Another report.\n' }),
  );
  const card = cardOf(sheet, 'a.txt');
  await card.getByLabel('Outlet').fill('Газета');
  await card.getByLabel('Title').fill('Мой заголовок');
  await choose(card.getByRole('combobox', { name: 'Encoding' }), 'Cyrillic (KOI8-R)');
  await expect(card.getByLabel('Outlet')).toHaveValue('Газета');
  await expect(card.getByLabel('Title')).toHaveValue('Мой заголовок');
  await choose(card.getByRole('combobox', { name: 'Encoding' }), 'Cyrillic (Windows-1251)');
  await confirmImport(sheet);
  await expect(
    partsOf(run.page).articles.getByRole('button', { name: /^Мой заголовок, Газета/u }),
  ).toBeVisible();
});

test('a text that is here already gets the second name and no second record', async ({
  run,
  folder,
}) => {
  const { page } = run;
  const text = seedText(1);
  const sheet = await openFiles(
    run,
    await writeFiles(folder, { 'copy of 001.txt': text, 'one byte more.txt': `${text} ` }),
  );
  const copy = cardOf(sheet, 'copy of 001.txt');
  await expect(copy).toContainText('Same text as “Moscow: Excluding Russia');
  await expect(copy.getByRole('checkbox', { name: 'copy of 001.txt' })).not.toBeChecked();
  // What is known of the article already is not asked again.
  await expect(copy.getByLabel('Title')).toHaveCount(0);
  await expect(copy.getByRole('checkbox')).toHaveCount(1);
  await expect(cardOf(sheet, 'one byte more.txt')).not.toContainText('Same text as');
  await copy.getByRole('checkbox', { name: 'copy of 001.txt' }).check();
  await confirmImport(sheet);
  await expect(partsOf(page).articles.getByRole('button')).toHaveCount(6);

  const file = await exportTo(run, path.join(folder, 'all.json'), { what: /^Everything/u });
  const seed = file.articles.find((article) => article.sha256 === sha256(text));
  expect(seed?.sources.map(({ name }) => name).sort()).toEqual([
    '001_c577037625e26c98.txt',
    'copy of 001.txt',
  ]);
  expect(articleWith(file, 'one byte more.txt').sha256).toBe(sha256(`${text} `));
});

/** The eleven lines of seed 001 that are the page's and not the story's. */
const FURNITURE =
  /^(?:\[post-views\]|YouTube|🌐 Website|🐦 Twitter \/ X|📸 Instagram|📘 Facebook|🎵 TikTok|Leave a Comment|Your email address .*|Latest Videos)$/u;

test('title, details, event and boilerplate are decided before anything is stored', async ({
  run,
  dataFolder,
  folder,
}) => {
  const { page } = run;
  const text = `${seedText(1)}\n`;
  const before = await settledSums(dataFolder);
  const sheet = await openFiles(run, await writeFiles(folder, { 'new.txt': text }));
  const lines = sheet.getByRole('group', { name: /^Lines that look like page furniture/u });
  const boxes = lines.getByRole('checkbox');
  await expect(boxes).toHaveCount(11);
  for (const box of await boxes.all()) await expect(box).toBeChecked();
  for (const label of await lines.locator('label').allTextContents()) {
    expect(label).toMatch(FURNITURE);
  }
  await expect(sheet.getByLabel('Title')).toHaveValue(/^Moscow: Excluding Russia/u);
  // The content scrolls between the title and the buttons; the sheet itself does not.
  expect(
    await sheet.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight),
  ).toBe(0);
  expect(await sumsOf(dataFolder)).toEqual(before);

  await lines.getByRole('checkbox', { name: 'Leave a Comment' }).uncheck();
  await sheet.getByLabel('Title').fill('  My own title ');
  await sheet.getByLabel('Outlet').fill('The Daily');
  await sheet.getByLabel('Author').fill('A. Writer');
  await sheet.getByLabel('Date').fill('2025-08-21');
  await sheet.getByLabel('Address (URL)').fill('https://example.org/a');
  await choose(sheet.getByLabel('Event', { exact: true }), 'New event…');
  await sheet.getByLabel('New event’s name').fill('Talks in autumn');
  await confirmImport(sheet);

  const row = partsOf(page).articles.getByRole('button', { name: /^My own title, The Daily/u });
  await expect(row).toHaveAttribute('aria-current', 'true');
  await expect(page.getByRole('heading', { name: 'Talks in autumn' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My own title');

  const file = await exportTo(run, path.join(folder, 'out.json'));
  const article = file.articles[0];
  expect(article).toMatchObject({
    ...{ title: 'My own title', outlet: 'The Daily', author: 'A. Writer' },
    ...{ published: '2025-08-21', url: 'https://example.org/a', text },
  });
  expect(file.events).toEqual([{ id: article?.event, title: 'Talks in autumn' }]);
  const points = Array.from(text);
  const greyed = article?.boilerplate.map(({ utf16, codePoints }) => {
    const words = text.slice(utf16.start, utf16.end);
    expect(points.slice(codePoints.start, codePoints.end).join('')).toBe(words);
    return words;
  });
  expect(greyed).toHaveLength(10);
  expect(greyed).not.toContain('Leave a Comment');
  for (const words of greyed ?? []) expect(words).toMatch(FURNITURE);
});

test('the samples get no proposal that is not furniture', async ({ run, folder }) => {
  const files = ([0, 2, 3, 4] as const).map((number): [string, string] => [
    `${number}.txt`,
    `${seedText(number)}\n`,
  ]);
  const sheet = await openFiles(run, await writeFiles(folder, Object.fromEntries(files)));
  for (const [name] of files) {
    await expect(cardOf(sheet, name).getByRole('checkbox')).toHaveCount(1);
  }
});

const MB = 1024 * 1024;

/** Files that cannot be articles, with the words that say why. */
const REFUSED: readonly { name: string; content: string | Uint8Array; reason: string | RegExp }[] =
  [
    {
      name: 'notes.bin',
      content: Uint8Array.from({ length: 4096 }, (_, index) => (index * 37) % 251),
      reason: 'notes.bin is not text.',
    },
    { name: 'empty.txt', content: '', reason: 'empty.txt has no text.' },
    { name: 'blank.txt', content: ' \n\t\u00a0\r\n', reason: 'blank.txt has no text.' },
    {
      name: 'big.txt',
      content: Buffer.alloc(27 * MB, 'word '),
      reason: 'This file is 27 MB; the limit is 20 MB.',
    },
    {
      name: 'line.txt',
      content: `First line\n${'x'.repeat(1_000_001)}\n`,
      reason: 'Line 2 has 1,000,001 characters; the limit is 1,000,000.',
    },
    {
      name: 'paragraphs.txt',
      content: 'a\n'.repeat(200_001),
      reason: 'This text has more than 200,000 paragraphs, which is the limit.',
    },
    {
      name: 'report.txt',
      content: '%PDF-1.7\nnot really',
      reason: 'It is not a PDF that can be read: the file is damaged or cut short.',
    },
    {
      name: 'page.html',
      content: '<!doctype html>\n<title></title>\n<script>start()</script>\n',
      reason:
        'This page has no words. A page that its scripts draw must be saved from the browser after it was drawn.',
    },
    {
      name: 'note.rtf',
      content: '{\\rtf1\\ansi The ferry is late.}',
      reason:
        'RTF is not read here. Open it in a word processor, save it as .docx or .odt and try again.',
    },
  ];

test('what is not an article is refused in words that say why, and nothing is stored', async ({
  run,
  dataFolder,
  folder,
}) => {
  const { page } = run;
  const before = await settledSums(dataFolder);
  const files = Object.fromEntries(REFUSED.map(({ name, content }) => [name, content]));
  const empty = path.join(folder, 'empty');
  await mkdir(empty);
  const paths = [...(await writeFiles(folder, files)), empty, path.join(folder, 'gone.txt')];
  const sheet = await openFiles(run, paths);
  const refused = sheet.getByRole('region', { name: 'Refused' });
  const reasons = [
    ...REFUSED.map(({ reason }) => reason),
    'empty is a folder without files.',
    'gone.txt is not there any more. Nothing was changed.',
  ];
  await expect(refused.getByRole('listitem')).toHaveText(reasons);
  await expect(refused.getByRole('heading')).toHaveText('11 files cannot be opened');
  await expect(sheet.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  await refused.getByRole('button', { name: 'Copy list' }).click();
  await expect(refused.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await run.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(reasons.join('\n'));
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  expect(await sumsOf(dataFolder)).toEqual(before);
});

test('one bad file does not keep the good ones out', async ({ run, folder }) => {
  const { page } = run;
  const sheet = await openFiles(
    run,
    await writeFiles(folder, {
      'good.txt': 'A good report\nwith two lines.\n',
      'empty.txt': '',
      'also good.txt': 'Another good report\nwith two lines.\n',
    }),
  );
  await expect(sheet.getByRole('region', { name: 'Refused' })).toContainText(
    'empty.txt has no text.',
  );
  await confirmImport(sheet);
  await expect(partsOf(page).status).toHaveText('Imported 2 articles.');
  await expect(partsOf(page).articles.getByRole('button')).toHaveCount(7);
});

test('cancelling stores nothing, and an import is undone and redone in one step', async ({
  run,
  dataFolder,
  folder,
}) => {
  const { page } = run;
  const { articles, status, undo } = partsOf(page);
  const before = await settledSums(dataFolder);
  const files = await writeFiles(folder, {
    'a.txt': 'Report A\nfirst.\n',
    'b.txt': 'Report B\nsecond.\n',
  });
  let sheet = await openFiles(run, files);
  await sheet.getByRole('button', { name: 'Cancel' }).click();
  await expect(sheet).toBeHidden();
  expect(await sumsOf(dataFolder)).toEqual(before);

  sheet = await openFiles(run, files);
  await confirmImport(sheet);
  await expect(articles.getByRole('button')).toHaveCount(7);
  await expect(undo).toHaveText(/Undo: import 2 files/u);
  await page.keyboard.press('Control+z');
  await expect(status).toHaveText(/^Undid: import 2 files/u);
  await expect(articles.getByRole('button')).toHaveCount(5);
  await page.keyboard.press('Control+Shift+z');
  await expect(articles.getByRole('button')).toHaveCount(7);
});

test('an import that was acknowledged is whole after the process was killed (bad input 58)', async ({
  launch,
  folder,
}) => {
  const files = Object.fromEntries(
    Array.from({ length: 12 }, (_, index): [string, string] => [
      `${index}.txt`,
      `Report number ${index}\nwith its text.\n`,
    ]),
  );
  let run = await launch();
  const sheet = await openFiles(run, await writeFiles(folder, files));
  await confirmImport(sheet);
  await run.kill();
  run = await launch();
  await expect(run.page.getByText('0/17 done')).toBeVisible();
  await openArticle(run.page, /^Report number 11,/u, 'Report number 11\nwith its text.\n');
});

/** The first so many tags of a file as if a colleague had made them. */
function asColleague(file: ExportedFile, tags: number): string {
  const self = file.annotators[0]?.id ?? '';
  const sets = file.annotationSets.map((set) => {
    const annotations = set.annotations
      .slice(0, tags)
      .map((tag) => ({ ...tag, id: `c0ffee00${tag.id.slice(8)}` }));
    return { ...set, annotations };
  });
  const colleague = '0b0e1500-0000-4000-8000-000000000000';
  const annotators = [{ id: self, name: 'Boris' }];
  return JSON.stringify({ ...file, annotators, annotationSets: sets }).replaceAll(self, colleague);
}

test('an import of a colleague’s tags is one step to undo and redo, after a restart and a kill, too', async ({
  launch,
  folder,
}) => {
  test.slow();
  let run = await launch();
  await openArticle(run.page, /Moscow: Excluding Russia/u, seedText(1));
  for (const words of ['veto power', 'Admiral Giuseppe Cavo Dragone']) {
    await selectWords(run.page, words);
    await run.page.keyboard.press('2');
  }
  await expect(tagRows(run.page)).toHaveCount(2);
  const mine = await exportTo(run, path.join(folder, 'mine.json'));
  const paths = await writeFiles(folder, {
    'boris 1.json': asColleague(mine, 1),
    'boris 2.json': asColleague(mine, 2),
  });

  const whose = (): Locator => run.page.getByRole('combobox', { name: 'Whose tags' });
  const expectSets = (...options: readonly string[]): Promise<void> =>
    expectChoices(whose(), options);
  const travel = async (keys: 'Control+z' | 'Control+Shift+z'): Promise<void> => {
    await partsOf(run.page).article.focus();
    await run.page.keyboard.press(keys);
    const said = keys === 'Control+z' ? /^Undid: import boris/u : /^Redid: import boris/u;
    await expect(partsOf(run.page).status).toHaveText(said);
  };
  for (const [index, file] of paths.entries()) {
    await confirmImport(await openFiles(run, [file]));
    await expectSets('Mine (2)', `Boris (${index + 1})`);
  }
  await choose(whose(), 'Boris (2)');
  await travel('Control+z');
  await expectSets('Mine (2)', 'Boris (1)');
  await expect(tagRows(run.page)).toHaveCount(1);
  await run.kill();

  run = await launch();
  await expectSets('Mine (2)', 'Boris (1)');
  // Seen from another article, the window goes back to the one that the step is about.
  await openArticle(run.page, /^Foreign Minister Sergey Lavrov/u, seedText(4));
  await travel('Control+z');
  await expect.poll(() => shownText(run.page)).toBe(seedText(1).replaceAll('\n', ''));
  await expect(whose()).toHaveCount(0);
  await expect(tagRows(run.page)).toHaveCount(2);
  await run.quit();

  run = await launch();
  await expect(tagRows(run.page)).toHaveCount(2);
  await expect(whose()).toHaveCount(0);
  await travel('Control+Shift+z');
  await expectSets('Mine (2)', 'Boris (1)');
  await travel('Control+Shift+z');
  await expectSets('Mine (2)', 'Boris (2)');
});

for (const where of ['article', 'articles'] as const) {
  test(`files dropped on the ${where === 'article' ? 'text' : 'list'} are offered for import (bad input 78)`, async ({
    page,
    folder,
  }) => {
    const text = 'A dropped report\nwith its text.\n';
    const paths = await writeFiles(folder, { 'dropped.txt': text, 'empty.txt': '' });
    const before = await shownText(page);
    await dropFiles(page, partsOf(page)[where], paths);
    const sheet = page.getByRole('dialog', { name: 'Open 2 files' });
    await expect(cardOf(sheet, 'dropped.txt')).toContainText('A dropped report');
    await expect(sheet).toContainText('empty.txt has no text.');
    expect(await shownText(page)).toBe(before);
    await confirmImport(sheet);
    await expect.poll(() => shownText(page)).toBe(text.replaceAll('\n', ''));
  });
}

test('words that are dropped are offered as an article, and an address is answered with what to do', async ({
  page,
}) => {
  const { article, status } = partsOf(page);
  const before = await shownText(page);
  const box = await article.boundingBox();
  const place = { x: (box?.x ?? 0) + 100, y: (box?.y ?? 0) + 100 };
  const session = await page.context().newCDPSession(page);
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop', words: string): Promise<unknown> => {
    const items = [{ mimeType: 'text/plain', data: words }];
    const data = { items, files: [], dragOperationsMask: 1 };
    return session.send('Input.dispatchDragEvent', { type, ...place, data });
  };
  await drag('dragEnter', 'x');
  await drag('dragOver', 'x');
  await expect(page.getByText('Drop to make an article of the words')).toBeVisible();
  await drag('drop', 'A dropped headline\n\nAnd its words.\n');
  await expect(page.getByText('Drop to make an article of the words')).toHaveCount(0);
  const sheet = page.getByRole('dialog', { name: 'Open this file' });
  await expect(cardOf(sheet, 'Pasted text').getByLabel('Title')).toHaveValue('A dropped headline');
  await page.keyboard.press('Escape');
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await drag(type, 'https://example.org/news/1');
  await expect(status).toHaveText(/is an address and no text\. This program works offline/u);
  expect(await shownText(page)).toBe(before);
});

test('many articles are one table: what is written for all is so of each, unless something else is', async ({
  run,
  folder,
}) => {
  const { page } = run;
  const files = Object.fromEntries(
    ['a', 'b', 'c', 'd'].map((name) => [`${name}.txt`, `Report ${name}\nand its words.\n`]),
  );
  const sheet = await openFiles(run, await writeFiles(folder, files));
  await sheet.getByLabel('Outlet of all').fill('AFP');
  await sheet.getByLabel('Date of all').fill('2025-08-20');
  await sheet.getByLabel('Outlet of c.txt').fill('TASS');
  await confirmImport(sheet);
  await expect(page.getByRole('heading', { name: 'No event, 4 articles' })).toBeVisible();
  for (const [name, outlet] of [
    ['a', 'AFP'],
    ['b', 'AFP'],
    ['c', 'TASS'],
    ['d', 'AFP'],
  ])
    await expect(
      partsOf(page).articles.getByRole('button', {
        name: `Report ${name}, ${outlet}, 2025-08-20, 0 tags`,
      }),
    ).toBeVisible();
});

test('copied text becomes an article, and an empty clipboard is said to be empty', async ({
  run,
  folder,
}) => {
  const { app, page } = run;
  const text = 'Copied headline\n\nThe clipboard said “so”.\n';
  await app.evaluate(({ clipboard }) => {
    clipboard.clear();
  });
  await partsOf(page).articles.getByRole('button').first().focus();
  await page.keyboard.press('Control+Shift+v');
  await expect(partsOf(page).status).toHaveText('The clipboard has no text.');
  await app.evaluate(({ clipboard }, words) => {
    // The way of the runtime that is in use; the types are those of a newer one.
    const { write } = clipboard as unknown as { write: (data: Record<string, string>) => void };
    write({ text: words });
  }, text);
  await page.keyboard.press('Control+Shift+v');
  const sheet = page.getByRole('dialog', { name: 'Open this file' });
  await expect(cardOf(sheet, 'Pasted text').getByLabel('Title')).toHaveValue('Copied headline');
  await confirmImport(sheet);
  const file = await exportTo(run, path.join(folder, 'out.json'));
  expect(file.articles[0]?.text).toBe(text);
  expect(file.articles[0]?.sha256).toBe(sha256(text));
});

test('a second start hands its file to the first window and ends', async ({
  run,
  dataFolder,
  folder,
}) => {
  await writeFiles(folder, { 'handed.txt': 'A report that was handed over\nby name.\n' });
  const second = startAgain(dataFolder, ['handed.txt'], folder);
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).toBe(0);
  const sheet = run.page.getByRole('dialog', { name: 'Open this file' });
  await expect(cardOf(sheet, 'handed.txt')).toContainText('A report that was handed over');
});

test('files named at the first start are offered as soon as the window is there', async ({
  launch,
  folder,
}) => {
  const paths = await writeFiles(folder, {
    'first.txt': 'A report from the command line\nhere.\n',
  });
  const { page } = await launch({ args: paths });
  const sheet = page.getByRole('dialog', { name: 'Open this file' });
  await expect(cardOf(sheet, 'first.txt')).toContainText('A report from the command line');
});

const HOSTILE_NAME = '\u202egnp.<img src=x onerror=pwned()>.txt';
const LONG_WORD = 'W'.repeat(20_000);
const HOSTILE = [
  '<script>window.pwned = 1</script><img src=x onerror="window.pwned=2"> “a quotation”',
  '<svg onload="window.pwned=3"><a href="javascript:window.pwned=4">javascript:alert(1)</a>',
  '\u202eThis runs the wrong way\u202c and \u2066this\u2069 \u200bhas\u00adhidden\ufeffsigns \u{e0041}',
  `Z${'\u0301\u0327\u0489'.repeat(400)}algo`,
  LONG_WORD,
  '✔ Saved 14:32   [ OK ]  ┌─ Framewise ─┐  Undo: nothing',
  '# heading **bold** \\textbf{x} \u001b[31mred\u001b[0m {{7*7}} ${7*7} %s',
].join('\n');

test('a hostile article and its hostile name are shown as text, and nothing of them runs (bad inputs 55, 56, 68–72)', async ({
  run,
  folder,
}) => {
  const { page } = run;
  const { article, articles } = partsOf(page);
  const { status } = partsOf(page);
  const sheet = await openFiles(run, await writeFiles(folder, { [HOSTILE_NAME]: HOSTILE }));
  await expect(sheet.getByLabel('First lines')).toContainText('<script>window.pwned = 1</script>');
  // The order-reversing sign in the name is made visible, so that the name ends as it does.
  await expect(sheet.locator('header').last()).not.toContainText('\u202e');
  await expect(sheet.locator('header').last()).toContainText('<img src=x onerror=pwned()>.txt');
  await confirmImport(sheet);
  await expect.poll(() => shownText(page)).toBe(HOSTILE.replaceAll('\n', ''));
  await expect(status).toHaveText('Imported 1 article.');

  const found = await page.evaluate(() => ({
    pwned: 'pwned' in window,
    elements: document.querySelectorAll(
      'main script, main img, main svg[onload], main a[href], dialog img, nav img, nav script',
    ).length,
  }));
  expect(found).toEqual({ pwned: false, elements: 0 });

  // The long word breaks inside the column and nothing of the window moves for it.
  const widths = await page.evaluate(() => {
    const root = document.querySelector('[role="textbox"]');
    const scroller = root?.parentElement;
    return {
      document: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      text: (root?.scrollWidth ?? 0) - (root?.clientWidth ?? 0),
      scroller: (scroller?.scrollWidth ?? 0) - (scroller?.clientWidth ?? 0),
    };
  });
  expect(widths).toEqual({ document: 0, text: 0, scroller: 0 });

  // Words in the article that look like the window's own are inside the article's box.
  await article.evaluate((root) => {
    root.lastElementChild?.scrollIntoView();
  });
  const inside = await page.evaluate(() => {
    const main = document.querySelector('main')?.getBoundingClientRect();
    const bar = document.querySelector('[role="status"]')?.getBoundingClientRect();
    return main !== undefined && bar !== undefined && bar.top >= main.bottom - 1;
  });
  expect(inside).toBe(true);
  await expect(page.getByTestId('save-state')).not.toContainText('14:32');

  // It can be tagged, listed and exported like any other.
  await article.focus();
  await page.keyboard.press('Control+Home');
  for (const words of ['"window.pwned=2"', '“a quotation”']) {
    await page.keyboard.press('q');
    await expect.poll(() => selectedWords(page)).toBe(words);
  }
  await page.keyboard.press('1');
  await expect(tagRows(page)).toHaveCount(1);
  await expect(articles.getByRole('button', { name: /window\.pwned/u })).toBeVisible();
  const file = await exportTo(run, path.join(folder, 'out.json'));
  expect(file.articles[0]?.text).toBe(HOSTILE);
  expect(file.articles[0]?.sources[0]?.name).toBe(HOSTILE_NAME);
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
});
