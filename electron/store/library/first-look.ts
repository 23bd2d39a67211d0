import { readFileSync } from 'node:fs';
import path from 'node:path';

import {
  isTheme,
  isWindowState,
  NEW_WINDOW,
  type Theme,
  type WindowState,
} from '#core/contract/window-look.ts';

/** Where the settings of this computer are, in the data folder. */
export const SETTINGS_FILE = 'settings.json';

/** What the settings say of the window itself. */
export interface FirstLook {
  readonly theme: Theme;
  readonly window: WindowState;
  readonly screenReaderSupport: boolean;
}

/**
 * Reads what the window is opened with, before the rest of the program is loaded. What is not there or
 * does not fit is as in a new installation; that is said and mended by `SettingsStore`.
 */
export function readFirstLook(dir: string): FirstLook {
  const { theme, window, screenReaderSupport } = readObject(path.join(dir, SETTINGS_FILE));
  return {
    theme: isTheme(theme) ? theme : 'system',
    window: isWindowState(window) ? window : NEW_WINDOW,
    screenReaderSupport: screenReaderSupport === true,
  };
}

function readObject(file: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
