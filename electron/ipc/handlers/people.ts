import type { PEOPLE_QUESTIONS } from '#core/contract/people.ts';
import { toJsonText } from '#core/guards/transfer.ts';
import { ok } from '#core/result.ts';

import { countPeopleEdit, listNames } from '../../people/people-service.ts';
import type { Library } from '../../store/library/library.ts';
import type { HandlersOf } from './handler.ts';

export interface PeopleServices {
  readonly library: Library;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** Says who is named in the library. Changing that is a change like others. */
export function peopleHandlers(services: PeopleServices): HandlersOf<typeof PEOPLE_QUESTIONS> {
  return {
    'people:names': async () => ok(toJsonText(await listNames(services.library))),
    'people:count': ({ edit }) => countPeopleEdit(services, edit),
  };
}
