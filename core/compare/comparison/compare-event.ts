import { groupBy } from '../../collections/order.ts';
import { findingKey } from '../../event/places.ts';
import { PeopleBook } from '../../people/people-book.ts';
import { countNames } from '../../people/names-in-tags.ts';
import { readEvent, type ComparedEvent, type Item } from '../evidence/items.ts';
import type { Speakers } from '../evidence/speakers.ts';
import { speakersOfEvent } from '../evidence/speakers-of-event.ts';
import { buildFamilies, numbered, withGiven, type Families } from '../families/families.ts';
import { NOTHING_FORBIDDEN, type Forbidden } from '../families/links.ts';
import { OfferFinder } from '../families/offers.ts';
import { figuresOf } from '../findings/figure-findings.ts';
import type { Figure } from '../findings/figures.ts';
import type { FamilyOfItems, Finding, Place } from '../findings/finding.ts';
import { findFindings } from '../findings/findings.ts';
import { findSharedPassages, type SharedPassages } from '../passages/shared-passages.ts';
import { Classifier, fullest } from '../renderings/class.ts';
import { readArticle, type ArticleReading } from '../texts/article-reading.ts';
import { mergeSpans } from '../../text/span.ts';
import { comparedFigure, readClaims } from './claims.ts';
import type {
  ComparedArticle,
  ComparedFamily,
  ComparedFinding,
  ComparedItem,
  ComparedOffer,
  ComparedPassage,
  Comparison,
  FigureRow,
  UnplacedRendering,
} from './comparison.ts';
import { countFraming, findTargets } from './framing.ts';
import type { CompareOptions, EventToCompare } from './input.ts';
import { findOneTexts } from './one-texts.ts';
import {
  describePassages,
  linkedPassage,
  withRegions,
  type DescribedPassage,
} from './passages-of-event.ts';
import { peopleOf } from './people.ts';
import { PassageFinder, refusalsAmong } from './placed-families.ts';
import { reasonFor } from './reasons.ts';

/** Shares of the work, by which progress is told. */
const DONE = { read: 0.45, shared: 0.55, families: 0.7, offers: 0.85, findings: 0.9, all: 1 };

/**
 * Everything that is computed of an event: what analysts have linked stays as it is, the rest is proposed.
 * The same input gives the same answer. Nothing here is decided.
 */
export function compareEvent(input: EventToCompare, options: CompareOptions = {}): Comparison {
  const report = options.report ?? (() => undefined);
  const { roles, document } = input;
  const readings = readAll(input, options);
  const found = input.articles.flatMap((article, index) => {
    const reading = readings[index];
    return reading ? describePassages(index, article, reading, roles) : [];
  });
  const placed = placePassages(input, found);
  const passagesIn = groupBy(placed.passages, ({ article }) => article);
  const event = readEvent(
    readings.map((reading, article) => ({
      reading,
      passages: passagesIn.get(article) ?? [],
    })),
    speakersIn(input, readings, placed.passages),
  );
  const shared = findSharedPassages(event);
  const oneTexts = findOneTexts(shared, input.articles);
  report(DONE.shared);
  const isOneText = oneTextTest(oneTexts, input);
  const forbidden = {
    isOneText,
    isRefused: refusalsAmong(input.articles, placed.passages, document.refusals),
  };
  const proposed = buildFamilies(event, [], forbidden);
  const given = placed.given.map(({ items }) => items);
  const whole = withGiven(proposed.families, given, forbidden.isRefused);
  const built = numbered(whole, proposed.leftOut);
  report(DONE.families);
  const items = event.items.map((item) =>
    describeItem(event, placed.passages, proposed.familyOf, item),
  );
  const families = describeFamilies(event, built, placed.given);
  const offers = offersOf(event, built, families, forbidden);
  report(DONE.offers);
  const figures = figuresOf(event);
  const groups = families.map(({ base, members }) => membersOf(event, base, members));
  const findings = findFindings(
    event,
    groups.flatMap((group) => group ?? []),
    shared.passages,
    figures,
  );
  report(DONE.findings);
  const tags = input.articles.map((article) => article.tags);
  const book = new PeopleBook(input.aliases, []);
  const comparison: Comparison = {
    articles: input.articles.map((article, index) =>
      describeArticle(article, readings[index], shared.shares[index]),
    ),
    oneTexts,
    comparesOneTexts: input.comparesOneTexts ?? false,
    items,
    families,
    offers,
    passages: shared.passages.map(describePassage),
    findings: describeFindings(input, items, findings),
    people: peopleOf(
      input.aliases,
      readings.map(({ names }) => names),
      namesInTags(input, items),
    ),
    framing: countFraming(tags, roles),
    targets: findTargets(event, tags, roles, book),
    claims: readClaims(event, tags, roles, items, figures),
    figures: figureRows(readings, figures),
    unplaced: placed.unplaced,
    leftOut: {
      pairs: built.leftOut,
      passages: shared.isCut,
      longQuotations: event.items.filter(({ keys, length }) => keys.length < length).length,
    },
  };
  report(DONE.all);
  return comparison;
}

