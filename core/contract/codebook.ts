import { z } from 'zod';

import type { Codebook } from '../codebook/codebook.ts';
import type { CodebookUse } from '../codebook/usage.ts';
import type { Result } from '../result.ts';
import type { ExportDone, ExportError } from './export.ts';
import { question } from './question.ts';

/** A codebook from a file, before anything is done with it. */
export interface OpenedCodebook {
  /** For display. */
  readonly fileName: string;
  readonly codebook: Codebook;
}

export type CodebookOpenError =
  | { readonly type: 'cancelled' }
  /** `reason`: whole sentences. */
  | { readonly type: 'no-codebook'; readonly reason: string };

export const CODEBOOK_QUESTIONS = {
  /** How many tags have each category and value. */
  'codebook:use': question(z.undefined()).answeredBy<Result<CodebookUse, never>>(),
  /** Asks for a file and reads the codebook in it. */
  'codebook:open': question(z.undefined()).answeredBy<Result<OpenedCodebook, CodebookOpenError>>(),
  /** `format`: the name of one of `CODEBOOK_FORMATS`. */
  'codebook:save': question(z.strictObject({ format: z.string().min(1).max(40) })).answeredBy<
    Result<Pick<ExportDone, 'path' | 'fileName'>, ExportError>
  >(),
};
