import { readFileSync } from 'node:fs';

import { describe, expect, it, test } from 'vitest';

import { Codebook } from '#core/codebook/codebook.ts';
import { IdMap } from '#core/collections/id-map.ts';
import { applyLibrarySteps, type LibraryDocument } from '#core/library/document.ts';

import { planName } from './library-edits.ts';

const SELF = '11111111-1111-4111-8111-111111111111';

const document: LibraryDocument = {
  self: SELF,
  annotators: IdMap.from([{ id: SELF, name: 'root', confirmed: false }]),
  events: IdMap.empty(),
  trashed: IdMap.empty(),
  codebook: Codebook.parse(
    JSON.parse(readFileSync(new URL('../../seeds/codebook.json', import.meta.url), 'utf8')),
  ),
  highestVersions: new Map(),
  delivered: null,
  aliases: IdMap.empty(),
  owed: IdMap.empty(),
  extra: {},
};

function after(name: string): LibraryDocument {
  const planned = planName(document, name);
  if (!planned.ok) throw new Error(planned.error.type);
  const applied = applyLibrarySteps(document, planned.value.steps);
  if (!applied.ok) throw new Error(applied.error.type);
  return applied.value.document;
}

describe('planName', () => {
  it('signs tags with a name that was said', () => {
    expect(after('  Ann ').annotators.get(SELF)).toEqual({
      id: SELF,
      name: 'Ann',
      confirmed: true,
    });
  });

  it('takes the proposed name as said when it is said', () => {
    expect(after('root').annotators.get(SELF)?.confirmed).toBe(true);
  });

  test.each<[string, string, string]>([
    ['a blank name', ' ', 'bad-name'],
    ['an invisible name', '\u200b\u2060', 'bad-name'],
    ['a name with a control character', 'A\u0007', 'bad-name'],
  ])('refuses %s', (_name, name, type) => {
    expect(planName(document, name)).toMatchObject({ ok: false, error: { type } });
  });
});
