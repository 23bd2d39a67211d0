import { h, joined, labelled, type Child, type HtmlElement } from './html.ts';
import { tagLines, type Linking, type ListOwner } from './html-lists.ts';
import type { ListRoom } from './html-room.ts';
import { articleName, pairName, type ReportNames } from './html-names.ts';
import type { AgreementReport, ArticleCoverage } from '../report.ts';
import { countOf, grouped } from '../../../numbers.ts';

/** Titles of articles in one sentence. */
const MOST_TITLES = 200;

/** Says what no figure counts and why: boilerplate, articles not read by all, joined tags. */
export function leftOutContent(
  report: AgreementReport,
  names: ReportNames,
  room: ListRoom,
  /** Where the numbers on all tags of a pair or of the group lead. */
  linkingOf: (owner: ListOwner) => Linking,
): Child[] {
  return [
    ...boilerplateContent(report.articles, names, room),
    ...unreadContent(report, names),
    ...joinedContent(report, names, linkingOf),
  ];
}

/** Who is compared: every two annotators, then the group where there is one. */
function owners({ pairs, group }: AgreementReport, names: ReportNames) {
  return [
    ...pairs.map((pair, index) => ({ owner: index, who: pairName(names, pair), of: pair })),
    ...(group ? [{ owner: 'group' as const, who: ['The whole group'], of: group }] : []),
  ];
}

/** What boilerplate took out of each article, and the tags that went with it. */
function boilerplateContent(
  articles: readonly ArticleCoverage[],
  names: ReportNames,
  room: ListRoom,
): Child[] {
  const affected = articles.filter(
    ({ boilerplate, excludedTags, clippedTags }) =>
      boilerplate > 0 || excludedTags.length > 0 || clippedTags.length > 0,
  );
  const title = h('h3', {}, 'Boilerplate');
  if (affected.length === 0) return [title, h('p', {}, 'No article has boilerplate.')];
  return [
    title,
    h('p', {}, 'Boilerplate counts neither as text nor in any number.'),
    coverageTable(affected, names),
    ...affected.flatMap(({ article, excludedTags, clippedTags }, index) => [
      namedTags(
        `left-out-${index + 1}`,
        [articleName(names, article), ': tags wholly in boilerplate, counted nowhere'],
        article,
        excludedTags,
        names,
        room,
      ),
      namedTags(
        `cut-short-${index + 1}`,
        [
          articleName(names, article),
          ': tags partly in boilerplate, counted with what lies outside',
        ],
        article,
        clippedTags,
        names,
        room,
      ),
    ]),
  ];
}

/** The articles that somebody compared has not read. */
function unreadContent(report: AgreementReport, names: ReportNames): Child[] {
  const leftOut = owners(report, names).filter(({ of }) => of.leftOutArticles.length > 0);
  return [
    h('h3', {}, 'Articles'),
    leftOut.length === 0
      ? h('p', {}, 'Everybody has read every article.')
      : h(
          'p',
          {},
          'An article that somebody compared has not read is left out of that comparison.',
        ),
    ...leftOut.map(({ who, of: { leftOutArticles: ids } }) =>
      h(
        'p',
        {},
        ...who,
        `: ${countOf(ids.length, 'article')} left out: `,
        ...joined(
          ids.slice(0, MOST_TITLES).map((id) => articleName(names, id)),
          ', ',
        ),
        ids.length > MOST_TITLES ? ` and ${grouped(ids.length - MOST_TITLES)} more.` : '.',
      ),
    ),
  ];
}

/** The tags that overlap one of the same annotator and category, which some measures take as one. */
function joinedContent(
  report: AgreementReport,
  names: ReportNames,
  linkingOf: (owner: ListOwner) => Linking,
): Child[] {
  const merged = owners(report, names).filter(({ of }) => of.pooled.all.mergedUnits > 0);
  return [
    h('h3', {}, 'Overlapping tags'),
    merged.length === 0
      ? h('p', {}, 'No tags had to be joined for a measure.')
      : h(
          'p',
          {},
          'The u-α family and α_U cannot take tags of one annotator and category that overlap. For these measures alone they were joined:',
        ),
    ...merged.map(({ owner, who, of }) => {
      const { mergedUnits, mergedItems } = of.pooled.all;
      const { lists, scope } = linkingOf(owner);
      const units = countOf(mergedUnits, 'unit');
      const link = lists.link(scope, mergedItems, ['Joined with another'], units);
      return h('p', {}, ...who, ': ', link, ' joined with another.');
    }),
  ];
}

function coverageTable(articles: readonly ArticleCoverage[], names: ReportNames): HtmlElement {
  const columns = [
    'Article',
    'Characters counted',
    'Characters of boilerplate',
    'Tags left out',
    'Tags cut short',
  ];
  return h(
    'table',
    { class: 'measures' },
    h('caption', {}, 'Boilerplate by article'),
    h('thead', {}, h('tr', {}, ...columns.map((column) => h('th', { scope: 'col' }, column)))),
    h(
      'tbody',
      {},
      ...articles.map((one, index) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, articleName(names, one.article)),
          ...[
            grouped(one.counted),
            grouped(one.boilerplate),
            linkTo(`left-out-${index + 1}`, one.excludedTags),
            linkTo(`cut-short-${index + 1}`, one.clippedTags),
          ].map((cell, place) => labelled([columns[place + 1] ?? ''], cell)),
        ),
      ),
    ),
  );
}

/** How many tags, as a link to where they are named. */
function linkTo(id: string, tags: readonly string[]): Child {
  return tags.length === 0 ? '0' : h('a', { href: `#${id}` }, grouped(tags.length));
}

function namedTags(
  id: string,
  title: readonly Child[],
  article: string,
  tags: readonly string[],
  names: ReportNames,
  room: ListRoom,
): Child {
  if (tags.length === 0) return null;
  return h(
    'section',
    { id },
    h('h4', {}, ...title, `: ${grouped(tags.length)}`),
    ...tagLines(article, tags, names, room),
  );
}
