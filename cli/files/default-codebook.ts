import { Codebook } from '#core/codebook/codebook.ts';

import codebook from '../../seeds/codebook.json' with { type: 'json' };

/** The codebook that is delivered: labels are matched to it where a file has none of its own. */
export const DEFAULT_CODEBOOK: Codebook = Codebook.parse(codebook);
