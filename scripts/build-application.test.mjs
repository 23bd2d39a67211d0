import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildApplication } from './build-application.mjs';
import { projectRoot } from './run-command.mjs';

const page =
  '<!doctype html><title>T</title><p id="p"></p><script type="module" src="./main.ts"></script>';
const sources = {
  'package.json': JSON.stringify({ type: 'module', imports: { '#core/*': './core/*' } }),
  'core/greeting.ts': 'export const greet = (name: string): string => `greeting for ${name}`;',
  'core/limits.ts':
    "import { z } from 'zod';\nexport const LIMIT = 41;\nconst Name = z.string().max(LIMIT);\nexport const Person = z.object({ name: Name.optional() });",
  'electron/main.ts':
    "import { app } from 'electron';\nimport { greet } from '#core/greeting.ts';\ndeclare const __E2E_BUILD__: boolean;\napp.setName(greet('main') + (__E2E_BUILD__ ? 'under test' : 'for release'));",
  'electron/ipc/preload.ts':
    "import { contextBridge } from 'electron';\nimport { greet } from '#core/greeting.ts';\ncontextBridge.exposeInMainWorld('greet', greet);",
  'electron/workers/exchange.ts':
    "import { greet } from '#core/greeting.ts';\nconsole.log(greet('worker'));",
  'electron/workers/exchange.test.ts': 'this is not built',
  'renderer/index.html': page,
  'renderer/main.ts':
    "import { greet } from '#core/greeting.ts';\nimport { LIMIT } from '#core/limits.ts';\ndocument.querySelector('#p')!.textContent = greet(`window ${LIMIT}`);",
  'cli/main.ts': "console.log('command line');",
};

let root;
const said = [];
const build = (options) =>
  buildApplication({ root, report: (sentence) => said.push(sentence), ...options });
const write = (name, text) => writeFile(path.join(root, name), text);
const built = (name) => readFile(path.join(root, 'dist', name), 'utf8');

beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'framewise-build-'));
  await symlink(
    path.join(projectRoot, 'node_modules'),
    path.join(root, 'node_modules'),
    'junction',
  );
  for (const [name, text] of Object.entries(sources)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await write(name, text);
  }
  await build();
});
afterAll(() => rm(root, { recursive: true, force: true }));
beforeEach(() => said.splice(0));

describe('the build', () => {
  test('has one file per part', async () => {
    for (const name of [
      'electron/main.js',
      'electron/preload.cjs',
      'electron/workers/exchange.js',
      'cli.js',
      'renderer/index.html',
    ]) {
      expect(existsSync(path.join(root, 'dist', name)), name).toBe(true);
    }
    expect(await readdir(path.join(root, 'dist/electron/workers'))).not.toContain(
      'exchange.test.js',
    );
  });

  test('leaves Electron out of the bundles and takes the domain in', async () => {
    expect(await built('electron/main.js')).toContain('from "electron"');
    const preload = await built('electron/preload.cjs');
    expect(preload).toContain('require("electron")');
    expect(preload).toContain('greeting for');
    expect(preload.match(/require\(/g)).toHaveLength(1);
  });

  test('has a page without inline code, with relative addresses', async () => {
    const html = await built('renderer/index.html');
    expect(html).toMatch(/<script [^>]*src="\.\/assets\//);
  });

  test('takes a limit into the window without the schema beside it', async () => {
    const [script] = (await readdir(path.join(root, 'dist/renderer/assets'))).filter((name) =>
      name.endsWith('.js'),
    );
    const window = await built(`renderer/assets/${script}`);
    expect(window).toContain('41');
    expect(window).not.toContain('zod');
  });

  test('is not made again while nothing changes', async () => {
    await build();
    expect(said).toEqual(['The build in dist is up to date.']);
  });

  test('is not made again for a changed test', async () => {
    await write('electron/workers/exchange.test.ts', 'changed');
    await build();
    expect(said).toEqual(['The build in dist is up to date.']);
  });

  test.each([
    ['a source', () => write('core/greeting.ts', `${sources['core/greeting.ts']}\n// changed`)],
    ['a missing output', () => rm(path.join(root, 'dist/electron/main.js'))],
    ['a broken record', () => write('dist/.build.json', '{')],
  ])('is made again after %s', async (_name, change) => {
    await change();
    await build();
    expect(said[0]).toMatch(/^Built dist/);
  });

  test('tells the tests and the release apart', async () => {
    expect(await built('electron/main.js')).toContain('under test');
    await build({ release: true });
    expect(await built('electron/main.js')).toContain('for release');
    expect(await built('electron/main.js')).not.toContain('under test');
  });
});

describe('a build that fails', () => {
  test.each([
    ['an inline handler', '<p onclick="go()">'],
    ['an inline style', '<p style="color: red">'],
    ['an inline script', '<script>go()</script>'],
  ])('because of %s leaves the old one', async (_name, tag) => {
    await build();
    const before = await built('electron/main.js');
    await write('renderer/index.html', page + tag);
    await expect(build()).rejects.toThrow('inline code');
    expect(await built('electron/main.js')).toBe(before);
    expect((await readdir(root)).filter((name) => name.startsWith('.dist-'))).toEqual([]);
    await write('renderer/index.html', page);
  });

  test('because the window uses a schema says so', async () => {
    await write(
      'renderer/main.ts',
      "import { Person } from '#core/limits.ts';\nPerson.parse(document.title);",
    );
    await expect(build()).rejects.toThrow('The window uses a schema');
    await write('renderer/main.ts', sources['renderer/main.ts']);
  });
});
