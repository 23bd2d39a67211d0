import { describe, expect, it, test } from 'vitest';

import { findDebuggingSwitch, parseCommandLine } from './command-line.ts';

const PACKAGED = { namesAppFolder: false, cwd: '/home/ann' };
const FROM_FOLDER = { namesAppFolder: true, cwd: '/home/ann' };

describe('parseCommandLine', () => {
  test.each([
    ['finds the folder before the application', ['--user-data-dir=/d', '.'], '/d'],
    ['finds the folder after the application', ['.', '--user-data-dir=/d'], '/d'],
    ['makes a relative folder absolute', ['.', '--user-data-dir=d/e'], '/home/ann/d/e'],
    ['takes the last of several folders', ['--user-data-dir=/d', '.', '--user-data-dir=/e'], '/e'],
    ['takes no folder from an empty switch', ['.', '--user-data-dir='], null],
    ['takes no folder where there is none', ['.'], null],
  ])('%s', (_name, argv, expected) => {
    expect(parseCommandLine(['electron', ...argv], FROM_FOLDER).userDataDir).toBe(expected);
  });

  test.each<[string, typeof PACKAGED, string[], string[]]>([
    ['takes files and no switches', PACKAGED, ['--no-sandbox', 'a.txt'], ['/home/ann/a.txt']],
    ['leaves the application folder out', FROM_FOLDER, ['--x', '.', 'b.txt'], ['/home/ann/b.txt']],
    ['keeps an absolute path', PACKAGED, ['/etc/a.txt'], ['/etc/a.txt']],
    ['resolves a path that climbs', PACKAGED, ['../../etc/a.txt'], ['/etc/a.txt']],
    ['reads a file address', PACKAGED, ['file:///tmp/a%20b.txt'], ['/tmp/a b.txt']],
    ['opens no file of another computer', PACKAGED, ['file://evil/tmp/a.txt'], []],
    ['opens no address of the web', PACKAGED, ['https://evil/a.txt', 'framewise://x'], []],
    ['survives a broken file address', PACKAGED, ['file:///%00%zz', 'file:///a%2fb'], []],
    ['leaves an empty argument out', PACKAGED, [''], []],
  ])('%s', (_name, context, argv, expected) => {
    expect(parseCommandLine(['electron', ...argv], context).files).toEqual(expected);
  });
});

describe('findDebuggingSwitch', () => {
  test.each([
    '--inspect',
    '--inspect=0',
    '--inspect-brk=9229',
    '-inspect',
    '--INSPECT',
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
    '--remote-allow-origins=*',
    '--debug-brk',
  ])('finds %s (bad input 110)', (argument) => {
    expect(findDebuggingSwitch(['framewise', 'a.txt', argument], 'linux')).toBe(argument);
  });

  test.each(['inspect.txt', '/inspect/a.txt', '--user-data-dir=/inspect', '--no-sandbox'])(
    'lets %s through',
    (argument) => {
      expect(findDebuggingSwitch(['--inspect', argument], 'linux')).toBeUndefined();
    },
  );

  it('knows that a switch may begin with a slash on Windows', () => {
    expect(findDebuggingSwitch(['framewise.exe', '/inspect=1'], 'win32')).toBe('/inspect=1');
  });
});
