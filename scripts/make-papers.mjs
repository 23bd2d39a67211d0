// npm run papers: writes the PDFs and documents of the tests, and their true texts beside them.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

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
  const { PAPERS } = await server.ssrLoadModule('/core/sources/paper/testing/papers.ts');
  const { DOCUMENTS } = await server.ssrLoadModule('/core/sources/office/testing/documents.ts');
  await write('core/sources/paper/testing/papers', PAPERS, () => 'pdf');
  await write('core/sources/office/testing/documents', DOCUMENTS, ({ ending }) => ending);
} finally {
  await server.close();
}

/** Each file, and beside it the text that it says. */
async function write(name, samples, endingOf) {
  const folder = path.join(projectRoot, name);
  await mkdir(folder, { recursive: true });
  for (const sample of samples) {
    await writeFile(path.join(folder, `${sample.name}.${endingOf(sample)}`), sample.bytes());
    if (sample.text === null) continue;
    await writeFile(path.join(folder, `${sample.name}.txt`), sample.text);
  }
  console.log(`Wrote ${samples.length} files and their texts to ${name}.`);
}
