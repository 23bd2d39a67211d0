// The same probe in a window without any of the protection: what it gets through here shows that
// the probe works, and that it is the protection that refuses it in the real program.
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { app, BrowserWindow, protocol, session } from 'electron';

const PROBE = path.join(import.meta.dirname, '..', 'probe', 'probe.js');

protocol.registerSchemesAsPrivileged([
  {
    scheme: 'app',
    privileges: { standard: true, secure: true, supportFetchAPI: true, allowServiceWorkers: true },
  },
]);

void app.whenReady().then(async () => {
  protocol.handle('app', async ({ url }) => {
    const name = path.posix.basename(new URL(url).pathname);
    const script = name === 'probe.js' ? await readFile(PROBE, 'utf8') : '';
    return name.endsWith('.js')
      ? new Response(script, { headers: { 'content-type': 'text/javascript' } })
      : new Response('<!doctype html><title>Unprotected</title>', {
          headers: { 'content-type': 'text/html' },
        });
  });
  // Downloads would ask where to save.
  session.defaultSession.on('will-download', (_event, item) => {
    item.setSavePath(path.join(app.getPath('userData'), 'downloaded'));
  });
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      sandbox: false,
      contextIsolation: false,
      nodeIntegration: true,
      webSecurity: false,
      allowRunningInsecureContent: true,
    },
  });
  await window.loadURL('app://framewise/index.html');
});
