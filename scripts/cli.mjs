// npm run -s cli -- COMMAND …: the command line, built when it has to be. Needs no display.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { buildApplication } from './build-application.mjs';
import { ensureInstalled } from './install.mjs';
import { projectRoot, runScript } from './run-command.mjs';

await runScript(async () => {
  await ensureInstalled();
  // The error output is the command's own: only a build that fails says something.
  await buildApplication({ report: () => undefined });
  const script = path.join(projectRoot, 'dist', 'cli.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...process.argv.slice(2)], {
      // npm runs scripts in the project; paths are meant from where it was called.
      cwd: process.env.INIT_CWD ?? process.cwd(),
      stdio: 'inherit',
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
});
