import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { IdMap } from '../../collections/id-map.ts';
import { createEventDocument, type EventDocument } from '../../event/document.ts';
import type { Family } from '../../event/records.ts';
import { describeSpan } from '../../text/selector.ts';
import { compareEvent } from '../comparison/compare-event.ts';
import type { ComparedItem } from '../comparison/comparison.ts';
import { ANALYST, EVENT_ID, samplesToCompare, uuid } from '../testing/compared.ts';
import { tableOf } from './table.ts';
import { DEFAULT_TABLE, type TableOrder, type TableRow } from './table-types.ts';

const NOW = '2026-02-03T04:05:06.000Z';
const samples = samplesToCompare();
const comparison = compareEvent(samples);
const NOTHING = createEventDocument(EVENT_ID);
const table = tableOf(comparison, NOTHING);

function itemAt(article: number, words: string): ComparedItem {
  const found = comparison.items.find(
    (item) => item.article === article && item.words.includes(words),
  );
  if (!found) throw new Error(`There is no ${words}.`);
  return found;
}

function familyOf(items: readonly ComparedItem[], more: Partial<Family> = {}): Family {
  return {
    ...{ id: uuid(1), kind: 'utterance', label: '', base: null, note: '' },
    ...{ creator: ANALYST, created: NOW, modified: NOW },
    renderings: items.map(({ article, fragments }, index) => ({
      id: uuid(100 + index),
      article: samples.articles[article]?.id ?? '',
      fragments: fragments.map((span) => describeSpan(samples.articles[article]?.text ?? '', span)),
      ...{ tag: null, class: null, relation: null },
    })),
    ...more,
  };
}

const withFamily = (family: Family): EventDocument => ({
  ...NOTHING,
  families: IdMap.from([family]),
});

const rowWith = (rows: readonly TableRow[], item: number): TableRow | undefined =>
  rows.find(({ cells }) =>
    cells.some(({ renderings }) =>
      renderings.some(
        (each) => each.state !== 'offered' && [each.item, ...each.same].includes(item),
      ),
    ),
  );

const road = itemAt(3, '“a road to nowhere.”');
const deadEnd = itemAt(0, 'dead end');

describe('the table of the samples', () => {
  it('has a row for each family and each single quotation, families with findings first', () => {
    expect(table.rows).toHaveLength(14);
    expect(table.all).toBe(14);
    const found = table.rows.map(({ findings }) => findings.length > 0);
    expect(found).toEqual(found.toSorted((a, b) => Number(b) - Number(a)));
    expect(new Set(table.rows.map(({ key }) => key)).size).toBe(14);
    expect(table.rows[0]).toMatchObject({ who: 'Lavrov', articles: 5, places: 6 });
  });

  it('has one cell for each article, each item in one of them', () => {
    for (const { cells } of table.rows) {
      expect(cells.map(({ article }) => article)).toEqual([0, 1, 2, 3, 4]);
    }
    const members = table.rows.flatMap(({ cells }) =>
      cells.flatMap(({ renderings }) =>
        renderings
          .filter(({ state }) => state !== 'offered')
          .flatMap(({ item, same }) => [item, ...same]),
      ),
    );
    expect(members.toSorted((a, b) => a - b)).toEqual(comparison.items.map(({ index }) => index));
  });

  it('counts the same words of one article as one with how often they stand', () => {
    const row = rowWith(table.rows, road.index);
    expect(row?.cells[1]?.renderings.map(({ same }) => same.length)).toEqual([1]);
  });

  it('puts what is offered where it may belong, with the reason, and words without marks', () => {
    const cell = rowWith(table.rows, road.index)?.cells[0];
    expect(cell).toMatchObject({
      coverage: { type: 'offered' },
      renderings: [{ item: deadEnd.index, state: 'offered', class: 'reworded' }],
    });
    const splice = itemAt(0, 'clumsy and aggressive');
    const row = rowWith(table.rows, splice.index);
    const bare = row?.cells[1]?.renderings[0];
    expect(bare).toMatchObject({ state: 'offered', class: 'no-marks' });
    expect(table.items[bare?.item ?? -1]).toMatchObject({
      origin: 'words',
      words: 'clumsy and aggressive',
    });
  });

  it.each([
    ['all', 14],
    ['with-findings', 4],
    ['differs', 3],
  ] as const)('shows %s: %i rows', (show, rows) => {
    expect(tableOf(comparison, NOTHING, { ...DEFAULT_TABLE, show }).rows).toHaveLength(rows);
  });

  it('holds against the fullest of a chosen article', () => {
    const article = samples.articles[0]?.id ?? '';
    const own = tableOf(comparison, NOTHING, {
      ...DEFAULT_TABLE,
      base: { type: 'article', article },
    });
    const agreed = itemAt(0, 'We cannot agree');
    const row = rowWith(own.rows, agreed.index);
    expect(row).toMatchObject({ base: agreed.index, isBaseGiven: false });
    expect(row?.cells[0]?.renderings[0]?.class).toBe('base');
    expect(row?.cells[2]?.renderings[0]?.class).toBe('altered');
  });
});

