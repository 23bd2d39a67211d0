// Finds files that import each other in a circle: none of them can be read, tested or moved alone.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const SOURCE = /(?<!\.d)\.tsx?$/;
const TEST = /\.test\.tsx?$/;

/**
 * What the sources of some folders import of each other, tests left out.
 * @param {string} root
 * @param {readonly string[]} folders
 * @returns {Map<string, string[]>} paths relative to `root`
 */
export function readImports(root, folders) {
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')))
      .filter((name) => SOURCE.test(name) && !TEST.test(name)),
  );
  return new Map(
    files.map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(path.join(root, file), 'utf8'));
      return [file, importedFiles.flatMap(({ fileName }) => targetOf(file, fileName) ?? [])];
    }),
  );
}

function targetOf(file, source) {
  if (source.startsWith('#core/')) return `core/${source.slice('#core/'.length)}`;
  return source.startsWith('.') ? path.posix.join(path.posix.dirname(file), source) : undefined;
}

/**
 * The circles among files: every set of files in which each leads to each (Tarjan, 1972).
 * @param {ReadonlyMap<string, readonly string[]>} imports
 * @returns {string[][]} the files of each circle, sorted
 */
export function findCircles(imports) {
  const order = new Map();
  const lowest = new Map();
  const open = [];
  const circles = [];
  const visit = (file) => {
    order.set(file, order.size);
    lowest.set(file, order.get(file));
    open.push(file);
    for (const next of imports.get(file) ?? []) {
      if (!imports.has(next)) continue;
      if (!order.has(next)) visit(next);
      if (open.includes(next)) lowest.set(file, Math.min(lowest.get(file), lowest.get(next)));
    }
    if (lowest.get(file) !== order.get(file)) return;
    const circle = open.splice(open.indexOf(file));
    if (circle.length > 1 || imports.get(file)?.includes(file)) circles.push(circle.sort());
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return circles;
}
