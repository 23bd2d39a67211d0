// Tells the lint rules about layers what an import stands for. CommonJS, as their loader wants it.
const { existsSync } = require('node:fs');
const { builtinModules, createRequire } = require('node:module');
const path = require('node:path');

const root = path.dirname(__dirname);
const builtins = new Set(builtinModules);

/**
 * @param {string} source as it stands in the import
 * @param {string} file that imports
 * @returns {{ found: boolean, path?: string | null }} a null path stands for a module of Node
 */
exports.resolve = (source, file) => {
  if (source.startsWith('node:') || builtins.has(source)) return { found: true, path: null };
  if (source.startsWith('#core/')) {
    return existing(path.join(root, 'core', source.slice('#core/'.length)));
  }
  if (source.startsWith('.')) {
    return existing(path.resolve(path.dirname(file), source.replace(/\?.*$/u, '')));
  }
  try {
    return { found: true, path: createRequire(file).resolve(source) };
  } catch {
    return { found: false };
  }
};
exports.interfaceVersion = 2;

/** @param {string} file */
function existing(file) {
  return existsSync(file) ? { found: true, path: file } : { found: false };
}
