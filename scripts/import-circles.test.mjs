import { describe, expect, it } from 'vitest';

import { findCircles, readImports } from './import-circles.mjs';
import { projectRoot } from './run-command.mjs';

describe('circles of files', () => {
  it.each([
    {
      what: 'two that import each other',
      imports: { a: ['b'], b: ['a'], c: ['a'] },
      found: ['ab'],
    },
    { what: 'one that imports itself', imports: { a: ['a'] }, found: ['a'] },
    {
      what: 'a long one, and another beside it',
      imports: { a: ['b'], b: ['c'], c: ['a', 'd'], d: ['e'], e: ['d'] },
      found: ['abc', 'de'],
    },
    { what: 'none in a diamond', imports: { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, found: [] },
    { what: 'none through a package', imports: { a: ['react'] }, found: [] },
  ])('finds $what', ({ imports, found }) => {
    const circles = findCircles(new Map(Object.entries(imports)));
    expect(circles.map((circle) => circle.join('')).sort()).toEqual(found);
  });

  it('are nowhere in the product', () => {
    const imports = readImports(projectRoot, ['core', 'cli', 'electron', 'renderer']);
    expect(imports.size).toBeGreaterThan(200);
    expect(findCircles(imports)).toEqual([]);
  });
});
