// The start of the program: everything up to the window, and little of it, for the window waits. What is
// behind the window is in program.ts.
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { app, dialog, protocol, session } from 'electron';

import { err } from '#core/result.ts';

import { whenSeen } from './end-to-end.ts';
import { registerIpc } from './ipc/ipc.ts';
import type { Program, Surroundings } from './program.ts';
import { askInBox } from './shell/boxes.ts';
import { findDebuggingSwitch, parseCommandLine } from './shell/command-line.ts';
import { parseHandedFiles } from './shell/file-offers.ts';
import { argumentsFor, hasLibrary, keepPlace, readPlace } from './shell/library-place.ts';
import { openLog, type Log } from './shell/log.ts';
import { APP_SCHEME, appPrivileges, createAssetHandler } from './shell/protocol.ts';
import { protectContents, protectSession } from './shell/security.ts';
import { putStrangersAside, runsAlready } from './shell/single-instance.ts';
import {
  explainDataFolder,
  explainDebuggingSwitch,
  explainMissingPlace,
  explainUnexpected,
} from './shell/start-errors.ts';
import { openMainWindow, supportScreenReaders, type MainWindow } from './shell/window.ts';
import { readFirstLook } from './store/library/first-look.ts';

/** Folder of this file in the build; the preload, the workers and the window are beside it. */
const here = import.meta.dirname;
const now = (): Date => new Date();

// With this variable the writer behind electron-store would not replace files in one step.
delete process.env['SNAP'];

const commandLine = parseCommandLine(process.argv, {
  namesAppFolder: process.defaultApp === true,
  cwd: process.cwd(),
});
/** Files to be offered, until the services that can offer them exist. */
const early = [...commandLine.files];
let offerFiles = (paths: readonly string[]): void => void early.push(...paths);
let mainWindow: MainWindow | null = null;
/** The system's usual place for the data. */
let usualFolder = '';
/** The library is one that was located, and may be anybody's. */
let isLocated = false;
/** Where the library is to be, which is not there. */
let missingPlace: string | null = null;

/** In an end-to-end test: once what drives the program sees it. */
const seen = __E2E_BUILD__ ? whenSeen(process.argv) : null;
const debugging = __E2E_BUILD__
  ? undefined
  : findDebuggingSwitch([...process.argv, ...process.execArgv], process.platform);
if (debugging === undefined) prepare();
else stop(explainDebuggingSwitch(debugging));

/** Everything that must happen before Electron is ready, and before any file of ours is opened. */
function prepare(): void {
  const folder = chooseDataFolder();
  if (folder === null) return;
  putStrangersAside(folder, now().toISOString());
  const isFirst = app.requestSingleInstanceLock({ files: commandLine.files });
  // Where the lock cannot be had although nobody has it, the library's own lock decides.
  if (!isFirst && isWritable(folder) && runsAlready(folder, process.platform)) {
    process.stderr.write('Framewise is already open; its window comes to the front.\n');
    app.exit(0);
    return;
  }
  const logs = path.join(folder, 'logs');
  const log = openLog(logs, now);
  noteStart(log);
  process.on('uncaughtException', (error) => log.error('An error was not handled.', error));
  process.on('unhandledRejection', (error) => log.error('A promise was not handled.', error));
  // A limit on the size of files comes back as an error from writing and does not end the program.
  process.on('SIGXFSZ', () => undefined);
  protocol.registerSchemesAsPrivileged([appPrivileges(!isLocated)]);
  // Nothing is ever looked up: DNS prefetch, which no content policy covers, ends here.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.on('window-all-closed', () => app.quit());
  app.on('second-instance', (_event, _argv, _directory, files) => {
    mainWindow?.focus();
    offerFiles(parseHandedFiles(files));
  });
  app.on('open-file', (event, file) => {
    event.preventDefault();
    offerFiles([file]);
  });
  Promise.all([app.whenReady(), seen])
    .then(() => start(folder, log))
    .catch((error: unknown) => {
      log.error('The program could not start.', error);
      stop(explainUnexpected(error, logs));
    });
}

/** What a report of a fault needs to know of this run, and how long its end took. */
function noteStart(log: Log): void {
  const { electron, chrome } = process.versions;
  log.note('Started.', {
    ...{ version: app.getVersion(), packaged: app.isPackaged, electron, chrome },
    ...{ system: `${process.platform}-${process.arch}`, release: os.release() },
  });
  let asked = performance.now();
  app.on('before-quit', () => {
    asked = performance.now();
  });
  app.on('quit', (_event, code) => {
    log.note('Ended.', { code, ms: Math.round(performance.now() - asked) });
  });
}

