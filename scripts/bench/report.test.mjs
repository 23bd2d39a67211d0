import { describe, expect, it } from 'vitest';

import { putIntoPage, renderFormats, renderReport, renderStarts } from './report.mjs';

const of = (median, p95 = median) => ({ median, p95, n: 30 });
const result = (figures, peers = null) => ({
  date: '2026-01-02T03:04:05.000Z',
  machine: '2 cores',
  electron: '33.2.1',
  chromium: '130',
  quick: false,
  figures,
  peers,
});
const rowOf = (report, title) =>
  report
    .split('\n')
    .find((line) => line.startsWith(`| ${title} |`))
    ?.split('|')
    .map((cell) => cell.trim());

describe('the report', () => {
  it.each([
    { large: of(4, 9.9), sparse: of(4, 9), verdict: 'met' },
    { large: of(4, 10.1), sparse: of(4, 9), verdict: 'not met: p95 ≤ 10 ms' },
    { large: of(4, 9), sparse: of(2.5, 9), verdict: 'not met: 10,000 ÷ 100 tags ≤ 1.5' },
    { large: of(2, 9), sparse: of(2, 5), verdict: 'not met: 10,000 ÷ 100 tags ≤ 1.5' },
  ])('says that $large beside $sparse is $verdict', ({ large, sparse, verdict }) => {
    const report = renderReport(
      result({ large: { 'tag to durable': large }, sparse: { 'tag to durable': sparse } }),
    );
    expect(rowOf(report, 'tag to durable, wall')?.at(-2)).toBe(verdict);
  });

  it('gives medians, p95 and growth', () => {
    const report = renderReport(
      result({ small: { 'hit test': of(2, 3) }, large: { 'hit test': of(50, 123.4) } }),
    );
    expect(rowOf(report, 'hit test')?.slice(2, 5)).toEqual([
      '2.00 / 3.00 µs',
      '50.0 / 123 µs',
      '25×',
    ]);
  });

  it('gives a peer as a multiple of ours, and says when it was too slow', () => {
    const report = renderReport(
      result(
        { large: { 'hit test': of(50) } },
        { codemirror: { large: { 'hit test': of(75) } }, recogito: { large: { tooSlow: 'slow' } } },
      ),
    );
    expect(rowOf(report, '1,000,000 / 10,000: hit test')?.slice(2, 5)).toEqual([
      '50.0 / 50.0 µs',
      '75.0 / 75.0 µs (1.5×)',
      'slow',
    ]);
  });
});

describe('the report of the formats', () => {
  const figures = (large, medium) => ({ large: of(large), medium: of(medium) });
  const report = renderFormats({
    ...result({}),
    node: 'v20.1.0',
    stringify: of(10),
    parse: of(20),
    codecs: [
      { name: 'doccano', title: '', write: figures(30, 3), read: figures(101, 8) },
      { name: 'qdpx', title: '', write: figures(2000, 100), read: figures(2001, 200) },
      { name: 'claimreview', title: '', write: figures(1, 1), read: null },
    ],
  });

  it.each([
    ['`doccano`, write', '30.0 / 30.0 ms', '3.0×', '10×', '≤ 3× JSON, growth ≤ 12', 'met'],
    [
      '`doccano`, read',
      '101 / 101 ms',
      '5.0×',
      '13×',
      '≤ 5× JSON, growth ≤ 12',
      'not met: ≤ 5× JSON, growth ≤ 12',
    ],
    [
      '`qdpx`, write',
      '2,000 / 2,000 ms',
      '200×',
      '20×',
      'median ≤ 2,000 ms, growth ≤ 12',
      'not met: growth ≤ 12',
    ],
    [
      '`qdpx`, read',
      '2,001 / 2,001 ms',
      '100×',
      '10×',
      'median ≤ 2,000 ms, growth ≤ 12',
      'not met: median ≤ 2,000 ms',
    ],
  ])('judges %s', (title, ...cells) => {
    expect(rowOf(report, title)?.slice(2, -1)).toEqual(cells);
  });

  it('has no row for what is not read', () => {
    expect(rowOf(report, '`claimreview`, read')).toBeUndefined();
    expect(report).toContain('Node 20.1.0');
  });
});

describe('the report of starts', () => {
  const starts = (ratio, counted) =>
    renderStarts({
      ...result({}),
      pairs: 9,
      starts: [
        {
          ...{ title: '5 articles', wall: of(900, 1100), ratio },
          ...{ work: counted ? of(800) : null, workRatio: counted ? of(2) : null },
        },
      ],
    });

  it.each([
    { ratio: of(1.5, 1.9), verdict: 'met' },
    { ratio: of(1.51, 1.6), verdict: 'not met: median ≤ 1.5' },
  ])('says that $ratio.median times an empty window is $verdict', ({ ratio, verdict }) => {
    const cells = rowOf(starts(ratio, true), '5 articles, wall');
    expect(cells?.[2]).toBe('900 / 1,100 ms');
    expect(cells?.at(-2)).toBe(verdict);
  });

  it('has a row of the work only where the system counts it', () => {
    const title = '… work of all its processes';
    expect(rowOf(starts(of(1), true), title)?.slice(2, 4)).toEqual([
      '800 / 800 ms',
      '2.00 / 2.00 ×',
    ]);
    expect(rowOf(starts(of(1), false), title)).toBeUndefined();
  });
});

describe('the page on speed', () => {
  it('gets a new report in place of the old one', () => {
    const page = 'a\n<!-- bench:start -->\nold\n<!-- bench:end -->\nb\n';
    const once = putIntoPage(page, 'new');
    expect(once).toBe('a\n<!-- bench:start -->\n\nnew\n\n<!-- bench:end -->\nb\n');
    expect(putIntoPage(once, 'new')).toBe(once);
  });

  it('has marks for each report', () => {
    const page = '<!-- bench-formats:start -->old<!-- bench-formats:end -->';
    expect(putIntoPage(page, 'new', 'bench-formats')).toContain('\n\nnew\n\n');
  });

  it('must have the marks', () => {
    expect(() => putIntoPage('nothing', 'new')).toThrow('The page lacks');
  });
});
