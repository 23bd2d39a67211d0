import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { guessTitle, mendTitle, proposeBoilerplate } from './proposals.ts';
import { TITLE_LIMIT } from './article.ts';
import { splitParagraphs } from '../text/paragraphs.ts';

const seed = (name: string): string =>
  readFileSync(new URL(`../../seeds/${name}.txt`, import.meta.url), 'utf8');
const furniture = (text: string): string[] =>
  proposeBoilerplate(text, splitParagraphs(text)).map(({ start, end }) => text.slice(start, end));

describe('guessTitle', () => {
  const WHOLE = [
    {
      name: '000_84dcb151e65168d7',
      title:
        'Russian Foreign Minister Sergey Lavrov has called attempts to resolve security issues related to Ukraine without Russia a “dead end,” emphasizing that meaningful discussions cannot occur without Moscow’s involvement.',
      cut: 'Russian Foreign Minister Sergey Lavrov has called attempts to resolve security issues…',
    },
    {
      name: '002_9041cdeeb3459cbc',
      title:
        'Russia has emphasized that discussions on security guarantees for Ukraine without its participation are futile, with Foreign Minister Sergey Lavrov stating that such talks would be a “road to nowhere”.',
      cut: 'Russia has emphasized that discussions on security guarantees for Ukraine without its…',
    },
    {
      name: '003_73b5eeedabdcb029',
      title:
        'Russian Foreign Minister Sergei Lavrov has declared that efforts to shape Ukraine’s future security without Russia’s involvement amount to “a road to nowhere.”',
      cut: 'Russian Foreign Minister Sergei Lavrov has declared that efforts to shape Ukraine’s…',
    },
    {
      name: '004_bad3bbfa38c869dd',
      title:
        'Foreign Minister Sergey Lavrov says discussing Ukraine security issues without Russia is a ‘road to nowhere’.',
      cut: 'Foreign Minister Sergey Lavrov says discussing Ukraine security issues without Russia is…',
    },
  ];

  it.each(WHOLE)('finds the whole title of $name', ({ name, title }) => {
    expect(guessTitle(seed(name))).toBe(title);
  });

  it('takes the headline of 001', () => {
    const title = 'Moscow: Excluding Russia From Security Guarantees is a “Road to Nowhere”';
    expect(guessTitle(seed('001_c577037625e26c98'))).toBe(title);
  });

  it.each(WHOLE)('mends the title of $name, which an earlier version cut', (each) => {
    expect(mendTitle(each.cut, seed(each.name))).toBe(each.title);
  });

  it.each([
    ['that somebody has written', 'Lavrov says no…'],
    ['that somebody has cut elsewhere', 'Russia has emphasized that discussions…'],
    ['that is whole', 'Lavrov says no'],
  ])('leaves a title %s', (_, title) => {
    for (const { name } of WHOLE) expect(mendTitle(title, seed(name))).toBe(title);
  });

  it('mends a title in a script without spaces, which was cut inside its second sentence', () => {
    const text = `${'俄'.repeat(60)}。${'乌'.repeat(60)}。`;
    expect(mendTitle(`${text.slice(0, 89)}…`, text)).toBe(`${'俄'.repeat(60)}。`);
  });

  it.each([
    ['drops markdown marks', '\n## Road to nowhere. ##\n\nText.', 'Road to nowhere.'],
    ['takes the first sentence', 'He said no. Then he left the room and the town.', 'He said no.'],
    [
      'knows initials',
      'The U.S. President met J. Smith. He left.',
      'The U.S. President met J. Smith.',
    ],
    ['passes over lines without words', '---\n\n* * *\nHeadline here', 'Headline here'],
    ['passes over furniture', '[post-views]\nAdvertisement\nHeadline here', 'Headline here'],
    ['is empty without words', '\n \u{1f310}\n', ''],
    [
      'knows sentences of Chinese',
      '拉夫罗夫说：“这是死路。”他随后离开。俄罗斯……',
      '拉夫罗夫说：“这是死路。”',
    ],
    ['knows sentences of Hebrew', 'לברוב אמר לא. אחר כך הוא הלך.', 'לברוב אמר לא.'],
    ['cuts what no store would hold, outside surrogate pairs', '\u{1f310}a'.repeat(600), undefined],
  ])('%s', (_, text, title) => {
    const guessed = guessTitle(text);
    if (title !== undefined) expect(guessed).toBe(title);
    expect(guessed.isWellFormed()).toBe(true);
    expect(guessed.length).toBeLessThanOrEqual(TITLE_LIMIT);
  });
});

describe('proposeBoilerplate', () => {
  it('finds the eleven furniture lines of article 001 and nothing else', () => {
    expect(furniture(seed('001_c577037625e26c98'))).toEqual([
      '[post-views]',
      '[post-views]',
      'YouTube',
      '🌐 Website',
      '🐦 Twitter / X',
      '📸 Instagram',
      '📘 Facebook',
      '🎵 TikTok',
      'Leave a Comment',
      'Your email address will not be published. Required fields are marked *',
      'Latest Videos',
    ]);
  });

  it.each([
    '000_84dcb151e65168d7',
    '002_9041cdeeb3459cbc',
    '003_73b5eeedabdcb029',
    '004_bad3bbfa38c869dd',
  ])('proposes nothing in %s', (name) => {
    expect(furniture(seed(name))).toEqual([]);
  });

  it.each([
    'NATO talks',
    'Western Talks',
    'Share of votes rose to 40 percent',
    'Comments by Lavrov',
    'Facebook said on Monday that it had removed the posts.',
    '“Leave a comment,” he said.',
    'More news from the front is expected on Tuesday',
    '[applause]',
  ])('takes “%s” for the story', (line) => {
    expect(furniture(line)).toEqual([]);
  });

  it.each([
    'Share this article',
    'Follow us on X',
    '© 2025 The Herald',
    '12 Comments',
    'Read more…',
  ])('takes “%s” for furniture', (line) => {
    expect(furniture(`One.\r\n  ${line} \r\nTwo.`)).toEqual([line]);
  });
});
