import { describe, expect, it } from 'vitest';

import { readTargets } from './selectors.ts';

const SOURCE = 'https://news.example/1';
const on = (...selector: readonly unknown[]) => readTargets({ source: SOURCE, selector });
const position = (start: unknown, end: unknown) => ({ type: 'TextPositionSelector', start, end });
const quote = (exact: string, more: object = {}) => ({
  type: 'TextQuoteSelector',
  exact,
  ...more,
});
const passage = (span: object) => [
  {
    type: 'passage',
    source: SOURCE,
    title: null,
    span: { start: null, end: null, exact: null, ...span },
  },
];

describe('Selectors', () => {
  it.each<[string, unknown[], object]>([
    ['a position', [position(4, 8)], { start: 4, end: 8 }],
    ['a position in words', [position('4', '8.0')], { start: 4, end: 8 }],
    ['words', [quote('no', { prefix: 'a ' })], { exact: 'no', prefix: 'a ' }],
    [
      'both, in any order, beside others that say nothing of the text',
      [
        { type: 'RangeSelector', startContainer: '/p[1]', startOffset: 0, endContainer: '/p[1]' },
        quote('no'),
        { type: 'XPathSelector', value: '/p[1]' },
        { type: 'FragmentSelector', value: 'p1' },
        position(4, 8),
      ],
      { start: 4, end: 8, exact: 'no' },
    ],
    [
      'names of the vocabulary in other spellings',
      [{ '@type': ['oa:TextQuoteSelector'], exact: 'no' }],
      { exact: 'no' },
    ],
    [
      'characters of RFC 5147',
      [{ type: 'FragmentSelector', value: 'char=4,8' }],
      { start: 4, end: 8 },
    ],
    [
      'characters from the beginning, with a length to check',
      [{ type: 'FragmentSelector', value: '#char=,8;length=90,UTF-8' }],
      { start: 0, end: 8 },
    ],
    [
      'a range from one position up to the beginning of another',
      [{ type: 'RangeSelector', startSelector: position(4, 5), endSelector: position(8, 9) }],
      { start: 4, end: 8 },
    ],
    [
      'a position in a position',
      [{ ...position(4, 20), refinedBy: position(1, 3) }],
      { start: 5, end: 7 },
    ],
    [
      'words in a part of the page',
      [{ type: 'FragmentSelector', value: 'p1', refinedBy: quote('no', { suffix: '!' }) }],
      { exact: 'no', suffix: '!' },
    ],
    [
      'words in a path in a path',
      [
        {
          type: 'XPathSelector',
          value: '//p',
          refinedBy: { type: 'CssSelector', value: 'b', refinedBy: [position(0, 2), quote('no')] },
        },
      ],
      { exact: 'no' },
    ],
    [
      'words in words',
      [
        {
          ...quote('she said no, no', { prefix: 'Then ', suffix: '.' }),
          refinedBy: quote('no', { prefix: ', ' }),
        },
      ],
      { exact: 'no', prefix: 'Then she said no, ', suffix: '.' },
    ],
    [
      'a position in words, in code points',
      [{ ...quote('😀 said no', { prefix: 'a' }), refinedBy: position(2, 6) }],
      { exact: 'said', prefix: 'a😀 ', suffix: ' no' },
    ],
    [
      'words without a position that counts from the beginning of a page',
      [quote('no'), position(4, 6), { type: 'FragmentSelector', value: 'page=3&viewrect=1,1,2,2' }],
      { exact: 'no' },
    ],
    [
      'words without a position that counts from the beginning of a chapter',
      [position(4, 6), { type: 'EPUBContentSelector', url: '/c3' }, quote('no')],
      { exact: 'no' },
    ],
  ])('reads %s', (_, selector, span) => {
    expect(on(...selector)).toEqual(passage(span));
  });

  it('reads a selector that stands alone as one in a list', () => {
    expect(readTargets({ source: SOURCE, selector: quote('no') })).toEqual(
      passage({ exact: 'no' }),
    );
  });

  it.each([
    ['a list', [{ source: SOURCE, selector: quote('a') }, { source: SOURCE }]],
    ['targets to be taken together', { type: 'Composite', items: [{ selector: quote('a') }, 'b'] }],
    ['targets in order', { type: 'List', items: ['a', 'b'] }],
    ['targets each for itself', { type: 'oa:Independents', items: ['a', 'b'] }],
  ])('takes %s apart', (_, target) => {
    expect(readTargets(target)).toHaveLength(2);
  });

  it.each([
    ['an address', SOURCE],
    ['an address of a part that is no place in a text', `${SOURCE}#comments`],
    ['an object with an id', { id: SOURCE, type: 'Text' }],
    ['a source without a selector', { source: SOURCE, state: { type: 'TimeState' } }],
    ['a source with an empty list', { source: { id: SOURCE }, selector: [] }],
  ])('knows %s as a whole page', (_, target) => {
    const [read] = readTargets(target);
    expect(read).toMatchObject({ type: 'whole' });
    expect(read?.type === 'whole' && read.source?.startsWith(SOURCE)).toBe(true);
  });

  it('reads characters that an address names', () => {
    const source = `${SOURCE}#char=4,8`;
    expect(readTargets(source)).toEqual([{ ...passage({ start: 4, end: 8 })[0], source }]);
  });

  it.each([
    ['a rectangle by its address', `${SOURCE}#xywh=1,2,3,4`],
    ['a stretch of time by its address', `${SOURCE}#t=30,60`],
    ['a region', { source: SOURCE, selector: { type: 'SvgSelector', value: '<svg/>' } }],
    [
      'a media fragment in percent',
      { source: SOURCE, selector: { type: 'FragmentSelector', value: 'xywh=percent:1,2,3,4' } },
    ],
    [
      'a shape of an annotator of pictures',
      { selector: { type: 'RECTANGLE', geometry: { x: 1, y: 2, w: 3, h: 4 } } },
    ],
    [
      'a region in a region',
      {
        source: SOURCE,
        selector: {
          type: 'FragmentSelector',
          value: 'page=2',
          refinedBy: { type: 'FragmentSelector', value: 'xywh=1,2,3,4' },
        },
      },
    ],
  ])('knows %s as no place in a text', (_, target) => {
    expect(readTargets(target)).toEqual([{ type: 'medium' }]);
  });

  it.each<[string, unknown, RegExp]>([
    ['a path', { type: 'XPathSelector', value: '//p' }, /XPathSelector/u],
    ['a style', { type: 'CssSelector', value: 'p > b' }, /CssSelector/u],
    ['bytes', { type: 'DataPositionSelector', start: 4, end: 8 }, /DataPositionSelector/u],
    ['a part of a page', { type: 'FragmentSelector', value: 'p1' }, /part of the page/u],
    ['an open end', { type: 'FragmentSelector', value: 'char=4,' }, /where its place ends/u],
    [
      'a position in a path',
      { type: 'XPathSelector', value: '//p', refinedBy: position(1, 2) },
      /beginning of a part of the page/u,
    ],
    [
      'a path in a position',
      { ...position(1, 9), refinedBy: { type: 'XPathSelector', value: '//b' } },
      /XPathSelector/u,
    ],
    [
      'a range of the page',
      {
        type: 'RangeSelector',
        startSelector: { type: 'XPathSelector', value: '//p[1]' },
        endSelector: { type: 'XPathSelector', value: '//p[2]' },
      },
      /range of a page/u,
    ],
    ['a position beyond its words', { ...quote('no'), refinedBy: position(1, 9) }, /outside/u],
    ['an address', 'https://news.example/selectors/1', /another address/u],
    ['nothing', {}, /does not say/u],
  ])('says why %s cannot be found', (_, selector, reason) => {
    const [read] = on(selector);
    expect(read?.type).toBe('unfound');
    expect(read?.type === 'unfound' && read.reason).toMatch(reason);
    expect(read?.type === 'unfound' && read.reason).toMatch(/^[A-Z].*\.$/u);
  });

  it('does not take the id of a target for the address of its text', () => {
    const selector = quote('no');
    expect(readTargets({ id: 'a3f1', selector })).toMatchObject([{ source: null }]);
    expect(readTargets({ id: SOURCE, selector })).toMatchObject([{ source: SOURCE }]);
  });
});
