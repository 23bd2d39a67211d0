import { describe, expect, it } from 'vitest';

import type { AgreementAnswer, AgreementRequest } from '#core/contract/agreement.ts';
import { toJsonText } from '#core/guards/transfer.ts';
import { err, ok } from '#core/result.ts';

import { articleId } from '../testing/library.ts';
import { openWindow } from '../testing/window.ts';
import { afterAnswer } from './agreement.ts';

const REQUEST: AgreementRequest = {
  scope: { type: 'article', articleId: articleId(1) },
  measures: ['gamma'],
  blind: false,
};
const NOBODY: AgreementAnswer = {
  report: null,
  annotators: [],
  articles: [],
  keptBack: [],
  links: [],
};

const opened = () => openWindow([{ text: 'One two.' }]);

describe('asking how well annotators agree', () => {
  it('gives the figures back with what they answer and how long they hold', async () => {
    const { workspace, library } = await opened();
    const figures = { annotators: [], categories: [], articles: [], pairs: [], group: null };
    library.answer('agreement:report', () => ok({ ...NOBODY, report: toJsonText(figures) }));
    expect(await workspace.agreement.ask(REQUEST, 7)).toEqual(
      ok({ ...NOBODY, report: figures, request: REQUEST, version: 7 }),
    );
    expect(library.asked.at(-1)).toEqual(['agreement:report', REQUEST]);
  });

  it('has no figures where nobody can be compared, and the reason where it failed', async () => {
    const { workspace, library } = await opened();
    library.answer('agreement:report', () => ok(NOBODY));
    expect(await workspace.agreement.ask(REQUEST, 7)).toMatchObject(ok({ report: null }));
    library.answer('agreement:report', () => err({ type: 'stopped' }));
    expect(await workspace.agreement.ask(REQUEST, 7)).toEqual(err({ type: 'stopped' }));
  });

  it('keeps the sheet for when it is opened again', async () => {
    const { workspace } = await opened();
    const sheet = { shown: { ...NOBODY, report: null, request: REQUEST, version: 7 }, chosen: 2 };
    workspace.agreement.keepSheet(sheet);
    expect(workspace.state.agreement).toBe(sheet);
  });
});

describe('what is shown after an answer', () => {
  const shown = { ...NOBODY, report: null, request: REQUEST, version: 7 };

  it('is the new figures', () => {
    const newer = { ...shown, version: 8 };
    expect(afterAnswer({ shown }, ok(newer))).toEqual({
      shown: newer,
      problem: '',
      isWaiting: false,
    });
  });

  it('is what was there before, where it was stopped, and why', () => {
    expect(afterAnswer({ shown }, err({ type: 'stopped' }))).toEqual({
      shown,
      problem: 'The figures were stopped. Choose fewer measures, or one article.',
      isWaiting: false,
    });
  });

  it('is the reason alone where there can be no figures', () => {
    const answer = err({ type: 'cannot-compute', detail: 'It is too much.' } as const);
    const after = afterAnswer({ shown }, answer);
    expect(after).toMatchObject({ shown: null, isWaiting: false });
    expect(after.problem).toContain('It is too much.');
  });
});

describe('writing the report', () => {
  const request = { ...REQUEST, format: 'csv', hideNames: true } as const;

  it('says where the file is, with hidden characters shown', async () => {
    const { workspace, library } = await opened();
    const saved = { path: '/home/ben/agree\u202ement.csv', fileName: 'agree\u202ement.csv' };
    library.answer('agreement:save', () => ok(saved));
    expect(await workspace.agreement.save(request)).toEqual(ok(saved));
    expect(workspace.state.message).toBe('Exported the report to /home/ben/agree⟨U+202E⟩ment.csv.');
    expect(library.asked.at(-1)).toEqual(['agreement:save', request]);
  });

  it('says nothing by itself where the file was not written', async () => {
    const { workspace, library } = await opened();
    const before = workspace.state.message;
    library.answer('agreement:save', () => err({ type: 'cancelled' }));
    expect(await workspace.agreement.save(request)).toEqual(err({ type: 'cancelled' }));
    expect(workspace.state.message).toBe(before);
  });
});
