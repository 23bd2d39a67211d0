// Modules in TypeScript for scripts that Node runs as they are.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { build } from 'vite';

import { projectRoot } from '../run-command.mjs';

/**
 * Builds a module of this folder for Node and loads it.
 * @param {string} folder where what is built is put, absolute
 * @param {string} name of the file, without its extension
 */
export async function loadModule(folder, name) {
  await build({
    root: projectRoot,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    ssr: { target: 'node', noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: {
        input: path.join(import.meta.dirname, `${name}.ts`),
        output: { entryFileNames: `${name}.mjs` },
      },
    },
  });
  return import(pathToFileURL(path.join(folder, `${name}.mjs`)).href);
}