/** Where everything is kept; Chromium's own files in a folder of their own. `null` after saying why not. */
function chooseDataFolder(): string | null {
  let folder = commandLine.userDataDir;
  try {
    usualFolder = app.getPath('userData');
    const place = readPlace(usualFolder);
    // One that is not there is asked for once there can be boxes; nothing is begun in its place.
    if (folder === null && place !== null && !hasLibrary(place)) missingPlace = place;
    isLocated = folder === null && place !== null;
    folder ??= missingPlace === null ? (place ?? usualFolder) : usualFolder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const browser = isWritable(folder) ? path.join(folder, 'browser') : makeBrowserFolder();
    app.setPath('userData', folder);
    app.setPath('sessionData', browser);
    app.setPath('crashDumps', path.join(browser, 'crashes'));
    return folder;
  } catch (error) {
    stop(explainDataFolder(folder, error));
    return null;
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** A place for Chromium's own files for this run only, for a data folder that can only be read. */
function makeBrowserFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'framewise-'));
  process.on('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Opens the window, and then what answers it. */
async function start(folder: string, log: Log): Promise<void> {
  servePages();
  if (missingPlace !== null && !(await waitForPlace(missingPlace))) return;
  const look = readFirstLook(folder);
  if (look.screenReaderSupport) supportScreenReaders(true);
  let program: Program | null = null;
  const window = openMainWindow({
    devTools: __E2E_BUILD__,
    log,
    preload: path.join(here, 'preload.cjs'),
    settings: () => program?.settings.current ?? look,
    saveState: (state) => void loading.then((loaded) => loaded?.settings.update({ window: state })),
    mayShow: () =>
      loading.then(
        (loaded) => loaded !== null,
        () => false,
      ),
    focused: () => void loading.then((loaded) => loaded?.focused()),
    mayClose: () => loading.then((loaded) => loaded?.mayClose() ?? true),
  });
  // The page is loaded while the program is: what the page asks waits until that can be answered.
  const loading = loadProgram({
    ...{ folder, log, window, goOnWith },
    workers: path.join(here, 'workers'),
  });
  registerIpc(async (...asked) => {
    const loaded = await loading;
    return loaded ? loaded.answer(...asked) : err({ type: 'internal', detail: 'not open' });
  }, window.browserWindow);
  program = await loading;
  if (!program) return;
  mainWindow = window;
  offerFiles = program.offer;
  offerFiles(early);
}

/** Loads what is not needed to open the window. */
async function loadProgram(around: Surroundings): Promise<Program | null> {
  const { startProgram } = await import('./program.ts');
  return startProgram(around);
}

/** Serves the window's own files, and nothing else to anybody. */
function servePages(): void {
  protectSession(session.defaultSession, { devTools: __E2E_BUILD__ });
  app.on('web-contents-created', (_event, contents) => protectContents(contents));
  const answer = createAssetHandler({
    '': path.join(here, '..', 'renderer'),
    ...(__E2E_BUILD__ && { probe: path.join(here, '..', 'probe') }),
  });
  // `protocol.handle` makes a `Request` of each one, and for the first of them loads all that Node has to
  // fetch with: a tenth of the whole start, before the window has a single byte.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- its types say when it ends
  const isServed = protocol.registerBufferProtocol(APP_SCHEME, (request, respond) => {
    respond(answer(request));
  });
  if (!isServed) throw new Error('The window cannot be served.');
}

/** The next start is on another folder, which is kept where the person had named none. */
function goOnWith(dir: string): void {
  if (commandLine.userDataDir === null) keepPlace(usualFolder, dir);
  app.relaunch({ args: argumentsFor(dir, process.argv) });
}

/** Waits for a library whose disk is not there; `false` where the program ends instead. */
async function waitForPlace(place: string): Promise<boolean> {
  const answer = await askInBox(null, {
    type: 'warning',
    title: 'Framewise',
    message: 'The library is not where it was.',
    detail: explainMissingPlace(place),
    buttons: ['Look Again', 'Locate Library…', 'Use the Usual Folder', 'Close'],
    cancelId: 3,
    defaultId: 0,
    noLink: true,
  });
  if (answer === 2) return true;
  const { locateLibrary } = await import('./shell/folder-boxes.ts');
  const located = answer === 1 ? await locateLibrary(null) : null;
  if (answer === 0) goOnWith(place);
  else if (located !== null) goOnWith(located);
  app.exit(0);
  return false;
}

/** Ends the program before it began. Without a screen the reason goes to the error output. */
function stop(reason: string): void {
  dialog.showErrorBox('Framewise does not start', reason);
  app.exit(1);
}
