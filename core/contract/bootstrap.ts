import { z } from 'zod';

import type { Result } from '../result.ts';
import type { FormatInfo } from './export.ts';
import type { SentLibrary } from './library.ts';
import { question } from './question.ts';
import type { Settings } from './settings.ts';
import type { StoreStatus, StoreNotice, HistoryState } from './store.ts';

/** The first answer, from which the window is drawn. */
export interface Bootstrap {
  /** The formats that are written, in the order in which they are offered. */
  readonly formats: readonly FormatInfo[];
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly version: string;
  readonly settings: Settings;
  readonly library: SentLibrary;
  readonly history: HistoryState;
  readonly status: StoreStatus;
  readonly notices: readonly StoreNotice[];
  /** The article to open first; `null` in an empty library. */
  readonly openArticle: string | null;
  readonly screenReader: boolean;
  /** The page was brought back after its process died: it goes on where it was. */
  readonly isBack: boolean;
}

export type RequestError =
  | { readonly type: 'bad-request'; readonly detail: string }
  | { readonly type: 'too-many-requests' }
  /** It opens a dialog or reads the clipboard, and no person has just pressed a key or clicked. */
  | { readonly type: 'no-gesture' }
  | { readonly type: 'internal'; readonly detail: string };

export const BOOTSTRAP_QUESTIONS = {
  'app:bootstrap': question(z.undefined()).answeredBy<Result<Bootstrap, never>>(),
};
