import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { emptyDetails, type ArticleDetails } from '../article/article.ts';
import { Codebook } from '../codebook/codebook.ts';
import { IdMap } from '../collections/id-map.ts';
import { planArrangement, type Arrangement } from './arrange.ts';
import { applyLibrarySteps, createLibraryDocument, type LibraryDocument } from './document.ts';

const uuid = (n: number): string => `${n}${n}000000-0000-4000-8000-000000000000`;
const id = (n: number): string => String(n).repeat(64);
const [TALKS, DRONES, NEW] = [uuid(2), uuid(3), uuid(9)];

const LIBRARY: LibraryDocument = {
  ...createLibraryDocument({
    self: { id: uuid(1), name: 'A', confirmed: true },
    codebook: Codebook.parse(JSON.parse(readFileSync('seeds/codebook.json', 'utf8'))),
    events: [
      { id: TALKS, title: 'Talks' },
      { id: DRONES, title: 'Drones' },
    ],
  }),
  trashed: IdMap.from([{ id: id(4), at: '2026-01-01' }]),
};

/** Four articles, the last one in the trash. */
const DETAILS = new Map<string, ArticleDetails>(
  [
    { event: TALKS, outlet: 'TASS' },
    { event: TALKS },
    { event: DRONES, outlet: 'AFP' },
    { event: DRONES },
  ].map((over, index) => [id(index + 1), { ...emptyDetails('T'), ...over }]),
);

/** What is there after an edit: the events with the articles of each, or why it is refused. */
function after(edit: Arrangement) {
  const context = { details: DETAILS, said: new Map(), now: '2026-02-02', newId: () => NEW };
  const planned = planArrangement(LIBRARY, edit, context);
  if (!planned.ok) return planned.error.type;
  const { label, steps, articles } = planned.value;
  const applied = applyLibrarySteps(LIBRARY, steps);
  if (!applied.ok) throw new Error(applied.error.type);
  const details = new Map(DETAILS);
  for (const [articleId, ofArticle] of articles)
    for (const step of ofArticle) {
      const before = details.get(articleId);
      if (step.op === 'set-details' && before)
        details.set(articleId, Object.assign({ ...before }, step.details));
    }
  const { events, trashed } = applied.value.document;
  const inEvent = (event: string | null): string =>
    [...details].flatMap(([key, each]) => (each.event === event ? [key[0]] : [])).join('');
  return {
    label,
    events: [...events].map((event) => `${event.title}: ${inEvent(event.id)}`).sort(),
    without: inEvent(null),
    titles: [...details.values()].map(({ title }) => title),
    outlets: [...details.values()].map(({ outlet }) => outlet),
    trashed: [...trashed].map((each) => each.id[0]).join(''),
    changed: articles.size,
  };
}

describe('what is asked of several articles', () => {
  it('moves those to an event that are not there yet', () => {
    expect(
      after({
        kind: 'edit-articles',
        articles: [id(1), id(2), id(3), id(3)],
        details: { event: DRONES },
      }),
    ).toMatchObject({
      label: 'move 2 articles',
      events: ['Drones: 1234', 'Talks: '],
      changed: 2,
    });
  });

  it('takes them out of every event', () => {
    const edit: Arrangement = {
      kind: 'edit-articles',
      articles: [id(1)],
      details: { event: null },
    };
    expect(after(edit)).toMatchObject({ label: 'move 1 article', without: '1' });
  });

  it('sets the outlet of all', () => {
    const articles = [id(1), id(2), id(3)];
    expect(after({ kind: 'edit-articles', articles, details: { outlet: 'AFP' } })).toMatchObject({
      label: 'set outlet of 2 articles',
      outlets: ['AFP', 'AFP', 'AFP', null],
    });
  });

  it.each([
    [{ done: true }, 'mark 2 articles done'],
    [{ flagged: true }, 'flag 2 articles'],
    [{ published: '2026-01-02' }, 'set date of 2 articles'],
    [{ author: 'A', url: 'b' }, 'edit details of 2 articles'],
  ])('names %j for undo', (details, label) => {
    expect(after({ kind: 'edit-articles', articles: [id(1), id(2)], details })).toMatchObject({
      label,
    });
  });

  it('gives one a title', () => {
    const edit: Arrangement = { kind: 'rename-article', id: id(2), title: ' New ' };
    expect(after(edit)).toMatchObject({ label: 'rename article', titles: ['T', 'New', 'T', 'T'] });
  });

  it('puts them into the trash together', () => {
    expect(after({ kind: 'trash-articles', articles: [id(1), id(3), id(1)] })).toMatchObject({
      label: 'delete 2 articles',
      trashed: '134',
    });
  });
});

