// What all articles share, and the one history over all of them. Files and folders are the store's.
import { z } from 'zod';

import { ArticleId } from '../article/article.ts';
import { Codebook } from '../codebook/codebook.ts';
import { laterVersion } from '../codebook/version.ts';
import { IdMap } from '../collections/id-map.ts';
import { isPlainLabel } from '../guards/labels.ts';
import { Alias } from '../people/alias.ts';
import { ok, type Result } from '../result.ts';
import { applySequence } from '../collections/step-sequence.ts';
import { KeyedSteps, type Applied, type Collections } from '../collections/steps.ts';
import { CodebookId, Uuid } from '../tags/ids.ts';
import { compareText, sortedById } from '../collections/order.ts';

/**
 * Version of the stored form of the library's own document. Since schema 2 the parts of a change
 * that are about articles may have steps of an article's schema 2; since schema 3 it has aliases;
 * since schema 4 a change may have parts that are about what is said of events; since schema 5 those
 * about articles may have steps of an article's schema 5; since schema 6 a change of many articles may
 * have their parts in files of its own.
 */
export const LIBRARY_SCHEMA = 6;

/** Longest name of an annotator in UTF-16 code units. */
export const NAME_LIMIT = 100;

const Name = z.string().min(1).max(NAME_LIMIT).refine(isPlainLabel, 'has no visible characters');

/** A person (or program) whose tags are in the library. */
export const Annotator = z.strictObject({
  id: Uuid,
  name: Name,
  /** Whether the name was said by the analyst and not merely proposed by the application. */
  confirmed: z.boolean(),
});
export type Annotator = z.infer<typeof Annotator>;

/** A story that several articles report. */
export const NewsEvent = z.strictObject({ id: Uuid, title: z.string().min(1).max(1000) });
export type NewsEvent = z.infer<typeof NewsEvent>;

/** An article in the trash. `id` is the article's SHA-256. */
export const Trashed = z.strictObject({ id: ArticleId, at: z.string().max(64) });
export type Trashed = z.infer<typeof Trashed>;

/**
 * A change of many articles whose parts are in files of its own. Each article takes its part over when it
 * is read next; this is kept until all have it on their own.
 */
export const OwedChange = z.strictObject({
  id: Uuid,
  /** Names the files; a change that is taken back or repeated has those of the first. */
  parts: Uuid,
  kind: z.enum(['do', 'undo', 'redo']),
  /** Its place among all changes. */
  order: z.int().positive(),
  /** `order` of the change that an undo or redo is about. */
  of: z.int().positive().optional(),
  /** Id of the request. */
  request: z.string().max(100),
  label: z.string().max(1000),
  /** ISO 8601, UTC. */
  at: z.string().max(64),
});
export type OwedChange = z.infer<typeof OwedChange>;

const Version = z.string().min(1).max(50);

/** One reversible step of a change to what all articles share. */
export const LibraryStep = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('put-annotator'), annotator: Annotator }),
  z.strictObject({ op: z.literal('remove-annotator'), id: Uuid }),
  z.strictObject({ op: z.literal('set-self'), id: Uuid }),
  z.strictObject({ op: z.literal('put-event'), event: NewsEvent }),
  z.strictObject({ op: z.literal('remove-event'), id: Uuid }),
  z.strictObject({ op: z.literal('put-trashed'), trashed: Trashed }),
  z.strictObject({ op: z.literal('remove-trashed'), id: ArticleId }),
  /** `delivered`, since schema 3: the version of the delivered codebook whose additions are in it. */
  z.strictObject({
    op: z.literal('set-codebook'),
    codebook: Codebook,
    delivered: Version.optional(),
  }),
  /** Since schema 3: who is named by which spellings. */
  z.strictObject({ op: z.literal('put-alias'), alias: Alias }),
  z.strictObject({ op: z.literal('remove-alias'), id: Uuid }),
  /** Since schema 6: articles have not all taken a change over yet. */
  z.strictObject({ op: z.literal('put-owed'), owed: OwedChange }),
  z.strictObject({ op: z.literal('remove-owed'), id: Uuid }),
]);
export type LibraryStep = z.infer<typeof LibraryStep>;

interface LibraryCollections {
  readonly annotators: Annotator;
  readonly events: NewsEvent;
  readonly trashed: Trashed;
  readonly aliases: Alias;
  readonly owed: OwedChange;
}