describe('the order of the rows', () => {
  const article = samples.articles[0]?.id ?? '';
  const ordered = (order: TableOrder): readonly TableRow[] =>
    tableOf(comparison, NOTHING, { ...DEFAULT_TABLE, order }).rows;
  const keys = (rows: readonly TableRow[]): readonly string[] => rows.map(({ key }) => key);

  it('is by who speaks, the unnamed last whichever way, of one person as without it', () => {
    const up = ordered({ type: 'who', isDown: false });
    const down = ordered({ type: 'who', isDown: true });
    const names = up.flatMap(({ who }) => who ?? []);
    expect(new Set(names).size).toBeGreaterThan(1);
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en')));
    expect(down.flatMap(({ who }) => who ?? [])).toEqual(names.toReversed());
    for (const rows of [up, down]) {
      const isNamed = rows.map(({ who }) => who !== null);
      expect(isNamed).toEqual(isNamed.toSorted((a, b) => Number(b) - Number(a)));
      const own = rows.filter(({ who }) => who === 'Lavrov');
      expect(keys(own)).toEqual(keys(table.rows.filter(({ who }) => who === 'Lavrov')));
    }
  });

  it('is as an article tells it, what it has not last whichever way', () => {
    const startOf = ({ cells }: TableRow): number | null => {
      const member = cells[0]?.renderings.find(({ state }) => state !== 'offered');
      return member ? (comparison.items[member.item]?.fragments[0]?.start ?? null) : null;
    };
    const up = ordered({ type: 'article', article, isDown: false });
    const starts = up.map(startOf);
    const told = starts.filter((start) => start !== null);
    expect(told.length).toBeGreaterThan(2);
    expect(starts.slice(0, told.length)).toEqual(told.toSorted((a, b) => a - b));
    const down = ordered({ type: 'article', article, isDown: true }).map(startOf);
    expect(down.slice(0, told.length)).toEqual(told.toReversed());
    expect(down.slice(told.length).every((start) => start === null)).toBe(true);
  });

  it('has every row once, whatever it is, and is the usual one for an article that is not there', () => {
    const gone = ordered({ type: 'article', article: 'gone', isDown: true });
    expect(keys(gone)).toEqual(keys(table.rows));
    expect(keys(ordered({ type: 'who', isDown: true })).toSorted()).toEqual(
      keys(table.rows).toSorted(),
    );
  });
});

describe('a link made since the comparison', () => {
  const family = familyOf([deadEnd, road]);
  const linked = tableOf(comparison, withFamily(family));

  it('is seen at once, with its class, and takes no proposal apart', () => {
    const row = rowWith(linked.rows, deadEnd.index);
    expect(row).toMatchObject({ key: family.id, family: family.id, places: 9, articles: 5 });
    expect(row?.cells[0]).toMatchObject({
      coverage: { type: 'present' },
      renderings: [{ state: 'linked', class: 'reworded', rendering: uuid(100) }],
    });
    expect(linked.rows).toHaveLength(13);
  });

  it('comes to the same as comparing again', () => {
    const document = withFamily(family);
    const again = tableOf(compareEvent({ ...samples, document }), document);
    const inShort = (rows: readonly TableRow[]) =>
      rows.map(({ key, cells }) => [
        key,
        cells.map(({ renderings }) =>
          renderings
            .filter(({ state }) => state !== 'offered')
            .map(({ item, state, class: own }) => [item, state, own]),
        ),
      ]);
    expect(inShort(linked.rows).toSorted()).toEqual(inShort(again.rows).toSorted());
  });

  it('of words that no quotation is becomes an item behind the others', () => {
    const text = samples.articles[1]?.text ?? '';
    const start = text.indexOf('clumsy and aggressive');
    const bare = { ...road, article: 1, fragments: [{ start, end: start + 21 }] };
    const own = tableOf(
      comparison,
      withFamily(familyOf([itemAt(0, 'clumsy and aggressive'), bare])),
    );
    const cell = rowWith(own.rows, itemAt(0, 'clumsy and aggressive').index)?.cells[1];
    expect(cell?.renderings).toMatchObject([{ state: 'linked', class: 'no-marks' }]);
    expect(own.items[cell?.renderings[0]?.item ?? -1]?.words).toBe('clumsy and aggressive');
  });

  it('has the class, the base and the name that the analyst gave', () => {
    const plain = familyOf([deadEnd, road], { label: 'Nowhere', note: 'See 003.' });
    const given: Family = {
      ...plain,
      base: plain.renderings[1]?.id ?? null,
      renderings: plain.renderings.map((each, index) =>
        index === 0 ? { ...each, class: 'other-translation' } : each,
      ),
    };
    const row = rowWith(tableOf(comparison, withFamily(given)).rows, deadEnd.index);
    expect(row).toMatchObject({ label: 'Nowhere', base: road.index, isBaseGiven: true });
    expect(row?.cells[0]?.renderings[0]).toMatchObject({
      class: 'other-translation',
      isClassGiven: true,
    });
  });

  it('that was refused is offered no more', () => {
    const [a, b] = familyOf([deadEnd, road]).renderings;
    if (!a || !b) throw new Error('There is no rendering.');
    const refusal = {
      ...{ id: uuid(7), reason: null, creator: ANALYST, created: NOW },
      a: { article: a.article, fragments: a.fragments },
      b: { article: b.article, fragments: b.fragments },
    };
    const refused = tableOf(comparison, { ...NOTHING, refusals: IdMap.from([refusal]) });
    expect(rowWith(refused.rows, road.index)?.cells[0]?.renderings).toEqual([]);
  });
});

