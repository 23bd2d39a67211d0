// npm run package [-- --release] [further arguments of electron-builder]
// Prints the path of the packaged executable, alone, on the standard output.
import { ensureInstalled } from './install.mjs';
import { packageApplication } from './package-application.mjs';
import { runScript } from './run-command.mjs';

await runScript(async () => {
  const args = process.argv.slice(2);
  await ensureInstalled();
  console.log(
    await packageApplication({
      release: args.includes('--release'),
      args: args.filter((argument) => argument !== '--release'),
    }),
  );
});
