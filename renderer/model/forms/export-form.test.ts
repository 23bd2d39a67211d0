import { describe, expect, it } from 'vitest';

import type { ExportPreview } from '#core/contract/export.ts';

import {
  canExport,
  checkedInWords,
  contentInWords,
  countedInWords,
  exportedInWords,
  exportFormOf,
  exportRequest,
  formatOf,
  isReturn,
  originalsInWords,
  returnedInWords,
  tagsOptions,
  undecidedInWords,
  whoseOptions,
  type ExportForm,
  type OnScreen,
} from './export-form.ts';

const form = (patch: Partial<ExportForm> = {}): ExportForm => ({
  ...exportFormOf(onScreen()),
  ...patch,
});
const ARTICLE = { id: 'article-id', event: 'event-id' };
function onScreen(patch: Partial<OnScreen> = {}): OnScreen {
  return { article: ARTICLE, compared: null, articles: [], selected: [], filtered: [], ...patch };
}
const OTHERS = [
  { id: 'anna', name: 'Anna' },
  { id: 'bert', name: 'Bert\u202E' },
];

describe('the form of an export', () => {
  it('opens on the article on screen, or on everything where there is none', () => {
    expect(exportFormOf(onScreen()).scope).toBe('article');
    expect(exportFormOf(onScreen({ article: null })).scope).toBe('all');
  });

  it('opens on the event that is compared, whichever article is open', () => {
    const comparing = onScreen({ compared: 'other-event' });
    expect(exportRequest(exportFormOf(comparing), comparing).scope).toEqual({
      type: 'event',
      event: 'other-event',
    });
  });

  it('opens on the articles that were chosen in the list, and asks for these alone', () => {
    const two = onScreen({ articles: ['a', 'b'] });
    expect(exportRequest(exportFormOf(two), two).scope).toEqual({
      type: 'articles',
      ids: ['a', 'b'],
    });
  });

  it.each([
    ['all', 'all', undefined],
    ['selected', 'article', { tags: ['t1'] }],
    ['filtered', 'article', { tags: ['t1', 't2'] }],
    ['category:claim', 'all', { categories: ['claim'] }],
  ] as const)('with %s of the tags asks for %s and %o alone', (tags, scope, only) => {
    const some = onScreen({ selected: ['t1'], filtered: ['t1', 't2'] });
    const request = exportRequest(form({ scope: 'all', tags }), some);
    expect([request.scope.type, request.only]).toEqual([scope, only]);
    // What comes back to somebody comes back whole.
    const back = exportRequest(form({ scope: 'all', tags, whose: 'return:anna' }), some);
    expect([back.scope.type, back.only]).toEqual(['all', undefined]);
  });

  it('offers the tags that are selected or left by a filter, and those of each category', () => {
    const categories = [{ id: 'claim', label: 'Claim' }];
    expect(tagsOptions(onScreen(), categories)).toEqual([
      ['all', 'All'],
      ['category:claim', 'Only Claim'],
    ]);
    expect(tagsOptions(onScreen({ selected: ['1'], filtered: ['1', '2'] }), [])).toEqual([
      ['all', 'All'],
      ['selected', 'Selected in this article: 1 tag'],
      ['filtered', 'Left by the filter: 2 tags'],
    ]);
  });

  it.each([
    [{ scope: 'article' }, ARTICLE, { type: 'article', articleId: 'article-id' }],
    [{ scope: 'article' }, null, { type: 'all' }],
    [{ scope: 'event' }, ARTICLE, { type: 'event', event: 'event-id' }],
    [{ scope: 'event' }, { ...ARTICLE, event: null }, { type: 'event', event: null }],
    [{ scope: 'all' }, ARTICLE, { type: 'all' }],
  ] as const)('with %o and the article %o asks for %o', (patch, article, scope) => {
    expect(exportRequest(form(patch), onScreen({ article })).scope).toEqual(scope);
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
    expect(exportRequest(form(patch), onScreen()).whose).toEqual(whose);
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
    expect(exportRequest(form(chosen), onScreen())).toMatchObject(chosen);
    expect(exportRequest(form(), onScreen())).toMatchObject({
      includeText: true,
      hideNames: false,
      includeDecisions: true,
      includeComments: true,
      format: 'native',
      spreadsheet: true,
    });
  });

  it.each([
    [{}, true],
    [{ includeText: false }, false],
    [{ format: 'csv' }, false],
    [{ format: 'csv', whose: 'return:anna' }, true],
  ] as const)('takes receipts along only where the file can have them: %o', (patch, takes) => {
    const request = exportRequest(form({ includeReceipts: true, ...patch }), onScreen());
    expect(request.includeReceipts).toBe(takes);
    expect(exportRequest(form(patch), onScreen()).includeReceipts).toBe(false);
  });

  it('says where the originals are that go with receipts', () => {
    const words = (count: number): string =>
      originalsInWords({ originals: { folder: '/home/anna/out-originals', count } });
    expect(words(1)).toBe(
      '1 original is in the folder out-originals beside it; keep both together.',
    );
    expect(words(2)).toMatch(/^2 originals are in/u);
    expect(words(0)).toMatch(/are lost/u);
    expect(originalsInWords({ originals: null })).toBe('');
  });

  it('writes a return in its own format, and goes back to the chosen one after it', () => {
    const back = form({ whose: 'return:anna', format: 'csv' });
    expect([isReturn(back), formatOf(back), exportRequest(back, onScreen()).format]).toEqual([
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
  written: { articles: 1, tags: 2 },
  first: null,
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
    [{ ...preview, tags: 73, written: { articles: 1, tags: 21 } }, '1 article, 21 of 73 tags'],
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

  it('says how many of how many were written, and checks nothing that cannot be', () => {
    const done = {
      ...{ path: '/a.json', fileName: 'a.json', articles: 5, tags: 73 },
      ...{ written: { articles: 4, tags: 21 }, originals: null, isChecked: false },
    };
    expect(exportedInWords(done)).toBe('Exported 4 of 5 articles, 21 of 73 tags to a.json.');
    expect(checkedInWords(done)).not.toContain('checked');
    expect(checkedInWords({ isChecked: true })).toContain('checked');
  });

  it('counts what a return says of its tags', () => {
    const returned = { accepted: 1, changed: 2, rejected: 3, added: 4, open: 5 };
    expect(returnedInWords(returned)).toBe(
      '1 accepted, 2 changed, 3 rejected, 4 added, 5 not decided.',
    );
  });
});
