import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Codebook } from '../codebook/codebook.ts';
import { nextVersion } from '../codebook/version.ts';
import {
  applyLibrarySteps,
  createLibraryDocument,
  fromStoredLibrary,
  highestVersion,
  StoredLibrary,
  toStoredLibrary,
  type LibraryDocument,
  type LibraryStep,
} from './document.ts';

const codebook = Codebook.parse(JSON.parse(readFileSync('seeds/codebook.json', 'utf8')));
const uuid = (n: number): string => `${n}${n}000000-0000-4000-8000-000000000000`;
const empty = createLibraryDocument({
  self: { id: uuid(1), name: 'A', confirmed: false },
  codebook,
  events: [],
});

const id = fc.nat({ max: 4 }).map(uuid);
const articleId = fc.nat({ max: 4 }).map((n) => String(n).repeat(64));
const step: fc.Arbitrary<LibraryStep> = fc.oneof(
  fc
    .record({ id, name: fc.constantFrom('A', 'B'), confirmed: fc.boolean() })
    .map((annotator): LibraryStep => ({ op: 'put-annotator', annotator })),
  id.map((each): LibraryStep => ({ op: 'remove-annotator', id: each })),
  id.map((each): LibraryStep => ({ op: 'set-self', id: each })),
  fc
    .record({ id, title: fc.constantFrom('one', 'two') })
    .map((event): LibraryStep => ({ op: 'put-event', event })),
  id.map((each): LibraryStep => ({ op: 'remove-event', id: each })),
  fc
    .record({ id: articleId, at: fc.constant('2026-01-01') })
    .map((trashed): LibraryStep => ({ op: 'put-trashed', trashed })),
  articleId.map((each): LibraryStep => ({ op: 'remove-trashed', id: each })),
  fc.record({ id, name: fc.constantFrom('A', 'B') }).map((fields): LibraryStep => ({
    op: 'put-alias',
    alias: { ...fields, kind: 'person', spellings: ['C'], creator: uuid(1), modified: '' },
  })),
  id.map((each): LibraryStep => ({ op: 'remove-alias', id: each })),
  fc
    .constantFrom('1', '2')
    .map((version): LibraryStep => ({ op: 'set-codebook', codebook: { ...codebook, version } })),
);

function grow(steps: readonly LibraryStep[]): LibraryDocument {
  return steps.reduce((document, each) => {
    const applied = applyLibrarySteps(document, [each]);
    return applied.ok ? applied.value.document : document;
  }, empty);
}

describe('steps of the library', () => {
  it('are taken back in full by their inverse', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 20 }),
        fc.array(step, { minLength: 1, maxLength: 8 }),
        (before, steps) => {
          const document = grow(before);
          const done = applyLibrarySteps(document, steps);
          if (!done.ok) return;
          const undone = applyLibrarySteps(done.value.document, done.value.inverse);
          if (!undone.ok) throw new Error(JSON.stringify(undone.error));
          const back = undone.value.document;
          const { highestVersions } = document;
          expect(toStoredLibrary({ ...back, highestVersions })).toEqual(toStoredLibrary(document));
          // What was taken back may be known by its version elsewhere.
          const next = [back, done.value.document].map((each) =>
            nextVersion(highestVersion(each), 'patch'),
          );
          expect(next[0]).toBe(next[1]);
        },
      ),
    );
  });

  it('keep the stored form true', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const stored = toStoredLibrary(grow(steps));
        const read = StoredLibrary.parse(JSON.parse(JSON.stringify(stored)));
        expect(toStoredLibrary(fromStoredLibrary(read))).toEqual(stored);
      }),
    );
  });

  const missing: readonly { step: LibraryStep; record: string }[] = [
    { step: { op: 'remove-annotator', id: uuid(3) }, record: 'annotator' },
    { step: { op: 'remove-event', id: uuid(3) }, record: 'event' },
    { step: { op: 'remove-trashed', id: '3'.repeat(64) }, record: 'trashed' },
  ];
  it.each(missing)('refuse to remove a missing $record', ({ step: each, record }) => {
    expect(applyLibrarySteps(empty, [each])).toMatchObject({
      ok: false,
      error: { type: 'no-such-record', record },
    });
  });
});
