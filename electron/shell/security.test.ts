import { EventEmitter } from 'node:events';

import { describe, expect, it, test } from 'vitest';

import {
  denyCertificates,
  denyDownloads,
  denyForeignRequests,
  denyNavigation,
  denyPeerConnections,
  denyPermissions,
  denyWebviews,
  denyWindows,
  ignoreUnloadTraps,
  isAllowedNavigation,
  isAllowedRequest,
} from './security.ts';

/** Emits an event of Electron's kind and says whether a listener prevented it. */
function isPrevented(emitter: EventEmitter, name: string, fields: object = {}): boolean {
  let prevented = false;
  emitter.emit(name, { ...fields, preventDefault: () => (prevented = true) });
  return prevented;
}

describe('isAllowedRequest', () => {
  test.each([
    'app://framewise/index.html',
    'data:image/png;base64,AA==',
    'blob:app://framewise/0f7e',
  ])('allows %s', (address) => {
    expect(isAllowedRequest(address, { devTools: false })).toBe(true);
  });

  test.each([
    'https://example.org/',
    'http://127.0.0.1:1/',
    'ws://example.org/',
    'file:///etc/passwd',
    'app://framewise.evil/index.html',
    'app://other/',
    'blob:https://example.org/0f7e',
    'chrome-extension://a/b.js',
    'devtools://devtools/bundled/inspector.html',
  ])('cancels %s', (address) => {
    expect(isAllowedRequest(address, { devTools: false })).toBe(false);
  });

  it('lets the developer tools load only in a build that has them', () => {
    const address = 'devtools://devtools/bundled/inspector.html';
    expect(isAllowedRequest(address, { devTools: true })).toBe(true);
  });
});

describe('denyForeignRequests', () => {
  type Listener = (details: { url: string }, answer: (a: { cancel: boolean }) => void) => void;

  test.each([
    ['app://framewise/index.html', false],
    ['https://example.org/', true],
  ])('for %s cancels: %s', (url, cancelled) => {
    let listener: Listener | undefined;
    const webRequest = { onBeforeRequest: (given: Listener) => (listener = given) };
    denyForeignRequests({ webRequest } as never, { devTools: false });
    let answer: { cancel: boolean } | undefined;
    listener?.({ url }, (given) => (answer = given));
    expect(answer).toEqual({ cancel: cancelled });
  });
});

describe('navigation', () => {
  test.each([
    ['app://framewise/index.html', true],
    ['app://framewise/index.html?x=1', false],
    ['app://framewise/other.html', false],
    ['https://example.org/', false],
    ['javascript:alert(1)', false],
    ['file:///etc/passwd', false],
  ])('to %s is allowed: %s (bad input 107)', (address, allowed) => {
    expect(isAllowedNavigation(address)).toBe(allowed);
    const contents = new EventEmitter();
    denyNavigation(contents as never);
    expect(isPrevented(contents, 'will-navigate', { url: address })).toBe(!allowed);
    expect(isPrevented(contents, 'will-frame-navigate', { url: address, isMainFrame: true })).toBe(
      !allowed,
    );
    expect(isPrevented(contents, 'will-frame-navigate', { url: address, isMainFrame: false })).toBe(
      true,
    );
    expect(isPrevented(contents, 'will-redirect', { url: address })).toBe(true);
  });

  it('opens no window (bad input 107)', () => {
    let answer: unknown;
    const contents = {
      setWindowOpenHandler: (handler: () => unknown) => {
        answer = handler();
      },
    };
    denyWindows(contents as never);
    expect(answer).toEqual({ action: 'deny' });
  });

  it('attaches no webview', () => {
    const contents = new EventEmitter();
    expect(isPrevented(contents, 'will-attach-webview')).toBe(false);
    denyWebviews(contents as never);
    expect(isPrevented(contents, 'will-attach-webview')).toBe(true);
  });

  it('sends nothing by WebRTC', () => {
    let policy: string | undefined;
    denyPeerConnections({
      setWebRTCIPHandlingPolicy: (given: string) => (policy = given),
    } as never);
    expect(policy).toBe('disable_non_proxied_udp');
  });

  it('closes although the page would stay (bad input 109)', () => {
    const contents = new EventEmitter();
    expect(isPrevented(contents, 'will-prevent-unload')).toBe(false);
    ignoreUnloadTraps(contents as never);
    expect(isPrevented(contents, 'will-prevent-unload')).toBe(true);
  });
});

describe('session', () => {
  it('refuses every permission (bad input 109)', () => {
    const answers: unknown[] = [];
    const session = {
      setPermissionRequestHandler: (
        handler: (contents: null, permission: string, answer: (granted: boolean) => void) => void,
      ) => {
        handler(null, 'media', (granted) => answers.push(granted));
      },
      setPermissionCheckHandler: (handler: () => boolean) => answers.push(handler()),
      setDevicePermissionHandler: (handler: () => boolean) => answers.push(handler()),
    };
    denyPermissions(session as never);
    expect(answers).toEqual([false, false, false]);
  });

  it('downloads nothing', () => {
    const session = new EventEmitter();
    expect(isPrevented(session, 'will-download')).toBe(false);
    denyDownloads(session as never);
    expect(isPrevented(session, 'will-download')).toBe(true);
  });

  it('accepts no certificate', () => {
    let answer: number | undefined;
    const session = {
      setCertificateVerifyProc: (verify: (r: null, answer: (code: number) => void) => void) => {
        verify(null, (code) => (answer = code));
      },
    };
    denyCertificates(session as never);
    expect(answer).toBe(-2);
  });
});
