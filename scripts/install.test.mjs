import { expect, test } from 'vitest';
import { isInstallCurrent, nodeVersionProblem } from './install.mjs';

test.each([
  ['18.20.0', false],
  ['20.18.9', false],
  ['20.19.0', true],
  ['20.20.2', true],
  ['22.0.0', true],
])('Node %s: new enough is %s', (version, isEnough) => {
  const problem = nodeVersionProblem(version);
  expect(problem === null).toBe(isEnough);
  if (!isEnough) expect(problem).toContain(`this is Node ${version}`);
});

const lock = {
  packages: {
    '': { name: 'framewise' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/other-platform': { version: '1.0.0', optional: true },
  },
};
const installed = (packages) => isInstallCurrent(lock, { packages });

test('a complete tree is current, without the optional packages of other platforms', () => {
  expect(installed({ 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } })).toBe(true);
});

test.each([
  ['a missing package', {}],
  ['another version', { 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } }],
  ['other content', { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-b' } }],
])('a tree with %s is not', (_name, packages) => {
  expect(installed(packages)).toBe(false);
});
