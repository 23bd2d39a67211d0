import { z } from 'zod';

import type { Result } from '../result.ts';
import { question } from './question.ts';

/** What the window asks of the system around it. */
export const WINDOW_QUESTIONS = {
  'clipboard:write': question(
    z.strictObject({
      text: z.string().max(20 * 1024 * 1024),
      /** The same as rich text; made by the window, with everything of an article escaped. */
      html: z
        .string()
        .max(20 * 1024 * 1024)
        .optional(),
    }),
  ).answeredBy<Result<null, never>>(),
  'shell:show-export': question(z.undefined()).answeredBy<Result<null, never>>(),
  'window:run': question(
    z.strictObject({
      action: z.enum([
        'zoom-in',
        'zoom-out',
        'zoom-reset',
        'full-screen',
        'cut',
        'copy',
        'paste',
        'select-all',
        'close',
        'quit',
        'discard-and-close',
        'minimize',
      ]),
    }),
  ).answeredBy<Result<null, never>>(),
};
