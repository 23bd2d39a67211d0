import type { BOOTSTRAP_QUESTIONS, Bootstrap } from '#core/contract/bootstrap.ts';
import type { StoreNotice } from '#core/contract/store.ts';
import { FORMAT_FACTS } from '#core/exchange/content/format-facts.ts';
import { ok } from '#core/result.ts';

import type { Library } from '../../store/library/library.ts';
import type { SettingsStore } from '../../store/library/settings.ts';
import { describeLibrary } from './for-window.ts';
import type { HandlersOf } from './handler.ts';

export interface BootstrapServices {
  readonly library: Library;
  readonly settings: SettingsStore;
  readonly platform: Bootstrap['platform'];
  readonly version: string;
  readonly screenReader: () => boolean;
  /** The window asks its first question, and listens from then on. */
  readonly windowListens: () => void;
  /** Whether the page that asks was brought back after its process died; `true` once. */
  readonly takeBack: () => boolean;
}

/** Gives the window everything that it is first drawn from. */
export function bootstrapHandlers(
  services: BootstrapServices,
): HandlersOf<typeof BOOTSTRAP_QUESTIONS> {
  const { library, settings } = services;
  return {
    'app:bootstrap': () => {
      services.windowListens();
      const isBack = services.takeBack();
      return ok({
        formats: Object.values(FORMAT_FACTS).map(({ name, title, output, text }) => ({
          ...{ name, title, output, text },
        })),
        platform: services.platform,
        version: services.version,
        settings: settings.current,
        library: describeLibrary(library),
        history: library.historyState(),
        status: library.status,
        notices: [
          ...(isBack ? [WINDOW_ENDED] : []),
          ...(settings.notice ? [settings.notice] : []),
          ...library.notices(),
        ],
        isBack,
        openArticle: firstArticle(library, settings.current.lastArticle),
        screenReader: services.screenReader(),
      });
    },
  };
}

const WINDOW_ENDED: StoreNotice = { type: 'process-ended', process: 'window' };

/** The article of last time; at first the last sample, which has the most quotations to try. */
function firstArticle(library: Library, last: string | null): string | null {
  const articles = library.summaries();
  const known = articles.find(({ id }) => id === last);
  return (known ?? articles.at(last === null ? -1 : 0))?.id ?? null;
}
