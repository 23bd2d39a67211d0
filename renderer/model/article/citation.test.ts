import { describe, expect, it } from 'vitest';

import { ok } from '#core/result.ts';

import { openWindow } from '../testing/window.ts';
import { citationInHtml, citationOf, copyCitation } from './citation.ts';

const source = (patch: Partial<Parameters<typeof citationOf>[1]> = {}) => ({
  title: 'Road to “Nowhere”',
  outlet: 'The Daily',
  published: '2026-01-05',
  url: null,
  ...patch,
});

describe('a citation', () => {
  it.each([
    ['all that is known', {}, 'The Daily, 2026-01-05, ¶3'],
    ['an unknown outlet', { outlet: null }, 'outlet unknown, 2026-01-05, ¶3'],
    ['no date', { published: null }, 'The Daily, ¶3'],
  ])('has %s', (_name, patch, facts) => {
    const passage = { words: 'No', paragraph: 3 };
    expect(citationOf(passage, source(patch))).toBe(`“No” — Road to “Nowhere”, ${facts}`);
  });

  it.each([
    ['No', '“No”'],
    ['“No”', '“No”'],
    ['«Нет»', '«Нет»'],
    ['„Nein“', '„Nein“'],
    ['「いいえ」', '「いいえ」'],
    ['said “no', '“said “no”'],
    ['“no” and “yes”', '“no” and “yes”'],
  ])('quotes %s as %s', (words, shown) => {
    expect(citationOf({ words, paragraph: 1 }, source()).split(' — ')[0]).toBe(shown);
  });

  it('is rich text in which nothing of an article is markup, and the title leads to its address', () => {
    const passage = { words: '<b>No</b> & "no"', paragraph: 2 };
    const html = citationInHtml(passage, source({ title: 'A <i>', url: 'https://a.example/?a&b' }));
    expect(html).toBe(
      '<p>“&lt;b&gt;No&lt;/b&gt; &amp; &quot;no&quot;” — <a href="https://a.example/?a&amp;b"><cite>A &lt;i&gt;</cite></a>, The Daily, 2026-01-05, ¶2</p>',
    );
    expect(citationInHtml(passage, source({ url: 'javascript:alert(1)' }))).not.toContain('href');
  });
});

describe('copying with citation', () => {
  const TEXT = 'First.\n\n“We will build the bridge,” she said.';
  const open = async () => {
    const window = await openWindow([{ text: TEXT, title: 'A title' }]);
    const copied: string[] = [];
    window.library.answer('clipboard:write', ({ text }) => {
      copied.push(text);
      return ok(null);
    });
    return { ...window, copied };
  };

  it('copies the selected words', async () => {
    const { workspace, selectWords, copied } = await open();
    selectWords('she said');
    await copyCitation(workspace);
    expect(copied).toEqual(['“she said” — A title, outlet unknown, ¶2']);
    expect(workspace.state.message).toBe('Copied the selected words with citation.');
  });

  it('copies the selected tag where no words are selected', async () => {
    const { workspace, selectWords, copied } = await open();
    selectWords('“We will build the bridge,”');
    await workspace.tags.tagSelection('quote');
    await copyCitation(workspace);
    expect(copied).toEqual(['“We will build the bridge,” — A title, outlet unknown, ¶2']);
    expect(workspace.state.message).toBe('Copied 1 tag with citation.');
  });

  it('says that nothing is selected where nothing is', async () => {
    const { workspace, copied } = await open();
    await copyCitation(workspace);
    expect(copied).toEqual([]);
    expect(workspace.state.message).toMatch(/^Nothing selected/u);
  });
});
