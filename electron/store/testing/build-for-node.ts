import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Bundles a TypeScript file so that plain Node can run it; returns the path of the bundle. */
export async function buildForNode(entry: string): Promise<string> {
  const name = path.basename(entry, '.ts');
  // Inside node_modules, so that the packages that are left out of the bundle are found.
  const outDir = path.resolve('node_modules/.cache/framewise-store-tests', name);
  const vite = path.resolve('node_modules/vite/bin/vite.js');
  await run(process.execPath, [
    vite,
    'build',
    '--ssr',
    entry,
    '--outDir',
    outDir,
    '--logLevel',
    'error',
  ]);
  await mkdir(outDir, { recursive: true });
  await writeFile(path.join(outDir, 'package.json'), JSON.stringify({ type: 'module' }));
  return path.join(outDir, `${name}.js`);
}
