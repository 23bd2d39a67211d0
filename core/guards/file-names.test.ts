import { describe, expect, it } from 'vitest';

import { nameOfPath, suggestFileName } from './file-names.ts';

describe('suggestFileName', () => {
  it.each([
    ['Lavrov – security guarantees', 'lavrov-security-guarantees.json'],
    ['Переговоры: «путь в никуда»', 'переговоры-путь-в-никуда.json'],
    ['../../etc/passwd', 'etc-passwd.json'],
    ['C:\\x', 'c-x.json'],
    ['\\\\host\\share', 'host-share.json'],
    ['NUL', 'framewise-nul.json'],
    ['com¹', 'framewise-com¹.json'],
    ['a:b', 'a-b.json'],
    ['trailing. . ', 'trailing.json'],
    ['in\u202evoice\u0000', 'in-voice.json'],
    ['', 'framewise.json'],
    ['🌐🌐', 'framewise.json'],
    ['x'.repeat(300), `${'x'.repeat(60)}.json`],
  ])('turns “%s” into %s', (title, name) => {
    expect(suggestFileName(title, 'json')).toBe(name);
  });
});

describe('nameOfPath', () => {
  it.each([
    ['/home/ann/a.txt', 'a.txt'],
    ['C:\\Users\\Ann\\a.txt', 'a.txt'],
    ['/home/ann/corpus/', 'corpus'],
    ['a.txt', 'a.txt'],
    ['/', '/'],
  ])('of %s is %s', (path, name) => {
    expect(nameOfPath(path)).toBe(name);
  });
});
