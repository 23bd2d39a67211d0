import { describe, expect, it } from 'vitest';

import { readClipboardHtml } from './clipboard.ts';
import { pageReader } from './page-reader.ts';
import { articleOf, blockWith, pageOf, read, refusal, STORY, tools } from './testing/read.ts';

const HEADLINE = 'Pier closes for two winters';

describe('what is read of a page', () => {
  it('keeps the headline and the paragraphs in their order', () => {
    expect(articleOf(read(pageOf('')))).toEqual([HEADLINE, ...STORY]);
  });

  it.each([
    ['a heading', '<h2>What happens now</h2>', { kind: 'heading', level: 2 }],
    [
      'a list’s item',
      '<ul><li>Buses run every twenty minutes.</li></ul>',
      { kind: 'list-item', level: 1 },
    ],
    [
      'an item inside an item',
      '<ul><li>Buses run.<ul><li>Every twenty minutes in the winter.</li></ul></li></ul>',
      { kind: 'list-item', level: 2 },
      'Every twenty',
    ],
    [
      'a quote',
      '<blockquote><p>We were not asked, said one of them.</p></blockquote>',
      { kind: 'quote', level: 1 },
    ],
    [
      'a caption',
      '<figure><img src="a.jpg"><figcaption>The pier in May.</figcaption></figure>',
      { kind: 'caption' },
    ],
    [
      'lines of code',
      '<pre>10 print\n  20 goto</pre>',
      { kind: 'code', text: '10 print\n  20 goto' },
    ],
    [
      'a row of a table',
      '<table><tr><th>Year</th><th>Boats</th></tr><tr><td>2024</td><td>1,204</td></tr></table>',
      { kind: 'table-row', text: '2024\t1,204' },
      '2024',
    ],
    [
      'a closed <details>, which a reader can open',
      '<details><summary>How it began</summary><p>The first crack was seen in March.</p></details>',
      { kind: 'paragraph' },
      'first crack',
    ],
    [
      'an answer of an interview',
      '<p><b>Who pays?</b></p><p>The county, for now.</p>',
      { kind: 'paragraph' },
      'Who pays?',
    ],
  ])('knows %s', (_, html, expected, words?: string) => {
    const block = blockWith(
      read(pageOf(html)),
      words ?? html.replace(/<[^>]*>/gu, '').slice(0, 10),
    );
    expect(block).toMatchObject({ part: 'article', ...expected });
  });

  it('reads a cell of a table that only arranges the page by itself', () => {
    const cells = STORY.map((text) => `<td>${text}</td>`).join('');
    const reading = read(`<table><tr>${cells}</tr></table>`);
    expect(reading.blocks.map(({ text }) => text)).toEqual(STORY);
    expect(reading.blocks.every(({ kind }) => kind === 'paragraph')).toBe(true);
  });

  it('joins white space as HTML does, and leaves no-break spaces and soft hyphens', () => {
    const [first] = read('<p>\n  One\t two\u00a0 <b> three</b>\u00ad\nfour  </p>').blocks;
    expect(first?.text).toBe('One two\u00a0 three\u00ad four');
  });

  it('begins a paragraph at an empty line, and a line at the end of one', () => {
    expect(read('<div>One<br>two<br> <br>three</div>').blocks.map(({ text }) => text)).toEqual([
      'One\ntwo',
      'three',
    ]);
  });

  it('says where each block stands', () => {
    expect(blockWith(read(pageOf('')), 'Engineers').place).toBe(
      'html > body > main > article > p:2',
    );
  });
});

describe('hidden text', () => {
  it.each([
    ['hidden', '<div hidden>Unseen words here.</div>'],
    ['aria-hidden', '<div aria-hidden="true">Unseen words here.</div>'],
    ['display: none', '<div style="color:red; DISPLAY : none !important">Unseen words here.</div>'],
    ['visibility: hidden', '<p style="visibility:hidden">Unseen words here.</p>'],
    ['<noscript>', '<noscript><p>Unseen words here.</p></noscript>'],
    ['<template>', '<template><p>Unseen words here.</p></template>'],
    ['a closed dialog', '<dialog><p>Unseen words here.</p></dialog>'],
    ['words for screen readers', '<span class="sr-only">Unseen words here.</span>'],
    ['what SingleFile saw hidden', '<div class="sf-hidden">Unseen words here.</div>'],
    ['what stands in a video', '<video>Unseen words here.</video>'],
  ])('has a part of its own: %s', (_, html) => {
    expect(blockWith(read(pageOf(html)), 'Unseen').part).toBe('hidden');
  });

  it('does not cut the paragraph that it stands in', () => {
    const { blocks } = read('<p>One <span hidden>two</span> three.</p>');
    expect(blocks.map(({ text, part }) => [text, part === 'hidden'])).toEqual([
      ['One three.', false],
      ['two', true],
    ]);
  });

  it('is not what a shadow root shows', () => {
    const html =
      '<x-story><template shadowrootmode="open"><p>Shown words here.</p></template></x-story>';
    expect(blockWith(read(pageOf(html)), 'Shown').part).toBe('article');
  });
});

