import { readFileSync } from 'node:fs';

import { describe, expect, it, test } from 'vitest';

import { Codebook } from '#core/codebook/codebook.ts';
import { IdMap } from '#core/collections/id-map.ts';
import { applyLibrarySteps, type LibraryDocument } from '#core/library/document.ts';

import { planLibraryEdit, type DocumentEdit } from './library-edits.ts';

const SELF = '11111111-1111-4111-8111-111111111111';
const EVENT = '22222222-2222-4222-8222-222222222222';
const OTHER = '33333333-3333-4333-8333-333333333333';

const document: LibraryDocument = {
  self: SELF,
  annotators: IdMap.from([{ id: SELF, name: 'root', confirmed: false }]),
  events: IdMap.from([{ id: EVENT, title: 'Talks' }]),
  trashed: IdMap.empty(),
  codebook: Codebook.parse(
    JSON.parse(readFileSync(new URL('../../seeds/codebook.json', import.meta.url), 'utf8')),
  ),
  highestVersions: new Map(),
  extra: {},
};

function after(edit: DocumentEdit): LibraryDocument {
  const planned = planLibraryEdit(document, edit);
  if (!planned.ok) throw new Error(planned.error.type);
  const applied = applyLibrarySteps(document, planned.value.steps);
  if (!applied.ok) throw new Error(applied.error.type);
  return applied.value.document;
}

describe('planLibraryEdit', () => {
  it('signs tags with a name that was said', () => {
    expect(after({ kind: 'name-self', name: '  Ann ' }).annotators.get(SELF)).toEqual({
      id: SELF,
      name: 'Ann',
      confirmed: true,
    });
  });

  it('takes the proposed name as said when it is said', () => {
    expect(after({ kind: 'name-self', name: 'root' }).annotators.get(SELF)?.confirmed).toBe(true);
  });

  it('renames an event', () => {
    expect(after({ kind: 'rename-event', id: EVENT, title: ' Summit ' }).events.get(EVENT)).toEqual(
      {
        id: EVENT,
        title: 'Summit',
      },
    );
  });

  test.each<[string, DocumentEdit, string]>([
    ['a blank name', { kind: 'name-self', name: ' ' }, 'bad-name'],
    ['an invisible name', { kind: 'name-self', name: '\u200b\u2060' }, 'bad-name'],
    ['a name with a control character', { kind: 'name-self', name: 'A\u0007' }, 'bad-name'],
    ['a blank title', { kind: 'rename-event', id: EVENT, title: '\u3000' }, 'bad-name'],
    ['an unknown event', { kind: 'rename-event', id: OTHER, title: 'X' }, 'no-such-event'],
    ['the title it has', { kind: 'rename-event', id: EVENT, title: 'Talks' }, 'nothing-changed'],
  ])('refuses %s', (_name, edit, type) => {
    expect(planLibraryEdit(document, edit)).toMatchObject({ ok: false, error: { type } });
  });
});
