// The window and what the system offers around it: menu, dialogs, protocol, command line, log.
// Nothing here knows what is in the library; Electron itself is asked here and in the program's own files.
import { app, BrowserWindow, nativeTheme, screen, shell } from 'electron';

import type { EventName } from '#core/contract/channels.ts';
import type { PayloadOf, RequestOf } from '#core/contract/contract.ts';
import { showHidden } from '#core/guards/labels.ts';
import type { Settings } from '#core/contract/settings.ts';

import { watchPage } from './dead-window.ts';
import { Gestures } from './gestures.ts';
import type { Log } from './log.ts';
import { APP_PAGE } from './protocol.ts';
import type { Revival } from './revival.ts';
import { backgroundOf, nextZoomLevel, placeWindow } from './window-state.ts';

/** What the window needs of the program around it. */
export interface WindowServices {
  /** Absolute path of the built preload script. */
  readonly preload: string;
  readonly devTools: boolean;
  /** What it is opened with, and after that whatever holds. */
  readonly settings: () => Pick<Settings, 'theme' | 'window'>;
  readonly saveState: (state: Settings['window']) => void;
  /** Called when the window is to close; it does so only when the answer is `true`. */
  readonly mayClose: () => Promise<boolean>;
  /** Answers, perhaps late, whether there is anything to show. */
  readonly mayShow: () => Promise<boolean>;
  readonly focused: () => void;
  readonly log: Log;
}

/** The program's one window. */
export interface MainWindow {
  /** `null` after it was closed. */
  readonly browserWindow: () => BrowserWindow | null;
  /** What a person did in it. */
  readonly gestures: Gestures;
  /** What becomes of its page when that dies. */
  readonly revival: Pick<Revival, 'died' | 'takeBack'>;
  readonly send: <E extends EventName>(event: E, payload: PayloadOf<E>) => void;
  readonly run: (action: RequestOf<'window:run'>['action']) => void;
  /** Brings it before all others. */
  readonly focus: () => void;
  /** How far something has come, `null` at its end; shown in the task bar only when it takes long. */
  readonly showProgress: (progress: { readonly share: number | null } | null) => void;
  /** Follows the theme that the analyst chose. */
  readonly applyTheme: (theme: Settings['theme']) => void;
}

const NAME = 'Framewise';
/** Milliseconds after which progress is also shown in the task bar. */
const LONG_TASK = 10_000;
/** Above 1 the task bar shows that something is done, and not how much of it. */
const UNKNOWN_SHARE = 2;

/** Opens the window. It is shown when its first frame is painted and it may be shown. */
export function openMainWindow(services: WindowServices): MainWindow {
  const { window: state, theme } = services.settings();
  applyTheme(theme);
  const window = createHidden(services);
  showWhenReady(window, state.maximized, services.mayShow);
  window.on('page-title-updated', (event, title) => {
    event.preventDefault();
    window.setTitle(showHidden(title));
  });
  window.on('focus', services.focused);
  const closing = askBeforeClosing(window, services);
  window.webContents.on('did-finish-load', () => {
    window.webContents.setZoomLevel(services.settings().window.zoomLevel);
  });
  const revival = watchPage(window, {
    log: services.log,
    quit: () => app.quit(),
    showLog: () => shell.showItemInFolder(services.log.file),
  });
  const gestures = new Gestures(() => performance.now());
  gestures.watch(window.webContents);
  void window.loadURL(APP_PAGE);
  return {
    browserWindow: () => (window.isDestroyed() ? null : window),
    gestures,
    revival,
    send: (event, payload) => {
      if (!window.isDestroyed()) window.webContents.send(event, payload);
    },
    run: (action) => {
      runAction(window, action, services, closing);
    },
    focus: () => {
      if (window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    showProgress: progressOn(window),
    applyTheme,
  };
}

/** The window where it was last, not shown yet; its page has no way out but the preload script. */
function createHidden({ preload, devTools, settings }: WindowServices): BrowserWindow {
  const { window: state, theme } = settings();
  const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()];
  return new BrowserWindow({
    ...placeWindow(
      state,
      screens.map((each) => each.workArea),
    ),
    minWidth: 320,
    minHeight: 240,
    show: false,
    title: NAME,
    backgroundColor: backgroundOf(theme, nativeTheme.shouldUseDarkColors),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      devTools,
    },
  });
}

