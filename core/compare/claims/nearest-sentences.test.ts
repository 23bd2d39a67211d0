import { expect, it } from 'vitest';

import { spansOverlap } from '../../text/span.ts';
import { eventOf } from '../testing/event.ts';
import { gold, sampleEvent } from '../testing/samples.ts';
import { ClaimNeighbours } from './nearest-sentences.ts';

it('has the partner of a claim among the three nearest sentences of each article in most cases', () => {
  const neighbours = new ClaimNeighbours(sampleEvent());
  const numberOf = (id: string): number => gold.articles.findIndex((each) => each.id === id);
  const ranks = gold.claims.flatMap((claim) =>
    claim.flatMap((own) => {
      const near = neighbours.nearestTo(numberOf(own.article), [own]);
      return claim
        .filter((other) => other.article !== own.article)
        .map((other) =>
          (near.get(numberOf(other.article)) ?? []).findIndex(({ span }) =>
            spansOverlap(span, other),
          ),
        );
    }),
  );
  const found = ranks.filter((rank) => rank >= 0).length;
  const first = ranks.filter((rank) => rank === 0).length;
  expect(found / ranks.length).toBeGreaterThan(0.78);
  expect(first / ranks.length).toBeGreaterThan(0.55);
});

it('offers nothing of an article that has no word of the claim, and merges spellings as told', () => {
  const event = eventOf('Zelensky spoke.', 'Zelenskyy waited.', 'Nothing else.');
  const claim = [{ start: 0, end: 15 }];
  expect([...new ClaimNeighbours(event).nearestTo(0, claim).values()].flat()).toEqual([]);
  const [one = 0, other = 0] = event.words.stems.map((stems) => stems[0] ?? 0);
  const merged = new ClaimNeighbours(event, (stem) => (stem === other ? one : stem));
  expect(merged.nearestTo(0, claim).get(1)).toMatchObject([{ article: 1, span: { start: 0 } }]);
  expect(merged.nearestTo(0, claim).get(2)).toEqual([]);
});