function speakersIn(
  { aliases }: EventToCompare,
  readings: readonly ArticleReading[],
  passages: readonly DescribedPassage[],
): Speakers {
  const speaking = passages.map(({ speaker }) => speaker);
  return speakersOfEvent(
    aliases,
    speaking,
    readings.flatMap(({ names }) => [...names.keys()]),
  );
}

function readAll(
  { articles }: EventToCompare,
  { report, readings }: CompareOptions,
): ArticleReading[] {
  return articles.map(({ id, text, boilerplate }, index) => {
    const reading = readings?.get(id) ?? readArticle(text);
    readings?.set(id, reading);
    report?.((DONE.read * (index + 1)) / articles.length);
    return withRegions(reading, boilerplate);
  });
}

interface Given {
  readonly id: string;
  /** Numbers of items. */
  readonly items: readonly number[];
  /** Number of the item that the analyst compares the others with. */
  readonly base: number | undefined;
}

/** The passages of an event with those that were linked among them, and which of them are linked. */
function placePassages(
  { articles, document }: EventToCompare,
  found: readonly DescribedPassage[],
): {
  passages: readonly DescribedPassage[];
  given: readonly Given[];
  unplaced: readonly UnplacedRendering[];
} {
  const utterances = [...document.families].filter(({ kind }) => kind === 'utterance');
  const { renderings, unplaced } = new PassageFinder(articles, found).placeFamilies(utterances);
  const passageOf = new Map(
    renderings.map((each) => [each.rendering, found[each.item] ?? linkedPassage(each)]),
  );
  const start = ({ fragments }: DescribedPassage): number => fragments[0]?.start ?? 0;
  const passages = [...new Set([...found, ...passageOf.values()])].sort(
    (a, b) => a.article - b.article || start(a) - start(b),
  );
  const numbers = new Map(passages.map((passage, index) => [passage, index]));
  const numberOf = (rendering: string): number | undefined => {
    const passage = passageOf.get(rendering);
    return passage && numbers.get(passage);
  };
  const given = utterances.flatMap(({ id, base, renderings: all }): Given[] => {
    const items = all.flatMap((rendering) => numberOf(rendering.id) ?? []);
    return items.length === 0
      ? []
      : [{ id, items, base: base === null ? undefined : numberOf(base) }];
  });
  return { passages, given, unplaced };
}

function oneTextTest(
  oneTexts: Comparison['oneTexts'],
  { articles, comparesOneTexts = false }: EventToCompare,
): Forbidden['isOneText'] {
  if (comparesOneTexts || oneTexts.length === 0) return NOTHING_FORBIDDEN.isOneText;
  const known = new Set(oneTexts.map(({ a, b }) => a * articles.length + b));
  return (a, b) => known.has(Math.min(a, b) * articles.length + Math.max(a, b));
}

function describeItem(
  { articles, speakers }: ComparedEvent,
  passages: readonly DescribedPassage[],
  proposals: readonly number[],
  { index, article, fragments, length, speaker, speakerId }: Item,
): ComparedItem {
  const passage = passages[index];
  const text = articles[article]?.text ?? '';
  const isNamed = speaker !== null && speakerId >= 0;
  return {
    index,
    article,
    fragments,
    words: fragments.map(({ start, end }) => text.slice(start, end)).join(' … '),
    length,
    origin: passage?.origin ?? 'linked',
    tag: passage?.tag ?? null,
    speaker: isNamed
      ? {
          name: speaker,
          from: passage?.speakerFrom ?? 'tag',
          isPerson: speakers.isPerson(speakerId),
        }
      : null,
    proposal: proposals[index] ?? index,
  };
}

