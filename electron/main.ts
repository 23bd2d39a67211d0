import { randomUUID } from 'node:crypto';
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { app, dialog, Menu, protocol, session } from 'electron';

import { guessTitle } from '#core/article/proposals.ts';
import type { StoreNotice } from '#core/contract/store.ts';
import { err } from '#core/result.ts';

import { createAnnouncer } from './ipc/handlers/for-window.ts';
import { findDebuggingSwitch, parseCommandLine } from './shell/command-line.ts';
import { askInBox, createDesktop, mayBeginIn } from './shell/dialogs.ts';
import { createFileOffers, parseHandedFiles } from './shell/file-offers.ts';
import { createHandlers } from './ipc/handlers.ts';
import { registerIpc } from './ipc/ipc.ts';
import { openLog, type Log } from './shell/log.ts';
import { describeMenu, menuKey } from './shell/menu.ts';
import { APP_SCHEME, appPrivileges, createAssetHandler } from './shell/protocol.ts';
import { createRequestGate, type RequestGate } from './ipc/request-gate.ts';
import { takeAdditions } from './codebook/codebook-service.ts';
import { readSamples, SAMPLE_EVENT, type Samples } from './codebook/samples.ts';
import { protectContents, protectSession } from './shell/security.ts';
import { putStrangersAside, runsAlready } from './shell/single-instance.ts';
import {
  explainDataFolder,
  explainDebuggingSwitch,
  explainMissingPlace,
  explainOpenError,
  explainUnexpected,
} from './shell/start-errors.ts';
import { Library, type LibraryOptions } from './store/library/library.ts';
import { SettingsStore } from './store/library/settings.ts';
import { createServices, startCheckpoints } from './services.ts';
import { locateLibrary, offerElsewhere } from './shell/folder-boxes.ts';
import { argumentsFor, hasLibrary, keepPlace, readPlace } from './shell/library-place.ts';
import { watchOtherProcesses, watchStalls } from './shell/other-processes.ts';
import { openMainWindow, type MainWindow } from './shell/window.ts';

/** Folder of this file in the build; the preload, the workers and the window are beside it. */
const here = import.meta.dirname;
const now = (): Date => new Date();
/** Milliseconds between two looks whether a daily backup is due. */
const BACKUP_CHECK = 60 * 60 * 1000;
/** Notices of a start that are noted one by one. */
const NOTED = 100;
/** Milliseconds after a change until the menu names it: the change itself comes first. */
const MENU_DELAY = 150;

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
  app
    .whenReady()
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

/** Every part, in the order in which they need each other. */
async function start(folder: string, log: Log): Promise<void> {
  const resources = app.isPackaged ? process.resourcesPath : app.getAppPath();
  servePages();
  if (missingPlace !== null && !(await waitForPlace(missingPlace))) return;
  const settings = await SettingsStore.open({ dir: folder, now });
  if (settings.current.screenReaderSupport) supportScreenReaders(true);
  // The page is loaded while the library is read: what it asks waits until that can be answered.
  const opening = openWithSamples(folder, path.join(resources, 'seeds'), log);
  const window = openWindow(log, settings, opening);
  const gate = opening.then((opened) => opened && serve(folder, opened, settings, window, log));
  registerIpc(async (...asked) => {
    const answer = await gate;
    return answer ? answer(...asked) : err({ type: 'internal', detail: 'not open' });
  }, window.browserWindow);
  await gate;
}