describe('coverage', () => {
  it('is absent only where somebody said so, with whom and when', () => {
    const family = familyOf([itemAt(0, 'truly reliable'), itemAt(3, 'truly reliable')]);
    const word = {
      ...{ id: uuid(9), family: family.id, article: samples.articles[4]?.id ?? '' },
      ...{ value: 'absent' as const, creator: ANALYST, decided: NOW },
    };
    const document = { ...withFamily(family), coverage: IdMap.from([word]) };
    const row = rowWith(tableOf(comparison, document).rows, itemAt(0, 'truly reliable').index);
    expect(row?.cells.map(({ coverage }) => coverage.type)).toEqual([
      'present',
      'offered',
      'unchecked',
      'present',
      'absent',
    ]);
    expect(row?.cells[4]?.coverage).toMatchObject({ creator: ANALYST, decided: NOW });
  });
});

it('is made anew without reading a text, once the texts were read', () => {
  const counted = { reads: 0 };
  const articles = comparison.articles.map((article) => ({
    ...article,
    get text() {
      counted.reads += 1;
      return article.text;
    },
  }));
  const observed = { ...comparison, articles };
  const family = familyOf([deadEnd, road]);
  tableOf(observed, withFamily(family));
  counted.reads = 0;
  tableOf(observed, withFamily({ ...family, note: 'as printed' }));
  // Each linked passage is held against its text, and no text is read as a whole again.
  expect(counted.reads).toBeLessThan(20);
});

/** What an analyst may say, each by itself; `at` chooses what about. */
const SAYINGS: readonly ((document: EventDocument, at: number) => EventDocument)[] = [
  (document, at) => {
    const chosen = [at, at + 3].flatMap((index) => comparison.items[index % 32] ?? []);
    const renderings = familyOf(chosen).renderings.map((each) => ({ ...each, id: uuid(at) }));
    const family = { ...familyOf(chosen), id: uuid(500 + at), renderings };
    return { ...document, families: document.families.with(family) };
  },
  (document, at) => {
    const place = (index: number) => familyOf(comparison.items.slice(index, index + 1)).renderings;
    const [a, b] = [place(at % 32)[0], place((at * 7 + 1) % 32)[0]];
    if (!a || !b) return document;
    const said = { id: uuid(600 + at), a, b, reason: 'coincidence' as const };
    const refusal = { ...said, creator: ANALYST, created: NOW };
    return { ...document, refusals: document.refusals.with(refusal) };
  },
  (document, at) => {
    const finding = comparison.findings[at % comparison.findings.length];
    if (!finding) return document;
    const places = [finding.here, finding.there].map(({ article, fragments }) => {
      const { id = '', text = '' } = samples.articles[article] ?? {};
      return { article: id, fragments: fragments.map((span) => describeSpan(text, span)) };
    });
    const verdict = { verdict: 'dismissed' as const, reason: null, note: '' };
    const word = { id: uuid(800 + at), type: finding.type, places, ...verdict };
    return {
      ...document,
      findingWords: document.findingWords.with({ ...word, creator: ANALYST, decided: NOW }),
    };
  },
  (document, at) => {
    const [family] = document.families;
    if (!family) return document;
    const article = samples.articles[at % 5]?.id ?? '';
    const word = { id: uuid(700 + at), family: family.id, article, value: 'absent' as const };
    return {
      ...document,
      coverage: document.coverage.with({ ...word, creator: ANALYST, decided: NOW }),
    };
  },
];

describe('rows of which nothing was said since the last table', () => {
  it('stay the same objects', () => {
    const before = tableOf(comparison, NOTHING);
    const after = tableOf(comparison, withFamily(familyOf([deadEnd, road])));
    const anew = after.rows.filter((row) => !before.rows.includes(row));
    expect(anew).toHaveLength(1);
    expect(anew[0]).toBe(rowWith(after.rows, road.index));
    expect(after.rows).not.toHaveLength(anew.length);
  });

  it('are what a table without an earlier one has, whatever is said', () => {
    const saying = fc.tuple(fc.nat(SAYINGS.length - 1), fc.nat(31));
    fc.assert(
      fc.property(fc.array(saying, { maxLength: 6 }), (said) => {
        let document: EventDocument = NOTHING;
        for (const [kind, at] of said) {
          document = SAYINGS[kind]?.(document, at) ?? document;
          expect(tableOf(comparison, document)).toEqual(tableOf({ ...comparison }, document));
        }
      }),
      { numRuns: 40 },
    );
  });
});
