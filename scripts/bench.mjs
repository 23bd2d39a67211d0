// npm run bench [-- --size=small|large] [--quick] [--peers] [--readme]: measures speed on real Electron.
import path from 'node:path';
import { prepareApplication, runOnDisplay } from './end-to-end.mjs';
import { ensureInstalled } from './install.mjs';
import { projectRoot, runScript } from './run-command.mjs';

await runScript(async () => {
  await ensureInstalled();
  const runtime = await prepareApplication();
  const script = path.join(projectRoot, 'scripts', 'bench', 'run.mjs');
  await runOnDisplay([process.execPath, script, ...process.argv.slice(2)], {
    ...process.env,
    FRAMEWISE_ELECTRON_PATH: runtime.executable,
    FRAMEWISE_ELECTRON_VERSION: runtime.version,
  });
});
