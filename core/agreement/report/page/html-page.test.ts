import { describe, expect, it } from 'vitest';

import type { AgreementTag } from '../../pairing/comparable-tag.ts';
import type { Comparison } from '../../measures/comparison.ts';
import { REQUESTED_MEASURES } from '../../measures/measure-names.ts';
import type { Figure } from '../../measures/figure.ts';
import { agreementHtml, type ReportHtmlOptions } from './html-page.ts';
import { MOST_IN_FILE } from './html-lists.ts';
import { MEASURE_NAMES } from './html-names.ts';
import { REPORT_STYLE } from './html-style.ts';
import { decimals } from './plots.ts';
import { reasonInWords } from '../words.ts';
import { computeAgreement, type AgreementArticle, type AgreementRequest } from '../report.ts';
import {
  elements,
  named,
  parsePage,
  tableIn,
  textOf,
  type Parsed,
} from '../testing/parsed-page.ts';

const tag = (
  annotator: string,
  id: string,
  category: string,
  start: number,
  end: number,
  attributes: Record<string, string> = {},
): AgreementTag => ({ id, category, fragments: [{ start, end }], attributes, annotator });

const first: AgreementArticle = {
  id: 'first',
  length: 200,
  annotators: ['A', 'B', 'C'],
  boilerplate: [{ start: 100, end: 120 }],
  tags: [
    tag('A', 'a1', 'quote', 0, 10, { form: 'direct' }),
    tag('B', 'b1', 'quote', 0, 10, { form: 'direct' }),
    tag('A', 'a2', 'quote', 20, 30, { form: 'direct' }),
    tag('B', 'b2', 'quote', 20, 30, { form: 'mixed' }),
    tag('A', 'a3', 'quote', 40, 50),
    tag('B', 'b3', 'quote', 42, 52, { form: 'direct' }),
    tag('A', 'a4', 'claim', 60, 70),
    tag('B', 'b4', 'framing', 60, 70),
    tag('A', 'a5', 'claim', 80, 90),
    tag('A', 'a6', 'quote', 102, 110),
    tag('B', 'b6', 'quote', 95, 115),
    tag('B', 'b8', 'quote', 90, 97),
    tag('C', 'c1', 'quote', 0, 10),
  ],
};
const second: AgreementArticle = {
  id: 'second',
  length: 100,
  annotators: ['A', 'B'],
  boilerplate: [],
  tags: [tag('B', 'b7', 'quote', 5, 25)],
};
const unread: AgreementArticle = {
  id: 'unread',
  length: 100,
  annotators: ['A'],
  boilerplate: [],
  tags: [tag('A', 'a8', 'quote', 5, 25)],
};
const request: AgreementRequest = {
  annotators: ['A', 'B'],
  articles: [first, second, unread],
  categories: ['quote', 'claim', 'framing', 'unused'],
  measures: REQUESTED_MEASURES,
};
const LABELS: ReadonlyMap<string, string> = new Map([
  ['A', 'Ana'],
  ['B', 'Ben'],
  ['C', 'Cem'],
  ['quote', 'Quotes'],
  ['claim', 'Claims'],
  ['framing', 'Framing'],
  ['unused', 'Unused'],
]);
const label = (id: string): string => LABELS.get(id) ?? id;
const options: ReportHtmlOptions = {
  names: {
    annotator: label,
    category: label,
    attribute: (category, id) => `${category} ${id}`,
    value: (category, attribute, id) => `${category} ${attribute} ${id}`,
    article: (id) => `The ${id} article`,
    tagText: (article, id) => (id === 'a5' ? null : `words of ${id} in ${article}`),
  },
  links: [],
  generatedAt: '2026-11-22 02:00 UTC',
  generator: 'Framewise 1.0.0',
  codebook: 'News 1.2',
  allItems: 'They are in the program.',
  allFigures: 'They are in the CSV file.',
};
const two = computeAgreement(request);
const three = computeAgreement({ ...request, annotators: ['A', 'B', 'C'] });
const html = agreementHtml(two, options);
const page = parsePage(html);
const pageOfThree = parsePage(agreementHtml(three, options));
const [pair] = two.pairs;
if (!pair) throw new Error('The report has no pair.');

function scopesOf(set: { readonly byCategory: readonly Comparison[]; readonly all: Comparison }) {
  return [...set.byCategory, set.all].map((comparison) => ({
    comparison,
    name: comparison.category === null ? 'All tags' : label(comparison.category),
  }));
}

