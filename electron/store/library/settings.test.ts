import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { defaultSettings } from '#core/contract/settings.ts';

import { SettingsStore } from './settings.ts';
import { temporaryFolder } from '../testing/library-fixture.ts';

let folder: ReturnType<typeof temporaryFolder>;
let dir: string;
let file: string;
beforeEach(() => {
  folder = temporaryFolder();
  dir = path.join(folder.dir, 'data');
  file = path.join(dir, 'settings.json');
  mkdirSync(dir);
});
afterEach(() => folder.remove());

describe('the settings', () => {
  it('are the defaults at first and afterwards what was chosen', async () => {
    const settings = await SettingsStore.open({ dir });
    expect(settings.current).toEqual(defaultSettings());
    expect(await settings.update({ theme: 'dark', fontSize: 20 })).toMatchObject({
      theme: 'dark',
      fontSize: 20,
    });
    const again = await SettingsStore.open({ dir });
    expect(again.current).toEqual({ ...defaultSettings(), theme: 'dark', fontSize: 20 });
    expect(again.notice).toBeNull();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each(['', '{"theme":', '\0\0\0\0', '[1]', 'null'])(
    'start again when the file holds %j, which is kept',
    async (content) => {
      writeFileSync(file, content);
      const settings = await SettingsStore.open({
        dir,
        now: () => new Date('2026-01-01T00:00:00Z'),
      });
      expect(settings.current).toEqual(defaultSettings());
      const kept = path.join(dir, 'settings.json.damaged-2026-01-01T00-00-00-000Z');
      expect(settings.notice).toEqual({ type: 'settings-reset', kept });
      expect(readFileSync(kept, 'utf8')).toBe(content);
      await settings.update({ theme: 'sepia' });
      expect((await SettingsStore.open({ dir })).current.theme).toBe('sepia');
    },
  );

  it('take the default for a single value that does not fit, and keep the others', async () => {
    writeFileSync(file, JSON.stringify({ theme: 'neon', fontSize: 24, later: 'kept' }));
    const settings = await SettingsStore.open({ dir });
    expect(settings.current).toMatchObject({ theme: 'system', fontSize: 24 });
    expect(settings.notice).toMatchObject({ type: 'settings-reset', names: ['theme'] });
    const { kept = '' } = settings.notice?.type === 'settings-reset' ? settings.notice : {};
    expect(JSON.parse(readFileSync(kept, 'utf8'))).toMatchObject({ theme: 'neon' });
    await settings.update({ fontSize: 25 });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ later: 'kept', fontSize: 25 });
  });

  it('say that their file is gone where there is a library, and not before', async () => {
    expect((await SettingsStore.open({ dir })).notice).toBeNull();
    mkdirSync(path.join(dir, 'library'));
    expect((await SettingsStore.open({ dir })).notice).toBeNull();
    rmSync(file);
    expect((await SettingsStore.open({ dir })).notice).toEqual({
      type: 'settings-reset',
      kept: '',
    });
    expect((await SettingsStore.open({ dir })).notice).toBeNull();
  });

  it('hold for this session when they cannot be written', async () => {
    writeFileSync(path.join(dir, 'a-file'), '');
    const settings = await SettingsStore.open({ dir: path.join(dir, 'a-file', 'folder') });
    expect((await settings.update({ theme: 'dark' })).theme).toBe('dark');
    expect(settings.current.theme).toBe('dark');
  });
});
