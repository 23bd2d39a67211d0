import { z } from 'zod';

import type { StoredEvent } from '../event/document.ts';
import { EventEdit, type EventEditError } from '../event/edit.ts';
import type { JsonText } from '../guards/transfer.ts';
import type { Result } from '../result.ts';
import { Uuid } from '../tags/ids.ts';
import type { Applied } from './library.ts';
import { question } from './question.ts';
import type { ReadOnlyReason, StoreError } from './store.ts';

/** What has been said of an event; its title and its articles are the library's. */
export interface OpenedEvent {
  readonly event: JsonText<StoredEvent>;
  readonly readOnly: ReadOnlyReason | null;
}

/** No event of the library has this id. */
export interface NoSuchEvent {
  readonly type: 'no-such-event';
  readonly id: string;
}

/** What is said of an event, and how it is changed. Taking it back is as for all changes. */
export const EVENT_QUESTIONS = {
  'event:open': question(z.strictObject({ eventId: Uuid })).answeredBy<
    Result<OpenedEvent, NoSuchEvent | StoreError>
  >(),
  /** The answer has the steps in `event`. */
  'event:change': question(
    z.strictObject({ eventId: Uuid, requestId: Uuid, edit: EventEdit }),
  ).answeredBy<Result<Applied, NoSuchEvent | EventEditError | StoreError>>(),
};
