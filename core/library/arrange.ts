import { z } from 'zod';

import { ArticleDetails, ArticleId, ARTICLES_AT_ONCE } from '../article/article.ts';
import type { ArticleStep } from '../article/document.ts';
import { createEventDocument, type EventDocument, type EventStep } from '../event/document.ts';
import { planMerge } from '../event/merge.ts';
import { isPlainLabel } from '../guards/labels.ts';
import { countOf } from '../numbers.ts';
import { err, ok, type Result } from '../result.ts';
import { Uuid } from '../tags/ids.ts';
import type { LibraryDocument, LibraryStep } from './document.ts';

const EventTitle = z.string().min(1).max(1000);
const Articles = z.array(ArticleId).max(ARTICLES_AT_ONCE);

/** What can be said of several articles at once: not their titles. */
export const SharedDetails = ArticleDetails.omit({ title: true }).partial();
export type SharedDetails = z.infer<typeof SharedDetails>;

/** What an analyst asks of several articles, or of the events that they are listed under. */
export const Arrangement = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('edit-articles'),
    articles: Articles.min(1),
    details: SharedDetails,
  }),
  z.strictObject({
    kind: z.literal('rename-article'),
    id: ArticleId,
    title: ArticleDetails.shape.title.min(1),
  }),
  z.strictObject({ kind: z.literal('trash-articles'), articles: Articles.min(1) }),
  /** Makes an event and puts these articles into it. */
  z.strictObject({ kind: z.literal('create-event'), title: EventTitle, articles: Articles }),
  z.strictObject({ kind: z.literal('rename-event'), id: Uuid, title: EventTitle }),
  /** Puts the articles of one event, and what is said of it, into another one, and takes the first away. */
  z.strictObject({ kind: z.literal('merge-events'), id: Uuid, into: Uuid }),
  /** Takes an event away; its articles stay, without one. */
  z.strictObject({ kind: z.literal('delete-event'), id: Uuid }),
]);
export type Arrangement = z.infer<typeof Arrangement>;

/** The events whose words an edit needs; see `ArrangeContext`. */
export function eventsSaid(edit: Arrangement): readonly string[] {
  return edit.kind === 'merge-events' ? [edit.id, edit.into] : [];
}

export type ArrangeError =
  | { readonly type: 'bad-name' }
  | { readonly type: 'no-such-event'; readonly id: string }
  | { readonly type: 'no-such-article'; readonly articleId: string }
  | { readonly type: 'nothing-changed' };

/** A change of several articles and of what they share, with its name for undo. */
export interface PlannedArrangement {
  readonly label: string;
  readonly steps: readonly LibraryStep[];
  /** By the id of the article. */
  readonly articles: ReadonlyMap<string, readonly ArticleStep[]>;
  /** By the id of the event: what is said of it. */
  readonly events?: ReadonlyMap<string, readonly EventStep[]>;
}

export interface ArrangeContext {
  /** Of every article, those in the trash among them. */
  readonly details: ReadonlyMap<string, ArticleDetails>;
  /** What is said of the events that are merged, by the id of the event; none where nothing is. */
  readonly said: ReadonlyMap<string, EventDocument>;
  /** ISO 8601, UTC. */
  readonly now: string;
  readonly newId: () => string;
}

type Planned = Result<PlannedArrangement, ArrangeError>;

/** Turns what was asked for into reversible steps, or says why it cannot be done. */
export function planArrangement(
  library: LibraryDocument,
  edit: Arrangement,
  context: ArrangeContext,
): Planned {
  switch (edit.kind) {
    case 'edit-articles':
      return planDetails(library, edit.articles, edit.details, context);
    case 'rename-article':
      return planTitle(library, edit.id, edit.title, context);
    case 'trash-articles':
      return planTrash(library, edit.articles, context);
    case 'create-event': {
      const title = visibleTitle(edit.title);
      if (!title.ok) return title;
      const unknown = findUnknown(library, edit.articles, context);
      if (unknown !== undefined) return err({ type: 'no-such-article', articleId: unknown });
      const event = { id: context.newId(), title: title.value };
      const articles = moved(edit.articles, event.id);
      return ok({ label: 'create event', steps: [{ op: 'put-event', event }], articles });
    }
    case 'rename-event':
      return planRename(library, edit.id, edit.title);
    case 'merge-events': {
      const gone = [edit.id, edit.into].find((id) => !library.events.has(id));
      if (gone !== undefined) return err({ type: 'no-such-event', id: gone });
      if (edit.id === edit.into) return err({ type: 'nothing-changed' });
      return ok({
        label: 'merge events',
        steps: [{ op: 'remove-event', id: edit.id }],
        articles: moved(articlesOf(edit.id, context), edit.into),
        events: mergedWords(edit.id, edit.into, context),
      });
    }
    case 'delete-event':
      if (!library.events.has(edit.id)) return err({ type: 'no-such-event', id: edit.id });
      return ok({
        label: 'delete event',
        steps: [{ op: 'remove-event', id: edit.id }],
        articles: moved(articlesOf(edit.id, context), null),
      });
  }
}

