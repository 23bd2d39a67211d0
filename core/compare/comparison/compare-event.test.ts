import { describe, expect, it } from 'vitest';

import { createEventDocument, type EventDocument } from '../../event/document.ts';
import type { Family, Place } from '../../event/records.ts';
import { IdMap } from '../../collections/id-map.ts';
import { describeSpan } from '../../text/selector.ts';
import { plainBody, type Annotation } from '../../tags/tag.ts';
import type { ArticleReading } from '../texts/article-reading.ts';
import {
  ANALYST,
  articleOf,
  EVENT_ID,
  inputOf,
  samplesToCompare,
  uuid,
} from '../testing/compared.ts';
import { compareEvent } from './compare-event.ts';
import type { Comparison } from './comparison.ts';
import type { ArticleToCompare } from './input.ts';

const samples = samplesToCompare();
const compared = compareEvent(samples);

function itemOf({ items }: Comparison, article: number, words: string): number {
  const found = items.find((item) => item.article === article && item.words.includes(words));
  if (!found) throw new Error(`There is no ${words}.`);
  return found.index;
}

function place(article: ArticleToCompare, words: string): Place {
  const start = article.text.indexOf(words);
  const fragments = [describeSpan(article.text, { start, end: start + words.length })];
  return { article: article.id, fragments };
}

function familyOf(number: number, places: readonly Place[], more: Partial<Family> = {}): Family {
  return {
    id: uuid(number),
    kind: 'utterance',
    label: '',
    base: null,
    renderings: places.map((each, index) => ({
      ...each,
      id: uuid(number * 100 + index),
      tag: null,
      class: null,
      relation: null,
    })),
    note: '',
    creator: ANALYST,
    created: '2026-02-03T04:05:06.000Z',
    modified: '2026-02-03T04:05:06.000Z',
    ...more,
  };
}

function documentWith(
  families: readonly Family[],
  refused: readonly (readonly [Place, Place])[] = [],
): EventDocument {
  const refusals = refused.map(([a, b], index) => ({
    ...{ id: uuid(900_000 + index), a, b, reason: null },
    ...{ creator: ANALYST, created: '2026-02-03T04:05:06.000Z' },
  }));
  return {
    ...createEventDocument(EVENT_ID),
    families: IdMap.from(families),
    refusals: IdMap.from(refusals),
  };
}

function tagOf(article: ArticleToCompare, words: string, attributes = {}): Annotation {
  return {
    ...plainBody([], 'quote'),
    id: uuid(words.length),
    attributes,
    fragments: place(article, words).fragments,
    attributeSpans: {},
    creator: ANALYST,
    created: '',
    modified: '',
  };
}

const article = (index: number): ArticleToCompare => {
  const found = samples.articles[index];
  if (!found) throw new Error(`There is no article ${String(index)}.`);
  return found;
};

describe('the samples', () => {
  it('come out as families, findings, passages and people, as plain data', () => {
    expect(compared.families.filter(({ members }) => members.length > 1)).toHaveLength(5);
    expect(compared.families).toHaveLength(14);
    expect(compared.findings).toHaveLength(8);
    expect(compared.passages).toHaveLength(15);
    expect(compared.people.map(({ name }) => name)).toEqual([
      'Sergey Lavrov',
      'Volodymyr Zelenskyy',
    ]);
    expect(compared.articles.map(({ words }) => words)).toEqual([372, 407, 400, 398, 415]);
    expect(JSON.parse(JSON.stringify(compared))).toEqual(compared);
  });

  it('have for each quotation the very words of its text, and a class beside its base', () => {
    for (const { article: number, fragments, words } of compared.items) {
      const { text } = article(number);
      const own = fragments.map(({ start, end }) => text.slice(start, end));
      expect(words).toBe(own.join(' … '));
    }
    for (const { base, members } of compared.families) {
      const classOf = members.find(({ item }) => item === base)?.class;
      expect(classOf).toBe('base');
      expect(members.every(({ state }) => state === 'preselected')).toBe(true);
    }
  });

  it('offer a splice for what it is', () => {
    const [best] = compared.offers[itemOf(compared, 0, 'clumsy and aggressive')] ?? [];
    expect(compared.items[best?.member ?? -1]?.words).toContain('we have only seen aggressive');
    expect(best?.reason).toMatchObject({ class: 'spliced', source: 'same', longest: 'aggressive' });
  });

  it('give findings keys that stay when something is linked', () => {
    const linked = compareEvent({
      ...samples,
      document: documentWith([
        familyOf(1, [place(article(0), '“dead end,”'), place(article(3), '“a road to nowhere.”')]),
      ]),
    });
    const keys = ({ findings }: Comparison) => findings.map(({ key }) => key);
    expect(keys(linked)).toEqual(expect.arrayContaining(keys(compared)));
    expect(new Set(keys(compared)).size).toBe(8);
  });

  it('give the same answer with and without what was read of them before', () => {
    const readings = new Map<string, ArticleReading>();
    const shares: number[] = [];
    const report = (share: number): void => void shares.push(share);
    expect(compareEvent(samples, { readings, report })).toEqual(compared);
    expect(readings.size).toBe(5);
    expect(compareEvent(samples, { readings })).toEqual(compared);
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares);
    expect(shares.at(-1)).toBe(1);
  });

  it('are left where they are by what the report throws', () => {
    const report = (): void => {
      throw new Error('Stopped.');
    };
    expect(() => compareEvent(samples, { report })).toThrow('Stopped.');
  });
});

