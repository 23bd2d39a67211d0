// What the end-to-end tests need around them: a runtime, its libraries, a build and a display.
import path from 'node:path';
import { buildApplication } from './build-application.mjs';
import { findRuntime } from './electron-runtime.mjs';
import { sayFailedWindows } from './failed-windows.mjs';
import { projectRoot, runCommand } from './run-command.mjs';
import {
  ensureSystemPackages,
  explainMissingLibraries,
  missingLibraries,
  testPackages,
} from './system-libraries.mjs';

// Large enough for the three panes.
const SCREEN = '1440x900x24';

/**
 * Installs what the system lacks, finds the runtime and builds.
 * @returns {Promise<import('./electron-runtime.mjs').Runtime>}
 */
export async function prepareApplication() {
  await ensureSystemPackages(testPackages);
  const runtime = await findRuntime();
  const missing = missingLibraries(runtime.executable);
  if (missing.length > 0) throw new Error(explainMissingLibraries(missing));
  await buildApplication();
  return runtime;
}

/**
 * Runs the end-to-end tests.
 * @param {import('./electron-runtime.mjs').Runtime} runtime
 * @param {string[]} args for the test runner
 * @param {NodeJS.ProcessEnv} [env] further variables
 */
export async function runEndToEndTests(runtime, args, env = {}) {
  const command = [
    process.execPath,
    path.join(projectRoot, 'node_modules', 'playwright', 'cli.js'),
    'test',
    '--config=e2e/playwright.config.ts',
    ...args,
  ];
  try {
    await runCommand(command[0], command.slice(1), {
      env: {
        ...process.env,
        ...env,
        // Each worker of the runner then starts a virtual display of its own.
        ...(hasDisplay() ? {} : { FRAMEWISE_OWN_DISPLAYS: 'yes' }),
        // Spares each test the search.
        FRAMEWISE_ELECTRON_PATH: runtime.executable,
        FRAMEWISE_ELECTRON_VERSION: runtime.version,
      },
    });
  } catch (error) {
    await sayFailedWindows(path.join(projectRoot, 'test-results'));
    throw error;
  }
}

function hasDisplay() {
  return process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
}

/**
 * Runs a command that opens windows, on a virtual display where there is none.
 * @param {string[]} command
 * @param {NodeJS.ProcessEnv} env
 */
export async function runOnDisplay(command, env) {
  const [program, ...args] = hasDisplay()
    ? command
    : ['xvfb-run', '-a', '-s', `-screen 0 ${SCREEN}`, ...command];
  await runCommand(program, args, { env });
}
