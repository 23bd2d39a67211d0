import { expect, it } from 'vitest';

import { CHANNELS } from './channels.ts';
import { QUESTIONS } from './contract.ts';

it('has a row for each channel that the preload lets through, and no other', () => {
  expect(Object.keys(QUESTIONS).sort()).toEqual([...CHANNELS].sort());
});

const ID = crypto.randomUUID();
/** More than the ten thousand that are imported in one go. */
const ids = Array.from({ length: 10_005 }, (_, at) => at.toString(16).padStart(64, '0'));

it.each([
  [
    'library:apply-change',
    { requestId: ID, edit: { kind: 'create-event', title: 'X', articles: ids } },
  ],
  [
    'library:apply-change',
    { requestId: ID, edit: { kind: 'edit-articles', articles: ids, details: { done: true } } },
  ],
  ['library:apply-change', { requestId: ID, edit: { kind: 'trash-articles', articles: ids } }],
  ['articles:count-open', { articleIds: ids }],
  ['import:preview-paths', { paths: ids }],
  [
    'import:commit',
    { requestId: ID, token: ID, decisions: ids.map((key) => ({ key, action: 'import' })) },
  ],
] as const)('%s is about as many articles as a library may have', (channel, payload) => {
  expect(QUESTIONS[channel].schema.safeParse(payload).error).toBeUndefined();
});
