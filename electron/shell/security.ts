import type { Session, WebContents } from 'electron';

import { APP_ORIGIN, APP_PAGE } from './protocol.ts';

/** Whether an address is one of our own files. */
export function isOwnAddress(address: string): boolean {
  return address.startsWith(`${APP_ORIGIN}/`);
}

/**
 * Whether the window may load this. Blobs and data: addresses carry their content with them;
 * developer tools exist only in the build for tests and development.
 */
export function isAllowedRequest(address: string, build: { readonly devTools: boolean }): boolean {
  if (isOwnAddress(address) || address.startsWith('data:')) return true;
  if (address.startsWith(`blob:${APP_ORIGIN}/`)) return true;
  return build.devTools && address.startsWith('devtools://');
}

/** Whether the main frame may go there: only to the page it is already on, as a reload does. */
export function isAllowedNavigation(address: string): boolean {
  return address === APP_PAGE;
}

/** Cancels every request that is not for our own files. */
export function denyForeignRequests(
  session: Pick<Session, 'webRequest'>,
  build: { readonly devTools: boolean },
): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isAllowedRequest(details.url, build) });
  });
}

/** Refuses every permission, asked for or looked up. Copying to the clipboard goes through the main process. */
export function denyPermissions(
  session: Pick<
    Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  >,
): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/** Refuses downloads. Exports are written by the main process. */
export function denyDownloads(session: Pick<Session, 'on'>): void {
  session.on('will-download', (event) => {
    event.preventDefault();
  });
}

/** Accepts no certificate, because nothing is fetched over TLS. */
export function denyCertificates(session: Pick<Session, 'setCertificateVerifyProc'>): void {
  const REFUSE = -2;
  session.setCertificateVerifyProc((_request, answer) => {
    answer(REFUSE);
  });
}

/** Refuses to leave our page by link, script, form or redirect. */
export function denyNavigation(contents: Pick<WebContents, 'on'>): void {
  contents.on('will-navigate', (event) => {
    if (!isAllowedNavigation(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isAllowedNavigation(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
}

/** Refuses new windows. */
export function denyWindows(contents: Pick<WebContents, 'setWindowOpenHandler'>): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Refuses embedded pages. */
export function denyWebviews(contents: Pick<WebContents, 'on'>): void {
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
}

/** Keeps WebRTC, which no content policy covers, from sending anything. */
export function denyPeerConnections(
  contents: Pick<WebContents, 'setWebRTCIPHandlingPolicy'>,
): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** A page that asks to stay open is not listened to: the main process knows what is unsaved. */
export function ignoreUnloadTraps(contents: Pick<WebContents, 'on'>): void {
  contents.on('will-prevent-unload', (event) => {
    event.preventDefault();
  });
}

/** Everything above for one session. */
export function protectSession(session: Session, build: { readonly devTools: boolean }): void {
  denyForeignRequests(session, build);
  denyPermissions(session);
  denyDownloads(session);
  denyCertificates(session);
}

/** Everything above for one page. */
export function protectContents(contents: WebContents): void {
  denyNavigation(contents);
  denyWindows(contents);
  denyWebviews(contents);
  denyPeerConnections(contents);
  ignoreUnloadTraps(contents);
}