describe('what is not the article', () => {
  const inside: readonly (readonly [string, string, string])[] = [
    [
      'advertising',
      '<div class="ad-slot"><p>Buy better boots for less at Bootwell today.</p></div>',
      'boots',
    ],
    ['advertising', '<p>Advertisement</p>', 'Advertisement'],
    [
      'advertising',
      '<div class="c-taboolaFeed"><p>Doctors hate this one trick with lemons.</p></div>',
      'lemons',
    ],
    [
      'comment',
      '<section id="comments"><p>I for one never liked that pier at all.</p></section>',
      'never liked',
    ],
    ['comment', '<p>12 comments</p>', '12 comments'],
    [
      'aside',
      '<div class="related-stories"><ul><li><a href="/a">Bridge to be painted blue</a></li></ul></div>',
      'blue',
    ],
    [
      'aside',
      '<p><a href="/a">Bridge over the Mere to be painted blue this summer</a></p>',
      'blue',
    ],
    ['aside', '<p>Read more: <a href="/a">Bridge to be painted</a></p>', 'Read more'],
    ['aside', '<h3>You may also like</h3><ul><li>A boat of one’s own</li></ul>', 'one’s own'],
    ['aside', '<aside><p>The pier was built in 1911 by the brothers Hale.</p></aside>', '1911'],
    [
      'aside',
      '<div class="newsletter-box"><p>Every morning in your inbox, the news of the coast.</p></div>',
      'inbox',
    ],
    ['aside', '<p>Sign up for our newsletter and never miss a story.</p>', 'never miss'],
    [
      'aside',
      '<div><h3><a href="/a">The last ferryman</a></h3><p>He has crossed the Mere a hundred thousand times.</p></div>',
      'hundred thousand',
    ],
    ['navigation', '<nav><a href="/">Home</a> <a href="/s">Sport</a></nav>', 'Home'],
    [
      'navigation',
      '<div class="share-buttons"><a href="#">Share on Facebook</a></div>',
      'Facebook',
    ],
    ['navigation', '<button>Enlarge</button>', 'Enlarge'],
    [
      'navigation',
      '<div id="cookie-banner"><p>We value your privacy and set cookies.</p></div>',
      'cookies',
    ],
    ['metadata', '<p>Tags: ferry, harbour, council</p>', 'Tags'],
    ['metadata', '<p>We may earn a commission if you buy through our links.</p>', 'commission'],
    ['aside', '<p>News of the coast, delivered straight to your inbox.</p>', 'delivered'],
    ['aside', '<p>This article is exclusive to Courier+ subscribers</p>', 'exclusive'],
    ['aside', '<p>To read the rest of this story, subscribe to the Courier.</p>', 'To read'],
    ['navigation', '<p>Thank you! Your submission has been received!</p>', 'Thank you'],
    [
      'metadata',
      '<div class="author-bio"><p>Nell Harrow has written about the coast since 2009.</p></div>',
      'since 2009',
    ],
    ['metadata', '<p>© 2026 Eastmere Courier. All rights reserved.</p>', '©'],
    [
      'metadata',
      '<p>(Reporting by Nell Harrow, with reporting by Tom Dale; editing by Ann Reed)</p>',
      'Nell Harrow',
    ],
    ['metadata', '<p><i>Tom Dale contributed to this report.</i></p>', 'contributed'],
    ['metadata', '<p>Write to Tom Dale at tom@example.org</p>', 'Write to'],
    ['metadata', '<p>Eastmere, Courier staff | Updated : 3 March 2026, 09:01</p>', 'Updated'],
    [
      'metadata',
      '<figure><figcaption>Photo: Nell Harrow, Courier</figcaption></figure>',
      'Nell Harrow',
    ],
    ['metadata', '<figure><figcaption>Nell Harrow/Reuters</figcaption></figure>', 'Reuters'],
    ['aside', '<p>There is more. Sign up for the free daily newsletter today.</p>', 'Sign up'],
    [
      'aside',
      '<div><div>More great Courier stories</div><ul><li>The <a href="/a">last ferryman</a> speaks</li></ul></div>',
      'ferryman',
    ],
    ['aside', '<h3>Você pode gostar...</h3><ul><li>O último barqueiro</li></ul>', 'barqueiro'],
    ['aside', '<ul><li><h4><a href="/a">The ferryman and his boats</a></h4></li></ul>', 'ferryman'],
  ];
  it.each(inside)('%s: %s', (part, html, words) => {
    const reading = read(pageOf(html));
    expect(blockWith(reading, words)).toMatchObject({ part });
    expect(articleOf(reading)).toEqual([HEADLINE, ...STORY]);
  });

  it('says why in a sentence for every block', () => {
    const html = inside.map(([, each]) => each).join('');
    for (const { why } of read(pageOf(html, { before: html, after: html })).blocks) {
      expect(why).toMatch(/^[A-Z“].*[.:…]$/u);
    }
  });

  it.each([
    [
      'before',
      'navigation',
      { before: '<div><p>The weather will stay mild until the weekend.</p></div>' },
    ],
    [
      'after',
      'aside',
      { after: '<div><p>The weather will stay mild until the weekend.</p></div>' },
    ],
  ])('what stands %s the article', (_, part, around) => {
    expect(blockWith(read(pageOf('', around)), 'weather').part).toBe(part);
  });

  it('lets the names of a wrapper around the whole page say nothing', () => {
    const html = pageOf('').replace(
      '<main>',
      '<main><div class="page with-sidebar nav-open comments-on">',
    );
    expect(articleOf(read(html))).toEqual([HEADLINE, ...STORY]);
  });

  it('keeps a summary and a picture’s caption between headline and text', () => {
    const lead =
      '<header><h1>Pier closes</h1><p>Cracks in the piles have ended the crossing for two winters.</p><figure><figcaption>The pier in May.</figcaption></figure></header>';
    const body = `<div class="article-body">${STORY.map((text) => `<p>${text}</p>`).join('')}</div>`;
    expect(articleOf(read(`<body>${lead}${body}</body>`))).toEqual([
      'Pier closes',
      'Cracks in the piles have ended the crossing for two winters.',
      'The pier in May.',
      ...STORY,
    ]);
  });

  it.each([
    [
      '<p>Reporting by the Courier has shown that the cracks were known for years.</p>',
      'Reporting',
    ],
    ['<p>Contact tracing on Twitter began when the first crack was seen.</p>', 'Contact'],
    [
      '<figure><figcaption>Photo shows the pier in May, with cracks in three piles.</figcaption></figure>',
      'May',
    ],
    [
      '<h3>Most popular of all piers</h3><p>Nobody knows how many came, but all of them loved it.</p>',
      'Most popular',
    ],
    ['<p>“We earn a commission on purchases through links,” the agent said.</p>', 'the agent'],
    ['<p>Agents earn a commission on every ticket that they sell on the pier.</p>', 'Agents'],
    ['<h3 id="comments-are-few">Comments are few</h3><p>Nobody wrote one.</p>', 'Comments'],
    [
      '<div role="alert"><p>'.concat(`${STORY[1]} So it was. `.repeat(4), '</p></div>'),
      'So it was',
    ],
    [
      '<div class="read-more"><p>'.concat(`${STORY[1]} So it was. `.repeat(4), '</p></div>'),
      'So it was',
    ],
    [
      '<p>These crossings are open in the winter:</p><ul><li><a href="/a">North landing</a></li></ul>',
      'North landing',
    ],
  ])('keeps what only looks like it: %s', (html, words) => {
    expect(blockWith(read(pageOf(html)), words).part).toBe('article');
  });

  it('keeps the paragraphs of an article whose place is named after its captions', () => {
    const html = `<div class="post content caption">${STORY.map((text) => `<p>${text.repeat(5)}</p>`).join('')}</div>`;
    const { blocks } = read(`<body><h1>Pier closes</h1>${html}</body>`);
    expect(blocks.slice(1).map(({ kind, part }) => [kind, part])).toEqual(
      STORY.map(() => ['paragraph', 'article']),
    );
  });

  it('leaves out a list of other articles above the headline', () => {
    const list = `<ul>${STORY.slice(0, 2)
      .map((text) => `<li>Elsewhere: ${text}</li>`)
      .join('')}</ul>`;
    const text = STORY.map((each) => `<p>${each}</p>`).join('');
    const reading = read(
      `<head><title>${HEADLINE}</title></head><div>${list}<h2>${HEADLINE}</h2>${text}</div>`,
    );
    expect(articleOf(reading)).toEqual([HEADLINE, ...STORY]);
  });

  it('leaves out comments that stand in one place with the article', () => {
    const said = STORY.map((text) => `<div class="comment"><p>I say this. ${text}</p></div>`);
    const html = pageOf('', { after: said.join('') });
    const reading = read(html.replace(/<body>(.*)<\/body>/su, '<div id="comments">$1</div>'));
    expect(articleOf(reading)).toEqual([HEADLINE, ...STORY]);
    expect(blockWith(reading, 'I say this').part).toBe('comment');
  });

  it('takes a text once that the page has twice, for two sizes of window', () => {
    const text = STORY.map((each) => `<p>${each}</p>`).join('');
    const page = `<main><h1>${HEADLINE}</h1><div><div>${text}</div><div>${text}</div></div></main>`;
    expect(articleOf(read(page))).toEqual([HEADLINE, ...STORY]);
  });

  it('keeps a line that a short text has twice', () => {
    const text = `<p>${STORY[0]} ${STORY[1]}</p>`.repeat(2);
    expect(articleOf(read(`<main><h1>${HEADLINE}</h1>${text}</main>`))).toHaveLength(3);
  });

  it('keeps a question that an interview asks twice', () => {
    const asked =
      '<p>What would you say to those who can no longer cross the Mere by boat in winter?</p>';
    expect(articleOf(read(pageOf(asked + asked)))).toHaveLength(7);
  });

  it('takes a caption once of which a gallery shows the beginning, too', () => {
    const long =
      'The harbour master looks at the cracked pile of the pier, with the north bank behind her.';
    const html = `<figure><figcaption>${long}</figcaption></figure><figure><figcaption>${long.slice(0, 60)} ... more</figcaption></figure>`;
    expect(articleOf(read(pageOf(html)))).toHaveLength(6);
  });

  it('keeps all posts of a live blog', () => {
    const posts = STORY.map(
      (text, index) =>
        `<article><h2>1${index}:00 Update from the pier</h2><p>${text} ${text}</p></article>`,
    );
    const reading = read(
      `<body><main><h1>The pier, live</h1><div>${posts.join('')}</div></main></body>`,
    );
    expect(articleOf(reading)).toHaveLength(9);
  });

  it('keeps the cards that a list of places is made of', () => {
    const cards = STORY.map(
      (text, index) => `<div><h2><a href="/${index}">Landing ${index}</a></h2><p>${text}</p></div>`,
    );
    const html = `<main><h1>Four landings</h1><p>${STORY[0]}</p>${cards.join('')}</main>`;
    expect(articleOf(read(html))).toHaveLength(10);
  });

  it('leaves a text that is too short for any rule as it stands', () => {
    expect(articleOf(read('<p>Boats again</p>'))).toEqual(['Boats again']);
  });
});

