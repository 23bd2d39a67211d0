// The catalogue of bad input and the tests that name its rows belong together.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { expect, it } from 'vitest';

import { projectRoot } from './run-command.mjs';

const CATALOGUE = readFileSync(path.join(projectRoot, 'docs', 'hostile-inputs.md'), 'utf8');
const ROOMS = ['cli', 'core', 'e2e', 'electron', 'renderer', 'scripts'];
/** The contract is where each format gets its tests. */
const IS_TEST = /\.(?:test\.(?:ts|tsx|mjs)|spec\.ts)$|^core\/exchange\/testing\/contract\.ts$/u;
/** As in “(bad input 17)” and “(bad inputs 12, 13)” and “(bad inputs 68–72)”. */
const NAMED = /\(bad inputs? (\d+(?:(?:, |–)\d+)*)\)/gu;
const COMMENT = /^\s*(?:\/\/|\/?\*).*$/gmu;

/** The numbers that such a name holds, each one of a range too. */
function numbersIn(list) {
  return list.split(', ').flatMap((part) => {
    const [first, last = first] = part.split('–').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/** What tests name, with the files that name it. @returns {Map<number, string[]>} */
function namedRows() {
  const named = new Map();
  const itself = path.basename(import.meta.filename);
  for (const room of ROOMS) {
    for (const name of readdirSync(path.join(projectRoot, room), { recursive: true })) {
      const file = path.join(room, name).replaceAll(path.sep, '/');
      if (!IS_TEST.test(file) || path.basename(file) === itself) continue;
      const source = readFileSync(path.join(projectRoot, file), 'utf8').replace(COMMENT, '');
      for (const [, list] of source.matchAll(NAMED)) {
        for (const number of numbersIn(list)) {
          named.set(number, [...(named.get(number) ?? []), file]);
        }
      }
    }
  }
  return named;
}

const rows = [...CATALOGUE.matchAll(/^\| (\d+) \|(.*)\|$/gmu)].map(([, number, rest]) => ({
  number: Number(number),
  cells: rest.split(' | ').map((cell) => cell.trim()),
}));
const named = namedRows();

it('the rows are numbered one by one, each with what comes and what it gets', () => {
  expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1));
  expect(rows.length).toBeGreaterThanOrEqual(112);
  for (const { number, cells } of rows) expect(cells.filter(Boolean), `${number}`).toHaveLength(2);
});

it('every row has a test', () => {
  expect(rows.filter(({ number }) => !named.has(number)).map(({ number }) => number)).toEqual([]);
});

it('every number that a test names is a row', () => {
  const known = new Set(rows.map(({ number }) => number));
  expect([...named].filter(([number]) => !known.has(number))).toEqual([]);
});

it('ranges and lists of numbers are understood', () => {
  expect(numbersIn('3, 68–70, 5')).toEqual([3, 68, 69, 70, 5]);
});