/** Puts the services together that answer the window. */
function serve(
  folder: string,
  opened: Opened,
  settings: SettingsStore,
  window: MainWindow,
  log: Log,
): RequestGate {
  const { library, samples } = opened;
  mainWindow = window;
  const showMenu = createMenu(library, settings, window);
  const announce = createAnnouncer({
    library,
    articleChanged: (articleId) => window.send('article:changed', { articleId }),
    eventChanged: (eventId) => window.send('event:changed', { eventId }),
    historyChanged: showMenu,
  });
  const services = createServices({ library, window, announce, log, now });
  opened.stopExport = services.stopExport;
  const offers = createFileOffers({
    preview: async (paths) => (await services.exchange()).importer.previewPaths(paths),
    show: (preview) => window.send('import:offered', preview),
    failed: (error) => log.error('A file could not be previewed.', error),
  });
  const handlers = createHandlers({
    ...services,
    ...{ library, settings, samples, window, announce, log, now },
    pageFailed: () => window.revival.died(),
    takeBack: () => window.revival.takeBack(),
    ...{ newId: randomUUID, windowListens: offers.windowListens, version: app.getVersion() },
    desktop: createDesktop(window.browserWindow, () =>
      mayBeginIn(window.browserWindow(), window.gestures, app.accessibilitySupportEnabled),
    ),
    platform:
      process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
    screenReader: () => app.accessibilitySupportEnabled,
    settingsChanged: (patch) => {
      if (patch.keys !== undefined || patch.singleKeyCommands !== undefined) showMenu();
      if (patch.screenReaderSupport !== undefined) supportScreenReaders(patch.screenReaderSupport);
    },
  });
  sendNews(library, window);
  noteNews(library, log);
  watchOtherProcesses(log, () => {
    window.send('notice:added', { type: 'process-ended', process: 'graphics' });
  });
  watchStalls(log);
  watchFolder(library, window, folder);
  offerFiles = offers.offer;
  offerFiles(early);
  backUpDaily(library);
  followForSearch(library);
  return createRequestGate(handlers, (channel, error) =>
    log.error(`The answer to ${channel} failed.`, error),
  );
}

/** Serves the window's own files, and nothing else to anybody. */
function servePages(): void {
  protectSession(session.defaultSession, { devTools: __E2E_BUILD__ });
  app.on('web-contents-created', (_event, contents) => protectContents(contents));
  protocol.handle(
    APP_SCHEME,
    createAssetHandler({
      '': path.join(here, '..', 'renderer'),
      ...(__E2E_BUILD__ && { probe: path.join(here, '..', 'probe') }),
    }),
  );
}

/** What is read while the window loads its page. */
interface Opened {
  readonly library: Library;
  readonly samples: Samples;
  /** Ends an export that is under way; there are none until there are services. */
  stopExport: () => Promise<void>;
}

/** Opens the library, with what a newer program delivers; `null` after saying why not. */
async function openWithSamples(folder: string, seeds: string, log: Log): Promise<Opened | null> {
  const samples = await readSamples(seeds);
  const library = await openLibrary(folder, samples, log);
  if (!library) return null;
  await takeAdditions(library, randomUUID(), samples.codebook);
  return { library, samples, stopExport: () => Promise.resolve() };
}

/** Opens the window, which is shown once the library is open, and closes only when everything is on disk. */
function openWindow(
  log: Log,
  settings: SettingsStore,
  opening: Promise<Opened | null>,
): MainWindow {
  const window = openMainWindow({
    devTools: __E2E_BUILD__,
    log,
    preload: path.join(here, 'preload.cjs'),
    settings: () => settings.current,
    saveState: (state) => void settings.update({ window: state }),
    mayShow: opening.then(
      (opened) => opened !== null,
      () => false,
    ),
    focused: () => void opening.then((opened) => opened?.library.safekeeping.checkOutside()),
    mayClose: async () => {
      const opened = await opening;
      if (!opened) return true;
      const { library, stopExport } = opened;
      const held = library.status;
      if (held.type === 'not-saved') {
        window.send('window:closing', held);
        return false;
      }
      await stopExport();
      const closed = await library.close();
      if (!closed.ok) window.send('window:closing', library.status);
      return closed.ok;
    },
  });
  return window;
}

/** Notes what the store found and how it stands with the disk: kinds and counts alone. */
function noteNews(library: Library, log: Log): void {
  const noteOne = (notice: StoreNotice): void => {
    const changes = 'changes' in notice && { changes: notice.changes };
    log.note('The store told something.', { type: notice.type, ...changes });
  };
  const notices = library.notices();
  log.note('The library is open.', {
    articles: library.summaries().length,
    notices: notices.length,
    ms: Math.round(performance.now()),
  });
  for (const notice of notices.slice(0, NOTED)) noteOne(notice);
  library.onNotice(noteOne);
  let before = library.status.type;
  library.onStatus((status) => {
    if (status.type === before || status.type === 'saving') return;
    before = status.type;
    const reason = status.type === 'not-saved' && { reason: status.reason };
    log.note('Saving stands otherwise.', { type: status.type, ...reason });
  });
}

/** Tells the window what it did not ask for. */
function sendNews(library: Library, window: MainWindow): void {
  app.on('accessibility-support-changed', (_event, on) => {
    window.send('screen-reader:changed', { on });
  });
  library.onStatus((status) => window.send('store:status', status));
  library.onNotice((notice) => window.send('notice:added', notice));
}