/** What lets the window close without asking. */
interface Closing {
  readonly allow: () => void;
}

/** Has the services agree before the window closes, and the program end with it. */
function askBeforeClosing(window: BrowserWindow, services: WindowServices): Closing {
  let closing: 'no' | 'asked' | 'allowed' = 'no';
  window.on('close', (event) => {
    if (closing === 'allowed') return;
    event.preventDefault();
    if (closing === 'asked') return;
    closing = 'asked';
    services.saveState(describeState(window));
    void leaveField(window)
      .then(services.mayClose)
      .then((allowed) => {
        closing = allowed ? 'allowed' : 'no';
        if (allowed) app.quit();
      });
  });
  return {
    allow: () => {
      closing = 'allowed';
    },
  };
}

function runAction(
  window: BrowserWindow,
  action: RequestOf<'window:run'>['action'],
  { saveState }: WindowServices,
  closing: Closing,
): void {
  switch (action) {
    case 'zoom-in':
    case 'zoom-out':
    case 'zoom-reset':
      window.webContents.setZoomLevel(nextZoomLevel(window.webContents.getZoomLevel(), action));
      saveState(describeState(window));
      return;
    case 'full-screen':
      window.setFullScreen(!window.isFullScreen());
      return;
    case 'cut':
      window.webContents.cut();
      return;
    case 'copy':
      window.webContents.copy();
      return;
    case 'paste':
      window.webContents.paste();
      return;
    case 'select-all':
      window.webContents.selectAll();
      return;
    case 'minimize':
      window.minimize();
      return;
    case 'close':
    case 'quit':
      // The program has one window and ends with it.
      app.quit();
      return;
    case 'discard-and-close':
      closing.allow();
      app.quit();
  }
}

function progressOn(window: BrowserWindow): MainWindow['showProgress'] {
  let busySince: number | null = null;
  return (progress) => {
    busySince = progress ? (busySince ?? performance.now()) : null;
    const isLong = busySince !== null && performance.now() - busySince > LONG_TASK;
    if (window.isDestroyed() || (progress && !isLong)) return;
    window.setProgressBar(progress ? (progress.share ?? UNKNOWN_SHARE) : -1);
  };
}

/** Milliseconds after loading in which the first frame is waited for. */
const FIRST_FRAME = 1000;

/**
 * Shows the window with its first frame. On a busy machine Chromium may paint none while the window
 * is hidden, and then never says that it is ready: a window that has loaded is shown all the same.
 */
function showWhenReady(
  window: BrowserWindow,
  maximized: boolean,
  mayShow: WindowServices['mayShow'],
): void {
  let isShown = false;
  const show = async (): Promise<void> => {
    if (!(await mayShow()) || isShown || window.isDestroyed()) return;
    isShown = true;
    if (maximized) window.maximize();
    window.show();
  };
  window.once('ready-to-show', () => void show());
  window.webContents.once('did-finish-load', () => setTimeout(() => void show(), FIRST_FRAME));
  window.webContents.once('did-fail-load', () => void show());
}

/** Describes the window to screen readers or no longer; elsewhere the system itself asks for that. */
export function supportScreenReaders(on: boolean): void {
  if (process.platform === 'linux') app.accessibilitySupportEnabled = on;
}

function applyTheme(theme: Settings['theme']): void {
  nativeTheme.themeSource =
    theme === 'dark' || theme === 'high-contrast'
      ? 'dark'
      : theme === 'system'
        ? 'system'
        : 'light';
}

function describeState(window: BrowserWindow): Settings['window'] {
  const { x, y, width, height } = window.getNormalBounds();
  return {
    x,
    y,
    width: Math.max(320, width),
    height: Math.max(240, height),
    maximized: window.isMaximized(),
    zoomLevel: window.webContents.getZoomLevel(),
  };
}

/** How long a window that may hang is waited for, in milliseconds. */
const LEAVE_TIME = 1000;

/**
 * Takes the focus out of the field that is being typed in, so that its text becomes a change before
 * the store is closed.
 */
async function leaveField({ webContents }: BrowserWindow): Promise<void> {
  const left = webContents.executeJavaScript('void document.activeElement?.blur()').catch(() => 0);
  const waited = new Promise((resolve) => setTimeout(resolve, LEAVE_TIME));
  await Promise.race([left, waited]);
}