function describeFamilies(
  event: ComparedEvent,
  { families }: Families,
  given: readonly Given[],
): ComparedFamily[] {
  const classifier = new Classifier(event);
  const givenOf = new Map(given.flatMap((each) => each.items.map((item) => [item, each] as const)));
  return families.map((indexes) => {
    const items = indexes.flatMap((index) => event.items[index] ?? []);
    const own = indexes.flatMap((index) => givenOf.get(index) ?? [])[0];
    const chosen = own?.base === undefined ? undefined : event.items[own.base];
    const base = chosen ?? fullest(items);
    return {
      id: own?.id ?? null,
      base: base?.index ?? indexes[0] ?? 0,
      members: items.map((item) => ({
        item: item.index,
        state: givenOf.has(item.index) ? 'linked' : 'preselected',
        class: base ? classifier.classOf(item, base) : 'base',
      })),
    };
  });
}

function membersOf(
  event: ComparedEvent,
  base: number,
  members: ComparedFamily['members'],
): FamilyOfItems | null {
  const item = event.items[base];
  return item
    ? {
        base: item,
        members: members.flatMap((each) => event.items[each.item] ?? []),
        classes: members.map((each) => each.class),
      }
    : null;
}

function offersOf(
  event: ComparedEvent,
  built: Families,
  families: readonly ComparedFamily[],
  forbidden: Forbidden,
): (readonly ComparedOffer[])[] {
  const finder = new OfferFinder(event, built, forbidden);
  const classifier = new Classifier(event);
  return event.items.map((item): ComparedOffer[] => {
    const own = built.familyOf[item.index];
    if (own === undefined || (built.families[own]?.length ?? 0) > 1) return [];
    return finder.offersFor(item.index).flatMap(({ family, member, score, evidence }) => {
      const other = event.items[member];
      const base = event.items[families[family]?.base ?? member];
      if (!other || !base) return [];
      const reason = reasonFor(event, classifier, { item, member: other, base }, evidence);
      return [{ family, member, score, reason }];
    });
  });
}

function describeArticle(
  { id, title, outlet, published, text, boilerplate }: EventToCompare['articles'][number],
  reading: ArticleReading | undefined,
  share: SharedPassages['shares'][number] | undefined,
): ComparedArticle {
  return {
    ...{ id, title, outlet, published, text },
    boilerplate: mergeSpans([...boilerplate, ...(reading?.furniture ?? [])]),
    words: share?.words ?? 0,
    commonText: share?.commonText ?? 0,
    sharedQuotations: share?.sharedQuotations ?? 0,
  };
}

function describePassage({
  a,
  b,
  words,
  kind,
  isCommonText,
}: SharedPassages['passages'][number]): ComparedPassage {
  const side = ({ article, span, wordsInMarks }: typeof a) => ({ article, ...span, wordsInMarks });
  return { a: side(a), b: side(b), words, kind, isCommonText };
}

function describeFindings(
  { articles }: EventToCompare,
  items: readonly ComparedItem[],
  findings: readonly Finding[],
): ComparedFinding[] {
  const keyOfPlace = ({ article, fragments }: Place): string =>
    `${String(article)} ${fragments.map(({ start, end }) => `${String(start)}-${String(end)}`).join()}`;
  const itemAt = new Map(items.map((item) => [keyOfPlace(item), item.index]));
  return findings.map((finding) => {
    const { here, there } = finding;
    const places = [here, there].map(({ article, fragments }) => ({
      article: articles[article]?.id ?? '',
      fragments,
    }));
    const itemOf = (place: Place): number | null => itemAt.get(keyOfPlace(place)) ?? null;
    return {
      ...finding,
      key: findingKey(finding.type, places),
      items: [itemOf(here), itemOf(there)],
    };
  });
}

/** Names that the tags of each article have, and those of its speakers. */
function namesInTags(
  { articles, nameAttributes: attributes }: EventToCompare,
  items: readonly ComparedItem[],
): Map<string, number>[] {
  const counts = articles.map(({ tags }) => new Map(countNames(tags, attributes)));
  for (const { article, speaker, origin } of items) {
    const own = counts[article];
    if (own && speaker && origin !== 'tag') {
      own.set(speaker.name, (own.get(speaker.name) ?? 0) + 1);
    }
  }
  return counts;
}

/** Figures of what at least two articles count. */
function figureRows(readings: readonly ArticleReading[], figures: readonly Figure[]): FigureRow[] {
  return [...groupBy(figures, ({ noun }) => noun)].flatMap(([noun, same]): FigureRow[] => {
    const [first] = same;
    if (!first || same.every(({ article }) => article === first.article)) return [];
    const text = readings[first.article]?.text.slice(first.span.start, first.span.end) ?? '';
    const shown = /[\p{L}\p{M}’'-]+$/u.exec(text)?.[0] ?? noun;
    return [{ noun, shown, figures: same.map(comparedFigure) }];
  });
}
