// What is said of an event: opened, and changed as the window asks. How an edit becomes steps is in core/event,
// how they are kept in the store.
import type { NoSuchEvent, OpenedEvent } from '#core/contract/events.ts';
import type { StoreError } from '#core/contract/store.ts';
import { toStoredEvent } from '#core/event/document.ts';
import { articlesNamed, type EventEdit, type EventEditError } from '#core/event/edit.ts';
import { planEventEdit } from '#core/event/plan-edit.ts';
import { toJsonText } from '#core/guards/transfer.ts';
import { ok, type Result } from '#core/result.ts';

import type { AcknowledgedEvent, Library } from '../store/library/library.ts';

/** What is said of an event, for the window. */
export async function openEvent(
  library: Pick<Library, 'events'>,
  eventId: string,
): Promise<Result<OpenedEvent, NoSuchEvent | StoreError>> {
  const opened = await library.events.open(eventId);
  if (!opened.ok) return opened;
  const { document, readOnly } = opened.value;
  return ok({ event: toJsonText(toStoredEvent(document)), readOnly });
}

/** Makes an edit of what is said of an event durable. */
export async function applyEventEdit(
  services: {
    readonly library: Pick<Library, 'document' | 'events' | 'readText'>;
    readonly now: () => Date;
    readonly newId: () => string;
  },
  { eventId, requestId, edit }: { eventId: string; requestId: string; edit: EventEdit },
): Promise<Result<AcknowledgedEvent, NoSuchEvent | EventEditError | StoreError>> {
  const { library, now, newId } = services;
  const texts = new Map<string, string>();
  for (const articleId of articlesNamed(edit)) {
    const text = await library.readText(articleId);
    if (!text.ok) return text;
    texts.set(articleId, text.value);
  }
  return library.events.change(eventId, requestId, (document) => {
    const { self } = library.document;
    return planEventEdit(document, edit, { texts, self, now: now().toISOString(), newId });
  });
}
