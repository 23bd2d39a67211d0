import { describe, expect, it } from 'vitest';

import { nameOfPath, suggestExportName, suggestFileName } from './file-names.ts';

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
  ])('turns “%s” into %s (bad input 80)', (title, name) => {
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

describe('suggestExportName', () => {
  const named = (about: string, person: string | null = 'Anna Berg', format = 'csv') =>
    suggestExportName({ about, person, format, date: '2025-08-20' });

  it.each([
    ['Road to Nowhere', 'road-to-nowhere-anna-berg-csv-2025-08-20'],
    ['../a:b|c?', 'a-b-c-anna-berg-csv-2025-08-20'],
    ['CON', 'con-anna-berg-csv-2025-08-20'],
    ['俄罗斯：“没有出路”', '俄罗斯-没有出路-anna-berg-csv-2025-08-20'],
    ['Переговоры', 'переговоры-anna-berg-csv-2025-08-20'],
    ['🌐', 'anna-berg-csv-2025-08-20'],
  ])('calls what is about %s %s', (about, name) => {
    expect(named(about)).toBe(name);
  });

  it('leaves out a person whose name is to be left out', () => {
    expect(named('A', null)).toBe('a-csv-2025-08-20');
  });

  it.each(['word '.repeat(100), '俄'.repeat(300), '😀a'.repeat(300), '𠀀'.repeat(300)])(
    'keeps person, format and date, and less than 255 bytes, however long the title is',
    (about) => {
      const name = named(about, '俄'.repeat(100), 'label-studio');
      expect(name).toMatch(/俄-label-studio-2025-08-20$/u);
      expect(new TextEncoder().encode(`${name}.jsonld`).length).toBeLessThan(255);
      expect(name).not.toMatch(/--|^-/u);
    },
  );
});
