import type { EVENT_QUESTIONS } from '#core/contract/events.ts';
import type { Applied } from '#core/contract/library.ts';
import { ok } from '#core/result.ts';

import { applyEventEdit, openEvent } from '../../event/event-service.ts';
import type { Acknowledged, Library } from '../../store/library/library.ts';
import type { HandlersOf } from './handler.ts';

export interface EventServices {
  readonly library: Library;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Tells everyone of a change that is on disk, and answers what the window is to do. */
  readonly announce: (done: Acknowledged) => Applied;
}

/** Says what is said of an event, and makes changes of that durable. */
export function eventHandlers(services: EventServices): HandlersOf<typeof EVENT_QUESTIONS> {
  return {
    'event:open': ({ eventId }) => openEvent(services.library, eventId),
    'event:change': async (request) => {
      const done = await applyEventEdit(services, request);
      return done.ok ? ok(services.announce(done.value)) : done;
    },
  };
}