/** What all articles of a library share. Immutable. */
export interface LibraryDocument extends Collections<LibraryCollections> {
  /** Id of the annotator at this computer. */
  readonly self: string;
  readonly codebook: Codebook;
  /**
   * The highest version that a codebook has had here, by its id. Undo does not lower it: what was
   * taken back may have been exported, and no other codebook is to be called the same.
   */
  readonly highestVersions: ReadonlyMap<string, string>;
  /**
   * The newest version of the delivered codebook whose additions have been offered here; `null`
   * before the first. Undo does not lower it: what was taken back is not added again.
   */
  readonly delivered: string | null;
  /** Fields of the stored form that this version does not know; written back as they were. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** A new library with its analyst, whose name is only proposed until it is given. */
export function createLibraryDocument(fields: {
  readonly self: Annotator;
  readonly codebook: Codebook;
  readonly events: readonly NewsEvent[];
}): LibraryDocument {
  return {
    self: fields.self.id,
    annotators: IdMap.from([fields.self]),
    events: IdMap.from(fields.events),
    trashed: IdMap.empty(),
    aliases: IdMap.empty(),
    owed: IdMap.empty(),
    codebook: fields.codebook,
    highestVersions: new Map(),
    delivered: fields.codebook.version,
    extra: {},
  };
}

/** The highest version that the present codebook has had here, under its id. */
export function highestVersion({
  codebook,
  highestVersions,
}: Pick<LibraryDocument, 'codebook' | 'highestVersions'>): string {
  return laterVersion(highestVersions.get(codebook.id) ?? codebook.version, codebook.version);
}

export type LibraryApplyError = {
  readonly type: 'no-such-record';
  readonly record: 'annotator' | 'event' | 'trashed' | 'alias' | 'owed';
  readonly id: string;
};

/** The keyed collections and their steps; what journals hold names them so. */
const COLLECTIONS = new KeyedSteps<LibraryCollections, LibraryStep, LibraryApplyError>({
  annotators: {
    put: (annotator) => ({ op: 'put-annotator', annotator }),
    remove: (id) => ({ op: 'remove-annotator', id }),
    missing: (id) => ({ type: 'no-such-record', record: 'annotator', id }),
  },
  events: {
    put: (event) => ({ op: 'put-event', event }),
    remove: (id) => ({ op: 'remove-event', id }),
    missing: (id) => ({ type: 'no-such-record', record: 'event', id }),
  },
  trashed: {
    put: (trashed) => ({ op: 'put-trashed', trashed }),
    remove: (id) => ({ op: 'remove-trashed', id }),
    missing: (id) => ({ type: 'no-such-record', record: 'trashed', id }),
  },
  aliases: {
    put: (alias) => ({ op: 'put-alias', alias }),
    remove: (id) => ({ op: 'remove-alias', id }),
    missing: (id) => ({ type: 'no-such-record', record: 'alias', id }),
  },
  owed: {
    put: (owed) => ({ op: 'put-owed', owed }),
    remove: (id) => ({ op: 'remove-owed', id }),
    missing: (id) => ({ type: 'no-such-record', record: 'owed', id }),
  },
});

/** Applies steps in order; see `applySequence`. */
export function applyLibrarySteps(
  document: LibraryDocument,
  steps: readonly LibraryStep[],
): Result<
  { readonly document: LibraryDocument; readonly inverse: readonly LibraryStep[] },
  LibraryApplyError
> {
  return applySequence(document, steps, applyStep);
}

function applyStep(
  document: LibraryDocument,
  step: LibraryStep,
): Result<Applied<LibraryDocument, LibraryStep>, LibraryApplyError> {
  switch (step.op) {
    case 'put-annotator':
      return ok(COLLECTIONS.put(document, 'annotators', step.annotator));
    case 'remove-annotator':
      return COLLECTIONS.remove(document, 'annotators', step.id);
    case 'put-event':
      return ok(COLLECTIONS.put(document, 'events', step.event));
    case 'remove-event':
      return COLLECTIONS.remove(document, 'events', step.id);
    case 'put-trashed':
      return ok(COLLECTIONS.put(document, 'trashed', step.trashed));
    case 'remove-trashed':
      return COLLECTIONS.remove(document, 'trashed', step.id);
    case 'put-alias':
      return ok(COLLECTIONS.put(document, 'aliases', step.alias));
    case 'remove-alias':
      return COLLECTIONS.remove(document, 'aliases', step.id);
    case 'put-owed':
      return ok(COLLECTIONS.put(document, 'owed', step.owed));
    case 'remove-owed':
      return COLLECTIONS.remove(document, 'owed', step.id);
    case 'set-self':
      return ok({
        document: { ...document, self: step.id },
        inverse: { op: 'set-self', id: document.self },
      });
    case 'set-codebook':
      return ok({
        document: {
          ...document,
          codebook: step.codebook,
          delivered: step.delivered ?? document.delivered,
          highestVersions: new Map(document.highestVersions).set(
            document.codebook.id,
            highestVersion(document),
          ),
        },
        inverse: { op: 'set-codebook', codebook: document.codebook },
      });
  }
}

/** The stored form: plain JSON, every list sorted by id. */
export const StoredLibrary = z.looseObject({
  self: Uuid,
  annotators: z.array(Annotator),
  events: z.array(NewsEvent),
  trashed: z.array(Trashed),
  aliases: z.array(Alias),
  owed: z.array(OwedChange),
  codebook: Codebook,
  /** Left out where the present codebook has the highest one. */
  highestVersions: z.record(CodebookId, Version).optional(),
  delivered: Version.nullable(),
});
export type StoredLibrary = z.infer<typeof StoredLibrary>;

/** Live to stored. */
export function toStoredLibrary(document: LibraryDocument): StoredLibrary {
  const { codebook, highestVersions, delivered } = document;
  const isHighest = highestVersion(document) === codebook.version;
  const others = [...highestVersions].filter(([id]) => id !== codebook.id || !isHighest);
  return {
    ...document.extra,
    self: document.self,
    annotators: sortedById(document.annotators),
    events: sortedById(document.events),
    trashed: sortedById(document.trashed),
    aliases: sortedById(document.aliases),
    owed: sortedById(document.owed),
    codebook,
    delivered,
    ...(others.length > 0 && {
      highestVersions: Object.fromEntries(others.sort(([a], [b]) => compareText(a, b))),
    }),
  };
}

/** Stored to live. */
export function fromStoredLibrary(stored: StoredLibrary): LibraryDocument {
  const { self, annotators, events, trashed, aliases, owed, ...rest } = stored;
  const { codebook, highestVersions = {}, delivered, ...extra } = rest;
  return {
    self,
    codebook,
    delivered,
    highestVersions: new Map(Object.entries(highestVersions)),
    extra,
    annotators: IdMap.from(annotators),
    events: IdMap.from(events),
    trashed: IdMap.from(trashed),
    aliases: IdMap.from(aliases),
    owed: IdMap.from(owed),
  };
}
