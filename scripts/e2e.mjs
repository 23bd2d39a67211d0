// npm run e2e [-- arguments of the test runner]
import { prepareApplication, runEndToEndTests } from './end-to-end.mjs';
import { ensureInstalled } from './install.mjs';
import { runScript } from './run-command.mjs';

await runScript(async () => {
  await ensureInstalled();
  await runEndToEndTests(await prepareApplication(), process.argv.slice(2));
});