function backUpDaily(library: Library): void {
  const backUp = (): void => {
    void library.safekeeping.dailyBackup('quietly').finally(() => library.copies.look());
  };
  void library.safekeeping.fold('quietly').finally(backUp);
  setInterval(backUp, BACKUP_CHECK).unref();
}

/** Milliseconds after the start, and between two looks whether there are articles that are not in the index. */
const INDEX_CHECK = 5000;

function followForSearch(library: Library): void {
  setInterval(() => void library.searchIndex.follow(), INDEX_CHECK).unref();
}

/** Describes the window to screen readers or no longer; elsewhere the system itself asks for that. */
function supportScreenReaders(on: boolean): void {
  if (process.platform === 'linux') app.accessibilitySupportEnabled = on;
}

/** Opens the library, or says why not and ends the program. */
async function openLibrary(folder: string, samples: Samples, log: Log): Promise<Library | null> {
  const options: LibraryOptions = {
    dir: folder,
    now,
    newId: randomUUID,
    defaultCodebook: samples.codebook,
    seeds: samples.articles,
    sampleEvent: SAMPLE_EVENT,
    osUserName: os.userInfo().username,
    guessTitle,
    runCheckpoint: startCheckpoints(log),
  };
  const opened = await Library.open(options);
  if (opened.ok) return opened.value;
  const reason = explainOpenError(opened.error, folder);
  log.note('The library could not be opened.', { type: opened.error.type });
  process.stderr.write(`${reason}\n`);
  const isLocked = opened.error.type === 'locked-by-other';
  const answer = await askInBox(null, {
    type: 'error',
    title: 'Framewise',
    message: 'The articles could not be opened.',
    detail: reason,
    buttons: ['Close', 'Try Again', 'Locate Library…', ...(isLocked ? ['Open Anyway'] : [])],
    cancelId: 0,
    defaultId: 0,
    noLink: true,
  });
  if (answer === 1) return openLibrary(folder, samples, log);
  if (answer === 2) {
    const place = await locateLibrary(null);
    if (place !== null) goOnWith(place);
    else return openLibrary(folder, samples, log);
  }
  if (answer === 3) {
    const taken = await Library.open({ ...options, takeOverLock: true });
    if (taken.ok) return taken.value;
  }
  app.exit(1);
  return null;
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
  const located = answer === 1 ? await locateLibrary(null) : null;
  if (answer === 0) goOnWith(place);
  else if (located !== null) goOnWith(located);
  app.exit(0);
  return false;
}

/** Milliseconds between two looks whether the data folder is there. */
const FOLDER_CHECK = 5000;

/** Offers to save everything elsewhere as soon as the data folder is gone. */
function watchFolder(library: Library, window: MainWindow, folder: string): void {
  let asked = false;
  const look = async (): Promise<void> => {
    const isThere = await library.safekeeping.checkFolder();
    if (isThere || asked) {
      asked &&= !isThere;
      return;
    }
    asked = true;
    const dir = await offerElsewhere(window.browserWindow(), library, folder);
    if (dir === null) return;
    goOnWith(dir);
    window.run('discard-and-close');
  };
  library.onStatus(({ type }) => {
    if (type === 'not-saved') void look();
  });
  setInterval(() => void look(), FOLDER_CHECK).unref();
}

/** Shows the application menu; what is returned shows it anew when it would read differently. */
function createMenu(library: Library, settings: SettingsStore, window: MainWindow): () => void {
  let shown = '';
  let timer: NodeJS.Timeout | undefined;
  const show = (): void => {
    const context = {
      codebook: library.document.codebook,
      history: library.historyState(),
      settings: settings.current,
    };
    const key = menuKey(context);
    if (key === shown) return;
    shown = key;
    const mac = process.platform === 'darwin';
    const locate = async (): Promise<void> => {
      const dir = await locateLibrary(window.browserWindow());
      if (dir === null) return;
      goOnWith(dir);
      window.run('quit');
    };
    const run = (command: Parameters<Parameters<typeof describeMenu>[0]['run']>[0]): void => {
      window.gestures.note();
      window.send('command:run', { command });
    };
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(
        describeMenu({ ...context, mac, run, locateLibrary: () => void locate() }),
      ),
    );
  };
  show();
  return () => {
    clearTimeout(timer);
    timer = setTimeout(show, MENU_DELAY);
  };
}

/** Ends the program before it began. Without a screen the reason goes to the error output. */
function stop(reason: string): void {
  dialog.showErrorBox('Framewise does not start', reason);
  app.exit(1);
}
