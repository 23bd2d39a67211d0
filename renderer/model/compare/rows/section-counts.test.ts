import { describe, expect, it } from 'vitest';

import { applyEventSteps } from '#core/event/document.ts';
import { NOW, uuid } from '#core/review/testing/records.ts';
import { describeSpan } from '#core/text/selector.ts';

import { openCompare, SAMPLES, tagOn } from '../../testing/compare.ts';
import { articleId } from '../../testing/library.ts';
import { sectionCounts } from './section-counts.ts';

const BORIS = '22222222-2222-4222-8222-222222222222';

async function openCounts(articles = SAMPLES) {
  const window = await openCompare(articles);
  const { workspace } = window;
  const counts = () => {
    const { shown } = workspace.state.compare;
    if (!shown) throw new Error('Nothing is compared.');
    return sectionCounts(shown, workspace.compare.looker);
  };
  return { ...window, counts };
}

/** What the samples have without a tag or a word of anybody. */
const PLAIN = {
  ...{ quotations: 14, claims: 0, findings: 8, passages: 11, framing: 0, people: 2, review: 0 },
};

describe('how much each section has', () => {
  it('is what was found, without passages that are only names', async () => {
    const { counts } = await openCounts();
    expect(counts()).toEqual(PLAIN);
  });

  it('is every claim and every framing value where there are tags', async () => {
    const text = SAMPLES[0]?.text ?? '';
    const framing = { category: 'framing', attributes: { polarity: 'negative', voice: 'writer' } };
    const own = [
      tagOn(text, 'Ukraine rejected the proposal', { n: 1, category: 'claim' }),
      tagOn(text, 'Tensions remain high', { n: 2, category: 'claim' }),
      tagOn(text, 'criticized these talks', { n: 3, ...framing }),
      tagOn(text, 'Tensions', { n: 4, ...framing, attributes: { polarity: 'negative' } }),
    ];
    const { counts, workspace } = await openCounts([{ text, own }, ...SAMPLES.slice(1)]);
    expect(counts()).toEqual({ ...PLAIN, claims: 2, framing: 3 });
    const offered = workspace.claims.row?.offered[0];
    workspace.compare.chooseLedger(offered?.key ?? '');
    await workspace.claims.link();
    expect(counts().claims).toBe(2);
  });

  it('is what colleagues have linked, unless review is blind', async () => {
    const { counts, event, workspace } = await openCounts();
    const text = SAMPLES[0]?.text ?? '';
    const start = text.indexOf('“dead end,”');
    const fragments = [describeSpan(text, { start, end: start + 11 })];
    const family = {
      ...{ id: uuid(8, 1), kind: 'utterance' as const, label: '', base: null, note: '' },
      ...{ creator: BORIS, created: NOW, modified: NOW },
      renderings: [
        {
          ...{ id: uuid(8, 2), article: articleId(1), fragments },
          ...{ tag: null, class: null, relation: null },
        },
      ],
    };
    const said = { families: [family], refusals: [], coverage: [], findings: [] };
    const set = { id: BORIS, ...said, imported: NOW };
    const applied = applyEventSteps(event.document, [{ op: 'put-link-set', set }]);
    if (!applied.ok) throw new Error(applied.error.type);
    event.document = applied.value.document;
    await workspace.compare.read();
    expect(counts()).toEqual({ ...PLAIN, review: 1 });
    workspace.store.set({ isBlind: true });
    expect(counts().review).toBe(0);
  });
});
