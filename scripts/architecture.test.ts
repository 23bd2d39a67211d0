import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { ESLint } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';
import { describe, expect, it, test } from 'vitest';

import { roomRules, ROOMS } from './rooms.mjs';

const root = path.resolve(import.meta.dirname, '..');

/** The repository's own rules, without those that need types: planted files are in no project. */
const eslint = new ESLint({ cwd: root, overrideConfig: [tseslint.configs.disableTypeChecked] });

/** Names of the rules that a file of this content would break. */
async function brokenRules(file: string, content: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(content, { filePath: path.join(root, file) });
  return result?.messages.map(({ ruleId }) => ruleId) ?? [];
}

const LAYERS = 'boundaries/dependencies';
const REPOSITORY: Readonly<Record<string, string>> = {
  core: "import { ok } from '#core/result.ts'; export const planted = ok;",
  electron: "import { openLog } from '../electron/shell/log.ts'; export const planted = openLog;",
  renderer: "import { bridge } from '../renderer/bridge.ts'; export const planted = bridge;",
  scripts:
    "import { projectRoot } from '../scripts/run-command.mjs'; export const planted = projectRoot;",
};
const NODE = "import { readFileSync } from 'node:fs'; export const planted = readFileSync;";
const BARE_NODE = "import { readFileSync } from 'fs'; export const planted = readFileSync;";
const ELECTRON = "import { app } from 'electron'; export const planted = app;";
const REACT = "import type { FC } from 'react'; export type Planted = FC;";
const LEXICAL = "const planted = import('lexical'); export const other = planted;";
const STORE = "import Store from 'electron-store'; export const planted = Store;";
const VITEST = "import { it } from 'vitest'; export const planted = it;";

/** Names of the sources that lie directly in a folder. */
function sourcesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder)).filter((name) =>
    /(?<!\.d|\.test)\.tsx?$/u.test(name),
  );
}

function subfoldersOf(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.posix.join(path.relative(root, entry.parentPath), entry.name));
}

describe('the layers', () => {
  test.each([
    ['core', 'the window', REPOSITORY['renderer']],
    ['core', 'the main process', REPOSITORY['electron']],
    ['core', 'scripts', REPOSITORY['scripts']],
    ['core', 'Node', NODE],
    ['core', 'Node without its prefix', BARE_NODE],
    ['core', 'Electron', ELECTRON],
    ['core', 'types of React', REACT],
    ['core', 'Lexical, late', LEXICAL],
    ['core', 'the test runner', VITEST],
    ['electron', 'the window', REPOSITORY['renderer']],
    ['electron', 'scripts', REPOSITORY['scripts']],
    ['electron', 'types of React', REACT],
    ['electron', 'Lexical, late', LEXICAL],
    ['renderer', 'the main process', REPOSITORY['electron']],
    ['renderer', 'scripts', REPOSITORY['scripts']],
    ['renderer', 'Node', NODE],
    ['renderer', 'Node without its prefix', BARE_NODE],
    ['renderer', 'Electron', ELECTRON],
    ['renderer', 'the store', STORE],
    ['e2e', 'the main process', REPOSITORY['electron']],
    ['e2e', 'the window', REPOSITORY['renderer']],
  ])('%s may not import %s', async (layer, _what, content) => {
    expect(await brokenRules(`${layer}/planted.ts`, content ?? '')).toContain(LAYERS);
  });

  test.each([
    ['core', REPOSITORY['core']],
    ['electron', REPOSITORY['core']],
    ['electron', NODE],
    ['electron', ELECTRON],
    ['electron', STORE],
    ['renderer', REPOSITORY['core']],
    ['renderer', REACT],
    ['renderer', LEXICAL],
    ['e2e', REPOSITORY['scripts']],
    ['scripts', NODE],
  ])('%s may do what it must (%s)', async (layer, content) => {
    expect(await brokenRules(`${layer}/planted.ts`, content ?? '')).toEqual([]);
  });

  it('lets the tests of a pure layer read files and use the test runner', async () => {
    expect(await brokenRules('core/planted.test.ts', NODE)).toEqual([]);
    expect(await brokenRules('core/planted.test.ts', VITEST)).toEqual([]);
    expect(await brokenRules('core/planted.test.ts', ELECTRON)).toContain(LAYERS);
  });
});

