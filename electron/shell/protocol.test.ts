import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';

import { createAssetHandler, resolveAsset } from './protocol.ts';

describe('resolveAsset', () => {
  const folders = { '': '/r', probe: '/p' };

  test.each([
    ['app://framewise/index.html', '/r/index.html'],
    ['app://framewise/assets/index-B_x1.js', '/r/assets/index-B_x1.js'],
    ['app://framewise/index.html?a#b', '/r/index.html'],
    ['app://framewise/probe/probe.js', '/p/probe.js'],
    // An address is made plain before it is looked up, so it cannot climb.
    ['app://framewise/../../index.html', '/r/index.html'],
  ])('%s stands for %s', (address, file) => {
    expect(resolveAsset(folders, address)).toBe(file);
  });

  test.each([
    'app://framewise/',
    'app://framewise/..%2f..%2fetc/passwd.txt',
    'app://framewise/%2e%2e%2fsecret.txt',
    'app://framewise/a%5c..%5cb.txt',
    'app://framewise/a%00.txt',
    'app://framewise//etc/passwd.txt',
    'app://framewise/.build.json',
    'app://framewise/assets/.hidden.js',
    'app://framewise/main.exe',
    'app://framewise/constructor',
    'app://other/index.html',
    'app://framewise:1/index.html',
    'file:///r/index.html',
    'https://framewise/index.html',
    'not an address',
  ])('%s stands for nothing', (address) => {
    expect(resolveAsset(folders, address)).toBeNull();
  });
});

describe('createAssetHandler', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'framewise-assets-'));
    await writeFile(path.join(folder, 'index.html'), '<!doctype html>');
    await mkdir(path.join(folder, 'folder.js'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('serves a file with its type and the content policy', () => {
    const serve = createAssetHandler({ '': folder });
    const { statusCode, headers, data } = serve({
      method: 'GET',
      url: 'app://framewise/index.html',
    });
    expect(statusCode).toBe(200);
    expect(data.toString()).toBe('<!doctype html>');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
        "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; " +
        "frame-src 'none'; frame-ancestors 'none'; object-src 'none'; " +
        "require-trusted-types-for 'script'; trusted-types 'none'",
    );
  });

  test.each([
    ['a file that is not there', 'GET', 'app://framewise/absent.js', 404],
    ['a folder', 'GET', 'app://framewise/folder.js', 404],
    ['another host', 'GET', 'app://other/index.html', 404],
    ['anything but reading', 'POST', 'app://framewise/index.html', 405],
  ])('refuses %s', (_name, method, url, status) => {
    const { statusCode, headers, data } = createAssetHandler({ '': folder })({ method, url });
    expect(statusCode).toBe(status);
    expect(data.length).toBe(0);
    // What is refused comes with the policy, too, and is nothing that could be shown.
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });
});