describe('text that a page hides until its scripts run', () => {
  const text = STORY.map((each) => `<p>${each} ${each} ${each}</p>`).join('');
  const hidden = `<div hidden><main><h1>${HEADLINE}</h1>${text}</main></div>`;

  it('is read as if it were shown where nothing else is, and said', () => {
    const reading = read(`<body><p>Loading …</p>${hidden}</body>`);
    expect(articleOf(reading)).toHaveLength(5);
    expect(reading.warnings).toEqual([expect.stringContaining('before its scripts run')]);
  });

  it('stays hidden beside a text that is shown', () => {
    const { blocks, warnings } = read(pageOf('', { after: hidden.replaceAll('ferry', 'steam') }));
    expect(warnings).toEqual([]);
    expect(blocks.filter(({ text: words }) => words.includes('steam'))).toEqual([
      expect.objectContaining({ part: 'hidden' }),
    ]);
  });
});

describe('text that a page carries and does not show', () => {
  const body = STORY.map((text) => `${text} ${text} So it goes on.`).join('\n\n');
  const data = (value: object) =>
    `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
  const teaser = `<p>${STORY[0]} ${STORY[0]} So it goes on.</p>`;

  it('is taken from JSON-LD behind a paywall, and named as such', () => {
    const head = data({ '@type': 'NewsArticle', headline: HEADLINE, articleBody: body });
    const reading = read(`<head>${head}</head><article><h1>${HEADLINE}</h1>${teaser}</article>`);
    expect(articleOf(reading)).toEqual([HEADLINE, ...body.split('\n\n')]);
    expect(blockWith(reading, 'Engineers')).toMatchObject({ place: 'JSON-LD articleBody' });
    expect(blockWith(reading, 'Engineers').why).toMatch(/JSON-LD articleBody/u);
    expect(reading.warnings.join()).toMatch(/JSON-LD articleBody/u);
  });

  it('is not taken where the page shows it', () => {
    const head = data({ '@type': 'NewsArticle', articleBody: STORY.join('\n') });
    const reading = read(pageOf('', { head }));
    expect(articleOf(reading)).toEqual([HEADLINE, ...STORY]);
    expect(reading.warnings).toEqual([]);
  });

  it('is taken from the data of scripts where the page shows nothing', () => {
    const state = {
      story: {
        title: 'x',
        body: body
          .split('\n\n')
          .map((text) => `<p>${text}</p>`)
          .join(''),
      },
    };
    for (const script of [
      `<script id="__NEXT_DATA__" type="application/json">${JSON.stringify(state)}</script>`,
      `<script>window.__STATE__ = ${JSON.stringify(state)};</script>`,
    ]) {
      const reading = read(`<body><div id="root">Loading…</div>${script}</body>`);
      expect(articleOf(reading).slice(-4)).toEqual(body.split('\n\n'));
      expect(reading.warnings.join()).toMatch(/scripts/u);
    }
  });
});

describe('the clipboard', () => {
  const origin = { name: 'Clipboard' };

  it('gives everything that was selected', () => {
    const html =
      'Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000300\r\nSourceURL:https://example.org/a\r\n' +
      '<html><body>\r\n<!--StartFragment--><h2>Pier</h2><p>Share</p><ul><li><b>One</b></li></ul><!--EndFragment-->\r\n</body></html>';
    const reading = readClipboardHtml(html, origin);
    expect(reading).toMatchObject({
      ok: true,
      value: {
        blocks: [
          { kind: 'heading', level: 2, text: 'Pier', part: 'article' },
          { kind: 'paragraph', text: 'Share', part: 'article' },
          { kind: 'list-item', text: 'One', part: 'article' },
        ],
        details: { url: { value: 'https://example.org/a', from: 'the clipboard' } },
      },
    });
  });

  it('leaves out what is hidden in it', () => {
    const reading = readClipboardHtml('<p>One</p><p style="display:none">Two</p>', origin);
    expect(reading.ok && reading.value.blocks.map(({ part }) => part)).toEqual([
      'article',
      'hidden',
    ]);
  });

  it('says that a picture has no words', () => {
    expect(readClipboardHtml('<img src="a.png">', origin)).toMatchObject({
      ok: false,
      error: { type: 'no-text', place: 'Clipboard' },
    });
  });
});

describe('the reader of pages', () => {
  const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });

  it.each([
    ['story.html', '<p>Only a fragment', 0.8],
    ['story.xhtml', '<?xml version="1.0"?><!DOCTYPE html><html>', 0.95],
    ['story', '<!-- saved --><!DOCTYPE html><html>', 0.7],
    ['story.txt', 'A story of <html> tags', 0],
    ['story.mhtml', 'From: <Saved by Blink>\nMIME-Version: 1.0', 0],
    ['feed.xml', '<?xml version="1.0"?><rss></rss>', 0],
  ])('recognises %s', (name, text, sure) => {
    expect(pageReader.recognise(file(name, text))).toBe(sure);
  });

  it('gives one reading of a file', async () => {
    const source = await pageReader.read(file('a.html', pageOf('')), {}, tools);
    expect(source).toMatchObject({ ok: true, value: { readings: [{ item: null }], leftOut: [] } });
  });

  it('names the file that it refuses', () => {
    expect(refusal('', { name: 'empty.html' })).toMatchObject({
      type: 'unreadable',
      place: 'empty.html',
    });
  });
});
