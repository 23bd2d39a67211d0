import { beforeEach, describe, expect, it } from 'vitest';

import type { AnswerOf } from '#core/contract/contract.ts';
import { err, ok } from '#core/result.ts';

import { openCompare, SAMPLES } from '../testing/compare.ts';
import { openWindow } from '../testing/window.ts';

const TWO = SAMPLES.slice(0, 2);
const TOO_FEW = 'A report needs two articles in the same event. Move another article into it.';

type Answer = AnswerOf<'compare:save-report'>;
type Failure = Extract<Answer, { ok: false }>['error'];

describe('the sheet of the report', () => {
  it('is about the event that is compared', async () => {
    const { workspace } = await openCompare(TWO);
    workspace.eventReport.ask();
    const { compare, dialog } = workspace.state;
    expect(dialog).toEqual({ type: 'event-report', event: compare.event });
  });

  it('is about the event of the open article in other views', async () => {
    const { workspace } = await openCompare(TWO);
    const event = workspace.state.article?.summary.details.event;
    workspace.review.showView('annotate');
    workspace.eventReport.ask();
    expect(event).toBeTruthy();
    expect(workspace.state.dialog).toEqual({ type: 'event-report', event });
  });

  it('is not shown for an article without an event', async () => {
    const { workspace } = await openWindow(TWO);
    workspace.eventReport.ask();
    expect(workspace.state.dialog).toBe(null);
    expect(workspace.state.message).toBe(TOO_FEW);
  });

  it('is not shown for an event of one article', async () => {
    const { workspace } = await openCompare(SAMPLES.slice(0, 1));
    workspace.review.showView('annotate');
    workspace.eventReport.ask();
    expect(workspace.state.dialog).toBe(null);
    expect(workspace.state.message).toBe(TOO_FEW);
  });
});

describe('the report', () => {
  let window: Awaited<ReturnType<typeof openCompare>>;
  let event = '';
  beforeEach(async () => {
    window = await openCompare(TWO);
    event = window.workspace.state.compare.event ?? '';
  });

  /** What was asked of the main process about reports. */
  const asked = (): unknown[] =>
    window.library.asked.flatMap(([channel, request]) =>
      channel === 'compare:save-report' ? [request] : [],
    );

  it('is saved where the analyst says, and that is said with its path as it is seen', async () => {
    const saved = { path: '/home/anna/re\u202eport.html', fileName: 'report.html' };
    window.library.answer('compare:save-report', () => ok(saved));
    const answer = await window.workspace.eventReport.save(event, 'html', true);
    expect(answer).toEqual(ok(saved));
    expect(window.workspace.state.message).toMatch(
      /^Saved the report to \/home\/anna\/re.+port\.html\.$/u,
    );
    expect(window.workspace.state.message).not.toContain('\u202e');
    expect(asked()).toEqual([
      { eventId: event, format: 'html', hideNames: true, blind: false, comparesOneTexts: false },
    ]);
  });

  it('puts the quotations of one text together where the view does, and only of its own event', async () => {
    window.library.answer('compare:save-report', () => err({ type: 'cancelled' }));
    await window.workspace.compare.compareOneTexts(true);
    const other = '00000000-0000-4000-8000-000000000000';
    await window.workspace.eventReport.save(event, 'pdf', false);
    await window.workspace.eventReport.save(other, 'pdf', false);
    expect(asked()).toMatchObject([
      { eventId: event, format: 'pdf', comparesOneTexts: true },
      { eventId: other, comparesOneTexts: false },
    ]);
  });

  it.each<[string, Failure, string | RegExp]>([
    ['nothing, where no place was chosen', { type: 'cancelled' }, ''],
    [
      'that the event is gone',
      { type: 'no-such-event', id: 'gone' },
      'This event is no longer there. Nothing was written.',
    ],
    [
      'why it could not be made',
      { type: 'cannot-compute', detail: 'It ended unexpectedly.' },
      'The report could not be made. It ended unexpectedly. Nothing was written; your tags and links are as they were.',
    ],
    [
      'why the file could not be written',
      { type: 'cannot-write', path: '/full/report.html', detail: 'The disk is full.' },
      /The disk is full\./u,
    ],
  ])('that was not made says %s', async (_, error, sentence) => {
    window.library.answer('compare:save-report', () => err(error));
    const before = window.workspace.state.message;
    const answer = await window.workspace.eventReport.save(event, 'html', false);
    expect(answer.ok).toBe(false);
    if (!answer.ok)
      expect(answer.error).toMatch(
        sentence instanceof RegExp
          ? sentence
          : new RegExp(`^${sentence.replaceAll('.', '\\.')}$`, 'u'),
      );
    // The sheet says it, and nothing else does.
    expect(window.workspace.state.message).toBe(before);
  });

  it('is stopped in the main process', () => {
    window.library.answer('compare:stop-report', () => ok(null));
    window.workspace.eventReport.stop();
    expect(window.library.asked.at(-1)?.[0]).toBe('compare:stop-report');
  });
});
