// npm start [-- --user-data-dir=DIR]: from a bare checkout to the open window.
import { spawn } from 'node:child_process';
import { buildApplication } from './build-application.mjs';
import { findRuntime } from './electron-runtime.mjs';
import { ensureInstalled } from './install.mjs';
import { projectRoot, runScript } from './run-command.mjs';
import { explainMissingLibraries, missingLibraries } from './system-libraries.mjs';

await runScript(async () => {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new Error(
      'There is no display to open the window on. Run the command in a desktop session, or on a virtual display: xvfb-run -a npm start',
    );
  }
  await ensureInstalled();
  const runtime = await findRuntime();
  const missing = missingLibraries(runtime.executable);
  if (missing.length > 0) throw new Error(explainMissingLibraries(missing));
  await buildApplication();
  return openWindow(runtime.executable, process.argv.slice(2));
});

/** @returns {Promise<number>} the application's exit code */
function openWindow(executable, extraArguments) {
  const switches = [];
  if (process.platform === 'linux' && process.geteuid?.() === 0) {
    console.error(
      'You are root, for whom Chromium has no sandbox: the window opens with --no-sandbox. Any other user gets the sandbox.',
    );
    switches.push('--no-sandbox');
  }
  const env = { ...process.env };
  // With this variable Electron would be a plain Node and open nothing.
  delete env.ELECTRON_RUN_AS_NODE;
  return new Promise((resolve, reject) => {
    const child = spawn(executable, [...switches, '.', ...extraArguments], {
      cwd: projectRoot,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => child.kill(signal));
    }
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
