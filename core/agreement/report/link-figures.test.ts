import { describe, expect, it } from 'vitest';

import { linksInWords, type LinkAgreement } from './link-figures.ts';

const scores = { precision: 0.75, recall: 2 / 3, f1: 12 / 17 };
const links: LinkAgreement = {
  kind: 'utterance',
  items: 12,
  tooFew: false,
  all: scores,
  linked: { ...scores, items: 4 },
  pairs: { proposed: 2, true: 3, right: 1 },
  onlyFirst: 1,
  onlySecond: 0,
};

describe('Agreement on links in words', () => {
  it('says what each figure rests on, and which are too few', () => {
    expect(linksInWords(links)).toEqual([
      'B³ over all: precision 0.75, recall 0.67, F 0.71 on 12 passages that both have',
      'B³ over linked passages alone: precision 0.75, recall 0.67, F 0.71 on 4 passages, too few to interpret',
      'Pairs of passages in one family: 1 by both, 3 by the first, 2 by the second',
      'Left out, as only one of them has them: 1 passage of the first, 0 of the second',
    ]);
    expect(linksInWords({ ...links, items: 1, tooFew: true })[0]).toMatch(
      /on 1 passage that both have, too few to interpret$/u,
    );
  });

  it('has no value where both have linked nothing', () => {
    const none = { ...links, items: 0, all: null, linked: null, onlyFirst: 0 };
    expect(linksInWords(none)).toEqual([
      'B³: no value, as both have linked no passage.',
      'Pairs of passages in one family: 1 by both, 3 by the first, 2 by the second',
    ]);
  });
});
