// A window with nothing but the article surface, for tests and measurements of the surface alone.
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { app, BrowserWindow, protocol } from 'electron';

const PAGES = path.join(import.meta.dirname, 'pages');
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true } },
]);

void app.whenReady().then(async () => {
  protocol.handle('app', async ({ url }) => {
    const file = path.join(PAGES, path.posix.normalize(new URL(url).pathname));
    return new Response(await readFile(file), {
      headers: { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' },
    });
  });
  const window = new BrowserWindow({
    width: 1100,
    height: 820,
    // Measurements count frames, also when another window is in front.
    webPreferences: { sandbox: true, contextIsolation: true, backgroundThrottling: false },
  });
  await window.loadURL('app://framewise/harness.html');
});
app.on('window-all-closed', () => {
  app.quit();
});
