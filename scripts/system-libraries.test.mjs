import { expect, test } from 'vitest';
import { aptLine, aptNames, missingPackages, testPackages } from './system-libraries.mjs';

const bareDebian = {
  libraries: () => new Set(['libnss3.so', 'libc.so.6']),
  hasCommand: (name) => name === 'xauth',
  isInstalled: (name) => name === 'fonts-liberation',
  isKnown: (name) => name === 'libgtk-3-0t64',
};
const names = (packages) => packages.map((wanted) => wanted.package);

test('what has no library, command or record is missing', () => {
  expect(names(missingPackages(testPackages, bareDebian))).toEqual([
    'libgtk-3-0',
    'libasound2',
    'libgbm1',
    'xvfb',
    'fonts-noto-color-emoji',
  ]);
});

test('where packages cannot be asked for, fonts are not called missing', () => {
  const other = { ...bareDebian, isInstalled: () => null };
  expect(names(missingPackages(testPackages, other))).not.toContain('fonts-noto-color-emoji');
});

test('a package that the release has renamed is asked for by its new name', () => {
  const missing = missingPackages(testPackages, bareDebian);
  expect(aptNames(missing, bareDebian)).toEqual([
    'libgtk-3-0t64',
    'libasound2',
    'libgbm1',
    'xvfb',
    'fonts-noto-color-emoji',
  ]);
});

test('the line to run can be pasted into a shell', () => {
  expect(aptLine(['xvfb', 'xauth'])).toBe(
    'sudo apt-get update && sudo apt-get install --yes --no-install-recommends xvfb xauth',
  );
});
