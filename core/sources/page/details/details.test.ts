import { describe, expect, it } from 'vitest';

import { pageOf, read } from '../testing/read.ts';

const data = (value: unknown) =>
  `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
const detailsOf = (head: string, inside = '', origin = {}) =>
  read(pageOf(inside, { head }), origin).details;

const ARTICLE = {
  '@type': 'NewsArticle',
  headline: 'The pier closes',
  author: { '@type': 'Person', name: 'Nell Harrow' },
  publisher: { '@type': 'Organization', name: 'Eastmere Courier' },
  datePublished: '2026-03-01T10:00:00+01:00',
  dateModified: '2026-03-02',
  url: 'https://courier.example/pier',
  inLanguage: 'en-GB',
};

describe('details of a page', () => {
  it('come from JSON-LD first, and say so', () => {
    const metas = '<meta property="og:title" content="Other"><meta name="author" content="Other">';
    expect(detailsOf(metas + data(ARTICLE))).toEqual({
      title: { value: 'The pier closes', from: 'JSON-LD headline' },
      outlet: { value: 'Eastmere Courier', from: 'JSON-LD publisher' },
      author: { value: 'Nell Harrow', from: 'JSON-LD author' },
      published: {
        value: '2026-03-01T10:00:00+01:00',
        iso: '2026-03-01T10:00:00+01:00',
        from: 'JSON-LD datePublished',
      },
      modified: { value: '2026-03-02', iso: '2026-03-02', from: 'JSON-LD dateModified' },
      url: { value: 'https://courier.example/pier', from: 'JSON-LD url' },
      language: { value: 'en', from: '<html lang>' },
    });
  });

  it.each([
    ['in a list', [ARTICLE]],
    ['in a graph', { '@graph': [{ '@type': 'WebSite', name: 'x' }, ARTICLE] }],
    ['as the main entity of a page', { '@type': 'WebPage', name: 'x', mainEntity: ARTICLE }],
    ['of several types', { ...ARTICLE, '@type': ['Article', 'ReportageNewsArticle'] }],
    ['with authors in a list', { ...ARTICLE, author: [{ name: 'Nell Harrow' }] }],
    ['with an author as a word', { ...ARTICLE, author: 'Nell Harrow' }],
    [
      'with an author elsewhere in the graph',
      {
        '@graph': [
          { ...ARTICLE, author: { '@id': '#n' } },
          { '@id': '#n', name: 'Nell Harrow' },
        ],
      },
    ],
  ])('are found in JSON-LD %s', (_, value) => {
    expect(detailsOf(data(value))).toMatchObject({
      title: { value: 'The pier closes' },
      author: { value: 'Nell Harrow' },
    });
  });

  it('name several authors', () => {
    const author = [{ name: 'Nell Harrow' }, { name: 'Tom Vale' }, { name: 'Nell Harrow' }];
    expect(detailsOf(data({ ...ARTICLE, author })).author?.value).toBe('Nell Harrow, Tom Vale');
  });

  it('are found in JSON-LD inside a comment, and with line feeds in its strings', () => {
    const broken = `<script type="application/ld+json"><!--\n{"@type":"NewsArticle","headline":"The\npier"}\n--></script>`;
    expect(detailsOf(broken).title?.value).toBe('The pier');
  });

  it.each([
    ['title', '<meta property="og:title" content="A">', '<meta property="og:title">'],
    ['outlet', '<meta property="og:site_name" content="A">', '<meta property="og:site_name">'],
    ['author', '<meta name="author" content="A">', '<meta name="author">'],
    [
      'published',
      '<meta property="article:published_time" content="A">',
      '<meta property="article:published_time">',
    ],
    [
      'modified',
      '<meta property="article:modified_time" content="A">',
      '<meta property="article:modified_time">',
    ],
  ] as const)('%s is read of %s', (name, head, from) => {
    expect(detailsOf(head)[name]).toEqual({ value: 'A', from });
  });

  it('are read of what is seen where nothing else says them', () => {
    const html = pageOf('').replace(
      '</h1>',
      '</h1><p class="byline">By Nell Harrow</p><div class="dateline">Published 1 March 2026</div>',
    );
    expect(read(html).details).toMatchObject({
      title: { value: 'Pier closes for two winters', from: 'the headline of the page' },
      author: { value: 'Nell Harrow', from: 'the author’s line of the page' },
      published: { value: '1 March 2026', iso: '2026-03-01', from: 'the date on the page' },
    });
  });

  it('take a date of <time>, by its names before its place', () => {
    const times =
      '<p><time datetime="2020-01-01">old</time> <time class="published" datetime="2026-03-01">new</time> <time class="updated" datetime="2026-03-02">newer</time></p>';
    expect(detailsOf('', times)).toMatchObject({
      published: { value: '2026-03-01', from: '<time datetime>' },
      modified: { value: '2026-03-02' },
    });
  });

  it('keep a date as it is written, with ISO only where it can be one day', () => {
    const published = (content: string) =>
      detailsOf(`<meta name="date" content="${content}">`).published;
    expect(published('1. März 2026')).toMatchObject({ value: '1. März 2026', iso: '2026-03-01' });
    expect(published('03/04/2026')).toEqual({ value: '03/04/2026', from: '<meta name="date">' });
  });

  it('take the address of the canonical link, else of what the page came in', () => {
    const canonical = '<link rel="canonical" href="https://courier.example/pier">';
    const outside = { url: 'https://mirror.example/x' };
    expect(detailsOf(canonical, '', outside).url).toEqual({
      value: 'https://courier.example/pier',
      from: '<link rel="canonical">',
    });
    expect(detailsOf('', '', outside).url?.value).toBe('https://mirror.example/x');
  });

  it('take the host for an outlet that nobody names', () => {
    expect(detailsOf('', '', { url: 'https://www.courier.example/x' }).outlet).toEqual({
      value: 'courier.example',
      from: 'the host of its address',
    });
  });

  it('take the address that SingleFile notes', () => {
    const html = `<!doctype html><html><!--\n Page saved with SingleFile \n url: https://courier.example/pier \n saved date: Sun Mar 01 2026\n--><head></head><body><p>Words.</p></body></html>`;
    expect(read(html).details.url?.value).toBe('https://courier.example/pier');
  });
});
