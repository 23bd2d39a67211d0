import { z } from 'zod';

import type { Result } from '../result.ts';
import { question } from './question.ts';

/** An error in the window's page, without its message, which may quote an article. */
export const WindowError = z.strictObject({
  /** While what was going on. */
  where: z.enum(['start', 'drawing', 'event', 'promise']),
  name: z.string().regex(/^[A-Za-z]{0,40}(?:Error|Exception)$/u),
  /** Files of the build with line and column. */
  places: z.array(z.string().regex(/^assets\/[\w-]{1,80}\.js:\d{1,7}:\d{1,7}$/u)).max(20),
});
export type WindowError = z.infer<typeof WindowError>;

/** What the window asks of the log, which the main process writes. */
export const LOG_QUESTIONS = {
  'log:window-error': question(WindowError).answeredBy<Result<null, never>>(),
  /** Puts it on the clipboard; `lines`: how many there are. */
  'log:copy': question(z.undefined()).answeredBy<
    Result<{ readonly lines: number }, { readonly type: 'no-log' }>
  >(),
  /** Shows its file in the folder that it is in. */
  'log:show': question(z.undefined()).answeredBy<Result<null, { readonly type: 'no-log' }>>(),
};
