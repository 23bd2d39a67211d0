import { z } from 'zod';

import { IdMap } from '../collections/id-map.ts';
import { sortedById } from '../collections/order.ts';
import { applySequence } from '../collections/step-sequence.ts';
import { KeyedSteps, type Applied, type Collections } from '../collections/steps.ts';
import { ok, type Result } from '../result.ts';
import { Uuid } from '../tags/ids.ts';
import { CoverageWord, Family, FindingWord, LinkDecision, LinkSet, Refusal } from './records.ts';

/** Version of the stored form of an event; a newer one is opened read-only. */
export const EVENT_SCHEMA = 1;

/** One reversible step of a change to an event. */
export const EventStep = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('put-family'), family: Family }),
  z.strictObject({ op: z.literal('remove-family'), id: Uuid }),
  z.strictObject({ op: z.literal('put-refusal'), refusal: Refusal }),
  z.strictObject({ op: z.literal('remove-refusal'), id: Uuid }),
  z.strictObject({ op: z.literal('put-finding-word'), word: FindingWord }),
  z.strictObject({ op: z.literal('remove-finding-word'), id: Uuid }),
  z.strictObject({ op: z.literal('put-coverage'), word: CoverageWord }),
  z.strictObject({ op: z.literal('remove-coverage'), id: Uuid }),
  z.strictObject({ op: z.literal('put-link-decision'), decision: LinkDecision }),
  z.strictObject({ op: z.literal('remove-link-decision'), id: Uuid }),
  /** A colleague's families take the place of those that were there. */
  z.strictObject({ op: z.literal('put-link-set'), set: LinkSet }),
  z.strictObject({ op: z.literal('remove-link-set'), id: Uuid }),
]);
export type EventStep = z.infer<typeof EventStep>;

interface EventCollections {
  readonly families: Family;
  readonly refusals: Refusal;
  readonly findingWords: FindingWord;
  readonly coverage: CoverageWord;
  readonly linkDecisions: LinkDecision;
  /** By annotator. */
  readonly linkSets: LinkSet;
}

/** Everything that was said about one event; its articles and title are the library's. Immutable. */
export interface EventDocument extends Collections<EventCollections> {
  /** Id of the event. */
  readonly id: string;
  /** Fields of the stored form that this version does not know; written back as they were. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** An event of which nothing has been said. */
export function createEventDocument(id: string): EventDocument {
  return {
    id,
    families: IdMap.empty(),
    refusals: IdMap.empty(),
    findingWords: IdMap.empty(),
    coverage: IdMap.empty(),
    linkDecisions: IdMap.empty(),
    linkSets: IdMap.empty(),
    extra: {},
  };
}

export interface EventApplyError {
  readonly type: 'no-such-record';
  readonly record: 'family' | 'refusal' | 'finding' | 'coverage' | 'link-decision' | 'link-set';
  readonly id: string;
}

const missing =
  (record: EventApplyError['record']) =>
  (id: string): EventApplyError => ({ type: 'no-such-record', record, id });

const COLLECTIONS = new KeyedSteps<EventCollections, EventStep, EventApplyError>({
  families: {
    put: (family) => ({ op: 'put-family', family }),
    remove: (id) => ({ op: 'remove-family', id }),
    missing: missing('family'),
  },
  refusals: {
    put: (refusal) => ({ op: 'put-refusal', refusal }),
    remove: (id) => ({ op: 'remove-refusal', id }),
    missing: missing('refusal'),
  },
  findingWords: {
    put: (word) => ({ op: 'put-finding-word', word }),
    remove: (id) => ({ op: 'remove-finding-word', id }),
    missing: missing('finding'),
  },
  coverage: {
    put: (word) => ({ op: 'put-coverage', word }),
    remove: (id) => ({ op: 'remove-coverage', id }),
    missing: missing('coverage'),
  },
  linkDecisions: {
    put: (decision) => ({ op: 'put-link-decision', decision }),
    remove: (id) => ({ op: 'remove-link-decision', id }),
    missing: missing('link-decision'),
  },
  linkSets: {
    put: (set) => ({ op: 'put-link-set', set }),
    remove: (id) => ({ op: 'remove-link-set', id }),
    missing: missing('link-set'),
  },
});

/** Applies steps in order; see `applySequence`. */
export function applyEventSteps(
  document: EventDocument,
  steps: readonly EventStep[],
): Result<
  { readonly document: EventDocument; readonly inverse: readonly EventStep[] },
  EventApplyError
> {
  return applySequence(document, steps, applyStep);
}

function applyStep(
  document: EventDocument,
  step: EventStep,
): Result<Applied<EventDocument, EventStep>, EventApplyError> {
  switch (step.op) {
    case 'put-family':
      return ok(COLLECTIONS.put(document, 'families', step.family));
    case 'remove-family':
      return COLLECTIONS.remove(document, 'families', step.id);
    case 'put-refusal':
      return ok(COLLECTIONS.put(document, 'refusals', step.refusal));
    case 'remove-refusal':
      return COLLECTIONS.remove(document, 'refusals', step.id);
    case 'put-finding-word':
      return ok(COLLECTIONS.put(document, 'findingWords', step.word));
    case 'remove-finding-word':
      return COLLECTIONS.remove(document, 'findingWords', step.id);
    case 'put-coverage':
      return ok(COLLECTIONS.put(document, 'coverage', step.word));
    case 'remove-coverage':
      return COLLECTIONS.remove(document, 'coverage', step.id);
    case 'put-link-decision':
      return ok(COLLECTIONS.put(document, 'linkDecisions', step.decision));
    case 'remove-link-decision':
      return COLLECTIONS.remove(document, 'linkDecisions', step.id);
    case 'put-link-set':
      return ok(COLLECTIONS.put(document, 'linkSets', step.set));
    case 'remove-link-set':
      return COLLECTIONS.remove(document, 'linkSets', step.id);
  }
}

/** The stored form: plain JSON, every list sorted by id. */
export const StoredEvent = z.looseObject({
  id: Uuid,
  families: z.array(Family),
  refusals: z.array(Refusal),
  findingWords: z.array(FindingWord),
  coverage: z.array(CoverageWord),
  linkDecisions: z.array(LinkDecision),
  linkSets: z.array(LinkSet),
});
export type StoredEvent = z.infer<typeof StoredEvent>;

/** Live to stored. */
export function toStoredEvent(document: EventDocument): StoredEvent {
  return {
    ...document.extra,
    id: document.id,
    families: sortedById(document.families),
    refusals: sortedById(document.refusals),
    findingWords: sortedById(document.findingWords),
    coverage: sortedById(document.coverage),
    linkDecisions: sortedById(document.linkDecisions),
    linkSets: sortedById(document.linkSets),
  };
}

/** Stored to live. */
export function fromStoredEvent(stored: StoredEvent): EventDocument {
  const { id, families, refusals, findingWords, coverage, linkDecisions, linkSets, ...extra } =
    stored;
  return {
    id,
    families: IdMap.from(families),
    refusals: IdMap.from(refusals),
    findingWords: IdMap.from(findingWords),
    coverage: IdMap.from(coverage),
    linkDecisions: IdMap.from(linkDecisions),
    linkSets: IdMap.from(linkSets),
    extra,
  };
}
