import { z } from 'zod';

import type { JsonText } from '../guards/transfer.ts';
import { PeopleEdit, type PeopleEditError } from '../people/plan-edit.ts';
import type { Result } from '../result.ts';
import { question } from './question.ts';
import type { StoreError } from './store.ts';

/** A name that own tags have, with how many have it in how many articles. */
export interface NameInUse {
  readonly name: string;
  readonly tags: number;
  readonly articles: number;
}

/** What an edit of the list of people would change. */
export interface PeopleCount {
  readonly tags: number;
  readonly articles: number;
}

/** Who is named in the whole library. */
export const PEOPLE_QUESTIONS = {
  /** The names of all articles that are not in the trash, by name. */
  'people:names': question(z.undefined()).answeredBy<
    Result<JsonText<readonly NameInUse[]>, never>
  >(),
  /** How many tags an edit would change; it changes nothing. */
  'people:count': question(z.strictObject({ edit: PeopleEdit })).answeredBy<
    Result<PeopleCount, PeopleEditError | StoreError>
  >(),
};
