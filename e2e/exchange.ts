import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Locator, Page } from 'playwright/test';

import { answerOpenDialog, answerSaveDialog, expect, listFiles, type Run } from './fixtures.ts';
import { choose } from './window.ts';

/** A position in an exported file: the same place in both units. */
export interface ExportedPosition {
  readonly utf16: { readonly start: number; readonly end: number };
  readonly codePoints: { readonly start: number; readonly end: number };
}

export interface ExportedSelector extends ExportedPosition {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

export interface ExportedTag {
  readonly id: string;
  readonly category: string;
  readonly note: string;
  readonly confidence: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly attributeSpans: Readonly<Record<string, ExportedSelector>>;
  readonly creator: string;
  readonly target: { readonly fragments: readonly ExportedSelector[] };
}

export interface ExportedArticle {
  readonly id: string;
  readonly title: string;
  readonly outlet: string | null;
  readonly author: string | null;
  readonly url: string | null;
  readonly published: string | null;
  readonly event: string | null;
  readonly sha256: string;
  readonly length: { readonly utf16: number; readonly codePoints: number };
  readonly sources: readonly {
    readonly name: string;
    readonly encoding: string;
    readonly bom: boolean;
    readonly bytesSha256: string;
  }[];
  readonly boilerplate: readonly ExportedPosition[];
  readonly text?: string;
}

/** A file of the application’s own, as other programs read it. */
export interface ExportedFile {
  readonly format: string;
  readonly version: number;
  readonly exportedAt: string;
  readonly purpose: 'exchange' | 'return';
  readonly for: string | null;
  readonly from?: string;
  readonly articles: readonly ExportedArticle[];
  readonly annotators: readonly { readonly id: string; readonly name: string }[];
  readonly events: readonly { readonly id: string; readonly title: string }[];
  readonly annotationSets: readonly {
    readonly annotator: string;
    readonly article: string;
    readonly annotations: readonly ExportedTag[];
  }[];
  readonly decisions?: readonly {
    readonly id: string;
    readonly verdict: string;
    readonly reason: string | null;
    readonly reviewer: string;
  }[];
  readonly comments?: readonly { readonly text: string; readonly contests: boolean }[];
  readonly adjudicated?: readonly {
    readonly article: string;
    readonly tags: readonly { readonly annotation: ExportedTag }[];
    readonly unresolved: readonly { readonly kind: string }[];
  }[];
}

/** Opens files with the open dialog and the key for it; returns the sheet that shows what is in them. */
export async function openFiles({ app, page }: Run, files: readonly string[]): Promise<Locator> {
  await answerOpenDialog(app, files);
  await expect(page.getByRole('list', { name: 'Articles' })).toBeAttached();
  await page.keyboard.press('Control+o');
  const sheet = page.getByRole('dialog', { name: /^Open (?:this file|\d+ files)$/u });
  await expect(sheet).toBeVisible();
  return sheet;
}

/** What the sheet says of one file. */
export function cardOf(sheet: Locator, name: string): Locator {
  return sheet.getByRole('region', { name, exact: true });
}

/** Stores what the sheet shows and waits until it is closed. */
export async function confirmImport(sheet: Locator): Promise<void> {
  await sheet.getByRole('button', { name: /^Import(?: \d+)?$/u }).click();
  await expect(sheet).toBeHidden();
}

/** How the export sheet is filled in; what is left out stays as the sheet proposes it. */
export interface ExportChoices {
  readonly what?: RegExp;
  /** The label of a choice under *Format*. */
  readonly format?: string;
  /** The label of a choice under *Whose tags*. */
  readonly whose?: string;
  readonly includeText?: boolean;
  readonly hideNames?: boolean;
}

/** Fills the export sheet in and leaves it open. */
export async function openExportSheet(page: Page, choices: ExportChoices = {}): Promise<Locator> {
  await page.keyboard.press('Control+Shift+e');
  const sheet = page.getByRole('dialog', { name: 'Export', exact: true });
  await expect(sheet).toBeVisible();
  const { what, whose, format, includeText, hideNames } = choices;
  if (format !== undefined) await choose(sheet.getByLabel('Format', { exact: true }), format);
  if (what) await sheet.getByRole('radio', { name: what }).check();
  if (whose !== undefined) await choose(sheet.getByLabel('Whose tags'), whose);
  if (includeText !== undefined) {
    await sheet.getByRole('checkbox', { name: /^Include article text/u }).setChecked(includeText);
  }
  if (hideNames !== undefined) {
    await sheet.getByRole('checkbox', { name: /^Replace names/u }).setChecked(hideNames);
  }
  return sheet;
}

/** Exports what the open sheet shows to a path, and closes what it says then. */
export async function confirmExport({ app, page }: Run, sheet: Locator, to: string): Promise<void> {
  await answerSaveDialog(app, to);
  await sheet.getByRole('button', { name: 'Export…' }).click();
  const done = page.getByRole('dialog', { name: 'Exported' });
  await expect(done).toBeVisible();
  await done.getByRole('button', { name: 'Done' }).click();
  await expect(done).toBeHidden();
}

/** Exports through the sheet and the save dialog, and reads the file. */
export async function exportTo(
  run: Run,
  file: string,
  choices: ExportChoices = {},
): Promise<ExportedFile> {
  await confirmExport(run, await openExportSheet(run.page, choices), file);
  return JSON.parse(await readFile(file, 'utf8')) as ExportedFile;
}

/** The bytes of an exported file without the one line that tells when it was made. */
export async function withoutTime(file: string): Promise<string> {
  const text = await readFile(file, 'utf8');
  const line = /^ {2}"exportedAt": "[^"]+",$/mu;
  expect(text).toMatch(line);
  return text.replace(line, '');
}

