import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, cp, link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Bridge } from '#core/contract/contract.ts';

import { expectNoWayOut, expectWaysOut, REFUSALS } from './escape.ts';
import { appFolder, argumentsFor, expect, test, type Run } from './fixtures.ts';
import { readFuses, setFuses } from './fuses.ts';
import { startServer, type ListeningServer } from './listening-server.ts';
import { partsOf, shownText, tagRows } from './window.ts';

// It starts the packaged program itself, on a folder that no other has open. The package is made once.
test.use({ sharesWindow: false });
test.describe.configure({ mode: 'serial' });

declare global {
  interface Window {
    readonly framewise: Bridge;
  }
}

let executable = '';
test.beforeAll(() => {
  const script = path.join(appFolder, 'scripts', 'package.mjs');
  const said = execFileSync(process.execPath, [script], { encoding: 'utf8' });
  executable = said.trim().split('\n').at(-1) ?? '';
});

/** The folder that is the application, and where its archive is in it. */
const packed = (): { folder: string; resources: string } =>
  process.platform === 'darwin'
    ? {
        folder: path.resolve(path.dirname(executable), '..', '..'),
        resources: path.join('Contents', 'Resources'),
      }
    : { folder: path.dirname(executable), resources: 'resources' };

/** Makes the application again elsewhere, of the same files but for its executable and its archive. */
async function copyApplication(to: string): Promise<{ executable: string; resources: string }> {
  const { folder, resources } = packed();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const from = path.join(entry.parentPath, entry.name);
    const target = path.join(to, path.relative(folder, from));
    await mkdir(entry.isDirectory() ? target : path.dirname(target), { recursive: true });
    if (entry.isSymbolicLink()) await cp(from, target, { verbatimSymlinks: true });
    if (!entry.isFile()) continue;
    if (from === executable || entry.name === 'app.asar') await copyFile(from, target);
    else await link(from, target).catch(() => copyFile(from, target));
  }
  return {
    executable: path.join(to, path.relative(folder, executable)),
    resources: path.join(to, resources),
  };
}

/** Puts another application beside the archive, where a plain Electron would look for one first. */
async function plant(resources: string): Promise<void> {
  for (const [from, to] of [
    ['unprotected', 'app'],
    ['probe', 'probe'],
  ] as const) {
    await cp(path.join(appFolder, 'e2e', from), path.join(resources, to), { recursive: true });
  }
}

const loadedFrom = ({ app }: Run): Promise<string> =>
  app.evaluate(({ app: program }) => program.getAppPath());

test('the packaged application opens the sample, tags, quits, finds the tag again and reads a PDF', async ({
  launch,
}) => {
  const first = await launch({ executable });
  // Asked before there is a window, the program may drop the answer.
  expect(await first.app.evaluate(({ app: program }) => program.isPackaged)).toBe(true);
  await expect(partsOf(first.page).articles.getByRole('button')).toHaveCount(5);
  await partsOf(first.page).article.focus();
  await first.page.keyboard.press('q');
  await first.page.keyboard.press('1');
  await expect(tagRows(first.page)).toHaveCount(1);
  await expect(partsOf(first.page).status).toContainText('Tagged quote');
  await first.quit();
  const second = await launch({ executable });
  await expect(tagRows(second.page)).toHaveCount(1);
  await expect(partsOf(second.page).undo).toHaveText(/Undo: tag quote/u);
  await second.quit();

  // Readers have parts of their own in the archive: the one of PDFs has the most.
  const papers = path.join(appFolder, 'core', 'sources', 'paper', 'testing', 'papers');
  const third = await launch({ executable, args: [path.join(papers, 'two-columns.pdf')] });
  const sheet = third.page.getByRole('dialog');
  await sheet.getByRole('grid', { name: 'Text' }).getByRole('row').first().focus();
  await third.page.keyboard.press('Enter');
  await expect(sheet).toBeHidden();
  const whole = await readFile(path.join(papers, 'two-columns.txt'), 'utf8');
  await expect.poll(() => shownText(third.page)).toBe(whole.trimEnd().replaceAll('\n', ''));
});

