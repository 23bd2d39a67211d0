// What a page says of itself: title, outlet, authors and dates, from its head, its linked data and what is seen.
// What of it is the article's text is decided in core/sources/page.
import { DETAIL_NAMES, type Detail, type DetailName, type Details } from '../../reading.ts';
import { isoMoment } from '../../written-moment.ts';
import { oneLine, type PageHead } from './head.ts';
import { hostOf, webAddress } from './web-address.ts';

/** A value that somebody gave, and where. */
type Given = readonly [value: string | null | undefined, from: string];

/** What the blocks say of the article where the head says nothing. */
export interface SeenDetails {
  /** The headline that is seen. */
  readonly headline: Given | null;
  readonly byline: Given | null;
  readonly date: Given | null;
}

/** Values longer than this are no title and no name. */
const LONGEST = 1000;

/** Names of `<meta>`, the usual ones first. */
const METAS = {
  title: ['og:title', 'twitter:title', 'dc.title', 'parsely-title'],
  outlet: ['og:site_name', 'application-name', 'dc.publisher'],
  author: ['author', 'article:author', 'dc.creator', 'parsely-author', 'sailthru.author', 'byl'],
  published: [
    ...['article:published_time', 'og:published_time', 'datepublished', 'date', 'dc.date.issued'],
    ...[
      'dc.date',
      'dcterms.created',
      'pubdate',
      'publish-date',
      'parsely-pub-date',
      'sailthru.date',
    ],
  ],
  modified: [
    ...['article:modified_time', 'og:updated_time', 'datemodified', 'last-modified'],
    'dcterms.modified',
  ],
  language: ['og:locale', 'content-language'],
} as const;

/** The article's details, each from the first place that has it: JSON-LD, meta, time, what is seen. */
export function findDetails(
  head: PageHead,
  seen: SeenDetails,
  outside: string | undefined,
): Details {
  const { article, saved } = head;
  const metas = (name: keyof typeof METAS): Given[] =>
    METAS[name].map((each) => {
      const found = head.metas.get(each);
      return [found?.value, found?.from ?? ''];
    });
  const address = addressOf(head, outside);
  const authors = metas('author').map(([value, from]): Given => [
    isAddress(value) ? null : value,
    from,
  ]);
  const given: Record<DetailName, readonly (Given | null)[]> = {
    title: [
      [article?.headline, 'JSON-LD headline'],
      ...metas('title'),
      seen.headline,
      [head.title, '<title>'],
    ],
    outlet: [
      [article?.publisher, 'JSON-LD publisher'],
      ...metas('outlet'),
      [hostOf(address?.[0] ?? saved.url ?? undefined), 'the host of its address'],
    ],
    author: [[article?.author, 'JSON-LD author'], ...authors, seen.byline],
    published: [
      [article?.published, 'JSON-LD datePublished'],
      ...metas('published'),
      timeOf(head, 'published'),
      timeOf(head, null),
      seen.date,
    ],
    modified: [
      [article?.modified, 'JSON-LD dateModified'],
      ...metas('modified'),
      timeOf(head, 'modified'),
    ],
    url: [address],
    language: [
      [head.language, '<html lang>'],
      [article?.language, 'JSON-LD inLanguage'],
      ...metas('language'),
    ],
  };
  const details: Partial<Record<DetailName, Detail>> = {};
  for (const name of DETAIL_NAMES) {
    const detail = firstOf(given[name]);
    if (detail)
      details[name] = name === 'published' || name === 'modified' ? dated(detail) : detail;
  }
  return details;
}

const timeOf = ({ times }: PageHead, role: 'published' | 'modified' | null): Given => [
  times.find((each) => each.role === role)?.datetime,
  '<time datetime>',
];

function firstOf(given: readonly (Given | null)[]): Detail | null {
  for (const each of given) {
    if (!each) continue;
    const [value, from] = each;
    const line = oneLine(value ?? '').slice(0, LONGEST);
    if (line !== '' && !/^(?:null|undefined|n\/a|none)$/iu.test(line)) return { value: line, from };
  }
  return null;
}

function dated(detail: Detail): Detail {
  const iso = isoMoment(detail.value);
  return iso === undefined ? detail : { ...detail, iso };
}

const isAddress = (value: string | null | undefined): boolean =>
  /^(?:https?:)?\/\/|^@/iu.test(value ?? '');

/** Only addresses of the web: what a link could run or carry is never stored. */
function addressOf(head: PageHead, outside: string | undefined): readonly [string, string] | null {
  const base = webAddress(outside) ?? webAddress(head.saved.url) ?? webAddress(head.base);
  const given: readonly Given[] = [
    [head.canonical, '<link rel="canonical">'],
    [head.metas.get('og:url')?.value, '<meta property="og:url">'],
    [head.article?.url, 'JSON-LD url'],
    [outside, 'what the page came in'],
    [head.saved.url, 'the note of the program that saved the page'],
  ];
  for (const [value, from] of given) {
    const address = webAddress(value, base);
    if (address !== undefined) return [address, from];
  }
  return null;
}
