import { describe, expect, it } from 'vitest';

import { addressKey } from './address.ts';

describe('the address of a page', () => {
  it.each([
    'https://www.harbour.example/ferry',
    'http://harbour.example/ferry/',
    'HTTPS://m.HARBOUR.example/ferry#comments',
    'https://harbour.example/ferry?utm_source=letter&fbclid=1',
  ])('is the same one: %s', (url) => {
    expect(addressKey(url)).toBe('harbour.example/ferry');
  });

  it.each([
    ['another page', 'https://harbour.example/Ferry', 'harbour.example/Ferry'],
    ['what is asked for', 'https://a.example/p?id=2&a=1', 'a.example/p?a=1&id=2'],
    ['the front page, which is another one every hour', 'https://a.example/', null],
    ['no page', 'javascript:alert(1)', null],
    ['a file', 'file:///home/a/page.html', null],
    ['nothing', null, null],
  ])('is told from %s', (_, url, key) => {
    expect(addressKey(url)).toBe(key);
  });
});