describe('what the analyst has said', () => {
  it('is one family with what is linked to it, in the order of places', () => {
    const family = familyOf(1, [
      place(article(0), '“dead end,”'),
      place(article(3), '“a road to nowhere.”'),
    ]);
    const linked = compareEvent({ ...samples, document: documentWith([family]) });
    const own = linked.families.find(({ id }) => id === family.id);
    expect(own?.members).toHaveLength(9);
    expect(own?.members.filter(({ state }) => state === 'linked')).toHaveLength(2);
    const deadEnd = itemOf(linked, 0, 'dead end');
    expect(own?.members.find(({ item }) => item === deadEnd)?.class).toBe('reworded');
    expect(linked.offers[deadEnd]).toEqual([]);
    // What it would be without the analyst's word.
    const alone = linked.items.filter(
      ({ proposal }) => proposal === linked.items[deadEnd]?.proposal,
    );
    expect(alone).toHaveLength(1);
  });

  it('makes an item of words without marks', () => {
    const family = familyOf(1, [
      place(article(1), 'clumsy and aggressive'),
      place(article(0), '“clumsy and aggressive”'),
    ]);
    const linked = compareEvent({ ...samples, document: documentWith([family]) });
    const item = linked.items[itemOf(linked, 1, 'clumsy and aggressive')];
    expect(item).toMatchObject({ origin: 'linked', tag: null, speaker: null });
    const own = linked.families.find(({ id }) => id === family.id);
    expect(own?.members.map((member) => member.class)).toContain('no-marks');
  });

  it('holds against the base that was chosen', () => {
    const places = [place(article(0), '“truly reliable”'), place(article(1), '“reliable”')];
    const plain = familyOf(1, places);
    const family = { ...plain, base: plain.renderings[1]?.id ?? null };
    const linked = compareEvent({ ...samples, document: documentWith([family]) });
    const own = linked.families.find(({ id }) => id === family.id);
    expect(linked.items[own?.base ?? -1]?.words).toBe('“reliable”');
  });

  it('is never proposed again where it was refused', () => {
    const places = [place(article(0), '“truly reliable”'), place(article(3), '“truly reliable”')];
    const [a, b] = places;
    if (!a || !b) throw new Error('The samples have changed.');
    const refused = compareEvent({ ...samples, document: documentWith([], [[b, a]]) });
    const [first, second] = [
      itemOf(refused, 0, 'truly reliable'),
      itemOf(refused, 3, 'truly reliable'),
    ];
    const together = refused.families.find(({ members }) =>
      [first, second].every((each) => members.some(({ item }) => item === each)),
    );
    expect(together).toBeUndefined();
    expect(refused.offers[first]?.map(({ member }) => member)).not.toContain(second);
  });

  it('is listed as without a place where its words or its article are gone', () => {
    const gone = { ...place(article(0), '“dead end,”'), article: 'f'.repeat(64) };
    const [selector] = place(article(0), '“dead end,”').fragments;
    if (!selector) throw new Error('There is no place.');
    const changed = { ...selector, exact: 'words that stand nowhere at all in it' };
    const linked = compareEvent({
      ...samples,
      document: documentWith([
        familyOf(1, [gone, { article: article(0).id, fragments: [changed] }]),
      ]),
    });
    expect(linked.unplaced.map(({ why }) => why)).toEqual(['no-article', 'no-place']);
  });
});

describe('speakers', () => {
  const text = '“We waited,” Ann Lee said. The road is “long”.\nIt was “late”, he said.';
  const own = articleOf(text);
  const speakersOf = (tags: readonly Annotation[]) =>
    compareEvent(inputOf([{ ...own, tags }])).items.map(({ speaker }) => speaker);

  it('are read off the text, and taken over from the quotation before', () => {
    expect(speakersOf([]).slice(0, 2)).toEqual([
      { name: 'Ann Lee', from: 'suggested', isPerson: true },
      { name: 'Ann Lee', from: 'inherited', isPerson: true },
    ]);
  });

  it('are what tags say, also for the quotation behind a tag', () => {
    const tag = tagOf(own, '“We waited,”', { quoteType: 'direct', speaker: 'Bob Ray' });
    expect(speakersOf([tag]).slice(0, 2)).toEqual([
      { name: 'Bob Ray', from: 'tag', isPerson: true },
      { name: 'Bob Ray', from: 'inherited', isPerson: true },
    ]);
  });

  it('are nobody where a tag names nobody', () => {
    expect(speakersOf([tagOf(own, '“long”')])[1]).toBeNull();
  });
});
