// Running other programs: one way to start them, one way to say that they failed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository, absolute. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** A command that could not be started or ended with another code than 0. */
export class CommandError extends Error {
  /**
   * @param {string} command
   * @param {number} exitCode
   * @param {string} output what the command wrote, when it was captured
   */
  constructor(command, exitCode, output) {
    super(`“${command}” ended with exit code ${exitCode}.${output === '' ? '' : `\n${output}`}`);
    this.name = 'CommandError';
    this.exitCode = exitCode;
    this.output = output;
  }
}

/**
 * Runs a command to its end. Its output is shown on the given stream of ours, or captured and given
 * back; a captured error output stands in the error when the command fails. Kept output is what it
 * writes to either stream. With a low priority it takes only what others leave of the processor.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, output?: 'show' | 'stderr' | 'capture' | 'keep', priority?: 'low' }} [options]
 * @returns {Promise<string>} the standard output, empty unless captured; or both, where they are kept
 */
export function runCommand(command, args, options = {}) {
  const { cwd = projectRoot, env = process.env, output = 'show', priority } = options;
  const stdio = { show: 'inherit', stderr: 2, capture: 'pipe', keep: 'pipe' }[output];
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', stdio, stdio === 'pipe' ? 'pipe' : 'inherit'],
      // On Windows npm is a batch file, which only a shell can start.
      shell: process.platform === 'win32' && command.endsWith('.cmd'),
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      stderr += text;
      if (output === 'keep') stdout += text;
    });
    // What it starts in turn inherits this.
    if (priority === 'low' && child.pid !== undefined) {
      os.setPriority(child.pid, os.constants.priority.PRIORITY_LOW);
    }
    const shown = [path.basename(command), ...args].join(' ');
    child.on('error', (error) => reject(new CommandError(shown, 127, error.message)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(stdout);
      else {
        const said = output === 'keep' ? stdout : stderr;
        reject(new CommandError(shown, code ?? (signal === null ? 1 : 130), said.trim()));
      }
    });
  });
}

/**
 * Runs npm: the one that runs us, or else the one on the path.
 * @param {string[]} args
 * @param {Parameters<typeof runCommand>[2]} [options]
 */
export function runNpm(args, options) {
  const running = process.env.npm_execpath;
  if (running !== undefined && /npm-cli\.[cm]?js$/.test(running) && existsSync(running)) {
    return runCommand(process.execPath, [running, ...args], options);
  }
  return runCommand(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}

/**
 * The first place on the path where a command stands, or null.
 * @param {string} name
 */
export function findCommand(name) {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin'];
  for (const folder of folders) {
    if (folder !== '' && existsSync(path.join(folder, name))) return path.join(folder, name);
  }
  return null;
}

/**
 * What to tell a person about an error: a sentence when it was expected, the stack when it was not,
 * and nothing when a command has already shown its own.
 * @param {unknown} error
 */
export function explainError(error) {
  if (error instanceof CommandError) return error.output === '' ? '' : error.message;
  if (!(error instanceof Error)) return String(error);
  return error.name === 'Error' ? error.message : (error.stack ?? error.message);
}

/**
 * Runs a script's work, and ends it with the error's explanation and an exit code other than 0 when
 * something went wrong.
 * @param {() => Promise<number | void>} main gives the exit code, 0 when it gives nothing
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    const explanation = explainError(error);
    if (explanation !== '') console.error(explanation);
    process.exitCode = exitCodeOf(error);
  }
}

/** @param {unknown} error */
export function exitCodeOf(error) {
  return error instanceof CommandError ? error.exitCode : 1;
}
