import {
  h,
  serializePage,
  written,
  type Child,
  type HtmlElement,
} from '../../agreement/report/page/html.ts';
import { REPORT_STYLE } from '../../agreement/report/page/html-style.ts';
import { countOf } from '../../numbers.ts';
import { articleName, leftOutInWords } from '../sentences/names.ts';
import { withShortNames } from './article-codes.ts';
import { articlesContent } from './articles.ts';
import { claimsContent } from './claims.ts';
import { coverageContent, familiesContent } from './families.ts';
import { findingsAnnex, findingsContent, sortFindings } from './findings.ts';
import { framingContent } from './framing.ts';
import { METHOD } from './method.ts';
import { passagesContent } from './passages.ts';
import { peopleContent } from './people.ts';
import type { EventReportInput } from './input.ts';
import { EVENT_STYLE } from './style.ts';

interface Section {
  readonly id: string;
  readonly title: string;
  readonly content: readonly Child[];
}

/**
 * An event as one HTML file that needs nothing else: it runs no script, asks for no other file and can be
 * printed. The same input always gives the same file.
 */
export function eventReportHtml(given: EventReportInput): string {
  const input = { ...given, comparison: withShortNames(given.comparison) };
  const findings = sortFindings(input);
  const sections: readonly Section[] = [
    { id: 'articles', title: 'Articles', content: articlesContent(input) },
    { id: 'quotations', title: 'Quotations side by side', content: familiesContent(input) },
    { id: 'findings', title: 'Findings', content: findingsContent(input, findings) },
    { id: 'coverage', title: 'Who has what', content: coverageContent(input) },
    { id: 'passages', title: 'Shared passages', content: passagesContent(input) },
    { id: 'claims', title: 'Claims', content: claimsContent(input) },
    { id: 'framing', title: 'Framing', content: framingContent(input) },
    { id: 'people', title: 'People and spellings', content: peopleContent(input) },
    ...(input.agreement.length > 0
      ? [{ id: 'agreement', title: 'Agreement', content: input.agreement }]
      : []),
    { id: 'method', title: 'Method and limits', content: [...METHOD, leftOut(input)] },
    { id: 'open', title: 'Annex: findings not decided', content: findingsAnnex(input, findings) },
  ];
  return serializePage({
    lang: 'en',
    title: `${input.title}: event compared`,
    meta: [
      {
        'http-equiv': 'Content-Security-Policy',
        content: "default-src 'none'; style-src 'unsafe-inline'",
      },
      { name: 'viewport', content: 'width=device-width, initial-scale=1' },
      { name: 'color-scheme', content: 'light dark' },
      { name: 'generator', content: input.generator },
    ],
    style: `${REPORT_STYLE}\n${EVENT_STYLE}`,
    body: [
      headerOf(input),
      h(
        'nav',
        { 'aria-label': 'Contents' },
        h('p', {}, 'Contents'),
        h(
          'ul',
          {},
          ...sections.map(({ id, title }) => h('li', {}, h('a', { href: `#${id}` }, title))),
        ),
      ),
      h('main', {}, ...sections.map(sectionElement)),
      h('footer', {}, h('p', { class: 'muted' }, 'Made by ', written(input.generator), '.')),
    ],
  });
}

function sectionElement({ id, title, content }: Section, index: number): HtmlElement {
  return h(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    h('h2', { id: `${id}-title`, class: index === 0 ? 'first' : undefined }, title),
    ...content,
  );
}

function headerOf(input: EventReportInput): HtmlElement {
  const { comparison, table, title, generatedAt, generator } = input;
  const families = table.rows.filter(({ places }) => places > 1);
  const facts: readonly (readonly [string, readonly Child[]])[] = [
    ['Articles', [articlesInShort(comparison)]],
    [
      'Quotations',
      [
        `${countOf(comparison.items.length, 'quotation')}; ${countOf(families.length, 'family', 'families')} of two and more`,
      ],
    ],
    ['Made', [written(generatedAt), ' by ', written(generator)]],
  ];
  return h(
    'header',
    {},
    h('h1', {}, written(title)),
    h('dl', {}, ...facts.flatMap(([term, said]) => [h('dt', {}, term), h('dd', {}, ...said)])),
    h(
      'p',
      {},
      'The same event as several outlets tell it. What is called linked, confirmed or checked was decided by a person; everything else is proposed by the program.',
    ),
  );
}

/** How many, and whose where anybody has said so. */
function articlesInShort({ articles }: EventReportInput['comparison']): HtmlElement {
  const names = articles.map((article) => articleName(article));
  const isNamed = names.some((name) => !/^Article \d+$/u.test(name));
  return written(`${countOf(articles.length, 'article')}${isNamed ? `: ${names.join(', ')}` : ''}`);
}

function leftOut({ comparison }: EventReportInput): HtmlElement | null {
  const said = leftOutInWords(comparison.leftOut);
  return said === '' ? null : h('p', {}, said);
}
