// The report as one page that needs nothing else, for people who have never seen the program.
// What is said in it is decided in core/agreement/report; how the window draws it, in renderer/agreement.
import { linkContent } from './html-links.ts';
import type { PairLinks } from '../link-figures.ts';
import { h, joined, serializePage, written, type Child, type HtmlElement } from './html.ts';
import { articlesInWords, comparedContent } from './html-compared.ts';
import { sentence, type Scoped } from './html-comparison.ts';
import { categoryConfusion, countsTable } from './html-figures.ts';
import { findPassages, passageTable, type Passages } from './html-items.ts';
import {
  categoryNumbers,
  createItemLists,
  MOST_IN_FILE,
  partId,
  placeCategoryItems,
  type ItemLists,
  type Linking,
  type ListOwner,
} from './html-lists.ts';
import {
  articlesTable,
  attributeTable,
  groupMeasures,
  pairMeasures,
  pairsTable,
} from './html-measures.ts';
import { MEASURE_NAMES, MOST_ARTICLES, pairName, type ReportNames } from './html-names.ts';
import { leftOutContent } from './html-left-out.ts';
import type { ListRoom } from './html-room.ts';
import { REPORT_STYLE } from './html-style.ts';
import { distanceHistogram, distanceTable } from './plots.ts';
import type { AgreementReport, ComparisonSet, GroupReport, PairReport } from '../report.ts';
import type { Comparison } from '../../measures/comparison.ts';
import { countOf } from '../../../numbers.ts';

/** What the page needs besides the figures. */
export interface ReportHtmlOptions {
  readonly names: ReportNames;
  /** When the report was made, as it is to be shown. */
  readonly generatedAt: string;
  /** Name and version of the program. */
  readonly generator: string;
  /** Name and version of the codebook. */
  readonly codebook: string;
  /** A sentence on where all items can be found when the lists are cut short. */
  readonly allItems: string;
  /** A sentence on where the figures of all articles can be found when their tables are cut short. */
  readonly allFigures: string;
  /** On which passages they agree to belong together. */
  readonly links: readonly PairLinks[];
}

/** What every part of the page is made from. */
interface Context {
  readonly report: AgreementReport;
  readonly names: ReportNames;
  readonly options: ReportHtmlOptions;
  readonly lists: ItemLists;
  readonly room: ListRoom;
  readonly passages: Passages;
}

/**
 * The report as one HTML file that needs nothing else: it runs no script, asks for no other file
 * and can be printed. The same report always gives the same file.
 */
export function agreementHtml(report: AgreementReport, options: ReportHtmlOptions): string {
  const context: Context = {
    report,
    names: options.names,
    options,
    lists: createItemLists(),
    room: { left: MOST_IN_FILE, rest: options.allItems },
    passages: findPassages(report),
  };
  report.pairs.forEach(({ pooled }, index) => {
    scopedSet(context, index, '', pooled).byCategory.forEach(({ comparison, linking }, c) =>
      placeCategoryItems(context.lists, linking.scope, index, c, comparison.counts),
    );
  });
  const sections: readonly Section[] = [
    {
      id: 'compared',
      title: ['What was compared'],
      content: comparedContent(report, context.names),
    },
    { id: 'words', title: ['In words and counts'], content: wordsContent(context) },
    ...(report.annotators.length > 2
      ? [{ id: 'matrix', title: ['Every two annotators'], content: matrixContent(context) }]
      : []),
    ...report.pairs.map((pair, index) => ({
      id: `pair-${index + 1}`,
      title: ['Figures: ', ...pairName(context.names, pair)],
      content: pairContent(context, pair, index),
    })),
    ...(report.group
      ? [
          {
            id: 'group',
            title: ['Figures: the whole group'],
            content: groupContent(context, report.group),
          },
        ]
      : []),
    ...linkSections(context),
    {
      id: 'left-out',
      title: ['What was left out'],
      content: leftOutContent(report, options.names, context.room, (owner) =>
        linkingOfAll(context, owner),
      ),
    },
    { id: 'measures', title: ['How to read the measures'], content: [MEASURES_EXPLAINED] },
    { id: 'items', title: ['Items behind the numbers'], content: itemsContent(context) },
  ];
  return serializePage({
    lang: 'en',
    title: 'Agreement between annotators',
    meta: [
      {
        'http-equiv': 'Content-Security-Policy',
        content: "default-src 'none'; style-src 'unsafe-inline'",
      },
      { name: 'viewport', content: 'width=device-width, initial-scale=1' },
      { name: 'color-scheme', content: 'light dark' },
      { name: 'generator', content: options.generator },
    ],
    style: REPORT_STYLE,
    body: [
      headerOf(context),
      h(
        'nav',
        { 'aria-label': 'Contents' },
        h('p', {}, 'Contents'),
        h(
          'ul',
          {},
          ...sections.map(({ id, title }) => h('li', {}, h('a', { href: `#${id}` }, ...title))),
        ),
      ),
      h('main', {}, ...sections.map(sectionElement)),
      h('footer', {}, h('p', { class: 'muted' }, 'Made by ', written(options.generator), '.')),
    ],
  });
}