test('its fuses are as a release has them, but for the inspector that the tests need (bad inputs 110, 112)', async () => {
  const written = await readFile(path.join(appFolder, 'electron-builder.yml'), 'utf8');
  const asked = /^electronFuses:\n((?: {2}.*\n)+)/mu.exec(written)?.[1] ?? '';
  const wanted = Object.fromEntries(
    [...asked.matchAll(/^ {2}(\w+): (true|false)$/gmu)].map(([, name = '', state]) => [
      name,
      state === 'true',
    ]),
  );
  expect(wanted).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    grantFileProtocolExtraPrivileges: false,
    onlyLoadAppFromAsar: true,
    enableEmbeddedAsarIntegrityValidation: true,
    enableCookieEncryption: true,
    loadBrowserProcessSpecificV8Snapshot: false,
  });
  expect(await readFuses(executable)).toEqual({ ...wanted, enableNodeCliInspectArguments: true });
});

test.describe('with another application planted beside its archive', () => {
  let server: ListeningServer;
  test.beforeEach(async () => {
    server = await startServer();
  });
  test.afterEach(() => server.close());

  test('it runs its own, and a page that was taken over gets out by none of the known ways (bad inputs 107–109, 112)', async ({
    launch,
    dataFolder,
    folder,
  }) => {
    const copy = await copyApplication(path.join(folder, 'application'));
    await plant(copy.resources);
    const marker = path.join(folder, 'ran.txt');
    const preloaded = path.join(folder, 'preloaded.cjs');
    await writeFile(preloaded, `require('node:fs').writeFileSync(${JSON.stringify(marker)}, 'x');`);
    const run = await launch({
      executable: copy.executable,
      expected: REFUSALS,
      env: { NODE_OPTIONS: `--require=${preloaded}` },
    });
    expect(await loadedFrom(run)).toBe(path.join(copy.resources, 'app.asar'));
    await expect(partsOf(run.page).articles.getByRole('button')).toHaveCount(5);
    expect(await readFile(marker).catch(() => 'was not run')).toBe('was not run');
    await expectNoWayOut(run, server, dataFolder);
    const answers = await run.page.evaluate(async () => {
      const ask = (channel: string, request: unknown): Promise<{ ok: boolean }> =>
        window.framewise.invoke(channel as 'app:bootstrap', request as undefined);
      return [
        await ask('articles:open', { articleId: '../../etc/passwd' }),
        await ask('import:preview-paths', { paths: ['/etc/passwd'] }),
        await ask('history:undo', { requestId: 1n }),
        await ask('import:preview-clipboard', undefined),
        await ask('no-such-channel', undefined),
      ].map(({ ok }) => ok);
    });
    expect(answers).toEqual(new Array(5).fill(false));
  });

  test('it starts no other one without its archive, and would with its fuse off, from where all of them lead out: the probe works (bad inputs 107–109, 112)', async ({
    launch,
    dataFolder,
    folder,
  }) => {
    test.skip(process.platform === 'darwin', 'A changed executable would have to be signed again.');
    const copy = await copyApplication(path.join(folder, 'application'));
    await plant(copy.resources);
    await rm(path.join(copy.resources, 'app.asar'));
    const bare = spawn(copy.executable, argumentsFor(dataFolder, { executable: copy.executable }), {
      stdio: 'ignore',
    });
    const [code] = (await once(bare, 'exit')) as [number | null];
    expect(code).toBe(1);
    await setFuses(copy.executable, {
      onlyLoadAppFromAsar: false,
      grantFileProtocolExtraPrivileges: true,
    });
    const run = await launch({ executable: copy.executable, expected: /./u, isAnother: true });
    expect(await loadedFrom(run)).toBe(path.join(copy.resources, 'app'));
    await expectWaysOut(run, server);
  });
});

test('it does not start with an archive that was edited, where the system checks it (bad input 112)', async ({
  folder,
}) => {
  test.skip(process.platform === 'linux', 'Electron checks no archive on Linux.');
  const copy = await copyApplication(path.join(folder, 'application'));
  const archive = path.join(copy.resources, 'app.asar');
  const bytes = await readFile(archive);
  const at = bytes.indexOf('Framewise');
  bytes.write('framewise', at);
  await writeFile(archive, bytes);
  const started = (): string =>
    execFileSync(copy.executable, { timeout: 60_000, stdio: 'pipe' }).toString();
  expect(started).toThrow(/[Ii]ntegrity|status/u);
});
