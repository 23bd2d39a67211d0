// Writes the newest schema/framewise-*.schema.json from the schema that the application checks files with.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';
import { createServer } from 'vite';

import { projectRoot } from './run-command.mjs';

const server = await createServer({
  root: projectRoot,
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false },
  appType: 'custom',
});
try {
  const { framewiseJsonSchema, FRAMEWISE_VERSION } = await server.ssrLoadModule(
    '/core/exchange/framewise/schema.ts',
  );
  const file = path.join(projectRoot, 'schema', `framewise-${FRAMEWISE_VERSION}.schema.json`);
  await mkdir(path.dirname(file), { recursive: true });
  const style = await resolveConfig(file);
  await writeFile(file, await format(framewiseJsonSchema(), { ...style, filepath: file }));
  console.log(`Wrote ${path.relative(projectRoot, file)}.`);
} finally {
  await server.close();
}