/** A figure as its cell says it. */
function cellOf(figure: Figure, unit = ''): RegExp {
  const n =
    figure.n === figure.of ? `${String(figure.n)}` : `${String(figure.n)} of ${String(figure.of)}`;
  const plain = (text: string): string => text.replaceAll(/[.|()]/gu, String.raw`\$&`);
  const left = figure.leftOut.length === 0 ? '' : `; ${String(figure.leftOut.length)} left out`;
  return new RegExp(
    [
      `^${plain(figure.value === null ? 'no value' : `${decimals(figure.value)}${unit}`)}`,
      `on ${n} ${figure.of === 1 ? 'item' : 'items'}${left}`,
      figure.value === null ? `; ${plain(reasonInWords(figure.reason))}` : '',
      figure.value !== null && figure.tooFew ? '; too few to interpret' : '',
      '(?:; covers [0-9.]+ % of the text)?$',
    ].join(''),
    'u',
  );
}

describe('agreementHtml', () => {
  it.each([
    ['two annotators', page],
    ['three annotators', pageOfThree],
  ])('is a page of %s with sound headings, tables, ids and links', (_name, one) => {
    const ids = elements(one).flatMap(({ attributes }) => attributes.get('id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const links = named(one, 'a').map(({ attributes }) => attributes.get('href') ?? '');
    expect(links.length).toBeGreaterThan(50);
    expect(links.filter((href) => !ids.includes(href.slice(1)) || !href.startsWith('#'))).toEqual(
      [],
    );
    for (const { children } of named(one, 'table')) {
      expect(children.find((child) => typeof child !== 'string')).toMatchObject({
        name: 'caption',
      });
    }
    expect(named(one, 'th').filter(({ attributes }) => !attributes.has('scope'))).toEqual([]);
    expect(named(one, 'html')[0]?.attributes.get('lang')).toBe('en');
    for (const landmark of ['header', 'nav', 'main', 'footer', 'h1', 'title']) {
      expect(named(one, landmark)).toHaveLength(1);
    }
    const levels = named(one, 'h1', 'h2', 'h3', 'h4', 'h5').map(({ name }) => Number(name[1]));
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  });

  it('runs nothing and asks for nothing (bad input 89)', () => {
    expect(html).not.toMatch(
      /http:|https:|\bsrc=|url\(|@import|<script|<link|<iframe|javascript:| on[a-z]+=/iu,
    );
    const policy = named(page, 'meta').find(({ attributes }) => attributes.has('http-equiv'));
    expect(policy?.attributes.get('content')).toBe("default-src 'none'; style-src 'unsafe-inline'");
  });

  it('gives the same file for the same report', () => {
    expect(agreementHtml(computeAgreement(request), options)).toBe(html);
  });

  it('says words and counts first, then each category, then all tags', () => {
    const text = textOf(page);
    const places = [
      'What was compared',
      'Quotes: 3 of 6 match (50 %)',
      'Measures: Ana and Ben',
      'Attributes of matched pairs: Ana and Ben',
      'Article by article: Ana and Ben',
      'Boilerplate by article',
      'What was tagged, each passage once',
    ].map((words) => text.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(tableIn(page, 'Counts: Ana and Ben').slice(0, 5)).toEqual([
      ['Items', 'Quotes', 'Claims', 'Framing', 'Unused', 'All tags'],
      ['All items', '6', '2', '1', '0', '8'],
      ['Found by both', '3', '1', '1', '0', '4'],
      ['Match: found by both under one name', '3', '0', '0', '0', '3'],
      ['The same in everything', '1', '0', '0', '0', '1'],
    ]);
  });

  it('shows every figure with what it rests on, what it leaves out and why it has no value', () => {
    const [head = [], ...rows] = tableIn(page, 'Measures: Ana and Ben');
    const attributes = tableIn(page, 'Attributes of matched pairs: Ana and Ben');
    for (const { comparison, name } of scopesOf(pair.pooled)) {
      if (comparison.counts.all.length === 0) continue;
      const { exact, overlap, boundaryDistance, barUAlpha, cuAlpha, partial } = comparison;
      const expectFigure = (measure: string, figure: Figure, unit = ''): void => {
        const cell = rows.find(([first]) => first === measure)?.[head.indexOf(name)];
        expect(cell, `${name} ${measure}`).toMatch(cellOf(figure, unit));
      };
      expectFigure('Exact F1', exact.f1);
      expectFigure('Overlap F1', overlap.f1);
      expectFigure('Mean boundary distance', boundaryDistance, ' characters');
      expectFigure('|u-α', barUAlpha);
      for (const part of [exact, overlap]) {
        const which = part === exact ? 'Exact' : 'Overlap';
        expectFigure(`${which} precision`, part.precision);
        expectFigure(`${which} recall`, part.recall);
      }
      if (cuAlpha) expectFigure('cu-α', cuAlpha);
      if (partial) expectFigure('Partial F1', partial.f1);
      for (const [measure, figure] of Object.entries(comparison.text)) {
        expectFigure(MEASURE_NAMES[measure as keyof typeof comparison.text], figure);
      }
      for (const { categories, figure } of comparison.labels) {
        expectFigure(`(k)u-α of ${categories.map(label).join(' + ')}`, figure);
      }
      if (comparison.category === null) continue;
      for (const one of comparison.attributes) {
        const row = attributes.find(
          ([first]) => first === `${label(one.category)}, ${one.category} ${one.attribute}`,
        );
        expect(row?.[1]).toMatch(cellOf(one.agreement));
        expect(row?.[2]).toMatch(cellOf(one.alpha));
      }
    }
    expect(textOf(page)).toContain(reasonInWords('noTags'));
  });

  it('puts published work beside the words on its category and nowhere else', () => {
    const [list] = named(page, 'ul').filter((one) => textOf(one).includes(' match ('));
    const lines = (list ? named(list, 'li') : []).map(textOf);
    expect(lines[0]).toContain('Published work: good, α of tokens about 0.75.');
    expect(lines[2]).toContain('Published work: poor, α 0.1 to 0.4.');
    expect(lines.at(-1)).not.toContain('Published');
  });

  it('names attribute values that differ, and shows names against each other', () => {
    expect(tableIn(page, 'Attributes of matched pairs: Ana and Ben')[1]?.[3]).toBe(
      'quote form direct / quote form mixed (1); no value given / quote form direct (1)',
    );
    const names = tableIn(page, 'Names given to what both found (rows: Ana, columns: Ben)');
    expect(names[1]).toEqual(['Quotes', '3', '0', '0', '0']);
    expect(names[2]).toEqual(['Claims', '0', '0', '1', '0']);
  });

  it('draws the boundary distances and has their table', () => {
    const rows = tableIn(page, 'All tags: pairs by distance in characters');
    expect(rows[1]).toEqual(['0', '3', '3', '3']);
    expect(rows[4]).toEqual(['3–5', '0', '0', '1']);
    expect(rows.at(-1)).toEqual(['Mean shift', '+0.50', '+0.50', '–']);
    const [bars] = named(page, 'svg').map((svg) => named(svg, 'a'));
    expect(bars?.map(textOf)).toEqual(['3', '1']);
    expect(named(page, 'svg')).toHaveLength(1);
  });

  it('goes article by article, each called by a code that leads to its title', () => {
    const rows = tableIn(page, 'Article by article: Ana and Ben');
    expect(rows[0]?.slice(0, 5)).toEqual(['Article', 'Quotes', 'Claims', 'Framing', 'All tags']);
    expect(rows[1]?.slice(0, 2)).toEqual(['A1', '3 of 5']);
    expect(rows[2]?.slice(0, 5)).toEqual(['A2', '0 of 1', '–', '–', '0 of 1']);
    expect(textOf(page)).toContain('A2 The second article');
  });

  it('says first what was compared and what was left out, in figures that are right', () => {
    expect(tableIn(page, 'Comparisons')).toEqual([
      ['Comparison', 'Articles', 'Text', 'Left out, not read by all'],
      ['Ana and Ben', '2 of 3', '280 characters', 'A3'],
    ]);
    expect(tableIn(pageOfThree, 'Comparisons')).toEqual([
      ['Comparison', 'Articles', 'Text', 'Left out, not read by all'],
      ['Ana and Ben', '2 of 3', '280 characters', 'A3'],
      ['Ana and Cem', '1 of 3', '180 characters', 'A2, A3'],
      ['Ben and Cem', '1 of 3', '180 characters', 'A2, A3'],
      ['All together', '1 of 3', '180 characters', 'A2, A3'],
    ]);
    const [header] = named(pageOfThree, 'header');
    expect(header && textOf(header)).toContain('1 to 2 of 3 in each comparison');
    expect(textOf(page)).toContain('(20 characters of boilerplate with 1 tag left out)');
  });

  it('shows every two of three annotators in one table', () => {
    const rows = tableIn(pageOfThree, 'Every two annotators');
    const value = three.pairs[1]?.pooled.byCategory[0]?.exact.f1.value ?? null;
    const row = rows.find(([tags, who]) => tags === 'Quotes' && who === 'Ana and Cem');
    expect(row?.[3]).toBe(decimals(value));
    expect(textOf(page)).not.toContain('Every two annotators');
    const group = three.group?.pooled.all;
    const measures = tableIn(pageOfThree, 'Measures: the whole group');
    const named = measures.find(([name]) => name?.startsWith('cu-α'));
    expect(named?.at(-1)).toMatch(
      new RegExp(`^${decimals(group?.cuAlpha?.value ?? null)}on `, 'u'),
    );
  });

  it('lists each passage once, with who tagged it how', () => {
    const rows = tableIn(pageOfThree, 'What was tagged, each passage once');
    const words = rows.map(([, , tags]) => tags ?? '');
    expect(words.filter((each) => each.includes('words of a1 in first'))).toEqual([
      expect.stringMatching(/Quotes “words of a1 in first” ?— Ana.*b1.*Ben.*c1.*Cem/u),
    ]);
    expect(rows.find(([, , tags]) => tags?.includes('words of b7'))?.slice(1)).toEqual([
      'A2',
      'Quotes “words of b7 in second”— Ben no tag — Ana',
      'found by some only',
    ]);
    const ids = three.pairs.flatMap(({ items }) => items.flatMap(({ a, b }) => [a, b]));
    for (const id of new Set(ids)) {
      if (id === null || id === 'a5') continue;
      expect(words.join(' ').split(`words of ${id} `)).toHaveLength(2);
    }
  });

  it('names what was left out', () => {
    expect(tableIn(page, 'Boilerplate by article')).toEqual([
      [
        'Article',
        'Characters counted',
        'Characters of boilerplate',
        'Tags left out',
        'Tags cut short',
      ],
      ['The first article', '180', '20', '1', '1'],
    ]);
    const text = textOf(page);
    expect(text).toMatch(/wholly in boilerplate, counted nowhere: 1 ?“words of a6 in first”/u);
    expect(text).toMatch(/counted with what lies outside: 1 ?“words of b6 in first”/u);
    expect(text).toContain('Ana and Ben: 1 article left out: The unread article.');
    expect(text).toContain('Ana and Ben: 1 unit joined with another.');
    const joined = pair.pooled.all.mergedItems.map((index) => pair.items[index]?.b);
    expect(joined).toEqual(['b8', 'b6']);
  });

  it('leads from a count to exactly the items behind it, and from these to their rows', () => {
    const byId = new Map(elements(page).map((one) => [one.attributes.get('id') ?? '', one]));
    const target = (one: Parsed | undefined): Parsed | undefined =>
      byId.get(one?.attributes.get('href')?.slice(1) ?? '');
    const behind = (row: string, column: number): string[] => {
      const found = named(page, 'table').find((one) => textOf(one).startsWith('Counts:'));
      const line = found && named(found, 'tr').find((one) => textOf(one).startsWith(row));
      const cell = line && named(line, 'th', 'td')[column];
      const list = target(cell && named(cell, 'a')[0]);
      if (!list) throw new Error(`${row} leads nowhere.`);
      return named(list, 'a').map((number) => {
        const passage = target(number);
        return passage ? textOf(passage) : '';
      });
    };
    expect(behind('Other attributes', 1)).toEqual([
      expect.stringMatching(/^\d+A1Quotes.*words of a2.*words of b2.*quote form$/u),
    ]);
    expect(behind('Match', 1)).toHaveLength(3);
    expect(behind('Found by both', 2)).toHaveLength(1);
    expect(behind('All items', 1)).toHaveLength(6);
    expect(behind('Only Ben', 1).join()).toContain('words of b7 in second');
    expect(behind('Only Ana', 2).join()).toContain('words not available');
  });

  it('shows hostile names, ids and words as what they are (bad input 89)', () => {
    const hostile = '</style><script>alert("1")</script>\'\u202e\u0000&lt;<img src=x onerror=y>';
    const said = '</style><script>alert("1")</script>\'⟨U+202E⟩␀&lt;<img src=x onerror=y>';
    const other = `${hostile}2`;
    const attack = computeAgreement({
      annotators: [hostile, other],
      articles: [
        {
          id: hostile,
          length: 300,
          annotators: [hostile, other],
          boilerplate: [{ start: 200, end: 300 }],
          tags: [
            tag(hostile, `${hostile}1`, hostile, 0, 9, { [hostile]: hostile }),
            tag(other, `${hostile}2`, hostile, 0, 9, { [hostile]: other }),
            tag(other, `${hostile}3`, hostile, 210, 220),
          ],
        },
      ],
    });
    const same = (id: string): string => id;
    const output = agreementHtml(attack, {
      names: {
        annotator: same,
        category: same,
        attribute: (_category, id) => id,
        value: (_category, _attribute, id) => id,
        article: same,
        tagText: (_article, id) => id,
      },
      links: [],
      generatedAt: hostile,
      generator: hostile,
      codebook: hostile,
      allItems: hostile,
      allFigures: hostile,
    });
    expect(output).not.toMatch(/\u202e|\u0000|<script|<img/u);
    expect(output.match(/<\/style>/gu)).toHaveLength(1);
    const parsed = parsePage(output);
    expect(named(parsed, 'script', 'img')).toEqual([]);
    const names = named(parsed, 'bdi').map(textOf);
    expect(new Set(names)).toEqual(new Set([said, `${said}1`, `${said}2`, `${said}3`]));
    // Outside of what is set apart only the meta element and the fixed sentences could say it.
    const outside = (one: Parsed): string =>
      one.name === 'bdi'
        ? ''
        : one.children
            .map((child) => (typeof child === 'string' ? child : outside(child)))
            .join('');
    expect(outside(parsed)).not.toContain('alert');
  });

  it('cuts long words at a whole character and says how long they are', () => {
    const long = agreementHtml(two, {
      ...options,
      names: { ...options.names, tagText: () => `${'a'.repeat(239)}😀${'b'.repeat(1000)}` },
    });
    expect(long).toContain(`${'a'.repeat(239)}</bdi> …” (1,241 characters in all)`);
    expect(long).not.toContain('\ufffd');
  });

  it('cuts lists short when there are too many items and says where they are', () => {
    const many = Array.from({ length: 6000 }, (_, index) => 10 * index);
    const large = computeAgreement({
      annotators: ['A', 'B'],
      articles: [
        {
          id: 'large',
          length: 60_000,
          annotators: ['A', 'B'],
          boilerplate: [],
          tags: many.flatMap((start, index) => [
            tag('A', `a${String(index)}`, 'quote', start, start + 5),
            tag('B', `b${String(index)}`, index % 2 ? 'quote' : 'claim', start, start + 5),
          ]),
        },
      ],
      categories: ['quote', 'claim'],
    });
    const output = agreementHtml(large, options);
    const parsed = parsePage(output);
    const rest = `more are not shown here, to keep the file small. They are in the program.`;
    expect(textOf(parsed)).toContain(`4,500 ${rest}`);
    const ids = new Set(elements(parsed).map(({ attributes }) => attributes.get('id')));
    for (const { attributes } of named(parsed, 'a')) {
      expect(ids).toContain(attributes.get('href')?.slice(1));
    }
    expect(named(parsed, 'li').length).toBeLessThan(MOST_IN_FILE);
    expect(output.length).toBeLessThan(1_000_000);
  });

  it('stays whole where nobody tagged anything and where there is no article', () => {
    for (const articles of [[{ ...second, tags: [] }], []]) {
      const empty = parsePage(agreementHtml(computeAgreement({ ...request, articles }), options));
      expect(textOf(empty)).toContain('All tags: nobody tagged any.');
      expect(textOf(empty)).not.toMatch(/NaN|undefined|null/u);
    }
  });
});

describe('REPORT_STYLE', () => {
  const luminance = (hex: string): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one: string, other: string): number => {
    const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const palettes = [...REPORT_STYLE.matchAll(/:root \{([^}]*)\}/gu)].map(
    ([, block = '']) =>
      new Map(
        [...block.matchAll(/(--[a-z0-9]+): (#[0-9a-f]{6})/gu)].map(([, key, hex]) => [key, hex]),
      ),
  );

  it.each([
    ['light', palettes[0]],
    ['dark', palettes[1]],
  ])('keeps a readable contrast in %s colours', (_name, palette) => {
    const colour = (name: string): string => palette?.get(name) ?? '';
    for (const ground of ['--page', '--panel']) {
      for (const ink of ['--ink', '--muted', '--link']) {
        expect(contrast(colour(ink), colour(ground)), `${ink} on ${ground}`).toBeGreaterThan(4.5);
      }
    }
    for (const shade of ['--s0', '--s1', '--s2', '--s3', '--s4']) {
      expect(contrast(colour('--ink'), colour(shade)), shade).toBeGreaterThan(4.5);
    }
    expect(contrast(colour('--bar'), colour('--page'))).toBeGreaterThan(3);
  });
});
