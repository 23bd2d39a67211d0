import { describe, expect, it } from 'vitest';

import { IdMap } from '../../collections/id-map.ts';
import { createEventDocument } from '../../event/document.ts';
import type { FindingWord } from '../../event/records.ts';
import { describeSpan } from '../../text/selector.ts';
import { compareEvent } from '../comparison/compare-event.ts';
import type { ComparedFinding } from '../comparison/comparison.ts';
import type { EventToCompare } from '../comparison/input.ts';
import { Renderings } from '../table/renderings.ts';
import { tableOf } from '../table/table.ts';
import {
  ANALYST,
  articleOf,
  EVENT_ID,
  inputOf,
  samplesToCompare,
  uuid,
} from '../testing/compared.ts';
import { evidenceCard, tagCard } from './card.ts';
import { eventReportHtml } from './event-page.ts';
import type { EventReportInput } from './input.ts';

const HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)> | **bold** \u202e';

function reportOf(event: EventToCompare, more: Partial<EventReportInput> = {}): EventReportInput {
  const comparison = compareEvent(event);
  const document = createEventDocument(EVENT_ID);
  return {
    ...{ comparison, document, table: tableOf(comparison, document) },
    renderings: Renderings.of(comparison),
    title: 'Security guarantees',
    nameOf: () => 'An Analyst',
    labelOf: (category, attribute, value) => value ?? attribute ?? category,
    agreement: [],
    generatedAt: '2026-02-03',
    generator: 'Framewise test',
    ...more,
  };
}

const samples = samplesToCompare();
const input = reportOf(samples);

function wordOn(
  finding: ComparedFinding,
  verdict: FindingWord['verdict'],
  id: number,
): FindingWord {
  const places = [finding.here, finding.there].map(({ article, fragments }) => ({
    article: samples.articles[article]?.id ?? '',
    fragments: fragments.map((span) => describeSpan(samples.articles[article]?.text ?? '', span)),
  }));
  const said = { reason: verdict === 'dismissed' ? 'Translation' : null, note: '', verdict };
  return {
    id: uuid(id),
    type: finding.type,
    places,
    ...said,
    creator: ANALYST,
    decided: '2026-02-03',
  };
}

