import path from 'node:path';

import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** The oldest major version that the program opens on. */
const OLDEST = 33;

/** In version 5 or before. */
const LONG_AGO = 5;

function since(version: number, members: readonly string[]): Record<string, number> {
  return Object.fromEntries(members.map((member) => [member, version]));
}

/**
 * Every member of Electron's interface in use, with the major version that brought it. The types
 * are those of a newer version than the oldest one, so the compiler lets newer calls through.
 */
const IN_USE: Readonly<Record<string, number>> = {
  ...since(LONG_AGO, [
    'App.commandLine',
    'App.exit',
    'App.getAppPath',
    'App.getPath',
    'App.getVersion',
    'App.isPackaged',
    'App.on',
    'App.quit',
    'App.relaunch',
    'App.setPath',
    'App.whenReady',
    'BrowserWindow.destroy',
    'BrowserWindow.focus',
    'BrowserWindow.getNormalBounds',
    'BrowserWindow.isDestroyed',
    'BrowserWindow.isFullScreen',
    'BrowserWindow.isMaximized',
    'BrowserWindow.isMinimized',
    'BrowserWindow.loadURL',
    'BrowserWindow.maximize',
    'BrowserWindow.minimize',
    'BrowserWindow.on',
    'BrowserWindow.once',
    'BrowserWindow.restore',
    'BrowserWindow.setFullScreen',
    'BrowserWindow.setProgressBar',
    'BrowserWindow.setTitle',
    'BrowserWindow.show',
    'BrowserWindow.webContents',
    'Clipboard.readText',
    'Clipboard.write',
    'Clipboard.writeText',
    'CommandLine.appendSwitch',
    'Dialog.showErrorBox',
    'Dialog.showMessageBox',
    'Dialog.showOpenDialog',
    'Dialog.showSaveDialog',
    'Display.workArea',
    'IpcRenderer.off',
    'IpcRenderer.on',
    'Menu.buildFromTemplate',
    'Menu.setApplicationMenu',
    'MenuItemConstructorOptions.label',
    'MenuItemConstructorOptions.submenu',
    'OnBeforeRequestListenerDetails.url',
    'Process.defaultApp',
    'Process.on',
    'Process.resourcesPath',
    'Rectangle.height',
    'Rectangle.width',
    'Rectangle.x',
    'Rectangle.y',
    'Screen.getAllDisplays',
    'Screen.getPrimaryDisplay',
    'Session.defaultSession',
    'Session.fromPartition',
    'Session.on',
    'Session.protocol',
    'Session.setCertificateVerifyProc',
    'Session.setPermissionCheckHandler',
    'Session.setPermissionRequestHandler',
    'Session.webRequest',
    'Shell.showItemInFolder',
    'WebContents.copy',
    'WebContents.cut',
    'WebContents.executeJavaScript',
    'WebContents.getZoomLevel',
    'WebContents.on',
    'WebContents.once',
    'WebContents.paste',
    'WebContents.reload',
    'WebContents.selectAll',
    'WebContents.send',
    'WebContents.setWebRTCIPHandlingPolicy',
    'WebContents.setZoomLevel',
    'WebRequest.onBeforeRequest',
    'Protocol.registerBufferProtocol',
    'Protocol.registerSchemesAsPrivileged',
  ]),
  'App.accessibilitySupportEnabled': 7,
  // With the data that a second launch hands over.
  'App.requestSingleInstanceLock': 16,
  'ContextBridge.exposeInMainWorld': 6,
  'IpcMain.handle': 7,
  'IpcMainInvokeEvent.sender': 7,
  'IpcMainInvokeEvent.senderFrame': 12,
  'IpcRenderer.invoke': 7,
  'NativeTheme.shouldUseDarkColors': 7,
  'NativeTheme.themeSource': 7,
  'ParentPort.on': 22,
  'ParentPort.postMessage': 22,
  'Protocol.handle': 25,
  'Protocol.isProtocolHandled': 25,
  'RenderProcessGoneDetails.reason': 11,
  'Session.setDevicePermissionHandler': 16,
  'UtilityProcess.fork': 22,
  'WebContents.forcefullyCrashRenderer': 10,
  'WebContents.mainFrame': 12,
  // With a promise.
  'WebContents.printToPDF': 7,
  'WebContents.setWindowOpenHandler': 12,
  'WebContentsWillFrameNavigateEventParams.isMainFrame': 25,
  'WebContentsWillFrameNavigateEventParams.url': 25,
  'WebContentsWillNavigateEventParams.url': 25,
  'WebFrameMain.url': 12,
  'WebUtils.getPathForFile': 29,
};

/** Members of Electron's interface that the sources name, as `Interface.member`. */
function collectMembers(): Map<string, string> {
  const configFile = path.join(import.meta.dirname, 'tsconfig.json');
  const { options, fileNames } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(configFile, (file) => ts.sys.readFile(file)).config,
    ts.sys,
    import.meta.dirname,
  );
  const program = ts.createProgram(
    fileNames.filter((file) => !file.endsWith('.test.ts')),
    options,
  );
  const checker = program.getTypeChecker();
  const found = new Map<string, string>();
  const visit = (node: ts.Node, file: string): void => {
    if (ts.isPropertyAccessExpression(node)) {
      const declaration = checker.getSymbolAtLocation(node.name)?.declarations?.[0];
      const owner = declaration?.parent;
      if (
        declaration?.getSourceFile().fileName.endsWith('/electron/electron.d.ts') === true &&
        owner !== undefined &&
        (ts.isInterfaceDeclaration(owner) || ts.isClassDeclaration(owner))
      ) {
        found.set(`${owner.name?.text ?? ''}.${node.name.text}`, file);
      }
    }
    ts.forEachChild(node, (child) => visit(child, file));
  };
  for (const source of program.getSourceFiles()) {
    const file = path.relative(import.meta.dirname, source.fileName);
    if (!file.startsWith('..')) visit(source, file);
  }
  return found;
}

describe('the interface of Electron', () => {
  const used = collectMembers();

  it('is used only where its version is known', () => {
    const unknown = [...used].filter(([member]) => !Object.hasOwn(IN_USE, member));
    expect(unknown).toEqual([]);
  });

  it('is used only as far as the oldest version has it', () => {
    const newer = Object.entries(IN_USE).filter(([, version]) => version > OLDEST);
    expect(newer).toEqual([]);
  });

  it('is not listed beyond what is used', () => {
    expect(Object.keys(IN_USE).filter((member) => !used.has(member))).toEqual([]);
  });
});