describe('the rooms', () => {
  const rules = roomRules();
  /** Folders that hold sources, tests and what they set up left out. */
  const folders = Object.keys(ROOMS)
    .filter((layer) => layer !== 'scripts' && layer !== 'e2e')
    .flatMap((layer) => [layer, ...subfoldersOf(layer)])
    .filter((folder) => path.basename(folder) !== 'testing' && sourcesIn(folder).length > 0);

  it.each(folders)('%s is a room in the order', (folder) => {
    expect(rules.map(({ room }) => room)).toContain(folder);
  });

  // The plants: every room that has one above or beside it takes something from there.
  const plants = rules.flatMap(({ layer, room, allowed }) => {
    const refused = rules.find(
      (other) =>
        other.layer === layer && !allowed.includes(other.room) && sourcesIn(other.room).length > 0,
    );
    return refused ? [[room, refused.room] as const] : [];
  });

  it.each(plants)('%s may not import %s', async (room, above) => {
    const target = path.posix.join(above, sourcesIn(above)[0] ?? '');
    const source = path.posix.relative(room, target);
    const content = `export { planted } from '${source.startsWith('.') ? source : `./${source}`}';`;
    expect(await brokenRules(`${room}/planted.ts`, content)).toContain(LAYERS);
  });

  it.each(rules.filter(({ allowed }) => allowed.length > 1))(
    '$room may import the room below it',
    async ({ room, allowed }) => {
      const below = allowed.at(-2) ?? '';
      const source = path.posix.relative(room, path.posix.join(below, sourcesIn(below)[0] ?? ''));
      const content = `export { planted } from '${source.startsWith('.') ? source : `./${source}`}';`;
      expect(await brokenRules(`${room}/planted.ts`, content)).toEqual([]);
    },
  );

  it.each(folders)('%s says at the head of a file what belongs in it', (folder) => {
    const heads = sourcesIn(folder).map((name) =>
      readFileSync(path.join(root, folder, name), 'utf8').replace(/^#!.*\n/u, ''),
    );
    expect(heads.filter((text) => text.startsWith('// '))).not.toEqual([]);
  });

  it.each(folders)('%s holds no more files than can be looked over', (folder) => {
    expect(sourcesIn(folder).length).toBeLessThanOrEqual(20);
  });

  it('holds no room named after a kind', () => {
    const kinds = ['utils', 'helpers', 'common', 'misc', 'types', 'chrome', 'shared'];
    expect(folders.filter((folder) => kinds.includes(path.basename(folder)))).toEqual([]);
  });
});

describe('the model of the window', () => {
  test.each([
    ['React', LAYERS, REACT],
    ['Lexical, late', LAYERS, LEXICAL],
    ['the document', 'no-restricted-globals', 'export const planted = document.body;'],
    ['the window', 'no-restricted-globals', 'export const planted = window.innerWidth;'],
    [
      'frames of the page',
      'no-restricted-globals',
      'export const planted = (act: () => void) => requestAnimationFrame(act);',
    ],
    [
      'the preload, but only what it is given',
      'no-restricted-imports',
      "import { bridge } from '../bridge.ts'; export const planted = bridge;",
    ],
  ])('may not hold %s', async (_what, rule, content) => {
    expect(await brokenRules('renderer/model/planted.ts', content)).toContain(rule);
  });

  it('may wait, and see what its tests set up', async () => {
    const waits = 'export const planted = setTimeout(() => undefined, 1);';
    expect(await brokenRules('renderer/model/planted.ts', waits)).toEqual([]);
    expect(await brokenRules('renderer/model/testing/planted.ts', NODE)).toEqual([]);
  });
});

describe('the single places', () => {
  test.each([
    ['electron/planted.ts', "import { ipcMain } from 'electron'; export const planted = ipcMain;"],
    [
      'electron/planted.ts',
      "import { ipcRenderer } from 'electron'; export const planted = ipcRenderer;",
    ],
    [
      'electron/ipc/ipc.ts',
      "import { contextBridge } from 'electron'; export const planted = contextBridge;",
    ],
    [
      'electron/store/planted.ts',
      "import { ipcMain } from 'electron'; export const planted = ipcMain;",
    ],
  ])('%s may not hold: %s', async (file, content) => {
    expect(await brokenRules(file, content)).toContain('no-restricted-imports');
  });

  test.each([
    "import { QUESTIONS } from '#core/contract/contract.ts'; export const planted = QUESTIONS;",
    "import { z } from 'zod'; export const planted = z;",
    "import { openLog } from '../shell/log.ts'; export const planted = openLog;",
    "import { ipcMain } from 'electron'; export const planted = ipcMain;",
    NODE,
  ])('the preload may not hold: %s', async (content) => {
    expect(await brokenRules('electron/ipc/preload.ts', content)).toContain(
      '@typescript-eslint/no-restricted-imports',
    );
  });

  it('lets the preload have the names of channels, types and Electron', async () => {
    const content = [
      "import { ipcRenderer } from 'electron';",
      "import { CHANNELS } from '#core/contract/channels.ts';",
      "import type { Bridge } from '#core/contract/contract.ts';",
      'export const planted: [unknown, Bridge | null] = [[ipcRenderer, CHANNELS], null];',
    ].join('\n');
    expect(await brokenRules('electron/ipc/preload.ts', content)).toEqual([]);
  });

  test.each([
    ['a default export', 'const planted = 1; export default planted;'],
    ['an export of everything', "export * from './result.ts';"],
    ['a global of CommonJS', "export const planted = require('./result.ts');"],
  ])('no file may hold %s', async (_what, content) => {
    expect(await brokenRules('core/planted.ts', content)).not.toEqual([]);
  });
});

describe('the length of things', () => {
  const statements = (count: number, statement: string): string => `${statement}\n`.repeat(count);
  const functionOf = (lines: number): string =>
    `export function planted(act: () => void): void {\n${statements(lines - 2, '  act();')}}\n`;
  const fileOf = (lines: number): string => statements(lines, 'export const { planted } = {};');

  it.each([
    ['core/planted.ts', 'max-lines-per-function', functionOf(80), functionOf(81)],
    ['renderer/tags/Planted.tsx', 'max-lines-per-function', functionOf(80), functionOf(81)],
    ['scripts/planted.mjs', 'max-lines', fileOf(500), fileOf(501)],
    ['electron/shell/planted.ts', 'max-lines', fileOf(500), fileOf(501)],
  ])('of %s is limited by %s', async (file, rule, longest, longer) => {
    expect(await brokenRules(file, longest)).not.toContain(rule);
    expect(await brokenRules(file, longer)).toContain(rule);
  });

  it('is not limited by comments and blank lines, nor in tests', async () => {
    const padded = functionOf(80).replaceAll('act();', 'act(); // why\n\n  // and why\n');
    expect(await brokenRules('core/planted.ts', padded)).not.toContain('max-lines-per-function');
    expect(await brokenRules('core/planted.test.ts', functionOf(200))).toEqual([]);
  });

  it('has no exceptions', () => {
    const config = readFileSync(path.join(root, 'eslint.config.js'), 'utf8');
    expect(config.match(/'max-lines(?:-per-function)?'/gu)).toHaveLength(2);
  });
});

describe('the globals', () => {
  /** Messages of the compiler for a planted file, with the options of a folder. */
  function compile(folder: string, content: string): string[] {
    const config = path.join(root, folder, 'tsconfig.json');
    const { options } = ts.parseJsonConfigFileContent(
      ts.readConfigFile(config, (file) => ts.sys.readFile(file)).config,
      ts.sys,
      path.join(root, folder),
    );
    const planted = path.join(root, folder, 'planted.ts');
    const host = ts.createCompilerHost(options);
    const { readFile, fileExists, getSourceFile } = host;
    host.fileExists = (file) => file === planted || fileExists(file);
    host.readFile = (file) => (file === planted ? content : readFile(file));
    host.getSourceFile = (file, ...others) =>
      file === planted
        ? ts.createSourceFile(file, content, ts.ScriptTarget.ES2023)
        : getSourceFile(file, ...others);
    const program = ts.createProgram([planted], options, host);
    return ts
      .getPreEmitDiagnostics(program, program.getSourceFile(planted))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  }

  test.each([
    ['core', 'document'],
    ['core', 'window'],
    ['core', 'fetch'],
    ['core', 'process'],
    ['core', 'Buffer'],
    ['core', 'setTimeout'],
    ['core', 'console'],
    ['electron', 'document'],
    ['electron', 'window'],
    ['renderer', 'process'],
    ['renderer', 'Buffer'],
  ])('%s has no %s', (folder, name) => {
    expect(compile(folder, `export const planted: unknown = ${name};`).join()).toContain(name);
  });

  test.each([
    ['core', 'Intl.Segmenter'],
    ['electron', 'process'],
    ['renderer', 'document'],
  ])('%s has %s', (folder, name) => {
    expect(compile(folder, `export const planted: unknown = ${name};`)).toEqual([]);
  });
});
