// Prints the path of the Electron executable, alone, on the standard output.
import { findRuntime } from './electron-runtime.mjs';
import { ensureInstalled } from './install.mjs';
import { runScript } from './run-command.mjs';

await runScript(async () => {
  await ensureInstalled();
  const { executable } = await findRuntime();
  console.log(executable);
});
