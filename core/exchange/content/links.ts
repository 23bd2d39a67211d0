import { byId, groupBy } from '../../collections/order.ts';
import { keepRenderings } from '../../event/places.ts';
import type { LinkDecision, Place } from '../../event/records.ts';
import { selectorMatches } from '../../text/selector.ts';
import type { ExchangeLinks } from './content.ts';

/** Whether nothing is said of an event. */
export function saysNothing(links: Omit<ExchangeLinks, 'event'>): boolean {
  const { families, refusals, findingWords, coverage, linkDecisions } = links;
  const lists = [families, refusals, findingWords, coverage, linkDecisions];
  return lists.every(({ length }) => length === 0);
}

/** What several files say, by event, each record once; of two with one id the later. */
export function mergeLinks(all: readonly ExchangeLinks[]): ExchangeLinks[] {
  return Array.from(
    groupBy(all, ({ event }) => event),
    ([event, parts]) => {
      const merged = <T extends { readonly id: string }>(
        pick: (links: ExchangeLinks) => readonly T[],
      ): T[] => [...byId(parts.flatMap(pick)).values()];
      return {
        event,
        families: merged(({ families }) => families),
        refusals: merged(({ refusals }) => refusals),
        findingWords: merged(({ findingWords }) => findingWords),
        coverage: merged(({ coverage }) => coverage),
        linkDecisions: merged(({ linkDecisions }) => linkDecisions),
      };
    },
  );
}

/** Says of a passage whether a file can have it. */
export type Keeps = (place: Place) => boolean;

/** Keeps passages whose words stand at their place in a text that is at hand. */
export function keepsFitting(textOf: (articleId: string) => string | undefined): Keeps {
  return ({ article, fragments }) => {
    const text = textOf(article);
    return text !== undefined && fragments.every((each) => selectorMatches(text, each));
  };
}

/**
 * The same without the passages that cannot go along: of a family its other passages remain, and what
 * is about a passage that does not remain is left out.
 */
export function withoutPassages(links: ExchangeLinks, keeps: Keeps): ExchangeLinks {
  const families = links.families.flatMap((each) => keepRenderings(each, keeps) ?? []);
  const ids = new Set(families.map(({ id }) => id));
  return {
    event: links.event,
    families,
    refusals: links.refusals.filter(({ a, b }) => keeps(a) && keeps(b)),
    findingWords: links.findingWords.filter(({ places }) => places.every(keeps)),
    coverage: links.coverage.filter(({ family }) => ids.has(family)),
    linkDecisions: links.linkDecisions.flatMap((each) => decisionWithout(each, keeps) ?? []),
  };
}

function decisionWithout(decision: LinkDecision, keeps: Keeps): LinkDecision | null {
  const about = decision.about.flatMap((each) => keepRenderings(each, keeps) ?? []);
  const result = decision.result && keepRenderings(decision.result, keeps);
  const isWhole =
    about.length === decision.about.length && (result === null) === (decision.result === null);
  return isWhole ? { ...decision, about, result } : null;
}
