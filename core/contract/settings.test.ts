import { describe, expect, it } from 'vitest';

import {
  DEFAULT_REASONS,
  defaultSettings,
  parseReasons,
  REASON_COUNT,
  Settings,
  SettingsPatch,
} from './settings.ts';

it('opens an empty or older file with the defaults', () => {
  expect(Settings.parse({})).toEqual(defaultSettings());
  expect(Settings.parse({ theme: 'dark' })).toEqual({ ...defaultSettings(), theme: 'dark' });
});

it.each([
  ['a theme nobody knows', { theme: 'pink' }],
  ['a size out of bounds', { fontSize: 400 }],
  ['a pane of the wrong shape', { leftPane: 'wide' }],
  ['a number that is text', { lineHeight: '2' }],
  ['keys of the wrong shape', { keys: ['W'] }],
])('falls back for %s and keeps the rest', (_name, stored) => {
  expect(Settings.parse({ ...stored, snapToWords: false })).toEqual({
    ...defaultSettings(),
    snapToWords: false,
  });
});

it('keeps the chosen keys that can be used and drops the others', () => {
  const stored = { theme: 'dark', keys: { 'pick-word': 'Y', fly: 'X', brush: 'Tab' } };
  const settings = Settings.parse(stored);
  expect(settings).toEqual({ ...defaultSettings(), theme: 'dark', keys: { 'pick-word': 'Y' } });
  expect(Settings.parse(settings)).toEqual(settings);
  expect(SettingsPatch.parse({ keys: stored.keys })).toEqual({ keys: { 'pick-word': 'Y' } });
});

it.each([
  ['an unknown field', { colour: 'red' }],
  ['a size out of bounds', { fontSize: 13 }],
  ['keys that are numbers', { keys: { 'pick-word': 7 } }],
  ['an article that is no hash', { lastArticle: '../../x' }],
])('a change with %s is refused', (_name, patch) => {
  expect(SettingsPatch.safeParse(patch).success).toBe(false);
});

describe('The list of reasons', () => {
  it.each<[string, string, readonly string[]]>([
    ['has one on each line', 'Too long\nDuplicate', ['Too long', 'Duplicate']],
    ['has each once, without what surrounds it', ' Too long \r\n\n\tToo long\n', ['Too long']],
    ['may be empty', ' \n ', []],
    ['cuts a line that is too long', 'x'.repeat(300), ['x'.repeat(200)]],
  ])('%s', (_, text, reasons) => {
    expect(parseReasons(text)).toEqual(reasons);
    expect(Settings.parse({ reasons }).reasons).toEqual(reasons);
  });

  it('holds no more than are kept', () => {
    const text = Array.from({ length: 80 }, (_, n) => `reason ${n}`).join('\n');
    expect(parseReasons(text)).toHaveLength(REASON_COUNT);
  });

  it('is the delivered one where a file has another thing in its place', () => {
    expect(Settings.parse({ reasons: 'none' }).reasons).toEqual(DEFAULT_REASONS);
  });
});
