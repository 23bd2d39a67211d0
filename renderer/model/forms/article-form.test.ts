import { describe, expect, it } from 'vitest';

import type { ArticleDetails } from '#core/article/article.ts';

import {
  articleFormOf,
  changesOf,
  hasWrongDate,
  NEW_EVENT,
  type ArticleForm,
} from './article-form.ts';

const EVENTS = [
  { id: 'e1', title: 'Summit' },
  { id: 'e2', title: 'Strike' },
];

const details: ArticleDetails = {
  title: 'A title',
  outlet: 'The Paper',
  author: null,
  url: null,
  published: '2026-01-02',
  event: 'e1',
  done: false,
  flagged: true,
};

const form = (patch: Partial<ArticleForm> = {}): ArticleForm => ({
  ...articleFormOf(details, EVENTS),
  ...patch,
});

const unchanged = {
  title: 'A title',
  outlet: 'The Paper',
  author: null,
  url: null,
  published: '2026-01-02',
};

describe('the form of an article', () => {
  it('opens with what is known, and empty where nothing is', () => {
    expect(articleFormOf(details, EVENTS)).toEqual({
      title: 'A title',
      outlet: 'The Paper',
      author: '',
      url: '',
      published: '2026-01-02',
      event: 'e1',
      newEvent: '',
      eventTitle: 'Summit',
    });
    expect(articleFormOf({ ...details, event: null }, EVENTS)).toMatchObject({
      event: '',
      eventTitle: '',
    });
  });

  it('changes nothing when it is saved as it opened', () => {
    expect(changesOf(form(), details, EVENTS)).toEqual({
      details: { ...unchanged, event: 'e1' },
      newEvent: null,
      renamed: null,
    });
  });

  it('cuts space off, takes an emptied field as unknown and keeps the title', () => {
    const changes = changesOf(
      form({ title: '  ', outlet: ' ', author: ' Anna ' }),
      details,
      EVENTS,
    );
    expect(changes.details).toEqual({
      ...unchanged,
      outlet: null,
      author: 'Anna',
      event: 'e1',
    });
  });

  it.each([
    ['another event', { event: 'e2' }, 'e2'],
    ['no event', { event: '' }, null],
    ['a new event without a name', { event: NEW_EVENT, newEvent: ' ' }, 'e1'],
  ])('with %s chosen has that event and renames nothing', (_, patch, event) => {
    expect(changesOf(form(patch), details, EVENTS)).toEqual({
      details: { ...unchanged, event },
      newEvent: null,
      renamed: null,
    });
  });

  it('makes a new event, which then has the article', () => {
    const patch = { event: NEW_EVENT, newEvent: ' Vote ', eventTitle: 'Other' };
    expect(changesOf(form(patch), details, EVENTS)).toEqual({
      details: unchanged,
      newEvent: 'Vote',
      renamed: null,
    });
  });

  it.each([
    [{ eventTitle: ' Talks ' }, { id: 'e1', title: 'Talks' }],
    [{ eventTitle: ' ' }, null],
    [{ eventTitle: 'Summit ' }, null],
    // The name in the form is that of the event that the article had.
    [{ eventTitle: 'Talks', event: 'e2' }, null],
  ])('with %o renames %o', (patch, renamed) => {
    expect(changesOf(form(patch), details, EVENTS).renamed).toEqual(renamed);
  });
});

it.each([
  ['2026-01-03', false],
  ['20 Aug 2025', false],
  ['', false],
  ['yesterday', true],
  ['2025-02-30', true],
])('a date of “%s” keeps the form from being saved: %s', (published, isWrong) => {
  expect(hasWrongDate(form({ published }), details)).toBe(isWrong);
  // One that was there before can stay.
  expect(hasWrongDate(form({ published }), { published })).toBe(false);
});
