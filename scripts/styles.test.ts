import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { PAGE_OF } from '#core/codebook/colours.ts';

import { ROOMS } from './rooms.mjs';

const root = path.resolve(import.meta.dirname, '..');

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

/** Files below a folder with one of these endings, relative to the project, without tests. */
function filesIn(folder: string, endings: RegExp): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')))
    .filter((name) => endings.test(name) && !/\.test\.tsx?$/u.test(name))
    .sort();
}

const pages = Object.values(PAGE_OF);

describe('the colours of the pages', () => {
  /** The style sheet that hands the table of pages to all others. */
  const sheet = [
    '/* Made from core/codebook/colours.ts. To renew it: npx vitest run scripts/styles.test.ts -u */',
    ...pages.map(({ theme, background, text }) =>
      [
        `:root${theme === 'light' ? '' : `[data-theme='${theme}']`} {`,
        `  --page: ${background};`,
        `  --ink: ${text};`,
        '}',
      ].join('\n'),
    ),
    '',
  ];

  it('are handed to the style sheets as the table has them', async () => {
    await expect(sheet.join('\n\n').trimEnd() + '\n').toMatchFileSnapshot(
      '../renderer/styles/pages.css',
    );
  });

  it('are those of the article, in the window and where it stands by itself', () => {
    const editor = read('renderer/editor/editor.css');
    expect(editor).toContain('--article-background: var(--page);');
    expect(editor).toContain('--article-text: var(--ink);');
    expect(read('renderer/editor/harness.html')).toContain('../styles/pages.css');
  });

  it('are named nowhere else', () => {
    const table = ['core/codebook/colours.ts', 'renderer/styles/pages.css'];
    const backgrounds = pages
      .map(({ background }) => background)
      .filter((colour) => colour !== '#000000'); // black is the colour of much else
    const found = ['cli', 'core', 'electron', 'renderer']
      .flatMap((folder) => filesIn(folder, /\.(?:css|html|tsx?)$/u))
      .filter((file) => !table.includes(file))
      .filter((file) => backgrounds.some((colour) => read(file).toLowerCase().includes(colour)));
    expect(found).toEqual([]);
  });
});

/** A style sheet's selectors, one by one, without what is in media queries and comments. */
function selectorsOf(file: string): string[] {
  const css = read(file).replaceAll(/\/\*[\s\S]*?\*\//gu, '');
  return [...css.matchAll(/([^{};]+)\{(?![^}]*\{)/gu)].flatMap(([, selectors = '']) =>
    selectors.split(/,\s*\n/u).map((selector) => selector.trim()),
  );
}

describe('the style sheet of a feature', () => {
  const below = ['editor', 'model', 'controls', 'commands'];
  const features = [...new Set((ROOMS['renderer'] ?? []).flat().map((room) => room.split('/')[1]))]
    .filter((room) => room !== undefined)
    .filter((room) => !below.includes(room));
  const sheets = features.flatMap((feature) =>
    filesIn(`renderer/${feature}`, /\.css$/u).map((file) => [feature, file] as const),
  );

  it.each(sheets)('of %s styles what has a class of its own', (feature, file) => {
    const others = selectorsOf(file).filter((selector) => {
      const [first = ''] = /\.[a-z][\w-]*/u.exec(selector.replace(/^\.dialog(?=\.)/u, '')) ?? [];
      return !first.startsWith(`.${feature}-`);
    });
    expect(others).toEqual([]);
  });

  it.each(sheets)('of %s names no class that its views do not have', (feature, file) => {
    const views = filesIn(`renderer/${feature}`, /\.tsx$/u)
      .map(read)
      .join('\n');
    const classes = new Set(
      selectorsOf(file).flatMap((selector) => selector.match(/(?<=\.)[a-z][\w-]*/gu) ?? []),
    );
    const unused = [...classes]
      .filter((name) => name.startsWith(`${feature}-`))
      .filter((name) => !new RegExp(`(?<![\\w-])${name}(?![\\w-])`, 'u').test(views));
    expect(unused).toEqual([]);
  });
});
