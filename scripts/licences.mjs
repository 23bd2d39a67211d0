// node scripts/licences.mjs: lists whose work is in the program, and under which licence, in docs/licences.md, and
// writes the words of these licences into build/licences.txt, which is shipped beside the program.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { projectRoot } from './run-command.mjs';

export const LIST = path.join('docs', 'licences.md');
export const WORDS = path.join('build', 'licences.txt');

/** Licences under which something may be shipped with a program under the MIT licence. */
export const ALLOWED = [
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0'],
  '(MIT OR CC0-1.0)',
];

/**
 * What the program is built of beside our own sources: everything in the lock file that is not for development
 * only. Not all of it ends in the bundles.
 * @returns {{ name: string, version: string, licence: string, folder: string }[]}
 */
export function listShipped() {
  const lock = JSON.parse(readFileSync(path.join(projectRoot, 'package-lock.json'), 'utf8'));
  return Object.entries(lock.packages)
    .filter(([folder, { dev, optional }]) => folder !== '' && !dev && !optional)
    .map(([folder, { version, license }]) => ({
      name: folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license ?? 'unknown',
      folder,
    }))
    .sort((a, b) => (a.name + a.version < b.name + b.version ? -1 : 1));
}

/** The page that lists them. */
export function describeList() {
  const rows = listShipped().map((each) => [each.name, each.version, each.licence]);
  rows.unshift(['package', 'version', 'licence']);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map(
    (row) => `| ${row.map((cell, n) => cell.padEnd(widths[n])).join(' | ')} |`,
  );
  lines.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  return `# Licences

Framewise is under the MIT licence (\`LICENSE\`). What it is built of beside its own sources, with the licence that each
package names; the words of all of them are in \`licences.txt\` beside the program. Electron (MIT) brings those of its own
parts, of Chromium and of Node along, as \`LICENSE.electron.txt\` and \`LICENSES.chromium.html\`. This page is made by
\`scripts/licences.mjs\`.

${lines.join('\n')}
`;
}

/** The words of every licence, package by package. */
export function describeWords() {
  const parts = listShipped().map(({ name, version, licence, folder }) => {
    const place = path.join(projectRoot, folder);
    const file = readdirSync(place).find((each) =>
      /^(?:licen[cs]e|copying)(?:\.|-|$)/iu.test(each),
    );
    const words = file === undefined ? null : readFileSync(path.join(place, file), 'utf8');
    const { author } = JSON.parse(readFileSync(path.join(place, 'package.json'), 'utf8'));
    const by = (typeof author === 'string' ? author : (author?.name ?? 'its authors')).replace(
      / *<.*/u,
      '',
    );
    const said = words ?? `By ${by}, under the licence ${licence}.`;
    return `${name} ${version} (${licence})\n\n${said.replaceAll('\r\n', '\n').trim()}\n`;
  });
  return parts.join(`\n${'-'.repeat(80)}\n\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(path.join(projectRoot, LIST), describeList());
  writeFileSync(path.join(projectRoot, WORDS), describeWords());
}
