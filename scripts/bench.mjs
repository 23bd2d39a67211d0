// npm run bench [-- --size=small|large] [--quick] [--peers] [--docs] [--formats] [--sources] [--growth] [--library]
// [--comparing] [--start]: measures speed on real Electron, and that of the exchange formats in Node; with --formats, of these
// alone. First it says how well web pages are read (with --sources nothing else) and how well quotations of
// several articles are put together. With --growth it measures nothing but how work grows with texts that
// nobody writes, with --library nothing but libraries of ten and of ten thousand articles, with --comparing
// nothing but comparing outlets, with --start nothing but starts.
import path from 'node:path';
import { prepareApplication, runOnDisplay } from './end-to-end.mjs';
import { ensureInstalled } from './install.mjs';
import { projectRoot, runCommand, runScript } from './run-command.mjs';

await runScript(async () => {
  await ensureInstalled();
  const options = process.argv.slice(2);
  if (options.includes('--growth')) {
    const growth = path.join(projectRoot, 'scripts', 'bench', 'run-growth.mjs');
    await runCommand(process.execPath, [growth, ...options]);
    return;
  }
  const inWindow = async (script) => {
    const runtime = await prepareApplication();
    const file = path.join(projectRoot, 'scripts', 'bench', script);
    await runOnDisplay([process.execPath, file, ...options], {
      ...process.env,
      FRAMEWISE_ELECTRON_PATH: runtime.executable,
      FRAMEWISE_ELECTRON_VERSION: runtime.version,
    });
  };
  if (options.includes('--library')) {
    await inWindow('run-library.mjs');
    return;
  }
  if (options.includes('--start')) {
    await inWindow('run-start.mjs');
    return;
  }
  const comparing = path.join(projectRoot, 'scripts', 'bench', 'run-comparing.mjs');
  if (options.includes('--comparing')) {
    await runCommand(process.execPath, [comparing, ...options]);
    await inWindow('run-compare-window.mjs');
    return;
  }
  const pages = path.join(projectRoot, 'scripts', 'bench', 'run-pages.mjs');
  await runCommand(process.execPath, [pages]);
  if (options.includes('--sources')) return;
  await runCommand(process.execPath, [comparing, ...options]);
  const formats = path.join(projectRoot, 'scripts', 'bench', 'run-formats.mjs');
  await runCommand(process.execPath, [formats, ...options]);
  if (options.includes('--formats')) return;
  await inWindow('run-compare-window.mjs');
  await inWindow('run-start.mjs');
  await inWindow('run.mjs');
});
