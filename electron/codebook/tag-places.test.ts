import { randomUUID } from 'node:crypto';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { plainBody } from '#core/tags/tag.ts';

import type { Library } from '../store/library/library.ts';
import { openLibrary, temporaryFolder } from '../store/testing/library-fixture.ts';
import { tagPlaces } from './tag-places.ts';

let folder: ReturnType<typeof temporaryFolder>;
let library: Library;
beforeEach(async () => {
  folder = temporaryFolder();
  library = await openLibrary(folder.dir);
});
afterEach(async () => {
  await library.close();
  folder.remove();
});

const idOf = (n: number): string => library.summaries()[n]?.id ?? '';
const bodyAt = (start: number) => plainBody([{ start, end: start + 9 }], 'claim');
const tag = (...places: Parameters<typeof tagPlaces>[2]) =>
  tagPlaces({ library, newId: randomUUID, now: () => new Date() }, randomUUID(), places);
const counts = (): number[] =>
  library
    .summaries()
    .map(({ tagCounts }) => Object.values(tagCounts).reduce((sum, each) => sum + each, 0));

it('tags places of several articles in one step, which is taken back in one', async () => {
  const before = counts();
  const done = await tag(
    { id: idOf(0), bodies: [bodyAt(0), bodyAt(20)] },
    { id: idOf(1), bodies: [bodyAt(0)] },
  );
  expect(done).toMatchObject({ ok: true, value: { label: 'tag 3 places in 2 articles' } });
  expect(counts().slice(0, 2)).toEqual([2, 1]);
  expect((await library.undo(randomUUID())).ok).toBe(true);
  expect(counts()).toEqual(before);
});

it('leaves what is tagged so already as it is, and says where nothing is left', async () => {
  await tag({ id: idOf(0), bodies: [bodyAt(0)] });
  const again = await tag({ id: idOf(0), bodies: [bodyAt(0), bodyAt(20)] });
  expect(again).toMatchObject({ ok: true, value: { label: 'tag 1 place' } });
  expect(await tag({ id: idOf(0), bodies: [bodyAt(0)] })).toEqual({
    ok: false,
    error: { type: 'nothing-changed' },
  });
});

it('tags nothing where one place cannot be tagged', async () => {
  const before = counts();
  const done = await tag({ id: idOf(0), bodies: [bodyAt(0), bodyAt(10_000_000)] });
  expect(done).toMatchObject({ ok: false, error: { type: 'beyond-text' } });
  expect(counts()).toEqual(before);
});
