// The program behind the window: the library, and what answers the window. It is loaded while the window
// loads its page; nothing of it may be needed to open the window.
import { randomUUID } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';

import { app, Menu } from 'electron';

import { guessTitle } from '#core/article/proposals.ts';
import type { StoreNotice } from '#core/contract/store.ts';

import { takeAdditions } from './codebook/codebook-service.ts';
import { readSamples, SAMPLE_EVENT, type Samples } from './codebook/samples.ts';
import { createHandlers } from './ipc/handlers.ts';
import { createAnnouncer } from './ipc/handlers/for-window.ts';
import { createRequestGate, type RequestGate } from './ipc/request-gate.ts';
import { createServices, startCheckpoints, type Services } from './services.ts';
import { askInBox } from './shell/boxes.ts';
import { createDesktop, mayBeginIn } from './shell/dialogs.ts';
import { createFileOffers, type FileOffers } from './shell/file-offers.ts';
import { locateLibrary, offerElsewhere } from './shell/folder-boxes.ts';
import type { Log } from './shell/log.ts';
import { describeMenu, menuKey } from './shell/menu.ts';
import { watchOtherProcesses, watchStalls } from './shell/other-processes.ts';
import { explainOpenError } from './shell/start-errors.ts';
import { supportScreenReaders, type MainWindow } from './shell/window.ts';
import { Library, type LibraryOptions } from './store/library/library.ts';
import { SettingsStore } from './store/library/settings.ts';

const now = (): Date => new Date();
/** Milliseconds between two looks whether a daily backup is due. */
const BACKUP_CHECK = 60 * 60 * 1000;
/** Notices of a start that are noted one by one. */
const NOTED = 100;
/** Milliseconds after a change until the menu names it: the change itself comes first. */
const MENU_DELAY = 150;

/** What the program finds when it is loaded. */
export interface Surroundings {
  /** Absolute; where the data is. */
  readonly folder: string;
  /** Absolute; where the built processes are. */
  readonly workers: string;
  readonly log: Log;
  readonly window: MainWindow;
  /** The next start is on another folder. */
  readonly goOnWith: (dir: string) => void;
}

/** What the window and the system ask of the program. */
export interface Program {
  readonly settings: SettingsStore;
  readonly answer: RequestGate;
  /** Offers files to be read. */
  readonly offer: FileOffers['offer'];
  /** The window has got the focus. */
  readonly focused: () => void;
  /** Whether everything is on disk, so that the window may close; says so in the window where it is not. */
  readonly mayClose: () => Promise<boolean>;
}

/** Opens the library, with what a newer program delivers; `null` after saying why not. */
export async function startProgram(around: Surroundings): Promise<Program | null> {
  const { folder, log } = around;
  const settings = await SettingsStore.open({ dir: folder, now });
  const resources = app.isPackaged ? process.resourcesPath : app.getAppPath();
  const samples = await readSamples(path.join(resources, 'seeds'));
  const library = await openLibrary(around, samples);
  if (!library) return null;
  await takeAdditions(library, randomUUID(), samples.codebook);
  const program = serve(around, { settings, samples, library });
  noteNews(library, log);
  watchOtherProcesses(log, () => {
    around.window.send('notice:added', { type: 'process-ended', process: 'graphics' });
  });
  watchStalls(log);
  watchFolder(library, around);
  backUpDaily(library);
  followForSearch(library);
  return program;
}

/** What the answers to the window are made from. */
interface Opened {
  readonly settings: SettingsStore;
  readonly samples: Samples;
  readonly library: Library;
}

/** Puts the services together that answer the window. */
function serve(around: Surroundings, { settings, samples, library }: Opened): Program {
  const { window, workers, log } = around;
  const showMenu = createMenu(library, settings, around);
  const announce = createAnnouncer({
    library,
    articleChanged: (articleId) => window.send('article:changed', { articleId }),
    eventChanged: (eventId) => window.send('event:changed', { eventId }),
    historyChanged: showMenu,
  });
  const services = createServices({ library, window, announce, workers, log, now });
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
  return {
    settings,
    answer: createRequestGate(handlers, (channel, error) =>
      log.error(`The answer to ${channel} failed.`, error),
    ),
    offer: offers.offer,
    focused: () => void library.safekeeping.checkOutside(),
    mayClose: () => mayClose(library, services, { settings, window }),
  };
}

async function mayClose(
  library: Library,
  { stopExport }: Pick<Services, 'stopExport'>,
  { settings, window }: { readonly settings: SettingsStore; readonly window: MainWindow },
): Promise<boolean> {
  const held = library.status;
  if (held.type === 'not-saved') {
    window.send('window:closing', held);
    return false;
  }
  await stopExport();
  await settings.settled();
  const closed = await library.close();
  if (!closed.ok) window.send('window:closing', library.status);
  return closed.ok;
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

/** Opens the library, or says why not and ends the program. */
async function openLibrary(around: Surroundings, samples: Samples): Promise<Library | null> {
  const { folder, workers, log, goOnWith } = around;
  const options: LibraryOptions = {
    dir: folder,
    now,
    newId: randomUUID,
    defaultCodebook: samples.codebook,
    seeds: samples.articles,
    sampleEvent: SAMPLE_EVENT,
    osUserName: os.userInfo().username,
    guessTitle,
    runCheckpoint: startCheckpoints(workers, log),
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
  if (answer === 1) return openLibrary(around, samples);
  if (answer === 2) {
    const place = await locateLibrary(null);
    if (place !== null) goOnWith(place);
    else return openLibrary(around, samples);
  }
  if (answer === 3) {
    const taken = await Library.open({ ...options, takeOverLock: true });
    if (taken.ok) return taken.value;
  }
  app.exit(1);
  return null;
}

/** Milliseconds between two looks whether the data folder is there. */
const FOLDER_CHECK = 5000;

/** Offers to save everything elsewhere as soon as the data folder is gone. */
function watchFolder(library: Library, { window, folder, goOnWith }: Surroundings): void {
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
function createMenu(
  library: Library,
  settings: SettingsStore,
  { window, goOnWith }: Pick<Surroundings, 'window' | 'goOnWith'>,
): () => void {
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
