import { describe, expect, it, test } from 'vitest';

import { err, ok } from '#core/result.ts';

import { createFileOffers, parseHandedFiles } from './file-offers.ts';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('parseHandedFiles', () => {
  it('takes a list of paths', () => {
    expect(parseHandedFiles({ files: ['/a.txt'] })).toEqual(['/a.txt']);
  });

  test.each([undefined, null, 'x', {}, { files: 'a' }, { files: [1] }, { files: [''] }])(
    'takes nothing from %j',
    (data) => {
      expect(parseHandedFiles(data)).toEqual([]);
    },
  );
});

describe('createFileOffers', () => {
  it('keeps files until the window listens, then shows them once', async () => {
    const shown: unknown[] = [];
    const offers = createFileOffers({
      preview: (paths) => Promise.resolve(ok({ token: paths.join(), items: [], sources: [] })),
      show: ({ token }) => shown.push(token),
      failed: (error) => shown.push(error),
    });
    offers.offer(['/a.txt']);
    offers.offer(['/b.txt']);
    await settled();
    expect(shown).toEqual([]);
    offers.windowListens();
    await settled();
    expect(shown).toEqual(['/a.txt,/b.txt']);
    offers.windowListens();
    offers.offer(['/c.txt']);
    await settled();
    expect(shown).toEqual(['/a.txt,/b.txt', '/c.txt']);
  });

  it('shows nothing where nothing could be previewed, and reports what was thrown', async () => {
    const failures: unknown[] = [];
    const shown: unknown[] = [];
    const outcomes = [
      () => Promise.resolve(err({ type: 'cancelled' as const })),
      () => Promise.reject(new Error('x')),
    ];
    const offers = createFileOffers({
      preview: () => outcomes.shift()?.() ?? Promise.reject(new Error('too many')),
      show: (preview) => shown.push(preview),
      failed: (error) => failures.push(error),
    });
    offers.windowListens();
    offers.offer(['/a']);
    offers.offer(['/b']);
    await settled();
    expect(shown).toEqual([]);
    expect(failures).toEqual([new Error('x')]);
  });
});
