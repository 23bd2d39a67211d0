import { describe, expect, it } from 'vitest';

import type { ExportPreview } from '#core/contract/export.ts';

import {
  canExport,
  contentInWords,
  countedInWords,
  exportFormOf,
  exportRequest,
  formatOf,
  isReturn,
  returnedInWords,
  undecidedInWords,
  whoseOptions,
  type ExportForm,
} from './export-form.ts';

const form = (patch: Partial<ExportForm> = {}): ExportForm => ({ ...exportFormOf(true), ...patch });
const article = { id: 'article-id', event: 'event-id' };
const OTHERS = [
  { id: 'anna', name: 'Anna' },
  { id: 'bert', name: 'Bert\u202E' },
];

describe('the form of an export', () => {
  it('opens on the article on screen, or on everything where there is none', () => {
    expect(exportFormOf(true).scope).toBe('article');
    expect(exportFormOf(false).scope).toBe('all');
  });

  it('opens on the articles that were chosen in the list, and asks for these alone', () => {
    const chosen = exportFormOf(true, ['a', 'b']);
    expect(exportRequest(chosen, article).scope).toEqual({ type: 'articles', ids: ['a', 'b'] });
  });

  it.each([
    [{ scope: 'article' }, article, { type: 'article', articleId: 'article-id' }],
    [{ scope: 'article' }, null, { type: 'all' }],
    [{ scope: 'event' }, article, { type: 'event', event: 'event-id' }],
    [{ scope: 'event' }, { ...article, event: null }, { type: 'event', event: null }],
    [{ scope: 'all' }, article, { type: 'all' }],
  ] as const)('with %o and the article %o asks for %o', (patch, onScreen, scope) => {
    expect(exportRequest(form(patch), onScreen).scope).toEqual(scope);
  });

  it.each([
    [{ whose: 'mine' }, { type: 'mine' }],
    [{ whose: 'everyone', unresolved: true }, { type: 'everyone' }],
    [{ whose: 'adjudicated' }, { type: 'adjudicated', unresolved: false }],
    [
      { whose: 'adjudicated', unresolved: true },
      { type: 'adjudicated', unresolved: true },
    ],
    [{ whose: 'return:anna' }, { type: 'return', annotator: 'anna' }],
  ] as const)('with %o asks for the tags of %o', (patch, whose) => {
    expect(exportRequest(form(patch), article).whose).toEqual(whose);
  });

  it('sends what the file is to have as it was chosen', () => {
    const chosen = {
      includeText: false,
      hideNames: true,
      includeDecisions: false,
      includeComments: false,
      format: 'csv',
      spreadsheet: false,
    };
    expect(exportRequest(form(chosen), article)).toMatchObject(chosen);
    expect(exportRequest(form(), article)).toMatchObject({
      includeText: true,
      hideNames: false,
      includeDecisions: true,
      includeComments: true,
      format: 'native',
      spreadsheet: true,
    });
  });

  it('writes a return in its own format, and goes back to the chosen one after it', () => {
    const back = form({ whose: 'return:anna', format: 'csv' });
    expect([isReturn(back), formatOf(back), exportRequest(back, article).format]).toEqual([
      true,
      'native',
      'native',
    ]);
    const mine: ExportForm = { ...back, whose: 'mine' };
    expect([isReturn(mine), formatOf(mine)]).toEqual([false, 'csv']);
  });

  it('offers a return to everybody else, with hidden characters of their names made visible', () => {
    const options = whoseOptions(OTHERS);
    expect(options.map(([whose]) => whose)).toEqual([
      'everyone',
      'mine',
      'adjudicated',
      'return:anna',
      'return:bert',
    ]);
    expect(options[3]?.[1]).toBe('Return to Anna: their tags with your decisions');
    expect(options[4]?.[1]).not.toContain('\u202E');
  });
});

const preview: ExportPreview = {
  articles: 1,
  tags: 2,
  decisions: 0,
  comments: 0,
  undecided: { count: 0, first: [] },
  contested: { count: 0, first: [] },
  returned: null,
  leftOut: 0,
  sample: '{}',
  isEmpty: false,
  losses: [],
  fileName: 'a.json',
  folder: null,
};

describe('what is said of the preview', () => {
  it.each([
    [preview, false, true],
    [preview, true, false],
    [null, false, false],
    [{ ...preview, isEmpty: true }, false, false],
  ])('it can be exported only when there is something to write: %#', (shown, isBusy, can) => {
    expect(canExport(shown, isBusy)).toBe(can);
  });

  it.each([
    [preview, '1 article, 2 tags'],
    [{ ...preview, decisions: 1, comments: 3 }, '1 article, 2 tags, 1 decision, 3 comments'],
  ])('counts what the file will hold: %#', (shown, words) => {
    expect(contentInWords(shown)).toBe(words);
  });

  it.each([
    [undecidedInWords, 1, '1 difference is undecided'],
    [undecidedInWords, 2, '2 differences are undecided'],
    [countedInWords, 1, '1 decision is contested; it counts as you made it'],
    [countedInWords, 2, '2 decisions are contested; they count as you made them'],
  ])('%o of %d is “%s”', (inWords, count, words) => {
    expect(inWords(count)).toBe(words);
  });

  it('counts what a return says of its tags', () => {
    const returned = { accepted: 1, changed: 2, rejected: 3, added: 4, open: 5 };
    expect(returnedInWords(returned)).toBe(
      '1 accepted, 2 changed, 3 rejected, 4 added, 5 not decided.',
    );
  });
});