/** One section where two people at least have families, else none. */
function linkSections({ options, names }: Context): Section[] {
  if (options.links.length === 0) return [];
  const title = ['Which passages belong together'];
  return [{ id: 'links', title, content: linkContent(options.links, names) }];
}

interface Section {
  readonly id: string;
  readonly title: readonly Child[];
  readonly content: readonly Child[];
}

function sectionElement({ id, title, content }: Section, index: number): HtmlElement {
  return h(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    h('h2', { id: `${id}-title`, class: index === 0 ? 'first' : undefined }, ...title),
    ...content,
  );
}

function headerOf({ report, names, options }: Context): HtmlElement {
  const facts: readonly (readonly [string, readonly Child[]])[] = [
    [
      'Annotators',
      joined(
        report.annotators.map((id) => written(names.annotator(id))),
        ', ',
      ),
    ],
    ['Articles compared', [articlesInWords(report)]],
    ['Codebook', [written(options.codebook)]],
    ['Made', [written(options.generatedAt), ' by ', written(options.generator)]],
  ];
  return h(
    'header',
    {},
    h('h1', {}, 'Agreement between annotators'),
    h('dl', {}, ...facts.flatMap(([term, said]) => [h('dt', {}, term), h('dd', {}, ...said)])),
    h(
      'p',
      {},
      'Read the words and counts first, and each category by itself before all tags together. ' +
        'Every item is listed once, at the end; numbers lead there. Figures on fewer than 10 items are too few to interpret.',
    ),
  );
}

function annotatorsOf({ names }: Context, { a, b }: PairReport): readonly [Child, Child] {
  return [written(names.annotator(a)), written(names.annotator(b))];
}

const ALL_TAGS = 'All tags';

/** Gives each comparison of a set its name and says where its numbers lead. */
function scopedSet<C extends { readonly category: string | null }>(
  { names, lists }: Context,
  owner: ListOwner,
  keyPrefix: string,
  { byCategory, all }: ComparisonSet<C>,
): { readonly byCategory: readonly Scoped<C>[]; readonly all: Scoped<C> } {
  const scoped = (comparison: C, key: string, leadsTo: string): Scoped<C> => {
    const { category } = comparison;
    const about = category === null ? ALL_TAGS : written(names.category(category));
    const scope = { owner, key: `${keyPrefix}${key}`, about: [about], all: leadsTo };
    return { comparison, about, linking: { lists, scope } };
  };
  const whole = owner === 'group' ? 'items' : pairItemsId(owner);
  return {
    byCategory: byCategory.map((comparison, index) =>
      scoped(comparison, `c${index}`, owner === 'group' ? 'items' : partId(owner, index, 'all')),
    ),
    all: scoped(all, 'all', whole),
  };
}

/** Id of where the items of a pair are named. */
function pairItemsId(pair: number): string {
  return `items-${pair + 1}`;
}

/** Where the numbers on all tags of an owner lead. */
function linkingOfAll({ lists }: Context, owner: ListOwner): Linking {
  const all = owner === 'group' ? 'items' : pairItemsId(owner);
  return { lists, scope: { owner, key: 'all', about: [ALL_TAGS], all } };
}

/** Each category by itself, then all together. */
function inOrder<C>(set: {
  readonly byCategory: readonly Scoped<C>[];
  readonly all: Scoped<C>;
}): readonly Scoped<C>[] {
  return [...set.byCategory, set.all];
}

function wordsContent(context: Context): Child[] {
  const { pairs } = context.report;
  return pairs.flatMap((pair, index) => {
    const annotators = annotatorsOf(context, pair);
    const scoped = inOrder(scopedSet(context, index, '', pair.pooled));
    return [
      h('h3', {}, ...pairName(context.names, pair)),
      h(
        'ul',
        {},
        ...scoped.map(({ comparison, about }) =>
          h(
            'li',
            {},
            ...sentence(comparison.counts, about, annotators),
            comparison.published
              ? h('span', { class: 'muted' }, ` ${comparison.published.words}`)
              : null,
          ),
        ),
      ),
      countsTable(['Counts: ', ...pairName(context.names, pair)], scoped, annotators),
    ];
  });
}

function matrixContent(context: Context): Child[] {
  const { report, names } = context;
  const columns = report.pairs.map(({ pooled }, index) =>
    inOrder(scopedSet(context, index, '', pooled)),
  );
  return [pairsTable(report, names, (pair) => columns[pair] ?? [])];
}

