/** What is known of an article as a form: the texts of its fields, and what their change means. */
import type { ArticleDetails } from '#core/article/article.ts';
import { readPublished } from '#core/article/published-date.ts';

/** Chosen in place of an event's id for one that is to be made. */
export const NEW_EVENT = 'new';

/** The texts of the form; an empty one means that it is not known. */
export interface ArticleForm {
  readonly title: string;
  readonly outlet: string;
  readonly author: string;
  readonly url: string;
  readonly published: string;
  /** Id of an event, `NEW_EVENT`, or empty for none. */
  readonly event: string;
  readonly newEvent: string;
  /** Name of the event that the article has, to be changed. */
  readonly eventTitle: string;
}

interface NamedEvent {
  readonly id: string;
  readonly title: string;
}

/** What was written, without space around it; `null` for nothing. */
export function textOf(written: string): string | null {
  return written.trim() === '' ? null : written.trim();
}

export function articleFormOf(details: ArticleDetails, events: readonly NamedEvent[]): ArticleForm {
  return {
    title: details.title,
    outlet: details.outlet ?? '',
    author: details.author ?? '',
    url: details.url ?? '',
    published: details.published ?? '',
    event: details.event ?? '',
    newEvent: '',
    eventTitle: events.find(({ id }) => id === details.event)?.title ?? '',
  };
}

/** What saving the form does, in this order. */
export interface ArticleChanges {
  readonly details: Partial<ArticleDetails>;
  /** Name of an event that is made for the article. */
  readonly newEvent: string | null;
  /** The article's event with another name. */
  readonly renamed: NamedEvent | null;
}

export function changesOf(
  form: ArticleForm,
  before: ArticleDetails,
  events: readonly NamedEvent[],
): ArticleChanges {
  const details = {
    title: textOf(form.title) ?? before.title,
    outlet: textOf(form.outlet),
    author: textOf(form.author),
    url: textOf(form.url),
    published: textOf(form.published),
  };
  const newEvent = form.event === NEW_EVENT ? textOf(form.newEvent) : null;
  if (newEvent !== null) return { details, newEvent, renamed: null };
  // A new event without a name is none.
  const event = form.event === NEW_EVENT ? before.event : textOf(form.event);
  const known = events.find(({ id }) => id === event);
  const title = textOf(form.eventTitle);
  const isRenamed = known && event === before.event && title !== null && title !== known.title;
  return {
    details: { ...details, event },
    newEvent,
    renamed: isRenamed ? { id: known.id, title } : null,
  };
}

/** Whether a date was written that is none; one that was there before keeps nobody from saving the rest. */
export function hasWrongDate(
  { published }: Pick<ArticleForm, 'published'>,
  before: Pick<ArticleDetails, 'published'>,
): boolean {
  const written = textOf(published);
  return written !== null && written !== before.published && !readPublished(written).ok;
}