/** What is said of an event goes with its articles. */
function mergedWords(
  id: string,
  into: string,
  { said }: ArrangeContext,
): ReadonlyMap<string, readonly EventStep[]> {
  const from = said.get(id);
  if (!from) return new Map();
  const steps = planMerge(from, said.get(into) ?? createEventDocument(into));
  const parts = [[id, steps.from] as const, [into, steps.into] as const];
  return new Map(parts.filter(([, each]) => each.length > 0));
}

/** A title without surrounding space; refused when nothing of it can be seen. */
function visibleTitle(asked: string): Result<string, { readonly type: 'bad-name' }> {
  const title = asked.trim();
  return isPlainLabel(title) ? ok(title) : err({ type: 'bad-name' });
}

function planRename(library: LibraryDocument, id: string, asked: string): Planned {
  const title = visibleTitle(asked);
  if (!title.ok) return title;
  const before = library.events.get(id);
  if (!before) return err({ type: 'no-such-event', id });
  if (before.title === title.value) return err({ type: 'nothing-changed' });
  const event = { id, title: title.value };
  return ok({
    label: 'rename event',
    steps: [{ op: 'put-event', event }],
    articles: new Map(),
  });
}

function planDetails(
  library: LibraryDocument,
  asked: readonly string[],
  details: SharedDetails,
  context: ArrangeContext,
): Planned {
  const unknown = findUnknown(library, asked, context);
  if (unknown !== undefined) return err({ type: 'no-such-article', articleId: unknown });
  const { event } = details;
  if (typeof event === 'string' && !library.events.has(event)) {
    return err({ type: 'no-such-event', id: event });
  }
  const fields = Object.keys(details) as (keyof SharedDetails)[];
  const changed = [...new Set(asked)].filter((id) => {
    const before = context.details.get(id);
    return before && fields.some((field) => before[field] !== details[field]);
  });
  if (changed.length === 0) return err({ type: 'nothing-changed' });
  const steps: ArticleStep[] = [{ op: 'set-details', details }];
  return ok({
    label: labelOf(details, countOf(changed.length, 'article')),
    steps: [],
    articles: new Map(changed.map((id) => [id, steps])),
  });
}

function planTitle(
  library: LibraryDocument,
  id: string,
  asked: string,
  context: ArrangeContext,
): Planned {
  const title = visibleTitle(asked);
  if (!title.ok) return title;
  if (findUnknown(library, [id], context) !== undefined)
    return err({ type: 'no-such-article', articleId: id });
  if (context.details.get(id)?.title === title.value) return err({ type: 'nothing-changed' });
  const steps: ArticleStep[] = [{ op: 'set-details', details: { title: title.value } }];
  return ok({ label: 'rename article', steps: [], articles: new Map([[id, steps]]) });
}

/** What is done to `those` articles, as it follows *Undo*. */
function labelOf(details: SharedDetails, those: string): string {
  const [field, ...others] = Object.keys(details) as (keyof SharedDetails)[];
  if (others.length > 0) return `edit details of ${those}`;
  switch (field) {
    case 'event':
      return `move ${those}`;
    case 'done':
      return details.done ? `mark ${those} done` : `mark ${those} not done`;
    case 'flagged':
      return details.flagged ? `flag ${those}` : `remove flag of ${those}`;
    case 'outlet':
    case 'author':
      return `set ${field} of ${those}`;
    case 'published':
      return `set date of ${those}`;
    case 'url':
      return `set address of ${those}`;
    default:
      return `edit details of ${those}`;
  }
}

function planTrash(
  library: LibraryDocument,
  asked: readonly string[],
  context: ArrangeContext,
): Planned {
  const unknown = findUnknown(library, asked, context);
  if (unknown !== undefined) return err({ type: 'no-such-article', articleId: unknown });
  const ids = [...new Set(asked)];
  return ok({
    label: ids.length === 1 ? 'delete article' : `delete ${countOf(ids.length, 'article')}`,
    steps: ids.map((id) => ({ op: 'put-trashed', trashed: { id, at: context.now } })),
    articles: new Map(),
  });
}

/** The first article that is not there, or is in the trash. */
function findUnknown(
  { trashed }: LibraryDocument,
  asked: readonly string[],
  { details }: ArrangeContext,
): string | undefined {
  return asked.find((id) => !details.has(id) || trashed.has(id));
}

/** Those in the trash, too: they may come back. */
function articlesOf(event: string, { details }: ArrangeContext): readonly string[] {
  return [...details].flatMap(([id, each]) => (each.event === event ? [id] : []));
}

function moved(
  articles: readonly string[],
  event: string | null,
): ReadonlyMap<string, readonly ArticleStep[]> {
  const steps: ArticleStep[] = [{ op: 'set-details', details: { event } }];
  return new Map(articles.map((id) => [id, steps]));
}
