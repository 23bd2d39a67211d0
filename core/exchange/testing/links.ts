import type { ExchangeLinks } from '../content/content.ts';

export const EVENT = { id: '33333333-3333-4333-8333-333333333333', title: 'The talks' };

/** What is said of the event of these tests. */
export function makeLinks(more: Partial<ExchangeLinks> = {}): ExchangeLinks {
  return {
    event: EVENT.id,
    families: [],
    refusals: [],
    findingWords: [],
    coverage: [],
    linkDecisions: [],
    ...more,
  };
}
