import { groupBy } from '#core/collections/order.ts';
import type { ExportRequest } from '#core/contract/export.ts';
import type { StoreError } from '#core/contract/store.ts';
import type { EventDocument } from '#core/event/document.ts';
import type { LinkDecision, Place } from '#core/event/records.ts';
import type { ArticleWithText, ExchangeLinks } from '#core/exchange/content/content.ts';
import { keepsFitting, saysNothing, withoutPassages } from '#core/exchange/content/links.ts';
import { namesOf, type Alias } from '#core/people/alias.ts';
import { adjudicateFamilies, concernsFamiliesOf } from '#core/review/links/outcome.ts';
import { ok, type Result } from '#core/result.ts';

import type { Library } from '../store/library/library.ts';

/** What collecting families needs of the library. */
export type LinkLibrary = Pick<Library, 'document' | 'summaries' | 'events'>;

export interface CollectedLinks {
  readonly links: readonly ExchangeLinks[];
  /** Families that have passages in articles of their event which are not exported. */
  readonly cut: number;
}

/** What is said of the events of the exported articles, by those who were asked for. */
export async function collectLinks(
  library: LinkLibrary,
  { whose, only, includeDecisions }: ExportRequest,
  articles: readonly ArticleWithText[],
): Promise<Result<CollectedLinks, StoreError>> {
  // What is said of some of the tags alone is not what somebody said of the event.
  if (only) return ok({ links: [], cut: 0 });
  const byEvent = groupBy(
    articles.filter(({ details }) => details.event !== null),
    ({ details }) => details.event ?? '',
  );
  const links: ExchangeLinks[] = [];
  let cut = 0;
  const read = await library.events.readAll(byEvent.keys());
  if (!read.ok) return read;
  const inEvents = groupBy(library.summaries(), ({ details }) => details.event ?? '');
  for (const document of read.value) {
    const exported = byEvent.get(document.id) ?? [];
    const said = linksOf(document, whose, library.document.self, includeDecisions);
    const present = new Set(inEvents.get(document.id)?.map(({ id }) => id));
    // What left the event, or went to the trash, is not part of it any more.
    const inEvent = withoutPassages(said, ({ article }) => present.has(article));
    const whole = wholeRecords(inEvent, new Set(exported.map(({ id }) => id)));
    cut += inEvent.families.length - whole.families.length;
    const texts = new Map(exported.map(({ id, text }) => [id, text]));
    const fitting = withoutPassages(
      whole,
      keepsFitting((id) => texts.get(id)),
    );
    if (!saysNothing(fitting)) links.push(fitting);
  }
  return ok({ links, cut });
}

/** The articles with passages of an author's families that the analyst has decided on. */
export async function articlesDecidedOn(
  library: LinkLibrary,
  { whose }: ExportRequest,
): Promise<Result<ReadonlySet<string>, StoreError>> {
  const articles = new Set<string>();
  if (whose.type !== 'return') return ok(articles);
  const { self, events } = library.document;
  const read = await library.events.readAll(Array.from(events, ({ id }) => id));
  if (!read.ok) return read;
  for (const document of read.value) {
    for (const { about } of decisionsFor(document, self, whose.annotator)) {
      for (const { renderings } of about)
        for (const { article } of renderings) articles.add(article);
    }
  }
  return ok(articles);
}

/** What the analyst has decided on families of an author. */
function decisionsFor(document: EventDocument, self: string, author: string): LinkDecision[] {
  return [...document.linkDecisions].filter(
    (decision) => decision.reviewer === self && concernsFamiliesOf(decision, author),
  );
}

function linksOf(
  document: EventDocument,
  whose: ExportRequest['whose'],
  self: string,
  withDecisions: boolean,
): ExchangeLinks {
  const sets = [...document.linkSets];
  const decisions = [...document.linkDecisions];
  const nothing: ExchangeLinks = {
    ...{ event: document.id, families: [], refusals: [], findingWords: [], coverage: [] },
    linkDecisions: [],
  };
  const isOwn = ({ creator }: { readonly creator: string }): boolean => creator === self;
  const own = [...document.families].filter(isOwn);
  const mine: ExchangeLinks = {
    ...nothing,
    families: own,
    refusals: [...document.refusals].filter(isOwn),
    findingWords: [...document.findingWords].filter(isOwn),
    coverage: [...document.coverage].filter(isOwn),
    linkDecisions: withDecisions ? decisions.filter(({ reviewer }) => reviewer === self) : [],
  };
  switch (whose.type) {
    case 'mine':
      return mine;
    case 'everyone':
      return {
        ...mine,
        families: [...own, ...sets.flatMap(({ families }) => families)],
        refusals: [...mine.refusals, ...sets.flatMap(({ refusals }) => refusals)],
        findingWords: [...mine.findingWords, ...sets.flatMap(({ findings }) => findings)],
        coverage: [...mine.coverage, ...sets.flatMap(({ coverage }) => coverage)],
        linkDecisions: withDecisions ? decisions : [],
      };
    case 'adjudicated': {
      const colleagues = sets.map(({ id, families }) => ({ annotator: id, families }));
      const set = { annotator: self, families: own };
      const { families } = adjudicateFamilies(set, colleagues, decisions);
      return { ...nothing, families: families.map(({ family }) => family) };
    }
    case 'return':
      return {
        ...nothing,
        families: sets.find(({ id }) => id === whose.annotator)?.families ?? [],
        linkDecisions: decisionsFor(document, self, whose.annotator),
      };
  }
}

/** Records of which every passage is in an exported article: none is cut in half. */
function wholeRecords(links: ExchangeLinks, articles: ReadonlySet<string>): ExchangeLinks {
  const isHere = ({ article }: Pick<Place, 'article'>): boolean => articles.has(article);
  const families = links.families.filter(({ renderings }) => renderings.every(isHere));
  const ids = new Set(families.map(({ id }) => id));
  return {
    ...links,
    families,
    refusals: links.refusals.filter(({ a, b }) => isHere(a) && isHere(b)),
    findingWords: links.findingWords.filter(({ places }) => places.every(isHere)),
    coverage: links.coverage.filter((word) => ids.has(word.family) && isHere(word)),
    linkDecisions: links.linkDecisions.filter(({ about, result }) =>
      [...about, ...(result ? [result] : [])].every(({ renderings }) => renderings.every(isHere)),
    ),
  };
}

/** Everybody whom families and decisions on them name. */
export function peopleOfLinks(all: readonly ExchangeLinks[]): string[] {
  return all.flatMap(({ families, refusals, findingWords, coverage, linkDecisions }) => [
    ...[families, refusals, findingWords, coverage].flatMap((list) =>
      list.map(({ creator }) => creator),
    ),
    ...linkDecisions.flatMap(({ reviewer, about, result }) => [
      reviewer,
      ...[...about, ...(result ? [result] : [])].map(({ creator }) => creator),
    ]),
  ]);
}

/** Names whose words all stand in the exported texts: what else the list of people has is not theirs. */
export function aliasesIn(
  aliases: Iterable<Alias>,
  articles: readonly ArticleWithText[],
): readonly Alias[] {
  const given = [...aliases];
  if (given.length === 0) return [];
  const words = new Set(articles.flatMap(({ text }) => text.match(WORDS) ?? []));
  return given.filter((alias) =>
    namesOf(alias).some((name) => name.match(WORDS)?.every((word) => words.has(word)) === true),
  );
}

const WORDS = /[\p{L}\p{N}]+/gu;
