// What comes from others: that it is what the lock file says, runs nothing when it is installed, and may be shipped.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { ALLOWED, describeList, describeWords, LIST, listShipped, WORDS } from './licences.mjs';
import { projectRoot } from './run-command.mjs';

const read = (file) => readFileSync(path.join(projectRoot, file), 'utf8');
const lock = JSON.parse(read('package-lock.json'));
const packages = Object.entries(lock.packages).filter(([folder]) => folder !== '');

describe('the lock file', () => {
  it('has a SHA-512 sum for every package', () => {
    const without = packages.filter(
      ([, { integrity }]) => !/^sha512-[\w+/]{86}==$/u.test(integrity),
    );
    expect(without.map(([folder]) => folder)).toEqual([]);
  });

  it('names no host, so that packages come from the registry that is set, and are the same from any', () => {
    expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(packages.filter(([, { link }]) => link)).toEqual([]);
  });

  it('is of the very packages that package.json asks for, each in one version', () => {
    const { dependencies, devDependencies, scripts } = JSON.parse(read('package.json'));
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      // A package may stand under a second name.
      const exact = /^(?:npm:[\w@/-]+@)?(\d+\.\d+\.\d+)$/u.exec(version)?.[1];
      expect(exact, `${name} ${version}`).toBeDefined();
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(exact);
    }
    expect(Object.keys(scripts).filter((name) => /install|prepare|prepack/u.test(name))).toEqual(
      [],
    );
  });

  it('has one package with a script for its installation, which is not run and not needed', () => {
    const own = packages.filter(([, { hasInstallScript }]) => hasInstallScript);
    expect(own.map(([folder]) => folder)).toEqual(['node_modules/electron-winstaller']);
    expect(read('scripts/install.mjs')).toContain("'--ignore-scripts'");
  });
});

describe('licences', () => {
  it('are all such as may be shipped', () => {
    expect(listShipped().filter(({ licence }) => !ALLOWED.includes(licence))).toEqual([]);
  });

  it('are listed, and shipped in their own words (node scripts/licences.mjs writes both)', () => {
    expect(read(LIST)).toBe(describeList());
    expect(read(WORDS)).toBe(describeWords());
    expect(read('electron-builder.yml')).toMatch(/from: build\/licences\.txt/u);
  });
});

describe('the sources', () => {
  const sources = ['core', 'electron', 'renderer', 'cli'].flatMap((room) =>
    readdirSync(path.join(projectRoot, room), { recursive: true })
      .filter((name) => /\.tsx?$/u.test(name) && !/\.test\.tsx?$|testing/u.test(name))
      .map((name) => path.join(room, name)),
  );

  it('make nothing of HTML that comes in: neither in the editor nor beside it (bad input 77)', () => {
    const ways =
      /@lexical\/(?:html|clipboard|rich-text)|dangerouslySetInnerHTML|\.(?:inner|outer)HTML\s*=[^=]|insertAdjacentHTML|document\.write|\beval\(|new Function\(/u;
    expect(sources.length).toBeGreaterThan(400);
    expect(sources.filter((file) => ways.test(read(file)))).toEqual([]);
  });

  it('take nothing from the network', () => {
    const ways =
      /from 'node:(?:https?|http2|net|tls|dgram|dns)(?:\/promises)?'|\bfetch\('http|new WebSocket\(/u;
    expect(sources.filter((file) => ways.test(read(file)))).toEqual([]);
  });
});

it('the page on security names the Electron that is shipped', () => {
  const { devDependencies } = JSON.parse(read('package.json'));
  expect(read('docs/security.md')).toContain(`Electron ${devDependencies.electron}`);
});