function pairContent(context: Context, pair: PairReport, index: number): Child[] {
  const { report, names, options } = context;
  const annotators = annotatorsOf(context, pair);
  const scoped = scopedSet(context, index, '', pair.pooled);
  const isTagged = ({ comparison }: Scoped<Comparison>): boolean =>
    comparison.counts.all.length > 0;
  const columns = [...scoped.byCategory.filter(isTagged), scoped.all];
  const places = pair.pooled.byCategory.flatMap(({ counts }, place) =>
    counts.all.length > 0 ? [place] : [],
  );
  const shown = pair.byArticle.slice(0, MOST_ARTICLES);
  const lines = shown.map((set, place) => {
    const ofArticle = scopedSet(context, index, `a${place} `, set);
    const byCategory = places.flatMap((at) => ofArticle.byCategory[at] ?? []);
    return { article: set.article, columns: [...byCategory, ofArticle.all] };
  });
  const over = pair.byArticle.length - shown.length;
  const { boundaries } = scoped.all.comparison;
  const name = pairName(names, pair);
  return [
    h(
      'p',
      {},
      `${countOf(pair.articles.length, 'article')} that both have read; `,
      annotators[0],
      ' comes first and is the reference.',
    ),
    pairMeasures(['Measures: ', ...name], columns, names),
    attributeTable(['Attributes of matched pairs: ', ...name], scoped.byCategory, names),
    boundaries.pairs === 0
      ? null
      : h(
          'div',
          { class: 'distances' },
          categoryConfusion(scoped.all.linking, pair.items, report.categories, names, annotators),
          h(
            'figure',
            {},
            h('figcaption', {}, 'All tags: start and end apart, added up, in characters'),
            distanceHistogram(scoped.all.linking, boundaries),
          ),
          distanceTable(scoped.all.linking, boundaries, ['All tags']),
        ),
    articlesTable(
      ['Article by article: ', ...name],
      lines,
      columns.map(({ about }) => about),
      report,
    ),
    over > 0
      ? h('p', {}, `${countOf(over, 'more article')} not shown here. ${options.allFigures}`)
      : null,
  ];
}

function groupContent(context: Context, group: GroupReport): Child[] {
  const { names } = context;
  return [
    h(
      'p',
      {},
      `${countOf(group.annotators.length, 'annotator')}, ${countOf(group.articles.length, 'article')} that all have read, ${countOf(group.tags.length, 'tag')}. The figures count tags.`,
    ),
    groupMeasures(
      ['Measures: the whole group'],
      inOrder(scopedSet(context, 'group', '', group.pooled)),
      names,
    ),
  ];
}

function itemsContent(context: Context): Child[] {
  const { report, names, room, passages } = context;
  const { content, shown } = passageTable(report, passages, names, room);
  return [
    ...content,
    ...report.pairs.map((pair, index) =>
      h(
        'section',
        { id: pairItemsId(index), class: 'of-pair' },
        h('h3', {}, 'Which of them the numbers count: ', ...pairName(names, pair)),
        ...scopedSet(context, index, '', pair.pooled).byCategory.flatMap(
          ({ comparison: { counts }, about }, category) =>
            counts.all.length === 0
              ? []
              : [
                  categoryNumbers(
                    { pair, index, names, room, passages, shown },
                    category,
                    counts,
                    about,
                  ),
                ],
        ),
      ),
    ),
  ];
}

/** What each measure tells, in the order in which they are shown. */
export const MEASURES_EXPLAINED: HtmlElement = h(
  'dl',
  {},
  ...(
    [
      ['Match', 'Both found it and gave it the same name; boundaries and attributes may differ.'],
      [
        'Exact F1',
        'Same start, same end and same name. Precision and recall take the first annotator as the reference.',
      ],
      ['Overlap F1', 'Same name and at least one character in common.'],
      [
        'Boundary distance',
        'How far the starts and the ends of a pair lie apart, added up. Characters are UTF-16 code units. A shift above 0 means that the second annotator’s boundary lies later.',
      ],
      ['|u-α', 'Was the same text found, whatever it was called? 1 is perfect, 0 is chance.'],
      ['cu-α', 'Was text that both tagged given the same name? 1 is perfect, 0 is chance.'],
      [
        'Attributes',
        'Compared on matched pairs in which both gave a value; α corrects the agreement for chance.',
      ],
      [MEASURE_NAMES.partialF1, 'As exact F1, but a pair that only overlaps counts half.'],
      [
        `${MEASURE_NAMES.jaccard}, ${MEASURE_NAMES.characterF1}`,
        'Characters that both tagged with the same name: of all that either tagged, and against what each tagged on average.',
      ],
      [
        'κ, π and α of characters',
        'Every character is an item, tagged or not. Cohen’s κ takes chance from each annotator’s own habits, Scott’s π and Fleiss’ κ from those of all, Krippendorff’s α likewise and corrected for few items. Much untagged text raises all of them.',
      ],
      ['u-α', 'Place and name in one figure, stretch by stretch. 1 is perfect, 0 is chance.'],
      ['α_U', 'Krippendorff’s older measure of where stretches lie, category by category.'],
      [
        'γ',
        'The best alignment of all tags against that of tags placed at random. Chance is sampled, always from the same beginning: the same tags give the same figure.',
      ],
      ['(k)u-α', 'cu-α for one name alone: how reliably it is given where both tagged.'],
      [
        'No value',
        'The measure has no meaning here; the reason stands beside it. It is neither 0 nor 1.',
      ],
      ['Too few', 'Fewer than 10 items: the value may be far off and is not to be interpreted.'],
    ] as const
  ).flatMap(([term, said]) => [h('dt', {}, term), h('dd', {}, said)]),
);
