import { beforeEach, describe, expect, it } from 'vitest';

import { ok } from '#core/result.ts';
import { uuid } from '#core/review/testing/records.ts';

import { openCompare, SAMPLES, tagOn } from '../testing/compare.ts';
import { copyTagCard } from './copy-card.ts';

const WORDS = '“dead end,”';

/** The first sample with a quotation and a framing tag of one's own, beside another one, and the clipboard. */
async function openTagged() {
  const [first, , third] = SAMPLES;
  if (!first || !third) throw new Error('There are no samples.');
  const own = [
    tagOn(first.text, WORDS, { n: 1, category: 'quote', note: 'Shorter than elsewhere.' }),
    tagOn(first.text, 'European leaders', { n: 2, category: 'framing' }),
  ];
  const window = await openCompare([{ ...first, own }, third]);
  const copied: string[] = [];
  window.library.answer('clipboard:write', ({ text }) => {
    copied.push(text);
    return ok(null);
  });
  window.workspace.review.showView('annotate');
  return { ...window, copied };
}

describe('the card of a tag', () => {
  let window: Awaited<ReturnType<typeof openTagged>>;
  beforeEach(async () => {
    window = await openTagged();
  });

  it('has of a quotation what its row in the event says', async () => {
    const { workspace, copied } = window;
    workspace.selection.selectTags([uuid(1, 1)]);
    await copyTagCard(workspace);
    expect(copied[0]).toContain(`**${WORDS}**`);
    expect(copied[0]).toContain('- Class: ');
    expect(copied[0]).toContain('- Linked: ');
    expect(workspace.state.message).toContain(WORDS);
  });

  it('has of any other tag its category and what was said of it', async () => {
    const { workspace, copied } = window;
    workspace.selection.selectTags([uuid(1, 2)]);
    await copyTagCard(workspace);
    expect(copied[0]).toContain('**European leaders**');
    expect(copied[0]).toMatch(/^- Tag: Framing, by /mu);
    expect(copied[0]).not.toContain('- Class: ');
  });

  it('is made of a tag, and of nothing else', async () => {
    const { workspace, copied } = window;
    workspace.selection.selectTags([]);
    await copyTagCard(workspace);
    expect(copied).toEqual([]);
    expect(workspace.state.message).toBe('Select a tag of yours first: the card is made of it.');
  });
});
