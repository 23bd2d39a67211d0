import type { Codebook } from '../codebook/codebook.ts';

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
