import { readFileSync } from 'node:fs';
import path from 'node:path';

import { SECURITY_HEADERS } from './content-policy.ts';

/** Scheme and host under which the window is served. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'framewise';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
export const APP_PAGE = `${APP_ORIGIN}/index.html`;

/**
 * What has to be said before Electron is ready, so that `app:` is a secure origin of its own.
 * `keepsCode`: whether the window's scripts are kept as compiled, in the folder of the data. Chromium
 * trusts what it finds there, so nothing is kept in a library that came from elsewhere.
 */
export function appPrivileges(keepsCode: boolean) {
  return {
    scheme: APP_SCHEME,
    privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: keepsCode },
  };
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** Folders of files that the window may load, by the first part of the address's path; `''` is the rest. */
export type AssetFolders = Readonly<Record<string, string>> & { readonly '': string };

/**
 * The file that an address of ours stands for, or `null` when it is not ours or leaves its folder.
 * Only plain names are served: letters, digits, `.`, `_` and `-`, never beginning with a dot.
 */
export function resolveAsset(folders: AssetFolders, address: string): string | null {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.protocol !== `${APP_SCHEME}:` || url.host !== APP_HOST) return null;
  const parts = url.pathname.slice(1).split('/');
  if (!parts.every((part) => /^[\w-][\w.-]*$/u.test(part))) return null;
  const [first = '', ...others] = parts;
  const folder = others.length > 0 && Object.hasOwn(folders, first) ? folders[first] : undefined;
  const file =
    folder === undefined ? path.join(folders[''], ...parts) : path.join(folder, ...others);
  return path.extname(file) in CONTENT_TYPES ? file : null;
}

/** What is answered to a request of the window, as Electron takes it. */
export interface AssetAnswer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly data: Buffer;
}

/**
 * Serves the window's files, and nothing else. They are read at once: the window waits for each of them,
 * and a promise would come behind everything that the program does at its start.
 */
export function createAssetHandler(
  folders: AssetFolders,
): (request: { readonly method: string; readonly url: string }) => AssetAnswer {
  return ({ method, url }) => {
    const file = method === 'GET' ? resolveAsset(folders, url) : null;
    const data = file === null ? null : readOrNull(file);
    if (file === null || data === null) {
      const statusCode = method === 'GET' ? 404 : 405;
      return { statusCode, headers: { ...SECURITY_HEADERS }, data: Buffer.alloc(0) };
    }
    const type = CONTENT_TYPES[path.extname(file)] ?? 'application/octet-stream';
    return { statusCode: 200, headers: { ...SECURITY_HEADERS, 'content-type': type }, data };
  };
}

function readOrNull(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
