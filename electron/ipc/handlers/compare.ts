import type { COMPARE_QUESTIONS } from '#core/contract/compare.ts';
import { ok } from '#core/result.ts';

import type { CompareService } from '../../compare/compare-service.ts';
import type { HandlersOf } from './handler.ts';

export interface CompareServices {
  readonly compare: CompareService;
}

/** Says what is computed of an event. */
export function compareHandlers({
  compare,
}: CompareServices): HandlersOf<typeof COMPARE_QUESTIONS> {
  return {
    'compare:read': (request) => compare.read(request),
    'compare:stop': () => {
      compare.stop();
      return ok(null);
    },
  };
}
