// Builds a small application around one page, such as the article surface alone.
import { cp } from 'node:fs/promises';
import path from 'node:path';

import { projectRoot } from '../run-command.mjs';

/**
 * Builds the article surface alone into an empty folder, which the runtime opens like any
 * application. The page has `window.harness`; see `renderer/editor/harness.ts`.
 * @param {string} folder absolute
 */
export function buildSurfaceApplication(folder) {
  return buildPageApplication(folder, path.join(projectRoot, 'renderer', 'editor'));
}

/**
 * The same around the `harness.html` of a folder.
 * @param {string} folder absolute, empty
 * @param {string} source absolute
 */
export async function buildPageApplication(folder, source) {
  const { build } = await import('vite');
  await cp(path.join(import.meta.dirname, 'surface-application'), folder, { recursive: true });
  await build({
    root: source,
    base: './',
    configFile: false,
    envDir: false,
    publicDir: false,
    mode: 'production',
    logLevel: 'warn',
    build: {
      target: 'chrome130',
      outDir: path.join(folder, 'pages'),
      emptyOutDir: false,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000, // KB: it is read from disk
      rolldownOptions: { input: path.join(source, 'harness.html') },
    },
  });
}
