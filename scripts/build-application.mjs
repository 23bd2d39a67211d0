// Builds dist/: the main process, the preload, the worker processes, the window and the command line.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { projectRoot } from './run-command.mjs';

const RECORD = '.build.json';
// The oldest runtime that the application opens on: Electron 33.
const OLDEST_NODE = 'node20';
const OLDEST_CHROMIUM = 'chrome130';
const sourceFolders = ['cli', 'core', 'electron', 'renderer'];
const otherInputs = ['package.json', 'package-lock.json', 'scripts/build-application.mjs'];
const isTest = (name) => /\.test\.tsx?$/.test(name);
const isProvided = (id) =>
  id === 'electron' ||
  id.startsWith('electron/') ||
  id.startsWith('node:') ||
  builtinModules.includes(id);

/**
 * Builds the application, unless dist/ already holds the build of the same sources. The folder is
 * replaced by a rename when everything has been built, so a failed build leaves the old one.
 * @param {{ root?: string, release?: boolean, report?: (sentence: string) => void }} [options]
 *   `release` leaves out what only the end-to-end tests need
 */
export async function buildApplication(options = {}) {
  const { root = projectRoot, release = false, report = console.error } = options;
  const dist = path.join(root, 'dist');
  const inputs = await inputsHash(root, release);
  if (await isUpToDate(dist, inputs)) {
    report('The build in dist is up to date.');
    return;
  }
  const started = performance.now();
  const { build, version } = await import('vite');
  const work = await mkdtemp(path.join(root, '.dist-'));
  try {
    const built = path.join(work, 'dist');
    const configs = await buildConfigs(root, built, release);
    await Promise.all(configs.map((config) => build(config)));
    // What tries the ways out of the window is served to it in the packaged application, too.
    const probe = path.join(root, 'e2e', 'probe');
    if (!release && existsSync(probe))
      await cp(probe, path.join(built, 'probe'), { recursive: true });
    await refuseInlineCode(path.join(built, 'renderer', 'index.html'));
    const outputs = await listFiles(built);
    await writeFile(path.join(built, RECORD), JSON.stringify({ inputs, release, outputs }));
    await rename(dist, path.join(work, 'old')).catch((error) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rename(built, dist);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  report(`Built dist with Vite ${version} in ${seconds} s${release ? ', for release' : ''}.`);
}

async function buildConfigs(root, built, release) {
  const shared = {
    root,
    configFile: false,
    envDir: false,
    publicDir: false,
    mode: 'production',
    logLevel: 'warn',
    define: { __E2E_BUILD__: JSON.stringify(!release) },
  };
  const forNode = (input, folder, output) => ({
    ...shared,
    ssr: { target: 'node', noExternal: true },
    build: {
      ssr: true,
      target: OLDEST_NODE,
      outDir: path.join(built, folder),
      emptyOutDir: false,
      sourcemap: true,
      minify: false,
      rolldownOptions: { input, external: isProvided, output },
    },
  });
  const moduleOutput = {
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
  };
  const configs = [
    forNode(
      {
        main: path.join(root, 'electron', 'main.ts'),
        ...(await workerEntries(root)),
      },
      'electron',
      moduleOutput,
    ),
    forNode({ preload: path.join(root, 'electron', 'ipc', 'preload.ts') }, 'electron', {
      format: 'cjs',
      entryFileNames: '[name].cjs',
      // A sandboxed preload cannot load a second file.
      codeSplitting: false,
    }),
    {
      ...shared,
      root: path.join(root, 'renderer'),
      // Relative addresses work under any scheme.
      base: './',
      plugins: [leaveOutSchemas()],
      build: {
        target: OLDEST_CHROMIUM,
        outDir: path.join(built, 'renderer'),
        emptyOutDir: false,
        sourcemap: true,
        // The content policy allows no data: addresses for fonts and styles.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        chunkSizeWarningLimit: 2000, // KB: it is read from disk
      },
    },
  ];
  const commandLine = path.join(root, 'cli', 'main.ts');
  if (existsSync(commandLine)) configs.push(forNode({ cli: commandLine }, '.', moduleOutput));
  return configs;
}

/**
 * Leaves the schemas out of the window, and zod with them: the main process checks what is asked and
 * stored, and the window only takes lists and limits from where they stand. A bundler cannot know that
 * making a schema does nothing else, so it is told so of every constant beside one.
 */
function leaveOutSchemas() {
  return {
    name: 'leave-out-schemas',
    enforce: 'pre',
    transform: {
      filter: { id: /\/core\/.*\.ts$/u, code: /from 'zod'/u },
      handler(code) {
        const made = this.parse(code, { lang: 'ts' })
          .body.map((statement) => statement.declaration ?? statement)
          .flatMap(({ declarations = [] }) => declarations.map(({ init }) => init))
          .filter((init) => MADE.includes(init?.type));
        let marked = code;
        for (const { start, end } of made.reverse()) {
          const value = code.slice(start, end);
          marked = `${marked.slice(0, start)}/* @__PURE__ */ (() => (${value}))()${marked.slice(end)}`;
        }
        // Columns alone move, and only in lines that end up nowhere.
        return { code: marked, map: null };
      },
    },
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => Object.entries(chunk.modules ?? {}));
      const kept = modules.filter(([id, { code }]) => /node_modules\/zod\//u.test(id) && code);
      if (kept.length > 0) {
        this.error(
          'The window uses a schema, and with it all of zod: let it use a list or a check without one.',
        );
      }
    },
  };
}

/** Expressions that make something when a file is loaded. */
const MADE = ['CallExpression', 'NewExpression', 'ObjectExpression'];

/** Entries for utility processes, such as `workers/checkpoint`. */
async function workerEntries(root) {
  const folder = path.join(root, 'electron', 'workers');
  if (!existsSync(folder)) return {};
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts') && !isTest(name));
  return Object.fromEntries(
    names.map((name) => [`workers/${path.basename(name, '.ts')}`, path.join(folder, name)]),
  );
}

/** The window's content policy forbids inline code, so a page that has some would not work. */
async function refuseInlineCode(page) {
  const html = await readFile(page, 'utf8');
  const found = /<script(?![^>]*\ssrc=)[^>]*>|<style[\s>]|\sstyle=|\son[a-z]+=/i.exec(html);
  if (found !== null) {
    throw new Error(
      `The built page contains inline code, which its content policy forbids: ${found[0].trim()}`,
    );
  }
}

async function isUpToDate(dist, inputs) {
  try {
    const record = JSON.parse(await readFile(path.join(dist, RECORD), 'utf8'));
    return (
      record.inputs === inputs && record.outputs.every((name) => existsSync(path.join(dist, name)))
    );
  } catch {
    return false;
  }
}

/** Changes when the content of any input changes. */
async function inputsHash(root, release) {
  const hash = createHash('sha256').update(JSON.stringify({ release, node: process.version }));
  const names = [...otherInputs];
  for (const folder of release ? sourceFolders : [...sourceFolders, 'e2e/probe']) {
    const files = await listFiles(path.join(root, folder));
    names.push(...files.filter((name) => !isTest(name)).map((name) => `${folder}/${name}`));
  }
  for (const name of names) {
    const content = await readFile(path.join(root, name)).catch(() => null);
    hash.update(JSON.stringify([name, content?.length ?? null]));
    if (content !== null) hash.update(content);
  }
  return hash.digest('hex');
}

/** Paths relative to the folder, with forward slashes, sorted. */
async function listFiles(folder) {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((name) => name.replaceAll(path.sep, '/'))
    .sort();
}
