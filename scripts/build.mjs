// npm run build [-- --release]
import { buildApplication } from './build-application.mjs';
import { ensureInstalled } from './install.mjs';
import { runScript } from './run-command.mjs';

await runScript(async () => {
  await ensureInstalled();
  await buildApplication({ release: process.argv.includes('--release') });
});
