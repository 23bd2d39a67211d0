import type { SETTINGS_QUESTIONS, SettingsPatch } from '#core/contract/settings.ts';
import type { STORE_QUESTIONS } from '#core/contract/store.ts';
import type { WINDOW_QUESTIONS } from '#core/contract/window.ts';
import { ok } from '#core/result.ts';

import type { Desktop } from '../../shell/dialogs.ts';
import type { MainWindow } from '../../shell/window.ts';
import type { Library } from '../../store/library/library.ts';
import type { SettingsStore } from '../../store/library/settings.ts';
import type { HandlersOf } from './handler.ts';

export interface WindowServices {
  readonly library: Pick<Library, 'safekeeping'>;
  readonly settings: SettingsStore;
  readonly desktop: Desktop;
  readonly window: Pick<MainWindow, 'run' | 'applyTheme'>;
  /** What does not concern the window itself, such as the keys in the menu, follows the settings. */
  readonly settingsChanged: (patch: SettingsPatch) => void;
  /** Path of the file that was written last; `null` before the first. */
  readonly lastWritten: () => string | null;
}

/** Runs the window and what is around it: settings, saving, clipboard. */
export function windowHandlers({
  library,
  settings,
  desktop,
  window,
  settingsChanged,
  lastWritten,
}: WindowServices): HandlersOf<
  typeof SETTINGS_QUESTIONS & typeof STORE_QUESTIONS & typeof WINDOW_QUESTIONS
> {
  return {
    'settings:update': async (patch) => {
      const updating = settings.update(patch);
      if (patch.theme !== undefined) window.applyTheme(patch.theme);
      settingsChanged(patch);
      return ok(await updating);
    },
    'store:retry': async () => ok(await library.safekeeping.retry()),
    'clipboard:write': async ({ text, html }) => {
      await desktop.writeClipboard(text, html);
      return ok(null);
    },
    'shell:show-export': () => {
      const path = lastWritten();
      if (path !== null) desktop.showInFolder(path);
      return ok(null);
    },
    'window:run': ({ action }) => {
      window.run(action);
      return ok(null);
    },
  };
}
