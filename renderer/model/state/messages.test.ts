import { describe, expect, it } from 'vitest';

import {
  asReport,
  inShort,
  noticeSentence,
  partsOfMessage,
  plainMessage,
  quoted,
  endedOnce,
  setOff,
} from './messages.ts';

describe('a report of what was done', () => {
  it.each([
    ['flag article', 'Flagged article'],
    ['remove flag', 'Removed flag'],
    ['edit article details', 'Edited article details'],
    ['change quote to claim', 'Changed quote to claim'],
    ['set speaker of quote', 'Set speaker of quote'],
    ['add fragment to quote', 'Added fragment to quote'],
    ['rename quote to speech', 'Renamed quote to speech'],
    ['link 3 passages', 'Linked 3 passages'],
    ['dismiss finding', 'Dismissed finding'],
    ['keep both', 'Keep both'],
  ])('of “%s” is “%s”', (label, report) => {
    expect(asReport(label)).toBe(report);
  });
});

describe('words of an article in one line', () => {
  it.each([
    ['‘road to nowhere’', '‘road to nowhere’'],
    ['«Дорога в никуда»', '«Дорога в никуда»'],
    ['„Sackgasse“', '„Sackgasse“'],
    ['»Offenbarungseid«', '»Offenbarungseid«'],
    ['「行き止まり」', '「行き止まり」'],
    ['veto power', 'veto power'],
    ['“any summit … “must be', '“any summit … “must be'],
    ['  “two\n lines”\t', '“two lines”'],
  ])('are %s with exactly their own marks', (words, shown) => {
    expect(inShort(words)).toBe(shown);
  });

  it('end at a word, and never inside a character', () => {
    expect(inShort('one two three four', 10)).toBe('one two…');
    expect(inShort(`${'x'.repeat(9)}😀😀`, 10)).toBe(`${'x'.repeat(9)}…`);
  });

  it('are set off within a message by what nobody sees, even where they have it themselves', () => {
    const message = `Tagged: ${setOff('a\u2068b\u2069c')}. 1 tag.`;
    expect(partsOfMessage(message)).toEqual(['Tagged: ', 'a⟨U+2068⟩b⟨U+2069⟩c', '. 1 tag.']);
    expect(plainMessage(message)).toBe('Tagged: a⟨U+2068⟩b⟨U+2069⟩c. 1 tag.');
  });

  it('end a sentence with their own dots where they are cut, and need no full stop behind them', () => {
    const [cut, whole] = ['one two three', 'one…'].map((words) => setOff(words, 9));
    expect(plainMessage(endedOnce(`Tagged ${cut}. 1 tag. Tagged ${cut}.`))).toBe(
      'Tagged one two… 1 tag. Tagged one two…',
    );
    expect(plainMessage(endedOnce(`Linked ${cut} with ${setOff('x')}.`))).toBe(
      'Linked one two… with x.',
    );
    expect(plainMessage(endedOnce(`Tagged ${whole}.`))).toBe('Tagged one…');
  });

  it('are not what somebody wrote, which stands in marks', () => {
    expect(quoted('“Really?” I ask')).toBe('““Really?” I ask”');
  });
});

describe('what the store did for what is said of an event', () => {
  const about = { articleId: null, title: 'Talks', kept: '/data/quarantine' } as const;

  it('is counted in families, for an event has no tags', () => {
    const from = '2026-11-21T12:00:00.000Z';
    const notice = { type: 'restored-backup', ...about, from, tags: 0, families: 1 } as const;
    expect(noticeSentence(notice)).toContain('(1 family)');
    expect(noticeSentence(notice)).toContain('kept in /data/quarantine');
  });

  it('says so where it begins anew, and where the damaged file is', () => {
    expect(noticeSentence({ type: 'begun-anew', ...about })).toBe(
      'The file for “Talks” could not be read, and there is no backup of it. It begins anew; the damaged file is kept in /data/quarantine.',
    );
  });
});
