import { BrowserWindow, session } from 'electron';

import { APP_PAGE, APP_SCHEME } from './protocol.ts';
import { protectSession } from './security.ts';

/** A session of its own, in memory: what is printed shares nothing with the window. */
const PARTITION = 'printing';
/** Below each page its title, its number and how many there are; Chromium fills them in. */
const FOOTER = `<div style="width: 100%; margin: 0 11mm; font: 7pt sans-serif; display: flex; justify-content: space-between">
  <span class="title"></span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span>
</div>`;

/** Pages that are being printed, by address. */
const printed = new Map<string, string>();
let last = 0;

/** A whole HTML page that needs nothing else as PDF, A4; it may run no script and ask for nothing. */
export async function printPage(html: string): Promise<Uint8Array> {
  last += 1;
  const address = new URL(`printed-${String(last)}.html`, APP_PAGE).href;
  const own = session.fromPartition(PARTITION);
  if (!own.protocol.isProtocolHandled(APP_SCHEME)) {
    protectSession(own, { devTools: false });
    own.protocol.handle(APP_SCHEME, ({ url }) => servePrinted(url));
  }
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      ...{ session: own, sandbox: true, contextIsolation: true, nodeIntegration: false },
      ...{ javascript: false, images: false, webgl: false, spellcheck: false },
    },
  });
  printed.set(address, html);
  try {
    await window.loadURL(address);
    return await window.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: FOOTER,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    });
  } finally {
    printed.delete(address);
    window.destroy();
  }
}

function servePrinted(url: string): Response {
  const html = printed.get(url);
  return new Response(html ?? '', {
    status: html === undefined ? 404 : 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    },
  });
}
