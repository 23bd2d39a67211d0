// Events as they come from a library, for tests of what is computed of them.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { Codebook } from '../../codebook/codebook.ts';
import { createEventDocument } from '../../event/document.ts';
import { nameAttributes } from '../../people/names-in-tags.ts';
import { rolesOf, type ArticleToCompare, type EventToCompare } from '../comparison/input.ts';
import { gold } from './samples.ts';

export const EVENT_ID = '11111111-1111-4111-8111-111111111111';
export const ANALYST = '22222222-2222-4222-8222-222222222222';

export const codebook = Codebook.parse(JSON.parse(readFileSync('seeds/codebook.json', 'utf8')));

/** An article without tags. */
export function articleOf(text: string, more: Partial<ArticleToCompare> = {}): ArticleToCompare {
  return {
    id: createHash('sha256').update(text).digest('hex'),
    text,
    title: text.slice(0, 20).trim(),
    outlet: null,
    published: null,
    tags: [],
    boilerplate: [],
    ...more,
  };
}

export function inputOf(
  articles: readonly ArticleToCompare[],
  more: Partial<EventToCompare> = {},
): EventToCompare {
  return {
    articles,
    aliases: [],
    roles: rolesOf(codebook),
    nameAttributes: nameAttributes(codebook),
    document: createEventDocument(EVENT_ID),
    ...more,
  };
}

/** The five samples without a tag. */
export function samplesToCompare(more: Partial<EventToCompare> = {}): EventToCompare {
  return inputOf(
    gold.articles.map(({ id, file }) =>
      articleOf(readFileSync(`seeds/${file}`, 'utf8'), { title: id, outlet: `Outlet ${id}` }),
    ),
    more,
  );
}

/** An id of the form that records have, by number. */
export function uuid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
