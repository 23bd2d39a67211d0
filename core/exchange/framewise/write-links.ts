import type { z } from 'zod';

import { sortedById } from '../../collections/order.ts';
import type { Family, Place } from '../../event/records.ts';
import type { CodePointMap } from '../../text/code-points.ts';
import type { ExchangeLinks } from '../content/content.ts';
import { toFileSelector } from './positions.ts';
import type { FileDecidedFamily, FilePlace, FramewiseFile } from './schema.ts';

/** What is said of an event, in the order of a file. */
export function normalizeLinks(links: ExchangeLinks): ExchangeLinks {
  return {
    event: links.event,
    families: sortedById(links.families).map(normalizeFamily),
    refusals: sortedById(links.refusals).map((refusal) => ({
      ...refusal,
      reason: refusal.reason?.toWellFormed() ?? null,
    })),
    findingWords: sortedById(links.findingWords).map(wellFormedWord),
    coverage: sortedById(links.coverage),
    linkDecisions: sortedById(links.linkDecisions).map((decision) => ({
      ...wellFormedWord(decision),
      about: decision.about.map(normalizeFamily),
      result: decision.result && normalizeFamily(decision.result),
    })),
  };
}

function normalizeFamily(family: Family): Family {
  return { ...family, label: family.label.toWellFormed(), note: family.note.toWellFormed() };
}

function wellFormedWord<T extends { readonly reason: string | null; readonly note: string }>(
  word: T,
): T {
  return {
    ...word,
    reason: word.reason?.toWellFormed() ?? null,
    note: word.note.toWellFormed(),
  };
}

type LinkFields = 'families' | 'refusals' | 'findingWords' | 'coverage' | 'linkDecisions';

/** The lists of a file that are about events; a list of nothing is left out. */
export function linkRecords(
  all: readonly ExchangeLinks[],
  mapOf: (articleId: string) => CodePointMap,
): Pick<z.input<typeof FramewiseFile>, LinkFields> {
  const place = ({ article, fragments }: Place): FilePlace => ({
    article,
    fragments: fragments.map((each) => toFileSelector(mapOf(article), each)),
  });
  const family = (given: Family): FileDecidedFamily => ({
    id: given.id,
    kind: given.kind,
    label: given.label,
    base: given.base,
    renderings: given.renderings.map((each) => ({
      id: each.id,
      ...place(each),
      tag: each.tag,
      class: each.class,
      relation: each.relation,
    })),
    note: given.note,
    creator: given.creator,
    created: given.created,
    modified: given.modified,
  });
  return withoutEmpty({
    families: all.flatMap(({ event, families }) =>
      families.map((each) => ({ event, ...family(each) })),
    ),
    refusals: all.flatMap(({ event, refusals }) =>
      refusals.map(({ id, a, b, reason, creator, created }) => ({
        ...{ event, id, a: place(a), b: place(b), reason, creator, created },
      })),
    ),
    findingWords: all.flatMap(({ event, findingWords }) =>
      findingWords.map(({ id, type, places, verdict, reason, note, creator, decided }) => ({
        ...{ event, id, type, places: places.map(place) },
        ...{ verdict, reason, note, creator, decided },
      })),
    ),
    coverage: all.flatMap(({ coverage }) =>
      coverage.map(({ id, family: of, article, value, creator, decided }) => ({
        ...{ id, family: of, article, value, creator, decided },
      })),
    ),
    linkDecisions: all.flatMap(({ event, linkDecisions }) =>
      linkDecisions.map(({ id, about, verdict, result, reason, note, reviewer, decided }) => ({
        ...{ event, id, about: about.map(family), verdict, result: result && family(result) },
        ...{ reason, note, reviewer, decided },
      })),
    ),
  });
}

function withoutEmpty<T extends Record<string, readonly unknown[]>>(lists: T): Partial<T> {
  const entries = Object.entries(lists).filter(([, list]) => list.length > 0);
  return Object.fromEntries(entries) as Partial<T>;
}
