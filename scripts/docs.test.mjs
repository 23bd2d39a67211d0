import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { projectRoot } from './run-command.mjs';

const PAGES = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].concat(
  readdirSync(path.join(projectRoot, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
);
/** A file or folder of the repository, as prose names it. */
const NAMED = /`((?:core|cli|docs|e2e|electron|renderer|schema|scripts|seeds)\/[\w./-]*)`/g;
const LINK = /\]\((?!https?:|#)([^)#\s]+)/g;

describe.each(PAGES)('%s', (page) => {
  const text = readFileSync(path.join(projectRoot, page), 'utf8');

  it('names only what is there', () => {
    const named = [...text.matchAll(NAMED)].map(([, name]) => name);
    expect(named.filter((name) => !existsSync(path.join(projectRoot, name)))).toEqual([]);
  });

  it('links only to what is there', () => {
    const linked = [...text.matchAll(LINK)].map(([, name]) => name);
    const folder = path.join(projectRoot, path.dirname(page));
    expect(linked.filter((name) => !existsSync(path.join(folder, name)))).toEqual([]);
  });
});

it('every page is linked from the first one', () => {
  const first = readFileSync(path.join(projectRoot, 'README.md'), 'utf8');
  expect(PAGES.filter((page) => page !== 'README.md' && !first.includes(`](${page})`))).toEqual([]);
});