/** Asserts that every position in a file cuts the same words out of the text, in both units. */
export function expectSlices(text: string, selectors: readonly ExportedSelector[]): void {
  const points = Array.from(text);
  for (const { utf16, codePoints, exact } of selectors) {
    expect(text.slice(utf16.start, utf16.end)).toBe(exact);
    expect(points.slice(codePoints.start, codePoints.end).join('')).toBe(exact);
  }
}

const LEFT_OUT = /^(?:browser|logs|search-index)\b/u;

/**
 * Every file of the library and the sum of its bytes; Chromium's own files and the log left out, and what is
 * written while nobody works: the index of words, and in the settings how often each key was used.
 */
export async function sumsOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = (await listFiles(folder)).filter((name) => !LEFT_OUT.test(name));
  const sums = await Promise.all(
    names.map(async (name): Promise<[string, string][]> => {
      // A temporary file may be gone again by now.
      const bytes = await readFile(path.join(folder, name)).catch(() => null);
      if (!bytes) return [];
      const content = name === 'settings.json' ? withoutKeyUses(bytes.toString('utf8')) : bytes;
      return [[name, createHash('sha256').update(content).digest('hex')]];
    }),
  );
  return Object.fromEntries(sums.flat());
}

function withoutKeyUses(settings: string): string {
  const { keyUses: _uses, ...others } = JSON.parse(settings) as Record<string, unknown>;
  return JSON.stringify(others);
}

/**
 * The same once nothing is written any more. The first start of a library makes its backups after
 * the window is there; `isLibrary` of `false` is for a folder inside one.
 */
export async function settledSums(
  folder: string,
  isLibrary = true,
): Promise<Readonly<Record<string, string>>> {
  for (let before = ''; ;) {
    const sums = await sumsOf(folder);
    const now = JSON.stringify(sums);
    const isReady = !isLibrary || ('settings.json' in sums && isBackedUp(Object.keys(sums)));
    if (isReady && now === before) return sums;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Whether a library's files have a backup of each article. */
function isBackedUp(files: readonly string[]): boolean {
  const idsIn = (folder: string) =>
    files.flatMap((file) => (file.startsWith(`${folder}/`) ? [file.split('/')[1]] : []));
  const backups = new Set(idsIn('backups'));
  return backups.has('library') && idsIn('articles').every((id) => backups.has(id));
}

/** Writes files into a folder and answers their absolute paths in the same order. */
export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<string[]> {
  return Promise.all(
    Object.entries(files).map(async ([name, content]) => {
      const file = path.join(folder, name);
      await writeFile(file, content);
      return file;
    }),
  );
}
