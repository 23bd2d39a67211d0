import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';

import type Store from 'electron-store';
import { z } from 'zod';

import type { StoreNotice } from '#core/contract/store.ts';
import { Settings, type SettingsPatch } from '#core/contract/settings.ts';

import { loadElectronStore } from '../disk/electron-store.ts';
import { SETTINGS_FILE } from './first-look.ts';

/**
 * The settings of this computer in `settings.json`.
 *
 * They are small, change rarely and are not the analyst's work, so that they need no journal: a
 * write that fails leaves them as they were on disk, and they hold for the rest of the session.
 */
export class SettingsStore {
  /** What writes them; `null` where nothing may be written. */
  readonly #openStore: (() => Promise<Store | null>) | null;
  #store: Promise<Store | null> | null = null;
  #written = Promise.resolve();
  #current: Settings;
  /** What opening found out; `null` where all was well. */
  readonly notice: StoreNotice | null;

  private constructor(
    openStore: (() => Promise<Store | null>) | null,
    current: Settings,
    notice: StoreNotice | null,
  ) {
    this.#openStore = openStore;
    this.#current = current;
    this.notice = notice;
  }

  /** Reads the settings; a file that cannot be read is put aside and the defaults are used. */
  static async open({
    dir,
    now = () => new Date(),
  }: {
    readonly dir: string;
    readonly now?: () => Date;
  }): Promise<SettingsStore> {
    const file = path.join(dir, SETTINGS_FILE);
    const read = readSettings(file);
    const isGone = !existsSync(file) && existsSync(path.join(dir, 'library'));
    let notice: StoreNotice | null = null;
    let writable = true;
    if (read === null) {
      const kept = `${file}.damaged-${now().toISOString().replace(/[:.]/gu, '-')}`;
      notice = { type: 'settings-reset', kept };
      try {
        renameSync(file, kept);
      } catch {
        // Nothing may be written here; the damaged file stays where it is and is not touched.
        notice = { type: 'settings-reset', kept: file };
        writable = false;
      }
    }
    const names = unfit(read ?? {});
    if (isGone) notice = { type: 'settings-reset', kept: '' };
    else if (names.length > 0)
      notice = { type: 'settings-reset', kept: keepCopy(file, now), names };
    const opens = writable ? () => openStore(dir) : null;
    const settings = new SettingsStore(opens, Settings.parse(read ?? {}), notice);
    // From now on a file that is not there is one that was lost.
    if (!existsSync(file)) await settings.update({});
    const mended = Object.entries(settings.current).filter(([name]) => names.includes(name));
    if (mended.length > 0) await settings.update(Object.fromEntries(mended));
    return settings;
  }

  get current(): Settings {
    return this.#current;
  }

  /** Changes some settings, which hold at once, and returns all of them when they are written. */
  async update(patch: SettingsPatch | Partial<Settings>): Promise<Settings> {
    const given = Object.fromEntries(
      Object.entries(patch).filter(([, value]) => value !== undefined),
    );
    this.#current = Settings.parse({ ...this.#current, ...given });
    const all = this.#current;
    this.#written = this.#written.then(() => this.#write(given));
    await this.#written;
    return all;
  }

  /** Resolves when everything that was changed is written. */
  settled(): Promise<void> {
    return this.#written;
  }

  /** What writes is loaded with the first change: most starts change nothing. */
  async #write(given: Readonly<Record<string, unknown>>): Promise<void> {
    try {
      const store = await (this.#store ??= this.#openStore?.() ?? null);
      // Writing would make the folder anew where it is gone.
      if (store && existsSync(path.dirname(store.path))) store.set(given);
    } catch {
      // Kept in memory; the next change writes them again.
    }
  }
}

/** Names of settings that are there and do not fit, so that the default holds in their place. */
function unfit(read: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(Settings.shape)
    .filter(([name, type]) => {
      if (!Object.hasOwn(read, name)) return false;
      const own = type instanceof z.ZodCatch ? type.unwrap() : type;
      return !(own as z.ZodType).safeParse(read[name]).success;
    })
    .map(([name]) => name);
}

/** Keeps a second copy of a file whose content is about to change; returns where, or the file itself. */
function keepCopy(file: string, now: () => Date): string {
  const kept = `${file}.damaged-${now().toISOString().replace(/[:.]/gu, '-')}`;
  try {
    copyFileSync(file, kept);
    return kept;
  } catch {
    return file;
  }
}

/** The stored object; empty where there is no file yet; `null` where it cannot be read. */
function readSettings(file: string): Record<string, unknown> | null {
  if (!existsSync(file)) return {};
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : null;
  } catch {
    return null;
  }
}

async function openStore(dir: string): Promise<Store | null> {
  try {
    const ElectronStore = await loadElectronStore();
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    return new ElectronStore({
      cwd: dir,
      name: 'settings',
      clearInvalidConfig: false,
      accessPropertiesByDotNotation: false,
      configFileMode: 0o600,
    });
  } catch {
    return null;
  }
}