describe('events', () => {
  it('are made with articles or without', () => {
    expect(after({ kind: 'create-event', title: ' Summit ', articles: [id(1)] })).toMatchObject({
      label: 'create event',
      events: ['Drones: 34', 'Summit: 1', 'Talks: 2'],
    });
    expect(after({ kind: 'create-event', title: 'Summit', articles: [] })).toMatchObject({
      events: ['Drones: 34', 'Summit: ', 'Talks: 12'],
    });
  });

  it('are renamed', () => {
    expect(after({ kind: 'rename-event', id: TALKS, title: ' Summit ' })).toMatchObject({
      label: 'rename event',
      events: ['Drones: 34', 'Summit: 12'],
    });
  });

  it('are merged with all that they have, also in the trash', () => {
    expect(after({ kind: 'merge-events', id: DRONES, into: TALKS })).toMatchObject({
      label: 'merge events',
      events: ['Talks: 1234'],
    });
  });

  it('are deleted without their articles', () => {
    expect(after({ kind: 'delete-event', id: TALKS })).toMatchObject({
      label: 'delete event',
      events: ['Drones: 34'],
      without: '12',
      trashed: '4',
    });
  });
});

it.each<[string, Arrangement, string]>([
  [
    'an article that is in the trash',
    { kind: 'edit-articles', articles: [id(1), id(4)], details: { flagged: true } },
    'no-such-article',
  ],
  ['one that is unknown', { kind: 'trash-articles', articles: [id(7)] }, 'no-such-article'],
  [
    'one that is unknown in a new event',
    { kind: 'create-event', title: 'X', articles: [id(7)] },
    'no-such-article',
  ],
  [
    'an unknown event to move to',
    { kind: 'edit-articles', articles: [id(1)], details: { event: NEW } },
    'no-such-event',
  ],
  ['a blank title', { kind: 'rename-article', id: id(1), title: ' ' }, 'bad-name'],
  ['the title it has', { kind: 'rename-article', id: id(1), title: 'T' }, 'nothing-changed'],
  ['an article in the trash', { kind: 'rename-article', id: id(4), title: 'X' }, 'no-such-article'],
  ['a blank name', { kind: 'create-event', title: '\u3000', articles: [] }, 'bad-name'],
  ['a blank new name', { kind: 'rename-event', id: TALKS, title: ' ' }, 'bad-name'],
  ['the name it has', { kind: 'rename-event', id: TALKS, title: 'Talks' }, 'nothing-changed'],
  ['an unknown event to rename', { kind: 'rename-event', id: NEW, title: 'X' }, 'no-such-event'],
  ['an unknown event to merge', { kind: 'merge-events', id: NEW, into: TALKS }, 'no-such-event'],
  ['one to merge into', { kind: 'merge-events', id: TALKS, into: NEW }, 'no-such-event'],
  ['an event with itself', { kind: 'merge-events', id: TALKS, into: TALKS }, 'nothing-changed'],
  ['an unknown event to delete', { kind: 'delete-event', id: NEW }, 'no-such-event'],
  [
    'what is so already',
    { kind: 'edit-articles', articles: [id(1)], details: { event: TALKS, outlet: 'TASS' } },
    'nothing-changed',
  ],
])('refuses %s', (_name, edit, type) => {
  expect(after(edit)).toBe(type);
});