describe('the report of an event', () => {
  const html = eventReportHtml(input);

  it('has every section, and the articles with their hash and shares', () => {
    for (const id of [
      'articles',
      'quotations',
      'findings',
      'coverage',
      'passages',
      'claims',
      'framing',
      'people',
      'method',
      'open',
    ]) {
      expect(html).toContain(`<section id="${id}"`);
    }
    for (const { id } of samples.articles) expect(html).toContain(id);
    expect(html).not.toContain('id="agreement"');
    expect(html).toContain(
      'share 80 words in runs of seven and more; 25 of them outside quotations.',
    );
  });

  it('shows what differs with words and not with colour alone', () => {
    expect(html).toContain('<ins>and unethical</ins>');
    expect(html).toMatch(/<del>[^<]+<\/del>/u);
    expect(html).toContain('Zelenskiy');
  });

  it('runs nothing, asks for nothing and is always the same', () => {
    expect(html).not.toMatch(/<script|<img|<link|<iframe|\son\w+=|src=|url\(|@import|https?:/iu);
    expect(html.match(/href="[^#]/gu)).toBeNull();
    expect(html).toContain("default-src 'none'");
    expect(eventReportHtml(reportOf(samples))).toBe(html);
  });

  it('has confirmed findings, open ones apart, and counts those dismissed with their reason', () => {
    const [first, second] = input.comparison.findings;
    if (!first || !second) throw new Error('The samples have no findings.');
    const words = [wordOn(first, 'confirmed', 1), wordOn(second, 'dismissed', 2)];
    const decided = eventReportHtml({
      ...input,
      document: { ...createEventDocument(EVENT_ID), findingWords: IdMap.from(words) },
    });
    expect(decided).toContain('Confirmed by <bdi>An Analyst</bdi>, 2026-02-03.');
    expect(decided).toContain('1 finding dismissed; 1 <bdi>Translation</bdi>.');
    expect(decided).toContain('6 findings not decided');
  });

  it('knows what was said of a finding whichever of its two places comes first', () => {
    const [first] = input.comparison.findings;
    if (!first) throw new Error('The samples have no findings.');
    const word = wordOn(first, 'confirmed', 1);
    const turned = { ...word, places: word.places.toReversed() };
    const decided = eventReportHtml({
      ...input,
      document: { ...createEventDocument(EVENT_ID), findingWords: IdMap.from([turned]) },
    });
    expect(decided).toContain('Confirmed by <bdi>An Analyst</bdi>, 2026-02-03.');
    expect(decided).toContain('7 findings not decided');
  });

  it('takes what anybody wrote for words', () => {
    const text = `He said “${HOSTILE} words of it” today.`;
    const articles = [`${text}`, `${text} Again.`].map((each) =>
      articleOf(each, { title: HOSTILE, outlet: HOSTILE, published: HOSTILE }),
    );
    const hostile = eventReportHtml(
      reportOf(inputOf(articles, { comparesOneTexts: true }), {
        title: HOSTILE,
        nameOf: () => HOSTILE,
      }),
    );
    expect(hostile).not.toMatch(/<script|<img/iu);
    expect(hostile).not.toContain('\u202e');
    expect(hostile).toContain('&lt;script&gt;');
  });

  it('names articles shortly, each by a name of its own that leads to its title', () => {
    const outlets = ['AFP', 'AFP', null, 'Reuters'];
    const articles = outlets.map((outlet, at) =>
      articleOf(`He said “we have only seen what number ${at} saw before us”.`, {
        title: `A title that is as long as a sentence, ${at}`,
        outlet,
      }),
    );
    const html = eventReportHtml(reportOf(inputOf(articles)));
    expect(html.match(/<th scope="row" id="article-\d"><bdi>[^<]+/gu)).toEqual(
      ['AFP 1', 'AFP 2', 'Article 3', 'Reuters'].map(
        (name, at) => `<th scope="row" id="article-${at + 1}"><bdi>${name}`,
      ),
    );
    expect(html.match(/A title that is as long as a sentence, 2/gu)).toHaveLength(1);
    for (const [, at] of html.matchAll(/href="#article-(\d+)"/gu)) {
      expect(html).toContain(`id="article-${at}"`);
    }
  });

  it('is made of an event with one article, and of one with none', () => {
    expect(eventReportHtml(reportOf(inputOf([])))).toContain('No claim has been tagged.');
    expect(eventReportHtml(reportOf(inputOf([articleOf('He said “no”.')])))).toContain('“no”');
  });
});

describe('the evidence card', () => {
  const cardOf = (report: EventReportInput, row: number, article: number): string => {
    const own = report.table.rows[row];
    const rendering = own?.cells[article]?.renderings[0];
    if (!own || !rendering) throw new Error('There is no such cell.');
    const { comparison, table, renderings } = report;
    return evidenceCard({ comparison, table, row: own, rendering, renderings, linked: null });
  };

  it('has the words, what stands around them, the place in both units, class, speaker and the others', () => {
    const card = cardOf(input, 0, 0);
    expect(card).toContain('**“We cannot agree that security issues');
    expect(card).toContain('UTF-16 605–751; code points 605–751');
    expect(card).toContain(`SHA-256 ${samples.articles[0]?.id ?? ''}`);
    expect(card).toContain('≈ altered; base: Outlet 002');
    expect(card).toContain('**+[issues');
    expect(card.match(/^- Outlet 00\d: /gmu)).toHaveLength(5);
    expect(card).toContain('Linked: not yet; proposed by the program');
  });

  it('has of a tag that is in no table what was said of it, in place of outlets', () => {
    const [article] = input.comparison.articles;
    if (!article) throw new Error('There is no first sample.');
    const start = article.text.indexOf('cannot agree');
    const passage = { words: 'cannot agree', fragments: [{ start, end: start + 12 }] };
    const facts = [['Tag', 'Framing, by An Analyst'] as const, ['Note', '*odd*'] as const];
    const card = tagCard({ article, passage, facts });
    expect(card).toContain('**cannot agree**');
    expect(card).toContain('- Tag: Framing, by An Analyst\n- Note: \\*odd\\*\n- Place: UTF-16 ');
    expect(card).toContain(`SHA-256 ${article.id}`);
  });

  it('makes no mark of Markdown and no tag of words', () => {
    const articles = [articleOf(`He said “${HOSTILE} of it”.`, { title: HOSTILE, outlet: null })];
    const card = cardOf(reportOf(inputOf(articles)), 0, 0);
    expect(card).not.toMatch(/(?<!\\)<script/u);
    expect(card).toContain(String.raw`\*\*bold\*\*`);
    expect(card).toContain(String.raw`\|`);
  });
});
